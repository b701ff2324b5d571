"""A house put onto a lane."""

from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.twin.corruptions._spoil import Spoilt, spoil, wheels
from provender.twin.scene import Scene


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class MovedHouse:
    """Moves one house so that its middle lies on a lane for wheels.

    Example:
        house/7 now stands in the middle of street/2:f1.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None where there is no house or no lane."""
        return spoil(record, "moved_house", _change, of=Scene, seed=seed)


def _change(scene: Scene, rng: Stream) -> Spoilt[Scene] | None:
    """One house moved."""
    houses, lanes = scene.map.buildings, wheels(scene.map)
    if not houses or not lanes:
        return None
    house, lane = rng.choice(houses), rng.choice(lanes)
    target = (lane.centre[0, :2] + lane.centre[1, :2]) / 2
    moved = replace(house, outline=house.outline + (target - house.outline.mean(0)))
    standing = tuple(moved if one is house else one for one in houses)
    told = f"{house.id} stands clear of {lane.id}"
    return Spoilt(replace(scene, map=replace(scene.map, buildings=standing)), house.id, told)
