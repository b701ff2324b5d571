"""Whether the table gives away what is secret about somebody of whom all else is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import audit
from provender.core.verdict import Finding
from provender.tabular.attacks.guessing import inference
from provender.tabular.attacks.people import People
from provender.tabular.attacks.risk import Tried
from provender.tabular.attacks.told import LIMIT, Meaning, drawn, finding, generator, pooled

NAME = "tabular/attacks/inference"
MEANING = Meaning(
    question="Somebody knows everything about a person but one thing. Does the released table tell it, better than it "
    "would for a person whose data was not used?",
    means="Of 100 secrets that could not have been told of strangers, five are told of people whose data was used.",
    silent="What the table rightly teaches about everybody (that smokers fall ill more often) holds for anybody, data "
    "used or not; that is its purpose and no leak. An attacker who knows less was not tried.",
)


@audit
@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """The risk that the nearest made row tells a reference row's secret value (Giomi et al. 2023).

    Attributes:
        attacks: people tried with each seed.
        seeds: how often all is repeated with other people.
        secrets: columns whose values are guessed; () all, of many the first.
        most: columns at most, where none are named.
        limit: most that may be found, in [0, 1]; None only reports.

    Example:
        audits: [{name: tabular/attacks/inference, dials: {secrets: [income]}}]
    """

    attacks: int = 2000
    seeds: int = 2
    secrets: tuple[str, ...] = ()
    most: int = 30
    limit: float | None = LIMIT

    def __call__(self, records: Sequence[Record], anchor: Anchor, /) -> Finding:
        """Guess secrets of reference and of control rows."""
        tried: dict[str, list[Tried]] = {}
        for seed in range(self.seeds):
            them = drawn(records, anchor, audit=NAME, seed=seed, wanted=self.secrets)
            rng = generator(f"{NAME}/guess", seed)
            for at, each in inference(them, self._places(them), attacks=self.attacks, rng=rng).items():
                tried.setdefault(them.names[at], []).append(each)
        return finding(NAME, {name: pooled(each) for name, each in tried.items()}, limit=self.limit, meaning=MEANING)

    def _places(self, them: People) -> list[int]:
        """Where the secrets stand."""
        for name in self.secrets:
            if name not in them.names:
                mend = f"name columns that are learned: {', '.join(them.names[:8])}"
                raise RecipeError(f"there is no column {name!r} to guess", where=NAME, mend=mend)
        return [them.names.index(name) for name in self.secrets] or list(range(len(them.names)))[: self.most]
