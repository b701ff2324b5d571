"""How often each teacher errs, from probes hidden in the traffic and the agreement of everything else.

A probe is a question whose answer is known, asked like any other. The probes measure; what the teachers agree
on, over all questions, makes the measurement finer (`reasoning/agreement/rates.py`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.reasoning.agreement.confidence import sureness
from provender.reasoning.agreement.rates import Rate, rates
from provender.reasoning.words.tally import Tally, tally
from provender.reasoning.words.truths import Truths

NAME = "reasoning/words/teachers"


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Teachers:
    """The error rate of each teacher over all that it answered, refused records included, with an interval.

    Attributes:
        probes: questions whose known answers are looked at, drawn by `seed` from those that the anchor's
            reference split answers; 0 looks at all of them.
        seed: of the draw.
        by: a tag; each of its values is told apart, too. "" tells none apart.
        limit: the most that the worst teacher may err, in [0, 1]; 1 only reports.

    Guarantees:
        What lies outside the probes is never looked up.
        Over draws of the probes a 95 % interval misses the truth in about one of twenty.

    Example:
        audits: [{name: reasoning/words/teachers, dials: {probes: 100}}]
    """

    sees: ClassVar[str] = "tried"

    probes: int = 0
    seed: int = 0
    by: str = ""
    limit: float = 1.0

    def __post_init__(self) -> None:
        if self.probes < 0 or not 0 <= self.limit <= 1:
            wrong = f"probes={self.probes}" if self.probes < 0 else f"limit={self.limit}"
            raise RecipeError(f"{wrong} is out of range", where=NAME, mend="give probes >= 0 and 0 <= limit <= 1")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Estimate.

        Raises:
            RecipeError: no teacher wrote any of the records.
            InputError: fewer than ten questions have known answers.
        """
        told = tally(records, Truths.of(anchor.reference)).probing(self.probes, seed=self.seed)
        if not told.answers:
            mend = "audit a recipe that has teachers"
            raise RecipeError("no teacher wrote any of the records", where=NAME, mend=mend)
        found = dict(self._errors(told))
        overall = {name: found[name] for name in told.votes.teachers}
        worst = max(overall, key=lambda name: overall[name][0])
        return Finding(
            audit=NAME,
            value=overall[worst][0],
            limit=None if self.limit == 1 else self.limit,
            interval=overall[worst][1],
            reason=f"{worst} errs most; estimated from {told.votes.known.sum():,} probes among {len(told.votes):,} "
            f"questions, and from what {_lineages(told)} agree on",
            parts={name: value for name, (value, _) in found.items()},
            intervals={name: interval for name, (_, interval) in found.items()},
        )

    def _errors(self, told: Tally) -> Iterator[tuple[str, tuple[float, Interval]]]:
        """Teacher, or teacher and slice -> the error rate with its interval."""
        sure = sureness(told.votes, seed=self.seed)
        for rate in rates(told.votes, sure):
            yield rate.teacher, _error(rate)
        values = _values(told, self.by) if self.by else np.array([])
        for value in sorted(set(values.tolist())):
            for rate in rates(told.votes, sure, values == value):
                yield f"{rate.teacher}, {self.by} {value}", _error(rate)


def _error(rate: Rate) -> tuple[float, Interval]:
    """Of being right, the share and interval of being wrong."""
    seen = rate.interval
    return 1 - rate.estimated, Interval(low=1 - seen.high, high=1 - seen.low)


def _values(told: Tally, tag: str) -> "np.typing.NDArray[np.str_]":
    """(n,) the tag's value of each question."""
    tags: list[Mapping[str, str]] = [next(each.tags for each in row if each is not None) for row in told.answers]
    return np.array([each.get(tag, "") for each in tags], dtype=np.str_)


def _lineages(told: Tally) -> str:
    """How many teachers of how many lineages there are, in words."""
    teachers, lineages = len(told.votes.teachers), len(set(told.votes.lineages))
    return f"{teachers} {'teacher' if teachers == 1 else 'teachers'} of {lineages} " + (
        "lineage" if lineages == 1 else "lineages"
    )
