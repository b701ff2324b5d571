"""Each column for itself: how far made values lie from control values."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from provender.core.anchor import Anchor
from provender.core.chart import Bars, Chart, Curves, Intervals
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.codes import Rule, Whole, coded, rules
from provender.tabular.measure.frame import Floats, Frame
from provender.tabular.schema import DATES, Kind
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import beyond, estimate, weights
from provender.tabular.yardstick.told import FLOOR, Beside, finding

NAME = "tabular/marginals"
_BINS, _NAMES = 64, 100
_WORST = 25  # columns in the forest plot
_DRAWN = 12  # columns drawn side by side
_STEPS, _SHOWN = 20, 8
_YEAR = 365.2425  # days


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Marginals:
    """The mean distance of the columns: Kolmogorov and Smirnov's for numbers and dates, total variation for names.

    A missing value counts as a value. Numbers are compared at 64 quantiles of the control rows, names by their 100
    commonest; the others share one place.

    Attributes:
        rows: most rows of each table.
        limit: most that may be found, in [0, 1]; None only reports.

    Guarantees:
        A table against itself has the distance 0.
        No name of under ten control rows is shown.

    Example:
        audits: [tabular/marginals]
    """

    rows: int = ROWS
    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Hold every column of the made rows against the control rows."""
        three = held(records, anchor, audit=NAME, rows=self.rows)
        laid = rules(three.control, bins=_BINS, most=_NAMES)
        frames = (three.made, three.reference, three.control)
        shares = [_shares(coded(frame, laid), laid, f"{NAME} {at}") for at, frame in enumerate(frames)]
        told = [_distances(shares[at], shares[2], laid) for at in (0, 1)]
        (made, real), again = (each[0] for each in told), [each[1:] for each in told]
        worst = np.argsort(-(made - real), kind="stable")
        figure = Beside(
            made=estimate(made.mean(), again[0].mean(axis=1), least=0.0),
            real=estimate(real.mean(), again[1].mean(axis=1), least=0.0),
            excess=estimate((made - real).mean(), (again[0] - again[1]).mean(axis=1)),
            beyond=int(beyond(made - real, again[0] - again[1]).sum()),
        )
        name = three.names[worst[0]]
        reason = (
            f"columns lie {made.mean():.1%} from control rows on the whole, {name} furthest at {made[worst[0]]:.1%}"
        )
        shown = [_forest(three, worst, (made, real), again), *(_side(three, int(c)) for c in worst[:_DRAWN])]
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=[s for s in shown if s])


def _shares(codes: Whole, laid: Sequence[Rule], name: str) -> list[Floats]:
    """For each column (1 + TIMES, codes): shares of the codes, as they are and in resampled rows."""
    drawn = np.vstack((np.ones(len(codes)), weights(len(codes), name)))
    return [
        np.array([np.bincount(codes[:, c], drawing, minlength=rule.size) for drawing in drawn]) / len(codes)
        for c, rule in enumerate(laid)
    ]


def _distances(one: Sequence[Floats], other: Sequence[Floats], laid: Sequence[Rule]) -> Floats:
    """(1 + TIMES, k) distances of the columns."""
    return np.column_stack([_apart(*trio) for trio in zip(one, other, laid, strict=True)])


def _apart(one: Floats, other: Floats, rule: Rule) -> Floats:
    """(times,) distances between shares (times, codes): missing values stand below all numbers."""
    apart = one - other
    if rule.named:
        return np.asarray(np.abs(apart).sum(axis=1) / 2)
    return np.asarray(np.abs(np.cumsum(apart, axis=1)).max(axis=1))


def _forest(three: Held, worst: Whole, seen: Sequence[Floats], again: Sequence[Floats]) -> Chart:
    """The columns that are furthest off."""
    rows = []
    for c in worst[:_WORST]:
        pair = tuple(estimate(seen[at][c], again[at][:, c], least=0.0) for at in (0, 1))
        rows.append((three.names[c], pair))
    more = len(worst) - len(rows)
    return Intervals(
        title="Distance of each column",
        series=("synthetic", "real rows"),
        rows=tuple(rows),
        caption=f"The {len(rows)} furthest from what real rows reach; {more} more are not shown." if more else "",
    )


def _side(three: Held, column: int) -> Chart | None:
    """A column of control rows and made rows beside each other; None where there is too little to show."""
    title = three.names[column]
    frames = (three.control, three.made)
    if three.control.named[column]:
        return _names(frames, column, title)
    return _steps(frames, column, three.schema[three.names[column]].kind, title)


def _names(frames: tuple[Frame, Frame], column: int, title: str) -> Chart | None:
    """Shares of the commonest names."""
    size = len(frames[0].words[column])
    columns = [frame.values[:, column] for frame in frames]
    counts = [np.bincount(part[~np.isnan(part)].astype(np.int64), minlength=size) for part in columns]
    kept = [int(code) for code in np.argsort(-counts[0], kind="stable")[:_SHOWN] if counts[0][code] >= FLOOR]
    if not kept:
        return None
    rest = np.setdiff1d(np.arange(size), kept)
    rows = [(str(frames[0].words[column][code]), [count[code] for count in counts]) for code in kept]
    rows.append(("(all others)", [count[rest].sum() for count in counts]))
    rows.append(("(missing)", [np.isnan(part).sum() for part in columns]))
    told = tuple(
        (name, tuple(float(count) / len(frame) for count, frame in zip(pair, frames, strict=True)))
        for name, pair in rows
        if pair[0] >= FLOOR
    )
    return Bars(title=title, series=("control", "synthetic"), rows=told)


def _steps(frames: tuple[Frame, Frame], column: int, kind: Kind, title: str) -> Chart | None:
    """Shares in equal steps between the tenth smallest and the tenth largest control value."""
    columns = [_years(frame.values[:, column], kind) for frame in frames]
    present = np.sort(columns[0][~np.isnan(columns[0])])
    if len(present) < 3 * FLOOR or present[FLOOR - 1] >= present[-FLOOR]:
        return None
    edges = _edges(float(present[FLOOR - 1]), float(present[-FLOOR]), kind)
    counts = [np.histogram(np.clip(part[~np.isnan(part)], edges[0], edges[-1]), edges)[0] for part in columns]
    counts[0] = np.where(counts[0] >= FLOOR, counts[0], 0)
    middles = [float(f"{middle:.6g}") for middle in (edges[1:] + edges[:-1]) / 2]
    lines = tuple(
        (name, tuple((x, float(count) / len(frame)) for x, count in zip(middles, part, strict=True)))
        for name, part, frame in zip(("control", "synthetic"), counts, frames, strict=True)
    )
    return Curves(title=title, lines=lines, up="share of rows", across="year" if kind in DATES else "")


def _edges(low: float, high: float, kind: Kind) -> Floats:
    """Of the bins between two values; those of whole numbers hold equally many, else they would look like waves."""
    if kind is not Kind.INTEGER:
        return np.linspace(low, high, _STEPS + 1)
    step = ceil((high - low + 1) / _STEPS)
    return np.asarray(low - 0.5 + step * np.arange(ceil((high - low + 1) / step) + 1), np.float64)


def _years(values: Floats, kind: Kind) -> Floats:
    """Dates as years, since days from 1970 tell a reader nothing."""
    if kind not in DATES:
        return values
    return 1970 + values / (_YEAR if kind is Kind.DATE else _YEAR * 86_400_000_000)
