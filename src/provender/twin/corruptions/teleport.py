"""An actor that is somewhere else from one moment to the next."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, with_actor
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class Teleport:
    """Sets the rest of a track off by 3 to 40 metres in any direction, from one of its poses on.

    Example:
        From 2.25 s on, ego is 11 m farther ahead than it could be.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nobody moves in more than two poses."""
        return spoil(record, "teleport", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One track broken."""
    movers = [actor for actor in scene.actors if len(actor.track.times) > 2]
    if not movers:
        return None
    actor = rng.choice(movers)
    place = rng.between(1, len(actor.track.times) - 1)
    way, far = rng.below(6283) / 1000, rng.between(30, 400) / 10
    poses = actor.track.poses.copy()
    poses[place:, :2] += far * np.array([np.cos(way), np.sin(way)])
    told = f"{actor.id} moves without a jump at {actor.track.times[place]:g} s"
    return Spoilt(with_actor(scene, replace(actor, track=replace(actor.track, poses=poses))), actor.id, told)
