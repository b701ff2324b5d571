"""Dials: a value gets as much of the mix as it is likely to gain most by the record."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.recipe import Loop, Recipe
from provender.core.verdict import Interval, Scorecard
from provender.stages.dialling import chances, gained, shared
from provender.stages.revise import revise

gains = st.lists(st.tuples(st.floats(-0.3, 0.3), st.floats(0.01, 0.2)), min_size=1, max_size=5)


@given(gains)
def test_chances_sum_to_one_and_grow_with_the_gain(told: list[tuple[float, float]]) -> None:
    found = chances(told)

    assert sum(found) == pytest.approx(1)
    (mean, spread), *rest = told
    assert chances([(mean + 0.05, spread), *rest])[0] >= found[0] - 1e-6


def test_chances_are_what_draws_show() -> None:
    told = [(0.0, 0.1), (0.05, 0.05), (0.1, 0.02)]
    draws = np.random.default_rng(1).normal([m for m, _ in told], [s for _, s in told], (200_000, 3)).argmax(1)

    assert chances(told) == pytest.approx([(draws == at).mean() for at in range(3)], abs=0.005)


def test_a_gain_is_at_most_the_room_that_is_left() -> None:
    assert gained((0.2, 100), (0.9, 100), 50)[0] == pytest.approx(0.1 / 50)
    assert gained((1.0, 100), (1.0, 100), 50)[1] > 0


def test_what_is_shared_keeps_least_and_total() -> None:
    assert {"a": pytest.approx(0.35), "b": pytest.approx(0.15)} == shared({"a": 3, "b": 1}, {"a": 0.05, "b": 0.05}, 0.5)
    assert {"a": 0.25, "b": 0.25} == shared({"a": 0, "b": 0}, {"a": 0.0, "b": 0.0}, 0.5)


def _card(**marks: float) -> Scorecard:
    by_tag = {("level", name[1:]): mark for name, mark in marks.items()}
    return Scorecard(overall=0.5, by_tag=by_tag, n=600, n_by_tag=dict.fromkeys(by_tag, 200),
                     interval=Interval(low=0, high=1))  # fmt: skip


def _mix(dial: str) -> dict[str, float]:
    """Level 1 is learned, level 2 learns now, level 3 is weak and never learns."""
    mix = {("level", "1"): 0.3, ("level", "2"): 0.3, ("level", "3"): 0.3}
    recipe = Recipe(name="r", generators=(), mix=mix, loop=Loop(dial=dial, floor=0.2))
    after = revise(recipe, _card(l1=0.95, l2=0.3, l3=0.1), _card(l1=0.97, l2=0.6, l3=0.11), first=recipe).recipe.mix
    return {value: share for (_, value), share in after.items()}


def test_thompson_gives_to_what_learns_and_weakness_to_what_does_not() -> None:
    thompson, weakness = _mix("thompson"), _mix("weakness")

    assert thompson["2"] > 0.6
    assert thompson["3"] == pytest.approx(0.06, abs=0.01)
    assert weakness["3"] == max(weakness.values())
    assert sum(thompson.values()) == pytest.approx(0.9)
    assert {"1": 0.3, "2": 0.3, "3": 0.3} == _mix("uniform")


def test_thompson_waits_for_a_second_look() -> None:
    recipe = Recipe(name="r", generators=(), mix={("level", "1"): 0.5, ("level", "2"): 0.5}, loop=Loop(dial="thompson"))

    assert recipe == revise(recipe, None, _card(l1=0.9, l2=0.1), first=recipe).recipe
