"""What the students' benches share: proved records parted into lessons and exam, and a student's own chains judged."""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from provender.core import registry
from provender.core.anchor import split
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.students._lessons import Written

SHARES = {"reference": 0.95, "exam": 0.05}


class Lessons(NamedTuple):
    """Records to learn from and held-out ones; no abstract problem is in both, in whatever language."""

    taught: Sequence[Record]
    exam: Sequence[Record]


def passed(verdict: Verdict) -> bool:
    """Whether a verdict is a pass."""
    return verdict.outcome is Outcome.PASS


def proved(family: str, dials: Mapping[str, object], count: int) -> list[Record]:
    """What `family` makes from seed 1 and its verifier proves, each content once."""
    made = list(registry.load("generator", family, dials)(Shard(seed=1, start=0, count=count)))
    verdicts = registry.load("verifier", family)(made)
    return list({record.content: record for record, said in zip(made, verdicts, strict=True) if passed(said)}.values())


def held_out(records: Iterable[Record]) -> Lessons:
    """One abstract problem in twenty held out, by its digest."""
    anchor = split(records, SHARES, digest="")
    return Lessons(anchor.reference, anchor.exam)


def problem(record: Record) -> Problem:
    """The record's payload."""
    assert isinstance(record.payload, Problem)
    return record.payload


class Judged(NamedTuple):
    """What a family's verifier says of a student's own solutions.

    Attributes:
        steps: share of the written sentences that are proved; none counts from the first wrong one on.
        chains: share of the solutions that are proved whole, the answer included.
    """

    steps: float
    chains: float


def judged(family: str, asked: Sequence[Record], told: Sequence[Written]) -> Judged:
    """A student's own solutions, judged from the question's text and their sentences alone."""
    own = [
        Record(payload=Problem(problem(record).question, said.answer, prose=said.steps), origin=record.origin)
        for record, said in zip(asked, told, strict=True)
    ]
    verdicts = registry.load("verifier", family)(own)
    sound = [_sound(said, verdict) for said, verdict in zip(told, verdicts, strict=True)]
    written = sum(len(said.steps.split("\n")) for said in told)
    return Judged(sum(sound) / written, sum(map(passed, verdicts)) / len(own))


def _sound(said: Written, verdict: Verdict) -> int:
    """Sentences before the first wrong one; all of them where only the end is missing or the answer is wrong."""
    if verdict.outcome is Outcome.ABSTAIN or not said.steps:
        return 0
    return int(verdict.evidence.get("step", len(said.steps.split("\n")) + 1)) - 1
