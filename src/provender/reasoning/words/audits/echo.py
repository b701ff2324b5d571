"""An alarm for teachers that grow wrong while they stay sure: the loop in which a model repeats its own errors."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot
from typing import ClassVar

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.reasoning.problem import Problem
from provender.reasoning.words.pairs import SAMPLES, Answered, answered, pairs, share
from provender.reasoning.words.truths import Truths

NAME = "reasoning/words/echo"


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """How far a teacher's anchored accuracy falls from the first half of its answers to the second while it is sure.

    Sure is a teacher that gives the same answer to the same question, asked again, at least as often as
    `sure` says. A teacher whose self-agreement falls too is only getting worse, which other audits tell.

    Attributes:
        sure: the self-agreement in the second half from which a fall counts, in [0, 1].
        limit: the largest fall that is allowed, in [0, 1].

    Guarantees:
        A teacher whose accuracy has not fallen by more than `limit` raises a false alarm with a probability of at
        most about 0.025 (Newcombe's interval of two shares).

    Example:
        audits: [{name: reasoning/words/echo, dials: {limit: 0.05}}]
    """

    sees: ClassVar[str] = "tried"

    sure: float = 0.7
    limit: float = 0.05

    def __post_init__(self) -> None:
        if not (0 <= self.sure <= 1 and 0 <= self.limit <= 1):
            told = f"sure={self.sure}, limit={self.limit}"
            raise RecipeError(f"{told} is out of range", where=NAME, mend="give both in [0, 1]")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Hold the two halves against each other.

        Raises:
            RecipeError: no teacher was asked anything twice, or none of its questions is known.
        """
        truths = Truths.of(anchor.reference)
        falls = {name: fall for name, told in answered(records).items() if (fall := self._fall(told, truths))}
        if not falls:
            mend = "ask for `samples: 2`, and give the reference split known answers"
            raise RecipeError("there is nothing to tell an echo by", where=NAME, mend=mend)
        worst = max(falls, key=lambda name: falls[name][1].low)
        return Finding(
            audit=NAME,
            value=falls[worst][0],
            limit=self.limit,
            interval=falls[worst][1],
            reason=f"{worst}: the fall of anchored accuracy while self-agreement stays at {self.sure:g} or more",
            parts={name: value for name, (value, _) in falls.items()},
            intervals={name: interval for name, (_, interval) in falls.items()},
        )

    def _fall(self, answers: Sequence[Answered], truths: Truths) -> tuple[float, Interval] | None:
        """By how much one teacher's accuracy fell; no fall where it is unsure, None where nothing can be told."""
        half = len(answers) // 2
        right = [[_right(each, truths) for each in part] for part in (answers[:half], answers[half:])]
        first, second = ([bool(good) for good in part if good is not None] for part in right)
        agreed = [each.alike for each in pairs(answers[half:]) if each.kind == SAMPLES]
        if not (first and second and agreed):
            return None
        if share(agreed)[0] < self.sure:
            return 0.0, Interval(low=0.0, high=0.0)
        (before, here), (after, there) = share(first), share(second)
        low = before - after - hypot(before - here.low, there.high - after)
        high = before - after + hypot(here.high - before, after - there.low)
        return before - after, Interval(low=low, high=high)


def _right(each: Answered, truths: Truths) -> bool | None:
    """Whether an answer is right; None where the truth is not known."""
    assert isinstance(each.record.payload, Problem)
    return truths.right(each.record.payload)
