"""Importance sampling agrees with brute force, finds both ways to fail, and its weights make up for its draws."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.twin.actors.grip import GRAVITY
from provender.twin.search.encounters import FACTORS, impacts
from provender.twin.search.importance import PRIOR, estimate, fit, weights_of


def crude(limit: float, count: int = 400_000) -> tuple[float, float]:
    """The probability by brute force, and its standard error."""
    z = np.random.Generator(np.random.Philox(99)).standard_normal((count, FACTORS))
    p = float((impacts(z) >= limit).mean())
    return p, (p * (1 - p) / count) ** 0.5


@pytest.mark.parametrize("limit", [8.0, 12.0])
def test_importance_sampling_agrees_with_brute_force(limit: float) -> None:
    """Within four standard errors of the two: a false alarm in 16,000 seeds."""
    found = estimate(impacts, limit, fit(impacts, limit, d=FACTORS, seed=1), count=20_000, seed=2)
    p, error = crude(limit)

    assert abs(found.p - p) < 4 * (found.error**2 + error**2) ** 0.5
    assert found.error < 0.06 * found.p
    assert 0.2 < found.happened.mean() < 0.9


def test_both_ways_to_fail_are_drawn() -> None:
    found = estimate(impacts, 12.0, fit(impacts, 12.0, d=FACTORS, seed=1), count=10_000, seed=2)
    hits = found.z[found.happened > 0, 6]

    assert min((hits < 0).sum(), (hits >= 0).sum()) > 50


def test_weights_are_bounded_and_have_mean_one() -> None:
    proposal = fit(impacts, 12.0, d=FACTORS, seed=4)
    found = estimate(impacts, 12.0, proposal, count=40_000, seed=5)

    assert found.weights.max() <= 1 / PRIOR + 1e-9
    assert float(found.weights.mean()) == pytest.approx(1.0, abs=0.05)
    assert weights_of(found.z, proposal).tolist() == found.weights.tolist()


def test_a_mean_over_the_natural_is_the_weighted_mean_over_the_drawn() -> None:
    found = estimate(impacts, 8.0, fit(impacts, 8.0, d=FACTORS, seed=1), count=40_000, seed=3)

    assert (found.weights[:, None] * found.z).mean(0) == pytest.approx(np.zeros(FACTORS), abs=0.08)


@given(speed=st.floats(6, 16), distance=st.floats(5, 60), reaction=st.floats(0.3, 2), mu=st.floats(0.3, 1.0))
def test_a_child_in_the_way_is_hit_at_the_speed_of_the_closed_form(
    speed: float, distance: float, reaction: float, mu: float
) -> None:
    """v2 - 2 mu g (distance - v reaction), a child who stands in the way all the time."""
    z = np.zeros((1, FACTORS))
    z[0] = [(speed - 11) / 1.8, (0.3 - 2) / 0.6, (distance - 30) / 9, (1.1 - 3) / 0.8, (reaction - 0.9) / 0.25, 0, -1]
    z[0, 5] = (np.log(mu) - np.log(0.7)) / 0.18
    wanted = max(speed**2 - 2 * mu * GRAVITY * max(distance - speed * reaction, 0), 0.0) ** 0.5
    arrives = reaction + (speed - wanted) / (mu * GRAVITY)

    if wanted > 0.1 and arrives < (1.1 + 1.2) / 0.3 - 0.1:
        assert float(impacts(z)[0]) == pytest.approx(wanted, rel=1e-6)


def test_the_same_seed_gives_the_same_draws() -> None:
    one, two = (estimate(impacts, 12.0, fit(impacts, 12.0, d=FACTORS, seed=7), count=500, seed=8) for _ in range(2))

    assert one.z.tobytes() == two.z.tobytes()
