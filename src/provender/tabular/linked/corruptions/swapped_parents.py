"""Two rows that name each other's parents."""

from dataclasses import dataclass

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.spoiling import below, opened, spoilt, written


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class SwappedParents:
    """Lets two rows of different parents name each other's.

    Example:
        A drug of the first visit names the third, and one of the third names the first.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or has no table with rows of two parents."""
        told = opened(record, "tabular/linked/swapped_parents", seed)
        if told is None:
            return None
        linked, rng = told
        wide = [(at, m) for at, m in below(linked) if m.link and (linked.counts(at) > 0).sum() > 1]
        if not wide:
            return None
        place, member = rng.choice(wide)
        one, two = rng.sample(np.flatnonzero(linked.counts(place) > 0).tolist(), 2)
        rows = [int(linked.starts[place][parent]) for parent in (one, two)]
        named = [linked.tables[place][member.link][row].as_py() for row in rows]
        bad = written(linked, place, member.link, dict(zip(rows, reversed(named), strict=True)))
        falsehood = f"two rows of {member.name} name each other's parents"
        return spoilt(record, bad, "swapped_parents", where=f"{member.name}.{member.link}", falsehood=falsehood)
