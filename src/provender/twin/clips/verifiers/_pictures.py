"""Pictures against flow: what is seen in one lies in the next where flow says, and not where it was."""

from collections.abc import Iterator

import numpy as np

from provender.twin.clip import Clip, Fate, shifts
from provender.twin.verifiers._photometry import undone
from provender.twin.verifiers._pinhole import eye, slants

_LUMA = np.array([0.2126, 0.7152, 0.0722])
_MOVES = 1.5  # pixels by which a point must move to tell anything
_MANY = 400  # such pixels at least
_STANDS = 0.4  # by how much a picture may be more like the one before unmoved than moved
_FLAT = 1.5  # of the mean gradient, at least


def picture_faults(clip: Clip, number: int) -> Iterator[str]:
    """Whether a picture is one of another time than the next."""
    one, two = clip.frames[number], clip.frames[number + 1]
    if np.array_equal(one.colour, two.colour):
        yield "its picture is the one before, to the bit"
        return
    slant = slants(eye(one))
    first, second = (undone(frame, slant**-2.0) @ _LUMA for frame in (one, two))
    told, fate = shifts(clip.flow[number]), clip.flow[number][..., 2]
    fine = (fate == Fate.SEEN) & (np.hypot(told[..., 0], told[..., 1]) > _MOVES)
    row, column = np.nonzero(fine)
    if len(row) < _MANY:
        return
    high, wide = first.shape
    x = np.clip(column + np.rint(told[row, column, 0]).astype(int), 0, wide - 1)
    y = np.clip(row + np.rint(told[row, column, 1]).astype(int), 0, high - 1)
    before, moved, still = (
        np.log1p(light) for light in (_sharp(first)[row, column], _sharp(second)[y, x], _sharp(second)[row, column])
    )
    there, here = float(np.corrcoef(before, moved)[0, 1]), float(np.corrcoef(before, still)[0, 1])
    if here > there + _STANDS:
        yield f"its picture is like the one before by {here:.2f} unmoved, and by {there:.2f} moved as flow says"


def _sharp(light: "np.ndarray") -> "np.ndarray":
    """How much each pixel differs from its neighbours, as a share of the picture's brightness."""
    wide = np.pad(light, 1, mode="edge")
    around = (wide[:-2, 1:-1] + wide[2:, 1:-1] + wide[1:-1, :-2] + wide[1:-1, 2:]) / 4
    found: np.ndarray = np.abs(light - around) / (around + 0.05 * light.mean() + 1e-9)
    return found
