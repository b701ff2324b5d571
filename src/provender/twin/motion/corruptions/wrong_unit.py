"""One number in a unit of its own."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, with_actor
from provender.twin.motion.corruptions._tracks import BODIES, drawn, posed
from provender.twin.scene import VEHICLES, Scene, Size

_SEEN = 0.2  # half-sine of the angle between the two headings: below it hardly anything became false


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class WrongUnit:
    """Tells the size of an actor in feet, or the heading of one who moves in degrees, as if both were ours.

    Example:
        parked/3 is 14.4 m long.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is no actor with a size of its own."""
        return spoil(record, "wrong_unit", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One unit taken for another."""
    found = drawn(scene, rng, 2.0, VEHICLES)
    if found is not None and rng.chance(1, 2):
        actor, _ = found
        poses = actor.track.poses.copy()
        poses[:, 3] = np.degrees(poses[:, 3])
        if np.abs(np.sin((poses[:, 3] - actor.track.poses[:, 3]) / 2)).max() > _SEEN:
            return posed(scene, actor, poses, f"the heading of {actor.id} is in radians")
    known = [actor for actor in scene.actors if actor.kind in BODIES]
    if not known:
        return None
    actor = rng.choice(known)
    size = Size(*(metres / 0.3048 for metres in actor.size))
    return Spoilt(with_actor(scene, replace(actor, size=size)), actor.id, f"the size of {actor.id} is in metres")
