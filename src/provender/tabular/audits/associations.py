"""What a study would look for: whether made rows give the answers that control rows give."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from provender.core.anchor import Anchor
from provender.core.chart import Chart, Estimate, Intervals
from provender.core.errors import NothingToAudit
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.frame import Floats
from provender.tabular.measure.odds import cells, log_odds
from provender.tabular.measure.survival import hazard
from provender.tabular.yardstick.columns import (
    CONDITION,
    Exposure,
    exposures,
    groups_of,
    large_groups,
    outcome_of,
    positive,
    times_of,
    treatment_of,
)
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import estimate, weights
from provender.tabular.yardstick.told import FLOOR, Beside, finding

NAME = "tabular/associations"
_Z95 = 1.959963984540054
_MOST = 40  # associations with the outcome
_TREATMENTS, _WITHIN = 5, 30
_SHOWN = 25
_FAMILY = 0.01  # of an audit of real rows that find any association changed by chance


@dataclass(frozen=True, slots=True)
class _Ratios:
    """Ratios of one kind: (3, q) logarithms and standard errors in made, reference and control rows."""

    title: str
    names: tuple[str, ...]
    logs: Floats
    errors: Floats
    again: Floats | None = None  # (times, q) of resampled made rows, then of reference rows: (2, times, q)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Associations:
    """The share of associations whose synthetic estimate lies outside the control rows' 95 % interval.

    An association is an odds ratio of the outcome: for a value of another column, or a number over its median; the 40
    that are surest in the control rows are taken. Those of a treatment are also told within each condition, and where
    a time and an event are named, hazard ratios after Cox. Of real rows a sixth lies outside as well, since their own
    estimates scatter, too: that is the ceiling. "beyond chance" counts the associations that differ from the control
    rows' by more than both standard errors explain, one chance in a hundred for all of them together.

    Attributes:
        target: the outcome or response; of numbers, whether they are over the median. "" takes the last column that
            looks like an outcome, or has two values.
        treatment: the column whose effects are told within conditions; "" takes one that is called so (drug,
            medication, therapy ...), else the five surest associations.
        condition: the column whose groups are the conditions; "" takes one that is called so, else one of groups.
        time, event, happened: as `tabular/survival` takes them, for hazard ratios.
        rows: most rows of each table.
        limit: most that may lie outside, in [0, 1]; None only reports.

    Guarantees:
        No association is told that rests on under ten control rows in any of its four cells.

    Example:
        audits: [{name: tabular/associations, dials: {target: responded, treatment: drug, condition: diagnosis}}]
    """

    target: str = ""
    treatment: str = ""
    condition: str = ""
    time: str = ""
    event: str = ""
    happened: str = ""
    rows: int = ROWS
    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Estimate every association in made, reference and control rows.

        Raises:
            NothingToAudit: none can be told.
        """
        three = held(records, anchor, audit=NAME, rows=self.rows)
        target = outcome_of(three, self.target, audit=NAME)
        outcomes, case = positive(three, target)
        apart = {target, *(three.place(name, where=NAME) for name in (self.time, self.event) if name)}
        tried = exposures(three, apart)
        crude = _odds(f"Odds ratios of {case}", [(each.name, None, each) for each in tried], outcomes)
        kinds = [_kept(crude, _MOST), self._within(three, tried, outcomes, case, crude=crude)]
        if self.time and self.event:
            kinds.append(self._hazards(three, tried))
        kinds = [kind for kind in kinds if kind.names]
        if not kinds:
            mend = "name another target, or audit more control rows"
            raise NothingToAudit(f"no association with {case} rests on ten rows a cell", where=NAME, mend=mend)
        chosen = "" if self.target else " (name another with target)"
        return self._told(three, kinds, f"with {case}{chosen}")

    def _within(
        self, three: Held, tried: Sequence[Exposure], outcomes: Sequence[npt.NDArray[np.bool_]], case: str, *,
        crude: _Ratios,
    ) -> _Ratios:  # fmt: skip
        """Effects of treatments within conditions."""
        treated = treatment_of(three, self.treatment, audit=NAME)
        column = groups_of(three, self.condition, audit=NAME, apart=treated, like=CONDITION)
        if column is None:
            return _odds("", [], outcomes)
        if treated >= 0:
            treatments = [each for each in tried if each.column == treated]
        else:
            surest = _kept(crude, len(crude.names)).names
            ranked = sorted((each for each in tried if each.name in surest), key=lambda each: surest.index(each.name))
            treatments = [each for each in ranked if each.column != column][:_TREATMENTS]
        asked = [
            (f"{group}: {each.name}", members, each)
            for group, members in large_groups(three, column)
            for each in treatments
        ]
        title = f"Odds ratios of {case} within {three.names[column]}"
        return _kept(_odds(title, asked, outcomes), _WITHIN)

    def _hazards(self, three: Held, tried: Sequence[Exposure]) -> _Ratios:
        """Hazard ratios of the exposures, each alone."""
        watched = times_of(three, self.time, self.event, happened=self.happened, audit=NAME)
        told = []
        for each in tried:
            pairs = [hazard(t, hit, mine[ok]) for (ok, t, hit), mine in zip(watched, each.members, strict=True)]
            ok, _, hit = watched[2]
            events = [int((hit & (each.members[2][ok] == side)).sum()) for side in (False, True)]
            if min(events) >= FLOOR and not np.isnan(pairs[2][0]):
                told.append((each.name, pairs))
        logs = np.array([[pair[0] for pair in pairs] for _, pairs in told]).reshape(-1, 3).T
        errors = np.array([[pair[1] for pair in pairs] for _, pairs in told]).reshape(-1, 3).T
        return _kept(_Ratios(f"Hazard ratios of {self.event}", tuple(name for name, _ in told), logs, errors), _MOST)

    def _told(self, three: Held, kinds: Sequence[_Ratios], what: str) -> Finding:
        """The finding."""
        names = [name for kind in kinds for name in kind.names]
        outside = [np.array([_outside(kind.logs[at], kind) for at in (0, 1)]) for kind in kinds]
        times = next((kind.again.shape[1] for kind in kinds if kind.again is not None), 1)
        again = [
            out[:, None].repeat(times, axis=1) if kind.again is None else _outside(kind.again, kind)
            for out, kind in zip(outside, kinds, strict=True)
        ]
        gaps = [np.abs(kind.logs[0] - kind.logs[2]) / np.hypot(kind.errors[0], kind.errors[2]) for kind in kinds]
        apart = np.nan_to_num(np.concatenate(gaps), nan=np.inf)
        made, real = np.concatenate(outside, axis=1).mean(axis=1)
        repeats = np.concatenate(again, axis=2).mean(axis=2)
        figure = Beside(
            made=estimate(made, repeats[0], least=0.0),
            real=estimate(real, repeats[1], least=0.0),
            excess=estimate(made - real, repeats[0] - repeats[1]),
            beyond=int((apart > norm.isf(_FAMILY / 2 / len(names))).sum()),
            more={"associations": float(len(names))},
        )
        inside = f"{1 - made:.0%} of {len(names)} associations {what} lie in the control rows' interval"
        reason = f"{inside}, {1 - real:.0%} of real rows'; the one most changed is {names[int(np.argmax(apart))]}"
        shown = [_forest(kind) for kind in kinds]
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=shown, what="share outside")


