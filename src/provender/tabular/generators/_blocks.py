"""Rows drawn in fixed blocks: a generator that draws a thousand rows at once may still be cut anywhere.

Block b of a seed holds the rows b * BLOCK to (b + 1) * BLOCK - 1 and is always drawn whole, from a stream of its own,
so that arrays have one shape and floating point sums in one order whatever part of it is asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import TypeAlias

import numpy as np

from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.tabular.constraints.finding import found
from provender.tabular.constraints.keeping import Kept, broken, learn, mended
from provender.tabular.constraints.rules import rules_of
from provender.tabular.table import Places, Rows, Table, stacked

BLOCK = 1024
_TRIES = 32  # times that rows which no mend can reach are drawn again

Draw: TypeAlias = Callable[[np.random.Generator, Places], Table]
"""Makes one block: (its stream, (BLOCK,) indices of its rows) -> a table of BLOCK rows."""


def rows(
    shard: Shard, draw: Draw, *, source: str, version: str, depth: int, kept: Sequence[Kept] = ()
) -> Iterator[Record | Failure]:
    """The records of a shard.

    Args:
        depth: models between a row and the world: 0 for rows by a formula, 1 for what was learned from real ones.
        kept: what must hold in every row.

    Guarantees:
        Same shard, same records, cut anywhere. No record breaks a rule: a row that cannot be made is a `Failure`.
    """
    origin = replace(shard.origin(source, version, 0), depth=depth)
    end = shard.start + shard.count
    for block in range(shard.start // BLOCK, -(-end // BLOCK) if shard.count else 0):
        first = block * BLOCK
        indices = np.arange(first, first + BLOCK)
        table = mended(kept, draw(stream(shard.seed, block, source), indices))
        for again in range(1, _TRIES + 1):
            if not (places := _wrong(kept, table)).size:
                break
            other = mended(kept, draw(stream(shard.seed, block, f"{source}/again/{again}"), indices))
            chosen = np.arange(BLOCK)
            chosen[places] += BLOCK
            table = stacked([table, other]).take(chosen)
        start, stop = max(shard.start - first, 0), min(end - first, BLOCK)
        yield from _told(Rows(table.slice(start, stop - start), origin, indices[start:stop]), kept)


def _wrong(kept: Sequence[Kept], table: Table) -> Places:
    """The rows that break some rule."""
    return np.flatnonzero(np.any([np.zeros(len(table), bool), *broken(kept, table)], axis=0))


def _told(made: Rows, kept: Sequence[Kept]) -> Iterator[Record | Failure]:
    """The records, and a failure in the place of each row that still breaks a rule."""
    wrong = broken(kept, made.table)
    for at, record in enumerate(made):
        reason = next((str(each.rule) for each, flags in zip(kept, wrong, strict=True) if flags[at]), "")
        if reason:
            told = f"the constraint {reason!r} was broken by every one of {_TRIES + 1} draws"
            yield Failure(int(made.indices[at]), told)
        else:
            yield record


def constrained(table: Table, said: Sequence[str], *, find: bool, floor: int, where: str) -> tuple[Kept, ...]:
    """What must hold in every row that is made after a table: what is said, then what is found.

    Raises:
        RecipeError: a constraint cannot be read, cannot be of such columns, or is a dependency that does not hold.
    """
    rules = rules_of(said, table.schema, where=where)
    return learn(tuple(dict.fromkeys((*rules, *(found(table) if find else ())))), table, floor=floor, where=where)


def stream(seed: int, block: int, part: str) -> np.random.Generator:
    """The random stream of a block: Philox (Salmon et al. 2011), keyed by a hash of seed, part and block."""
    key = blake2b(f"{seed}\0{block}\0{part}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(key, np.uint64)))
