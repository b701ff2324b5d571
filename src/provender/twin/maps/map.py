"""A piece of a city in metres: lanes, junctions, crossings, signals, buildings, trees and lamps.

The frame is a local tangent plane: x east, y north, z up, metres, the origin where the reader put it. Lines are
float64 arrays `(n, 2)` or `(n, 3)`; rings are counter-clockwise and do not repeat their first point.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from hashlib import blake2b
from typing import Literal, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Points: TypeAlias = npt.NDArray[np.float64]  # (n, 2) or (n, 3) metres
Floats: TypeAlias = npt.NDArray[np.float64]  # (n,)
Side: TypeAlias = Literal["left", "right"]


class LaneKind(StrEnum):
    """What moves or stands on a lane."""

    DRIVING = "driving"
    BUS = "bus"
    CYCLING = "cycling"
    WALKING = "walking"
    PARKING = "parking"
    SHOULDER = "shoulder"
    VERGE = "verge"  # a strip that nobody uses: green, a median, a kerb


ROLLING = frozenset({LaneKind.DRIVING, LaneKind.BUS})


class Warned(NamedTuple):
    """Something in the source that was left out, mended or guessed: which element, and what about it."""

    id: str  # e.g. "way/123"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lane:
    """A strip of road, told along its direction of travel.

    Attributes:
        id: unique in the map, e.g. "way/123/0:f1".
        road: the id of its road; "" for a path through a junction that no road of the source stands for.
        centre: (n, 3) metres, n >= 2, no two neighbours alike.
        width: (n,) metres at each point of `centre`, >= 0.
        speed: the limit in m/s; 0 where there is none.
        two_way: travelled in both directions (a footpath); `centre` then has no meaning beyond its shape.
        successors, predecessors: ids of the lanes that go on at its end, and that lead to its start.
        junction: the junction in which it lies; "" outside of any.
    """

    id: str
    road: str
    kind: LaneKind
    centre: Points
    width: Floats
    speed: float = 0.0
    two_way: bool = False
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    junction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Road:
    """A stretch of road between two junctions, or a path through one.

    Attributes:
        id: unique in the map.
        kind: as the source calls it, e.g. "residential".
        reference: (n, 3) metres, the line that the lanes are laid out from.
        lanes: ids, from the left edge to the right edge seen along `reference`.
        layer: 0 on the ground, above it bridges, below it tunnels.
    """

    id: str
    kind: str
    reference: Points
    lanes: tuple[str, ...]
    name: str = ""
    layer: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Junction:
    """Where roads meet.

    Attributes:
        outline: (n, 2) ring of the carriageway; empty where the source tells none.
        roads: ids of the roads that end at it.
        lanes: ids of the lanes that lead through it.
    """

    id: str
    outline: Points
    roads: tuple[str, ...]
    lanes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Crossing:
    """Where people cross a carriageway.

    Attributes:
        line: (2, 2) metres, from kerb to kerb.
        width: metres along the road.
        kind: "zebra", "signals", "marked" or "unmarked".
    """

    id: str
    line: Points
    width: float
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Signal:
    """What tells traffic to wait: lights or a sign.

    Attributes:
        at: (3,) metres.
        heading: radians, counter-clockwise from east: the direction of travel of those who see it.
        kind: "lights", "stop", "give_way" or another name of the source's.
        lanes: ids of the lanes that obey it.
    """

    id: str
    at: Floats
    heading: float
    kind: str
    lanes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Building:
    """A footprint with straight walls.

    Attributes:
        outline: (n, 2) ring, n >= 3, crossing neither itself nor a hole.
        holes: (n, 2) rings inside it.
        base, height: metres above the ground of its lowest and highest point, base < height.
        kind: as the source calls it, e.g. "apartments".
        told: where the height comes from: "height", "levels", or "rule" where it was drawn from the seed.
    """

    id: str
    outline: Points
    height: float
    holes: tuple[Points, ...] = ()
    base: float = 0.0
    kind: str = "yes"
    told: str = "rule"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Area:
    """Ground of one kind: "green", "water", "paved" or "parking"; `outline` and `holes` as a building's."""

    id: str
    outline: Points
    kind: str
    holes: tuple[Points, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tree:
    """A tree at (2,) metres; height and width of its crown in metres; `leaf` is "broadleaved" or "needleleaved"."""

    id: str
    at: Floats
    height: float
    crown: float
    leaf: str = "broadleaved"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lamp:
    """A street lamp: (2,) metres, the height of its light in metres, and the way its light leans, radians from east."""

    id: str
    at: Floats
    height: float
    heading: float = 0.0


@dataclass(frozen=True, kw_only=True, eq=False)
class Map:
    """All of it.

    Attributes:
        name: what to call it, e.g. the file's name.
        source: how it came about, e.g. "osm", "opendrive", "city".
        attribution: what every product made from it must say; "" where nobody has to be named.
        drives: the side of the road on which traffic drives.
        origin: (latitude, longitude) in degrees of the frame's origin; None where the place is made up.
        warnings: what was left out, mended or guessed.

    Guarantees:
        Ids are unique within a kind; every lane, road and junction that is named exists.
        For lanes of one direction, b follows a exactly when a precedes b.
    """

    name: str
    source: str
    attribution: str = ""
    drives: Side = "right"
    origin: tuple[float, float] | None = None
    lanes: tuple[Lane, ...] = ()
    roads: tuple[Road, ...] = ()
    junctions: tuple[Junction, ...] = ()
    crossings: tuple[Crossing, ...] = ()
    signals: tuple[Signal, ...] = ()
    buildings: tuple[Building, ...] = ()
    areas: tuple[Area, ...] = ()
    trees: tuple[Tree, ...] = ()
    lamps: tuple[Lamp, ...] = ()
    warnings: tuple[Warned, ...] = field(default=())

    @cached_property
    def lane(self) -> Mapping[str, Lane]:
        """Lanes by id."""
        return {lane.id: lane for lane in self.lanes}

    @cached_property
    def road(self) -> Mapping[str, Road]:
        """Roads by id."""
        return {road.id: road for road in self.roads}

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north end in metres; zeros for an empty map."""
        lines = [lane.centre[:, :2] for lane in self.lanes]
        lines += [thing.outline for group in (self.buildings, self.areas, self.junctions) for thing in group]
        lines += [thing.at[None, :2] for group in (self.trees, self.lamps) for thing in group]
        lines = [line for line in lines if len(line)]
        if not lines:
            return (0.0, 0.0, 0.0, 0.0)
        every = np.concatenate(lines)
        (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
        return (float(west), float(south), float(east), float(north))

    @cached_property
    def digest(self) -> bytes:
        """16 bytes, equal exactly when everything in the map is equal, to the bit."""
        return blake2b(self.written, digest_size=16).digest()

    @cached_property
    def written(self) -> bytes:
        """Canonical JSON, kept: a shard's blob and the digest are made of the same bytes."""
        from provender.twin.maps.written import to_json

        return to_json(self)

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, Map) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)
