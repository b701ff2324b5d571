"""A clip: the frames of one camera at even steps of time, with optical flow and everybody's track; how it is written.

All frames of a clip look at one scene, so that an actor has one instance number throughout. Its tracks are labels of
their own: boxes over time in the map's frame, beside the boxes in the camera's that each frame has.

Flow tells where what a pixel shows is in the next frame. It is written as whole numbers, as in the KITTI benchmark of
2015: 32768 + 64 u and 32768 + 64 v for u pixels to the right and v down, and a third that tells what became of the
point: 0 nothing told (it is then behind the camera, or 512 pixels away), 1 it is seen there, 2 it is hidden or outside
the picture. Sky counts as infinitely far.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from provender.twin.frame import ARRAYS, THING, Frame, frame_of, frame_row
from provender.twin.maps.map import Floats
from provender.twin.png import pixels, png
from provender.twin.scene import Camera, Scene, SceneCodec

FLOW_STEPS, FLOW_ZERO = 64, 32_768  # to the pixel, and what stands for none
FLOW_FAR = 512  # pixels from which on nothing is told

Flow = npt.NDArray[np.uint16]
State = tuple[float, float, float, float, float, float, float]


class Fate(IntEnum):
    """What became of a pixel's point by the next frame."""

    UNTOLD = 0
    SEEN = 1
    LOST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracked:
    """An actor's boxes over time, of everybody of whom a pixel would be visible alone in any frame.

    Attributes:
        instance: k for actor k - 1 of the scene.
        size: length, width, height in metres.
        states: one a frame: x, y, z of the middle of its underside and its heading, in the map's frame; and its
            velocity in m/s, the mean of the tenth of a second around, as far as the scene lasts.
    """

    instance: int
    id: str
    kind: str
    size: tuple[float, float, float]
    states: tuple[State, ...]


@dataclass(frozen=True, kw_only=True, eq=False)
class Clip:
    """The payload.

    Attributes:
        frames: two or more, of one scene and one camera, in order of time.
        flow: (h, w, 3) uint16 from each frame to the next; see the module.
        tracks: by instance.

    Guarantees:
        Two clips are equal exactly when scene, labels and colours are.
    """

    codec: ClassVar[str] = "twin/clip"

    frames: tuple[Frame, ...]
    flow: tuple[Flow, ...]
    tracks: tuple[Tracked, ...]

    @property
    def scene(self) -> Scene:
        """What all of its frames look at."""
        return self.frames[0].scene

    @property
    def lens(self) -> Camera:
        """Its camera."""
        return self.frames[0].lens

    @property
    def times(self) -> Floats:
        """(n,) seconds of its frames."""
        return np.array([frame.time for frame in self.frames])

    def text(self) -> str:
        """The scene, how long it is looked at, and a line for everybody who is seen."""
        first, last = self.frames[0].time, self.frames[-1].time
        told = [
            self.scene.text(),
            f"{len(self.frames)} frames by {self.frames[0].camera}, {first:g} to {last:g} s",
        ]
        for track in self.tracks:
            speeds = [float(np.hypot(*state[4:6])) for state in track.states]
            told.append(f"{track.kind} {track.id}: {min(speeds):.1f} to {max(speeds):.1f} m/s")
        return "\n".join(told)

    def features(self) -> Sequence[float]:
        """Those of its middle frame, then how many frames, seconds, and tracks there are."""
        last, first = self.frames[-1].time, self.frames[0].time
        middle = self.frames[len(self.frames) // 2]
        return [*middle.features(), float(len(self.frames)), last - first, float(len(self.tracks))]

    @cached_property
    def labels(self) -> bytes:
        """16 bytes over all labels, as `Frame.labels`: nothing of the colours, nor of a number's last digits."""
        hashed = blake2b(digest_size=16)
        for track in self.tracks:
            states = np.round(np.array(track.states), 6) + 0.0
            hashed.update(repr((track.instance, track.id, track.kind)).encode() + states.tobytes())
        for frame in self.frames:
            hashed.update(frame.labels)
        for flow in self.flow:
            hashed.update(np.ascontiguousarray(flow).tobytes() + str(flow.shape).encode())
        return hashed.digest()

    def digest(self) -> bytes:
        """16 bytes over tracks to the bit, labels, colours and what was told of the light."""
        frames = b"".join(frame.digest() for frame in self.frames)
        return blake2b(self.labels + repr(self.tracks).encode() + frames, digest_size=16).digest()

    def group(self) -> bytes:
        """16 bytes of the place: clips of one map never straddle a split."""
        return self.frames[0].group()

    def __eq__(self, other: object) -> bool:
        return self.digest() == other.digest() if isinstance(other, Clip) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest())


