"""A scene: a map, and on it actors, weather, light and cameras over a span of time; and how scenes are written down.

Everything that moves is a track, so a scene is a function of time: `scene.at(t)` tells where each actor is. A still
picture is a scene looked at once. The frame is the map's: x east, y north, z up, metres; headings are radians
counter-clockwise from east; times are seconds from the scene's own zero.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Any, ClassVar, NamedTuple, cast

import numpy as np
import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec
from provender.twin.maps.map import Floats, Map, Points
from provender.twin.maps.written import from_json as map_from_json
from provender.twin.maps.written import plain


class ActorKind(StrEnum):
    """What an actor is."""

    CAR = "car"
    VAN = "van"
    BUS = "bus"
    TRUCK = "truck"
    AMBULANCE = "ambulance"
    BICYCLE = "bicycle"
    ADULT = "adult"
    CHILD = "child"
    DOG = "dog"
    BALL = "ball"
    LOAD = "load"  # something that fell or was left on the road
    DOOR = "door"  # of a vehicle, from when it begins to open: a thin box that turns about its front edge


VEHICLES = frozenset({ActorKind.CAR, ActorKind.VAN, ActorKind.BUS, ActorKind.TRUCK, ActorKind.AMBULANCE})
"""Those on axles, with an engine."""


class Size(NamedTuple):
    """Metres of a box: along the heading, across it, and up."""

    length: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """Where something is over time.

    Attributes:
        times: (n,) seconds, strictly ascending, n >= 1.
        poses: (n, 4) x, y, z of the middle of its underside, and its heading; finite.
    """

    times: Floats
    poses: Points

    def __post_init__(self) -> None:
        assert self.poses.shape == (*self.times.shape, 4), "a pose at each time"
        assert len(self.times) >= 1, "a pose at all"
        assert (np.diff(self.times) > 0).all(), "times ascend"
        assert np.isfinite(self.poses).all(), "finite"

    def at(self, times: Floats) -> Points:
        """(m, 4) poses: straight between the track's own, headings by the shorter turn, held before and after."""
        if len(self.times) == 1:
            return np.repeat(self.poses, len(times), axis=0)
        turned = np.column_stack([self.poses[:, :3], np.unwrap(self.poses[:, 3])])
        return np.stack([np.interp(times, self.times, turned[:, axis]) for axis in range(4)], 1)

    def velocity(self, times: Floats) -> Points:
        """(m, 3) m/s: of the piece that begins at or holds each time; zero before, after and where nothing moves."""
        if len(self.times) == 1:
            return np.zeros((len(times), 3))
        rates = np.diff(self.poses[:, :3], axis=0) / np.diff(self.times)[:, None]
        which = np.searchsorted(self.times, times, "right") - 1
        within = (which >= 0) & (which < len(rates))
        moving: Points = np.where(within[:, None], rates[np.clip(which, 0, len(rates) - 1)], 0.0)
        return moving


