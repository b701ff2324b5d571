"""Lines, rings and the plane they lie on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.twin.maps.frame import to_place, to_plane
from provender.twin.maps.geometry import (
    area,
    crosses_itself,
    cut,
    hermite,
    inside,
    lengths,
    offset,
    ring_of,
    rings_cross,
)

SQUARE = np.array([[0.0, 0], [4, 0], [4, 4], [0, 4]])


@given(
    lat=st.floats(-80, 80),
    lon=st.floats(-179, 179),
    x=st.floats(-20_000, 20_000),
    y=st.floats(-20_000, 20_000),
)
def test_the_plane_is_left_as_it_was_entered(lat: float, lon: float, x: float, y: float) -> None:
    there = to_place(np.array([[x, y]]), (lat, lon))

    assert np.abs(to_plane(there, (lat, lon)) - [x, y]).max() < 1e-5


def test_a_minute_of_latitude_is_a_sea_mile() -> None:
    """By the ellipsoid 1,842.9 m at the equator and 1,861.6 m near a pole (Bowditch, table of degrees)."""
    for lat, expected in ((0.0, 1842.9), (89.9, 1861.6)):
        north = to_plane(np.array([[lat + 1 / 60, 0.0]]), (lat, 0.0))[0, 1]
        assert north == pytest.approx(expected, abs=0.15)


def test_an_offset_of_a_circle_is_a_circle() -> None:
    turn = np.linspace(0, 1.5 * np.pi, 200)
    circle = 20 * np.stack([np.cos(turn), np.sin(turn)], 1)

    for by in (3.0, -3.0):
        assert np.hypot(*offset(circle, by).T) == pytest.approx(20 - by, abs=0.01)


def test_an_offset_wider_than_a_bend_does_not_run_backwards() -> None:
    bend = np.array([[0.0, 0], [10, 0], [11, 1], [11, 10]])

    moved = offset(bend, 4.0)

    assert (np.diff(moved[:, 0]) >= -1e-9).all()
    assert (np.diff(moved[:, 1]) >= -1e-9).all()


@given(share=st.tuples(st.floats(0, 0.45), st.floats(0.55, 1)))
def test_a_cut_line_is_as_long_as_was_asked(share: tuple[float, float]) -> None:
    line = np.array([[0.0, 0], [3, 4], [3, 10], [9, 10]])
    total = lengths(line)[-1]

    piece = cut(line, share[0] * total, share[1] * total)

    assert lengths(piece)[-1] == pytest.approx((share[1] - share[0]) * total)


def test_a_curve_keeps_both_poses() -> None:
    curve = hermite(np.array([[0.0, 0], [1, 0]]), np.array([[5.0, 5], [0, 1]]), steps=200)
    first, last = curve[1] - curve[0], curve[-1] - curve[-2]

    assert first / np.hypot(*first) == pytest.approx([1, 0], abs=0.02)
    assert last / np.hypot(*last) == pytest.approx([0, 1], abs=0.02)


@pytest.mark.parametrize(
    ("ring", "wrong"),
    [
        (SQUARE, False),
        (SQUARE[[0, 2, 1, 3]], True),  # a bow tie
        (np.array([[0.0, 0], [4, 0], [8, 0]]), True),  # no area
        (np.array([[0.0, 0], [4, 0], [4, 4], [2, 0], [0, 4]]), True),  # touches its own edge
        (SQUARE[:2], True),
    ],
)
def test_a_ring_that_crosses_itself_is_found(ring: np.ndarray, wrong: bool) -> None:
    assert crosses_itself(ring) is wrong


@given(n=st.integers(5, 300), seed=st.integers(0, 2**32), data=st.data())
def test_a_crossing_is_found_among_any_number_of_edges(n: int, seed: int, data: st.DataObject) -> None:
    rng = np.random.default_rng(seed)
    turn = np.linspace(0, 2 * np.pi, n, endpoint=False)
    star = rng.uniform(50, 60, n)[:, None] * np.stack([np.cos(turn), np.sin(turn)], 1)  # seen whole from its middle
    at = data.draw(st.integers(0, n - 1))
    knotted = star.copy()
    knotted[at] = -2.0 * star[at]  # through to the other side

    assert not crosses_itself(star)
    assert crosses_itself(knotted)
    assert not rings_cross(star, star * 0.5)
    assert rings_cross(star, star + np.array([30.0, 0.0]))


@given(turns=st.integers(0, 3), back=st.booleans())
def test_a_ring_is_counter_clockwise_however_it_was_told(turns: int, back: bool) -> None:
    told = np.roll(SQUARE, turns, axis=0)
    told = told[::-1] if back else told

    ring = ring_of(np.concatenate([told, told[:1]]))

    assert len(ring) == 4
    assert area(ring) == 16


@given(x=st.floats(-1, 5), y=st.floats(-1, 5))
def test_inside_agrees_with_the_square(x: float, y: float) -> None:
    edge = min(abs(x), abs(y), abs(x - 4), abs(y - 4)) < 1e-9

    assert edge or bool(inside(SQUARE, np.array([[x, y]]))[0]) == (0 < x < 4 and 0 < y < 4)
