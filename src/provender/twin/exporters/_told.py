"""What every exporter of frames tells in the same way: which records, names of files, masks, JSON."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Dataset, Judged
from provender.twin.clip import Clip
from provender.twin.frame import Frame, Thing

Mask = npt.NDArray[np.bool_]


class Shown(NamedTuple):
    """A frame of the dataset: its place among the frames, the name of its files, and what was decided about it."""

    number: int
    name: str
    frame: Frame
    judged: Judged


def frames(dataset: Dataset) -> Iterator[Shown]:
    """The dataset's frames, those of clips in order of time; what is neither is passed over."""
    seen = (item for judged in dataset.records() for item in frames_of(judged))
    for number, (judged, frame) in enumerate(seen):
        yield Shown(number, f"{number:06d}", frame, judged)


def frames_of(judged: Judged) -> Iterator[tuple[Judged, Frame]]:
    """A record's frames."""
    payload = judged.record.payload
    for frame in payload.frames if isinstance(payload, Clip) else (payload,):
        if isinstance(frame, Frame):
            yield judged, frame


def digest_of(dataset: Dataset) -> str:
    """The dataset's digest."""
    return str(cast("Mapping[str, Any]", dataset.facts)["digest"])


def as_json(value: object) -> bytes:
    """Plain values in UTF-8, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode() + b"\n"


def seen(frame: Frame, thing: Thing) -> Mask:
    """(h, w) the pixels in which a thing is visible."""
    mask: Mask = frame.instance == thing.instance
    return mask


def whole(frame: Frame, thing: Thing) -> Mask:
    """(h, w) the pixels that a thing would have if nothing hid it."""
    mask = np.zeros(frame.instance.shape, np.bool_)
    x0, y0, x1, y1 = thing.whole
    mask[y0:y1, x0:x1] = thing.amodal()
    return mask


def rle(mask: Mask) -> dict[str, object]:
    """A mask in COCO's compressed run lengths: `{"size": [h, w], "counts": "..."}`.

    Runs go down the columns, the first is of zeros; each length, from the fourth on less the one two before it, is told
    in groups of five bits, the lowest first, with a sixth bit where more follow, as characters from "0" on.
    """
    flat = mask.ravel(order="F")
    changes = np.flatnonzero(flat != np.concatenate([[False], flat[:-1]]))
    lengths = np.diff(np.concatenate([[0], changes, [flat.size]])).tolist()
    less = [length - (lengths[at - 2] if at > 2 else 0) for at, length in enumerate(lengths)]
    return {"size": [int(side) for side in mask.shape], "counts": "".join(map(_characters, less))}


def _characters(value: int) -> str:
    """One whole number, its sign in the last group's highest bit."""
    told = ""
    while True:
        low, value = value & 31, value >> 5
        ends = value == (-1 if low & 16 else 0)
        told += chr(48 + low + (0 if ends else 32))
        if ends:
            return told


def lineage(shown: Shown) -> dict[str, object]:
    """Where a frame comes from, and how firmly its labels hold."""
    record = shown.judged.record
    return {"key": str(record.key), "version": record.origin.version, "tags": dict(record.tags),
            "grade": shown.judged.grade, "passed": list(shown.judged.passed)}  # fmt: skip
