"""An impact that does not follow from the encounter."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.braking.encounter import Encounter
from provender.twin.corruptions._spoil import Spoilt, spoil


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class WrongImpact:
    """Tells a blow of what passed off well, or another speed of a blow.

    Example:
        A car that stood 8 m before the child's line is told to have hit at 6.3 m/s.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no encounter."""
        return spoil(record, "wrong_impact", _change, of=Encounter, seed=seed, room="twin/braking")


def _change(one: Encounter, rng: Stream) -> Spoilt[Encounter] | None:
    """The encounter with that one thing wrong."""
    impact = 0.0 if one.impact and rng.chance(1, 2) else one.impact + rng.between(10, 60) / 10
    return Spoilt(replace(one, impact=impact), "impact", f"the impact is at {impact:.2f} m/s")
