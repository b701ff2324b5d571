"""Every verifier: one verdict a record, from the record alone, and no text can break it."""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conformance.parts import DIALLED, GENERATORS, VERIFIERS, generator, make, orders, samples, wing
from tests.conformance.strangers import STRANGERS, unnamed

from provender.core import registry
from provender.core.claim import Claim, Derivation, Step
from provender.core.protocols import Verifier
from provender.core.record import Record
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

every_verifier = pytest.mark.parametrize("name", VERIFIERS)
every_judge_of_reasoning = pytest.mark.parametrize("name", [name for name in VERIFIERS if wing(name) == "reasoning"])
BRISK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
PATIENCE_S = 2.0

HOSTILE = (
    "", " ", "\0", "\n" * 9, "9" * 5000, "-" * 3000, "(" * 3000, "1+" * 2000, "1/0", "0 = 0", "٣ + ٤ = ٧", "x" * 20000,
    "\u202e85 = 38 + 47", "<script>", "\x1b[2J", "%s%d{0}", "½", "²", "1e999", "𝟕",
)  # fmt: skip


def load(name: str) -> Verifier:
    """The verifier."""
    part: Verifier = registry.load("verifier", name)
    return part


def known(name: str) -> list[Record]:
    """Samples for a verifier: those of its wing, or of all."""
    return list(_known(wing(name)))


@lru_cache(maxsize=8)
def _known(of: str) -> tuple[Record, ...]:
    """Two records of every generator in each language; of reasoning, some also as a stranger would hand them in."""
    made = [name for name in GENERATORS if of in (wing(name), "general")]
    records = [record for name in made for record in samples(name)[::3]]
    for other, dials in DIALLED.items():
        records += make(generator(other, dials), 2) if of in (wing(other), "general") else []
    return (*records, *(in_prose(record) for record in records[::6] if isinstance(record.payload, Problem)))


def in_prose(record: Record) -> Record:
    """A problem without its formal story: its sentences are all there is."""
    problem = record.payload
    assert isinstance(problem, Problem)
    return replace(record, payload=replace(problem, derivation=None, prose=problem.solution))


def well_formed(name: str, records: Sequence[Record], verdicts: Sequence[Verdict]) -> bool:
    """Whether there is one verdict a record, in order, each with what its outcome calls for."""
    return [record.key for record in records] == [verdict.record for verdict in verdicts] and all(
        verdict.verifier == name
        and (verdict.grade is None) == (verdict.outcome is not Outcome.PASS)
        and (verdict.outcome is Outcome.PASS or verdict.reason != "")
        and "\n" not in verdict.reason
        for verdict in verdicts
    )


def said(verdicts: Sequence[Verdict]) -> list[tuple[Outcome, Grade | None, str]]:
    """What was said, without whom it was said of."""
    return [(verdict.outcome, verdict.grade, verdict.reason) for verdict in verdicts]


MADE = {topic for name in GENERATORS for tag, topic, _ in orders(name) if tag == "topic"}


def taught(name: str) -> bool:
    """Whether a verifier is for topics that only teachers make: its own tests hand it such records."""
    judges = getattr(registry.find("verifier", name), "judges", {})
    return "topic" in judges and not MADE & {*judges["topic"]}


@pytest.mark.parametrize("name", [name for name in VERIFIERS if not taught(name)])
def test_a_verifier_knows_records_of_some_generator(name: str) -> None:
    assert any(verdict.outcome is not Outcome.ABSTAIN for verdict in load(name)(known(name)))


@every_verifier
def test_verdicts_stand_in_the_records_order(name: str) -> None:
    records = known(name)
    backwards = records[::-1]

    assert well_formed(name, records, load(name)(records))
    assert well_formed(name, backwards, load(name)(backwards))
    assert load(name)(backwards) == list(load(name)(records))[::-1]
    assert list(load(name)([])) == []


@every_verifier
def test_a_judge_that_only_screens_says_so(name: str) -> None:
    grades = {verdict.grade for verdict in load(name)(known(name)) if verdict.outcome is Outcome.PASS}

    if grades:
        assert (grades == {Grade.SCREENED}) == getattr(registry.find("verifier", name), "screens", False)


@every_verifier
def test_a_verdict_does_not_depend_on_its_neighbours(name: str) -> None:
    records = known(name)[::3]

    assert list(load(name)(records)) == [verdict for record in records for verdict in load(name)([record])]


