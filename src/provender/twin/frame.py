"""A frame: what a camera of a scene saw at a time, with every label that belongs to it; and how it is written down.

Labels are whole numbers, so that they are equal or not: depth in 1/256 m along the optical axis (0 where there is
nothing within 255 m), normals as 128 + 127 n in the map's frame, classes, and instances (0 the map, k actor k - 1).

A pinhole camera looks along `ahead`; the middle of pixel (x, y) lies `(x + 0.5 - w / 2) / focal` to the right and
`(y + 0.5 - h / 2) / focal` down of it at one metre. The sensor turns a radiance L into
`255 (1 - exp(-exposure v L)) ** (1 / 2.2)` with the lens's vignetting `v = (1 + r2) ** -2` (the fourth power of the
cosine, r2 = tan2 of the angle off the axis), and adds shot and read noise before the curve.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any, ClassVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec
from provender.twin.png import pixels, png
from provender.twin.scene import ActorKind, Camera, Scene, SceneCodec

DEPTH_STEPS = 256  # to the metre
BURNT = 2.5  # exposed radiance from which on a pixel counts as burnt out
PERCEIVABLE = 0.05  # contrast below which nobody sees a thing: the threshold in Koschmieder's visibility


class Kind(IntEnum):
    """What a pixel shows."""

    SKY = 0
    GROUND = 1
    ROAD = 2
    PAVEMENT = 3
    KERB = 4
    MARKING = 5
    BUILDING = 6
    TREE = 7
    POLE = 8
    SIGN = 9
    CAR = 10
    VAN = 11
    BUS = 12
    TRUCK = 13
    AMBULANCE = 14
    BICYCLE = 15
    ADULT = 16
    CHILD = 17
    DOG = 18
    BALL = 19
    LOAD = 20
    DOOR = 21


KIND_OF: Mapping[ActorKind, Kind] = {kind: Kind[kind.name] for kind in ActorKind}


def unpacked(mask: bytes, box: tuple[int, int, int, int]) -> npt.NDArray[np.bool_]:
    """(rows, columns) of a box: a mask that was packed into bits, row by row."""
    wide, high = box[2] - box[0], box[3] - box[1]
    return np.unpackbits(np.frombuffer(mask, np.uint8), count=wide * high).reshape(high, wide).astype(bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An actor in a frame.

    Attributes:
        instance: k for actor k - 1 of the scene.
        box: x, y, x, y in pixels around what is visible, ends excluded; zeros when nothing is.
        whole: the same around what would be visible alone.
        solid: its 3D box: middle to the right, down and ahead of the camera; length, width, height in metres; radians
            that its heading is turned counter-clockwise, seen from above, from the camera's.
        shown: share of its own pixels that nothing hides.
        clear: share of its light that the air lets through, exp(-fog d).
        contrast: of what is visible of it against what is around it, |L - L0| / L0 of mean
            luminances after light and fog, what is burnt out counted as just so; 0 unseen.
        mask: its own pixels within `whole`, row by row, packed into bits.
    """

    instance: int
    id: str
    kind: str
    box: tuple[int, int, int, int]
    whole: tuple[int, int, int, int]
    solid: tuple[float, float, float, float, float, float, float]
    shown: float
    clear: float
    contrast: float
    mask: bytes

    @property
    def perceivable(self) -> bool:
        """Whether it can be seen at all, through fog and dark."""
        return self.contrast >= PERCEIVABLE

    def amodal(self) -> npt.NDArray[np.bool_]:
        """(rows, columns) of `whole`: its pixels as if nothing hid them."""
        return unpacked(self.mask, self.whole)


