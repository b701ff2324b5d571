"""A row dated before the row that it hangs from."""

from dataclasses import dataclass
from datetime import timedelta

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.spoiling import opened, spoilt, written


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class EarlyChild:
    """Moves a date of one row before a date of a row above that it may not precede.

    Example:
        A visit is dated three weeks before its patient was enrolled.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or states no such order, or lacks the dates."""
        told = opened(record, "tabular/linked/early_child", seed)
        if told is None:
            return None
        linked, rng = told
        family = linked.family
        orders = [
            o for o in family.orders if o.low.table in family.line(o.high.table)[1:] and len(linked[o.high.table])
        ]
        if not orders:
            return None
        low, high = rng.choice(orders)
        row = rng.below(len(linked[high.table]))
        above = linked[low.table][low.column][int(linked.up(high.table, low.table)[row])].as_py()
        if above is None or linked[high.table][high.column][row].as_py() is None:
            return None
        day = above - timedelta(days=1 + rng.below(400))
        bad = written(linked, family.place(high.table), high.column, {row: day})
        return spoilt(record, bad, "early_child", where=str(high), falsehood=f"{high} lies before {low}")
