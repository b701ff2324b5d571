"""BOP folders, read by the format's documentation: poses carry models onto masks, depth is in millimetres."""

import json
from io import BytesIO
from typing import Any

import numpy as np
import pytest
from PIL import Image
from tests.twin.exporters.shots import exported, held
from tests.twin.robots.test_filmed import made

from provender.twin.robots.reel import Reel

KEYS = {"bbox_obj", "bbox_visib", "px_count_all", "px_count_valid", "px_count_visib", "visib_fract"}


def reels() -> list[Reel]:
    """A grasp and a push."""
    found = [record.payload for task in ("grasp", "push") for record in made(task)[:1]]
    return [one for one in found if isinstance(one, Reel)]


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """What is exported."""
    return exported("twin/robots/bop", held(*reels()))


def table(files: dict[str, bytes], name: str) -> Any:
    """A JSON file."""
    return json.loads(files[name])


def picture(files: dict[str, bytes], name: str) -> np.ndarray:
    """A PNG file."""
    return np.array(Image.open(BytesIO(files[name])))


def model(data: bytes) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Vertices (n, 3), their normals, and triangles (m, 3) of an ASCII PLY, by its own header."""
    head, _, body = data.decode("ascii").partition("end_header\n")
    counts = {line.split()[1]: int(line.split()[2]) for line in head.splitlines() if line.startswith("element")}
    lines = body.splitlines()
    rows = np.array([line.split() for line in lines[: counts["vertex"]]], np.float64)
    faces = np.array([line.split() for line in lines[counts["vertex"] :]], np.int64)
    assert len(faces) == counts["face"]
    assert set(faces[:, 0]) == {3}
    return rows[:, :3], rows[:, 3:6], faces[:, 1:]


def instances(files: dict[str, bytes]) -> list[tuple[str, int, int, dict[str, Any], dict[str, Any]]]:
    """(scene, picture, place, truth, info) of all."""
    found = []
    for scene in ("train/000000", "train/000001"):
        told = table(files, f"{scene}/scene_gt_info.json")
        for number, truths in table(files, f"{scene}/scene_gt.json").items():
            for place, truth in enumerate(truths):
                found.append((scene, int(number), place, truth, told[number][place]))
    return found


def test_depth_is_in_millimetres_of_the_reel(files: dict[str, bytes]) -> None:
    for number, reel in enumerate(reels()):
        cameras = table(files, f"train/{number:06d}/scene_camera.json")
        for at, shot in enumerate(reel.shots):
            depth = picture(files, f"train/{number:06d}/depth/{at:06d}.png")

            np.testing.assert_allclose(depth * cameras[str(at)]["depth_scale"], shot.depth / 10.0)
            assert np.array_equal(picture(files, f"train/{number:06d}/rgb/{at:06d}.png"), shot.colour)


def test_a_posed_model_lies_on_its_mask_and_depth(files: dict[str, bytes]) -> None:
    """Vertices through K fill the box; those that face the camera and are visible have the depth of their pixel."""
    for scene, number, place, truth, told in instances(files):
        camera = table(files, f"{scene}/scene_camera.json")[str(number)]
        points, normals, _ = model(files[f"models/obj_{truth['obj_id']:06d}.ply"])
        turn = np.array(truth["cam_R_m2c"]).reshape(3, 3)
        seen = points @ turn.T + truth["cam_t_m2c"]
        pixel = (seen @ np.array(camera["cam_K"]).reshape(3, 3).T) / seen[:, 2:]
        mask = picture(files, f"{scene}/mask/{number:06d}_{place:06d}.png") > 0
        visible = picture(files, f"{scene}/mask_visib/{number:06d}_{place:06d}.png") > 0
        x, y, wide, high = told["bbox_obj"]
        inside = 0 < x and 0 < y and x + wide < mask.shape[1] and y + high < mask.shape[0]
        column, row = np.rint(pixel[:, :2]).astype(int).T
        front = ((normals @ turn.T) * seen).sum(1) < -0.3 * np.linalg.norm(seen, axis=1)
        front &= (column >= 0) & (row >= 0) & (column < mask.shape[1]) & (row < mask.shape[0])
        front[front] &= visible[row[front], column[front]]
        depth = picture(files, f"{scene}/depth/{number:06d}.png") * camera["depth_scale"]

        if inside:
            assert pixel[:, 0].min() == pytest.approx(x - 0.5, abs=1.01)
            assert pixel[:, 1].max() == pytest.approx(y + high - 0.5, abs=1.01)
        off = np.abs(depth[row[front], column[front]] - seen[front, 2])
        assert not front.any() or np.median(off) < seen[:, 2].mean() / camera["cam_K"][0]  # a pixel, in millimetres


def test_counts_are_those_of_the_masks(files: dict[str, bytes]) -> None:
    for scene, number, place, _, told in instances(files):
        mask = picture(files, f"{scene}/mask/{number:06d}_{place:06d}.png")
        visible = picture(files, f"{scene}/mask_visib/{number:06d}_{place:06d}.png")

        assert set(told) == KEYS
        assert set(np.unique(mask)) <= {0, 255}
        assert told["px_count_all"] == (mask > 0).sum()
        assert told["px_count_visib"] == (visible > 0).sum() <= told["px_count_valid"]
        assert told["visib_fract"] == pytest.approx(told["px_count_visib"] / told["px_count_all"])
        rows, columns = np.nonzero(mask)
        box = [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]
        assert told["bbox_obj"] == box


def test_models_are_closed_and_as_large_as_told(files: dict[str, bytes]) -> None:
    """Every edge of a closed surface has two sides, and triangles run anticlockwise seen from outside."""
    for number, told in table(files, "models/models_info.json").items():
        points, normals, faces = model(files[f"models/obj_{int(number):06d}.ply"])
        corners = points[faces]
        out = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        volume = (corners[:, 0] * np.cross(corners[:, 1], corners[:, 2])).sum() / 6
        filled = (
            {3: 1.0}.get(len(told["symmetries_discrete"]), np.pi / 4) if "symmetries_discrete" in told else np.pi / 6
        )

        assert [told[f"min_{axis}"] for axis in "xyz"] == pytest.approx(points.min(0).tolist(), rel=2e-3)
        assert [told[f"size_{axis}"] for axis in "xyz"] == pytest.approx(np.ptp(points, axis=0).tolist(), rel=2e-3)
        assert np.abs(out.sum(0)).max() < 1e-3 * np.abs(out).sum()
        assert ((out * normals[faces[:, 0]]).sum(1) > 0).mean() > 0.99
        assert volume == pytest.approx(filled * np.prod([told[f"size_{axis}"] for axis in "xyz"]), rel=1e-2)
        far = np.linalg.norm(points[:, None] - points[None, :: max(len(points) // 300, 1)], axis=2).max()
        assert told["diameter"] == pytest.approx(far, rel=1e-2)


def test_symmetries_carry_a_model_onto_itself(files: dict[str, bytes]) -> None:
    for number, told in table(files, "models/models_info.json").items():
        points, _, _ = model(files[f"models/obj_{int(number):06d}.ply"])
        for one in told.get("symmetries_discrete", []):
            turned = points @ np.array(one).reshape(4, 4)[:3, :3].T

            assert {tuple(row) for row in np.round(turned, 2) + 0.0} == {
                tuple(row) for row in np.round(points, 2) + 0.0
            }


def test_the_table_is_where_the_camera_has_it(files: dict[str, bytes]) -> None:
    """A point of the table's top, carried by the pose of the world, has the depth of its pixel."""
    camera = table(files, "train/000000/scene_camera.json")["0"]
    turn, move = np.array(camera["cam_R_w2c"]).reshape(3, 3), np.array(camera["cam_t_w2c"])
    k = np.array(camera["cam_K"]).reshape(3, 3)
    row, column = np.argwhere(reels()[0].shots[0].instance == 1)[80]
    way = np.linalg.inv(k) @ [column, row, 1.0]
    depth = picture(files, "train/000000/depth/000000.png")[row, column] * camera["depth_scale"]

    assert (turn.T @ (way * depth - move))[2] == pytest.approx(0.0, abs=0.15)
