"""Two rows with one key."""

from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.linked.spoiling import below, opened, spoilt, written


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicatedKey:
    """Gives a row the key of another row of its table.

    Example:
        The patient's second visit is V-000017, as the first.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no household, or has no table with a key and two rows."""
        told = opened(record, "tabular/linked/duplicated_key", seed)
        if told is None:
            return None
        linked, rng = told
        keyed = [(at, member) for at, member in below(linked) if member.key and len(linked.tables[at]) > 1]
        if not keyed:
            return None
        place, member = rng.choice(keyed)
        one, two = rng.sample(range(len(linked.tables[place])), 2)
        bad = written(linked, place, member.key, {two: linked.tables[place][member.key][one].as_py()})
        falsehood = f"two rows of {member.name} have one key"
        return spoilt(record, bad, "duplicated_key", where=f"{member.name}.{member.key}", falsehood=falsehood)
