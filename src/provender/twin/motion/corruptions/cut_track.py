"""A track that ends too soon."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, with_actor
from provender.twin.motion.corruptions._tracks import drawn
from provender.twin.scene import Scene, Track


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class CutTrack:
    """Ends the track of one who moves while the scene goes on.

    Example:
        ego is not told of after 2.2 s and stands still from one moment to the next.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where nobody moves faster than 1 m/s."""
        return spoil(record, "cut_track", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """The rest of one track dropped."""
    found = drawn(scene, rng, 1.0)
    if found is None:
        return None
    actor, at = found
    short = Track(times=actor.track.times[: at + 1], poses=actor.track.poses[: at + 1])
    told = f"{actor.id} does not stop dead at {actor.track.times[at]:g} s"
    return Spoilt(with_actor(scene, replace(actor, track=short)), actor.id, told)
