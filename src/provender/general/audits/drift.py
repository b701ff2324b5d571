"""Drift: how far the records have moved away from the anchor, beyond what the recipe asked for.

A recipe moves tags on purpose: more Swahili, harder levels. That is no drift. So the records are compared
with the anchor inside each cell of the tags `given` (the tags that the recipe's mix sets, unless the dial
says otherwise), and the cells are weighted as the records have them. What is compared: every other tag
that the anchor knows, every number of `features()`, and the closing line of `text()`, in a problem its answer.

For each of these the measure is the total variation distance: the least share of records that would have
to change for the two distributions to be alike. Bins are laid by the anchor's reference split, so that the
control split, which is what the records are held against, had no say in them.

The interval is a bound for every sample size, not an approximation. With n records and m control records
in a cell of weight w and k bins, the distance f that is seen obeys
    E f <= truth + sum w/2 (sqrt((k-1)/n) + sqrt((k-1)/m))     (Cauchy-Schwarz on the multinomial's spread)
    E f >= truth                                               (the distance is convex: Jensen)
    P(|f - E f| >= t) <= 2 exp(-2 t^2 / sum w^2 (1/n + 1/m))   (bounded differences: McDiarmid 1989)
and the last holds for all V comparisons at once when t is taken at 0.05 / V. So a run whose true drift is at
most the limit raises a false alarm with probability at most 0.025, and in practice far more seldom.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeAlias

import numpy as np

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval

NAME = "general/drift"
CLOSING = "closing line"

Cell: TypeAlias = tuple[str, ...]
Columns: TypeAlias = Mapping[str, Sequence[Hashable]]  # what is compared -> one value a record
_ALPHA = 0.05


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The largest of the distances between the records and the anchor, over all that is compared.

    Attributes:
        given: tags whose shares are set on purpose; records are compared only where these agree.
        bins: most classes that a number or a text is sorted into, >= 2.
        limit: most that may be found, in [0, 1].

    Guarantees:
        A run whose true drift is at most `limit` is called broken with probability at most 0.025.
        Changing the shares of the tags in `given` alone leaves every distance inside a cell as it was.
        No value of a record is shown, only names of tags and features.
    """

    given: tuple[str, ...] = ()
    bins: int = 8
    limit: float = 0.2

    def __post_init__(self) -> None:
        if self.bins < 2 or not 0 <= self.limit <= 1:
            wrong = f"bins={self.bins}" if self.bins < 2 else f"limit={self.limit}"
            raise RecipeError(f"{wrong} is out of range", where=NAME, mend="give bins >= 2 and 0 <= limit <= 1")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare the records with the control split.

        Raises:
            RecipeError: there is nothing to compare: no records, no control split, or no cell in common.
        """
        made, reference, control = (self._cells(part) for part in (records, anchor.reference, anchor.control))
        shared = [cell for cell in made if cell in control and cell in reference]
        compared = sum(len(made[cell]) for cell in shared)
        if not compared:
            raise self._nothing(records, anchor)
        tags = sorted({tag for record in anchor.control for tag in record.tags}.difference(self.given))
        drifts: dict[str, _Distance] = defaultdict(_Distance)
        for cell in shared:
            weight = len(made[cell]) / compared
            parts = [_columns(part[cell], tags) for part in (reference, control, made)]
            for name in parts[0]:
                drifts[name].add(weight, *(columns[name] for columns in parts), bins=self.bins)
        return self._finding(drifts, missing=1 - compared / len(records))

    def _cells(self, records: Sequence[Record]) -> dict[Cell, list[Record]]:
        """Records by their kind of payload and their values of the given tags."""
        cells: dict[Cell, list[Record]] = defaultdict(list)
        for record in records:
            cells[record.payload.codec, *(record.tags.get(tag, "") for tag in self.given)].append(record)
        return dict(sorted(cells.items()))

    def _nothing(self, records: Sequence[Record], anchor: Anchor) -> RecipeError:
        """The error for an audit that has nothing to hold against each other."""
        if not records:
            return RecipeError("there are no records to audit", where=NAME, mend="audit a run that accepted some")
        for split in ("control", "reference"):
            if not getattr(anchor, split):
                return RecipeError(
                    f"the anchor's {split} split is empty",
                    where=NAME,
                    mend=f"give splits.{split} a share, or more data",
                )
        told = ", ".join(self.given) or "kind"
        return RecipeError(
            f"the anchor holds no record with the {told} of any record made",
            where=NAME,
            mend=f"take an anchor whose records have that {told}, or name other tags in dials.given",
        )

    def _finding(self, drifts: "Mapping[str, _Distance]", *, missing: float) -> Finding:
        """The worst of the distances, with an interval that holds for all of them at once."""
        worst = max(drifts, key=lambda name: drifts[name].seen)
        bounds = [drift.bounds(len(drifts)) for drift in drifts.values()]
        reason = f"{worst} has moved furthest: {drifts[worst].seen:.1%} of the records lie elsewhere than the anchor's"
        if self.given:
            reason += f", at equal {', '.join(self.given)}"
        if missing:
            reason += f"; {missing:.1%} of the records were not compared: the anchor has none like them"
        return Finding(
            audit=NAME,
            value=drifts[worst].seen,
            limit=self.limit,
            interval=Interval(low=max(low for low, _ in bounds), high=max(high for _, high in bounds)),
            reason=reason,
            parts={name: drift.seen for name, drift in sorted(drifts.items())},
        )


@dataclass(slots=True)
class _Distance:
    """A total variation distance summed over cells, and what bounds its error."""

    seen: float = 0.0
    bias: float = 0.0
    spread: float = 0.0

    def add(
        self, weight: float, reference: Sequence[Hashable], control: Sequence[Hashable], made: Sequence[Hashable],
        *, bins: int,
    ) -> None:  # fmt: skip
        """Take in one cell."""
        sort, classes = _sorter(reference, bins)
        here, there = sort(made), sort(control)
        n, m = len(made), len(control)
        self.seen += weight * sum(abs(here[each] / n - there[each] / m) for each in {*here, *there}) / 2
        self.bias += weight * (sqrt((classes - 1) / n) + sqrt((classes - 1) / m)) / 2
        self.spread += weight**2 * (1 / n + 1 / m)

    def bounds(self, comparisons: int) -> tuple[float, float]:
        """Low and high, such that all comparisons hold together at 95 %."""
        reach = sqrt(log(2 * comparisons / _ALPHA) / 2 * self.spread)
        return max(0.0, self.seen - reach - self.bias), min(1.0, self.seen + reach)


def _columns(records: Sequence[Record], tags: Sequence[str]) -> Columns:
    """What is compared, by name; a tag that a record lacks is the value ""."""
    columns: dict[str, Sequence[Hashable]] = {
        f"tag {tag}": [record.tags.get(tag, "") for record in records] for tag in tags
    }
    for place, values in enumerate(zip(*(record.payload.features() for record in records), strict=True)):
        columns[f"feature {place}"] = [float(value) for value in values]
    columns[CLOSING] = [record.payload.text().rpartition("\n")[2] for record in records]
    return columns


def _sorter(reference: Sequence[Hashable], bins: int) -> tuple[Callable[[Sequence[Hashable]], Counter[int]], int]:
    """How values are counted in classes laid by the reference, and how many classes there are.

    Few different values: one class each. Many numbers: classes of equal size. Many texts: the commonest
    have a class each. All that the reference does not hold shares one class more.
    """
    common = [value for value, _ in Counter(reference).most_common(bins)]
    if len(set(reference)) > bins and all(isinstance(value, float) for value in reference):
        edges = np.unique(np.quantile(np.array(reference, float), np.arange(1, bins) / bins))
        return lambda values: Counter(np.searchsorted(edges, np.array(values, float), "right").tolist()), len(edges) + 1
    places = {value: place for place, value in enumerate(common)}
    return lambda values: Counter(places.get(value, -1) for value in values), len(places) + 1
