"""A lane too narrow to drive on."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, wheels, with_lane
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class ThinLane:
    """Gives a lane for wheels a tenth to a third of its width, as a mistaken unit would.

    Example:
        street/2:f1 is 0.88 m wide (feet taken for metres).
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is no lane for wheels."""
        return spoil(record, "thin_lane", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One lane made thin."""
    if not wheels(scene.map):
        return None
    lane = rng.choice(wheels(scene.map))
    thin = replace(lane, width=lane.width * rng.between(100, 333) / 1000)
    told = f"{lane.id} is {thin.width.max():.2f} m wide"
    return Spoilt(replace(scene, map=with_lane(scene.map, thin)), lane.id, told)
