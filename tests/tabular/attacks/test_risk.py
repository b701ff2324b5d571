"""Risks and their intervals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.tabular.attacks.risk import Tried

tries = st.integers(1, 5000)


@st.composite
def attacks(draw: st.DrawFn) -> Tried:
    count, others = draw(tries), draw(tries)
    return Tried(
        hits=draw(st.integers(0, count)), tries=count, control_hits=draw(st.integers(0, others)), control_tries=others
    )


@given(attacks())
def test_interval_lies_in_the_unit_and_holds_the_risk(tried: Tried) -> None:
    told = tried.interval()

    assert 0 <= told.low <= told.high <= 1
    assert told.low <= max(tried.risk, 0.0) + 1e-9
    assert tried.risk <= told.high + 1e-9


@given(attacks(), st.integers(2, 9))
def test_more_of_the_same_guesses_narrow_the_interval(tried: Tried, times: int) -> None:
    more = Tried(
        hits=times * tried.hits, tries=times * tried.tries,
        control_hits=times * tried.control_hits, control_tries=times * tried.control_tries,
    )  # fmt: skip
    few, many = tried.interval(), more.interval()

    assert many.high - many.low <= few.high - few.low + 1e-9


@given(attacks())
def test_a_higher_level_widens_the_interval(tried: Tried) -> None:
    usual, wide = tried.interval(), tried.interval(0.999)

    assert wide.low <= usual.low + 1e-12
    assert usual.high <= wide.high + 1e-12


@pytest.mark.parametrize(
    ("main", "control", "count"), [(0.02, 0.02, 2000), (0.1, 0.05, 2000), (0.9, 0.9, 2000), (0.3, 0.3, 300)]
)
def test_interval_holds_as_often_as_it_says(main: float, control: float, count: int) -> None:
    """2,000 draws: an interval that holds in 95 % of them is called wrong (under 93.5 %) about once in a thousand."""
    rng = np.random.default_rng(0)
    truth = (main - control) / (1 - control)
    held = 0
    for hits, others in zip(rng.binomial(count, main, 2000), rng.binomial(count, control, 2000), strict=True):
        told = Tried(hits=int(hits), tries=count, control_hits=int(others), control_tries=count).interval()
        held += told.low <= truth + 1e-12 and truth <= told.high

    assert held / 2000 >= 0.935


def test_guesses_no_better_than_blind_ones_are_weak() -> None:
    assert Tried(hits=10, tries=100, control_hits=9, control_tries=100, naive=0.2).weak
    assert not Tried(hits=30, tries=100, control_hits=9, control_tries=100, naive=0.2).weak
