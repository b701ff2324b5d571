"""Tables by a generator that is fitted again, to attack the way it works and not only one release."""

from collections.abc import Mapping

import numpy as np

from provender.core.protocols import Secret
from provender.core.recipe import Shard
from provender.core.record import Origin
from provender.core.registry import load
from provender.core.seeds import stream
from provender.tabular.table import Row, Rows, Table, joined

_ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)


def refitted(table: Table, *, generator: str, dials: Mapping[str, object], seed: int, count: int, where: str) -> Table:
    """`count` rows by a generator that learned `table`; noise, where it takes some, is keyed by the seed.

    Such a table is for attacks alone: noise that can be made again protects nobody.

    Raises:
        UnknownName: there is no such generator, or none that learns.
    """
    part = load("generator", generator, dials, where=where)
    secret = Secret(stream(seed, 0, f"{where}/noise").below(2**64).to_bytes(8, "little") * 4)
    fitted = part.fit(Rows(table, _ORIGIN, np.arange(len(table))), seed=seed, noise=secret)
    made = part.restore(fitted)(Shard(seed=seed, start=0, count=count))
    return joined([each.payload for each in made if isinstance(getattr(each, "payload", None), Row)])
