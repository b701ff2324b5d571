"""What is said of data: grades in their order, intervals that hold, findings that alarm only when sure."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.parts.rows import Row

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Finding, Grade, Interval, Scorecard


def item(index: int, **tags: str) -> Record:
    """An item of an exam."""
    origin = Shard(seed=0, start=0, count=9).origin("x", "1", index)
    return Record(payload=Row("north", None, 1, 1.0, 1.0), origin=origin, tags=tags)


def test_grades_stand_strongest_first() -> None:
    assert [grade.rank for grade in (Grade.PROVED, Grade.ANCHORED, Grade.SCREENED)] == [0, 1, 2]
    for stronger, weaker in pairwise(Grade):
        assert stronger.meets(weaker)
        assert not weaker.meets(stronger)
        assert weaker.meets(weaker)


@given(n=st.integers(1, 10**6), share=st.floats(0, 1))
def test_an_interval_holds_the_share_and_stays_a_share(n: int, share: float) -> None:
    hits = round(share * n)
    interval = Interval.wilson(hits, n)

    assert 0 <= interval.low <= hits / n <= interval.high <= 1
    assert (interval.low == 0) == (hits == 0)
    assert (interval.high == 1) == (hits == n)


@given(n=st.integers(1, 10**5), share=st.floats(0, 1))
def test_an_interval_narrows_with_what_was_seen_and_has_no_sides(n: int, share: float) -> None:
    hits = round(share * n)
    once, often, turned = Interval.wilson(hits, n), Interval.wilson(4 * hits, 4 * n), Interval.wilson(n - hits, n)

    assert often.high - often.low < once.high - once.low
    assert turned.low == pytest.approx(1 - once.high, abs=1e-12)


def test_an_interval_of_nothing_seen_is_everything() -> None:
    assert Interval.wilson(0, 0) == Interval(low=0.0, high=1.0)


@pytest.mark.parametrize(
    ("limit", "low", "broken"), [(None, 0.9, False), (0.5, 0.4, False), (0.5, 0.5, False), (0.5, 0.51, True)]
)
def test_a_finding_is_broken_only_when_its_whole_interval_is(limit: float | None, low: float, broken: bool) -> None:
    finding = Finding(audit="a", value=0.95, limit=limit, interval=Interval(low=low, high=1.0), reason="")

    assert finding.broken is broken


def test_a_scorecard_counts_by_tag() -> None:
    exam = [item(0, level="1", language="en"), item(1, level="1", language="sw"), item(2, level="2", language="sw")]
    card = Scorecard.of(exam, [True, False, True])

    assert card.overall == pytest.approx(2 / 3)
    assert card.by_tag == {("language", "en"): 1, ("language", "sw"): 0.5, ("level", "1"): 0.5, ("level", "2"): 1}
    assert card.n_by_tag == {("language", "en"): 1, ("language", "sw"): 2, ("level", "1"): 2, ("level", "2"): 1}
    assert (card.n, card.interval) == (3, Interval.wilson(2, 3))


def test_a_scorecard_of_nothing_is_nothing_and_a_missing_mark_is_refused() -> None:
    assert (Scorecard.of([], []).overall, Scorecard.of([], []).n) == (0.0, 0)
    with pytest.raises(ValueError, match="shorter"):
        Scorecard.of([item(0)], [])
