"""What corruptions of the wing share: which payload, which random stream, and how the spoilt one is told of."""

from collections.abc import Callable
from dataclasses import replace
from typing import Generic, NamedTuple, TypeVar

from provender.core.record import Payload, Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.twin.maps.map import ROLLING, Lane, Map
from provender.twin.scene import Actor, Scene

P = TypeVar("P", bound=Payload)


class Spoilt(NamedTuple, Generic[P]):
    """A payload with one thing wrong: where, and what is now false."""

    payload: P
    where: str
    falsehood: str


def spoil(
    record: Record,
    kind: str,
    change: Callable[[P, Stream], Spoilt[P] | None],
    *,
    of: type[P],
    seed: int,
    room: str = "twin",
) -> Corrupted | None:
    """The spoilt record; None for what has no such payload, or nothing that can be spoilt so.

    Args:
        of: payloads that are spoilt.
        room: under which the kind's random streams are kept apart from other rooms'.
    """
    one = record.payload
    if not isinstance(one, of):
        return None
    drawn = int.from_bytes(one.digest()[:8], "little")  # of the content, so that they are not all spoilt alike
    found = change(one, stream(seed, drawn, f"{room}/{kind}"))
    if found is None:
        return None
    spoilt = replace(record, payload=found.payload)
    return Corrupted(record=spoilt, kind=kind, where=found.where, falsehood=found.falsehood)


def with_lane(map: Map, lane: Lane) -> Map:
    """A map with another lane in the place of the one of its name."""
    return replace(map, lanes=tuple(lane if lane.id == old.id else old for old in map.lanes))


def with_actor(scene: Scene, actor: Actor) -> Scene:
    """A scene with another actor in the place of the one of its name."""
    return replace(scene, actors=tuple(actor if actor.id == old.id else old for old in scene.actors))


def wheels(map: Map) -> list[Lane]:
    """The lanes for wheels outside junctions."""
    return [lane for lane in map.lanes if lane.kind in ROLLING and not lane.junction]
