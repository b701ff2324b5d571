"""Two ways to find what a picture's rays meet tell the same, and pictures come back from their files."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image
from tests.twin.render.small import scene

from provender.twin.png import pixels, png
from provender.twin.render.mesh.build import build
from provender.twin.render.rays import Rays, pinhole
from provender.twin.render.view import centres, view


def test_triangles_are_met_where_rays_meet_them() -> None:
    made = scene()
    seen = view(made, made.cameras[0], 0.0)
    mesh = build(made, 0.0, seen.at, without="ego")
    ways = seen.ways(centres(seen.camera))

    one = Rays(mesh.corners).first(np.zeros_like(ways), ways)
    two = pinhole(mesh.corners, seen.axes, (*seen.camera.pixels, seen.camera.focal))

    same = one.triangle == two.triangle
    assert same.mean() > 0.998  # edges, and what lies in one plane
    met = same & (one.triangle >= 0)
    assert np.abs(one.distance[met] / two.distance[met] - 1).max() < 1e-4
    assert np.abs(one.u[met] - two.u[met]).max() < 1e-2


def test_a_triangle_that_reaches_behind_the_camera_is_met_before_it() -> None:
    floor = np.array([[[-50, 1, -50], [50, 1, -50], [0, 1, 100]]], np.float32)

    found = pinhole(floor, np.eye(3), (8, 8, 8.0))

    rows = found.triangle.reshape(8, 8)
    assert (rows[4:] == 0).all()
    assert (rows[:4] == -1).all()
    assert found.distance.reshape(8, 8)[7, 0] == pytest.approx(8 / 3.5, rel=1e-6)


@pytest.mark.parametrize(
    ("shape", "kind"), [((5, 7, 3), np.uint8), ((5, 7), np.uint8), ((5, 7), np.uint16), ((1, 1), np.uint16)]
)
def test_a_picture_comes_back_from_its_file(shape: tuple[int, ...], kind: type) -> None:
    array = np.random.default_rng(1).integers(0, np.iinfo(kind).max, shape, kind, endpoint=True)

    assert (pixels(png(array), kind) == array).all()
    Image.open(BytesIO(png(array))).verify()
