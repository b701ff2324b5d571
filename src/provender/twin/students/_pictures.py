"""What a detector learns from and is examined on: small pictures, a box for everybody in them, and who that is."""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.twin.audits.coverage import seen
from provender.twin.clip import Clip
from provender.twin.frame import Frame, Thing
from provender.twin.maps.map import Floats
from provender.twin.scene import VEHICLES, ActorKind
from provender.twin.stage.people import build_of, tone_of

CLASSES = ("pedestrian", "cyclist", "vehicle")
_CLASS: Mapping[str, int] = {
    ActorKind.ADULT: 0, ActorKind.CHILD: 0, ActorKind.BICYCLE: 1, **dict.fromkeys(VEHICLES, 2)
}  # fmt: skip
_AROUND = ("light", "fog", "precipitation", "layout")  # of the picture as a whole, as it shows

Tags = Mapping[str, str]


class Pictures(NamedTuple):
    """n pictures of one size with m things in them.

    Attributes:
        colours: (n, h, w, 3) uint8.
        tags: n times what is told of a picture: its record's tags, and light, fog, what falls and layout as they show.
        of: (m,) the picture that each thing is in, ascending.
        classes: (m,) places in `CLASSES`.
        boxes: (m, 4) x, y, x, y in pixels around what is visible, ends excluded.
        shown, contrast: (m,) its two visibilities, as of `twin.frame.Thing`.
        about: m times what is told of a thing; of a pedestrian age, tone and build.
    """

    colours: npt.NDArray[np.uint8]
    tags: tuple[Tags, ...]
    of: npt.NDArray[np.int64]
    classes: npt.NDArray[np.int64]
    boxes: Floats
    shown: Floats
    contrast: Floats
    about: tuple[Tags, ...]


def pictures(records: Sequence[Record], *, wide: int, where: str) -> Pictures:
    """The pictures of frames, and of each frame of clips, no wider than `wide` pixels; other records are left out.

    Guarantees:
        Of each record nothing is kept but its colours and some words and numbers for each thing.

    Raises:
        RecipeError: none of the records is a picture, or they are not of one size.
    """
    colours: list[npt.NDArray[np.uint8]] = []
    tags: list[Tags] = []
    rows: list[tuple[int, Thing, Floats, Tags]] = []
    for record, frame in _frames(records):
        share = ceil(frame.colour.shape[1] / wide)
        colours.append(_reduced(frame.colour, share))
        if colours[0].shape != colours[-1].shape:
            told = " and ".join(f"{one.shape[1]} x {one.shape[0]}" for one in (colours[0], colours[-1]))
            raise RecipeError(
                f"pictures of {told} pixels cannot be learned together", where=where, mend="make one size"
            )
        around = seen(Record(payload=frame, origin=record.origin))
        tags.append({**{name: around[name] for name in _AROUND}, **record.tags})
        for thing in frame.things:
            if thing.kind in _CLASS and thing.shown > 0:
                rows.append((len(colours) - 1, thing, np.array(thing.box) / share, _about(frame, thing)))
    if not colours:
        raise RecipeError("none of the records is a picture", where=where, mend="name a generator such as twin/frames")
    return Pictures(
        colours=np.stack(colours),
        tags=tuple(tags),
        of=np.array([row[0] for row in rows], np.int64),
        classes=np.array([_CLASS[row[1].kind] for row in rows], np.int64),
        boxes=np.array([row[2] for row in rows], np.float64).reshape(-1, 4),
        shown=np.array([row[1].shown for row in rows], np.float64),
        contrast=np.array([row[1].contrast for row in rows], np.float64),
        about=tuple(row[3] for row in rows),
    )


def _frames(records: Sequence[Record]) -> Iterator[tuple[Record, Frame]]:
    """Every frame with its record."""
    for record in records:
        if isinstance(record.payload, Frame):
            yield record, record.payload
        elif isinstance(record.payload, Clip):
            yield from ((record, frame) for frame in record.payload.frames)


def _reduced(colour: npt.NDArray[np.uint8], share: int) -> npt.NDArray[np.uint8]:
    """(h, w, 3) with each square of `share` pixels as one, its mean; what is left over at the ends is cut."""
    if share == 1:
        return colour
    high, wide = (side // share for side in colour.shape[:2])
    squares = colour[: high * share, : wide * share].reshape(high, share, wide, share, 3)
    reduced: npt.NDArray[np.uint8] = np.rint(squares.mean((1, 3))).astype(np.uint8)
    return reduced


def _about(frame: Frame, thing: Thing) -> Tags:
    """Age, tone and build of a pedestrian; of others nothing."""
    if _CLASS[thing.kind] != 0:
        return {}
    actor = frame.scene.actors[thing.instance - 1]
    return {"age": thing.kind, "tone": tone_of(actor), "build": build_of(actor)}


def joined(parts: Sequence[Pictures]) -> Pictures:
    """Several sets as one, in order."""
    starts = np.cumsum([0, *(len(part.colours) for part in parts)])
    whole = {name: np.concatenate([getattr(part, name) for part in parts])
             for name in ("colours", "classes", "boxes", "shown", "contrast")}  # fmt: skip
    return Pictures(
        tags=tuple(tag for part in parts for tag in part.tags),
        of=np.concatenate([part.of + start for part, start in zip(parts, starts, strict=False)]),
        about=tuple(told for part in parts for told in part.about),
        **whole,
    )


def chosen(whole: Pictures, places: npt.NDArray[np.int64]) -> Pictures:
    """Some of the pictures, in the order of `places`, with what is in them."""
    first, last = np.searchsorted(whole.of, places, "left"), np.searchsorted(whole.of, places, "right")
    rows = np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)] or [np.zeros(0, np.int64)])
    rows = rows.astype(np.int64)
    return Pictures(
        colours=whole.colours[places],
        tags=tuple(whole.tags[place] for place in places),
        of=np.repeat(np.arange(len(places)), last - first),
        classes=whole.classes[rows],
        boxes=whole.boxes[rows],
        shown=whole.shown[rows],
        contrast=whole.contrast[rows],
        about=tuple(whole.about[row] for row in rows),
    )
