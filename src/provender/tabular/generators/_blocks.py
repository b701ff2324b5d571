"""Rows drawn in fixed blocks: a generator that draws a thousand rows at once may still be cut anywhere.

Block b of a seed holds the rows b * BLOCK to (b + 1) * BLOCK - 1 and is always drawn whole, from a stream of its own,
so that arrays have one shape and floating point sums in one order whatever part of it is asked for.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from hashlib import blake2b
from typing import TypeAlias

import numpy as np

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.tabular.table import Places, Rows, Table

BLOCK = 1024

Draw: TypeAlias = Callable[[np.random.Generator, Places], Table]
"""Makes one block: (its stream, (BLOCK,) indices of its rows) -> a table of BLOCK rows."""


def rows(shard: Shard, draw: Draw, *, source: str, version: str, depth: int) -> Iterator[Record]:
    """The records of a shard.

    Args:
        depth: models between a row and the world: 0 for rows by a formula, 1 for what was learned from real ones.

    Guarantees:
        Same shard, same records, cut anywhere.
    """
    origin = replace(shard.origin(source, version, 0), depth=depth)
    end = shard.start + shard.count
    for block in range(shard.start // BLOCK, -(-end // BLOCK) if shard.count else 0):
        first = block * BLOCK
        indices = np.arange(first, first + BLOCK)
        table = draw(stream(shard.seed, block, source), indices)
        start, stop = max(shard.start - first, 0), min(end - first, BLOCK)
        yield from Rows(table.slice(start, stop - start), origin, indices[start:stop])


def stream(seed: int, block: int, part: str) -> np.random.Generator:
    """The random stream of a block: Philox (Salmon et al. 2011), keyed by a hash of seed, part and block."""
    key = blake2b(f"{seed}\0{block}\0{part}".encode(), digest_size=16).digest()
    return np.random.Generator(np.random.Philox(key=np.frombuffer(key, np.uint64)))
