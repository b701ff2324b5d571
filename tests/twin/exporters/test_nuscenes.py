"""nuScenes tables, joined as the schema says: tokens, chains, and boxes that project where the scene has them."""

import json
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from tests.twin.exporters.boxes import same_corners, scene_corners
from tests.twin.exporters.shots import exported, held, shots

from provender.twin.frame import Frame

Numbers = npt.NDArray[np.float64]
Tables = dict[str, dict[str, dict[str, Any]]]
TOKENS = {  # field -> table, by the schema
    "scene": {"log_token": "log", "first_sample_token": "sample", "last_sample_token": "sample"},
    "sample": {"scene_token": "scene", "prev": "sample", "next": "sample"},
    "sample_data": {
        "sample_token": "sample", "ego_pose_token": "ego_pose", "calibrated_sensor_token": "calibrated_sensor",
        "prev": "sample_data", "next": "sample_data",
    },
    "calibrated_sensor": {"sensor_token": "sensor"},
    "sample_annotation": {
        "sample_token": "sample", "instance_token": "instance", "visibility_token": "visibility",
        "prev": "sample_annotation", "next": "sample_annotation",
    },
    "instance": {
        "category_token": "category", "first_annotation_token": "sample_annotation",
        "last_annotation_token": "sample_annotation",
    },
}  # fmt: skip


COLOURED = {
    "animal",
    "human.pedestrian.adult",
    "human.pedestrian.child",
    "movable_object.debris",
    "movable_object.pushable_pullable",
    "vehicle.bicycle",
    "vehicle.bus.rigid",
    "vehicle.car",
    "vehicle.emergency.ambulance",
    "vehicle.truck",
}  # those of nuscenes-devkit 1.2's `color_map.py` that have an actor of ours


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """What is exported."""
    return exported("twin/nuscenes")


@pytest.fixture(scope="module")
def tables(files: dict[str, bytes]) -> Tables:
    """Rows by table and token."""
    found = {name: json.loads(data) for name, data in files.items() if name.endswith(".json")}
    return {name.split("/")[1][:-5]: {row["token"]: row for row in rows} for name, rows in found.items()}


def test_categories_are_those_that_the_development_kit_has_colours_for(tables: Tables) -> None:
    kinds = {row["kind"]: tables["category"][row["category_token"]]["name"] for row in tables["instance"].values()}

    assert {row["name"] for row in tables["category"].values()} <= COLOURED
    assert kinds["ball"] == "movable_object.pushable_pullable"


def turn(quaternion: list[float]) -> Numbers:
    """(3, 3) of a unit quaternion w, x, y, z."""
    w, x, y, z = quaternion
    assert np.isclose(w * w + x * x + y * y + z * z, 1)
    return np.array(
        [[1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)],
         [2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)],
         [2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)]]
    )  # fmt: skip


def corners(annotation: dict[str, Any]) -> Numbers:
    """(8, 3) global metres: size is width, length, height."""
    width, length, height = annotation["size"]
    signs = np.array([[a, b, c] for a in (-1, 1) for b in (-1, 1) for c in (-1, 1)])
    here: Numbers = signs * [length / 2, width / 2, height / 2] @ turn(annotation["rotation"]).T
    there: Numbers = here + np.array(annotation["translation"])
    return there


def seen(tables: Tables, data: dict[str, Any], points: Numbers) -> Numbers:
    """(n, 3) pixels and metres ahead of global points: into the carrier, into the camera, through its matrix."""
    camera = tables["calibrated_sensor"][data["calibrated_sensor_token"]]
    for row in (tables["ego_pose"][data["ego_pose_token"]], camera):
        points = (points - row["translation"]) @ turn(row["rotation"])
    flat = points @ np.array(camera["camera_intrinsic"]).T
    return np.column_stack([flat[:, :2] / flat[:, 2:], points[:, 2]])


def pictures(tables: Tables, files: dict[str, bytes]) -> list[tuple[dict[str, Any], Frame]]:
    """Sample data with the frame that has these colours."""
    found = []
    for data in tables["sample_data"].values():
        picture = np.asarray(Image.open(BytesIO(files[data["filename"]])))
        (frame,) = [one for one in shots() if one.colour.shape == picture.shape and (one.colour == picture).all()]
        assert (data["height"], data["width"]) == frame.instance.shape
        found.append((data, frame))
    return found


