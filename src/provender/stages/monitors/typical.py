"""Does something refuse what is unusual? A filter that prefers typical records shrinks the data, cycle by cycle.

Keeping the most typical 95 % of a normal distribution leaves 0.87 of its spread after one generation, 0.24 after ten.
So of the records that screens refuse it is asked how unusual they are. The measure is the distance to the nearest
records of the anchor's reference, in its features; unusual is what lies further off than nine tenths of the control
split do. Refusals by judges of truth are left out: to be right is what records are selected by.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.chart import Bars
from provender.core.verdict import Finding, Interval
from provender.stages.judges.exact import clopper_pearson

NAME = "monitor/typicality"
LIMIT = 0.5  # of the chance to be accepted, that unusual records may be short of
LEAST = 20  # records refused by screens
_NEAREST, _KNOWN, _TENTHS = 5, 1000, 10

Features: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Distances:
    """How far records lie from the anchor's.

    Attributes:
        known: (n, d) features of reference records, each feature divided by its spread.
        scale: (d,) that spread.
        edges: (9,) distances that tenths of the control split do not exceed.
    """

    known: Features
    scale: Features
    edges: Features

    @classmethod
    def of(cls, reference: npt.ArrayLike, control: npt.ArrayLike) -> "Distances":
        """From features of the anchor's records; the first 1,000 of each are enough."""
        known, other = (np.asarray(part, float)[:_KNOWN] for part in (reference, control))
        spread = known.std(0)
        scale = np.where(spread > 0, spread, np.inf)
        made = cls(known / scale, scale, np.empty(0))
        return cls(made.known, scale, np.quantile(made.to(other), np.arange(1, _TENTHS) / _TENTHS))

    def to(self, features: Features) -> Features:
        """(n,) mean distance to the nearest reference records."""
        kept = min(_NEAREST, len(self.known))
        found = []
        for row in features / self.scale:
            near = np.sqrt(((self.known - row) ** 2).sum(1))
            found.append(np.partition(near, kept - 1)[:kept].mean())
        return np.array(found)


def typicality(distances: Distances, features: Features, accepted: npt.NDArray[np.bool_], *, alpha: float) -> Finding:
    """How much less often unusual records are let in than the others.

    Args:
        features: (n, d) of records that no judge of truth refused.
        accepted: (n,) whether the screens let them in.
        alpha: chance of a false alarm.

    Guarantees:
        Screens that refuse without regard to how usual a record is raise an alarm with probability at most `alpha`.
    """
    tenth = np.searchsorted(distances.edges, distances.to(features))
    odd = tenth == _TENTHS - 1
    unusual, usual = _share(accepted[odd]), _share(accepted[~odd])
    few, many = (clopper_pearson(int(accepted[part].sum()), int(part.sum()), 1 - alpha) for part in (odd, ~odd))
    value = max(0.0, 1 - unusual / usual) if usual else 0.0
    low = max(0.0, 1 - few.high / many.low) if many.low else 0.0
    high = 1 - few.low / many.high
    return Finding(
        audit=NAME,
        value=value,
        limit=LIMIT,
        interval=Interval(low=low, high=max(low, high), level=1 - 2 * alpha),
        reason=f"screens let {unusual:.0%} of unusual records in and {usual:.0%} of the others ({int(odd.sum()):,} and "
        f"{int((~odd).sum()):,} seen)",
        shown=(_chart(tenth, accepted),),
        mend="`provender show --rejected` tells which screen refuses them: let it refuse what is wrong, by a threshold "
        "and never what is rare, unlikely or badly scored; or leave it out",
    )


def _share(part: npt.NDArray[np.bool_]) -> float:
    """Of those that were let in; 1 where there was none to refuse."""
    return float(part.mean()) if len(part) else 1.0


def _chart(tenth: npt.NDArray[np.int64], accepted: npt.NDArray[np.bool_]) -> Bars:
    """What was let in, by how unusual it is."""
    names = ("the most usual tenth", *(f"tenth {at}" for at in range(2, _TENTHS)), "the most unusual tenth")
    return Bars(
        title="Let in by the screens, by how unusual a record is",
        caption="Tenths by the distance to the anchor's records, as wide as tenths of the anchor's own control split. "
        "A fair screen lets in as many of each; one that prefers typical records falls off at the end.",
        series=("let in",),
        rows=tuple((name, (_share(accepted[tenth == at]),)) for at, name in enumerate(names) if (tenth == at).any()),
    )
