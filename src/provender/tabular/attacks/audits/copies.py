"""Whether rows of the table are real people's rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.copying import exact
from provender.tabular.attacks.told import Meaning, finding
from provender.tabular.yardstick.held import three

NAME = "tabular/attacks/copies"
LIMIT = 0.01
MEANING = Meaning(
    question="Are rows of the released table copies of real people's rows, more often than people are alike by chance?",
    means="Five in 100 released rows are a person's own row, word for word.",
    silent="That no row is a copy says little: a person can be given away without one.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Copies:
    """The share of made rows that equal a reference row, beyond those that equal a control row.

    Attributes:
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/copies]
    """

    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Compare rows."""
        tried = {"whole rows": exact(*three(records, anchor, audit=NAME))}
        return finding(NAME, tried, limit=self.limit, meaning=MEANING)
