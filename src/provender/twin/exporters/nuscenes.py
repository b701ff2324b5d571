"""nuScenes: the thirteen tables that its development kit joins, pictures, and a picture of each map's drivable ground.

    v1.0-provender/scene.json, sample.json, sample_data.json, sample_annotation.json, instance.json, ...
    samples/CAM_FRONT/000000.png
    samples/LIDAR_TOP/000000.pcd.bin  and RADAR_FRONT/000000.pcd, of sweeps: see `_heard.py`
    maps/<digest>.png                 0.1 m to the pixel, white where people and vehicles go, from 0, 0 on

The schema is that of nuscenes.org ("Data format", v1.0). A scene of ours is a scene there, an hour after the last;
each time at which one of its sensors looked is a sample. Global coordinates are the map's, moved so that none is below
0; `log.origin` tells by how much. Of pictures, `sample_annotation` has three fields more: `shown`, `contrast` and
`perceivable`; an actor is annotated where some camera of the sample has it in its picture, and the counts of points
are 0. Of sweeps, an actor is annotated that a point or an echo met, and how much of it is shown is not known.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.twin.exporters._ground import drivable
from provender.twin.exporters._heard import Heard, hear, sensors
from provender.twin.exporters._tables import TABLES, Tables, map_file, token
from provender.twin.exporters._told import as_json, frames_of
from provender.twin.exporters._turns import mounted, quaternion
from provender.twin.frame import Frame, Thing
from provender.twin.png import png
from provender.twin.scene import Camera, Scene
from provender.twin.sensors.sweep import Sweep

VERSION = "v1.0-provender"


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class NuScenes:
    """A folder that nuscenes-devkit opens with `NuScenes(version="v1.0-provender", dataroot=...)`.

    Categories are nuScenes' own, since its kit draws no others; a row of `instance` tells its `kind` besides: a ball
    and a car's open door are both `movable_object.pushable_pullable`.

    Guarantees:
        Tokens are digests of what they stand for: the same dataset gives the same ones. Every token that is named
        exists; samples, sample data and annotations of one instance are chained in order of time.

    Example:
        exports: [twin/nuscenes]
    """

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields pictures, points, echoes and maps as they come, then the tables."""
        looks: list[_Look] = []
        heard: list[Heard] = []
        maps: set[bytes] = set()
        for judged in dataset.records():
            name = f"{len(looks) + len(heard):06d}"
            if isinstance(judged.record.payload, Sweep):
                heard.append(Heard.of(judged.record.payload, name))
                yield from sensors(judged.record.payload, heard[-1])
                yield from _map(heard[-1].scene, maps)
            for _, frame in frames_of(judged):
                file = f"samples/{_channel(frame.camera)}/{len(looks) + len(heard):06d}.png"
                yield file, png(frame.colour)
                yield from _map(frame.scene, maps)
                looks.append(_Look.of(frame, file))
        told = Tables()
        for scene in dict.fromkeys(look.scene for look in looks):
            _see(told, sorted((look for look in looks if look.scene == scene), key=lambda look: look.time))
        for scene in dict.fromkeys(one.scene for one in heard):
            hear(told, sorted((one for one in heard if one.scene == scene), key=lambda one: one.time))
        for name in TABLES:
            yield f"{VERSION}/{name}.json", as_json(list(told.rows[name].values()))


def _map(scene: Scene, told: set[bytes]) -> Iterator[tuple[str, bytes]]:
    """The picture of a map that was not told yet."""
    if scene.map.digest not in told:
        told.add(scene.map.digest)
        yield map_file(scene), png(drivable(scene.map))


class _Look(NamedTuple):
    """A frame without its pictures."""

    scene: Scene
    camera: Camera
    time: float
    things: tuple[Thing, ...]
    file: str

    @classmethod
    def of(cls, frame: Frame, file: str) -> "_Look":
        """What the tables need of a frame."""
        return cls(frame.scene, frame.lens, frame.time, frame.things, file)


def _see(tables: Tables, looks: Sequence[_Look]) -> None:
    """One scene, its looks in order of time."""
    scene = looks[0].scene
    name, times = scene.digest().hex(), sorted({look.time for look in looks})
    for time, sample in zip(times, tables.scene(scene, times), strict=True):
        for look in looks:
            if look.time == time:
                _picture(tables, look, sample)
        _annotations(tables, [look for look in looks if look.time == time])
    for camera in {look.camera.id: look.camera for look in looks}.values():
        tables.chain("sample_data", [token("data", name, look.time, camera.id)
                                     for look in looks if look.camera == camera])  # fmt: skip
    tables.instances(scene)


def _picture(tables: Tables, look: _Look, sample: str) -> None:
    """A picture, with its camera and the camera's carrier."""
    scene, camera = look.scene, look.camera
    name, (wide, high) = scene.digest().hex(), camera.pixels
    sensor = token("sensor", _channel(camera.id))
    tables.put("sensor", sensor, channel=_channel(camera.id), modality="camera")
    fixed = token("calibrated", camera.at, camera.yaw, camera.pitch, camera.focal, camera.pixels, camera.id)
    inner = [[camera.focal, 0.0, wide / 2 - 0.5], [0.0, camera.focal, high / 2 - 0.5], [0.0, 0.0, 1.0]]
    tables.put("calibrated_sensor", fixed, sensor_token=sensor, translation=list(camera.at),
               rotation=quaternion(mounted(camera)), camera_intrinsic=inner)  # fmt: skip
    tables.put(
        "sample_data", token("data", name, look.time, camera.id), sample_token=sample,
        ego_pose_token=tables.pose(scene, look.time, rides=camera.rides, sensor=camera.id),
        calibrated_sensor_token=fixed, timestamp=tables.micro(look.time), fileformat="png", is_key_frame=True,
        height=high, width=wide, filename=look.file,
    )  # fmt: skip


def _annotations(tables: Tables, looks: Sequence[_Look]) -> None:
    """Every actor that one of a sample's pictures has, as the picture that shows most of it."""
    scene, time = looks[0].scene, looks[0].time
    best: dict[str, Thing] = {}
    for thing in (thing for look in looks for thing in look.things):
        if thing.id not in best or thing.shown > best[thing.id].shown:
            best[thing.id] = thing
    for actor in (actor for actor in scene.actors if actor.id in best):
        thing = best[actor.id]
        tables.annotate(
            scene, time, actor, visibility_token=_visibility(thing.shown), num_lidar_pts=0, num_radar_pts=0,
            shown=thing.shown, contrast=thing.contrast, perceivable=thing.perceivable,
        )  # fmt: skip


def _channel(camera: str) -> str:
    """The name of a camera there, plain enough for a folder."""
    return "CAM_" + "".join(char if char.isascii() and char.isalnum() else "_" for char in camera.upper())


def _visibility(shown: float) -> str:
    """The token of a share's level."""
    return str(1 + (shown >= 0.4) + (shown >= 0.6) + (shown >= 0.8))
