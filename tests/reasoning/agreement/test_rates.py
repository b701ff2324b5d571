"""Rates from probes and agreement: intervals that cover, and are narrower than the probes' own."""

import numpy as np
import pytest
from tests.reasoning.agreement.crowd import crowd, knowing

from provender.core.errors import InputError
from provender.reasoning.agreement.confidence import Sureness, reliability, sureness
from provender.reasoning.agreement.rates import ranked, rates
from provender.reasoning.agreement.votes import Votes

SKILLS = (0.8, 0.6, 0.35)
LINEAGES = ("a", "a", "b")
DRAWS = 120


@pytest.fixture(scope="module")
def population() -> Votes:
    return crowd(SKILLS, n=600, seed=11, lineages=LINEAGES, together=0.5)


def test_intervals_cover_the_truth_and_agreement_makes_them_narrower(population: Votes) -> None:
    truth = population.right.mean(0)
    covered, off, plain_off = [], [], []
    for seed in range(DRAWS):
        votes = knowing(population, 80, seed=seed)
        found = rates(votes, sureness(votes, seed=seed))
        covered += [rate.interval.low <= true <= rate.interval.high for rate, true in zip(found, truth, strict=True)]
        off += [rate.estimated - true for rate, true in zip(found, truth, strict=True)]
        plain_off += [rate.plain - true for rate, true in zip(found, truth, strict=True)]

    assert np.mean(covered) > 0.92  # of 360 at .95, dependent in threes: below .92 about once in a thousand suites
    assert np.std(off) < 0.8 * np.std(plain_off)
    assert abs(np.mean(off)) < 0.01


def test_a_teacher_whom_agreement_flatters_is_found_out(population: Votes) -> None:
    flattery = np.array([0.0, 0.25, 0.0])
    votes = knowing(population, 200, seed=4)
    sure = sureness(votes)
    flattered = Sureness(sure.all + flattery * votes.given, sure.held_out + flattery * votes.given)

    plain, found = rates(votes, sure), rates(votes, flattered)

    assert abs(found[1].estimated - plain[1].estimated) < 0.04  # shrunk wholly, it would be 0.12 off
    assert abs(found[1].estimated - population.right[:, 1].mean()) < 0.06


def test_where_every_truth_is_known_the_estimate_is_the_truth(population: Votes) -> None:
    found = rates(population, sureness(population))

    assert [rate.estimated for rate in found] == pytest.approx(population.right.mean(0))
    assert all(rate.interval.low == rate.estimated == rate.interval.high for rate in found)


def test_a_slice_is_measured_on_its_own_questions(population: Votes) -> None:
    votes = knowing(population, 80, seed=0)
    inside = np.arange(len(votes)) < 200

    found = rates(votes, sureness(votes), inside)

    assert {(200, int((votes.known & inside).sum()))} == {(rate.asked, rate.probes) for rate in found}
    truth = population.right[inside].mean(0)
    assert all(rate.interval.low <= true <= rate.interval.high for rate, true in zip(found, truth, strict=True))


def test_a_slice_without_probes_tells_nothing(population: Votes) -> None:
    votes = knowing(population, 80, seed=0)

    found = rates(votes, sureness(votes), ~votes.known)

    assert {(0.0, 1.0)} == {(rate.interval.low, rate.interval.high) for rate in found}


def test_teachers_that_are_never_wrong_still_have_an_interval() -> None:
    votes = knowing(crowd((1.0, 1.0), n=500, seed=3), 50, seed=0)

    one, _ = rates(votes, sureness(votes))

    assert one.plain == 1
    assert 0.85 < one.interval.low < 0.99 <= one.interval.high


def test_ranked_puts_the_best_first(population: Votes) -> None:
    votes = knowing(population, 100, seed=1)

    assert ranked(rates(votes, sureness(votes))) == ["t0", "t1", "t2"]


def test_sureness_is_as_often_right_as_it_says(population: Votes) -> None:
    votes = knowing(population, 200, seed=2)
    rest = ~votes.known

    shown = reliability(sureness(votes).all[rest].ravel(), population.right[rest].ravel())

    assert sum(n for _, _, n, _, _ in shown) == 3 * rest.sum()
    for _, _, n, stated, seen in shown:
        assert n < 30 or seen.low - 0.06 < stated < seen.high + 0.06


def test_a_handful_of_probes_is_refused(population: Votes) -> None:
    with pytest.raises(InputError, match="9 probes calibrate nothing"):
        sureness(knowing(population, 9, seed=0))
