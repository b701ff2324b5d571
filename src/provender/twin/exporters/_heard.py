"""Sweeps as nuScenes has them: points of a lidar, echoes of a radar, and how many of each met whom.

    samples/LIDAR_TOP/000000.pcd.bin    float32: x ahead, y left, z up in metres, intensity 0 to 255, ring
    samples/RADAR_FRONT/000000.pcd      PCD 0.7 with the eighteen fields of its radars

Both are in their sensor's axes, which `calibrated_sensor` says are the carrier's. Of an echo's fields, x and y are its
place at the height of the sensor, `vx` and `vy` its range rate along the sight, and `vx_comp` and `vy_comp` the same
with the sensor's own motion taken out; `dyn_prop` is 0 where that is over half a metre a second, else 1 (it stands);
`id` is the instance (0 the map, -1 nothing). What our radar has no word for is told as valid and of unknown error (31).
A sweep without echoes has one whose numbers are none, and a line ends each file: so nuScenes' development kit has it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from provender.twin.exporters._tables import Tables, token
from provender.twin.scene import Scene
from provender.twin.sensors.echoes import STRAY, Radar
from provender.twin.sensors.spin import Lidar
from provender.twin.sensors.sweep import Sweep

_FIELDS = (
    ("x", "<f4"), ("y", "<f4"), ("z", "<f4"), ("dyn_prop", "i1"), ("id", "<i2"), ("rcs", "<f4"), ("vx", "<f4"),
    ("vy", "<f4"), ("vx_comp", "<f4"), ("vy_comp", "<f4"), ("is_quality_valid", "i1"), ("ambig_state", "i1"),
    ("x_rms", "i1"), ("y_rms", "i1"), ("invalid_state", "i1"), ("pdh0", "i1"), ("vx_rms", "i1"), ("vy_rms", "i1"),
)  # fmt: skip
_PLAIN = {"is_quality_valid": 1, "ambig_state": 3, "x_rms": 31, "y_rms": 31, "pdh0": 1, "vx_rms": 31, "vy_rms": 31}
_UNKNOWN = "0"
_STILL = 0.5  # m/s
_MOMENT = 1e-3  # s


class Heard(NamedTuple):
    """A sweep without its points: files, and for each actor how many points and echoes are of it."""

    scene: Scene
    time: float
    lidar: Lidar
    radar: Radar
    files: tuple[str, str]
    points: tuple[int, ...]
    echoes: tuple[int, ...]

    @classmethod
    def of(cls, sweep: Sweep, name: str) -> "Heard":
        """What the tables need of a sweep."""
        counts = [np.bincount(each.instance, minlength=STRAY + 1) for each in (sweep.spin, sweep.echoes)]
        points, echoes = (tuple(count[1 : len(sweep.scene.actors) + 1].tolist()) for count in counts)
        files = (f"samples/LIDAR_TOP/{name}.pcd.bin", f"samples/RADAR_FRONT/{name}.pcd")
        return cls(sweep.scene, sweep.time, sweep.lidar, sweep.radar, files, points, echoes)


def sensors(sweep: Sweep, heard: Heard) -> Iterator[tuple[str, bytes]]:
    """The two files of a sweep."""
    spin = sweep.spin
    yield heard.files[0], np.column_stack([spin.xyz, spin.intensity, spin.ring]).astype("<f4").tobytes()
    yield heard.files[1], _pcd(sweep)


def _pcd(sweep: Sweep) -> bytes:
    """Echoes with a head that tells their fields."""
    seen = sweep.echoes
    table = np.zeros(len(seen.metres), list(_FIELDS))
    cos, sin = np.cos(seen.azimuth), np.sin(seen.azimuth)
    ahead, left = _own_motion(sweep)
    free = seen.rate + ahead * cos + left * sin
    told = {"x": seen.metres * cos, "y": seen.metres * sin, "vx": seen.rate * cos, "vy": seen.rate * sin,
            "vx_comp": free * cos, "vy_comp": free * sin, "rcs": seen.rcs, "dyn_prop": np.abs(free) <= _STILL,
            "id": np.where(seen.instance == STRAY, -1, seen.instance.astype(int))}  # fmt: skip
    for name, values in (told | _PLAIN).items():
        table[name] = values
    if not len(table):
        table = np.array([tuple(np.nan if kind == "<f4" else 0 for _, kind in _FIELDS)], list(_FIELDS))
    kinds = [np.dtype(kind) for _, kind in _FIELDS]
    head = [
        "# .PCD v0.7 - Point Cloud Data file format", "VERSION 0.7",
        f"FIELDS {' '.join(name for name, _ in _FIELDS)}",
        f"SIZE {' '.join(str(kind.itemsize) for kind in kinds)}",
        f"TYPE {' '.join(kind.kind.upper() for kind in kinds)}",
        f"COUNT {' '.join('1' for _ in kinds)}",
        f"WIDTH {len(table)}", "HEIGHT 1", "VIEWPOINT 0 0 0 1 0 0 0", f"POINTS {len(table)}", "DATA binary",
    ]  # fmt: skip
    return "".join(f"{line}\n" for line in head).encode() + table.tobytes() + b"\n"


def _own_motion(sweep: Sweep) -> tuple[float, float]:
    """m/s at which the radar moves, ahead and to its left: its carrier's motion and turning."""
    scene, radar = sweep.scene, sweep.radar
    began, places = min(sweep.time, scene.end - _MOMENT), []
    for time in (began, began + _MOMENT):
        x, y, _, heading = scene.at(time)[radar.rides]
        places.append(complex(x, y) + np.exp(1j * heading) * complex(radar.at[0], radar.at[1]))
    now = scene.at(sweep.time)[radar.rides][3]
    moved = (places[1] - places[0]) / _MOMENT * np.exp(-1j * now)
    return float(moved.real), float(moved.imag)


