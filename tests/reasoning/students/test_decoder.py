"""The decoder learns, is the same every time, and writes greedily what its whole network would write."""

import pytest

pytest.importorskip("jax", reason="the extra 'student' is not installed")

import os
import subprocess
import sys
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import numpy as np

from provender.core import registry
from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.verdict import Interval
from provender.reasoning.problem import Problem
from provender.reasoning.students import _network
from provender.reasoning.students._lessons import ASK, Alphabet, questions
from provender.reasoning.students.decoder import Decoder

TINY = Decoder(steps=20, batch=8, width=16, layers=2, heads=2)
ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)


def chains(start: int, count: int, level: int = 2) -> list[Record]:
    part = registry.load("generator", "reasoning/arithmetic/modular_chain", {"level": level})
    return list(part(Shard(seed=3, start=start, count=count)))


@lru_cache
def fitted(seed: int = 0) -> Artefact:
    return TINY.fit(chains(0, 64), seed=seed)


def test_the_same_records_and_seed_give_the_same_artefact() -> None:
    again = TINY.fit(chains(0, 64), seed=0)

    assert (fitted().content, fitted().from_data) == (again.content, again.from_data)


def test_another_seed_or_other_records_give_another_artefact() -> None:
    assert len({fitted(0).digest, fitted(1).digest, TINY.fit(chains(64, 64), seed=0).digest}) == 3


def test_passes_over_the_records_are_counted_in_updates() -> None:
    twice = replace(TINY, passes=2.5, steps=1).fit(chains(0, 64), seed=0)  # 2.5 * 64 / 8 = 20 updates

    arrays, others = (np.load(BytesIO(each.content)) for each in (fitted(), twice))
    assert all((arrays[name] == others[name]).all() for name in arrays.files if name != "dials")


@pytest.mark.slow
def test_the_artefact_depends_on_no_number_of_threads() -> None:
    code = (
        "from tests.reasoning.students.test_decoder import TINY, chains;print(TINY.fit(chains(0, 64), seed=0).digest)"
    )
    root = Path(__file__).parents[3]
    for threads in ("1", "2"):
        env = {**os.environ, "PYTHONPATH": f"{root / 'src'}:{root}", "NPROC": threads}
        told = subprocess.run([sys.executable, "-c", code], env=env, check=True, capture_output=True, text=True)
        assert told.stdout.strip() == fitted().digest


def test_a_student_learns_a_rule_and_its_marks_come_by_tag() -> None:
    """Which of two letters was asked, told back: learned in a second, so that the whole way is tried."""
    lessons = [
        Record(payload=Problem(letter * times, letter), origin=ORIGIN, tags={"letter": letter})
        for letter in "ab"
        for times in range(1, 9)
    ]
    strange = Record(payload=Problem("c", "c"), origin=ORIGIN, tags={"letter": "c"})
    student = replace(TINY, steps=120, show="answer", rate=0.01)

    card = student.score(student.fit(lessons, seed=0), [*lessons, strange])

    assert card.by_tag == {("letter", "a"): 1.0, ("letter", "b"): 1.0, ("letter", "c"): 0.0}
    assert card.n_by_tag == {("letter", "a"): 8, ("letter", "b"): 8, ("letter", "c"): 1}
    assert (card.n, card.overall, card.interval) == (17, 16 / 17, Interval.wilson(16, 17))


def awake(shape: _network.Shape) -> _network.Weights:
    """Weights no block of which is the no-op that it begins as."""
    rng = np.random.default_rng(0)
    return {name: rng.standard_normal(value.shape, np.float32) for name, value in _network.draw(shape, rng).items()}


def test_a_lesson_reads_the_same_whatever_stands_beside_it() -> None:
    shape = _network.Shape(symbols=9, width=16, layers=2, heads=2, steps=1, batch=1, rate=0.1)
    ids = np.random.default_rng(1).integers(0, 9, (1, 20), np.int32)
    lesson = np.array([[1] * 8 + [2] * 12], np.int32)
    weights = awake(shape)

    beside = _network._logits(weights, ids, lesson, 2)
    alone = _network._logits(weights, ids[:, 8:], np.ones((1, 12), np.int32), 2)

    assert np.asarray(beside[:, 8:]) == pytest.approx(np.asarray(alone), abs=1e-4)


def test_a_place_knows_nothing_of_what_comes_after_it() -> None:
    shape = _network.Shape(symbols=9, width=16, layers=2, heads=2, steps=1, batch=1, rate=0.1)
    ids = np.random.default_rng(1).integers(0, 8, (1, 20), np.int32)
    later = np.concatenate([ids[:, :8], np.full_like(ids[:, 8:], 8)], 1)
    weights, lesson = awake(shape), np.ones((1, 20), np.int32)

    told, other = (np.asarray(_network._logits(weights, each, lesson, 2)) for each in (ids, later))

    assert told[:, :8] == pytest.approx(other[:, :8], abs=1e-4)
    assert told[:, 8:] != pytest.approx(other[:, 8:], abs=1e-4)


def test_writing_with_kept_keys_is_writing_with_the_whole_network() -> None:
    """One place at a time over kept keys and values must be the network that was trained."""
    problems = [record.payload for record in chains(500, 5)]
    alphabet = Alphabet.of(problems)  # type: ignore[arg-type]
    shape = _network.Shape(symbols=alphabet.size, width=16, layers=2, heads=2, steps=1, batch=1, rate=0.1)
    weights = awake(shape)
    asked = questions(problems, alphabet, length=48)  # type: ignore[arg-type]

    full = _network.write(weights, asked, heads=2, batch=4)

    best = np.argmax(np.asarray(_network._logits(weights, full, np.ones_like(full), 2)), -1)
    for row, size, told in zip(full, asked.sizes, best, strict=True):
        assert row[size - 1] == ASK
        end = next((place for place in range(size, 48) if row[place] == 1), 47)
        assert row[size : end + 1].tolist() == told[size - 1 : end].tolist()


def test_an_exam_of_nothing_says_nothing() -> None:
    card = TINY.score(fitted(), [])

    assert (card.n, card.overall, card.interval) == (0, 0.0, Interval(low=0.0, high=1.0))


def test_a_question_beyond_the_context_counts_as_wrong() -> None:
    long = Record(payload=Problem("1+" * 500 + "1=", "1"), origin=ORIGIN)

    assert TINY.score(fitted(), [long]).overall == 0.0


def test_records_that_do_not_fit_are_refused_with_the_dial_to_turn() -> None:
    with pytest.raises(RecipeError, match="at most 8 characters") as refused:
        replace(TINY, context=8).fit(chains(0, 4), seed=0)

    assert "raise context" in refused.value.mend


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x93NUMPY", fitted.__name__.encode()])
def test_what_no_decoder_fitted_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="not a fitted decoder"):
        TINY.score(replace(fitted(), content=content), chains(0, 1))


@pytest.mark.parametrize(
    "dials",
    [
        {"width": 4},
        {"layers": 0},
        {"heads": 5},
        {"width": 18, "heads": 2},
        {"steps": 0},
        {"batch": 0},
        {"context": 2},
        {"rate": 0.0},
        {"passes": 0},
    ],
)
def test_dials_out_of_range_are_refused(dials: dict[str, object]) -> None:
    with pytest.raises(RecipeError):
        registry.load("student", "reasoning/decoder", dials)
