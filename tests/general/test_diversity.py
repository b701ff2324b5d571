"""Diversity and novelty: copies and lost kinds are noticed, fresh records are not, whatever is near is cited."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conformance.strangers import NOBODY

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.protocols import Tools
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.general.audits.diversity import Diversity, vendi
from provender.general.hashed import PLACES, Topics, Weighing
from provender.general.passage import Passage

WORDS = [f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in ("n", "ro", "sti")]


def told(seed: int, count: int, vocabulary: int = len(WORDS)) -> list[Record]:
    """Records of eight words each, in two languages by turns."""
    rng = random.Random(seed)
    texts = [" ".join(rng.choices(WORDS[:vocabulary], k=8)) for _ in range(count)]
    return [
        Record(payload=Passage(text), origin=NOBODY, tags={"language": "en" if at % 2 else "sw"})
        for at, text in enumerate(texts)
    ]


ANCHOR = Anchor(reference=told(1, 200), control=told(2, 200))


@given(seed=st.integers(0, 99), n=st.integers(2, 40))
def test_a_score_lies_between_one_and_the_number_of_records(seed: int, n: int) -> None:
    rows = np.random.default_rng(seed).normal(size=(n, 16))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)

    assert 1 - 1e-9 <= vendi(rows) <= n + 1e-9
    assert vendi(np.repeat(rows[:1], n, axis=0)) == pytest.approx(1)
    assert vendi(np.eye(n)) == pytest.approx(n)


def test_the_small_matrix_has_the_score_of_the_large_one() -> None:
    rows = np.random.default_rng(1).normal(size=(60, 20))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    shares = np.linalg.eigvalsh(rows @ rows.T / 60).clip(1e-15)

    assert vendi(rows) == pytest.approx(np.exp(-(shares * np.log(shares)).sum()), rel=1e-6)


def test_fresh_records_are_as_diverse_and_narrow_ones_are_not() -> None:
    audit = Diversity(draws=20, size=150)
    fresh, narrow = audit(told(3, 200), ANCHOR), audit(told(3, 200, vocabulary=6), ANCHOR)

    assert not fresh.broken
    assert fresh.value < 0.1
    assert narrow.broken
    assert narrow.interval.low <= narrow.value <= narrow.interval.high
    assert fresh == audit(told(3, 200), ANCHOR)


def test_a_slice_that_was_narrowed_shows_beside_the_whole() -> None:
    mixed = [a if a.tags["language"] == "sw" else b for a, b in zip(told(3, 200, 5), told(4, 200), strict=True)]
    found = Diversity(draws=20, size=200)(mixed, ANCHOR)

    assert {"language en", "language sw"} == set(found.parts)
    assert found.parts["language sw"] > 0.4
    assert found.parts["language en"] < 0.15


def test_too_few_records_and_odd_dials_are_refused() -> None:
    with pytest.raises(RecipeError, match="too few"):
        Diversity()(told(1, 5), ANCHOR)
    for dials in ({"size": 3}, {"draws": 1}, {"limit": 2.0}):
        with pytest.raises(RecipeError, match="out of range"):
            load("audit", "general/diversity", dials)
    with pytest.raises(RecipeError, match="out of range"):
        load("verifier", "general/novelty", {"alike": 0.0})


def test_vectors_do_not_depend_on_this_process() -> None:
    (row,) = Weighing.of(["a b c"]).vectors(["a b"])

    assert np.flatnonzero(row).tolist() == [67, 211, 505]


def test_a_repeat_is_refused_with_the_nearest_known_record_cited() -> None:
    known = told(5, 50)
    judge = load("verifier", "general/novelty").bind(Tools(reference=known))
    again = Record(payload=Passage(known[7].payload.text().upper()), origin=NOBODY)
    other = told(6, 1)[0]

    repeat, fresh = judge([again, other])

    assert (Outcome.FAIL, Outcome.PASS) == (repeat.outcome, fresh.outcome)
    assert known[7].content.hex() == repeat.evidence["nearest"]
    assert known[7].payload.text() not in repr(repeat)
    assert list(judge([other])) == [fresh]
    assert Outcome.ABSTAIN is load("verifier", "general/novelty").bind(Tools())([other])[0].outcome


def test_the_same_abstract_problem_in_another_language_is_a_repeat() -> None:
    shard = Shard(seed=4, start=0, count=5)
    made = {of: list(load("generator", "reasoning/words/quantities", {"language": of})(shard)) for of in ("en", "sw")}
    judge = load("verifier", "general/novelty").bind(Tools(reference=made["en"]))

    verdicts = judge(made["sw"])

    assert {"states the abstract problem of a known record"} == {verdict.reason for verdict in verdicts}


def test_topics_find_near_what_shares_few_words_and_still_see_what_is_new() -> None:
    pairs = [("car", "automobile"), ("doctor", "physician"), ("boat", "ship")]
    known = [f"the {word} stops beside the {place} {number}" for one in pairs for word in one
             for place in ("road", "river") for number in range(6)]  # fmt: skip
    weighing = Weighing.of(known)
    vectors = weighing.vectors(known)
    topics = Topics.of(vectors, 6)
    asked = weighing.vectors(["automobile beside road", "zebra quilt anthem"])

    by_words, by_topics = (side.max(axis=1) for side in (asked @ vectors.T, topics.alike(asked, vectors)))

    assert by_topics[0] >= by_words[0]
    assert by_topics[1] < 0.35


@given(st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_all_topics_together_say_what_words_say(texts: list[str]) -> None:
    weighing = Weighing.of(texts)
    vectors = weighing.vectors(texts)

    assert np.allclose(vectors @ vectors.T, Topics.of(vectors, PLACES).alike(vectors, vectors), atol=1e-6)


def test_novelty_by_topics_cites_the_nearest_by_its_digest() -> None:
    known = told(5, 50)
    judge = load("verifier", "general/novelty", {"topics": 40, "alike": 0.8}).bind(Tools(reference=known))
    again = Record(payload=Passage(known[7].payload.text().upper()), origin=NOBODY)

    repeat, fresh = judge([again, told(6, 1)[0]])

    assert (Outcome.FAIL, Outcome.PASS) == (repeat.outcome, fresh.outcome)
    assert known[7].content.hex() == repeat.evidence["nearest"]