def test_every_token_that_is_named_exists(tables: Tables) -> None:
    for name, fields in TOKENS.items():
        assert tables[name]
        for row in tables[name].values():
            for field, table in fields.items():
                assert row[field] in tables[table] or (field in ("prev", "next") and not row[field]), (name, field)
    for row in tables["sample_annotation"].values():
        assert all(token in tables["attribute"] for token in row["attribute_tokens"])


def test_chains_run_in_order_of_time(tables: Tables) -> None:
    for scene in tables["scene"].values():
        token, times = scene["first_sample_token"], []
        while token:
            times.append(tables["sample"][token]["timestamp"])
            last, token = token, tables["sample"][token]["next"]
        assert (last, len(times)) == (scene["last_sample_token"], scene["nbr_samples"])
        assert times == sorted(set(times))
    for instance in tables["instance"].values():
        token, count = instance["first_annotation_token"], 0
        while token:
            count += 1
            assert tables["sample_annotation"][token]["instance_token"] == instance["token"]
            last, token = token, tables["sample_annotation"][token]["next"]
        assert (last, count) == (instance["last_annotation_token"], instance["nbr_annotations"])


def test_two_cameras_at_two_times_are_two_samples_of_four_pictures(tables: Tables, files: dict[str, bytes]) -> None:
    assert sorted(scene["nbr_samples"] for scene in tables["scene"].values()) == [1, 2]
    assert len(tables["sample_data"]) == len(shots())
    assert {row["channel"] for row in tables["sensor"].values()} == {"CAM_FRONT", "CAM_LEFT_1"}
    moments = [tables["sample"][data["sample_token"]]["timestamp"] / 1e6 % 3600 for data, _ in pictures(tables, files)]
    assert [frame.time for _, frame in pictures(tables, files)] == moments


def test_boxes_project_to_where_the_scene_says_that_they_are(tables: Tables, files: dict[str, bytes]) -> None:
    counted = 0
    for data, frame in pictures(tables, files):
        rows = [row for row in tables["sample_annotation"].values() if row["sample_token"] == data["sample_token"]]
        known = [scene_corners(frame, actor.id) for actor in frame.scene.actors]
        for row in rows:
            projected = seen(tables, data, corners(row))
            if (projected[:, 2] > 1).all():
                counted += 1
                assert any(same_corners(one[:, :2] - 0.5, projected[:, :2], within=1e-3) for one in known)

    assert counted > 60


def test_visibilities_are_the_best_of_a_sample(tables: Tables, files: dict[str, bytes]) -> None:
    for data, frame in pictures(tables, files):
        rows = [row for row in tables["sample_annotation"].values() if row["sample_token"] == data["sample_token"]]
        assert len(rows) >= len(frame.things)
        for row in rows:
            low, high = tables["visibility"][row["visibility_token"]]["level"][1:].split("-")
            assert int(low) <= 100 * row["shown"] <= int(high)


def test_a_maps_picture_is_white_where_vehicles_are(tables: Tables, files: dict[str, bytes]) -> None:
    for data, frame in pictures(tables, files):
        log = tables["scene"][tables["sample"][data["sample_token"]]["scene_token"]]["log_token"]
        (row,) = [one for one in tables["map"].values() if log in one["log_tokens"]]
        ground = np.asarray(Image.open(BytesIO(files[row["filename"]])))
        x, y, _ = tables["ego_pose"][data["ego_pose_token"]]["translation"]
        assert ground[len(ground) - 1 - int(y * 10), int(x * 10)] == 255
        assert 0.02 < (ground > 0).mean() < 0.9
        assert frame.scene.map.attribution == tables["log"][log]["attribution"]


def test_tokens_do_not_depend_on_order(files: dict[str, bytes]) -> None:
    again = exported("twin/nuscenes", held(*shots()[::-1]))
    tokens = [
        {row["token"] for row in json.loads(found["v1.0-provender/sample_annotation.json"])} for found in (files, again)
    ]

    assert tokens[0] == tokens[1]
    assert files == exported("twin/nuscenes")
