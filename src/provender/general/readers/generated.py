"""Ground truth that we make ourselves: records of proved generators, from seeds that no run draws from.

    anchor:
      name: general/generated
      dials:
        generators: [reasoning/arithmetic/modular_chain]
        vary: {level: [3, 4, 5], language: [en]}
        count: 1500

So a loop runs with no data from outside. Such truth is exact, but it is our own: it says whether a
student learned the family, never whether the family is like the world.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import product
from typing import Any, ClassVar, Literal

from provender.core.dials import dial_types
from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import find, load, reader
from provender.core.verdict import Grade, Outcome, Verdict

NAME = "general/generated"

Cell = tuple[str, dict[str, str]]  # a generator and the tags to set on it


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """Proved records, the same number for each generator and each combination of tags.

    Attributes:
        generators: whose records; each is judged by the verifier of the same name, unless others are named.
        dials: of every generator, those that `vary` does not set.
        verifiers: who judges in its place; each must pass every record.
        accept: "proved", or "screened" where that is all that can be said, as of pictures.
        vary: tag -> the values to make, for every generator that has such a dial.
        count: records before repeats are dropped.
        seed: of this truth alone: it is hashed with the reader's name, so that a run under
            the same number shares nothing with it.

    Guarantees:
        Every record is passed by an independent verifier, as PROVED unless the recipe takes less; no two have the
            same content.
        Each combination of tags draws from a stretch of indices of its own.
    """

    path: ClassVar[str] = ""

    generators: tuple[str, ...]
    dials: Mapping[str, object] = field(default_factory=dict)
    verifiers: tuple[str, ...] = ()
    accept: Literal["proved", "screened"] = "proved"
    vary: Mapping[str, tuple[str | int, ...]] = field(default_factory=dict)
    count: int = 1000
    seed: int = 0

    def __post_init__(self) -> None:
        if not self.generators:
            raise RecipeError("no generators are named", where=NAME, mend="give generators: [<name>, ...]")

    def __call__(self) -> Iterator[Record]:
        """The records, source "anchor", their maker's key as parent.

        Raises:
            UnknownName: no generator or no verifier of a name.
            RecipeError: a tag that none of the generators can set, or fewer records than cells.
            InputError: a generator failed, or a verifier did not pass what it made as it must.
        """
        cells = self._cells()
        if self.count < len(cells):
            raise RecipeError(
                f"count={self.count} is less than one record for each of {len(cells)} cells",
                where=NAME,
                mend=f"give count >= {len(cells)}",
            )
        seed = int.from_bytes(blake2b(f"{NAME}\0{self.seed}".encode(), digest_size=8).digest(), "little")
        ends = [place * self.count // len(cells) for place in range(len(cells) + 1)]
        seen: set[bytes] = set()
        for (name, dials), start, end in zip(cells, ends[:-1], ends[1:], strict=True):
            for record in self._passed(name, dials, Shard(seed=seed, start=start, count=end - start)):
                if record.content not in seen:
                    yield _anchored(record, index=len(seen))
                    seen.add(record.content)

    def _cells(self) -> list[Cell]:
        """Every generator with every combination of the tags that it can set."""
        settable = {name: _settable(name) for name in self.generators}
        known = set[str]().union(*settable.values())
        for tag in self.vary:
            if tag not in known:
                mend = f"vary one of {', '.join(sorted(known))}"
                raise RecipeError(f"none of the generators can set {tag!r}", where=NAME, mend=mend)
        cells: list[Cell] = []
        for name, dials in settable.items():
            tags = [tag for tag in self.vary if tag in dials]
            cells += [
                (name, dict(zip(tags, values, strict=True)))
                for values in product(*[map(str, self.vary[tag]) for tag in tags])
            ]
        return cells

    def _passed(self, name: str, dials: Mapping[str, str], shard: Shard) -> Sequence[Record]:
        """A cell's records, each judged."""
        records: list[Record] = []
        for made in load("generator", name, {**self.dials, **dials}, where=NAME)(shard):
            if not isinstance(made, Record):
                what = f"{name} could not make an item of the anchor: {made}"
                raise InputError(what, where=NAME, mend="name another generator")
            records.append(made)
        wanted = Grade(self.accept)
        for judge in self.verifiers or (name,):
            verdicts: Sequence[Verdict] = load("verifier", judge, where=NAME)(records)
            for record, verdict in zip(records, verdicts, strict=True):
                if verdict.outcome is not Outcome.PASS or verdict.grade is None or not verdict.grade.meets(wanted):
                    what = f"{record.key} is not {self.accept}: {verdict.reason}"
                    raise InputError(what, where=NAME, mend=f"mend {name} or {judge}")
        return records


def _settable(name: str) -> set[str]:
    """Tags that are also dials of a generator."""
    part: Any = find("generator", name, where=NAME)
    return set(part.makes) & set(dial_types(part))


def _anchored(record: Record, *, index: int) -> Record:
    """The record as ground truth: a key of its own, and where it came from."""
    made = record.origin
    origin = Origin(
        source="anchor", version=made.version, recipe="", seed=made.seed, index=index, parents=(record.key,)
    )
    return Record(payload=record.payload, origin=origin, tags=record.tags)
