"""Rows drawn in fixed blocks: a generator that draws a thousand rows at once may still be cut anywhere.

Block b of a seed holds the rows b * BLOCK to (b + 1) * BLOCK - 1 and is always drawn whole, from a stream of its own,
so that arrays have one shape and floating point sums in one order whatever part of it is asked for.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from provender.core.recipe import Shard
from provender.core.record import NO_TAGS, Failure, Record
from provender.tabular.asking.conditions import Condition
from provender.tabular.columnar import Places
from provender.tabular.constraints.finding import found
from provender.tabular.constraints.keeping import Kept, absences, broken, learn, mended
from provender.tabular.constraints.rules import rules_of
from provender.tabular.table import Rows, Table, stacked

BLOCK = 1024
_TRIES = 32  # times that rows which no mend can reach are drawn again,
_HOPELESS = 4  # fewer where not one row of a block could be made
_ROUNDS = 3  # of mending all but what was asked for

Draw: TypeAlias = Callable[[np.random.Generator, Places], Table]
"""Makes one block: (its stream, (BLOCK,) indices of its rows) -> a table of BLOCK rows."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Asked:
    """What rows were asked to be: no mend may change it.

    Attributes:
        conditions: on columns of what is made.
        columns: whose values stay as they were drawn.
        tags: of every record.
    """

    conditions: Sequence[Condition] = ()
    columns: Sequence[str] = ()
    tags: Mapping[str, str] = field(default_factory=lambda: NO_TAGS)

    def mended(self, kept: Sequence[Kept], drawn: Table) -> Table:
        """Rows mended as far as that goes without touching what was asked for."""
        table = mended(kept, drawn)
        for _ in range(_ROUNDS if self.columns else 0):
            table = Table(table.schema, tuple(self._kept(c.name, drawn, table) for c in table.schema))
            if not any(flags.any() for flags in broken(kept, table)):
                break
            table = mended(kept, table)
        return Table(table.schema, tuple(self._kept(c.name, drawn, table) for c in table.schema))

    def _kept(self, name: str, drawn: Table, table: Table) -> Any:
        """A column as it was drawn where it was asked for."""
        return (drawn if name in self.columns else table)[name]

    def missed(self, table: Table) -> list[npt.NDArray[np.bool_]]:
        """For each condition (n,) which rows are not as it asks."""
        return [~condition.met(table) for condition in self.conditions]


NOTHING_ASKED = Asked()


def rows(
    shard: Shard,
    draw: Draw,
    *,
    source: str,
    version: str,
    depth: int,
    kept: Sequence[Kept] = (),
    asked: Asked = NOTHING_ASKED,
) -> Iterator[Record | Failure]:
    """The records of a shard.

    Args:
        depth: models between a row and the world: 0 for rows by a formula, 1 for what was learned from real ones.
        kept: what must hold in every row.
        asked: what every row was asked to be.

    Guarantees:
        Same shard, same records, cut anywhere. No record breaks a rule, nor is other than it was asked to be: a row
        that cannot be made is a `Failure`.
    """
    origin = replace(shard.origin(source, version, 0), depth=depth)
    end = shard.start + shard.count
    for block in range(shard.start // BLOCK, -(-end // BLOCK) if shard.count else 0):
        first = block * BLOCK
        indices = np.arange(first, first + BLOCK)
        table = asked.mended(kept, draw(stream(shard.seed, block, source), indices))
        for again in range(1, _TRIES + 1):
            places = np.flatnonzero(_wrong(kept, asked, table).any(axis=0))
            if not places.size or (places.size == BLOCK and again > _HOPELESS):
                break
            other = asked.mended(kept, draw(stream(shard.seed, block, f"{source}/again/{again}"), indices))
            chosen = np.arange(BLOCK)
            chosen[places] += BLOCK
            table = stacked([table, other]).take(chosen)
        start, stop = max(shard.start - first, 0), min(end - first, BLOCK)
        made = Rows(table.slice(start, stop - start), origin, indices[start:stop], asked.tags)
        yield from _told(made, kept, asked)


def _wrong(kept: Sequence[Kept], asked: Asked, table: Table) -> npt.NDArray[np.bool_]:
    """(rules and conditions, n) the rows that break each."""
    return np.array([np.zeros(len(table), bool), *broken(kept, table), *asked.missed(table)])


def _told(made: Rows, kept: Sequence[Kept], asked: Asked) -> Iterator[Record | Failure]:
    """The records, and a failure in the place of each row that still breaks a rule."""
    wrong = _wrong(kept, asked, made.held)[1:]
    reasons = [f"the constraint {str(each.rule)!r} was broken" for each in kept]
    reasons += [f"{each.column.name!r} came out otherwise than asked" for each in asked.conditions]
    beside = f", beside what was asked of {', '.join(asked.columns)}" if asked.columns else ""
    if not wrong.any():
        yield from made
        return
    for at, record in enumerate(made):
        reason = next((reason for reason, flags in zip(reasons, wrong, strict=True) if flags[at]), "")
        yield Failure(int(made.indices[at]), f"{reason} by every draw{beside}") if reason else record


def constrained(table: Table, said: Sequence[str], *, find: bool, floor: int, where: str) -> tuple[Kept, ...]:
    """What must hold in every row that is made after a table: what is said, what is empty by design, what is found.

    Raises:
        RecipeError: a constraint cannot be read, cannot be of such columns, or is a dependency that does not hold.
    """
    rules = rules_of(said, table.schema, where=where)
    every = (*rules, *absences(table), *(found(table) if find else ()))
    return learn(tuple(dict.fromkeys(every)), table, floor=floor, where=where)


def stream(seed: int, block: int, part: str) -> np.random.Generator:
    """The random stream of a block: Philox (Salmon et al. 2011), keyed by a hash of seed, part and block."""
    key = blake2b(f"{seed}\0{block}\0{part}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(key, np.uint64)))
