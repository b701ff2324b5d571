"""Whether a generator remembers odd rows that were planted among those it learns from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from provender.core.anchor import Anchor
from provender.core.chart import Intervals
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.memory import exposed, plant
from provender.tabular.attacks.people import people
from provender.tabular.attacks.refitted import refitted
from provender.tabular.attacks.told import LIMIT, Meaning, finding, generator
from provender.tabular.yardstick.held import three

NAME = "tabular/attacks/canaries"
MEANING = Meaning(
    question="If somebody's row were unlike every other, would the way in which the table is made give it away? Rows "
    "made up for the purpose were planted among the real ones, the table made once more, and they were looked for.",
    means="Of 100 planted rows, five more than of 100 not planted have a made row much nearer than any real one.",
    silent="It tells of the method, not of the very table that is released.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Canaries:
    """The share of planted rows that a generator gives away, beyond those of their twins that were not planted.

    Attributes:
        generator: that is fitted once more, on reference rows and planted ones.
        dials: of the generator.
        count: rows planted; as many twins are kept aside.
        rows: most reference rows learned from.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [{name: tabular/attacks/canaries, dials: {generator: tabular/copula}}]
    """

    generator: str
    dials: Mapping[str, object] = field(default_factory=dict)
    count: int = 200
    rows: int = 10_000
    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Plant, fit, draw and look."""
        _, reference, control = three(records, anchor, audit=NAME)
        rng = generator(NAME, 0)
        learned = reference.take(rng.permutation(len(reference))[: self.rows])
        salted, canaries = plant(learned, self.count, rng=rng)
        made = refitted(salted, generator=self.generator, dials=self.dials, seed=0, count=len(learned), where=NAME)
        if not len(made):
            raise RecipeError(f"{self.generator} made no rows", where=NAME, mend="try it alone with provender preview")
        them = people(learned, control, made, rng=rng, others=(canaries.planted, canaries.twins))
        tried, value, reach = exposed(them)
        chart = Intervals(
            title="Planted rows told from their twins",
            series=("AUC",),
            rows=(("nearest made row", ((value, reach.low, reach.high),)),),
            marks=((0.5, "chance"),),
        )
        return finding(NAME, {"planted rows": tried}, limit=self.limit, meaning=MEANING, more=(chart,))
