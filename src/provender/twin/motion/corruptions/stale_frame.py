"""A frame that repeats the one before."""

from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import drawn, posed
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class StaleFrame:
    """Lets one state of an actor who moves be the one before it once more.

    Example:
        At 1.3 s ego is still where it was at 1.2 s.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nobody moves faster than 1.2 m/s."""
        return spoil(record, "stale_frame", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One state repeated."""
    found = drawn(scene, rng, 1.2)
    if found is None:
        return None
    actor, at = found
    poses = actor.track.poses.copy()
    poses[at] = poses[at - 1]
    return posed(scene, actor, poses, f"{actor.id} moves on at {actor.track.times[at]:g} s")
