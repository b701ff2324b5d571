"""Splits: by content alone, nobody straddles, shares are met."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.rows import Row, Rows

from provender.core.anchor import SPLITS, split, split_of
from provender.core.recipe import DEFAULT_SPLITS, Shard
from provender.core.record import Record

groups = st.binary(min_size=16, max_size=16)
shares = (
    st.lists(st.integers(0, 10), min_size=4, max_size=4)
    .filter(any)
    .map(lambda parts: {name: part / sum(parts) for name, part in zip(SPLITS, parts, strict=True)})
)


def records(count: int) -> list[Record]:
    """Rows of patients, many of them repeated."""
    return [record for record in Rows()(Shard(seed=4, start=0, count=count)) if isinstance(record, Record)]


@given(group=groups, wanted=shares)
def test_a_group_falls_into_a_split_that_has_a_share(group: bytes, wanted: dict[str, float]) -> None:
    assert wanted[split_of(group, wanted)] > 0


@given(group=groups)
def test_shares_that_round_to_less_than_one_still_place_everybody(group: bytes) -> None:
    assert split_of(group, {"probe": 1e-9}) == "probe"


@given(group=groups)
def test_growing_the_first_split_takes_from_the_next_and_moves_nobody_else(group: bytes) -> None:
    less = split_of(group, {"reference": 0.4, "control": 0.3, "exam": 0.3})
    more = split_of(group, {"reference": 0.6, "control": 0.1, "exam": 0.3})

    assert less == more or (less, more) == ("control", "reference")


def test_the_splits_hold_everybody_once_in_order() -> None:
    given_records = records(300)
    anchor = split(given_records, DEFAULT_SPLITS, digest="ab", private=True)
    parts = [anchor.reference, anchor.control, anchor.probe, anchor.exam]

    assert sorted(record.key for part in parts for record in part) == [record.key for record in given_records]
    assert all([record.key for record in part] == sorted(record.key for record in part) for part in parts)
    assert (anchor.digest, anchor.private) == ("ab", True)


def test_repeats_never_straddle_and_more_records_move_nobody() -> None:
    homes: dict[bytes, str] = {}
    for count in (100, 300):
        anchor = split(records(count), DEFAULT_SPLITS, digest="")
        for name in SPLITS:
            for record in getattr(anchor, name):
                assert isinstance(record.payload, Row)
                assert homes.setdefault(record.payload.group(), name) == name


def test_shares_are_met_over_many_groups() -> None:
    """20,000 groups: a sound split strays by 0.0225 (6.5 standard errors) less than once in 10**10 times."""
    found = [split_of(number.to_bytes(16, "little"), DEFAULT_SPLITS) for number in range(20_000)]

    for name in SPLITS:
        assert found.count(name) / len(found) == pytest.approx(DEFAULT_SPLITS[name], abs=0.0225)
