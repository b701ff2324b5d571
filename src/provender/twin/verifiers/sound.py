"""Can a scene be? Its map's lanes and houses, and every actor at every moment, held against plain geometry and motion.

It knows nothing of how a map or a track was made, and a sound scene proves no label: it is SCREENED.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.twin.maps.map import Map
from provender.twin.scene import Scene
from provender.twin.verifiers._ground import map_faults
from provender.twin.verifiers._judged import judged
from provender.twin.verifiers._motion import bodies, close, moving_faults, touch, walls

NAME = "twin/sound"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Fails a scene that cannot be; passes any other as SCREENED.

    Checked are: widths of lanes, links that both lanes know and that meet, houses on lanes (of made-up cities: real
    towns have passages), actors inside each other or inside a house, jumps, speeds and accelerations of their kind,
    and vehicles that drive off their lane or against it.

    Example:
        A parked car whose box reaches 0.3 m into its neighbour's fails, with both ids.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record; each map is looked at once."""
        return judged(records, Scene, partial(_faults, seen={}), name=NAME)


def _faults(scene: Scene, seen: dict[bytes, str]) -> Iterator[str]:
    """What cannot be, the map first."""
    if scene.map.digest not in seen:
        seen[scene.map.digest] = _first(scene.map)
    if seen[scene.map.digest]:
        yield seen[scene.map.digest]
    for actor in scene.actors:
        yield from moving_faults(actor, scene.map)
    joined = [{actor.id, actor.part_of} for actor in scene.actors if actor.part_of]
    for time in sorted({0.0, scene.end / 2, scene.end}):
        boxes = bodies(scene, time)
        for one, two in close(boxes):
            if {one, two} not in joined and touch(boxes[one], boxes[two]):
                yield f"{one} and {two} are inside each other at {time:g} s"
        yield from walls(scene.map, boxes)


def _first(map: Map) -> str:
    """The first fault of a map; "" when it has none."""
    return next(map_faults(map), "")
