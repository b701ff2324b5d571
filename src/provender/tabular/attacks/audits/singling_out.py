"""Whether the table tells of anybody alone: descriptions read off it that fit exactly one real person."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.risk import Tried
from provender.tabular.attacks.singling import by_row, by_value
from provender.tabular.attacks.told import LIMIT, Meaning, drawn, finding, generator, pooled

NAME = "tabular/attacks/singling_out"
MEANING = Meaning(
    question="Can somebody who holds only the released table describe a person so that the description fits that "
    "person and nobody else among those whose data was used?",
    means="Of 100 such descriptions that could not have been guessed about strangers, five fit exactly one person "
    "whose data was used.",
    silent="A description that fits one person does not name that person, and tells nothing beyond itself. "
    "Descriptions of other forms, and knowledge from other sources, were not tried.",
)
_COLUMNS = (5, 6)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class SinglingOut:
    """The risk that a description read off made rows fits one reference row alone (Giomi et al. 2023).

    Attributes:
        attacks: guesses of each kind and seed.
        seeds: how often all is repeated with other rows and guesses.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/singling_out]
    """

    attacks: int = 2000
    seeds: int = 2
    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Guess, about reference and control rows alike."""
        tried: dict[str, list[Tried]] = {}
        for seed in range(self.seeds):
            them, rng = drawn(records, anchor, audit=NAME, seed=seed), generator(f"{NAME}/guess", seed)
            tried.setdefault("one rare value", []).append(by_value(them, attacks=self.attacks, rng=rng))
            for columns in _COLUMNS:
                name = f"{columns} values of a row"
                tried.setdefault(name, []).append(by_row(them, attacks=self.attacks, columns=columns, rng=rng))
        return finding(NAME, {name: pooled(each) for name, each in tried.items()}, limit=self.limit, meaning=MEANING)
