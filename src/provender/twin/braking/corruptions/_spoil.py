"""What corruptions of encounters share: which one, which random stream, and how the spoilt one is told of."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from provender.core.record import Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.twin.braking.encounter import Encounter


class Spoilt(NamedTuple):
    """An encounter with one thing wrong: where, and what is now false."""

    encounter: Encounter
    where: str
    falsehood: str


def spoil(
    record: Record, kind: str, change: Callable[[Encounter, Stream], Spoilt | None], *, seed: int
) -> Corrupted | None:
    """The spoilt record; None for what is no encounter, or cannot be spoilt so."""
    one = record.payload
    if not isinstance(one, Encounter):
        return None
    drawn = int.from_bytes(one.digest()[:8], "little")  # of the content, so that they are not all spoilt alike
    found = change(one, stream(seed, drawn, f"twin/braking/{kind}"))
    if found is None:
        return None
    spoilt = replace(record, payload=found.encounter)
    return Corrupted(record=spoilt, kind=kind, where=found.where, falsehood=found.falsehood)
