"""Whether a classifier tells made rows from control rows, and by which columns."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from provender.core.anchor import Anchor
from provender.core.chart import Bars, Chart, Curves, Estimate
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.detection import suspicions
from provender.tabular.measure.frame import Floats, Frame, rounded, stacked
from provender.tabular.measure.models import MODELS, auc, told_by
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import estimate, generator, weights
from provender.tabular.yardstick.told import Beside, finding

NAME = "tabular/detection"
ROUNDED = "rounded"
_LISTED, _TRIED = 12, 60


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Detection:
    """The area under the curve of boosted trees that tell made rows from control rows: 0.5 is ideal.

    Also with numbers rounded to one decimal: where that is much lower, only the lattice of stored values betrays them.

    Attributes:
        rows: most rows of each table.
        limit: most that may be found, in [0, 1]; None only reports.

    Guarantees:
        Each row is told by trees that did not learn from it.

    Example:
        audits: [{name: tabular/detection, dials: {limit: 0.7}}]
    """

    rows: int = ROWS
    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Try to tell the made rows from the control rows, and the reference rows too."""
        three = held(records, anchor, audit=NAME, rows=self.rows)
        told = [_told(three.control, frame) for frame in (three.made, three.reference)]
        round_ = [_told(rounded(three.control), rounded(frame)) for frame in (three.made, three.reference)]
        drawn = [weights(len(three.control), f"{NAME} control"), weights(len(three.made), NAME)]
        again = np.hstack(drawn)
        made, real, made_round, real_round = (auc(truth, seen) for truth, seen in (*told, *round_))
        repeats = [auc(truth, seen, again) for truth, seen in (*told, *round_)]
        figure = Beside(
            made=_auc(made, repeats[0]),
            real=_auc(real, repeats[1]),
            excess=estimate(made[0] - real[0], repeats[0] - repeats[1]),
            more={ROUNDED: _auc(made_round, repeats[2]), f"{ROUNDED}, real rows": _auc(real_round, repeats[3])},
        )
        betrayed = _betrayed(three)
        reason = f"made rows are told from control rows with an AUC of {made[0]:.3f}, {made_round[0]:.3f} when rounded"
        if betrayed and betrayed[0][1] > 0.005:
            reason += f", first of all by {betrayed[0][0]}"
        shown = [_curves(told), _bars(betrayed)]
        return finding(NAME, figure, held=three, limit=self.limit, reason=reason, shown=shown, what="AUC")


def _told(control: Frame, other: Frame) -> tuple[npt.NDArray[np.bool_], Floats]:
    """Which rows are the other's, and how surely each was taken for one."""
    both, truth = stacked(control, other)
    return truth.astype(bool), suspicions(both, truth)


def _auc(value: Floats, repeats: Floats) -> Estimate:
    """An area with its interval, in [0, 1]."""
    told, low, high = estimate(value[0], repeats, least=0.0)
    return told, low, min(high, 1.0)


def _betrayed(three: Held) -> list[tuple[str, float]]:
    """The columns that trees lean on: the area that is lost when a column is shuffled (Breiman 2001)."""
    both, truth = stacked(three.control, three.made)
    order = generator(NAME).permutation(len(both))
    learned, asked = order[len(order) // 3 :], order[: len(order) // 3]
    columns = list(range(len(both.names)))[:_TRIED]
    rest, wanted = both.take(asked), truth[asked].astype(bool)

    values = np.vstack([rest.values] * (1 + len(columns)))
    for at, c in enumerate(columns):
        block = slice((at + 1) * len(rest), (at + 2) * len(rest))
        values[block, c] = generator(f"{NAME} {c}").permutation(rest.values[:, c])
    tried = Frame(values, both.names, both.named)
    told = told_by(MODELS[0], both.take(learned), truth[learned].astype(bool), tried, columns=columns)
    areas = [float(auc(wanted, part)[0]) for part in np.split(told, 1 + len(columns))]
    lost = [(both.names[c], max(areas[0] - area, 0.0)) for c, area in zip(columns, areas[1:], strict=True)]
    return sorted(lost, key=lambda pair: -pair[1])[:_LISTED]


def _bars(betrayed: Sequence[tuple[str, float]]) -> Chart:
    """What gives made rows away."""
    rows = tuple((name, (lost,)) for name, lost in betrayed)
    caption = "How much of the AUC is lost when one column is shuffled."
    return Bars(title="What gives made rows away", series=("lost",), rows=rows, caption=caption)


def _curves(told: Sequence[tuple[npt.NDArray[np.bool_], Floats]]) -> Chart:
    """The curves whose areas are told."""
    lines = []
    for name, (truth, seen) in zip(("synthetic", "real rows"), told, strict=True):
        order = np.argsort(-seen, kind="stable")
        caught, alarms = (np.cumsum(part[order]) / max(part.sum(), 1) for part in (truth, ~truth))
        places = np.linspace(0, len(order) - 1, 50).astype(int)
        lines.append((name, ((0.0, 0.0), *((float(alarms[at]), float(caught[at])) for at in places))))
    title = "Made rows found, by how many control rows are suspected in error"
    return Curves(title=title, lines=tuple(lines), across="control rows suspected", up="made rows found")