def _odds(
    title: str, asked: Sequence[tuple[str, Sequence[npt.NDArray[np.bool_]] | None, Exposure]],
    outcomes: Sequence[npt.NDArray[np.bool_]],
) -> _Ratios:  # fmt: skip
    """Odds ratios: those that rest on ten control rows in each cell."""
    if not asked:
        return _Ratios(title, (), np.empty((3, 0)), np.empty((3, 0)))
    found, again = [], []
    for at, outcome in enumerate(outcomes):
        among = [np.ones(len(outcome)) if part is None else part[at] * 1.0 for _, part, _ in asked]
        exposed = [each.members[at] * 1.0 for _, _, each in asked]
        parts = np.column_stack(among), np.column_stack(exposed), outcome
        one, two, three = (np.asarray(part, np.float64) for part in parts)
        found.append(log_odds(one, two, three))
        again += [log_odds(one, two, three, weights(len(outcome), f"{NAME} {at}"))[0]] if at < 2 else []
    sound = np.min(cells(one, two, three)[:, 0], axis=0) >= FLOOR  # in the control rows, which come last
    logs, errors = (np.vstack([pair[which] for pair in found])[:, sound] for which in (0, 1))
    names = tuple(name for (name, _, _), good in zip(asked, sound, strict=True) if good)
    return _Ratios(title, names, logs, errors, np.array(again)[:, :, sound])


def _kept(kind: _Ratios, most: int) -> _Ratios:
    """The ratios that are surest in the control rows, the surest first."""
    order = np.argsort(-np.abs(kind.logs[2] / kind.errors[2]), kind="stable")[:most] if kind.names else np.empty(0, int)
    again = None if kind.again is None else kind.again[:, :, order]
    names = tuple(kind.names[at] for at in order)
    return _Ratios(kind.title, names, kind.logs[:, order], kind.errors[:, order], again)


def _outside(logs: Floats, kind: _Ratios) -> Floats:
    """Which logarithms lie outside the control rows' intervals; what cannot be told does."""
    return np.asarray(~(np.abs(logs - kind.logs[2]) <= _Z95 * kind.errors[2]), np.float64)


def _forest(kind: _Ratios) -> Chart:
    """The ratios, of control rows and of made ones."""
    rows = tuple((name, (_ratio(kind, 2, at), _ratio(kind, 0, at))) for at, name in enumerate(kind.names[:_SHOWN]))
    more = len(kind.names) - len(rows)
    return Intervals(
        title=kind.title,
        series=("control", "synthetic"),
        rows=rows,
        marks=((1.0, "no effect"),),
        log=True,
        caption=f"The {len(rows)} surest; {more} more are not shown." if more > 0 else "",
    )


def _ratio(kind: _Ratios, at: int, place: int) -> Estimate | None:
    """A ratio with its 95 % interval; None where it cannot be told."""
    log, error = float(kind.logs[at, place]), float(kind.errors[at, place])
    if np.isnan(log):
        return None
    return exp(log), exp(log - _Z95 * error), exp(log + _Z95 * error)
