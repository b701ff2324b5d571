"""Helpers for tests of worked problems: make records by hand, judge them, spoil them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.recipe import Shard
from provender.core.record import NO_TAGS, Origin, Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

ORIGIN = Origin(source="hand", version="1", recipe="", seed=0, index=0)


def made(name: str, *, count: int, seed: int = 1, start: int = 0, **dials: object) -> list[Record]:
    """Records of a generator."""
    return list(load("generator", name, dials)(Shard(seed=seed, start=start, count=count)))


def judged(name: str, record: Record) -> Verdict:
    """One verifier's verdict on one record; a pass must be PROVED."""
    verdict = cast("Verdict", load("verifier", name)([record])[0])
    assert verdict.grade is (Grade.PROVED if verdict.outcome is Outcome.PASS else None)
    assert verdict.record == record.key
    return verdict


def prose(
    question: str, solution: str, answer: str, *, language: str = "en", tags: Mapping[str, str] = NO_TAGS
) -> Record:
    """A record that has only text, as it comes from a chat file."""
    return Record(payload=Problem(question, answer, language, None, solution), origin=ORIGIN, tags=tags)


def problem_of(record: Record) -> Problem:
    """The payload, typed."""
    assert isinstance(record.payload, Problem)
    return record.payload


def derivation_of(record: Record) -> Derivation:
    """The derivation, which must be there."""
    derivation = problem_of(record).derivation
    assert derivation is not None
    return derivation


def as_prose(record: Record) -> Record:
    """The same record with its derivation taken away."""
    problem = problem_of(record)
    return replace(record, payload=Problem(problem.question, problem.answer, problem.language, None, problem.solution))


def abstract(record: Record) -> tuple[object, ...]:
    """What must be the same in every language."""
    told = derivation_of(record)
    steps = [(step.claim, step.rule, step.uses) for step in told.steps]
    return (told.givens, told.goal, steps, told.answer, problem_of(record).answer)


def with_problem(record: Record, **fields: object) -> Record:
    """The record with fields of its problem replaced."""
    return replace(record, payload=replace(problem_of(record), **fields))  # type: ignore[arg-type]


def with_step(record: Record, place: int, **fields: object) -> Record:
    """The record with fields of one step replaced."""
    told = derivation_of(record)
    steps: Sequence[Step] = [
        replace(step, **fields) if at == place else step  # type: ignore[arg-type]
        for at, step in enumerate(told.steps)
    ]
    return with_problem(record, derivation=replace(told, steps=tuple(steps)))


def nudged(term: Term) -> Term:
    """The term with its last integer one higher."""
    if isinstance(term, int):
        return term + 1
    if isinstance(term, tuple):
        return (*term[:-1], nudged(term[-1]))
    return term + "'"


def nudged_claim(claim: Claim) -> Claim:
    """A claim whose last integer is one higher."""
    return Claim(claim.relation, (*claim.args[:-1], nudged(claim.args[-1])))
