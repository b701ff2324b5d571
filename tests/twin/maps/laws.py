"""Laws that every map obeys, whoever read it; written apart from the readers."""

from collections.abc import Iterable, Iterator
from itertools import combinations

import numpy as np

from provender.twin.maps.map import ROLLING, Area, Building, Lane, Map, Points


def breaches(map: Map) -> list[str]:
    """What is wrong with a map's structure; nothing when it is sound."""
    return [*_ids(map), *_shapes(map), *_links(map), *_rings(map)]


def _ids(map: Map) -> Iterator[str]:
    groups = (map.lanes, map.roads, map.junctions, map.crossings, map.buildings, map.areas, map.trees, map.lamps)
    for group in (*groups, map.signals):
        seen = [thing.id for thing in group]
        yield from (f"{name} twice" for name in {name for name in seen if seen.count(name) > 1})
    lanes, roads, junctions = ({thing.id for thing in group} for group in (map.lanes, map.roads, map.junctions))
    named = [name for road in map.roads for name in road.lanes]
    named += [name for junction in map.junctions for name in junction.lanes]
    named += [name for signal in map.signals for name in signal.lanes]
    named += [name for lane in map.lanes for name in (*lane.successors, *lane.predecessors)]
    yield from (f"no lane {name}" for name in named if name not in lanes)
    yield from (f"no road {name}" for junction in map.junctions for name in junction.roads if name not in roads)
    yield from (f"no road {lane.road}" for lane in map.lanes if lane.road and lane.road not in roads)
    yield from (f"no junction {lane.junction}" for lane in map.lanes if lane.junction not in {*junctions, ""})


def _shapes(map: Map) -> Iterator[str]:
    for lane in map.lanes:
        steps = np.diff(lane.centre, axis=0)
        if lane.centre.shape[1:] != (3,) or len(lane.centre) < 2 or len(lane.width) != len(lane.centre):
            yield f"{lane.id} has the wrong shape"
        elif not np.isfinite(lane.centre).all() or (lane.width < 0).any() or not (np.abs(steps).sum(1) > 0).all():
            yield f"{lane.id} stands still, is not finite or has a width below 0"


def _links(map: Map) -> Iterator[str]:
    """One-way lanes: ahead and behind mirror each other, and touch."""
    for lane in map.lanes:
        for name in lane.successors:
            other = map.lane[name]
            if lane.two_way or other.two_way:
                continue
            if lane.id not in other.predecessors:
                yield f"{lane.id} -> {name}, but not back"
            gap = float(np.hypot(*(lane.centre[-1] - other.centre[0])[:2]))
            if gap > 0.15:
                yield f"{lane.id} -> {name}: {gap:.2f} m apart"
        for name in lane.predecessors:
            if not lane.two_way and not map.lane[name].two_way and lane.id not in map.lane[name].successors:
                yield f"{name} -> {lane.id} is told by one side alone"


def _rings(map: Map) -> Iterator[str]:
    things: list[Building | Area] = [*map.buildings, *map.areas]
    for thing in things:
        for ring in (thing.outline, *thing.holes):
            if len(ring) < 3 or _area(ring) <= 0 or _crosses(ring):
                yield f"{thing.id} has a ring that is no ring"
    yield from (f"{one.id} is no higher than its base" for one in map.buildings if not one.base < one.height)


def _area(ring: Points) -> float:
    x, y = (ring - ring.mean(0)).T
    return float(np.dot(x, np.roll(y, -1)) - np.dot(np.roll(x, -1), y)) / 2


def _crosses(ring: Points) -> bool:
    """Proper crossings of edges, one pair at a time."""

    def turn(p: Points, q: Points, r: Points) -> float:
        return float((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))

    edges = [(ring[at - 1], ring[at]) for at in range(len(ring))] if len(ring) < 60 else []
    return any(
        turn(a, b, c) * turn(a, b, d) < -1e-9 and turn(c, d, a) * turn(c, d, b) < -1e-9
        for (a, b), (c, d) in combinations(edges, 2)
    )


def stranded(map: Map, lanes: Iterable[Lane]) -> list[str]:
    """Lanes for wheels that end inside the map though other lanes start where they end."""
    starts = np.array([lane.centre[0, :2] for lane in map.lanes if lane.kind in ROLLING and not lane.two_way])
    found = []
    for lane in lanes:
        if lane.kind in ROLLING and not lane.successors and len(starts):
            near = np.hypot(*(starts - lane.centre[-1, :2]).T) < 0.5
            found += [lane.id] if near.any() else []
    return found
