"""Whether a teacher says the same when it is asked again, in other words, or in another language."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.reasoning.words.pairs import KINDS, Pair, answered, pairs

NAME = "reasoning/words/consistency"


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Consistency:
    """The share of repeated questions on which each teacher contradicts itself; no truth is looked at.

    Told apart: the same words again (samples), other words for the same problem (paraphrases), another language
    (languages). Two questions are one problem when the answers have the same parent.

    Attributes:
        limit: the most that the least consistent teacher may contradict itself, in [0, 1]; 1 only reports.

    Guarantees:
        A question that was asked once says nothing.

    Example:
        audits: [reasoning/words/consistency]
    """

    sees: ClassVar[str] = "tried"

    limit: float = 1.0

    def __post_init__(self) -> None:
        if not 0 <= self.limit <= 1:
            raise RecipeError(f"limit={self.limit} is out of range", where=NAME, mend="give 0 <= limit <= 1")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare the answers to the same problems.

        Raises:
            RecipeError: no teacher was asked anything twice.
        """
        found: dict[str, tuple[float, Interval]] = {}
        for teacher, answers in answered(records).items():
            asked: dict[str, list[Pair]] = defaultdict(list)
            for pair in pairs(answers):
                asked[pair.kind].append(pair)
            found |= {f"{teacher}, {kind}": _rate(asked[kind]) for kind in KINDS if asked[kind]}
        if not found:
            mend = "ask for `samples: 2`, or put the same problems in other words or languages"
            raise RecipeError("no teacher was asked anything twice", where=NAME, mend=mend)
        worst = max(found, key=lambda name: found[name][0])
        return Finding(
            audit=NAME,
            value=found[worst][0],
            limit=None if self.limit == 1 else self.limit,
            interval=found[worst][1],
            reason=f"{worst}: contradicts itself most often",
            parts={name: value for name, (value, _) in found.items()},
            intervals={name: interval for name, (_, interval) in found.items()},
        )


def _rate(asked: Sequence[Pair]) -> tuple[float, Interval]:
    """The share of contradictions; the interval counts problems, since pairs of one problem hang together."""
    rate = sum(not pair.alike for pair in asked) / len(asked)
    problems = len({pair.problem for pair in asked})
    return rate, Interval.wilson(round(rate * problems), problems)
