"""A reel: pictures of an episode at a table, with every label that belongs to them; and how it is written down.

Everything is in the table's frame and in metres, as in `episode.py`. A camera's own axes point right, down and ahead;
the middle of pixel (x, y) lies `(x + 0.5 - w / 2) / focal` to the right and `(y + 0.5 - h / 2) / focal` down at one
metre. Labels are whole numbers: depth in 1/10,000 m ahead of the camera (0 where nothing is met within 6.5 m), normals
as 128 + 127 n in the table's frame, a `Sort`, and instances: 0 nothing, k body k - 1 of the episode, then fittings.
The sensor is that of `twin/frame.py`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from enum import IntEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any, ClassVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec
from provender.twin.frame import unpacked
from provender.twin.png import pixels, png
from provender.twin.robots.episode import BODY, Array, Body, Episode, EpisodeCodec

DEPTH_STEPS = 10_000  # to the metre
FARTHEST = 6.5  # m

Pose = tuple[float, float, float, float, float, float, float]
Box = tuple[int, int, int, int]


class Sort(IntEnum):
    """What a pixel shows."""

    NOTHING = 0
    FLOOR = 1
    TABLE = 2
    BOX = 3
    CYLINDER = 4
    SPHERE = 5
    TOOL = 6
    ARM = 7


_SORTS = {"room": Sort.FLOOR, "table": Sort.TABLE, "tool": Sort.TOOL, "arm": Sort.ARM}


def sort_of(body: Body) -> Sort:
    """The class of a body: of an object its shape, of all else its role."""
    return Sort[body.shape.upper()] if body.role == "object" else _SORTS[body.role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """A camera that stands still: its pose as of a body, width and height in pixels, and its focal length in them."""

    pose: Pose
    pixels: tuple[int, int]
    focal: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A body of which a pixel would be visible alone.

    Attributes:
        instance: as in the pictures.
        box: x, y, x, y in pixels around what is visible, ends excluded; zeros when nothing is.
        whole: the same around what would be visible alone.
        shown: share of its own pixels that nothing hides.
        pose: of the body in the camera's axes: middle right, down and ahead in metres, and quaternion, scalar first.
        mask: its own pixels within `whole`, row by row, packed into bits.
    """

    instance: int
    id: str
    box: Box
    whole: Box
    shown: float
    pose: Pose
    mask: bytes

    def amodal(self) -> npt.NDArray[np.bool_]:
        """(rows, columns) of `whole`: its pixels as if nothing hid them."""
        return unpacked(self.mask, self.whole)


@dataclass(frozen=True, kw_only=True, eq=False)
class Shot:
    """One picture.

    Attributes:
        step: moment of the episode, 0 to n.
        colour: (h, w, 3) uint8.
        depth, normal, kind, instance: (h, w) uint16, (h, w, 3) uint8, (h, w) uint8, (h, w) uint16; see the module.
        seen: bodies and fittings, in the order of their instances.
        exposure: of the sensor.
        light: (n, 5) float32: column and row of some pixels, and the radiance that came to them.
    """

    step: int
    colour: npt.NDArray[np.uint8]
    depth: npt.NDArray[np.uint16]
    normal: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.uint8]
    instance: npt.NDArray[np.uint16]
    seen: tuple[Seen, ...]
    exposure: float
    light: npt.NDArray[np.float32]


@dataclass(frozen=True, kw_only=True, eq=False)
class Reel:
    """The payload.

    Attributes:
        episode: what is looked at.
        lens: by which camera.
        sun: unit vector towards the one light that throws hard shadows.
        fittings: what stands around or carries the tool: floor, legs of the table, links of an arm.
        fitted: (m, f, 7) their poses at each shot, as of bodies.
        shots: m pictures, the earliest first.

    Guarantees:
        Two reels are equal exactly when episode, camera, labels and colours are.
    """

    codec: ClassVar[str] = "twin/robots/reel"

    episode: Episode
    lens: Lens
    sun: tuple[float, float, float]
    fittings: tuple[Body, ...]
    fitted: Array
    shots: tuple[Shot, ...]

    @property
    def solids(self) -> tuple[Body, ...]:
        """All that can be seen: solid k is instance k + 1."""
        return (*self.episode.bodies, *self.fittings)

    def poses(self, at: int) -> Array:
        """(s, 7) of all solids at a shot."""
        return np.concatenate([self.episode.poses[self.shots[at].step], self.fitted[at]])

    def text(self) -> str:
        """The episode, and a line for each object in each picture."""
        told = [self.episode.text()]
        for shot in self.shots:
            some = [one for one in shot.seen if self.solids[one.instance - 1].role == "object"]
            shown = ", ".join(f"{one.id} {one.shown:.0%} shown {one.pose[2]:.3f} m ahead" for one in some)
            told.append(f"step {shot.step}: {shown}")
        return "\n".join(told)

    def features(self) -> Sequence[float]:
        """The episode's, then pictures, mean brightness, mean depth in metres, mean share shown of objects."""
        things = {place + 1 for place, body in enumerate(self.solids) if body.role == "object"}
        shown = [one.shown for shot in self.shots for one in shot.seen if one.instance in things]
        bright, deep = (np.mean([getattr(shot, name).mean() for shot in self.shots]) for name in ("colour", "depth"))
        rest = (float(len(self.shots)), float(bright), float(deep) / DEPTH_STEPS, float(np.mean(shown or [0.0])))
        return [*self.episode.features(), *rest]

    @cached_property
    def labels(self) -> bytes:
        """16 bytes over all labels, poses to a micrometre: nothing of the colours, nor of a number's last digits."""
        hashed = blake2b(self.episode.digest() + repr(self.fittings).encode(), digest_size=16)
        for shot in self.shots:
            seen = [(one.instance, one.id, one.box, one.whole, one.shown, one.mask) for one in shot.seen]
            poses = np.round([one.pose for one in shot.seen], 6) + 0.0
            hashed.update(repr((shot.step, shot.instance.shape, seen)).encode() + poses.tobytes())
            for array in (shot.depth, shot.normal, shot.kind, shot.instance):
                hashed.update(np.ascontiguousarray(array).tobytes())
        return hashed.digest()

    def digest(self) -> bytes:
        """16 bytes over labels, colours and what was told of the light."""
        hashed = blake2b(self.labels + repr((self.sun, self.lens)).encode(), digest_size=16)
        hashed.update(np.ascontiguousarray(self.fitted, np.float64).tobytes())
        for shot in self.shots:
            hashed.update(repr([one.pose for one in shot.seen]).encode())
            hashed.update(shot.colour.tobytes() + shot.light.tobytes() + repr(shot.exposure).encode())
        return hashed.digest()

    def group(self) -> bytes:
        """The episode's: pictures of one start never straddle a split."""
        return self.episode.group()

    def __eq__(self, other: object) -> bool:
        return self.digest() == other.digest() if isinstance(other, Reel) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest())


