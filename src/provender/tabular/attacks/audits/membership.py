"""Whether the table gives away that somebody's data was used at all."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.chart import Curves, Intervals
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.membership import Scores, accused, area, reached, scores
from provender.tabular.attacks.told import LIMIT, Meaning, drawn, finding, generator

NAME = "tabular/attacks/membership"
MEANING = Meaning(
    question="Somebody knows a person's whole row and many other real rows. Can they tell from the released table that "
    "this person's data was used, for instance that the person was a patient here?",
    means="With one false accusation in 100, six of 100 people whose data was used are accused instead of one.",
    silent="The attackers know real rows but not how the table was made; one who can make such tables again is "
    "stronger (tabular/attacks/shadows tries that where the generator is known).",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """The risk that a reference row is known for one at one false accusation in a hundred, by two attackers.

    They compare densities (DOMIAS: van Breugel et al. 2023) and nearest rows, both with half of the control rows.

    Attributes:
        targets: most people of each kind that are judged.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/membership]
    """

    targets: int = 4000
    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Judge reference and control rows."""
        them = drawn(records, anchor, audit=NAME, seed=0)
        told = scores(them, rng=generator(f"{NAME}/targets", 0), targets=self.targets)
        tried = {name: accused(*pair) for name, pair in told.items()}
        return finding(NAME, tried, limit=self.limit, meaning=MEANING, more=(_areas(told), _curves(told)))


def _areas(told: dict[str, tuple[Scores, Scores]]) -> Intervals:
    """How well each attacker does on the whole."""
    rows = []
    for name, pair in told.items():
        value, reach = area(*pair)
        rows.append((name, ((value, reach.low, reach.high),)))
    title = "Area under the curve of each attacker"
    return Intervals(title=title, series=("AUC",), rows=tuple(rows), marks=((0.5, "chance"),))


def _curves(told: dict[str, tuple[Scores, Scores]]) -> Curves:
    """What share of people is found at what share of false accusations."""
    lines = tuple((name, reached(*pair)) for name, pair in told.items())
    title = "People found, by how many are accused falsely"
    return Curves(title=title, lines=lines, across="others accused", up="people found")
