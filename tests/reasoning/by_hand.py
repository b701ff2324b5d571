"""Helpers for tests of problems in prose: a record made by hand, and one verifier's word on it."""

from collections.abc import Sequence
from typing import NamedTuple

from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.reasoning.problem import Problem

ORIGIN = Origin(source="hand", version="1", recipe="", seed=0, index=0)


class Worked(NamedTuple):
    """A question, its solution sentence by sentence, and its answer."""

    question: str
    solution: Sequence[str]
    answer: str
    language: str = "en"


def outcome(name: str, worked: Worked) -> Outcome:
    """What the verifier says of it."""
    return _verdict(name, worked)[0]


def reason(name: str, worked: Worked) -> str:
    """Why the verifier fails it."""
    said, why = _verdict(name, worked)
    assert said is Outcome.FAIL
    return why


def with_sentence(worked: Worked, place: int, sentence: str) -> Worked:
    """The same with one other sentence."""
    told = list(worked.solution)
    told[place] = sentence
    return worked._replace(solution=told)


def payloads(name: str, count: int, **dials: object) -> list[Problem]:
    """Problems of a generator."""
    made = load("generator", name, dials)(Shard(seed=1, start=0, count=count))
    return [record.payload for record in made]


def _verdict(name: str, worked: Worked) -> tuple[Outcome, str]:
    """Outcome and reason."""
    problem = Problem(worked.question, worked.answer, worked.language, None, "\n".join(worked.solution))
    verdict = load("verifier", name)([Record(payload=problem, origin=ORIGIN, tags={})])[0]
    return verdict.outcome, verdict.reason
