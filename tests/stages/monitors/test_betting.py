"""Betting: a sound claim is seldom ruined however often one looks, and a false one soon."""

from math import inf, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.stages.monitors.betting import at_least, caught, found_by, log_wealth, needed, sequence

CLAIMS = (0.02, 0.1, 0.2, 0.5)


@given(claim=st.floats(0.01, 0.9), wrong=st.integers(0, 40), right=st.integers(0, 40), lower=st.floats(0, 1))
def test_wealth_never_grows_on_average_while_the_claim_holds(
    claim: float, wrong: int, right: int, lower: float
) -> None:
    share = claim * lower
    now = np.exp(log_wealth(wrong, wrong + right, claim))

    after = [np.exp(log_wealth(wrong + bad, wrong + right + 1, claim)) for bad in (0, 1)]

    assert (1 - share) * after[0] + share * after[1] <= now * (1 + 1e-9)


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("alpha", [0.05, 0.01])
def test_a_true_claim_is_ruined_with_probability_at_most_alpha(claim: float, alpha: float) -> None:
    assert alpha / 20 < caught(claim, claim, alpha, 2000)[-1] <= alpha


@pytest.mark.parametrize("share", [0.1, 0.3, 0.9])
def test_chances_of_an_alarm_are_what_draws_show(share: float) -> None:
    rng, claim, alpha, n = np.random.default_rng(1), 0.1, 0.05, 60
    draws = rng.random((400, n)) < share
    alarmed = 0
    for row in draws:
        sums = np.cumsum(row)
        alarmed += any(log_wealth(s, at + 1, claim) >= log(1 / alpha) for at, s in enumerate(sums))

    assert caught(share, claim, alpha, n)[-1] == pytest.approx(alarmed / 400, abs=0.08)


def test_the_interval_holds_at_all_times_together() -> None:
    rng = np.random.default_rng(7)  # 100 sequences at 95 %: more than 13 misses has a chance under 1 in 1,000
    missed = 0
    for _ in range(100):
        sums = np.cumsum(rng.random(120) < 0.3)
        seen = (sequence(int(sums[n - 1]), n) for n in (5, 10, 20, 40, 60, 90, 120))
        missed += any(not each.low <= 0.3 <= each.high for each in seen)

    assert missed <= 13


@given(n=st.integers(1, 300), part=st.floats(0, 1))
def test_the_interval_holds_the_share_seen_and_mirrors(n: int, part: float) -> None:
    wrong = round(n * part)
    seen, mirror = sequence(wrong, n), sequence(n - wrong, n)

    assert seen.low <= wrong / n <= seen.high
    assert (seen.low, seen.high) == pytest.approx((1 - mirror.high, 1 - mirror.low))


@given(n=st.integers(1, 100), wrong=st.integers(0, 100), alpha=st.sampled_from([0.05, 0.01]))
def test_what_is_least_is_where_the_claim_is_ruined(n: int, wrong: int, alpha: float) -> None:
    wrong = min(wrong, n)
    least = at_least(wrong, n, alpha)

    if least > 1e-6:
        assert log_wealth(wrong, n, least * 0.999) >= log(1 / alpha)
        assert log_wealth(wrong, n, min(least * 1.01, 0.999)) < log(1 / alpha)


def test_power_is_stated_for_any_share() -> None:
    every, half = needed(1.0, 0.2, 0.01), needed(0.5, 0.2, 0.01)

    assert every < half < inf
    assert inf == needed(0.2, 0.2, 0.01)
    assert caught(0.5, 0.2, 0.01)[int(half) - 1] >= 0.9 > caught(0.5, 0.2, 0.01)[int(half) - 2]
    assert found_by(int(half), 0.2, 0.01) == pytest.approx(0.5, abs=0.02)
    assert 1.0 == found_by(0, 0.2, 0.01)
