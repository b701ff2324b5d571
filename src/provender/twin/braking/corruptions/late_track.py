"""Measurements that are told some steps late."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.braking.encounter import Encounter
from provender.twin.corruptions._spoil import Spoilt, spoil


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class LateTrack:
    """Leaves out the first measurements, as a recording that begins too late would.

    Example:
        The gap at 0.0 s is the one of 0.3 s; three steps are missing at the end.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no encounter."""
        return spoil(record, "late_track", _change, of=Encounter, seed=seed, room="twin/braking")


def _change(one: Encounter, rng: Stream) -> Spoilt[Encounter] | None:
    """The encounter with that one thing wrong."""
    if len(one.track) < 2:
        return None
    late = rng.between(1, min(5, len(one.track) - 1))
    told = f"what is measured at {late / 10:.1f} s is told of 0.0 s"
    return Spoilt(replace(one, track=one.track[late:]), "track", told)