def shifts(flow: Flow) -> npt.NDArray[np.float32]:
    """(h, w, 2) pixels to the right and down; nan where nothing is told."""
    told = (flow[..., :2].astype(np.float32) - FLOW_ZERO) / FLOW_STEPS
    return np.where(flow[..., 2:] == Fate.UNTOLD, np.float32(np.nan), told)


_FRAME = pa.struct(
    [
        ("time", pa.float64()),
        ("frame", pa.string()),
        ("labels", pa.string()),
        ("exposure", pa.float64()),
        ("things", pa.list_(THING)),
        ("budget", pa.list_(pa.list_(pa.float32(), 9))),
    ]
)
_TRACK = pa.struct(
    [
        ("instance", pa.int32()),
        *((name, pa.string()) for name in ("id", "kind")),
        ("size", pa.list_(pa.float64(), 3)),
        ("states", pa.list_(pa.list_(pa.float64(), 7))),
    ]
)


def _row(clip: Clip) -> dict[str, Any]:
    """What a clip has beyond its scene, as plain values."""
    tracks = [{name: getattr(track, name) for name in Tracked.__slots__} for track in clip.tracks]
    told = f"clips/{clip.digest().hex()}"
    return {"clip": told, "camera": clip.frames[0].camera, "tracks": tracks,
            "frames": [frame_row(frame) for frame in clip.frames]}  # fmt: skip


def _blobs(clip: Clip, row: Mapping[str, Any]) -> Iterator[Blob]:
    """Five pictures a frame, and its flow as three pictures one below the other."""
    for frame, told in zip(clip.frames, row["frames"], strict=True):
        for name in ARRAYS:
            yield Blob(f"{told['frame']}/{name}.png", png(getattr(frame, name)))
    for at, flow in enumerate(clip.flow):
        yield Blob(f"{row['clip']}/flow{at:04d}.png", png(np.concatenate([*np.moveaxis(flow, 2, 0)])))


def _clip(row: Mapping[str, Any], scene: Scene, blobs: Mapping[str, bytes]) -> Clip:
    """The clip of a row."""
    frames = tuple(frame_of({**told, "camera": row["camera"]}, scene, blobs) for told in row["frames"])
    stacked = [pixels(blobs[f"{row['clip']}/flow{at:04d}.png"], np.uint16) for at in range(len(frames) - 1)]
    flow = tuple(np.stack(np.split(one, 3), 2) for one in stacked)
    tracks = tuple(
        Tracked(instance=one["instance"], id=one["id"], kind=one["kind"], size=tuple(one["size"]),
                states=tuple(cast("State", tuple(state)) for state in one["states"]))
        for one in row["tracks"]
    )  # fmt: skip
    return Clip(frames=frames, flow=flow, tracks=tracks)


@codec
@dataclass(frozen=True, slots=True)
class ClipCodec:
    """Clips as the columns of their scenes and a few more; pictures and label arrays as PNG files beside the table."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row a clip."""
        extra = [
            ("clip", pa.string()),
            ("camera", pa.string()),
            ("frames", pa.list_(_FRAME)),
            ("tracks", pa.list_(_TRACK)),
        ]
        return pa.schema([*SceneCodec().schema, *(pa.field(name, kind) for name, kind in extra)])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns; five pictures a frame, one a flow, and each map once."""
        clips = cast("Sequence[Clip]", payloads)
        scenes, maps = SceneCodec().encode([clip.scene for clip in clips])
        names = self.schema.names[len(scenes.column_names) :]
        rows = [_row(clip) for clip in clips]
        columns = [pa.array([row[name] for row in rows], self.schema.field(name).type) for name in names]
        table = pa.Table.from_arrays([*scenes.columns, *columns], schema=self.schema)
        pictures = (blob for clip, row in zip(clips, rows, strict=True) for blob in _blobs(clip, row))
        return table, [*maps, *pictures]

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Clip]:
        """The clips of `table`."""
        codec = SceneCodec()
        scenes = codec.decode(table.select(codec.schema.names), blobs)
        rows = table.select(self.schema.names).to_pylist()
        return [_clip(row, scene, blobs) for row, scene in zip(rows, scenes, strict=True)]
