"""Do the labels of a picture of a table tell what its rays meet? Pixel by pixel, and body by body."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from provender.twin.robots.episode import Array
from provender.twin.robots.reel import ARRAYS, DEPTH_STEPS, FARTHEST, Reel, Seen, Shot, sort_of
from provender.twin.robots.verifiers._fields import turned
from provender.twin.robots.verifiers._rays import Eye, Scene

_DENT = 8e-5  # m that a round body drawn in flat pieces may lie inside itself
_ROUNDED = 0.75 / DEPTH_STEPS  # m
_GRAZES = 0.1  # cosine below which a ray meets what is round at no depth to speak of
_UNIT = 0.03  # what rounding leaves over of a unit vector's length
_SAME = 0.998  # cosine between two normals that are one
_FEW, _SHARE = 4, 0.08  # pixels, and share of the pixels along edges, that may fall to the other side
_CLOSE = 1e-6  # m, and of matrices

Mask = npt.NDArray[np.bool_]


def array_faults(reel: Reel) -> Iterator[str]:
    """Sizes, moments and numbers on which all else rests."""
    wide, high = reel.lens.pixels
    poses = (len(reel.shots), len(reel.fittings), 7)
    steps = [shot.step for shot in reel.shots]
    if not steps or reel.fitted.shape != poses or not np.isfinite(reel.fitted).all():
        yield "there is no picture, or fittings have no pose in each"
    elif steps != sorted(set(steps)) or steps[0] < 0 or steps[-1] > reel.episode.steps:
        yield "pictures are not of moments of the episode, the earliest first"
    elif not np.isfinite(reel.lens.pose).all() or abs(np.linalg.norm(reel.lens.pose[3:]) - 1) > _CLOSE:
        yield "the camera has no pose"
    elif not reel.lens.focal > 0 or min(wide, high) < 2:
        yield "the camera has no picture"
    for shot in reel.shots:
        for name, kind in ARRAYS.items():
            array = getattr(shot, name)
            if array.shape[:2] != (high, wide) or array.dtype != kind:
                yield f"{name} is no picture of {wide} x {high} pixels"
                return
        if shot.instance.max() > len(reel.solids):
            yield f"instance {shot.instance.max()} is nothing that there is"
            return


def pixel_faults(reel: Reel, shot: Shot, scene: Scene) -> Iterator[str]:
    """Every pixel against what its ray meets."""
    instance = shot.instance.ravel().astype(np.int64)
    size = shot.instance.shape
    sorts = np.array([0, *(sort_of(body) for body in reel.solids)])
    if (sorts[instance] != shot.kind.ravel()).any():
        yield "a pixel is of another class than its body"
    edge = _edges(scene, size)
    allowed = _FEW + _SHARE * float(edge.sum())
    other = instance != scene.instance
    if other.sum() > allowed or (other & ~_beside(scene.instance, instance, size)).any():
        yield f"{int(other.sum())} pixels show another body than their rays meet"
    told = shot.depth.ravel() / DEPTH_STEPS
    far = np.where(scene.far <= FARTHEST, scene.far, 0.0)
    flat = np.array([True, *(body.shape == "box" for body in reel.solids)])[scene.instance]
    steep = np.abs((scene.normal * scene.way).sum(1))
    cosine = steep / np.linalg.norm(scene.way, axis=1)
    sure = ~other & (flat | (cosine > _GRAZES))
    off = np.abs(told - far) - _ROUNDED - np.where(flat, 2e-6, _DENT) / np.maximum(steep, 1e-3)
    if (sure & (off > 0)).any():
        yield f"{int((sure & (off > 0)).sum())} pixels are not as deep as what their rays meet"
    normal = (shot.normal.reshape(-1, 3).astype(np.float64) - 128) / 127
    length = np.linalg.norm(normal, axis=1)
    if (shot.normal.reshape(-1, 3)[instance == 0] != 0).any():
        yield "nothing has a normal"
    if (np.abs(length - 1)[instance > 0] > _UNIT).any():
        yield "a normal is no unit vector"
    turned_away = sure & (scene.instance > 0) & ((normal * scene.normal).sum(1) < _SAME * length)
    if turned_away.sum() > allowed or (turned_away & ~edge).any():
        yield f"{int(turned_away.sum())} normals are not those of what their rays meet"


def _neighbours(flat: Any, size: tuple[int, int]) -> Iterator[Any]:
    """A picture moved by one pixel in each of eight ways, its rim repeated."""
    grid = flat.reshape(*size, *flat.shape[1:])
    wide = np.pad(grid, [(1, 1), (1, 1)] + [(0, 0)] * (grid.ndim - 2), mode="edge")
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):
                yield wide[row : row + size[0], column : column + size[1]].reshape(flat.shape)


def _edges(scene: Scene, size: tuple[int, int]) -> Mask:
    """(n,) pixels beside which another body is, or another side of it."""
    found = np.zeros(len(scene.instance), np.bool_)
    for instance, normal in zip(_neighbours(scene.instance, size), _neighbours(scene.normal, size), strict=True):
        found |= (instance != scene.instance) | (np.einsum("nk,nk->n", normal, scene.normal) < _SAME)
    return found


def _beside(expected: Any, told: Any, size: tuple[int, int]) -> Mask:
    """(n,) whether what is told of a pixel is so of one beside it."""
    found = np.zeros(len(told), np.bool_)
    for one in _neighbours(expected, size):
        found |= one == told
    return found


def body_faults(reel: Reel, shot: Shot, scene: Scene, *, poses: Array, seen: Eye) -> Iterator[str]:
    """Every body that is told of, and those that are missing."""
    told = {one.instance: one for one in shot.seen}
    if len(told) < len(shot.seen) or not all(0 < number <= len(reel.solids) for number in told):
        yield "a body is told of twice, or is nothing that there is"
        return
    for number, body in enumerate(reel.solids, 1):
        alone = scene.alone[number - 1].reshape(shot.instance.shape)
        one = told.get(number)
        if one is None:
            if alone.sum() > _FEW or (shot.instance == number).any():
                yield f"{body.id} is in the picture and not told of"
            continue
        if one.id != body.id:
            yield f"{one.id} is not body {number}"
            continue
        yield from _mask_faults(shot, one)
        yield from _alone_faults(one, alone)
        yield from _pose_faults(one, poses[number - 1], seen)


def _mask_faults(shot: Shot, one: Seen) -> Iterator[str]:
    """Visible against amodal, and both against their boxes."""
    own = shot.instance == one.instance
    if _around(own) != one.box:
        yield f"the box of {one.id} is not around its pixels"
    x0, y0, x1, y1 = one.whole
    high, wide = own.shape
    if not (0 <= x0 < x1 <= wide and 0 <= y0 < y1 <= high) or len(one.mask) * 8 < (x1 - x0) * (y1 - y0):
        yield f"the whole box of {one.id} lies outside the picture"
        return
    amodal = np.zeros_like(own)
    amodal[y0:y1, x0:x1] = one.amodal()
    if _around(amodal) != one.whole:
        yield f"the whole box of {one.id} is not around its amodal mask"
    if (own & ~amodal).any():
        yield f"{one.id} is seen where it would not be alone"
    if abs(one.shown - own.sum() / max(amodal.sum(), 1)) > _CLOSE:
        yield f"{one.id} is not shown by {one.shown:.3f}"


def _alone_faults(one: Seen, alone: Mask) -> Iterator[str]:
    """An amodal mask against what rays meet of the body alone."""
    x0, y0, x1, y1 = one.whole
    high, wide = alone.shape
    if not (0 <= x0 < x1 <= wide and 0 <= y0 < y1 <= high):
        return
    amodal = np.zeros_like(alone)
    amodal[y0:y1, x0:x1] = one.amodal()
    around = np.pad(alone, 1, mode="edge")
    moved = [around[r : r + high, c : c + wide] for r in range(3) for c in range(3)]
    inner, outer = np.logical_and.reduce(moved), np.logical_or.reduce(moved)
    rim = float((outer & ~inner).sum()) / 2
    off = amodal != alone
    if off.sum() > _FEW + _SHARE * rim or (inner & ~amodal).any() or (amodal & ~outer).any():
        yield f"{int(off.sum())} pixels of the amodal mask of {one.id} are not those of it alone"


def _pose_faults(one: Seen, pose: Array, seen: Eye) -> Iterator[str]:
    """A pose in the camera's axes against the episode's."""
    told = np.array(one.pose)
    middle = seen.axes.T @ (pose[:3] - seen.at)
    turn = seen.axes.T @ turned(pose[None, 3:])[0]
    if np.abs(told[:3] - middle).max() > _CLOSE or abs(np.linalg.norm(told[3:]) - 1) > _CLOSE:
        yield f"{one.id} is told {np.linalg.norm(told[:3] - middle) * 1000:.2f} mm off where the camera has it"
    elif np.abs(turned(told[None, 3:])[0] - turn).max() > 10 * _CLOSE:
        yield f"{one.id} is told to be turned otherwise than the camera has it"


def _around(mask: Mask) -> tuple[int, int, int, int]:
    """x, y, x, y around a mask; zeros when it is empty."""
    rows, columns = np.nonzero(mask)
    if not len(rows):
        return (0, 0, 0, 0)
    return (int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1)
