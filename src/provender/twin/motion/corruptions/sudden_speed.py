"""Speed that comes from nowhere."""

from dataclasses import dataclass

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil
from provender.twin.motion.corruptions._tracks import BODIES, drawn, posed
from provender.twin.scene import ActorKind, Scene

_SEEN = 0.2  # m: where less of the way is left, nothing became false


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class SuddenSpeed:
    """Lets one who moves be 2 to 3 times as fast from one moment on, for all that it has left to go.

    Example:
        From 1.9 s on the ball rolls twice as fast.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nothing moves faster than 2.5 m/s."""
        return spoil(record, "sudden_speed", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One track hurried."""
    found = drawn(scene, rng, 2.5, BODIES | {ActorKind.BALL})
    if found is None:
        return None
    actor, at = found
    times, factor = actor.track.times, rng.between(200, 300) / 100
    poses = actor.track.poses.copy()
    poses[at:] = actor.track.at(np.minimum(times[at] + factor * (times[at:] - times[at]), times[-1]))
    if np.hypot(*(poses - actor.track.poses)[:, :2].T).max() < _SEEN:
        return None
    return posed(scene, actor, poses, f"{actor.id} gains no speed at once at {times[at]:g} s")
