"""Whether rows of the table are real people's rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.chart import Intervals
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.copying import exact, nearer
from provender.tabular.attacks.told import Meaning, drawn, finding

NAME = "tabular/attacks/copies"
LIMIT = 0.01
MEANING = Meaning(
    question="Are rows of the released table copies of real people's rows, more often than people are alike by chance?",
    means="Five in 100 released rows are a person's own row, word for word.",
    silent="That no row is a copy says little: a person can be given away without one. The share of rows nearer to "
    "people who were learned from is an alarm where it is high, and no reassurance where it is not.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The share of made rows that equal a reference row, beyond those that equal a control row.

    Beside it, as an alarm only, the share of made rows that lie nearer to a reference row than to a control row.

    Attributes:
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/copies]
    """

    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare rows."""
        them = drawn(records, anchor, audit=NAME, seed=0)
        value, reach = nearer(them)
        chart = Intervals(
            title="Made rows nearer to people who were learned from",
            series=("share",),
            rows=(("nearer", ((value, reach.low, reach.high),)),),
            marks=((0.5, "chance"),),
            caption="An alarm where it lies well above one half; below it proves nothing.",
        )
        return finding(NAME, {"whole rows": exact(them)}, limit=self.limit, meaning=MEANING, more=(chart,))
