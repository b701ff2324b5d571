"""Ways without corners, vehicles that roll along them without slipping sideways, and trips in closed form."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.twin.actors.way import REAR, STEP, Way, blend, ramp, rolling, trip
from provender.twin.scene import Size

corners = st.lists(st.tuples(st.floats(-1, 1), st.floats(8, 25)), min_size=2, max_size=6)
SIZE = Size(4.4, 1.8, 1.5)


def line(turns: list[tuple[float, float]]) -> np.ndarray:
    """A line of pieces, each a turn in radians from the last and a length."""
    headings = np.cumsum([turn for turn, _ in turns])
    steps = np.array([[np.cos(way) * long, np.sin(way) * long] for way, (_, long) in zip(headings, turns, strict=True)])
    return np.vstack([[0, 0], np.cumsum(steps, 0)])


@settings(max_examples=60)
@given(turns=corners)
def test_a_way_stays_near_its_line_and_has_no_corner(turns: list[tuple[float, float]]) -> None:
    way = Way(line(turns))
    found = way.place(np.arange(0.0, way.length, 0.05))

    assert np.abs(np.diff(found[:, 2])).max() < 0.05  # a corner of 57 degrees is taken over more than two metres
    assert np.hypot(*(found[:1, :2] - line(turns)[:1]).T).max() < 1e-6
    assert np.abs(way.bends).max() < 1.1
    assert np.hypot(*np.diff(found[:, :2], axis=0).T) == pytest.approx(0.05, abs=2e-3)


@settings(max_examples=60)
@given(turns=corners, speed=st.floats(1, 15), backwards=st.booleans())
def test_a_vehicle_rolls_where_its_rear_axle_points(
    turns: list[tuple[float, float]], speed: float, backwards: bool
) -> None:
    way = Way(line(turns))
    times = np.arange(0.0, min(way.length / speed, 8.0), STEP / 4)
    poses = rolling(way, speed * times, SIZE, times=times, backwards=backwards).poses
    ahead = np.stack([np.cos(poses[:, 3]), np.sin(poses[:, 3])], 1)
    axle = poses[:, :2] - REAR * SIZE.length * ahead
    rate, middle = np.diff(axle, axis=0) / np.diff(times)[:, None], ahead[:-1] + ahead[1:]
    unit = middle / np.hypot(*middle.T)[:, None]

    assert (rate * unit).sum(1) == pytest.approx((-1 if backwards else 1) * speed, rel=0.05)
    assert np.abs(rate[:, 0] * unit[:, 1] - rate[:, 1] * unit[:, 0]).max() < 0.06 * speed


@given(along=st.floats(5, 60), left=st.floats(-3, 3))
def test_places_beside_a_way_are_found_again(along: float, left: float) -> None:
    way = Way(line([(0.3, 30.0), (0.2, 40.0)]))

    s, beside = way.nearest(way.beside(np.array([along]), left))

    assert float(beside[0]) == pytest.approx(left, abs=0.05)
    assert float(s[0]) == pytest.approx(along, abs=0.25)


@given(start=st.floats(-3, 5), metres=st.floats(4, 40), speed=st.floats(0.5, 9))
def test_a_trip_is_as_long_as_it_should_be_and_no_faster(start: float, metres: float, speed: float) -> None:
    times = np.arange(-4.0, 100.0, 0.05)
    gone = trip(times, start=start, metres=metres, speed=speed, gain=3.0)

    assert float(gone[-1]) == pytest.approx(metres)
    assert float(gone[times <= start].max(initial=0.0)) == pytest.approx(0, abs=1e-9)
    assert -1e-9 <= np.diff(gone).min()
    assert np.diff(gone).max() <= speed * 0.05 + 1e-9
    assert np.abs(np.diff(gone, 2)).max() <= 3.0 * 0.05**2 + 1e-9


@given(first=st.floats(0, 20), speed=st.floats(0, 20), start=st.floats(0, 3))
def test_a_ramp_ends_at_its_speed(first: float, speed: float, start: float) -> None:
    times = np.arange(0.0, 40.0, 0.1)
    gone = ramp(times, start=start, first=first, speed=speed, gain=2.0)

    assert float(gone[-1] - gone[-2]) / 0.1 == pytest.approx(speed, abs=1e-6)
    assert float(gone[1] - gone[0]) / 0.1 == pytest.approx(first, abs=0.21)


def test_a_blend_begins_and_ends_at_rest() -> None:
    share = blend(np.linspace(0, 1, 1001))

    assert share[[0, 500, -1]].tolist() == pytest.approx([0.0, 0.5, 1.0])
    assert max(share[1] - share[0], share[-1] - share[-2]) < 1e-7
