"""The accountant: what is planned costs what is allowed, exactly composed, never less than a closed form says."""

from math import exp, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.tabular.privacy.accountant import Looks, delta_of, epsilon_of, planned, priced, together

DELTA = 1e-5
SHARES = [(0.3, 14), (0.05, 91), (0.45, 13), (0.05, 91), (0.15, 8)]


def strength(looks: tuple[Looks, ...]) -> float:
    """The mu of Gaussian privacy: looks compose as the squares of what each tells."""
    return sqrt(sum(entry.times / entry.sigma**2 for entry in looks))


@pytest.mark.parametrize("epsilon", [0.1, 1.0, 3.0])
def test_a_plan_costs_what_is_allowed_and_hardly_less(epsilon: float) -> None:
    plan = planned(SHARES, epsilon=epsilon, delta=DELTA)

    assert 0.99 * epsilon <= epsilon_of(plan, DELTA) <= epsilon
    assert delta_of(strength(plan), epsilon) <= DELTA


def divergence(sigma: float, epsilon: float) -> float:
    """The delta of one look by definition: how much likelier than exp(epsilon) times anything is with a person more."""
    weights = {x: exp(-((x / sigma) ** 2) / 2) for x in range(-int(20 * sigma) - 2, int(20 * sigma) + 3)}
    whole = sum(weights.values())
    return sum(max(weight - exp(epsilon) * weights.get(x - 1, 0.0), 0.0) for x, weight in weights.items()) / whole


@settings(max_examples=20)
@given(sigma=st.integers(32, 640).map(lambda n: n / 64))
def test_one_look_costs_what_the_definition_says_and_no_less(sigma: float) -> None:
    epsilon = epsilon_of([Looks(sigma, 1)], DELTA)

    assert divergence(sigma, epsilon) <= DELTA * (1 + 1e-9)
    assert divergence(sigma, epsilon * 0.98 - 0.003) >= DELTA


@pytest.mark.parametrize(("sigma", "times"), [(4.0, 7), (9.5, 30), (20.0, 400)])
def test_composed_looks_cost_what_gaussian_privacy_says(sigma: float, times: int) -> None:
    looks = Looks(sigma, times)

    epsilon = epsilon_of([looks], DELTA)

    assert delta_of(strength((looks,)), epsilon) <= DELTA * 1.01  # whole noise differs a little from a normal deviate
    assert delta_of(strength((looks,)), epsilon * 0.98) >= DELTA


def test_releases_cost_together_more_than_one_and_less_than_their_sum() -> None:
    plan = planned(SHARES, epsilon=1.0, delta=DELTA)

    both = together([priced(plan), priced(plan)], DELTA)

    assert 1.3 < both < 1.6  # about the square root of two, where adding up says 2
    assert together([], DELTA) == 0.0


def test_shares_decide_how_the_budget_is_divided() -> None:
    first, other = planned([(0.8, 4), (0.2, 1)], epsilon=1.0, delta=DELTA)

    assert abs(first.sigma - other.sigma) <= 1 / 64  # a quarter of four fifths is one fifth
