"""Whether rows lie nearer to people who were learned from than to others: an alarm, never a reassurance."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.chart import Intervals
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.copying import nearer
from provender.tabular.attacks.told import drawn

NAME = "tabular/attacks/nearness"


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Nearness:
    """The share of made rows that lie nearer to a reference row than to a control row; 0.5 is ideal.

    Where it is high something leaks. Where it is not, nothing follows (Yao et al. 2025, arXiv 2505.01524).

    Attributes:
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/nearness]
    """

    limit: float | None = 0.55

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare nearest rows."""
        value, reach = nearer(drawn(records, anchor, audit=NAME, seed=0))
        chart = Intervals(
            title="Made rows nearer to people who were learned from",
            series=("share",),
            rows=(("nearer", ((value, reach.low, reach.high),)),),
            marks=((0.5, "chance"),),
            caption="An alarm where it lies well above one half; below it proves nothing.",
        )
        reason = f"{value:.1%} of made rows lie nearer to people who were learned from than to as many others"
        return Finding(audit=NAME, value=value, limit=self.limit, interval=reach, reason=reason, shown=(chart,))