def standing(x: float, y: float, heading: float = 0.0, *, z: float = 0.0) -> Track:
    """The track of something that stays where it is."""
    return Track(times=np.zeros(1), poses=np.array([[x, y, z, heading]], np.float64))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Actor:
    """Somebody or something that could move.

    Attributes:
        id: the same through all of a scene's time, unique in the scene.
        looks: seed of everything that is only seen: colour, clothes, make.
        because: where it comes from, e.g. "rule:parking#4" or "scenario:child".
        part_of: the id of the actor that it is fixed to, as a door to its car; "" when it moves by itself.
    """

    id: str
    kind: ActorKind
    size: Size
    track: Track
    looks: int = 0
    because: str = ""
    part_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """What the air and the ground are like.

    Attributes:
        fog: extinction, 1/m; the visibility of Koschmieder is ln(20) / fog.
        rain, snow: mm of water an hour.
        wet: 0 dry to 1 standing water.
        dirt: share of the lens that is covered, 0 to 1.
        friction: between tyres and road, 0.05 (ice) to 1.2: no vehicle is pushed harder than by this times g.
    """

    fog: float = 0.0
    rain: float = 0.0
    snow: float = 0.0
    wet: float = 0.0
    dirt: float = 0.0
    friction: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """Where the sun stands and which lights are on.

    Attributes:
        azimuth: radians clockwise from north.
        altitude: radians above the horizon; below it, it is night.
        lamps: whether the street lamps are lit.
        beams: "off", "low" or "high" of the vehicles.
        moment: ISO 8601 in UTC; "" where the sun was set by hand.
    """

    azimuth: float = np.pi
    altitude: float = 0.7
    lamps: bool = False
    beams: str = "off"
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """A pinhole camera.

    Attributes:
        rides: the id of the actor that carries it; "" when it stands by itself.
        at: metres ahead, to the left and up: of the carrier's pose, or in the map's frame.
        yaw, pitch: radians to the left of the carrier's heading (or of east), and upwards.
        pixels: width and height.
        focal: pixels; the principal point is the middle of the picture.
        times: seconds at which it looks.
    """

    id: str
    rides: str = ""
    at: tuple[float, float, float] = (0.0, 0.0, 1.4)
    yaw: float = 0.0
    pitch: float = 0.0
    pixels: tuple[int, int] = (640, 360)
    focal: float = 554.0
    times: tuple[float, ...] = (0.0,)


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """The payload of the twin wing.

    Attributes:
        map: where it happens.
        end: seconds from zero that the scene lasts; 0 for a still.
        scenario: the name of what happens, e.g. "ball_then_child"; "" for traffic as usual.
        drawn: (name, value) of what the scenario's distributions gave.
        weight: how much more often `drawn` comes about naturally than where it was drawn, for means over a dataset.

    Guarantees:
        Two scenes are equal exactly when everything in them is, to the bit.
    """

    codec: ClassVar[str] = "twin/scene"

    map: Map
    actors: tuple[Actor, ...] = ()
    weather: Weather = field(default_factory=Weather)
    light: Light = field(default_factory=Light)
    cameras: tuple[Camera, ...] = ()
    end: float = 0.0
    scenario: str = ""
    drawn: tuple[tuple[str, float], ...] = ()
    weight: float = 1.0

    def __post_init__(self) -> None:
        names = [actor.id for actor in self.actors]
        assert len(set(names)) == len(names), "an id is one actor's"
        assert all(actor.part_of in {"", *names} for actor in self.actors), "a part is fixed to an actor of the scene"
        assert all(camera.rides in {"", *names} for camera in self.cameras), "a camera rides on an actor of the scene"

    def at(self, time: float) -> Mapping[str, Points]:
        """Actor id -> (4,) its pose at a time."""
        return {actor.id: actor.track.at(np.array([time]))[0] for actor in self.actors}

    def still(self, time: float) -> "Scene":
        """The frame at a time, as a scene in which nothing moves; its cameras look at once."""
        actors = (
            replace(one, track=Track(times=np.zeros(1), poses=one.track.at(np.array([time])))) for one in self.actors
        )
        cameras = tuple(replace(camera, times=(0.0,)) for camera in self.cameras)
        return replace(self, actors=tuple(actors), cameras=cameras, end=0.0)

    def text(self) -> str:
        """What one would tell of it, a line a thing."""
        told = [f"{self.scenario or 'traffic'} on {self.map.name}, {self.end:g} s"]
        told.append(", ".join(f"{entry.name} {getattr(self.weather, entry.name):g}" for entry in fields(Weather)))
        sun = f"sun {np.degrees(self.light.altitude):.1f} deg high, {np.degrees(self.light.azimuth):.1f} deg from north"
        told.append(f"{sun}, lamps {'on' if self.light.lamps else 'off'}, beams {self.light.beams}")
        for actor in self.actors:
            x, y, _, heading = actor.track.poses[0]
            told.append(f"{actor.kind} {actor.id} at {x:.1f}, {y:.1f} heading {np.degrees(heading):.0f} deg")
        return "\n".join(told)

    def features(self) -> Sequence[float]:
        """Shape (9 + kinds,): end, the six of the weather, the sun's altitude, cameras; actors of each kind."""
        weather = [float(getattr(self.weather, entry.name)) for entry in fields(Weather)]
        counts = [float(sum(actor.kind is kind for actor in self.actors)) for kind in ActorKind]
        return [self.end, *weather, self.light.altitude, float(len(self.cameras)), *counts]

    @cached_property
    def _content(self) -> bytes:
        """All but the map, as canonical JSON."""
        told = [plain(getattr(self, entry.name)) for entry in fields(self) if entry.name != "map"]
        return json.dumps(told, allow_nan=False, separators=(",", ":")).encode()

    def digest(self) -> bytes:
        """16 bytes over map, actors, weather, light and cameras."""
        return blake2b(self.map.digest + self._content, digest_size=16).digest()

    def group(self) -> bytes:
        """16 bytes of the map: scenes of one place never straddle a split."""
        return self.map.digest

    def __eq__(self, other: object) -> bool:
        return self.digest() == other.digest() if isinstance(other, Scene) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest())


