"""Boxes in the plane against a simulation of them, and a scene's measures against what is plain in it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.twin.criticality.boxes import Boxes, contact, encroachment
from provender.twin.criticality.scene import criticality
from provender.twin.maps.map import Map
from provender.twin.scene import Actor, ActorKind, Scene, Size, Track, Weather, standing

place = st.tuples(st.floats(-20, 20), st.floats(-20, 20))
turn = st.floats(-3, 3)


def box(at: tuple[float, float], heading: float, velocity: tuple[float, float]) -> Boxes:
    """One box at one moment."""
    return Boxes(np.array([at]), np.array([heading]), np.array([velocity]), np.array([2.0, 0.9]))


def corners(one: Boxes) -> np.ndarray:
    """(4, 2) of a box."""
    ahead = np.array([np.cos(one.heading[0]), np.sin(one.heading[0])])
    signs = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * one.half
    return np.asarray(one.middle + signs @ np.array([ahead, [-ahead[1], ahead[0]]]))


def apart(one: Boxes, two: Boxes) -> bool:
    """Whether a line along an edge of either parts the two."""
    for shape, other in ((corners(one), corners(two)), (corners(two), corners(one))):
        for edge in np.roll(shape, -1, 0) - shape:
            normal = np.array([-edge[1], edge[0]]) / np.hypot(*edge)
            if (shape @ normal).min() > (other @ normal).max() or (other @ normal).min() > (shape @ normal).max():
                return True
    return False


def later(one: Boxes, time: float) -> Boxes:
    """The box after a time."""
    return one._replace(middle=one.middle + time * one.velocity)


@settings(max_examples=150)
@given(at=place, turns=st.tuples(turn, turn), one=place, two=place)
def test_contact_is_the_first_moment_at_which_nothing_parts_them(
    at: tuple[float, float], turns: tuple[float, float], one: tuple[float, float], two: tuple[float, float]
) -> None:
    first, second = box((0, 0), turns[0], one), box(at, turns[1], two)
    time = float(contact(first, second)[0])

    assert time > 0 or not apart(first, second)
    for moment in np.linspace(0, min(time, 5) * 0.999, 7)[:-1]:
        assert time == 0 or apart(later(first, moment), later(second, moment))
    if np.isfinite(time):
        assert not apart(later(first, time + 1e-9), later(second, time + 1e-9)) or abs(time) < 1e9


def driving(name: str, start: tuple[float, float], velocity: tuple[float, float]) -> Actor:
    """A car that keeps its velocity for five seconds."""
    times = np.linspace(0, 5, 51)
    poses = np.column_stack(
        [np.add(start, times[:, None] * velocity), np.zeros(51), np.full(51, np.arctan2(*velocity[::-1]))]
    )
    return Actor(id=name, kind=ActorKind.CAR, size=Size(4.0, 1.8, 1.5), track=Track(times=times, poses=poses))


def scene(*actors: Actor) -> Scene:
    """They, and nothing else, on a dry road."""
    return Scene(map=Map(name="plane", source="test"), actors=actors, end=5.0, weather=Weather(friction=0.8))


def test_a_follower_has_the_measures_of_its_closed_forms() -> None:
    found = criticality(scene(driving("ego", (0, 0), (10, 0)), driving("lead", (104, 0), (2, 0))))

    assert found.other == "lead"
    assert found.ttc == pytest.approx(100 / 8 - 4.9)
    assert found.drac == pytest.approx(64 / (2 * 60.8))
    assert found.brake_threat == pytest.approx(64 / (2 * 60.8) / (0.8 * 9.81))
    assert not found.contact


def test_crossing_one_after_the_other_is_the_time_between_them() -> None:
    """The first leaves the crossing at (2 + 0.9) / 10 s, the second reaches it 2 s later."""
    first, second = driving("ego", (0, 0), (10, 0)), driving("other", (0, -22.9), (0, 10))

    assert encroachment(first, second, np.linspace(0, 5, 501)) == pytest.approx(2.0 - 0.29, abs=0.02)


def test_nothing_threatens_one_who_is_alone_or_meets_nobody() -> None:
    away = driving("away", (0, 50), (-10, 0))

    assert criticality(scene(driving("ego", (0, 0), (10, 0)), away)).ttc == np.inf
    assert criticality(scene(away)).other == ""


def test_one_who_is_hit_is_touched() -> None:
    wall = Actor(id="wall", kind=ActorKind.LOAD, size=Size(1, 1, 1), track=standing(30, 0))

    assert criticality(scene(driving("ego", (0, 0), (10, 0)), wall)).contact
