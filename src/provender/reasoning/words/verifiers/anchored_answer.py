"""Answers held against the reference answers that we own."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from provender.core.protocols import Tools
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import Answer, closing_answer, closing_numbers, number

NAME = "reasoning/words/anchored_answer"

_UNKNOWN = "the reference does not know this question"
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@verifier
@dataclass(frozen=True, slots=True)
class AnchoredAnswer:
    """Looks the question up in the anchor's reference split and compares the answer as an exact number.

    Also refuses a solution that does not arrive at the answer it claims. Abstains where the reference
    does not know the question.

    Example:
        verifiers: [reasoning/words/anchored_answer]
    """

    def bind(self, tools: Tools, /) -> "BoundAnchor":
        """The verifier at work."""
        return BoundAnchor(truths=_truths(tools.reference))


@dataclass(frozen=True, slots=True)
class BoundAnchor:
    """`AnchoredAnswer` with the reference's answers by question."""

    truths: Mapping[str, frozenset[str]]

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        if not self.truths:
            return [_said(record, Outcome.ABSTAIN, _UNKNOWN) for record in records]
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """A record's answer against the reference."""
        problem = record.payload
        known = self.truths.get(_normal(problem.question), frozenset()) if isinstance(problem, Problem) else frozenset()
        if not isinstance(problem, Problem) or not known:
            return _said(record, Outcome.ABSTAIN, _UNKNOWN)
        if len(known) > 1:
            return _said(record, Outcome.ABSTAIN, "the reference contradicts itself", answers=", ".join(sorted(known)))
        (truth,) = known
        if not problem.answer.strip():
            return _said(record, Outcome.FAIL, "no final answer could be read", reference=truth)
        if not _same(problem.answer, truth):
            return _said(
                record, Outcome.FAIL, "answer differs from the reference", answer=problem.answer, reference=truth
            )
        if problem.derivation is None and problem.prose and not _arrives(problem.prose, truth):
            return _said(
                record, Outcome.FAIL, "solution does not arrive at its answer", answer=problem.answer, reference=truth
            )
        return _said(record, Outcome.PASS, "answer equals the reference", reference=truth)


def _truths(reference: Iterable[Record]) -> dict[str, frozenset[str]]:
    """Normalised question -> the different answers that the reference gives it."""
    found: dict[str, frozenset[str]] = {}
    for record in reference:
        problem = record.payload
        if isinstance(problem, Problem) and problem.answer:
            key = _normal(problem.question)
            known = found.get(key, frozenset())
            if not any(_same(problem.answer, other) for other in known):
                found[key] = known | {problem.answer}
    return found


def _normal(question: str) -> str:
    """A question without what two printings of it may differ in."""
    return " ".join(re.sub(r"\s+", " ", question.translate(_QUOTES)).casefold().split())


def _same(answer: str, truth: str) -> bool:
    """Whether two written answers are one number, or, where the truth is no number, one text."""
    wanted, given = number(truth), number(answer)
    if wanted is None or given is None:
        return _normal(answer) == _normal(truth)
    return given.equals(wanted.value)


def _arrives(prose: str, truth: str) -> bool:
    """Whether a solution ends in the answer; a truth that is no number cannot be missed."""
    wanted = number(truth)
    if wanted is None:
        return True
    closing: list[Answer] = [found for found in (closing_answer(prose), *closing_numbers(prose)) if found]
    return any(found.equals(wanted.value) for found in closing)


def _said(record: Record, outcome: Outcome, reason: str, **evidence: str) -> Verdict:
    """A verdict with its evidence kept short."""
    return Verdict(
        record=record.key,
        verifier=NAME,
        outcome=outcome,
        grade=Grade.ANCHORED if outcome is Outcome.PASS else None,
        reason=reason,
        evidence={name: value[:200] for name, value in evidence.items()},
    )
