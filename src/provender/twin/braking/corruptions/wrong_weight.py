"""A weight that is not the ratio of densities."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.braking.encounter import Encounter
from provender.twin.corruptions._spoil import Spoilt, spoil


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class WrongWeight:
    """Gives an encounter the weight of one that was drawn otherwise.

    Example:
        A natural encounter weighs 0.4.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no encounter."""
        return spoil(record, "wrong_weight", _change, of=Encounter, seed=seed, room="twin/braking")


def _change(one: Encounter, rng: Stream) -> Spoilt[Encounter] | None:
    """The encounter with that one thing wrong."""
    weight = one.weight * rng.choice((0.1, 0.5, 0.9, 1.1, 2.0, 10.0))
    return Spoilt(replace(one, weight=weight), "weight", f"the weight is {weight:.4g}")
