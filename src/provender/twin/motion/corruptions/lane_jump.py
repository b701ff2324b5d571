"""A change of lanes from one moment to the next."""

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
class LaneJump:
    """Sets a vehicle that moves 2.6 to 3.6 metres to one side, from one moment on.

    Example:
        From 2.3 s on traffic/4 drives in the lane beside its own.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where no vehicle moves faster than 3 m/s."""
        return spoil(record, "lane_jump", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """The rest of one track moved aside."""
    found = drawn(scene, rng, 3.0, VEHICLES)
    if found is None:
        return None
    actor, at = found
    poses = actor.track.poses.copy()
    aside = rng.between(260, 360) / 100 * rng.choice((-1, 1))
    poses[at:, :2] += aside * np.stack([-np.sin(poses[at:, 3]), np.cos(poses[at:, 3])], 1)
    return posed(scene, actor, poses, f"{actor.id} takes its time to change lanes at {actor.track.times[at]:g} s")
