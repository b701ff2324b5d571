"""Two actors who exchange their names."""

from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, with_actor
from provender.twin.motion.corruptions._tracks import moments, posed
from provender.twin.scene import Actor, Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class SwappedIds:
    """Lets two tracks go on under each other's names from one moment on.

    Example:
        From 2.1 s on, what was child is called ego, and the other way round.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where fewer than two move and are apart."""
        return spoil(record, "swapped_ids", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """Two tails exchanged."""
    movers = [actor for actor, _ in moments(scene, 0.5)]
    pairs = [(one, two) for one in movers for two in movers if one.id < two.id and _alike(one, two)]
    if not pairs:
        return None
    one, two = rng.choice(pairs)
    at = rng.between(1, len(one.track.times) - 2)
    first, second = one.track.poses.copy(), two.track.poses.copy()
    first[at:], second[at:] = two.track.poses[at:], one.track.poses[at:]
    half = with_actor(scene, replace(one, track=replace(one.track, poses=first)))
    told = f"{one.id} and {two.id} keep their names at {one.track.times[at]:g} s"
    return posed(half, two, second, told)._replace(where=one.id)


def _alike(one: Actor, two: Actor) -> bool:
    """Whether two tracks have the same moments, more than two."""
    return len(one.track.times) > 2 and np.array_equal(one.track.times, two.track.times)
