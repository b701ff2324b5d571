"""More rows below a row than there may be."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.household import Linked
from provender.tabular.linked.spoiling import below, opened, spoilt
from provender.tabular.table import Table


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """Repeats a row that nothing hangs from, under keys of its own, until its parent has one too many.

    Example:
        A visit at which at most two drugs are given has three.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or states no bound for such rows."""
        told = opened(record, "tabular/linked/crowd", seed)
        if told is None:
            return None
        linked, rng = told
        last = [(at, m, m.most) for at, m in below(linked) if m.most is not None and not linked.family.children(m.name)]
        if not last:
            return None
        place, member, most = rng.choice(last)
        row = rng.below(len(linked.tables[place]))
        owner = int(linked.owners[place][row])
        more = most + 1 - int(linked.counts(place)[owner])
        bad = _repeated(linked, place, row, max(more, 1))
        falsehood = f"a row of {member.parent} has {most + 1} rows of {member.name}, of which there may be {most}"
        return spoilt(record, bad, "crowd", where=member.name, falsehood=falsehood)


def _repeated(linked: Linked, place: int, row: int, more: int) -> Linked:
    """The household with a row repeated in its place."""
    table, member = linked.tables[place], linked.family.members[place]
    rows = np.insert(np.arange(len(table)), row, [row] * more)
    taken = table.take(rows)
    if member.key:
        keys = taken[member.key].to_pylist()
        for at in range(more):
            keys[row + 1 + at] = f"{keys[row]}{at}"
        at = table.schema.place(member.key, where="linked tables")
        taken = Table(table.schema, (*taken.arrays[:at], pa.array(keys, pa.string()), *taken.arrays[at + 1 :]))
    starts = linked.starts[place].copy()
    starts[int(linked.owners[place][row]) + 1 :] += more
    tables = (*linked.tables[:place], taken, *linked.tables[place + 1 :])
    return Linked(linked.family, tables, (*linked.starts[:place], starts, *linked.starts[place + 1 :]))
