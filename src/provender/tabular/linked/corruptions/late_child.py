"""A row dated after the end of what was observed of the row that it hangs from."""

from dataclasses import dataclass
from datetime import timedelta

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.spoiling import opened, spoilt, written


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class LateChild:
    """Moves a date of one row past a date of a row above that it may not pass: a history goes on after its end.

    Example:
        A visit is dated a month after its patient was seen last.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or states no such order, or lacks the dates."""
        told = opened(record, "tabular/linked/late_child", seed)
        if told is None:
            return None
        linked, rng = told
        family = linked.family
        orders = [o for o in family.orders if o.high.table in family.line(o.low.table)[1:] and len(linked[o.low.table])]
        if not orders:
            return None
        low, high = rng.choice(orders)
        row = len(linked[low.table]) - 1 - rng.below(min(2, len(linked[low.table])))
        above = linked[high.table][high.column][int(linked.up(low.table, high.table)[row])].as_py()
        if above is None or linked[low.table][low.column][row].as_py() is None:
            return None
        day = above + timedelta(days=1 + rng.below(400))
        bad = written(linked, family.place(low.table), low.column, {row: day})
        return spoilt(record, bad, "late_child", where=str(low), falsehood=f"{low} lies after {high}")
