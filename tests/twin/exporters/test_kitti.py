"""KITTI folders, read back by the development kit's formulas: boxes, angles, calibration, depth."""

from io import BytesIO
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from tests.twin.exporters.boxes import same_corners, scene_corners
from tests.twin.exporters.shots import exported, shots

from provender.twin.frame import Frame, Thing

Numbers = npt.NDArray[np.float64]


class Label(NamedTuple):
    """A line of a label file."""

    kind: str
    truncated: float
    occluded: int
    alpha: float
    box: Numbers
    size: Numbers  # height, width, length
    at: Numbers
    rotation_y: float

    @classmethod
    def read(cls, line: str) -> "Label":
        """As the development kit tells the columns."""
        kind, *rest = line.split()
        n = np.array(rest, np.float64)
        assert len(n) == 14
        return cls(kind, n[0], int(n[1]), n[2], n[3:7], n[7:10], n[10:13], n[13])

    def corners(self) -> Numbers:
        """(8, 3) in the camera, as `computeBox3D` of the development kit has them."""
        height, width, length = self.size
        cos, sin = np.cos(self.rotation_y), np.sin(self.rotation_y)
        turn = np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
        x = length / 2 * np.array([1, 1, -1, -1, 1, 1, -1, -1])
        y = -height * np.array([0, 0, 0, 0, 1, 1, 1, 1])
        z = width / 2 * np.array([1, -1, -1, 1, 1, -1, -1, 1])
        placed: Numbers = (turn @ np.array([x, y, z])).T + self.at
        return placed


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    """What is exported, hidden things labelled."""
    return exported("twin/kitti", unperceived="keep")


def read(files: dict[str, bytes], number: int) -> tuple[list[Label], Numbers]:
    """The labels and P2 of a picture."""
    labels = [Label.read(line) for line in files[f"training/label_2/{number:06d}.txt"].decode().splitlines()]
    calib = dict(line.split(": ") for line in files[f"training/calib/{number:06d}.txt"].decode().splitlines())
    assert set(calib) == {"P0", "P1", "P2", "P3", "R0_rect", "Tr_velo_to_cam", "Tr_imu_to_velo"}
    return labels, np.array(calib["P2"].split(), np.float64).reshape(3, 4)


def labelled(files: dict[str, bytes]) -> list[tuple[Frame, Thing, Label, Numbers]]:
    """Every label with its thing."""
    found = []
    for number, frame in enumerate(shots()):
        labels, p2 = read(files, number)
        things = [thing for thing in frame.things if thing.shown > 0]
        found += [(frame, thing, label, p2) for thing, label in zip(things, labels, strict=True)]
    return found


def test_boxes_project_to_where_the_scene_says_that_they_are(files: dict[str, bytes]) -> None:
    for frame, thing, label, p2 in labelled(files):
        corners = np.column_stack([label.corners(), np.ones(8)]) @ p2.T
        expected = scene_corners(frame, thing.id)
        if (expected[:, 2] > 1.0).all():
            assert same_corners(expected[:, :2] - 0.5, corners[:, :2] / corners[:, 2:], within=0.05), thing


def test_vehicles_fill_their_projected_boxes(files: dict[str, bytes]) -> None:
    counted = 0
    for _, thing, label, p2 in labelled(files):
        if label.kind in ("Car", "Van") and label.truncated == 0 and label.box[2] - label.box[0] >= 6:
            corners = np.column_stack([label.corners(), np.ones(8)]) @ p2.T
            low, high = ((corners[:, :2] / corners[:, 2:]).min(0), (corners[:, :2] / corners[:, 2:]).max(0))
            left, right = label.box[:2] - 0.5, label.box[2:] + 0.5
            shared = np.clip(np.minimum(high, right) - np.maximum(low, left), 0, None).prod()
            assert shared / ((high - low).prod() + (right - left).prod() - shared) > 0.75, thing
            counted += 1

    assert counted >= 8


def test_two_dimensional_boxes_are_those_of_the_whole_thing(files: dict[str, bytes]) -> None:
    for _, thing, label, _ in labelled(files):
        assert [*thing.whole[:2], thing.whole[2] - 1, thing.whole[3] - 1] == label.box.tolist()


def test_sizes_depths_and_angles_agree_with_the_scene(files: dict[str, bytes]) -> None:
    for frame, thing, label, _ in labelled(files):
        actor = next(one for one in frame.scene.actors if one.id == thing.id)
        assert np.allclose([actor.size.height, actor.size.width, actor.size.length], label.size, atol=1e-4)
        seen = np.arctan2(label.at[0], label.at[2])
        assert np.isclose(np.exp(1j * label.alpha), np.exp(1j * (label.rotation_y - seen)), atol=1e-4)
        assert abs(label.alpha) <= np.pi + 1e-6 >= abs(label.rotation_y)


def test_occlusion_follows_visibility_and_truncation_the_edge(files: dict[str, bytes]) -> None:
    levels = set()
    for frame, thing, label, _ in labelled(files):
        levels.add(label.occluded)
        assert label.occluded == int(thing.shown < 0.8) + int(thing.shown < 0.4)
        x0, y0, x1, y1 = thing.whole
        at_edge = x0 == 0 or y0 == 0 or (x1, y1) >= frame.lens.pixels or x1 == frame.lens.pixels[0]
        assert at_edge or label.truncated < 0.35, thing
    cut = [label.truncated for _, _, label, _ in labelled(files)]

    assert levels == {0, 1, 2}
    assert max(cut) > 0.5
    assert all(0 <= share <= 1 for share in cut)


def test_what_cannot_be_perceived_becomes_a_region_to_leave_out() -> None:
    files = exported("twin/kitti")
    hidden = 0
    for frame, thing, label, _ in labelled(files):
        assert (label.kind == "DontCare") == (not thing.perceivable), (frame.time, thing)
        hidden += not thing.perceivable

    assert hidden
    assert all(label.at.tolist() == [-1000] * 3 for _, _, label, _ in labelled(files) if label.kind == "DontCare")


def test_depth_and_colours_come_back(files: dict[str, bytes]) -> None:
    for number, frame in enumerate(shots()):
        for name, wanted in (("image_2", frame.colour), ("depth_2", frame.depth)):
            found = np.asarray(Image.open(BytesIO(files[f"training/{name}/{number:06d}.png"])))
            assert (found == wanted).all()


def test_whom_a_map_asks_to_be_named_is_named(files: dict[str, bytes]) -> None:
    assert "OpenStreetMap" in files["ATTRIBUTION.txt"].decode()
