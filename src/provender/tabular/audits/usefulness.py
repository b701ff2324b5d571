"""Whether models that learned from made rows serve as well as those that learned from real ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from provender.core.anchor import Anchor
from provender.core.chart import Estimate, Intervals
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.frame import Floats
from provender.tabular.measure.models import MODELS, auc, told_by
from provender.tabular.yardstick.columns import groups_of, large_groups, outcome_of, positive
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import beyond, estimate, generator, weights
from provender.tabular.yardstick.told import FLOOR, Beside, finding

NAME = "tabular/usefulness"
_QUARTERS = 4


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Usefulness:
    """The area under the curve that is lost by learning from made rows: train on synthetic, test on real.

    Boosted trees, logistic regression and a random forest learn an outcome from made rows and from as many reference
    rows; all are asked about the control rows. The value is what is lost, on the mean; also told by group.

    Attributes:
        target: the column to predict; of numbers, whether they are over the median. "" takes the last column that
            looks like an outcome, or has two values.
        group: the column whose groups are looked into; "" takes one that looks like groups, if there is any.
        without: columns that the target must not be told from.
        rows: most rows of each table.
        limit: most that may be lost, in [0, 1]; None only reports.

    Guarantees:
        No group of under 50 control rows is told.

    Example:
        audits: [{name: tabular/usefulness, dials: {target: died, group: sex, without: [discharged]}}]
    """

    target: str = ""
    group: str = ""
    without: tuple[str, ...] = ()
    rows: int = ROWS
    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Let models learn from made and from reference rows, and ask them about control rows."""
        three = held(records, anchor, audit=NAME, rows=self.rows)
        target = outcome_of(three, self.target, audit=NAME)
        outcomes, case = positive(three, target)
        apart = {target, *(three.place(name, where=NAME) for name in self.without)}
        columns = [c for c in range(len(three.names)) if c not in apart]
        told = [
            [told_by(model, frame, outcomes[at], three.control, columns=columns) for model in MODELS]
            for at, frame in enumerate((three.made, three.reference))
        ]
        drawn = np.vstack((np.ones(len(three.control)), weights(len(three.control), NAME)))
        areas = np.array([[auc(outcomes[2], seen, drawn) for seen in each] for each in told])  # (2, models, 1 + times)
        groups = self._groups(three, target, outcomes[2], (told[0][0], told[1][0]))
        means = areas.mean(axis=1)
        lost = areas[1] - areas[0]
        chance = self._chance(three, outcomes, columns)
        lost[:, 1:] += chance[:, None] * generator(f"{NAME} learned").normal(size=(1, lost.shape[1] - 1))
        mean = estimate(lost[:, 0].mean(), lost[:, 1:].mean(axis=0))
        by_model = {f"lost by {model}": estimate(part[0], part[1:]) for model, part in zip(MODELS, lost, strict=True)}
        figure = Beside(
            made=mean,
            real=(0.0, 0.0, 0.0),
            excess=mean,
            beyond=int(beyond(lost[:, 0], lost[:, 1:].T).sum()),
            more={
                "AUC, synthetic": estimate(means[0, 0], means[0, 1:]),
                "AUC, real rows": estimate(means[1, 0], means[1, 1:]),
                **by_model,
            },
        )
        chosen = "" if self.target else " (name another with target)"
        reached = f"{means[0, 0]:.3f} after made rows, {means[1, 0]:.3f} after real ones"
        reason = f"{case} is told with an AUC of {reached}{chosen}"
        rows = tuple((model, tuple(estimate(a[0], a[1:]) for a in areas[:, at])) for at, model in enumerate(MODELS))
        models = Intervals(title=f"AUC for {case}, on control rows", series=("synthetic", "real rows"), rows=rows)
        shown = [models, *([groups] if groups else [])]
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=shown, what="AUC lost")

    def _chance(self, three: Held, outcomes: Sequence[npt.NDArray[np.bool_]], columns: Sequence[int]) -> Floats:
        """(models,) how much what is lost scatters, because other rows would have been learned.

        From quarters of the reference rows: models that learn n / 4 rows have four times the variance of those that
        learn n, and what is lost is a difference of two.
        """
        order = generator(f"{NAME} quarters").permutation(len(three.reference))
        areas = np.empty((len(MODELS), _QUARTERS))
        for at, part in enumerate(np.array_split(order, _QUARTERS)):
            learned = three.reference.take(part)
            told = [told_by(model, learned, outcomes[1][part], three.control, columns=columns) for model in MODELS]
            areas[:, at] = [auc(outcomes[2], seen)[0] for seen in told]
        return np.asarray(np.std(areas, axis=1, ddof=1) * np.sqrt(2 / _QUARTERS), np.float64)

    def _groups(
        self, three: Held, target: int, outcome: npt.NDArray[np.bool_], told: Sequence[Floats]
    ) -> Intervals | None:
        """Boosted trees' areas in each group that has enough of both outcomes."""
        column = groups_of(three, self.group, audit=NAME, apart=target)
        if column is None:
            return None
        rows: list[tuple[str, tuple[Estimate, ...]]] = []
        for name, (_, _, mine) in large_groups(three, column):
            if min((outcome & mine).sum(), (~outcome & mine).sum()) < FLOOR:
                continue
            drawn = np.vstack((np.ones(mine.sum()), weights(int(mine.sum()), f"{NAME} {name}")))
            seen = [auc(outcome[mine], part[mine], drawn) for part in told]
            rows.append((name, tuple(estimate(each[0], each[1:]) for each in seen)))
        title = f"AUC by {three.names[column]}, {MODELS[0]}"
        return Intervals(title=title, series=("synthetic", "real rows"), rows=tuple(rows)) if rows else None
