"""Houses along a made-up city's streets, none on a street or on another house."""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np

from provender.core.seeds import Stream
from provender.twin.maps.geometry import at, directions, inside, left_of, lengths, rings_cross
from provender.twin.maps.map import Building, Floats, Lane, LaneKind, Points, Road
from provender.twin.maps.streets.street import Street

_CLEAR = 0.5  # m between a wall and the nearest edge of a lane
_STOREY = 3.0
_KINDS = ("apartments", "apartments", "house", "retail")


def houses(
    streets: Sequence[Street], roads: Sequence[Road], lanes: Sequence[Lane], rng: Stream
) -> tuple[Building, ...]:
    """Houses on both sides of every street, in the streets' order."""
    ground = _ground(lanes)
    made: list[Building] = []
    sides = [(street, road, side) for street, road in zip(streets, roads, strict=True) for side in (1, -1)]
    for ring in chain.from_iterable(_row(*side, rng) for side in sides):
        if _free(ring, ground, made):
            height = rng.between(2, 6) * _STOREY + rng.between(5, 30) / 10
            made.append(Building(id=f"house/{len(made)}", outline=ring, height=height, kind=rng.choice(_KINDS)))
    return tuple(made)


def _ground(lanes: Sequence[Lane]) -> Points:
    """(n, 3): points along all lanes, a metre apart, and how far each lane reaches to its sides there."""
    pieces = []
    for lane in lanes:
        s = lengths(lane.centre)
        along = np.linspace(0.0, s[-1], int(s[-1]) + 2)
        half = np.interp(along, s, lane.width) / 2
        pieces.append(np.column_stack([at(lane.centre[:, :2], along), half]))
    return np.concatenate(pieces) if pieces else np.empty((0, 3))


def _row(street: Street, road: Road, side: int, rng: Stream) -> Iterator[Points]:
    """Rectangles side by side along a street, with a gap now and then; 1 on the left, -1 on the right.

    Nothing along a street that nobody walks along.
    """
    if not any(strip.kind is LaneKind.WALKING for strip in street.strips):
        return
    line = road.reference[:, :2]
    s = lengths(line)
    ways = directions(line)
    edge = street.edges()[0 if side > 0 else 1]
    along = 1.0
    while along < s[-1] - 6:
        front, depth = rng.between(8, 20), rng.between(90, 140) / 10
        gap = rng.between(2, 6) if rng.chance(1, 3) else 0.3
        middle = min(along + front / 2, float(s[-1]))
        way = ways[min(int(np.searchsorted(s, middle, "right")) - 1, len(ways) - 1)]
        out = side * left_of(way[None])[0]
        base = at(line, np.array([middle]))[0] + out * (edge + rng.between(10, 25) / 10)
        corners = [-way * front / 2, way * front / 2, way * front / 2 + out * depth, -way * front / 2 + out * depth]
        ring = base + np.array(corners)
        yield ring if side > 0 else ring[::-1]
        along += front + gap


def _free(ring: Points, ground: Points, others: Sequence[Building]) -> bool:
    """Whether a rectangle lies clear of all lanes and all other houses."""
    middle, reach = ring.mean(0), float(np.hypot(*(ring[0] - ring[2]))) / 2
    near = ground[np.hypot(*(ground[:, :2] - middle).T) < reach + ground[:, 2] + _CLEAR + 1]
    if len(near) and (_distance(ring, near[:, :2]) < near[:, 2] + _CLEAR).any():
        return False
    for other in others:
        if np.hypot(*(other.outline.mean(0) - middle)) < reach + 15 and (
            rings_cross(ring, other.outline) or inside(ring, other.outline[:1])[0] or inside(other.outline, ring[:1])[0]
        ):
            return False
    return True


def _distance(ring: Points, points: Points) -> Floats:
    """(m,) metres from points to a ring; 0 inside it."""
    a = ring[None]
    way = np.roll(ring, -1, axis=0)[None] - a
    share = ((points[:, None] - a) * way).sum(2) / (way**2).sum(2)
    foot = a + np.clip(share, 0, 1)[..., None] * way
    far = np.hypot(*np.moveaxis(points[:, None] - foot, 2, 0)).min(1)
    return np.where(inside(ring, points), 0.0, far)
