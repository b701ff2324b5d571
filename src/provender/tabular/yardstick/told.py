"""A finding beside its ceiling, in one form for all audits.

`value` is always a distance: 0 (for an AUC of detection .5) is as good as it gets. Among `parts`, with intervals:

    synthetic       the same as `value`
    real rows       the ceiling: reference rows against the same control rows
    excess          the difference: what synthetic rows lack that real rows have
    beyond chance   how many of the figures behind it are too far off for chance (no interval)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provender.core.chart import Chart, Estimate, Intervals
from provender.core.verdict import Finding, Interval
from provender.tabular.yardstick.held import Held

SYNTHETIC, REAL, EXCESS, BEYOND = "synthetic", "real rows", "excess", "beyond chance"
FLOOR = 10  # rows behind anything that is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A figure of made rows, that of real rows, and the difference.

    Attributes:
        beyond: how many of the figures behind it are too far off for chance; None where that is not counted.
        more: other figures by name, with or without an interval.
    """

    made: Estimate
    real: Estimate
    excess: Estimate
    beyond: int | None = None
    more: Mapping[str, Estimate | float] = field(default_factory=dict)


def finding(
    audit: str, figure: Beside, *, held: Held, limit: float | None, reason: str, shown: Sequence[Chart] = (),
    what: str = "distance",
) -> Finding:  # fmt: skip
    """The finding of an audit.

    Args:
        reason: a sentence without its stop; what real rows reach is added.
        what: the figure is, for the chart.
    """
    parts = {SYNTHETIC: figure.made, REAL: figure.real, EXCESS: figure.excess}
    parts |= {name: told for name, told in figure.more.items() if isinstance(told, tuple)}
    counted = {name: told for name, told in figure.more.items() if not isinstance(told, tuple)}
    counted |= {} if figure.beyond is None else {BEYOND: float(figure.beyond)}
    verdict = "no worse than real rows by more than chance"
    if figure.excess[1] > 0:
        verdict = f"worse than real rows by {figure.excess[0]:.3g}"
    elif figure.beyond:
        verdict = "no worse than real rows as a whole, but in parts"
    sampled = f"; {held.sampled}" if held.sampled else ""
    chart = Intervals(
        title="Beside real rows",
        series=(what,),
        rows=tuple((name, (parts[name],)) for name in (SYNTHETIC, REAL)),
        caption=f"Real rows are those that were learned from, held against the same control rows{sampled}.",
    )
    return Finding(
        audit=audit,
        value=figure.made[0],
        limit=limit,
        interval=Interval(low=figure.made[1], high=figure.made[2]),
        reason=f"{reason}; {verdict}",
        parts={name: value for name, (value, _, _) in parts.items()} | counted,
        intervals={name: Interval(low=low, high=high) for name, (_, low, high) in parts.items()},
        shown=(chart, *shown),
    )


def flagged(found: Finding) -> bool:
    """Whether made rows are worse than real ones by more than chance, as a whole or in a part."""
    return found.intervals[EXCESS].low > 0 or found.parts.get(BEYOND, 0) > 0
