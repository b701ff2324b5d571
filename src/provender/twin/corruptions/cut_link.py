"""A lane that forgets where it leads."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, wheels, with_lane
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class CutLink:
    """Takes one lane out of those that a lane leads to; the other lane still says that it follows.

    Example:
        street/2:f1 no longer leads to node/1:4, which says that it comes from there.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where no lane leads on."""
        return spoil(record, "cut_link", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One link cut on one side."""
    leading = [lane for lane in wheels(scene.map) if lane.successors]
    if not leading:
        return None
    lane = rng.choice(leading)
    gone = rng.choice(lane.successors)
    cut = replace(lane, successors=tuple(name for name in lane.successors if name != gone))
    told = f"{lane.id} does not lead to {gone}"
    return Spoilt(replace(scene, map=with_lane(scene.map, cut)), lane.id, told)
