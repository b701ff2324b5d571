"""Laws of those who drive, run and bounce."""

from itertools import pairwise
from math import inf

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.twin.actors.ball import Ball, flight
from provender.twin.actors.ego import Watcher, drive
from provender.twin.actors.grip import GRAVITY, friction, left_for_braking
from provender.twin.actors.idm import Driver, Seen, acceleration, changes
from provender.twin.actors.legs import chasing, walking
from provender.twin.actors.way import Way
from provender.twin.scene import Actor, ActorKind, Size, Track, standing

TIMES = np.round(np.arange(0.0, 8.05, 0.1), 6)
STRAIGHT = Way(np.array([[0.0, 0.0], [200.0, 0.0]]))


@given(speed=st.floats(1, 30), headway=st.floats(0.6, 2.5))
def test_behind_an_equal_a_driver_keeps_the_gap_of_the_model(speed: float, headway: float) -> None:
    """At equilibrium s = (s0 + v T) / sqrt(1 - (v / v0) ** 4), Treiber 2000, eq. 7."""
    driver = Driver(speed=35.0, headway=headway)
    gap = (driver.gap + speed * headway) / (1 - (speed / 35.0) ** 4) ** 0.5

    assert acceleration(driver, speed, gap, speed) == pytest.approx(0, abs=1e-9)
    assert acceleration(driver, speed, gap * 0.8, speed) < 0 < acceleration(driver, speed, gap * 1.3, speed)


@settings(max_examples=30)
@given(speeds=st.lists(st.floats(0, 20), min_size=3, max_size=6), brake=st.floats(1, 8))
def test_a_platoon_behind_one_who_brakes_never_collides(speeds: list[float], brake: float) -> None:
    driver, step = Driver(speed=20.0), 0.05
    cars = [[-40.0 * at, speed] for at, speed in enumerate(speeds)]
    for _ in range(800):
        pushes = [-brake if cars[0][1] > 0 else 0.0]
        for lead, own in pairwise(cars):
            pushes.append(max(acceleration(driver, own[1], lead[0] - own[0] - 5.0, lead[1]), -9.0))
        for car, push in zip(cars, pushes, strict=True):
            after = max(car[1] + push * step, 0.0)
            car[0], car[1] = car[0] + (car[1] + after) / 2 * step, after
        assert all(lead[0] - own[0] > 5.0 for lead, own in pairwise(cars))


@given(gain=st.floats(-3, 3), lost=st.floats(0, 4), behind=st.floats(-6, 0))
def test_a_change_of_lanes_is_safe_and_worth_it(gain: float, lost: float, behind: float) -> None:
    driver, nobody = Driver(), Seen(0.0, 0.0)
    says = changes(driver, Seen(0.0, gain), Seen(behind + lost, behind), nobody)

    assert says == (behind > -driver.safe and gain - driver.politeness * lost > driver.threshold)
    assert not changes(Driver(politeness=1.0), Seen(0.0, gain), Seen(gain, 0.0), nobody)


@settings(max_examples=60)
@given(
    speed=st.floats(1, 9),
    up=st.floats(0, 5),
    height=st.floats(0, 2),
    restitution=st.floats(0.3, 0.9),
    grip=st.floats(0.1, 0.9),
)
def test_a_ball_never_gains_energy_and_comes_to_rest(
    *, speed: float, up: float, height: float, restitution: float, grip: float
) -> None:
    times = np.arange(0.0, 60.0, 0.01)
    gone = flight(times, speed=speed, up=up, height=height, ball=Ball(restitution=restitution, grip=grip))
    rates = np.diff(gone, axis=0) / 0.01
    energy = (rates**2).sum(1) / 2 + GRAVITY * (gone[1:, 1] + gone[:-1, 1]) / 2

    assert gone[:, 1].min() >= 0
    assert (energy[2:] - np.maximum(energy[1:-1], energy[:-2])).max() < 1e-6  # one of three holds no bounce
    assert np.abs(rates[-100:]).max() == pytest.approx(0, abs=1e-9)
    assert rates[-1500, 0] >= 0


def test_a_ball_dropped_bounces_to_its_share_of_the_height() -> None:
    times = np.arange(0.0, 2.0, 0.001)
    gone = flight(times, speed=0.0, up=0.0, height=1.25, ball=Ball(restitution=0.8))
    lands = (2 * 1.25 / GRAVITY) ** 0.5

    assert gone[times > lands, 1].max() == pytest.approx(0.8**2 * 1.25, rel=1e-4)
    assert gone[np.searchsorted(times, lands), 1] == pytest.approx(0, abs=5e-3)


