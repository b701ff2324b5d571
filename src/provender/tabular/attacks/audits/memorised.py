"""Whether people who stand alone were learned by heart."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.memory import rare_rows
from provender.tabular.attacks.told import LIMIT, Meaning, drawn, finding, pooled

NAME = "tabular/attacks/memorised"
MEANING = Meaning(
    question="Do people who are like nobody else, say the one patient with a rare disease of that age, turn up in "
    "the released table?",
    means="Of 100 people unlike anybody else, five have a released row much nearer than any real person's.",
    silent="Only the twentieth of the people who stand most alone is looked at.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Memorised:
    """The risk that a reference row far from all others has a made row within half that distance.

    Attributes:
        seeds: how often all is repeated with other rows, where there are more than are looked at.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/memorised]
    """

    seeds: int = 2
    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Look near the rarest reference and control rows."""
        tried = [rare_rows(drawn(records, anchor, audit=NAME, seed=seed)) for seed in range(self.seeds)]
        return finding(NAME, {"rarest people": pooled(tried)}, limit=self.limit, meaning=MEANING)
