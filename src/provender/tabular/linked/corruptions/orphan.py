"""A row that names a parent which is not there."""

from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.spoiling import below, opened, spoilt, written


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Orphan:
    """Lets one row name a key that no row has.

    Example:
        A visit of patient P-40213 becomes one of patient P-402130.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or has no row that names another."""
        told = opened(record, "tabular/linked/orphan", seed)
        if told is None:
            return None
        linked, rng = told
        columns = [(at, m, c) for at, m in below(linked) for c in (m.link, *(c for c, _ in m.above)) if c]
        if not columns:
            return None
        place, member, column = rng.choice(columns)
        row = rng.below(len(linked.tables[place]))
        lost = f"{linked.tables[place][column][row].as_py()}{rng.below(10)}"
        bad = written(linked, place, column, {row: lost})
        where = f"{member.name}.{column}"
        return spoilt(record, bad, "orphan", where=where, falsehood=f"a row of {member.name} names nobody")
