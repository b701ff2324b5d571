"""nuScenes tables of sweeps: points and echoes read read as the development kit does, and where they are on the map."""

import json
from dataclasses import replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from tests.twin.exporters.shots import exported, held
from tests.twin.exporters.test_kitti_sweeps import sweep
from tests.twin.exporters.test_nuscenes import TOKENS, Tables, turn

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.twin.sensors.echoes import STRAY
from provender.twin.sensors.generators.sweeps import Sweeps
from provender.twin.sensors.sweep import Sweep

Numbers = npt.NDArray[np.float64]


@lru_cache
def sweeps() -> tuple[Sweep, ...]:
    """A child after its ball, and a car that cuts in, while ours drives."""
    (record,) = Sweeps(map="city", scenario="cut_in")(Shard(seed=5, start=0, count=1, recipe=""))
    assert isinstance(record, Record)
    assert isinstance(record.payload, Sweep)
    return sweep(), record.payload


@lru_cache
def files() -> dict[str, bytes]:
    """What is exported."""
    return exported("twin/nuscenes", held(*sweeps()))


@lru_cache
def tables() -> Tables:
    """Rows by table and token."""
    found = {name: json.loads(data) for name, data in files().items() if name.endswith(".json")}
    return {name.split("/")[1][:-5]: {row["token"]: row for row in rows} for name, rows in found.items()}


def pcd(data: bytes) -> npt.NDArray[Any]:
    """The points of a PCD: its head says which fields there are, and how they are written.

    As nuScenes' development kit reads it: there are points, something follows the last, and a first one that is no
    number stands for none.
    """
    head, rows = data.split(b"DATA binary\n", 1)
    told = dict(line.split(" ", 1) for line in head.decode().splitlines() if not line.startswith("#"))
    kinds = [f"<{kind.lower()}{size}" for kind, size in zip(told["TYPE"].split(), told["SIZE"].split(), strict=True)]
    assert set(told["COUNT"].split()) == {"1"}
    assert (told["HEIGHT"], told["WIDTH"]) == ("1", told["POINTS"])
    fields = np.dtype(list(zip(told["FIELDS"].split(), kinds, strict=True)))
    count = int(told["POINTS"])
    assert count > 0
    assert len(rows) > count * fields.itemsize
    found = np.frombuffer(rows, fields, count)
    return found[:0] if np.isnan(found[0]["x"]) else found


def data_of(at: int, channel: str) -> dict[str, Any]:
    """The sample data of a sweep."""
    (row,) = [one for one in tables()["sample_data"].values() if f"{channel}/{at:06d}" in one["filename"]]
    return row


def on_the_map(data: dict[str, Any], points: Numbers) -> Numbers:
    """(n, 3) points out of the sensor, out of the carrier."""
    for row in (
        tables()["calibrated_sensor"][data["calibrated_sensor_token"]],
        tables()["ego_pose"][data["ego_pose_token"]],
    ):
        points = points @ turn(row["rotation"]).T + row["translation"]
    return points


def test_every_token_that_is_named_exists() -> None:
    for name, named in TOKENS.items():
        assert tables()[name]
        for row in tables()[name].values():
            for field, table in named.items():
                assert row[field] in tables()[table] or (field in ("prev", "next") and not row[field]), (name, field)
    assert {row["modality"] for row in tables()["sensor"].values()} == {"lidar", "radar"}
    assert len(tables()["sample"]) == len(tables()["scene"]) == 2


def test_points_come_back_and_lie_in_the_boxes_that_count_them() -> None:
    for at, made in enumerate(sweeps()):
        data = data_of(at, "LIDAR_TOP")
        points = np.frombuffer(files()[data["filename"]], np.float32).reshape(-1, 5)
        assert (points[:, :3] == made.spin.xyz).all()
        assert (points[:, 3] == made.spin.intensity).all()
        assert (points[:, 4] == made.spin.ring).all()

        places = on_the_map(data, points[:, :3].astype(float))
        own = [row for row in tables()["sample_annotation"].values() if row["sample_token"] == data["sample_token"]]
        cars = [row for row in own if row["size"][1] > 3 and row["num_lidar_pts"]]
        assert cars
        for row in cars:
            off = np.abs((places - row["translation"]) @ turn(row["rotation"]))
            width, length, height = row["size"]
            half = np.array([length, width, height]) / 2
            assert (off < half + 0.15).all(1).sum() >= 0.97 * row["num_lidar_pts"]
            assert (off < half - 0.15).all(1).sum() <= row["num_lidar_pts"]


def test_what_stands_has_no_speed_once_our_own_is_taken_out() -> None:
    moving = 0
    for at, made in enumerate(sweeps()):
        echoes = pcd(files()[data_of(at, "RADAR_FRONT")["filename"]])
        still = echoes[echoes["id"] == 0]
        assert len(echoes) == len(made.echoes.metres)
        assert len(still)
        assert np.hypot(still["vx_comp"], still["vy_comp"]).max() < 0.6
        assert (still["dyn_prop"] == 1).mean() > 0.95
        moving += np.hypot(still["vx"], still["vy"]).max() > 2

    assert moving


def test_echoes_come_back_with_whom_they_are_of() -> None:
    for at, made in enumerate(sweeps()):
        data = data_of(at, "RADAR_FRONT")
        echoes = pcd(files()[data["filename"]])
        assert np.allclose(np.hypot(echoes["x"], echoes["y"]), made.echoes.metres, atol=1e-4)
        assert np.allclose(np.arctan2(echoes["y"], echoes["x"]), made.echoes.azimuth, atol=1e-5)
        assert (echoes["rcs"] == made.echoes.rcs).all()
        assert ((echoes["id"] == -1) == (made.echoes.instance == STRAY)).all()

        own = [row for row in tables()["sample_annotation"].values() if row["sample_token"] == data["sample_token"]]
        assert sum(row["num_radar_pts"] for row in own) == (echoes["id"] > 0).sum()


def test_a_sweep_without_echoes_has_none() -> None:
    made = sweep()
    none = replace(made, echoes=type(made.echoes)(*(column[:0] for column in made.echoes)))
    told = exported("twin/nuscenes", held(none))

    assert len(pcd(told["samples/RADAR_FRONT/000000.pcd"])) == 0