_ACTOR = pa.struct(
    [
        *((name, pa.string()) for name in ("id", "kind", "because", "part_of")),
        *((name, pa.float64()) for name in Size._fields),
        ("looks", pa.int64()),
        ("times", pa.list_(pa.float64())),
        ("poses", pa.list_(pa.list_(pa.float64(), 4))),
    ]
)
_WEATHER = pa.struct([(entry.name, pa.float64()) for entry in fields(Weather)])
_LIGHT = pa.struct(
    [
        *((name, pa.float64()) for name in ("azimuth", "altitude")),
        ("lamps", pa.bool_()),
        *((name, pa.string()) for name in ("beams", "moment")),
    ]
)
_CAMERA = pa.struct(
    [
        *((name, pa.string()) for name in ("id", "rides")),
        ("at", pa.list_(pa.float64(), 3)),
        *((name, pa.float64()) for name in ("yaw", "pitch", "focal")),
        ("pixels", pa.list_(pa.int32(), 2)),
        ("times", pa.list_(pa.float64())),
    ]
)


def _row(scene: Scene) -> dict[str, Any]:
    """A scene as plain values under the schema's names."""
    actors = [
        {
            "id": actor.id,
            "kind": actor.kind.value,
            "because": actor.because,
            "part_of": actor.part_of,
            "looks": actor.looks,
            **actor.size._asdict(),
            "times": actor.track.times.tolist(),
            "poses": actor.track.poses.tolist(),
        }
        for actor in scene.actors
    ]
    return {
        "map": _blob_name(scene.map),
        "scenario": scene.scenario,
        "end": scene.end,
        "drawn": [{"name": name, "value": value} for name, value in scene.drawn],
        "weight": scene.weight,
        "weather": _values(scene.weather),
        "light": _values(scene.light),
        "actors": actors,
        "cameras": [_values(camera) for camera in scene.cameras],
    }


def _values(value: Any) -> dict[str, Any]:
    """The fields of a flat dataclass."""
    return {entry.name: getattr(value, entry.name) for entry in fields(value)}


def _scene(row: Mapping[str, Any], map: Map) -> Scene:
    """The scene of a row."""
    actors = tuple(
        Actor(
            id=one["id"],
            kind=ActorKind(one["kind"]),
            size=Size(one["length"], one["width"], one["height"]),
            track=Track(times=np.array(one["times"]), poses=np.array(one["poses"]).reshape(-1, 4)),
            looks=one["looks"],
            because=one["because"],
            part_of=one["part_of"],
        )
        for one in row["actors"]
    )
    cameras: list[Any] = [
        {name: tuple(value) if isinstance(value, list) else value for name, value in one.items()}
        for one in row["cameras"]
    ]
    return Scene(
        map=map,
        actors=actors,
        weather=Weather(**row["weather"]),
        light=Light(**row["light"]),
        cameras=tuple(Camera(**one) for one in cameras),
        end=row["end"],
        scenario=row["scenario"],
        drawn=tuple((one["name"], one["value"]) for one in row["drawn"]),
        weight=row["weight"],
    )


def _blob_name(map: Map) -> str:
    """Where a map lies in the blobs."""
    return f"maps/{map.digest.hex()}.json"


@codec
@dataclass(frozen=True, slots=True)
class SceneCodec:
    """Scenes as columns; each map once, as a JSON blob that its scenes name by digest."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One row a scene."""
        return pa.schema(
            [
                ("map", pa.string()),
                ("scenario", pa.string()),
                ("end", pa.float64()),
                ("drawn", pa.list_(pa.struct([("name", pa.string()), ("value", pa.float64())]))),
                ("weight", pa.float64()),
                ("weather", _WEATHER),
                ("light", _LIGHT),
                ("actors", pa.list_(_ACTOR)),
                ("cameras", pa.list_(_CAMERA)),
            ]
        )

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The columns, and each map once."""
        scenes = cast("Sequence[Scene]", payloads)
        maps = {_blob_name(scene.map): scene.map for scene in scenes}
        table = pa.Table.from_pylist([_row(scene) for scene in scenes], schema=self.schema)
        return table, [Blob(name, found.written) for name, found in maps.items()]

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Scene]:
        """The scenes of `table`; those of one place share one map."""
        rows = table.select(self.schema.names).to_pylist()
        maps = {name: map_from_json(blobs[name]) for name in dict.fromkeys(row["map"] for row in rows)}
        return [_scene(row, maps[row["map"]]) for row in rows]
