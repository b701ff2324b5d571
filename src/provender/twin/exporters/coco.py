"""COCO: pictures, a mask and a box for each actor, and what every pixel shows.

    images/000000.png
    annotations/instances.json     what is seen of each actor: box, mask in compressed run lengths
    annotations/amodal.json        the same actors by the same ids, as if nothing hid them
    annotations/panoptic.json      every pixel's segment, actors and ground alike ...
    panoptic/000000.png            ... whose id is red + 256 green + 65536 blue

The format is that of cocodataset.org ("Data format": object detection and panoptic segmentation). Beside its fields an
annotation tells `shown`, `clear`, `contrast`, `perceivable`, `actor` and `box3d`, which readers of COCO pass over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.twin.exporters._told import Mask, Shown, as_json, digest_of, frames, lineage, rle, seen, whole
from provender.twin.frame import Kind, Thing
from provender.twin.png import png

_FIRST_THING = Kind.CAR
_ABOVE = {
    **dict.fromkeys(("car", "van", "bus", "truck", "ambulance", "bicycle", "door"), "vehicle"),
    **dict.fromkeys(("adult", "child"), "person"),
    "dog": "animal",
    **dict.fromkeys(("ball", "load"), "object"),
    **dict.fromkeys(("sky", "tree"), "nature"),
    **dict.fromkeys(("building", "pole", "sign"), "construction"),
    **dict.fromkeys(("ground", "road", "pavement", "kerb", "marking"), "flat"),
}
_STUFF = 1 << 20  # ids of segments that are no actor: this, and the class

Rows = list[dict[str, Any]]


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Coco:
    """Instances, amodal masks and panoptic segments, as COCO's own tools read them.

    Attributes:
        licence: of the dataset, in words or as an identifier; whom a map asks to be named is told besides.
        panoptic: whether every pixel's segment is written as well.

    Guarantees:
        Masks, decoded, equal the frames' to the bit; boxes are the smallest around them.

    Example:
        exports: [{name: twin/coco, dials: {licence: CC-BY-4.0}}]
    """

    licence: str = ""
    panoptic: bool = True

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the pictures as they come, then the annotations."""
        told = _Told(self.licence)
        for shown in frames(dataset):
            yield f"images/{shown.name}.png", png(shown.frame.colour)
            told.add(shown)
            if self.panoptic:
                yield f"panoptic/{shown.name}.png", png(told.segment(shown))
        head = {"info": _info(dataset, told), "licenses": told.licences(), "images": told.images}
        actors = [_category(kind) for kind in Kind if kind >= _FIRST_THING]
        for name, rows in (("instances", told.instances), ("amodal", told.amodal)):
            yield f"annotations/{name}.json", as_json({**head, "categories": actors, "annotations": rows})
        if self.panoptic:
            every = [_category(kind) for kind in Kind]
            yield "annotations/panoptic.json", as_json({**head, "categories": every, "annotations": told.segments})


@dataclass(slots=True)
class _Told:
    """What the annotation files will hold."""

    licence: str
    images: Rows = field(default_factory=list)
    instances: Rows = field(default_factory=list)
    amodal: Rows = field(default_factory=list)
    segments: Rows = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)
    count: int = 0

    def add(self, shown: Shown) -> None:
        """A picture and its actors."""
        frame = shown.frame
        high, wide = frame.instance.shape
        self.images.append(
            {"id": shown.number + 1, "file_name": f"{shown.name}.png", "width": wide, "height": high,
             "license": self.named.setdefault(frame.scene.map.attribution, len(self.named) + 1),
             "scene": frame.scene.digest().hex(), "camera": frame.camera, "time": frame.time,
             "provender": lineage(shown)}
        )  # fmt: skip
        for thing in frame.things:
            self.count += 1
            common = {"id": self.count, "image_id": shown.number + 1, "category_id": _id(Kind[thing.kind.upper()]),
                      "iscrowd": 0, **_about(thing)}  # fmt: skip
            if thing.shown > 0:
                self.instances.append({**common, **_place(seen(frame, thing), thing.box)})
            self.amodal.append({**common, **_place(whole(frame, thing), thing.whole)})

    def segment(self, shown: Shown) -> npt.NDArray[np.uint8]:
        """(h, w, 3) the picture of segments, noted as well."""
        frame = shown.frame
        ids = np.where(frame.instance > 0, frame.instance, _STUFF + frame.kind.astype(np.int64))
        kinds = {int(one): int(kind) for one, kind in zip(ids.ravel(), frame.kind.ravel(), strict=True)}
        info = [_segment(ids == one, one, Kind(kind)) for one, kind in sorted(kinds.items())]
        name = f"{shown.name}.png"
        self.segments.append({"image_id": shown.number + 1, "file_name": name, "segments_info": info})
        return np.stack([ids & 255, ids >> 8 & 255, ids >> 16], -1).astype(np.uint8)

    def licences(self) -> Rows:
        """One for each attribution that the pictures' maps ask for."""
        parts = {number: [self.licence, attribution] for attribution, number in self.named.items()}
        return [{"id": number, "name": "; ".join(filter(None, told)), "url": ""} for number, told in parts.items()]


def _info(dataset: Dataset, told: _Told) -> Mapping[str, object]:
    """What it is; no date, so that the same dataset gives the same file."""
    names = [name for name in told.named if name]
    return {
        "description": "Pictures made by Provender; labels held against geometry worked out anew.",
        "version": digest_of(dataset),
        "contributor": "Provender",
        "url": "",
        "attribution": names,
    }


def _id(kind: Kind) -> int:
    """Of a category: COCO counts from 1."""
    return int(kind) + 1


def _category(kind: Kind) -> dict[str, object]:
    """One category."""
    name = kind.name.lower()
    return {"id": _id(kind), "name": name, "supercategory": _ABOVE[name], "isthing": int(kind >= _FIRST_THING),
            "color": [int(37 * (kind + 1) % 256), int(91 * (kind + 1) % 256), int(173 * (kind + 1) % 256)]}  # fmt: skip


def _about(thing: Thing) -> dict[str, object]:
    """What COCO has no field for."""
    right, down, ahead, length, width, height, turn = thing.solid
    return {
        "actor": thing.id,
        "shown": thing.shown,
        "clear": thing.clear,
        "contrast": thing.contrast,
        "perceivable": thing.perceivable,
        "box3d": {"camera": [right, down, ahead], "size": [length, width, height], "turn": turn},
    }


def _place(mask: Mask, box: tuple[int, int, int, int]) -> dict[str, object]:
    """A mask with its box as x, y, width, height and its area."""
    x0, y0, x1, y1 = box
    return {"segmentation": rle(mask), "area": int(mask.sum()), "bbox": [x0, y0, x1 - x0, y1 - y0]}


def _segment(mask: Mask, number: int, kind: Kind) -> dict[str, object]:
    """One segment of a picture."""
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    x, y = int(columns[0]), int(rows[0])
    box = [x, y, int(columns[-1]) + 1 - x, int(rows[-1]) + 1 - y]
    return {"id": number, "category_id": _id(kind), "area": int(mask.sum()), "bbox": box, "iscrowd": 0}