def hear(tables: Tables, heard: Sequence[Heard]) -> None:
    """One scene, its sweeps in order of time."""
    scene = heard[0].scene
    name, times = scene.digest().hex(), sorted({one.time for one in heard})
    tables.put("visibility", _UNKNOWN, level="unknown", description="no camera looked")
    for time, sample in zip(times, tables.scene(scene, times), strict=True):
        one = next(each for each in heard if each.time == time)
        for sensor, channel, file in ((one.lidar, "LIDAR_TOP", one.files[0]), (one.radar, "RADAR_FRONT", one.files[1])):
            _data(tables, one, sample, (sensor, channel, file))
        for actor, points, echoes in zip(scene.actors, one.points, one.echoes, strict=True):
            if points or echoes:
                tables.annotate(scene, time, actor, visibility_token=_UNKNOWN, num_lidar_pts=points,
                                num_radar_pts=echoes)  # fmt: skip
    for channel in ("LIDAR_TOP", "RADAR_FRONT"):
        tables.chain("sample_data", [token("data", name, time, channel) for time in times])
    tables.instances(scene)


def _data(tables: Tables, heard: Heard, sample: str, told: tuple[Lidar | Radar, str, str]) -> None:
    """What one sensor told, with the sensor and its carrier."""
    sensor, channel, file = told
    scene, time = heard.scene, heard.time
    named = token("sensor", channel)
    tables.put("sensor", named, channel=channel, modality=channel.split("_")[0].lower())
    fixed = token("calibrated", channel, sensor.at)
    tables.put("calibrated_sensor", fixed, sensor_token=named, translation=list(sensor.at),
               rotation=[1.0, 0.0, 0.0, 0.0], camera_intrinsic=[])  # fmt: skip
    tables.put(
        "sample_data", token("data", scene.digest().hex(), time, channel), sample_token=sample,
        ego_pose_token=tables.pose(scene, time, rides=sensor.rides, sensor=channel), calibrated_sensor_token=fixed,
        timestamp=tables.micro(time), fileformat="pcd", is_key_frame=True, height=0, width=0, filename=file,
    )  # fmt: skip
