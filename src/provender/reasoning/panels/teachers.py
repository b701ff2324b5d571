"""Language models in the report: what each claimed, what of it was false, how often it was right, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from provender.core.protocols import Block, Judged
from provender.core.registry import panel
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.claims import Equation, equations, sentences
from provender.reasoning.read.prose.judge import Truth

ANCHORED = "reasoning/words/anchored_answer"

_HEAD = (
    "teacher", "answers", "claims read", "false claims", "formal coverage", "right, of known answers",
    "right answer by a wrong step", "accepted", "refused",
)  # fmt: skip
_CAPTION = (
    "Claims are the equations in the prose that could be read; coverage is the share of sentences that hold one. "
    "A wrong plan can be computed faultlessly: true equations alone verify nothing, the reference answer does."
)


@dataclass(slots=True)
class _Teacher:
    """What came of one model's answers."""

    answers: int = 0
    claims: int = 0
    false: list[Equation] = field(default_factory=list)
    sentences: int = 0
    covered: int = 0
    right: int = 0
    known: int = 0
    lucky: int = 0
    accepted: int = 0

    def add(self, item: Judged, prose: str) -> None:
        """Take in one answer."""
        found = equations(prose)
        false = [claim for claim in found if claim.truth is Truth.REFUTED]
        covered = {claim.sentence for claim in found}
        right = ANCHORED in item.passed
        self.answers += 1
        self.claims += len(found)
        self.false += false
        told = [sentence.strip() for _, sentence in sentences(prose)]
        self.sentences += len(told)
        self.covered += sum(sentence in covered for sentence in told)
        self.right += right
        self.known += right or item.verifier == ANCHORED
        self.lucky += right and bool(false)
        self.accepted += item.fate == "accepted"

    def row(self, name: str) -> tuple[str, ...]:
        """The table's line."""
        return (
            name,
            f"{self.answers:,}",
            f"{self.claims:,}",
            f"{len(self.false):,} ({len(self.false) / max(self.claims, 1):.2%})",
            f"{self.covered / max(self.sentences, 1):.1%}",
            f"{self.right:,} of {self.known:,} ({self.right / max(self.known, 1):.1%})",
            f"{self.lucky:,}",
            f"{self.accepted:,}",
            f"{self.answers - self.accepted:,}",
        )


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Teachers:
    """A table with a line for each model whose prose is among the samples, and some of the claims that are false.

    Attributes:
        most: false claims shown.

    Example:
        Shown by every report on records that teachers wrote.
    """

    heading: ClassVar[str] = "Teachers"

    most: int = 12

    def __call__(self, samples: Sequence[Judged], /) -> Iterator[Block]:
        """Nothing where no teacher wrote anything."""
        teachers: dict[str, _Teacher] = {}
        for item in samples:
            name, problem = item.record.origin.teacher, item.record.payload
            if name is not None and isinstance(problem, Problem) and problem.prose:
                teachers.setdefault(name, _Teacher()).add(item, problem.prose)
        if not teachers:
            return
        rows = tuple(teachers[name].row(name) for name in sorted(teachers))
        yield Block(title="What each teacher claimed, and what of it held", caption=_CAPTION, head=_HEAD, rows=rows)
        shown = [
            claim for name in sorted(teachers) for claim in teachers[name].false[: self.most // len(teachers) or 1]
        ]
        if shown:
            lines = tuple(f"✗ {_told(claim)}" for claim in shown[: self.most])
            yield Block(title="Some of the claims that are false", lines=lines)


def _told(claim: Equation) -> str:
    """A false claim, what it should have been, and its sentence."""
    left = claim.judgement.left
    value = "?" if left is None else str(left) if left.denominator == 1 else f"{float(left):.6g}"
    return f"{claim.text} (the left side is {value}): {claim.sentence}"
