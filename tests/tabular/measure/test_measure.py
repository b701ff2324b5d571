"""Laws of the measures: nothing differs from itself, and what is changed on purpose is seen."""

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest

from provender.tabular.measure.columns import likenesses, shapes
from provender.tabular.measure.dependencies import violations
from provender.tabular.measure.detection import detection
from provender.tabular.measure.frame import Frame, rounded
from provender.tabular.measure.pairs import association, pairs, trends
from provender.tabular.measure.usefulness import tstr


def made(rows: int, seed: int) -> Frame:
    """Two numbers and two names that depend on each other, with gaps."""
    rng = np.random.default_rng(seed)
    group = rng.integers(0, 4, rows).astype(float)
    size = np.where(rng.random(rows) < 0.1, np.nan, group * 2 + rng.normal(size=rows))
    outcome = (rng.random(rows) < 0.2 + 0.2 * group).astype(float)
    values = np.column_stack((size, rng.normal(size=rows), group, group // 2, outcome))
    return Frame(values, ("size", "noise", "group", "half", "outcome"), np.array([False, False, True, True, True]))


def shuffled(frame: Frame, column: int) -> Frame:
    """One column in another order."""
    values = frame.values.copy()
    values[:, column] = np.random.default_rng(1).permutation(values[:, column])
    return replace(frame, values=values)


def test_nothing_differs_from_itself() -> None:
    frame = made(400, 0)

    assert (shapes(frame, frame), pairs(frame, frame), violations(frame, frame)) == (1, 1, 0)


def test_a_shuffled_column_keeps_shapes_and_loses_pairs_and_dependencies() -> None:
    real, other = made(2000, 0), shuffled(made(2000, 1), 2)

    assert shapes(real, other) > 0.97
    assert pairs(real, other) < pairs(real, made(2000, 1)) - 0.05
    assert violations(real, other) > 0.2
    assert detection(real, other) > 0.65


def test_equal_laws_are_not_told_apart() -> None:
    assert detection(made(1500, 0), made(1500, 1)) == pytest.approx(0.5, abs=0.04)


def test_what_was_learned_from_spoilt_rows_is_less_useful() -> None:
    real = made(2000, 0)

    assert tstr(made(2000, 1), real, "outcome") > tstr(shuffled(made(2000, 1), 4), real, "outcome") + 0.1


@pytest.mark.parametrize(("column", "least"), [(0, 0.7), (2, 0.7)])
def test_a_moved_column_is_the_one_that_is_unlike(column: int, least: float) -> None:
    real = made(1000, 0)
    values: npt.NDArray[np.float64] = real.values.copy()
    values[:, column] += 9.0

    told = likenesses(real, replace(real, values=values))

    assert told[column] < 1 - least
    assert [each for at, each in enumerate(told) if at != column] == [1.0] * 4


def test_rounding_leaves_names_alone() -> None:
    frame = rounded(made(100, 0))

    assert np.array_equal(frame.values[:, 2], made(100, 0).values[:, 2])
    assert np.array_equal(frame.values[:, 1], np.round(made(100, 0).values[:, 1], 1))


def test_trends_leave_out_pairs_between_which_nothing_holds() -> None:
    """Only group, half and size say something of each other; a shuffled column of noise is no loss."""
    real = made(4000, 0)

    assert trends(real, shuffled(real, 1)) == 1
    assert trends(real, shuffled(real, 2)) < pairs(real, shuffled(real, 2)) - 0.05


def test_association_is_one_where_one_column_decides_the_other_and_nought_where_it_is_constant() -> None:
    codes = np.arange(60.0) % 3

    assert association(codes, codes * 2) == pytest.approx(1)
    assert association(codes, np.zeros(60)) == 0
    assert association(codes, np.repeat([0.0, 1.0], 30)) == pytest.approx(0)