ARRAYS: Mapping[str, type] = {
    "colour": np.uint8, "depth": np.uint16, "normal": np.uint8, "kind": np.uint8, "instance": np.uint16,
}  # fmt: skip
_POSE = pa.list_(pa.float64(), 7)
_SEEN = pa.struct(
    [
        ("instance", pa.int32()),
        ("id", pa.string()),
        *((name, pa.list_(pa.int32(), 4)) for name in ("box", "whole")),
        ("shown", pa.float64()),
        ("pose", _POSE),
        ("mask", pa.binary()),
    ]
)
_SHOT = pa.struct(
    [
        ("step", pa.int32()),
        ("seen", pa.list_(_SEEN)),
        ("exposure", pa.float64()),
        ("light", pa.list_(pa.float32())),
    ]
)
_OWN = pa.schema(
    [
        ("reel", pa.string()),
        ("labels", pa.string()),
        ("lens", pa.struct([("pose", _POSE), ("pixels", pa.list_(pa.int32(), 2)), ("focal", pa.float64())])),
        ("sun", pa.list_(pa.float64(), 3)),
        ("fittings", pa.list_(BODY)),
        ("fitted", pa.list_(pa.float64())),
        ("shots", pa.list_(_SHOT)),
    ]
)


def _plain(one: object, kind: type) -> dict[str, Any]:
    """A dataclass of plain values as a row."""
    return {entry.name: getattr(one, entry.name) for entry in fields(kind)}


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row whose lists are tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def _row(reel: Reel) -> dict[str, Any]:
    """What a reel has beyond its episode, as plain values."""
    shots = [
        {"step": shot.step, "seen": [_plain(one, Seen) for one in shot.seen], "exposure": shot.exposure,
         "light": shot.light.ravel()}
        for shot in reel.shots
    ]  # fmt: skip
    return {
        "reel": f"reels/{reel.digest().hex()}",
        "labels": reel.labels.hex(),
        "lens": _plain(reel.lens, Lens),
        "sun": reel.sun,
        "fittings": [_plain(body, Body) for body in reel.fittings],
        "fitted": reel.fitted.ravel(),
        "shots": shots,
    }


def _reel(row: Mapping[str, Any], episode: Episode, blobs: Mapping[str, bytes]) -> Reel:
    """The reel of a row."""
    shots = []
    for number, told in enumerate(row["shots"]):
        arrays = {name: pixels(blobs[f"{row['reel']}/{number}.{name}.png"], like) for name, like in ARRAYS.items()}
        seen = tuple(Seen(**_tuples(one)) for one in told["seen"])
        light = np.array(told["light"], np.float32).reshape(-1, 5)
        shots.append(Shot(step=told["step"], seen=seen, exposure=told["exposure"], light=light, **arrays))
    return Reel(
        episode=episode,
        lens=Lens(**_tuples(row["lens"])),
        sun=tuple(row["sun"]),
        fittings=tuple(Body(**_tuples(one)) for one in row["fittings"]),
        fitted=np.array(row["fitted"], np.float64).reshape(len(shots), -1, 7),
        shots=tuple(shots),
    )


@codec
@dataclass(frozen=True, slots=True)
class ReelCodec:
    """Reels as the columns of their episodes and a few more; pictures and label arrays as PNG files beside them."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row a reel."""
        return pa.schema([*EpisodeCodec().schema, *_OWN])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns; five files a picture."""
        reels = cast("Sequence[Reel]", payloads)
        table, _ = EpisodeCodec().encode([reel.episode for reel in reels])
        rows = [_row(reel) for reel in reels]
        for field in _OWN:
            table = table.append_column(field, pa.array([row[field.name] for row in rows], field.type))
        files = (
            Blob(f"{row['reel']}/{number}.{name}.png", png(getattr(shot, name)))
            for reel, row in zip(reels, rows, strict=True)
            for number, shot in enumerate(reel.shots)
            for name in ARRAYS
        )
        return table, files

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Reel]:
        """The reels of `table`."""
        episodes = EpisodeCodec().decode(table.select(EpisodeCodec().schema.names), blobs)
        rows = table.select(_OWN.names).to_pylist()
        return [_reel(row, episode, blobs) for row, episode in zip(rows, episodes, strict=True)]
