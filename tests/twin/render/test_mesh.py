"""Triangles: every actor fills its box, and rings are filled to their area."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.twin.render.small import scene

from provender.twin.maps.geometry import area
from provender.twin.render.mesh.build import actor_part, build
from provender.twin.render.mesh.rings import filled
from provender.twin.scene import Actor, ActorKind, Size, standing

SIZES = {
    ActorKind.CAR: Size(4.3, 1.8, 1.45), ActorKind.VAN: Size(5.3, 1.95, 2.3), ActorKind.BUS: Size(12.0, 2.5, 3.1),
    ActorKind.TRUCK: Size(8.0, 2.5, 3.5), ActorKind.AMBULANCE: Size(6.0, 2.1, 2.7),
    ActorKind.BICYCLE: Size(1.8, 0.6, 1.75),
    ActorKind.ADULT: Size(0.35, 0.5, 1.8), ActorKind.CHILD: Size(0.3, 0.4, 1.1), ActorKind.DOG: Size(0.9, 0.3, 0.6),
    ActorKind.BALL: Size(0.22, 0.22, 0.22), ActorKind.LOAD: Size(1.0, 0.8, 0.7), ActorKind.DOOR: Size(1.1, 0.1, 1.1),
}  # fmt: skip
WALKERS = (ActorKind.ADULT, ActorKind.CHILD, ActorKind.DOG)


@pytest.mark.parametrize("kind", list(ActorKind))
@pytest.mark.parametrize("looks", [0, 1, 2])
def test_an_actor_fills_its_box(kind: ActorKind, looks: int) -> None:
    size = SIZES[kind]
    part = actor_part(Actor(id="a", kind=kind, size=size, track=standing(0, 0), looks=looks), scene(), 0.0)
    low, high = part.corners.min((0, 1)), part.corners.max((0, 1))

    assert abs(low[2]) < 0.1 * size.height
    assert high[2] == pytest.approx(size.height, rel=0.12)
    if kind not in WALKERS:
        assert (high - low).tolist() == pytest.approx(list(size), rel=0.02)  # a ball has no ring at its widest
    assert (np.abs(np.linalg.norm(part.normals, axis=2) - 1) < 1e-6).all()


@given(st.lists(st.floats(0.3, 1.0), min_size=3, max_size=24))
def test_a_ring_is_filled_to_its_area(radii: list[float]) -> None:
    turn = np.arange(len(radii)) * 2 * np.pi / len(radii)
    ring = np.array(radii)[:, None] * np.stack([np.cos(turn), np.sin(turn)], 1)

    assert sum(area(triangle) for triangle in filled(ring)) == pytest.approx(area(ring), rel=1e-9)


def test_who_carries_the_camera_is_left_out() -> None:
    made = scene()

    assert {0, 1, 2, 3, 4} == set(build(made, 0.0, np.zeros(3)).instance.tolist())
    assert {0, 2, 3, 4} == set(build(made, 0.0, np.zeros(3), without="ego").instance.tolist())
