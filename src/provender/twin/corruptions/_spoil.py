"""What all corruptions of scenes share: which scene, which random stream, and how the spoilt one is told of."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from provender.core.record import Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.twin.maps.map import ROLLING, Lane, Map
from provender.twin.scene import Actor, Scene


class Spoilt(NamedTuple):
    """A scene with one thing wrong: where, and what is now false."""

    scene: Scene
    where: str
    falsehood: str


def spoil(
    record: Record, kind: str, change: Callable[[Scene, Stream], Spoilt | None], *, seed: int
) -> Corrupted | None:
    """The spoilt record; None for what is no scene, or has nothing that can be spoilt so."""
    scene = record.payload
    if not isinstance(scene, Scene):
        return None
    drawn = int.from_bytes(scene.digest()[:8], "little")  # of the content, so that scenes are not all spoilt alike
    found = change(scene, stream(seed, drawn, f"twin/{kind}"))
    if found is None:
        return None
    payload = replace(record, payload=found.scene)
    return Corrupted(record=payload, kind=kind, where=found.where, falsehood=found.falsehood)


def with_lane(map: Map, lane: Lane) -> Map:
    """A map with another lane in the place of the one of its name."""
    return replace(map, lanes=tuple(lane if lane.id == old.id else old for old in map.lanes))


def with_actor(scene: Scene, actor: Actor) -> Scene:
    """A scene with another actor in the place of the one of its name."""
    return replace(scene, actors=tuple(actor if actor.id == old.id else old for old in scene.actors))


def wheels(map: Map) -> list[Lane]:
    """The lanes for wheels outside junctions."""
    return [lane for lane in map.lanes if lane.kind in ROLLING and not lane.junction]
