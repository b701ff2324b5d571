"""A street before it is laid: its line, what lies across it from left to right, and the two nodes it runs between."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from provender.twin.maps.map import ROLLING, LaneKind, Points, Side

CARRIAGEWAY = ROLLING | {LaneKind.CYCLING, LaneKind.PARKING, LaneKind.SHOULDER}


class Strip(NamedTuple):
    """One lane across a street: its name within the street, what it is for, which way, and how wide in metres.

    `way` is 1 along the street's line, -1 against it, 0 both ways.
    """

    name: str
    kind: LaneKind
    way: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Street:
    """A street between two nodes.

    Attributes:
        line: (n, 2) metres from `start` to `end`.
        strips: across it, from left to right seen along the line.
        left: metres from the left edge of the first strip to the line.
        start, end: names of its nodes; streets that name the same node meet there.
        speed: the limit, m/s.
        kind, name, layer: as a road's.
    """

    id: str
    line: Points
    strips: tuple[Strip, ...]
    left: float
    start: str
    end: str
    speed: float
    kind: str = "residential"
    name: str = ""
    layer: int = 0

    def centres(self) -> list[float]:
        """How far each strip's middle lies to the left of the line, metres (negative: to the right)."""
        ends = np.cumsum([strip.width for strip in self.strips])
        return [self.left - float(end) + strip.width / 2 for end, strip in zip(ends, self.strips, strict=True)]

    def edges(self) -> tuple[float, float]:
        """How far the whole reaches to the left and to the right of the line, metres."""
        return self.left, sum(strip.width for strip in self.strips) - self.left

    def carriageway(self) -> tuple[float, float]:
        """As `edges`, of what wheels use; (0, 0) where nothing rolls."""
        return _reach(self, CARRIAGEWAY)


def _reach(street: Street, kinds: Iterable[LaneKind]) -> tuple[float, float]:
    """The farthest edges of strips of some kinds, to the left and to the right."""
    spans = [
        (middle + strip.width / 2, strip.width / 2 - middle)
        for middle, strip in zip(street.centres(), street.strips, strict=True)
        if strip.kind in kinds
    ]
    return (max(left for left, _ in spans), max(right for _, right in spans)) if spans else (0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What lies across a street, before it is known which way its line runs.

    Attributes:
        forward, backward: lanes along and against the line.
        lane: width of one, metres.
        speed: m/s.
        walk, park, cycle: widths in metres on the (left, right) of the line; 0 where there is none.
    """

    forward: int = 1
    backward: int = 1
    lane: float = 3.0
    speed: float = 30 / 3.6
    walk: tuple[float, float] = (0.0, 0.0)
    park: tuple[float, float] = (0.0, 0.0)
    cycle: tuple[float, float] = (0.0, 0.0)


def strips_of(section: Section, drives: Side) -> tuple[tuple[Strip, ...], float]:
    """The strips from left to right, and the metres from the left edge to the middle of the driven lanes."""
    one_way = section.forward == 0 or section.backward == 0
    ways = (-1, 1) if drives == "right" else (1, -1)
    sole = 1 if section.forward else -1
    sides = (_side(section, 0, sole if one_way else ways[0]), _side(section, 1, sole if one_way else ways[1]))
    forward = [f"f{at + 1}" for at in range(section.forward)]
    backward = [f"b{at + 1}" for at in range(section.backward)]
    by_way = {1: forward, -1: backward}
    names = [*reversed(by_way[ways[0]]), *by_way[ways[1]]]  # numbers grow from the middle to the kerb
    driven = [Strip(name, LaneKind.DRIVING, 1 if name[0] == "f" else -1, section.lane) for name in names]
    left = sum(strip.width for strip in sides[0]) + section.lane * len(driven) / 2
    return (*sides[0], *driven, *reversed(sides[1])), left


def _side(section: Section, side: int, way: int) -> Sequence[Strip]:
    """The strips beside the driven lanes, from the edge inwards."""
    mark = "lr"[side]
    kinds = (
        ("walk", LaneKind.WALKING, 0, section.walk[side]),
        ("park", LaneKind.PARKING, way, section.park[side]),
        ("cycle", LaneKind.CYCLING, way, section.cycle[side]),
    )
    return [Strip(f"{name}-{mark}", kind, to, width) for name, kind, to, width in kinds if width > 0]
