"""How often a teacher agrees with itself, beside how often it is right: what it is sure of and wrong about.

Two answers to one question agree and are right in at most as many cases as one answer is right. So at least

    agreed - right

of a teacher's answers are given twice and wrong both times: an error that asking again, or counting votes, never shows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from provender.core.chart import Intervals
from provender.core.verdict import Finding, Interval
from provender.stages.monitors import betting
from provender.stages.monitors.errors import ALL, Errors

NAME = "monitor/self_agreement"
_LEAST = 20  # pairs and probes of a line that is told of


class Pair(NamedTuple):
    """Two answers of a teacher to one question, and whether they agree."""

    teacher: str
    slices: tuple[str, ...]
    agreed: bool


@dataclass(slots=True)
class Agreement:
    """Pairs by teacher and slice.

    Attributes:
        pairs: (teacher, slice) -> so many.
        agreed: those of them that agree.
    """

    pairs: Counter[tuple[str, str]] = field(default_factory=Counter)
    agreed: Counter[tuple[str, str]] = field(default_factory=Counter)

    def look(self, pairs: Iterable[Pair]) -> None:
        """Take pairs in."""
        for pair in pairs:
            for name in (ALL, *pair.slices):
                self.pairs[pair.teacher, name] += 1
                self.agreed[pair.teacher, name] += pair.agreed

    def findings(self, errors: Errors) -> Iterator[Finding]:
        """What is sure and wrong, at least; it only reports, since who errs so much is stopped for that."""
        told = []
        for key, n in self.pairs.items():
            line = errors.lines.get(key)
            if line is not None and min(n, line.n) >= _LEAST:
                agreed = betting.sequence(self.agreed[key], n)
                right = betting.sequence(line.n - line.wrong, line.n)
                told.append((f"{key[0]}, {key[1]}", self.agreed[key] / n, agreed, 1 - line.wrong / line.n, right))
        if not told:
            return
        worst = max(told, key=lambda each: each[1] - each[3])
        low, high = worst[2].low - worst[4].high, worst[2].high - worst[4].low
        sure = max(0.0, low)
        yield Finding(
            audit=NAME,
            value=max(0.0, worst[1] - worst[3]),
            limit=None,
            interval=Interval(low=sure, high=max(sure, high)),
            reason=f"{worst[0]}: two answers agree in {worst[1]:.0%}, and {worst[3]:.0%} are right; so "
            f"{sure:.0%} at least are wrong in the same way each time, which no vote among them shows",
            parts={name: max(0.0, agreed - right) for name, agreed, _, right, _ in told},
            shown=(
                Intervals(
                    title="Agreed, and right",
                    caption="How often two answers of a teacher to one question agree, and how often one is right. "
                    "Intervals hold at all times together.",
                    series=("agree", "right"),
                    rows=tuple(
                        (name, ((agreed, a.low, a.high), (right, r.low, r.high))) for name, agreed, a, right, r in told
                    ),
                ),
            ),
        )
