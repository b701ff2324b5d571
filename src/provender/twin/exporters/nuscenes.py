"""nuScenes: the thirteen tables that its development kit joins, pictures, and a picture of each map's drivable ground.

    v1.0-provender/scene.json, sample.json, sample_data.json, sample_annotation.json, instance.json, ...
    samples/CAM_FRONT/000000.png
    maps/<digest>.png                 0.1 m to the pixel, white where people and vehicles go, from 0, 0 on

The schema is that of nuscenes.org ("Data format", v1.0). A scene of ours is a scene there, an hour after the last;
each time at which one of its cameras looked is a sample. Global coordinates are the map's, moved so that none is below
0; `log.origin` tells by how much. `sample_annotation` has three fields more: `shown`, `contrast` and `perceivable`;
nothing was measured by lidar or radar, so the counts of their points are 0. An actor is annotated where some camera of
the sample has it in its picture.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.twin.exporters._ground import drivable, lower_left
from provender.twin.exporters._told import Shown, as_json, frames
from provender.twin.exporters._turns import mounted, quaternion, yawed
from provender.twin.frame import Frame, Thing, png
from provender.twin.scene import VEHICLES, Actor, ActorKind, Camera, Scene

VERSION = "v1.0-provender"
_CATEGORIES: Mapping[ActorKind, str] = {
    ActorKind.CAR: "vehicle.car",
    ActorKind.VAN: "vehicle.car",
    ActorKind.BUS: "vehicle.bus.rigid",
    ActorKind.TRUCK: "vehicle.truck",
    ActorKind.AMBULANCE: "vehicle.emergency.ambulance",
    ActorKind.BICYCLE: "vehicle.bicycle",
    ActorKind.ADULT: "human.pedestrian.adult",
    ActorKind.CHILD: "human.pedestrian.child",
    ActorKind.DOG: "animal",
    ActorKind.BALL: "movable_object.ball",
    ActorKind.LOAD: "movable_object.debris",
    ActorKind.DOOR: "vehicle.door",
}
_ATTRIBUTES = (
    "vehicle.moving", "vehicle.stopped", "vehicle.parked", "cycle.with_rider", "pedestrian.moving",
    "pedestrian.standing",
)  # fmt: skip
_LEVELS = ("v0-40", "v40-60", "v60-80", "v80-100")
_TABLES = (
    "attribute", "calibrated_sensor", "category", "ego_pose", "instance", "log", "map", "sample", "sample_annotation",
    "sample_data", "scene", "sensor", "visibility",
)  # fmt: skip
_STILL = 0.05  # m/s
_HOUR = 3600.0  # s

Row = dict[str, Any]


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class NuScenes:
    """A folder that nuscenes-devkit opens with `NuScenes(version="v1.0-provender", dataroot=...)`.

    Guarantees:
        Tokens are digests of what they stand for: the same dataset gives the same ones. Every token that is named
        exists; samples, sample data and annotations of one instance are chained in order of time.

    Example:
        exports: [twin/nuscenes]
    """

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the pictures and maps as they come, then the tables."""
        looks: list[_Look] = []
        maps: set[bytes] = set()
        for shown in frames(dataset):
            frame = shown.frame
            file = f"samples/{_channel(frame.camera)}/{shown.name}.png"
            yield file, png(frame.colour)
            if frame.scene.map.digest not in maps:
                maps.add(frame.scene.map.digest)
                yield _map_file(frame.scene), png(drivable(frame.scene.map))
            looks.append(_Look.of(shown, file))
        told = _Tables()
        for scene in dict.fromkeys(look.scene for look in looks):
            told.add(sorted((look for look in looks if look.scene == scene), key=lambda look: look.time))
        for name in _TABLES:
            yield f"{VERSION}/{name}.json", as_json(list(told.rows[name].values()))


