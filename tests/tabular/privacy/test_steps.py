"""Steps: the sample is Poisson at the rate that is paid for, the noise is normal and on its grid, no step is free."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import binom, kstest, norm

from provender.core.protocols import Secret
from provender.tabular.encoding.numbers import Codes, Floats
from provender.tabular.privacy.accountant import Looks, epsilon_of, priced, stepped, together
from provender.tabular.privacy.noise import Stream, stream
from provender.tabular.privacy.steps import GRID, Steps, normals

DELTA = 1e-5
CODES = np.arange(3000, dtype=np.int32)[:, None]


def source(context: bytes = b"") -> Stream:
    return stream(Secret(b"k" * 32), context)


def nothing(rows: Codes) -> Floats:
    return np.zeros(4)


def test_each_person_is_sampled_by_a_coin_of_their_own() -> None:
    steps = Steps(CODES, Looks(1.0, 1, 0.1), source())

    samples = [steps.sampled() for _ in range(400)]

    sizes = np.array([len(sample) for sample in samples])
    spread = binom(len(CODES), 0.1).std()
    assert abs(sizes.mean() - 300) < 4 * spread / 20  # one set of noise in 15,000 is further off
    assert 0.85 < sizes.std() / spread < 1.15  # a batch of fixed size would not vary
    seen = np.bincount(np.concatenate(samples), minlength=len(CODES))
    assert 0.9 < seen.std() / binom(400, 0.1).std() < 1.1
    together_ = np.mean([np.isin([7, 8], sample).all() for sample in samples])
    assert together_ < 0.04


def test_noise_is_normal_and_its_own_in_each_step() -> None:
    drawn = normals(200_001, source())

    assert len(drawn) == 200_001
    assert kstest(drawn, norm.cdf).pvalue > 1e-3
    assert kstest(np.abs(drawn[:-1] + drawn[1:]) / np.sqrt(2), "halfnorm").pvalue > 1e-3
    steps = Steps(CODES, Looks(2.0, 3, 0.5), source())
    told = [steps.noisy(nothing) for _ in range(3)]
    assert len({value for each in told for value in each.tolist()}) > 10
    assert all(np.equal(np.rint(each * GRID / 2.0), each * GRID / 2.0).all() for each in told)


def test_a_step_sums_its_sample_and_adds_its_noise() -> None:
    steps = Steps(CODES, Looks(0.5, 400, 0.1), source())

    told = np.array([steps.noisy(lambda rows: np.array([len(rows), 0.0])) for _ in range(400)])

    assert abs(told[:, 0].mean() - 300) < 4 * 16.5 / 20
    assert abs(told[:, 1].std() / 0.5 - 1) < 0.15


def test_no_step_is_taken_that_was_not_paid_for() -> None:
    steps = Steps(CODES, Looks(1.0, 2, 0.1), source())
    for _ in range(2):
        steps.noisy(nothing)

    with pytest.raises(AssertionError, match="3 steps where 2 were paid for"):
        steps.noisy(nothing)


def divergence(sigma: float, rate: float, epsilon: float) -> float:
    """The delta of one step by definition, the worse of a person more and a person less."""

    def more(x: float) -> float:
        return float((1 - rate) * norm.pdf(x, 0, sigma) + rate * norm.pdf(x, 1, sigma))

    def less(x: float) -> float:
        return float(norm.pdf(x, 0, sigma))

    def gain(x: float) -> tuple[float, float]:
        return max(more(x) - np.exp(epsilon) * less(x), 0), max(less(x) - np.exp(epsilon) * more(x), 0)

    reach = 12 * sigma
    return max(float(quad(lambda x, at=at: gain(x)[at], -reach, reach + 1, limit=500)[0]) for at in (0, 1))


@pytest.mark.parametrize(("sigma", "rate"), [(1.0, 0.1), (0.7, 0.3), (2.0, 0.5)])
def test_one_step_costs_what_the_definition_says_and_no_less(sigma: float, rate: float) -> None:
    epsilon = epsilon_of([Looks(sigma, 1, rate)], DELTA)

    assert divergence(sigma, rate, epsilon) <= DELTA * 1.001
    assert divergence(sigma, rate, epsilon * 0.97 - 0.003) >= DELTA


@pytest.mark.parametrize("epsilon", [0.1, 1.0, 8.0, 50.0])
def test_a_plan_of_looks_and_steps_costs_what_is_allowed_and_hardly_less(epsilon: float) -> None:
    plan = stepped(((0.15, 14),), Looks(1.0, 300, 0.1), epsilon=epsilon, delta=DELTA)

    assert 0.93 * epsilon < epsilon_of(plan, DELTA) <= epsilon
    assert [(looks.times, looks.sampling) for looks in plan] == [(14, 1.0), (300, 0.1)]


def test_steps_and_looks_of_several_releases_are_added_up_as_one() -> None:
    plan = stepped(((0.15, 14),), Looks(1.0, 300, 0.1), epsilon=1.0, delta=DELTA)
    other = {"looks": [[30.0, 14]]}

    assert together([priced(plan)], DELTA) == pytest.approx(epsilon_of(plan, DELTA))
    assert together([priced(plan), other], DELTA) > together([priced(plan)], DELTA)
    assert 1.3 < together([priced(plan), priced(plan)], DELTA) < 1.6
