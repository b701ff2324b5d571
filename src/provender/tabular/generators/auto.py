"""The generator for whoever does not want to choose: picked by rules that are measured, and it says which and why.

limits.epsilon is set       tabular/private_network for 50 columns or more, at epsilon >= 3 for 10,000 persons or more;
                            else tabular/marginals: by what the recipe says alone, before a row is seen
the mix, where or edits     tabular/autoregressive: the one that can be asked
under 100 rows              tabular/copula: the network takes no fewer; from there on it is the better one, measured
else                        tabular/autoregressive

docs/decisions/0037-auto-by-measured-rules.md holds the measurements.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, NamedTuple

from provender.core.artefact import Artefact, Behind
from provender.core.dials import dial_types
from provender.core.errors import RecipeError
from provender.core.protocols import Fittable, Make, Secret
from provender.core.recipe import NOTHING, Limits, Use
from provender.core.record import Record
from provender.core.registry import find, generator, load
from provender.tabular.asking.support import SUPPORT, behind, with_tags
from provender.tabular.encoding.encoder import FLOOR
from provender.tabular.table import table_of

NAME = "tabular/auto"
KIND = "provender/auto"
FEW = 100  # rows under which correlations are learned: the network takes no fewer
NETWORK, COPULA = "tabular/autoregressive", "tabular/copula"
COUNTS, PRIVATE = "tabular/marginals", "tabular/private_network"
WIDE, MUCH, MANY = 50, 3.0, 10_000  # columns; or epsilon and persons: from there on the private network tells more
_UNASKED = ("where", "edits", "constraints")  # what no private learner takes


class Choice(NamedTuple):
    """A generator's name, and why it was chosen."""

    name: str
    why: str


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Auto:
    """Rows like those of a reference, by the generator that fits it; plan, ledger and report say which and why.

    Attributes:
        floor, constraints, find, where, edits, support: as `tabular/autoregressive`.
        domain, outcome: as `tabular/marginals`, for when limits.epsilon is set.
        persons: about how many persons the table holds, where that is no secret; of use with epsilon alone, and
            never compared with the rows. 0: not said, which counts as few.

    Example:
        generators: [{name: tabular/auto, reference: patients.csv}]
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    floor: int = FLOOR
    constraints: tuple[str, ...] = ()
    find: bool = True
    where: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    edits: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    support: int = SUPPORT
    domain: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    outcome: str = ""
    persons: int = 0

    def __post_init__(self) -> None:
        if min(self.floor, self.support + 1, self.persons + 1) < 1:
            mend = "give floor >= 1, support >= 0 and persons >= 0"
            raise RecipeError("a dial is out of its range", where=NAME, mend=mend)

    @classmethod
    def settled(cls, use: Use, limits: Limits, /) -> Choice | None:
        """What is decided by the recipe alone, and why: a budget asks for a generator that keeps it, before any look.

        Raises:
            RecipeError: a dial is set that no private learner takes.
        """
        if limits.epsilon is None:
            return None
        if lost := [name for name in _UNASKED if use.dials.get(name)]:
            mend = "leave it out: rows that are out already can be filtered as often as you like"
            raise RecipeError(f"{lost[0]} is not kept under epsilon", where=NAME, mend=mend)
        domain, persons = use.dials.get("domain", {}), use.dials.get("persons", 0)
        columns = len(domain) if isinstance(domain, Mapping) else 0
        if columns >= WIDE:
            return Choice(PRIVATE, f"{columns} columns have more pairs than can be counted well: a network learns them")
        if limits.epsilon >= MUCH and isinstance(persons, int) and persons >= MANY:
            return Choice(PRIVATE, f"at epsilon {limits.epsilon:g} a network tells more of about {persons:,} persons")
        few = f"so few columns ({columns}), and epsilon under {MUCH:g} or no word of {MANY:,} persons"
        return Choice(COUNTS, f"noisy counts of pairs tell most of {few}")

    @classmethod
    def instead(cls, use: Use, limits: Limits, /) -> Use:
        """The use of what `settled` decides; the same where it decides nothing."""
        choice = cls.settled(use, limits)
        if choice is None:
            return use
        known = dial_types(find("generator", choice.name))
        return replace(use, name=choice.name, dials={name: value for name, value in use.dials.items() if name in known})

    def choice(self, reference: Sequence[Record], /) -> Choice:
        """Which generator is taken for a reference, and why."""
        rows, columns = len(reference), len(table_of(reference[:1]).schema) if len(reference) else 0
        if self.where or self.edits:
            return Choice(NETWORK, "rows are asked to be something, which it alone can draw")
        if rows < FEW:
            return Choice(
                COPULA, f"{_told(rows)} rows are under {FEW}: correlations are learned from so few, no network"
            )
        return Choice(NETWORK, f"{_told(rows)} rows of {columns} columns: the most like the real ones in measurements")

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Learn with what is chosen.

        Raises:
            RecipeError: as the chosen generator.
        """
        choice = self.choice(reference)
        learned = self._part(choice.name).fit(reference, seed=seed, noise=noise)
        head = json.dumps({"chosen": choice.name, "kind": learned.kind}).encode() + b"\n"
        return replace(learned, content=head + learned.content, kind=KIND)

    def restore(self, fitted: Artefact, /) -> Make:
        """The generator that was learned."""
        head, _, content = fitted.content.partition(b"\n")
        told = json.loads(head)
        return self._part(told["chosen"]).restore(replace(fitted, content=content, kind=told["kind"]))

    def behind(self, reference: Sequence[Record], among: Mapping[str, Sequence[str]], /) -> Behind:
        """How many rows stand behind each combination of values that a mix names, as `core.artefact.Dialled`."""
        if among and len(reference) < FEW:
            mend = f"take {NETWORK}, which can be asked, and see how true so few rows make it; or leave the mix out"
            what = f"{_told(len(reference))} rows are under {FEW}: {COPULA} is taken, which cannot be asked for values"
            raise RecipeError(what, where=NAME, mend=mend)
        return behind(table_of(reference), self.where, among, where=NAME)

    def asked(self, tags: Mapping[str, str], among: Mapping[str, Sequence[str]], /) -> "Auto":
        """The part with a combination's values in `where`, as `core.artefact.Dialled`."""
        return replace(self, where=with_tags(self.where, tags, among))

    def _part(self, name: str) -> Fittable:
        """A generator with the dials that it has."""
        known = dial_types(find("generator", name))
        dials: dict[str, Any] = {dial: getattr(self, dial) for dial in self.__slots__ if dial in known}
        part: Fittable = load("generator", name, dials, where=NAME)
        return part


def _told(rows: int) -> str:
    """A number of rows; few ones are not told exactly."""
    return f"{rows:,}" if rows >= FLOOR else f"under {FLOOR}"