@dataclass(frozen=True, kw_only=True, eq=False)
class Frame:
    """The payload.

    Attributes:
        scene, camera, time: what was looked at, by which of its cameras, when.
        colour: (h, w, 3) uint8.
        depth: (h, w) uint16, see the module.
        normal: (h, w, 3) uint8; zeros in the sky.
        kind: (h, w) uint8, a `Kind`.
        instance: (h, w) uint16.
        things: every actor of which a pixel would be visible alone.
        exposure: of the sensor.
        budget: (n, 9) float32: column and row of some pixels, the radiance that left the surface there (3), what
            was added on the way (3), and the share that drops, flakes, spray and dirt on the lens let pass.
            What the sensor saw is surface * exp(-fog d) * passed + added.

    Guarantees:
        Two frames are equal exactly when scene, labels and colours are.
    """

    codec: ClassVar[str] = "twin/frame"

    scene: Scene
    camera: str
    time: float
    colour: npt.NDArray[np.uint8]
    depth: npt.NDArray[np.uint16]
    normal: npt.NDArray[np.uint8]
    kind: npt.NDArray[np.uint8]
    instance: npt.NDArray[np.uint16]
    things: tuple[Thing, ...]
    exposure: float
    budget: npt.NDArray[np.float32]

    @property
    def lens(self) -> Camera:
        """The camera."""
        return next(camera for camera in self.scene.cameras if camera.id == self.camera)

    def text(self) -> str:
        """The scene, and a line for each thing in the frame."""
        told = [self.scene.text(), f"seen by {self.camera} at {self.time:g} s"]
        for thing in self.things:
            sight = "perceivable" if thing.perceivable else "not perceivable"
            told.append(f"{thing.kind} {thing.id}: {thing.shown:.0%} shown, contrast {thing.contrast:.2f}, {sight}")
        return "\n".join(told)

    def features(self) -> Sequence[float]:
        """The scene's, then mean brightness, mean depth in metres, things and how many of them are perceivable."""
        seen = float(sum(thing.perceivable for thing in self.things))
        depth = float(self.depth.mean()) / DEPTH_STEPS
        return [*self.scene.features(), float(self.colour.mean()), depth, float(len(self.things)), seen]

    @cached_property
    def labels(self) -> bytes:
        """16 bytes over all labels, places to a micrometre: nothing of the colours, nor of a scene's last digits.

        So the same where a processor's wider instructions are switched off, which change the last digit of a cosine.
        """
        hashed = blake2b(f"{self.camera}\0{self.time:.6f}".encode(), digest_size=16)
        for array in (self.depth, self.normal, self.kind, self.instance):
            hashed.update(np.ascontiguousarray(array).tobytes() + str(array.shape).encode())
        for thing in self.things:
            solid = [round(part, 6) + 0.0 for part in thing.solid]
            where = (thing.instance, thing.id, thing.kind, thing.box, thing.whole, solid, thing.shown)
            hashed.update(repr(where).encode() + thing.mask)
        return hashed.digest()

    def digest(self) -> bytes:
        """16 bytes over scene, labels, colours and what was told of the light."""
        told = [(thing.solid, thing.clear, thing.contrast) for thing in self.things]
        rest = self.colour.tobytes() + self.budget.tobytes() + repr((self.time, told, self.exposure)).encode()
        return blake2b(self.scene.digest() + self.labels + rest, digest_size=16).digest()

    def group(self) -> bytes:
        """16 bytes of the place: frames of one map never straddle a split."""
        return blake2b(f"{self.scene.map.source}\0{self.scene.map.name}".encode(), digest_size=16).digest()

    def __eq__(self, other: object) -> bool:
        return self.digest() == other.digest() if isinstance(other, Frame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest())


ARRAYS = ("colour", "depth", "normal", "kind", "instance")
THING = pa.struct(
    [
        ("instance", pa.int32()),
        ("id", pa.string()),
        ("kind", pa.string()),
        *((name, pa.list_(pa.int32(), 4)) for name in ("box", "whole")),
        ("solid", pa.list_(pa.float64(), 7)),
        *((name, pa.float64()) for name in ("shown", "clear", "contrast")),
        ("mask", pa.binary()),
    ]
)


def frame_row(frame: Frame) -> dict[str, Any]:
    """What a frame has beyond its scene, as plain values."""
    things = [{name: getattr(thing, name) for name in Thing.__slots__} for thing in frame.things]
    return {
        "camera": frame.camera,
        "time": frame.time,
        "frame": f"frames/{frame.digest().hex()}",
        "labels": frame.labels.hex(),
        "exposure": frame.exposure,
        "things": things,
        "budget": frame.budget.astype(float).tolist(),
    }


def frame_of(row: Mapping[str, Any], scene: Scene, blobs: Mapping[str, bytes]) -> Frame:
    """The frame of a row."""
    types = {"depth": np.uint16, "instance": np.uint16}
    arrays: dict[str, Any] = {
        name: pixels(blobs[f"{row['frame']}/{name}.png"], types.get(name, np.uint8)) for name in ARRAYS
    }
    told: list[dict[str, Any]] = [
        {name: tuple(value) if isinstance(value, list) else value for name, value in one.items()}
        for one in row["things"]
    ]
    budget = np.array(row["budget"], np.float32).reshape(-1, 9)
    rest: dict[str, Any] = {name: row[name] for name in ("camera", "time", "exposure")}
    return Frame(scene=scene, things=tuple(Thing(**one) for one in told), budget=budget, **arrays, **rest)


@codec
@dataclass(frozen=True, slots=True)
class FrameCodec:
    """Frames as the columns of their scenes and a few more; pictures and label arrays as PNG files beside the table."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row a frame."""
        extra = [
            ("camera", pa.string()),
            ("time", pa.float64()),
            ("frame", pa.string()),
            ("labels", pa.string()),
            ("exposure", pa.float64()),
            ("things", pa.list_(THING)),
            ("budget", pa.list_(pa.list_(pa.float32(), 9))),
        ]
        return pa.schema([*SceneCodec().schema, *(pa.field(name, kind) for name, kind in extra)])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns; five pictures a frame, and each map once."""
        frames = cast("Sequence[Frame]", payloads)
        scenes, maps = SceneCodec().encode([frame.scene for frame in frames])
        names = self.schema.names[len(scenes.column_names) :]
        rows = [frame_row(frame) for frame in frames]
        columns = [pa.array([row[name] for row in rows], self.schema.field(name).type) for name in names]
        table = pa.Table.from_arrays([*scenes.columns, *columns], schema=self.schema)
        pictures = (
            Blob(f"{row['frame']}/{name}.png", png(getattr(frame, name)))
            for frame, row in zip(frames, rows, strict=True)
            for name in ARRAYS
        )
        return table, [*maps, *pictures]

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Frame]:
        """The frames of `table`."""
        codec = SceneCodec()
        scenes = codec.decode(table.select(codec.schema.names), blobs)
        rows = table.select(self.schema.names).to_pylist()
        return [frame_of(row, scene, blobs) for row, scene in zip(rows, scenes, strict=True)]
