"""Whether somebody who can run the same generator can tell whose data a table was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provender.core.anchor import Anchor
from provender.core.chart import Curves, Intervals
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.membership import accused, area, reached
from provender.tabular.attacks.refitted import refitted
from provender.tabular.attacks.shadowing import shadowed
from provender.tabular.attacks.told import LIMIT, Meaning, finding, generator
from provender.tabular.table import Table, stacked
from provender.tabular.yardstick.held import three

NAME = "tabular/attacks/shadows"
MEANING = Meaning(
    question="Somebody knows a person's whole row, other real rows, and the very program that made the table. Making "
    "tables with and without the person, can they tell which kind a table is?",
    means="With one false accusation in 100, six of 100 people whose data was used are accused instead of one.",
    silent="It tells of the method, not of the very table that is released; more tables made would sharpen the attack.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Shadows:
    """The risk that a row is known for one of those learned from, by shadow models (Carlini et al. 2022).

    Attributes:
        generator: that is fitted `shadows` times.
        dials: of the generator.
        shadows: even, >= 4.
        targets: rows judged, each learned by half of the shadows.
        rows: other rows that every shadow learns from.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [{name: tabular/attacks/shadows, dials: {generator: tabular/copula}}]
    """

    generator: str
    dials: Mapping[str, object] = field(default_factory=dict)
    shadows: int = 8
    targets: int = 400
    rows: int = 2000
    limit: float | None = LIMIT

    def __post_init__(self) -> None:
        if self.shadows < 4 or self.shadows % 2:
            raise RecipeError(f"shadows={self.shadows} is odd or under 4", where=NAME, mend="give 4, 6, 8 or more")

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Fit shadows and attack each with the others."""
        _, reference, control = three(records, anchor, audit=NAME)
        rng = generator(NAME, 0)
        real = stacked([reference, control])
        order = rng.permutation(len(real))
        targets = real.take(order[: min(self.targets, len(real) // 3)])
        base = real.take(order[len(targets) :][: self.rows])
        pair = shadowed(base, targets, self._made, shadows=self.shadows, rng=rng)
        value, reach = area(*pair)
        charts = (
            Intervals(
                title="Area under the curve", series=("AUC",), marks=((0.5, "chance"),),
                rows=(("shadow models", ((value, reach.low, reach.high),)),),
            ),
            Curves(
                title="People found, by how many are accused falsely", across="others accused", up="people found",
                lines=(("shadow models", reached(*pair)),),
            ),
        )  # fmt: skip
        return finding(NAME, {"shadow models": accused(*pair)}, limit=self.limit, meaning=MEANING, more=charts)

    def _made(self, table: Table, shadow: int) -> Table:
        """A shadow's rows."""
        return refitted(table, generator=self.generator, dials=self.dials, seed=shadow, count=len(table), where=NAME)
