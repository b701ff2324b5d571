"""States that come a frame early."""

from dataclasses import dataclass

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import drawn, posed
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class OffByOne:
    """Leaves out one state of an actor who moves: all that follow come a frame early.

    Example:
        From 1.3 s on ego is where it should be 0.1 s later.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nobody moves faster than 1.2 m/s."""
        return spoil(record, "off_by_one", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One state left out."""
    found = drawn(scene, rng, 1.2)
    if found is None:
        return None
    actor, at = found
    poses = np.concatenate([actor.track.poses[:at], actor.track.poses[at + 1 :], actor.track.poses[-1:]])
    return posed(scene, actor, poses, f"{actor.id} misses no frame at {actor.track.times[at]:g} s")
