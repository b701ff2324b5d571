"""A vehicle that slides."""

from dataclasses import dataclass

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import drawn, posed
from provender.twin.scene import VEHICLES, Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Sideways:
    """Turns the heading of a vehicle that moves by 15 to 75 degrees, and not its way.

    Example:
        ego drives along its lane with its bonnet 40 degrees to the left.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where no vehicle moves faster than 2 m/s."""
        return spoil(record, "sideways", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One heading turned."""
    found = drawn(scene, rng, 2.0, VEHICLES)
    if found is None:
        return None
    actor, _ = found
    turn = np.radians(rng.between(15, 75)) * rng.choice((-1, 1))
    poses = actor.track.poses + np.array([0.0, 0.0, 0.0, turn])
    return posed(scene, actor, poses, f"{actor.id} rolls the way it points")
