"""Somebody who leaves the ground."""

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
class Floating:
    """Lifts or sinks one who walks or drives by 0.1 to 2 metres, from one moment on.

    Example:
        From 0.8 s on child walks 0.6 m above the road.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nobody walks or drives."""
        return spoil(record, "floating", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One actor lifted."""
    found = drawn(scene, rng, 0.3)
    if found is None:
        return None
    actor, at = found
    poses = actor.track.poses.copy()
    poses[at:, 2] += rng.between(10, 200) / 100 * rng.choice((-1, 1))
    return posed(scene, actor, poses, f"{actor.id} stays on the ground")
