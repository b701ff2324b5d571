"""Sound records with an error planted in their prose, and the first step at which it shows, told by the verifier.

A record is spoilt by typed corruptions, told without its formal story, and shown to the very verifiers that had passed
it. Only what they refute is kept, and the step is the one that they name: a formal check, no estimate from rollouts.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from provender.core import registry
from provender.core.errors import UnknownName
from provender.core.protocols import Corruption, Judged, Verifier
from provender.core.record import Record
from provender.core.seeds import stream
from provender.core.verdict import Corrupted, Outcome
from provender.reasoning.corruptions.tools.prose import in_prose
from provender.reasoning.problem import Problem

WING = "reasoning/"


class Wrong(NamedTuple):
    """A refuted variant of a sound problem.

    Attributes:
        problem: in prose alone.
        kind: the corruption's.
        falsehood: what became false, in one sentence.
        step: the first wrong step, from 0; the number of steps where all of them hold and the answer alone is wrong.
    """

    problem: Problem
    kind: str
    falsehood: str
    step: int

    @property
    def sentences(self) -> list[str]:
        """The steps as they are told."""
        return self.problem.prose.split("\n")


@lru_cache(maxsize=1)
def _corruptions() -> Mapping[str, Corruption]:
    """All of the wing's typed corruptions, by kind."""
    names = [name for name in registry.names("corruption") if name.startswith(WING)]
    return {name.rpartition("/")[2]: registry.load("corruption", name) for name in names}


@lru_cache(maxsize=256)
def _verifier(name: str) -> Verifier | None:
    """A verifier that needs nothing handed in; None for one that does."""
    part = registry.find("verifier", name)
    return None if "bind" in dir(part) else registry.load("verifier", name)


def check_kinds(kinds: Sequence[str], *, where: str) -> None:
    """Insist that each is the kind of a corruption.

    Raises:
        UnknownName: one is not; offers the nearest.
    """
    known = [name.rpartition("/")[2] for name in registry.names("corruption") if name.startswith(WING)]
    for kind in kinds:
        if kind not in known:
            raise UnknownName.among("kind of error", kind, known, where=where)


def wrongs(judged: Judged, *, most: int, seed: int, kinds: Sequence[str] = ()) -> Iterator[Wrong]:
    """Up to `most` refuted variants of an accepted record, each of another kind: of those named, else of any.

    Guarantees:
        Depends on the record's content and `seed` alone.
    """
    record = judged.record
    judges = [verifier for name in judged.passed if name.startswith(WING) and (verifier := _verifier(name))]
    order = [part for kind, part in _corruptions().items() if not kinds or kind in kinds]
    stream(seed, int.from_bytes(record.content[:8], "little"), "reasoning/exporters/wrongs").shuffle(order)
    found = 0
    for corruption in order if judges else ():
        if found < most and (wrong := _refuted(record, corruption, judges, seed)):
            found += 1
            yield wrong


def _refuted(record: Record, corruption: Corruption, judges: Sequence[Verifier], seed: int) -> Wrong | None:
    """The record spoilt in one way; None where that cannot be, cannot be seen in prose, or is not refuted."""
    spoilt = corruption(record, seed=seed)
    bad = in_prose(record, spoilt) if spoilt and spoilt.falsehood else None
    if bad is None or not isinstance(bad.record.payload, Problem) or not isinstance(record.payload, Problem):
        return None
    if bad.record.payload.question != record.payload.question:
        return None  # the question is what is asked of the student, so it is kept
    step = _first_wrong(bad, judges)
    return None if step is None else Wrong(bad.record.payload, bad.kind, bad.falsehood, step)


def _first_wrong(bad: Corrupted, judges: Sequence[Verifier]) -> int | None:
    """The step that a verifier refutes, from 0; the answer counts as the step after the last."""
    for judge in judges:
        (verdict,) = judge([bad.record])
        if verdict.outcome is Outcome.FAIL:
            problem = bad.record.payload
            last = problem.prose.count("\n") + 1 if isinstance(problem, Problem) else 0
            return min(int(verdict.evidence.get("step", last + 1)) - 1, last)
    return None
