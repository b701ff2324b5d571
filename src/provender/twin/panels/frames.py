"""Frames in the report: the picture, what is where in it, and what of it can be perceived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.twin.frame import Frame, Thing
from provender.twin.panels._chosen import chosen
from provender.twin.png import png

_WIDE = 480  # pixels of a picture in the report
_PERCEIVED, _LOST = (70, 220, 90), (240, 70, 60)
_HUES = 12


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """The first frames of each kind and fate: colours with boxes, instances, depth.

    Attributes:
        most: accepted frames.
        refused: refused frames, the first of each reason.

    Example:
        Shown by every report on frames.
    """

    heading: ClassVar[str] = "What the cameras saw"

    most: int = 6
    refused: int = 3

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Accepted frames, then what was refused."""
        shown = chosen(samples, Frame, most=self.most, refused=self.refused, words=slice(1, 4))
        return map(_block, shown)


def _block(item: Judged) -> Block:
    """One frame."""
    frame = item.record.payload
    assert isinstance(frame, Frame)
    rows = tuple(
        (thing.id, thing.kind, f"{thing.shown:.0%}", f"{thing.clear:.0%}", f"{thing.contrast:.2f}", _sight(thing))
        for thing in sorted(frame.things, key=lambda one: one.solid[2])[:8]
    )
    told = item.reason or f"accepted: {item.grade} by {item.verifier}"
    lines = [frame.scene.text().splitlines()[1]]
    if frame.scene.map.attribution:
        lines.append(frame.scene.map.attribution)
    return Block(
        title=f"{frame.scene.map.name}, {item.record.origin.index}",
        caption=told,
        head=("thing", "kind", "shown", "through the air", "contrast", ""),
        rows=rows,
        lines=tuple(lines),
        image=png(sheet(frame)),
    )


def _sight(thing: Thing) -> str:
    """Whether it can be perceived, in words."""
    return "perceivable" if thing.perceivable else "present, not perceivable"


def sheet(frame: Frame) -> npt.NDArray[np.uint8]:
    """(h, w, 3) the picture with boxes (green: perceivable, red: not) over instances and depth."""
    step = max(frame.colour.shape[1] // _WIDE, 1)
    picture = outlined(frame, line=step)
    far = frame.depth.astype(np.float64) / 256
    near = np.where(frame.depth > 0, 255 / (1 + far / 12), 0).astype(np.uint8)
    label = hues(frame)
    below = np.concatenate([label[::2, ::2], np.repeat(near[::2, ::2, None], 3, 2)], 1)
    wide = min(below.shape[1], picture.shape[1])
    return np.ascontiguousarray(np.concatenate([picture[:, :wide], below[:, :wide]], 0)[::step, ::step])


def outlined(frame: Frame, *, line: int) -> npt.NDArray[np.uint8]:
    """(h, w, 3) the picture, with a box around what is seen of each thing, its lines so many pixels wide: a sheet that
    keeps one pixel of so many shows all four.
    """
    picture = frame.colour.copy()
    for thing in frame.things:
        _outline(picture, thing, _PERCEIVED if thing.perceivable else _LOST, line)
    return picture


def _outline(picture: npt.NDArray[np.uint8], thing: Thing, colour: tuple[int, int, int], line: int) -> None:
    """Draws the box around what is seen of a thing."""
    x0, y0, x1, y1 = thing.box
    for across in (slice(x0, x0 + line), slice(max(x1 - line, x0), x1)):
        picture[y0:y1, across] = colour
    for down in (slice(y0, y0 + line), slice(max(y1 - line, y0), y1)):
        picture[down, x0:x1] = colour


def hues(frame: Frame) -> npt.NDArray[np.uint8]:
    """(h, w, 3) a colour for each class of the map in grey tones, and for each instance a bright one."""
    turn = (frame.instance * 5 % _HUES) / _HUES * 2 * np.pi
    bright = np.stack([np.cos(turn + shift) for shift in (0.0, 2.1, 4.2)], -1) * 100 + 150
    grey = np.repeat((30 + frame.kind * 14.0)[..., None], 3, 2)
    found: Any = np.where((frame.instance > 0)[..., None], bright, grey)
    bright_ones: npt.NDArray[np.uint8] = np.clip(found, 0, 255).astype(np.uint8)
    return bright_ones
