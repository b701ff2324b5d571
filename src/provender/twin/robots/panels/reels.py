"""Reels in the report: a filmstrip of colours over classes, depth and normals, and where every object ended."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.twin.panels._chosen import chosen
from provender.twin.png import png
from provender.twin.robots.episode import STEP
from provender.twin.robots.reel import Reel, Shot

Picture = npt.NDArray[np.uint8]

_CELL, _GAP = 240, 4  # pixels of width of a picture in the strip, and between them
_MOMENTS = 4
_GREEN = np.array([70, 220, 90], np.uint8)


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Reels:
    """The first reels of each fate, each as a filmstrip: colours, bodies, depth and normals, moment by moment.

    Attributes:
        most: accepted reels.
        refused: refused reels, the first of each reason.

    Example:
        Shown by every report on reels.
    """

    heading: ClassVar[str] = "What the robots did"

    most: int = 4
    refused: int = 2

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Accepted reels, then what was refused."""
        return map(_block, chosen(samples, Reel, most=self.most, refused=self.refused, words=slice(2, 6)))


def _block(item: Judged) -> Block:
    """One reel."""
    reel = item.record.payload
    assert isinstance(reel, Reel)
    episode = reel.episode
    ended = f"{'reached' if episode.success else 'missed'} its goal in {episode.steps * STEP:.2f} s"
    drops = ", ".join(f"{int(value)} for {name[8:]}" for name, value in episode.drawn if name.startswith("dropped "))
    lines = [
        f"{episode.task} {episode.goal.body}: {ended}, {len(episode.contacts)} contacts; "
        "from above: colours with what is visible of the goal's body framed, bodies, depth (near is bright), normals.",
    ]
    if drops:
        lines.append(f"Episodes that were dropped before this one, since the engine could not be believed: {drops}.")
    return Block(
        title=f"{episode.task} {item.record.origin.index}",
        caption=item.reason or f"accepted: {item.grade} by {item.verifier}",
        head=("body", "kind", "size", "mass", "went", "shown"),
        rows=tuple(_rows(reel)),
        lines=tuple(lines),
        image=png(strip(reel)),
    )


def _rows(reel: Reel) -> Iterable[tuple[str, ...]]:
    """Every object of the episode."""
    for place, body in enumerate(reel.episode.bodies):
        if body.role == "object":
            way = np.diff(reel.episode.poses[:, place, :3], axis=0)
            shown = [one.shown for shot in reel.shots for one in shot.seen if one.instance == place + 1]
            size = " x ".join(f"{2000 * half:.0f}" for half in body.half)
            yield (body.id, body.shape, f"{size} mm", f"{1000 * body.mass:.0f} g",
                   f"{100 * np.linalg.norm(way, axis=1).sum():.1f} cm",
                   f"{min(shown):.0%} to {max(shown):.0%}" if shown else "never")  # fmt: skip


def strip(reel: Reel) -> Picture:
    """(h, w, 3) moments side by side, each as four pictures below each other."""
    last = len(reel.shots) - 1
    some = sorted({round(last * share / (_MOMENTS - 1)) for share in range(_MOMENTS)})
    step = max(reel.lens.pixels[0] // _CELL, 1)
    columns = []
    for at in some:
        shot = reel.shots[at]
        cells = (_framed(shot, reel.episode.target + 1), _hues(shot), _near(shot), shot.normal)
        small = [np.pad(cell[::step, ::step], ((0, _GAP), (0, _GAP), (0, 0)), constant_values=255) for cell in cells]
        columns.append(np.concatenate(small, 0))
    return np.ascontiguousarray(np.concatenate(columns, 1)[:-_GAP, :-_GAP])


def _framed(shot: Shot, instance: int) -> Picture:
    """The colours, with a box around what is visible of a body."""
    picture = shot.colour.copy()
    for one in shot.seen:
        x0, y0, x1, y1 = one.box
        if one.instance == instance and x1 > x0:
            picture[y0:y1, [x0, x1 - 1]] = _GREEN
            picture[[y0, y1 - 1], x0:x1] = _GREEN
    return picture


def _hues(shot: Shot) -> Picture:
    """A colour for each body."""
    turn = shot.instance * 2.4
    bright: Any = np.stack([np.cos(turn + shift) for shift in (0.0, 2.1, 4.2)], -1) * 100 + 150
    found: Picture = np.where((shot.instance > 0)[..., None], bright, 0).astype(np.uint8)
    return found


def _near(shot: Shot) -> Picture:
    """Depth from bright to dark, over the range that the picture has."""
    far = shot.depth.astype(np.float64)
    some = far[far > 0]
    low, high = (float(some.min()), float(np.quantile(some, 0.9))) if len(some) else (0.0, 1.0)
    grey: Any = np.where(far > 0, 255 - 215 * np.clip((far - low) / max(high - low, 1.0), 0, 1), 0)
    return np.repeat(grey[..., None].astype(np.uint8), 3, 2)
