"""A distance that is told in another unit."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.braking.encounter import Encounter
from provender.twin.corruptions._spoil import Spoilt, spoil


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class GapInFeet:
    """Measures the gap in feet.

    Example:
        27.1 m are told as 88.9.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no encounter."""
        return spoil(record, "gap_in_feet", _change, of=Encounter, seed=seed, room="twin/braking")


def _change(one: Encounter, _: Stream) -> Spoilt[Encounter] | None:
    """The encounter with that one thing wrong."""
    track = tuple((row[0] * 3.2808, *row[1:]) for row in one.track)
    if one.track[0][0] < 6:  # so near that the error of a measurement could be as large
        return None
    return Spoilt(replace(one, track=track), "track", f"the gap at 0.0 s is {track[0][0]:.1f} m")
