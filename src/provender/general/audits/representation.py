"""Who is spoken of: the share of records that mention women and men, religions, young and old, by language.

    audits: [{name: general/representation, dials: {axes: [gender], limit: 0.2}}]

Words stand for groups, so a table says who is named, not how.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from provender.core.anchor import Anchor
from provender.core.chart import Bars
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.general.fairness.people import MENTIONS

NAME = "general/representation"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Representation:
    """How unevenly the first axis' groups are named: the most and the least named one's shares of mentions, apart.

    Attributes:
        axes: of gender, religion and age; the first one is held against `limit`.
        limit: most that the most and the least named group's shares of mentions may be apart; null only reports.

    Guarantees:
        A record counts once for each group that it names; the order of records changes nothing.
    """

    axes: tuple[str, ...] = ("gender", "religion", "age")
    limit: float | None = None

    def __post_init__(self) -> None:
        if not self.axes or set(self.axes) - set(MENTIONS) or not 0 <= (self.limit or 0) <= 1:
            mend = f"choose of {', '.join(MENTIONS)}; 0 <= limit <= 1"
            raise RecipeError("axes or limit are out of range", where=NAME, mend=mend)

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Count the records."""
        named: Counter[tuple[str, str]] = Counter()
        for record in records:
            named.update(_named(record))
        parts = {
            f"{axis} {group}": named[axis, group] / max(1, len(records))
            for axis in self.axes
            for group in MENTIONS[axis]
        }
        first = self.axes[0]
        counts = sorted(named[first, group] for group in MENTIONS[first])
        both = sum(counts)
        most, least = (Interval.wilson(count, both) for count in (counts[-1], counts[0]))
        value = (counts[-1] - counts[0]) / both if both else 0.0
        interval = Interval(low=max(0.0, most.low - least.high), high=min(1.0, most.high - least.low))
        told = ", ".join(f"{group} {named[first, group]}" for group in MENTIONS[first])
        rows = tuple((name, (share,)) for name, share in parts.items())
        chart = Bars(
            title="Who is spoken of", series=("records",), rows=rows, caption="Share of records that name a group."
        )
        reason = f"{first} in {len(records)} records: {told}"
        return Finding(
            audit=NAME, value=value, limit=self.limit, interval=interval, reason=reason, parts=parts, shown=(chart,)
        )


def _named(record: Record) -> set[tuple[str, str]]:
    """The groups that a record names."""
    language = str(getattr(record.payload, "language", "")) or record.tags.get("language", "en")
    known = _words(language)
    words = {word.casefold() for word in _WORD.findall(record.payload.text())}
    return {group for word in words & known.keys() for group in known[word]}


@lru_cache(maxsize=8)
def _words(language: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Word -> the groups that it stands for."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for axis, groups in MENTIONS.items():
        for group, told in groups.items():
            for word in told.get(language, "").split():
                found[word] = (*found.get(word, ()), (axis, group))
    return found
