"""The one door to private rows: counts and distances, each changed by one by a person, and none beyond the plan."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.protocols import Secret
from provender.tabular.privacy.accountant import Looks
from provender.tabular.privacy.noise import stream
from provender.tabular.privacy.teller import Teller, counted, distances

SIZES = (3, 2, 4)
rows = st.lists(st.tuples(*(st.integers(0, size - 1) for size in SIZES)), min_size=1, max_size=30)


def codes(told: list[tuple[int, ...]]) -> "np.ndarray[tuple[int, int], np.dtype[np.int32]]":
    return np.array(told, np.int32).reshape(-1, len(SIZES))


@given(told=rows, seed=st.integers(0, 100))
def test_a_person_changes_each_look_by_exactly_one(told: list[tuple[int, ...]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    groups = [(0, 1), (0, 2), (1, 2), (0, 1, 2)]
    expected = {group: rng.integers(0, 9, np.prod([SIZES[c] for c in group])) for group in groups}

    with_all, with_one_less = codes(told), codes(told[1:])

    for group in groups:
        assert np.abs(counted(with_all, group, SIZES) - counted(with_one_less, group, SIZES)).sum() == 1
    assert np.abs(distances(with_all, expected, SIZES) - distances(with_one_less, expected, SIZES)).tolist() == [1] * 4


def test_counts_are_of_the_cells_in_order() -> None:
    assert counted(codes([(0, 1, 3), (0, 1, 0), (2, 0, 3)]), (0, 1), SIZES).tolist() == [0, 2, 0, 0, 1, 0]


def teller(*plan: Looks) -> Teller:
    return Teller(codes([(0, 1, 3)] * 50), SIZES, plan, stream(Secret(b"k" * 32), b"test"))


def test_a_look_that_nobody_paid_for_is_refused() -> None:
    asked = teller(Looks(2.0, 2), Looks(3.0, 1))
    asked.counts([(0,), (1,)])

    with pytest.raises(AssertionError, match="2 looks where 1 were paid for"):
        asked.counts([(0,), (1,)])
    asked.distances({(0,): np.zeros(3, np.int64)})
    with pytest.raises(AssertionError, match="1 looks where 0 were paid for"):
        asked.counts([(0,)])


def test_no_two_looks_have_the_same_noise_and_all_have_some() -> None:
    asked = teller(Looks(200.0, 1), Looks(200.0, 1))

    (one,), _ = asked.counts([(2,)])
    (other,), sigma = asked.counts([(2,)])

    assert sigma == 200.0
    assert len({*one.tolist(), *other.tolist()}) > 6
    assert "50" not in repr(asked)
