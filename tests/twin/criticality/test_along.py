"""Closed forms against what they mean: a simulation of the two, step by step, and the cases that have one answer."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provender.twin.criticality.along import (
    brake_threat_number,
    drac,
    pet,
    required_deceleration,
    stopping_margin,
    ttc,
)

gaps = st.floats(0.5, 100)
speeds = st.just(0.0) | st.floats(0.01, 40)
brakes = st.just(0.0) | st.floats(0.01, 10)


def least_gap(gap: float, own: float, lead: float, *, own_brake: float, lead_brake: float) -> float:
    """The smallest gap of two that brake until they stand, by their closed motions looked at 40,000 times."""
    halts = [speed / brake for speed, brake in ((own, own_brake), (lead, lead_brake)) if brake > 0]
    times = np.linspace(0, max([30.0, *halts]), 40_001)

    def gone(speed: float, brake: float) -> np.ndarray:
        stop = speed / brake if brake > 0 else np.inf
        rolled = np.minimum(times, stop)
        return speed * rolled - brake * rolled**2 / 2

    return float((gap + gone(lead, lead_brake) - gone(own, own_brake)).min())


@given(gap=gaps, own=speeds, lead=speeds, brake=brakes)
def test_required_deceleration_is_just_enough(gap: float, own: float, lead: float, brake: float) -> None:
    needed = float(required_deceleration(gap, own, lead, brake))
    assume(needed < 60)

    assert least_gap(gap, own, lead, own_brake=needed * 1.001 + 1e-6, lead_brake=brake) > -0.05
    if needed > 0.05:
        assert least_gap(gap, own, lead, own_brake=needed * 0.98, lead_brake=brake) < 0.05


@given(gap=gaps, own=speeds, lead=speeds)
def test_time_to_collision_is_when_they_touch(gap: float, own: float, lead: float) -> None:
    time = float(ttc(gap, own - lead))

    if np.isfinite(time):
        assert gap + (lead - own) * time == pytest.approx(0, abs=1e-6 * (1 + time))
    else:
        assert own <= lead + 1e-9


@given(gap=gaps, closing=st.floats(0.1, 40))
def test_drac_brings_the_speeds_together_where_the_gap_ends(gap: float, closing: float) -> None:
    rate = float(drac(gap, closing))

    assert closing**2 / (2 * rate) == pytest.approx(gap)
    assert rate == pytest.approx(float(required_deceleration(gap, closing, 0, 0)))


@pytest.mark.parametrize(
    ("given_values", "expected"),
    [
        ((20.0, 10.0, 0.0, 0.0), 2.5),  # somebody stands
        ((10.0, 20.0, 10.0, 5.0), 10.0),  # it brakes: v2 / 2 (gap + 10) at its halt
        ((50.0, 20.0, 20.0, 4.0), 2.0),  # alike speeds: stop within gap and its way
        ((30.0, 10.0, 20.0, 0.0), 0.0),  # faster ahead
        ((0.0, 10.0, 5.0, 0.0), np.inf),
        ((10.0, 0.0, 5.0, 3.0), 0.0),
    ],
)
def test_required_deceleration_of_plain_cases(given_values: tuple[float, ...], expected: float) -> None:
    assert float(required_deceleration(*given_values)) == pytest.approx(expected)


def test_the_other_measures_of_plain_cases() -> None:
    assert float(pet(2.0, 1.5)) == -0.5
    assert float(brake_threat_number(8.829, 0.9)) == pytest.approx(1.0)
    assert float(stopping_margin(50.0, 20.0, 0.5, reaction=0.5, lead_room=5.0)) == pytest.approx(
        55 - 10 - 40.7747, abs=1e-3
    )
    assert float(ttc(-1.0, 3.0)) == 0.0
    assert float(drac(5.0, -3.0)) == 0.0


@given(gap=gaps, speed=st.floats(0.5, 40), mu=st.floats(0.1, 1.2))
def test_without_reaction_the_margin_is_gone_where_the_threat_is_one(gap: float, speed: float, mu: float) -> None:
    threat = float(brake_threat_number(drac(gap, speed), mu))
    margin = float(stopping_margin(gap, speed, mu, reaction=0.0))

    assert (margin > 1e-9) == (threat < 1) or abs(margin) < 1e-6
