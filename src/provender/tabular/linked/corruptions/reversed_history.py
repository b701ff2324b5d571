"""A history told backwards."""

from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.spoiling import below, opened, several, spoilt, written


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class ReversedHistory:
    """Turns round the dates of one parent's rows.

    Example:
        The first visit gets the day of the last, the last that of the first.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or has no two rows in an order of time."""
        told = opened(record, "tabular/linked/reversed_history", seed)
        if told is None:
            return None
        linked, rng = told
        found = []
        for place, member in below(linked):
            for parent in several(linked, place) if member.order else ():
                start, end = linked.starts[place][parent : parent + 2].tolist()
                days = linked.tables[place][member.order].slice(start, end - start).to_pylist()
                if len(set(days)) > 1 and None not in days:
                    found.append((place, member, dict(zip(range(start, end), reversed(days), strict=True))))
        if not found:
            return None
        place, member, days = rng.choice(found)
        bad = written(linked, place, member.order, days)
        falsehood = f"rows of {member.name} stand in the reverse of their order"
        return spoilt(record, bad, "reversed_history", where=f"{member.name}.{member.order}", falsehood=falsehood)
