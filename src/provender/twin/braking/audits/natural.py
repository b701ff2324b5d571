"""Do weighted encounters say the same as natural ones? A hard blow's probability from both, side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Sheet
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding, Interval
from provender.twin.braking.drawn import outcome
from provender.twin.braking.encounter import FACTORS, HAZARDS, Encounter

NAME = "twin/braking/natural"
_TELLING = 100  # weighted encounters from which on their error is known
_CHUNK = 50_000  # natural encounters at once


class Odds(NamedTuple):
    """A probability and its standard error, from so many encounters."""

    p: float
    error: float
    of: int

    def __str__(self) -> str:
        return f"{self.p:.3%} ± {self.error:.3%}"


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Natural:
    """How far weighted encounters are from natural ones, in standard errors of their difference, at the worst hazard.

    The natural probability of a blow is the mean weight of the records that end in one, and beside it the share of such
    among fresh natural encounters (crude Monte Carlo). The report shows both, how many ways to fail the draws looked
    at, and how many natural encounters would have been needed for as small an error. Fewer than a hundred weighted
    encounters of a hazard are shown and not judged: their own error is not known well enough.

    Attributes:
        harm: m/s from which on a blow counts, above 0 and at most 15.
        crude: natural encounters of each hazard, 1,000 to 10,000,000.
        limit: most standard errors; 4 is exceeded by chance once in 16,000 times.

    Example:
        audits: [{name: twin/braking/natural, dials: {harm: 13}}]
    """

    harm: float = 13.0
    crude: int = 400_000
    limit: float = 4.0

    def __post_init__(self) -> None:
        if not 0 < self.harm <= 15:
            raise RecipeError(f"harm={self.harm} is hardly ever reached", where=NAME, mend="give 0 < harm <= 15 m/s")
        if not (1_000 <= self.crude <= 10_000_000 and self.limit > 0):
            raise RecipeError(
                "a dial is out of its range", where=NAME, mend="give crude 1,000 to 10,000,000, limit > 0"
            )

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Hold the two beside each other."""
        known = [record.payload for record in records if isinstance(record.payload, Encounter)]
        drawn = {name: [one for one in known if one.hazard == name and one.modes] for name in HAZARDS}
        drawn = {name: those for name, those in drawn.items() if those}
        weighted = {name: _weighted(those, self.harm) for name, those in drawn.items()}
        crude = {name: self._crude(name) for name in drawn}
        apart = {name: _apart(weighted[name], crude[name]) for name in drawn if len(drawn[name]) >= _TELLING}
        worst = max(apart.values(), default=0.0)
        told = [f"{name} {weighted[name]} by weights, {crude[name]} among natural ones" for name in drawn]
        reason = f"blows of {self.harm:g} m/s or more: {'; '.join(told)}" if told else "no encounter carries a weight"
        interval = Interval(low=worst, high=worst)
        shown = (self._sheet(drawn, weighted, crude),)
        return Finding(
            audit=NAME, value=worst, limit=self.limit, interval=interval, reason=reason, parts=apart, shown=shown
        )

    def _crude(self, hazard: str) -> Odds:
        """The share of natural encounters that end in such a blow."""
        rng = np.random.Generator(np.random.Philox(key=HAZARDS.index(hazard)))
        hits = 0
        for start in range(0, self.crude, _CHUNK):
            z = rng.standard_normal((min(_CHUNK, self.crude - start), len(FACTORS)))
            hits += int((outcome(np.full(len(z), hazard == HAZARDS[0]), z) >= self.harm).sum())
        p = hits / self.crude
        return Odds(p, sqrt(max(p, 1 / self.crude) * (1 - p) / self.crude), self.crude)

    def _sheet(
        self, drawn: Mapping[str, Sequence[Encounter]], weighted: Mapping[str, Odds], crude: Mapping[str, Odds]
    ) -> Sheet:
        """Both ways, by hazard."""
        rows = []
        for name, those in drawn.items():
            own = weighted[name]
            share = float(np.mean([one.impact >= self.harm for one in those]))
            needed = own.p * (1 - own.p) / own.error**2 / own.of if own.error else 0.0
            ways = max(len(one.modes) for one in those)
            rows.append((name, f"{own.of:,}", f"{ways}", f"{share:.0%}", str(own), str(crude[name]), f"{needed:.1f}"))
        head = ("hazard", "weighted", "ways to fail", "end so", "by weights", f"of {self.crude:,} natural",
                "natural ones for the same error, to each")  # fmt: skip
        return Sheet(title=f"Blows of {self.harm:g} m/s or more, as they come about", head=head, rows=tuple(rows))


def _weighted(those: Sequence[Encounter], harm: float) -> Odds:
    """The mean weight of those that end in such a blow."""
    terms = np.array([one.weight * (one.impact >= harm) for one in those])
    return Odds(float(terms.mean()), float(terms.std(ddof=min(1, len(terms) - 1)) / sqrt(len(terms))), len(terms))


def _apart(one: Odds, two: Odds) -> float:
    """Standard errors between two."""
    return abs(one.p - two.p) / max(sqrt(one.error**2 + two.error**2), 1e-12)
