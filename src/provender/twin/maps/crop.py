"""A piece of a map: what reaches into a rectangle, with links and names that lead nowhere taken out."""

from dataclasses import replace
from typing import TypeAlias

import numpy as np

from provender.twin.maps.map import Lane, Map, Points

Box: TypeAlias = tuple[float, float, float, float]  # west, south, east, north, metres


def around(x: float, y: float, reach: float) -> Box:
    """The square with its middle at a place."""
    return (x - reach, y - reach, x + reach, y + reach)


def crop(map: Map, box: Box) -> Map:
    """What reaches into `box`; nothing is cut in two.

    Guarantees:
        Every lane, road and junction that is named is kept too.
    """
    lanes = [lane for lane in map.lanes if _in(lane.centre[:, :2], box)]
    kept = {lane.id for lane in lanes}
    roads = [replace(road, lanes=_those(road.lanes, kept)) for road in map.roads]
    roads = [road for road in roads if road.lanes]
    names = {road.id for road in roads}
    joints = [
        replace(one, lanes=_those(one.lanes, kept), roads=_those(one.roads, names))
        for one in map.junctions
        if _in(one.outline, box) or any(name in kept for name in one.lanes)
    ]
    known = {one.id for one in joints}
    return replace(
        map,
        lanes=tuple(_linked(lane, kept, names, known) for lane in lanes),
        roads=tuple(roads),
        junctions=tuple(joints),
        crossings=tuple(one for one in map.crossings if _in(one.line, box)),
        signals=tuple(replace(one, lanes=_those(one.lanes, kept)) for one in map.signals if _in(one.at[None, :2], box)),
        buildings=tuple(one for one in map.buildings if _in(one.outline, box)),
        areas=tuple(one for one in map.areas if _in(one.outline, box)),
        trees=tuple(one for one in map.trees if _in(one.at[None], box)),
        lamps=tuple(one for one in map.lamps if _in(one.at[None], box)),
    )


def _in(points: Points, box: Box) -> bool:
    """Whether the rectangle around points reaches into a box."""
    if not len(points):
        return False
    low, high = points.min(0), points.max(0)
    return bool((low <= np.array(box[2:])).all() and (high >= np.array(box[:2])).all())


def _those(names: tuple[str, ...], kept: set[str]) -> tuple[str, ...]:
    """The names that are kept."""
    return tuple(name for name in names if name in kept)


def _linked(lane: Lane, lanes: set[str], roads: set[str], junctions: set[str]) -> Lane:
    """A lane that names only what is kept."""
    return replace(
        lane,
        successors=_those(lane.successors, lanes),
        predecessors=_those(lane.predecessors, lanes),
        road=lane.road if lane.road in roads else "",
        junction=lane.junction if lane.junction in junctions else "",
    )
