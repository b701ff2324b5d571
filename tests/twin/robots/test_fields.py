"""Distances of shapes, against closed forms."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.twin.robots.episode import Body
from provender.twin.robots.verifiers._fields import gaps, inertia, inside, turned

near = st.floats(-0.1, 0.1)


def body(shape: str, *half: float, role: str = "object") -> Body:
    """A body of a size."""
    return Body(id=shape, role=role, shape=shape, half=half, mass=2.0, friction=0.5, looks=0)  # type: ignore[arg-type]


def at(x: float, y: float, z: float, turn: float = 0.0) -> np.ndarray:
    """A pose turned about the vertical."""
    return np.array([[x, y, z, np.cos(turn / 2), 0.0, 0.0, np.sin(turn / 2)]])


BOX, ROD, BALL = body("box", 0.02, 0.03, 0.04), body("cylinder", 0.02, 0.02, 0.05), body("sphere", 0.03, 0.03, 0.03)


@pytest.mark.parametrize(
    ("one", "pose", "other", "there", "expected"),
    [
        (BOX, at(0, 0, 0), BOX, at(0.05, 0, 0), 0.01),
        (BOX, at(0, 0, 0), BOX, at(0.03, 0.01, 0.01), -0.01),
        (BOX, at(0, 0, 0, np.pi / 2), BOX, at(0.06, 0, 0), 0.01),
        (BOX, at(0, 0, 0), ROD, at(0.05, 0, 0), 0.01),
        (ROD, at(0, 0, 0), ROD, at(0.03, 0.04, 0), 0.01),
        (BALL, at(0, 0, 0), BALL, at(0, 0, 0.05), -0.01),
        (BALL, at(0, 0, 0), BOX, at(0.06, 0, 0), 0.01),
        (BOX, at(0, 0, 0), BALL, at(0.06, 0, 0), 0.01),
        (body("box", 0.4, 0.3, 0.02, role="table"), at(0, 0, -0.02), BOX, at(0.1, 0, 0.045), 0.005),
    ],
)
def test_gaps_are_those_of_closed_forms(
    one: Body, pose: np.ndarray, *, other: Body, there: np.ndarray, expected: float
) -> None:
    assert gaps(one, pose, other, there) == pytest.approx([expected], abs=2e-4)


@given(x=near, y=near, z=near, turn=st.floats(-3, 3))
def test_a_gap_is_never_less_than_that_of_balls_around(x: float, y: float, z: float, turn: float) -> None:
    gap = gaps(BOX, at(0, 0, 0), ROD, at(x, y, z, turn))[0]
    least = np.linalg.norm([x, y, z]) - np.linalg.norm(BOX.half) - np.hypot(0.02, 0.05)

    assert gap >= least - 1e-9


@given(angle=st.floats(-3, 3))
def test_a_turn_is_a_rotation(angle: float) -> None:
    (turn,) = turned(at(0, 0, 0, angle)[:, 3:])

    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-12)
    assert turn[1, 0] == pytest.approx(np.sin(angle))


def test_a_middle_lies_as_deep_as_the_nearest_face() -> None:
    assert [float(inside(one, np.zeros(3))) for one in (BOX, ROD, BALL)] == [-0.02, -0.02, -0.03]


@pytest.mark.parametrize(("one", "expected"), [(BALL, 0.4 * 2 * 9e-4), (BOX, 2 * (9e-4 + 4e-4) / 3), (ROD, 4e-4)])
def test_inertia_about_the_vertical_is_that_of_tables(one: Body, expected: float) -> None:
    assert inertia(one)[2] == pytest.approx(expected)