@every_verifier
def test_a_verifier_never_looks_at_where_a_record_comes_from(name: str) -> None:
    records = known(name)

    assert said(load(name)(records)) == said(load(name)([unnamed(record) for record in records]))


@every_verifier
def test_a_verifier_abstains_on_strange_payloads(name: str) -> None:
    verdicts = load(name)(STRANGERS)

    assert well_formed(name, STRANGERS, verdicts)
    if wing(name) != "general":
        assert {verdict.outcome for verdict in verdicts} == {Outcome.ABSTAIN}


def judged(name: str, problem: Problem, record: Record) -> Verdict:
    """The verdict on a record whose problem has been replaced; it must come, be well formed, and not take long."""
    began = time.process_time()
    records = [replace(record, payload=problem)]
    verdicts = load(name)(records)

    assert well_formed(name, records, verdicts)
    assert time.process_time() - began < PATIENCE_S
    return verdicts[0]


def spliced(text: str, at: int, patch: str) -> str:
    """A text with another put into it, or in its place when `at` is negative."""
    return patch if at < 0 else text[:at] + patch + text[at:]


def vandalised(problem: Problem, at: int, patch: str) -> list[Problem]:
    """The problem with its question, its answer, its prose or one of its sentences spoilt."""
    changed = [
        replace(problem, question=spliced(problem.question, at, patch)),
        replace(problem, answer=spliced(problem.answer, at, patch)),
        replace(problem, derivation=None, prose=spliced(problem.solution, at, patch)),
    ]
    if problem.derivation and problem.derivation.steps:
        first, *rest = problem.derivation.steps
        step = Step(first.claim, spliced(first.text, at, patch), first.rule, first.uses)
        changed.append(replace(problem, derivation=replace(problem.derivation, steps=(step, *rest))))
    return changed


@lru_cache(maxsize=128)
def own(name: str) -> list[Record]:
    """A few records on which the verifier does not abstain."""
    records = known(name)
    return [
        record for record, verdict in zip(records, load(name)(records), strict=True)
        if verdict.outcome is not Outcome.ABSTAIN and isinstance(record.payload, Problem)
    ][:7:3]  # fmt: skip


@every_judge_of_reasoning
@pytest.mark.parametrize("at", [-1, 0, 12])
@pytest.mark.parametrize("patch", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_never_breaks_a_verifier(name: str, at: int, patch: str) -> None:
    for record in own(name)[:1]:
        assert isinstance(record.payload, Problem)
        for problem in vandalised(record.payload, at, patch):
            judged(name, problem, record)


@every_judge_of_reasoning
@BRISK
@given(at=st.integers(-1, 60), patch=st.text(max_size=30))
def test_no_text_breaks_a_verifier(name: str, at: int, patch: str) -> None:
    for record in own(name):
        assert isinstance(record.payload, Problem)
        for problem in vandalised(record.payload, at, patch):
            judged(name, problem, record)


terms = st.recursive(
    st.integers() | st.sampled_from(["x", "+", "="]), lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=9
)
claims = st.builds(Claim, st.sampled_from(["=", "divides", "knight", ""]), st.lists(terms, max_size=3).map(tuple))
stories = st.builds(
    Derivation,
    st.lists(claims, max_size=3).map(tuple),
    terms,
    st.lists(
        st.builds(Step, claims, st.text(max_size=9), st.just("euclid"), st.lists(st.integers(-2, 9)).map(tuple)),
        max_size=4,
    ).map(tuple),
    terms,
)


@every_judge_of_reasoning
@BRISK
@given(story=stories)
def test_no_derivation_breaks_a_verifier(name: str, story: Derivation) -> None:
    for record in own(name):
        assert isinstance(record.payload, Problem)
        assert judged(name, replace(record.payload, derivation=story), record).outcome is not Outcome.PASS


@every_judge_of_reasoning
def test_an_answer_without_a_solution_is_never_passed(name: str) -> None:
    for record in own(name):
        assert isinstance(record.payload, Problem)
        if record.payload.derivation is None:
            continue  # this judge reads prose alone
        bare = replace(record.payload.derivation, steps=())
        for problem in (replace(record.payload, derivation=bare), replace(record.payload, derivation=None)):
            assert judged(name, problem, record).outcome is Outcome.FAIL
