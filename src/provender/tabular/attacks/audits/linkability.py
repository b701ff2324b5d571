"""Whether two halves of somebody's data, held apart, can be joined through the table."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.linking import linkability
from provender.tabular.attacks.told import LIMIT, Meaning, drawn, finding, generator, pooled

NAME = "tabular/attacks/linkability"
MEANING = Meaning(
    question="Two offices each hold half of what is known of the same people. Can they find out, through the released "
    "table, which of their halves belong to one person?",
    means="Of 100 people whose halves could not have been joined by what holds for everybody, five are joined.",
    silent="Halves were drawn at random; a division that suits an attacker better may exist. Names and numbers that "
    "identify a person were never in the table.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Linkability:
    """The risk that both halves of a reference row lead to one made row (Giomi et al. 2023).

    Attributes:
        attacks: people tried with each seed.
        seeds: how often all is repeated with other people and halves.
        neighbours: made rows that each half may lead to.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [tabular/attacks/linkability]
    """

    attacks: int = 2000
    seeds: int = 3
    neighbours: int = 1
    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Join halves of reference and of control rows."""
        tried = []
        for seed in range(self.seeds):
            them, rng = drawn(records, anchor, audit=NAME, seed=seed), generator(f"{NAME}/guess", seed)
            tried.append(linkability(them, attacks=self.attacks, rng=rng, neighbours=self.neighbours))
        return finding(NAME, {"two halves of a row": pooled(tried)}, limit=self.limit, meaning=MEANING)
