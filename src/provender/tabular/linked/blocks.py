"""Households drawn in fixed blocks, so that a generator which draws a thousand at once may still be cut anywhere."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

import numpy as np

from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.tabular.columnar import Places
from provender.tabular.encoding.remake import remade
from provender.tabular.generators._blocks import BLOCK, stream
from provender.tabular.linked.household import Households, Linked

Draw: TypeAlias = Callable[[np.random.Generator, Places], Linked]
"""Makes one block: (its stream, (BLOCK,) indices of its households) -> BLOCK households."""

Faults: TypeAlias = Callable[[Linked], Mapping[int, str]]
"""Place of a household -> what it breaks, of those that break something."""


def households(
    shard: Shard, draw: Draw, *, source: str, version: str, depth: int, faults: Faults = lambda _: {}
) -> Iterator[Record | Failure]:
    """The records of a shard.

    Block b of a seed holds the households b * BLOCK to (b + 1) * BLOCK - 1 and is always drawn whole.

    Args:
        depth: models between a household and the world: 0 by a formula, 1 for what was learned from real ones.
        faults: tells what must not be: such a household is a `Failure`.

    Guarantees:
        Same shard, same records, cut anywhere.
    """
    origin = replace(shard.origin(source, version, 0), depth=depth)
    end = shard.start + shard.count
    for block in range(shard.start // BLOCK, -(-end // BLOCK) if shard.count else 0):
        first = block * BLOCK
        indices = np.arange(first, first + BLOCK)
        made = draw(stream(shard.seed, block, source), indices)
        start, stop = max(shard.start - first, 0), min(end - first, BLOCK)
        told = Households(made.take(np.arange(start, stop)), origin, indices[start:stop])
        wrong = faults(told.held)
        for at, record in enumerate(told):
            yield Failure(int(told.indices[at]), f"breaks {wrong[at]!r}") if at in wrong else record


def keys_of(form: str, numbers: Places, *, seed: int, name: str) -> list[str]:
    """Keys made anew, different for different numbers: plain digits count up, other patterns are filled.

    Digits alone are counted from the least number of so many, since "0417" and "417" are one key to who reads numbers.

    >>> keys_of("####", np.arange(2), seed=7, name="loan")
    ['1000', '1001']
    """
    if not form.strip("#"):
        first = 10 ** max(len(form) - 1, 0)
        return [str(number + first) for number in numbers.tolist()]
    return remade(form, numbers, seed=seed, name=name)