def test_a_hollow_ball_that_rolls_has_three_fifths_of_its_speed() -> None:
    times = np.array([20.0, 20.1])
    ball = Ball(restitution=0.5, grip=5.0, rolling=1e-6)

    gone = flight(times, speed=5.0, up=2.0, height=0.0, ball=ball)[:, 0]

    assert (gone[1] - gone[0]) / 0.1 == pytest.approx(3.0, rel=1e-3)


@given(speed=st.floats(1, 5), away=st.floats(2, 8))
def test_a_chaser_reaches_what_stands_and_stops_beside_it(speed: float, away: float) -> None:
    prey = standing(away, 1.0)

    runs = chasing(prey, np.array([0.0, 0.0]), begins=0.5, speed=speed, gain=3.0, times=TIMES)
    rates = np.hypot(*np.diff(runs.poses[:, :2], axis=0).T) / 0.1

    assert rates.max() <= speed + 1e-9
    assert np.abs(np.diff(rates)).max() <= 3.0 * 0.1 + 1e-6
    assert rates[:5].max() == 0
    if speed * 6 > away + 3:
        assert 0.2 < np.hypot(*(runs.poses[-1, :2] - [away, 1.0])) < 0.6


def test_a_walker_turns_where_its_line_does() -> None:
    track = walking(np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0]]), 1.4 * TIMES, times=TIMES)

    assert track.poses[0, 3] == pytest.approx(0, abs=1e-6)
    assert track.poses[50, 3] == pytest.approx(np.pi / 2, abs=1e-3)


def watcher(speed: float, *, reaction: float = 1.0, mu: float = 0.7, sight: float = 200.0) -> Watcher:
    """Somebody on a straight road."""
    return Watcher(
        way=STRAIGHT, size=Size(4.4, 1.8, 1.5), start=10.0, speed=speed, reaction=reaction, friction=mu, sight=sight
    )


def box(name: str, x: float, y: float) -> Actor:
    """Something that stands."""
    return Actor(id=name, kind=ActorKind.VAN, size=Size(4.0, 1.8, 1.5), track=standing(x, y))


@settings(max_examples=40)
@given(speed=st.floats(5, 16), gap=st.floats(5, 120), mu=st.floats(0.3, 0.9), reaction=st.floats(0.3, 2))
def test_a_driver_stops_before_what_stands_there_if_stopping_is_possible(
    speed: float, gap: float, mu: float, reaction: float
) -> None:
    s = drive(watcher(speed, reaction=reaction, mu=mu), [box("van", 10 + 2.2 + gap + 2.0, 0.0)], [], times=TIMES)
    rates = np.diff(s) / 0.1
    needs = speed * (reaction + 0.2) + speed**2 / (2 * 0.9 * mu * GRAVITY) + 0.5

    assert np.abs(np.diff(rates)).max() / 0.1 <= mu * GRAVITY + 1e-6
    assert rates.min() >= 0
    if gap > needs:
        assert s.max() < 10 + gap


def test_a_driver_who_cannot_see_does_not_brake() -> None:
    child = Actor(id="child", kind=ActorKind.CHILD, size=Size(0.3, 0.4, 1.1), track=standing(60.0, 1.0))
    hidden = drive(watcher(10.0), [child], [box("van", 55.0, 1.2)], times=TIMES[:30])
    fog = drive(watcher(10.0, sight=15.0), [child], [], times=TIMES[:30])
    seen = drive(watcher(10.0), [child], [], times=TIMES[:30])

    assert hidden[-1] == pytest.approx(10 + 10 * 2.9, abs=0.05)
    assert fog[-1] == pytest.approx(10 + 10 * 2.9, abs=0.05)
    assert seen[-1] < hidden[-1] - 1.0


def test_one_who_walks_away_from_the_lane_is_no_concern() -> None:
    track = Track(
        times=TIMES, poses=np.column_stack([np.full(81, 60.0), 3.0 + 1.3 * TIMES, np.zeros(81), np.zeros(81)])
    )
    walker = Actor(id="w", kind=ActorKind.ADULT, size=Size(0.4, 0.5, 1.8), track=track)

    assert drive(watcher(10.0), [walker], [], times=TIMES[:30])[-1] == pytest.approx(39.0, abs=0.05)


def test_grip_falls_with_water_and_snow_and_is_shared_between_bend_and_brake() -> None:
    assert friction(0.0) > friction(0.5) > friction(1.0) > friction(0.5, 1.0) > 0
    assert left_for_braking(3.0, 0.5) ** 2 + 9.0 == pytest.approx((0.5 * GRAVITY) ** 2)
    assert left_for_braking(9.0, 0.5) == 0.0
    assert acceleration(Driver(), 13.9, inf) == pytest.approx(0)
