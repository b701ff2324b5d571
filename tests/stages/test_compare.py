"""A winner is named where rounds part the two, and seldom where they are alike."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provender.stages.compare import decide
from provender.stages.judges.exact import student_t

figures = st.lists(st.tuples(st.floats(-1, 1), st.floats(-1, 1)), min_size=2, max_size=9)


@given(figures)
def test_exchanging_the_sides_mirrors_the_decision(pairs: list[tuple[float, float]]) -> None:
    one, two = zip(*pairs, strict=True)
    assume(len({b - a for a, b in pairs}) > 1)
    there, back = decide(one, two), decide(two, one)

    assert there.difference == pytest.approx(-back.difference)
    assert (there.interval.low, there.interval.high) == pytest.approx((-back.interval.high, -back.interval.low))
    assert {there.winner, back.winner} in ({None}, {0, 1})


def test_a_winner_is_seldom_named_where_both_are_alike() -> None:
    rng = np.random.default_rng(2)
    named = sum(decide(*rng.normal(size=(2, 5)).tolist()).winner is not None for _ in range(400))

    assert named <= 34  # 5 % of 400 are 20; more than 34 has a chance under 1 in 1,000


def test_what_is_missing_to_tell_is_told() -> None:
    apart = [0.0, 0.3, 0.1, 0.25, -0.1]
    told = decide([0.0] * 5, apart)

    assert told.winner is None
    assert told.more is not None
    assert decide([0.0] * 5 * 9, apart * 9).winner == 1
    assert decide([0.0, 0.0], [1.0, -1.0]).more is None


@pytest.mark.parametrize(("freedom", "wanted"), [(1, 12.706), (4, 2.776), (9, 2.262), (60, 2.000)])
def test_students_t_is_that_of_the_tables(freedom: int, wanted: float) -> None:
    assert student_t(freedom) == pytest.approx(wanted, abs=6e-4)
