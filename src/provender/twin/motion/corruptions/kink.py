"""A track that turns on the spot."""

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
class Kink:
    """Turns the rest of a track about one of its places by 35 to 120 degrees, headings and all.

    Example:
        At 2.1 s ego goes off to the left at once.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nobody moves faster than 1.5 m/s."""
        return spoil(record, "kink", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """The rest of one track turned."""
    found = drawn(scene, rng, 1.5)
    if found is None:
        return None
    actor, at = found
    turn = np.radians(rng.between(35, 120)) * rng.choice((-1, 1))
    poses, middle = actor.track.poses.copy(), actor.track.poses[at, :2]
    cos, sin = np.cos(turn), np.sin(turn)
    poses[at:, :2] = middle + (poses[at:, :2] - middle) @ np.array([[cos, sin], [-sin, cos]])
    poses[at:, 3] += turn
    return posed(scene, actor, poses, f"{actor.id} turns no faster than it can at {actor.track.times[at]:g} s")
