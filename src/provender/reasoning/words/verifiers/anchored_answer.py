"""Answers held against the reference answers that we own."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.errors import RecipeError
from provender.core.protocols import Tools
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.words.truths import Truths, arrives, same

NAME = "reasoning/words/anchored_answer"

_UNKNOWN = "the reference does not know this question"


@verifier
@dataclass(frozen=True, slots=True)
class AnchoredAnswer:
    """Looks the question up in the anchor's reference split and compares the answer as an exact number.

    Also refuses a solution that does not arrive at the answer it claims. Abstains where the reference
    does not know the question.

    Attributes:
        known: share of the reference's questions whose answers it is told, by their digests, in (0, 1]; of the others
            it says nothing. So a recipe can be rehearsed with few known answers.

    Example:
        verifiers: [reasoning/words/anchored_answer]
    """

    known: float = 1.0

    def __post_init__(self) -> None:
        if not 0 < self.known <= 1:
            raise RecipeError(f"known={self.known} is no share", where=NAME, mend="give 0 < known <= 1, e.g. 0.2")

    def bind(self, tools: Tools, /) -> "BoundAnchor":
        """The verifier at work."""
        return BoundAnchor(truths=Truths.of(record for record in tools.reference if self._told(record)))

    def _told(self, record: Record) -> bool:
        """Whether it is told the answer."""
        return self.known == 1 or int.from_bytes(record.payload.group()[:4], "little") < self.known * 2**32


@dataclass(frozen=True, slots=True)
class BoundAnchor:
    """`AnchoredAnswer` with the reference's answers by question."""

    truths: Truths

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        if not self.truths.answers:
            return [_said(record, Outcome.ABSTAIN, _UNKNOWN) for record in records]
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """A record's answer against the reference."""
        problem = record.payload
        known = self.truths.known(problem.question) if isinstance(problem, Problem) else frozenset()
        if not isinstance(problem, Problem) or not known:
            return _said(record, Outcome.ABSTAIN, _UNKNOWN)
        if len(known) > 1:
            return _said(record, Outcome.ABSTAIN, "the reference contradicts itself", answers=", ".join(sorted(known)))
        (truth,) = known
        if not problem.answer.strip():
            return _said(record, Outcome.FAIL, "no final answer could be read", reference=truth)
        if not same(problem.answer, truth):
            return _said(
                record, Outcome.FAIL, "answer differs from the reference", answer=problem.answer, reference=truth
            )
        if problem.derivation is None and problem.prose and not arrives(problem.prose, truth):
            return _said(
                record, Outcome.FAIL, "solution does not arrive at its answer", answer=problem.answer, reference=truth
            )
        return _said(record, Outcome.PASS, "answer equals the reference", reference=truth)


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
