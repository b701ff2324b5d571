"""Every two columns together: what holds between them in control rows should hold in made ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from provender.core.anchor import Anchor
from provender.core.chart import Chart, Heat, Intervals
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.measure.codes import Rule, Whole, coded, rules
from provender.tabular.measure.frame import Floats
from provender.tabular.measure.pairs import trends
from provender.tabular.yardstick.held import ROWS, Held, held
from provender.tabular.yardstick.resampling import beyond, chosen, estimate, weights
from provender.tabular.yardstick.told import REAL, SYNTHETIC, Beside, finding

NAME = "tabular/pairs"
TRENDS = "pair trends"
_BINS, _NAMES = 8, 15
_MOST = 4000  # pairs of a wide table that are measured
_AGAIN = 150  # pairs that are measured again in resampled rows
_HEAT, _WORST = 40, 20


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Pairs:
    """The mean total variation between made and control rows over the pairs of columns.

    Numbers are sorted into 8 bins of equal count, names into their 15 commonest and the rest. "pair trends" is the
    likeness that sdmetrics calls so (correlations for two numbers), 1 where it is perfect.

    Attributes:
        rows: most rows of each table.
        limit: most that may be found, in [0, 1]; None only reports.

    Guarantees:
        A table against itself has the distance 0.
        Of a table with over 90 columns, 4,000 pairs are measured, always the same ones.

    Example:
        audits: [tabular/pairs]
    """

    rows: int = ROWS
    limit: float | None = None

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Hold every pair of columns of the made rows against the control rows."""
        three = held(records, anchor, audit=NAME, rows=self.rows)
        laid = rules(three.control, bins=_BINS, most=_NAMES)
        frames = (three.made, three.reference, three.control)
        codes = [coded(frame, laid) for frame in frames]
        all_pairs = np.array(list(combinations(range(len(laid)), 2)), np.int64).reshape(-1, 2)
        taken = all_pairs[chosen(len(all_pairs), _MOST, NAME)]
        if not len(taken):
            taken = np.zeros((1, 2), np.int64)  # a column alone: with itself
        ones = [np.ones((1, len(part))) for part in codes]
        seen = _distances(codes, ones, taken, laid)[:, 0]
        fewer = chosen(len(taken), _AGAIN, f"{NAME} again")
        again = _distances(codes, [weights(len(c), f"{NAME} {at}") for at, c in enumerate(codes)], taken[fewer], laid)
        alike = [trends(three.control, frame) for frame in frames[:2]] if len(all_pairs) <= _MOST else []
        return self._told(three, taken, seen, again=again, fewer=fewer, trends=alike)

    def _told(
        self,
        three: Held,
        taken: Whole,
        seen: Floats,
        *,
        again: Floats,
        fewer: Whole,
        trends: Sequence[float],
    ) -> Finding:
        """The finding."""
        made, real = seen
        apart = made - real
        named = [f"{three.names[one]} × {three.names[two]}" for one, two in taken]
        figure = Beside(
            made=estimate(made.mean(), again[0].mean(axis=1), least=0.0),
            real=estimate(real.mean(), again[1].mean(axis=1), least=0.0),
            excess=estimate(apart.mean(), (again[0] - again[1]).mean(axis=1)),
            beyond=int(beyond(apart[fewer], again[0] - again[1]).sum()),
            more={f"{TRENDS}, {who}": told for who, told in zip((SYNTHETIC, REAL), trends, strict=False)},
        )
        worst = np.argsort(-apart, kind="stable")
        reason = f"pairs lie {made.mean():.1%} from control rows, {named[worst[0]]} furthest at {made[worst[0]]:.1%}"
        rows = tuple((named[at], tuple((float(s[at]),) * 3 for s in seen)) for at in worst[:_WORST])
        forest = Intervals(title="The pairs that are furthest off", series=("synthetic", "real rows"), rows=rows)
        return finding(
            NAME, figure, held=three, limit=self.limit, reason=reason, shown=[_heat(three, taken, apart), forest]
        )


def _distances(codes: Sequence[Whole], drawn: Sequence[Floats], taken: Whole, laid: Sequence[Rule]) -> Floats:
    """(2, times, pairs): total variation of made and of reference rows to control rows."""
    found = np.empty((2, len(drawn[0]), len(taken)))
    for at, (one, two) in enumerate(taken):
        size = laid[one].size * laid[two].size
        shares = [
            _shares(part[:, one] * laid[two].size + part[:, two], rows, size)
            for part, rows in zip(codes, drawn, strict=True)
        ]
        for who in (0, 1):
            found[who, :, at] = np.abs(shares[who] - shares[2]).sum(axis=1) / 2
    return found


def _shares(joint: Whole, drawn: Floats, size: int) -> Floats:
    """(times, size) shares of joint codes."""
    if len(drawn) == 1:
        return np.asarray(np.bincount(joint, minlength=size)[None] / len(joint))
    return np.array([np.bincount(joint, row, minlength=size) for row in drawn]) / len(joint)


def _heat(three: Held, taken: Whole, apart: Floats) -> Chart:
    """Where pairs are further off than real rows are, by columns."""
    loss = np.zeros(len(three.names))
    np.add.at(loss, taken.ravel(), np.repeat(np.maximum(apart, 0), 2))
    kept: npt.NDArray[np.int64] = np.sort(np.argsort(-loss, kind="stable")[:_HEAT])
    values: dict[tuple[int, int], float] = {}
    for (one, two), value in zip(taken, apart, strict=True):
        values[int(one), int(two)] = values[int(two), int(one)] = round(max(float(value), 0.0), 4)
    square = tuple(tuple(values.get((int(one), int(two))) if one != two else None for two in kept) for one in kept)
    few = len(kept) < len(three.names)
    return Heat(
        title="What synthetic pairs lack",
        caption="How much further each pair lies from control rows than real rows do."
        + f" The {len(kept)} columns that are furthest off." * few,
        names=tuple(three.names[c] for c in kept),
        values=square,
        most=max(0.1, float(np.max(apart, initial=0))),
    )