class _Look(NamedTuple):
    """A frame without its pictures."""

    scene: Scene
    camera: Camera
    time: float
    things: tuple[Thing, ...]
    file: str

    @classmethod
    def of(cls, shown: Shown, file: str) -> "_Look":
        """What the tables need of a frame."""
        frame: Frame = shown.frame
        return cls(frame.scene, frame.lens, frame.time, frame.things, file)


@dataclass(slots=True)
class _Tables:
    """Rows by table and token, in the order in which they came."""

    rows: dict[str, dict[str, Row]] = field(default_factory=lambda: {name: {} for name in _TABLES})

    def _micro(self, time: float) -> int:
        """Microseconds of a time in the scene that was begun last."""
        return round(((len(self.rows["scene"]) - 1) * _HOUR + time) * 1e6)

    def __post_init__(self) -> None:
        for name in sorted(set(_CATEGORIES.values())):
            self.put("category", _token("category", name), name=name, description="")
        for name in _ATTRIBUTES:
            self.put("attribute", _token("attribute", name), name=name, description="")
        for number, level in enumerate(_LEVELS, 1):
            self.put("visibility", str(number), level=level, description=f"{level[1:]} % of it are shown")

    def put(self, table: str, token: str, **values: object) -> Row:
        """A row, made when it is not there."""
        return self.rows[table].setdefault(token, {"token": token, **values})

    def add(self, looks: "Sequence[_Look]") -> None:
        """One scene, its looks in order of time."""
        scene = looks[0].scene
        times = sorted({look.time for look in looks})
        name = scene.digest().hex()
        log = self._log(scene)
        samples = [_token("sample", name, time) for time in times]
        self.put(
            "scene", _token("scene", name), name=f"scene-{len(self.rows['scene']):04d}", log_token=log,
            description="; ".join(scene.text().splitlines()[:3]), nbr_samples=len(times),
            first_sample_token=samples[0], last_sample_token=samples[-1],
        )  # fmt: skip
        for time, token in zip(times, samples, strict=True):
            self.put("sample", token, timestamp=self._micro(time), scene_token=_token("scene", name))
            self._data([look for look in looks if look.time == time], token)
            self._annotations([look for look in looks if look.time == time], token)
        self._chain("sample", samples)
        for camera in {look.camera.id: look.camera for look in looks}.values():
            self._chain("sample_data", [_token("data", name, look.time, camera.id)
                                        for look in looks if look.camera == camera])  # fmt: skip
        self._instances(scene)

    def _log(self, scene: Scene) -> str:
        """Where it happened."""
        digest = scene.map.digest.hex()
        log, west_south = _token("log", digest), lower_left(scene.map)
        self.put("log", log, logfile=digest, vehicle="ego", date_captured="", location=scene.map.name,
                 origin=list(west_south), attribution=scene.map.attribution)  # fmt: skip
        file = _map_file(scene)
        self.put("map", _token("map", digest), log_tokens=[log], category="semantic_prior", filename=file)
        return log

    def _data(self, looks: "Sequence[_Look]", sample: str) -> None:
        """The pictures of a sample, with camera and carrier."""
        for look in looks:
            scene, camera = look.scene, look.camera
            name, (wide, high) = scene.digest().hex(), camera.pixels
            sensor = _token("sensor", _channel(camera.id))
            self.put("sensor", sensor, channel=_channel(camera.id), modality="camera")
            fixed = _token("calibrated", camera.at, camera.yaw, camera.pitch, camera.focal, camera.pixels, camera.id)
            inner = [[camera.focal, 0.0, wide / 2 - 0.5], [0.0, camera.focal, high / 2 - 0.5], [0.0, 0.0, 1.0]]
            self.put("calibrated_sensor", fixed, sensor_token=sensor, translation=list(camera.at),
                     rotation=quaternion(mounted(camera)), camera_intrinsic=inner)  # fmt: skip
            pose = _token("ego_pose", name, look.time, camera.id)
            x, y, z, heading = scene.at(look.time)[camera.rides] if camera.rides else (0.0, 0.0, 0.0, 0.0)
            west, south = lower_left(scene.map)
            self.put("ego_pose", pose, timestamp=self._micro(look.time), rotation=yawed(heading),
                     translation=[float(x) - west, float(y) - south, float(z)])  # fmt: skip
            self.put(
                "sample_data", _token("data", name, look.time, camera.id), sample_token=sample, ego_pose_token=pose,
                calibrated_sensor_token=fixed, timestamp=self._micro(look.time), fileformat="png", is_key_frame=True,
                height=high, width=wide, filename=look.file,
            )  # fmt: skip

    def _annotations(self, looks: "Sequence[_Look]", sample: str) -> None:
        """Every actor that one of a sample's pictures has, as the picture that shows most of it."""
        scene, time = looks[0].scene, looks[0].time
        best: dict[str, Thing] = {}
        for thing in (thing for look in looks for thing in look.things):
            if thing.id not in best or thing.shown > best[thing.id].shown:
                best[thing.id] = thing
        west, south = lower_left(scene.map)
        for actor in (actor for actor in scene.actors if actor.id in best):
            thing, name = best[actor.id], scene.digest().hex()
            x, y, z, heading = (float(part) for part in actor.track.at(np.array([time]))[0])
            length, width, height = actor.size
            self.put(
                "sample_annotation", _token("annotation", name, time, actor.id), sample_token=sample,
                instance_token=_token("instance", name, actor.id), attribute_tokens=_attributes(actor, time),
                visibility_token=_visibility(thing.shown), translation=[x - west, y - south, z + height / 2],
                size=[width, length, height], rotation=yawed(heading), num_lidar_pts=0, num_radar_pts=0,
                shown=thing.shown, contrast=thing.contrast, perceivable=thing.perceivable,
            )  # fmt: skip

    def _instances(self, scene: Scene) -> None:
        """The actors that were annotated, each with its chain."""
        name = scene.digest().hex()
        for actor in scene.actors:
            token = _token("instance", name, actor.id)
            chain = [row["token"] for row in self.rows["sample_annotation"].values() if row["instance_token"] == token]
            if chain:
                category = _token("category", _CATEGORIES[actor.kind])
                self.put("instance", token, category_token=category, nbr_annotations=len(chain),
                         first_annotation_token=chain[0], last_annotation_token=chain[-1])  # fmt: skip
                self._chain("sample_annotation", chain)

    def _chain(self, table: str, tokens: Sequence[str]) -> None:
        """Names to each row the one before it and the one after it."""
        for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
            self.rows[table][token] |= {"prev": before, "next": after}


def _token(*parts: object) -> str:
    """32 hexadecimal digits that stand for these."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()


def _channel(camera: str) -> str:
    """The name of a camera there, plain enough for a folder."""
    return "CAM_" + "".join(char if char.isascii() and char.isalnum() else "_" for char in camera.upper())


def _map_file(scene: Scene) -> str:
    """Where a map's picture lies."""
    return f"maps/{scene.map.digest.hex()}.png"


def _visibility(shown: float) -> str:
    """The token of a share's level."""
    return str(1 + (shown >= 0.4) + (shown >= 0.6) + (shown >= 0.8))


def _attributes(actor: Actor, time: float) -> list[str]:
    """What an actor does."""
    moving = bool(np.hypot(*actor.track.velocity(np.array([time]))[0, :2]) > _STILL)
    if actor.kind in VEHICLES:
        name = "moving" if moving else "stopped" if len(actor.track.times) > 1 else "parked"
        return [_token("attribute", f"vehicle.{name}")]
    if actor.kind is ActorKind.BICYCLE:
        return [_token("attribute", "cycle.with_rider")]
    if actor.kind in (ActorKind.ADULT, ActorKind.CHILD):
        return [_token("attribute", f"pedestrian.{'moving' if moving else 'standing'}")]
    return []
