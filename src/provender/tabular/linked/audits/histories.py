"""Are made histories like real ones: rows a parent, gaps, what follows what, and what goes with the row above?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.anchor import Anchor
from provender.core.chart import Bars, Chart, Sheet
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.seeds import stream
from provender.core.verdict import Finding, Interval
from provender.tabular.linked.household import Linked, linked_of
from provender.tabular.linked.likeness import Seen, aspects, distance

NAME = "tabular/linked/histories"
_KINDS = {
    "rows": "rows a parent", "gaps": "days between rows", "next": "what follows what", "pairs": "with the row above"
}  # fmt: skip
_FLOOR = 10

Weights: TypeAlias = tuple[npt.NDArray[np.float64], ...]  # how often each household counts, of each set of tables


class _Aspect(NamedTuple):
    """One aspect of made, held-back and learned rows."""

    made: Seen
    control: Seen
    reference: Seen


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Histories:
    """The mean distance of made linked tables from held-back real ones, beside that of the real ones learned from.

    Each aspect (rows a parent, gaps in days, which name follows which, a column with one of the row above) is a total
    variation distance between made and held-back households; `ceiling` is the same for the households that were
    learned from: no generator can be asked for less. Orphans and keys that repeat over all households are counted.

    Attributes:
        limit: most that the mean may exceed the ceiling's; null only reports.
        resamples: of households, for the intervals.

    Guarantees:
        No value of a row is shown, and no share of fewer than ten rows.
    """

    limit: float | None = None
    resamples: int = 40

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare the households with the control split.

        Raises:
            RecipeError: there are no households in the run, the reference or the control split.
        """
        made, reference, control = (linked_of(part) for part in (records, anchor.reference, anchor.control))
        if made is None or reference is None or control is None:
            mend = "make linked tables, after an anchor of tabular/linked whose splits leave a control"
            raise RecipeError("there are no households to compare", where=NAME, mend=mend)
        sorters = aspects(reference)
        seen = {name: _Aspect(sort(made), sort(control), sort(reference)) for name, sort in sorters.items()}
        ones = tuple(np.ones(len(part)) for part in (made, control, reference))
        drawn = [self._drawn(ones, turn) for turn in range(self.resamples)]
        told = {name: _both(aspect, ones) for name, aspect in seen.items()}
        again = [{name: _both(aspect, weights) for name, aspect in seen.items()} for weights in drawn]
        return self._finding(told, again, lost=_lost(made), shown=_bars(seen))

    def _drawn(self, ones: Weights, turn: int) -> Weights:
        """Households drawn with replacement: how often each."""
        rng = np.random.Generator(np.random.Philox(key=stream(0, turn, NAME).below(2**64)))
        return tuple(
            np.bincount(rng.integers(0, len(each), len(each)), minlength=len(each)).astype(np.float64) for each in ones
        )

    def _finding(
        self, told: Mapping[str, tuple[float, float]], again: Sequence[Mapping[str, tuple[float, float]]], *,
        lost: int, shown: Sequence[Chart],
    ) -> Finding:  # fmt: skip
        """The finding over all aspects."""
        groups = [kind for kind in _KINDS if any(name.startswith(kind) for name in told)]
        parts: dict[str, float] = {"orphans and repeated keys": float(lost)}
        intervals: dict[str, Interval] = {}
        rows = []
        for kind in ("", *groups):
            for at, what in enumerate(("made", "ceiling")):
                name = f"{_KINDS.get(kind, 'all')}, {what}"
                parts[name] = _mean(told, kind, at)
                intervals[name] = _interval(parts[name], [_mean(each, kind, at) for each in again])
        for kind in groups:
            made, real = parts[f"{_KINDS[kind]}, made"], parts[f"{_KINDS[kind]}, ceiling"]
            rows.append((_KINDS[kind], f"{made:.3f}", f"{real:.3f}"))
        excess = parts["all, made"] - parts["all, ceiling"]
        spread = _interval(excess, [_mean(each, "", 0) - _mean(each, "", 1) for each in again])
        worst = max(told, key=lambda name: told[name][0] - told[name][1])
        reason = (
            f"made households are {parts['all, made']:.3f} from held-back ones, real ones {parts['all, ceiling']:.3f}; "
            f"the largest difference is in {worst}; {lost:,} orphans or repeated keys"
        )
        sheet = Sheet(title="Distance from held-back households", head=("aspect", "made", "real"), rows=tuple(rows))
        return Finding(
            audit=NAME, value=excess, limit=self.limit, interval=spread, reason=reason, parts=parts,
            intervals=intervals, shown=(sheet, *shown),
        )  # fmt: skip


def _both(aspect: _Aspect, weights: Weights) -> tuple[float, float]:
    """The distances from the control of what was made and of what was learned."""
    made, control, reference = weights
    return (
        distance(aspect.made, aspect.control, (made, control)),
        distance(aspect.reference, aspect.control, (reference, control)),
    )


def _mean(told: Mapping[str, tuple[float, float]], kind: str, at: int) -> float:
    """The mean over the aspects of a kind."""
    return float(np.mean([pair[at] for name, pair in told.items() if name.startswith(kind)]))


def _interval(seen: float, again: Sequence[float]) -> Interval:
    """The basic bootstrap interval, 95 %: resampling adds about as much noise as there is, which is taken off again."""
    low, high = np.quantile(again, [0.025, 0.975]) if len(again) else (seen, seen)
    return Interval(low=float(2 * seen - high), high=float(2 * seen - low))


def _lost(linked: Linked) -> int:
    """Rows that name no row above, and rows whose key another row of the table has."""
    count = 0
    for member in linked.family.members:
        if member.key:
            keys = linked[member.name][member.key]
            count += len(keys) - pc.count_distinct(keys).as_py()
        if member.link:
            above = linked[member.parent][linked.family[member.parent].key]
            named = pc.is_in(linked[member.name][member.link], pa.array(above))
            count += len(named) - int(pc.sum(named).as_py() or 0)
    return count


def _bars(seen: Mapping[str, _Aspect]) -> list[Chart]:
    """Rows a parent, made beside held back; shares of fewer than ten are left out."""
    charts: list[Chart] = []
    for name, aspect in seen.items():
        if not name.startswith("rows "):
            continue
        counts = [np.bincount(each.codes, minlength=each.size) for each in (aspect.made, aspect.control)]
        shares = [np.where(each < _FLOOR, 0, each) / max(each.sum(), 1) for each in counts]
        last = int(np.flatnonzero(counts[0] + counts[1] >= _FLOOR).max(initial=0)) + 1
        rows = tuple((str(at), (float(shares[0][at]), float(shares[1][at]))) for at in range(last))
        charts.append(
            Bars(title=f"{name.partition(' ')[2]} a parent", series=("made", "held back"), rows=rows,
                 caption="shares of fewer than ten rows are left out")
        )  # fmt: skip
    return charts
