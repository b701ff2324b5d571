"""An actor inside a house."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, with_actor
from provender.twin.scene import Scene, standing


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class InTheWall:
    """Lets an actor stand with its middle on a house's wall or inside it.

    Example:
        parked/4 stands half in house/7.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is no actor or no house."""
        return spoil(record, "in_the_wall", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One actor moved."""
    if not scene.actors or not scene.map.buildings:
        return None
    actor, house = rng.choice(scene.actors), rng.choice(scene.map.buildings)
    corner, middle = rng.choice([*house.outline]), house.outline.mean(0)
    place = corner + (middle - corner) * rng.between(0, 100) / 100
    x, y = np.asarray(place)
    told = f"{actor.id} stands clear of {house.id}"
    moved = replace(actor, track=standing(x, y, rng.below(6283) / 1000))
    return Spoilt(with_actor(scene, moved), actor.id, told)
