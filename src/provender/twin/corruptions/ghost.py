"""An actor inside another."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Ghost:
    """Adds an actor that another one reaches into, somewhere between all of it and its last fifth.

    Example:
        A second car stands where parked/4 stands, 2.1 m farther along.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is no actor."""
        return spoil(record, "ghost", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One actor doubled."""
    if not scene.actors or any(actor.id == "ghost" for actor in scene.actors):
        return None
    actor = rng.choice(scene.actors)
    x, y, z, heading = actor.track.poses.T
    along = actor.size.length * rng.between(-80, 80) / 100
    poses = np.stack([x + along * np.cos(heading), y + along * np.sin(heading), z, heading], 1)
    ghost = replace(actor, id="ghost", track=replace(actor.track, poses=poses))
    told = f"ghost and {actor.id} keep apart"
    return Spoilt(replace(scene, actors=(*scene.actors, ghost)), "ghost", told)
