"""Time until something happens: whether made rows last as long as control rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from provender.core.anchor import Anchor
from provender.core.chart import Curves
from provender.core.errors import NothingToAudit, RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.frame import Floats
from provender.tabular.measure.survival import at_risk, kaplan_meier
from provender.tabular.yardstick.columns import groups_of, large_groups, times_of
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import beyond, estimate, weights
from provender.tabular.yardstick.told import FLOOR, Beside, finding

NAME = "tabular/survival"
_POINTS = 60  # at which curves are compared
_GROUPS = 6

Watched = tuple[Floats, npt.NDArray[np.bool_]]


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Survival:
    """The largest gap between the survival curves (Kaplan and Meier) of made and of control rows.

    Curves are compared, and drawn, at 60 evenly spaced times up to the last at which ten control rows are watched.

    Attributes:
        time: the column that says how long a row was watched.
        event: the column that says whether it happened in the end: true, a number over 0, or a word like "dead".
        happened: the value of `event` that means so, where that is another word.
        group: the column whose groups have curves of their own; "" takes one that looks like groups, if there is any.
        rows: most rows of each table.
        limit: the largest gap that is allowed, in [0, 1]; None only reports.

    Guarantees:
        A table against itself has no gap.

    Example:
        audits: [{name: tabular/survival, dials: {time: days, event: died, group: stage}}]
    """

    time: str = ""
    event: str = ""
    happened: str = ""
    group: str = ""
    rows: int = ROWS
    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare the curves, all rows together and by group.

        Raises:
            RecipeError: no time and event are named, or too few control rows have them.
        """
        if not (self.time and self.event):
            mend = "name both: dials: {time: COLUMN, event: COLUMN}; or leave the audit out"
            raise RecipeError("survival needs a column of times and one of events", where=NAME, mend=mend)
        three = held(records, anchor, audit=NAME, rows=self.rows)
        watched = times_of(three, self.time, self.event, happened=self.happened, audit=NAME)
        parts = [(time, hit) for _, time, hit in watched]
        if len(parts[2][0]) < 3 * FLOOR or not all(len(time) for time, _ in parts):
            mend = "name columns that are filled in"
            raise NothingToAudit("too few rows have a time and an event", where=NAME, mend=mend)
        at = _times(parts[2][0])
        curves, gaps = _compared(parts, at, NAME)
        groups = self._groups(three, watched)
        by_group = {name: estimate(gap[0, 0], gap[0, 1:], least=0.0) for name, (_, gap, _) in groups.items()}
        extra = [gap[0] - gap[1] for _, gap, _ in groups.values()]
        figure = Beside(
            made=estimate(gaps[0, 0], gaps[0, 1:], least=0.0),
            real=estimate(gaps[1, 0], gaps[1, 1:], least=0.0),
            excess=estimate(gaps[0, 0] - gaps[1, 0], gaps[0, 1:] - gaps[1, 1:]),
            beyond=int(sum(beyond(each[:1], each[1:, None]).sum() for each in extra)),
            more={f"gap where {name}": told for name, told in by_group.items()},
        )
        reason = f"survival curves lie {gaps[0, 0]:.1%} apart at most, those of real rows {gaps[1, 0]:.1%}"
        shown = [_chart("All rows", curves, at, self.time)]
        shown += [_chart(name, drawn, when, self.time) for name, (drawn, _, when) in groups.items()]
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=shown, what="largest gap")

    def _groups(
        self, three: Held, watched: Sequence[tuple[npt.NDArray[np.bool_], Floats, npt.NDArray[np.bool_]]]
    ) -> dict[str, tuple[Floats, Floats, Floats]]:
        """Curves and gaps in each group that has enough rows of all three tables."""
        column = groups_of(three, self.group, audit=NAME, apart=three.place(self.event, where=NAME))
        found = {}
        for name, members in large_groups(three, column)[:_GROUPS] if column is not None else ():
            parts = [(t[mine[ok]], hit[mine[ok]]) for (ok, t, hit), mine in zip(watched, members, strict=True)]
            if min(len(time) for time, _ in parts) >= 3 * FLOOR:
                at = _times(parts[2][0])
                found[name] = (*_compared(parts, at, f"{NAME} {name}"), at)
        return found


def _times(control: Floats) -> Floats:
    """Evenly spaced times up to the last at which ten control rows are watched."""
    return np.linspace(0, float(np.sort(control)[-FLOOR]), _POINTS)


def _compared(parts: Sequence[Watched], at: Floats, name: str) -> tuple[Floats, Floats]:
    """(3, points) curves of made, reference, control rows; (2, 1 + times) largest gaps of the first two to the last."""
    curves = []
    for place, (time, hit) in enumerate(parts):
        drawn = np.vstack((np.ones(len(time)), weights(len(time), f"{name} {place}")))
        curves.append(kaplan_meier(time, hit, at, drawn))
    assert (at_risk(parts[2][0], at) >= FLOOR).all(), "a curve is drawn only where ten control rows are watched"
    gaps = [np.abs(curve - curves[2]).max(axis=1) for curve in curves[:2]]
    return np.array([curve[0] for curve in curves]), np.array(gaps)


def _chart(title: str, curves: Floats, at: Floats, time: str) -> Curves:
    """The three curves."""
    lines = tuple(
        (name, tuple((float(x), float(y)) for x, y in zip(at, curve, strict=True)))
        for name, curve in zip(("synthetic", "real rows", "control"), curves, strict=True)
    )
    return Curves(title=title, lines=lines, across=time, up="share for whom it has not happened", stepped=True)
