"""The ground: carriageways, pavements with kerbs, markings, crossings, green and water.

Kinds lie a few millimetres above each other, so that the nearest hit is the one on top.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import numpy as np

from provender.twin.frame import Kind
from provender.twin.maps.geometry import at, cut, lengths, offset
from provender.twin.maps.map import Area, Crossing, LaneKind, Map, Road
from provender.twin.render.mesh.rings import filled
from provender.twin.render.mesh.shapes import Array, Colour, Material, Part, box, flat, joined, moved, quads

_Z = {"earth": -0.05, "area": -0.03, "verge": -0.02, "road": 0.0, "walk": 0.008, "cycle": 0.004, "mark": 0.012}
_WHITE: Colour = (0.62, 0.62, 0.6)
_KERB = 0.14  # m wide
_DASH, _GAP = 3.0, 4.5
_LANES = {
    LaneKind.DRIVING: (Kind.ROAD, Material.ASPHALT, "road", (0.055, 0.056, 0.058)),
    LaneKind.BUS: (Kind.ROAD, Material.ASPHALT, "road", (0.055, 0.056, 0.058)),
    LaneKind.SHOULDER: (Kind.ROAD, Material.ASPHALT, "road", (0.06, 0.06, 0.062)),
    LaneKind.PARKING: (Kind.ROAD, Material.ASPHALT, "road", (0.07, 0.069, 0.068)),
    LaneKind.CYCLING: (Kind.ROAD, Material.CYCLEWAY, "cycle", (0.2, 0.07, 0.05)),
    LaneKind.WALKING: (Kind.PAVEMENT, Material.PAVING, "walk", (0.24, 0.23, 0.215)),
    LaneKind.VERGE: (Kind.GROUND, Material.GRASS, "verge", (0.07, 0.1, 0.03)),
}
_AREAS = {
    "green": (Kind.GROUND, Material.GRASS, (0.07, 0.1, 0.03)),
    "water": (Kind.GROUND, Material.WATER, (0.02, 0.035, 0.04)),
    "paved": (Kind.PAVEMENT, Material.PAVING, (0.22, 0.21, 0.2)),
    "parking": (Kind.ROAD, Material.ASPHALT, (0.065, 0.065, 0.065)),
}


def ground(map: Map, middle: Array) -> Iterator[tuple[Kind, Part]]:
    """All of it, around a place (2,)."""
    reach = 600.0
    low, high = middle - reach, middle + reach
    square = np.array([[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]])
    yield Kind.GROUND, _laid(quads(square[None]), "earth", Material.EARTH, (0.16, 0.145, 0.12))
    for area in map.areas:
        yield _area(area)
    for joint in map.junctions:
        if len(joint.outline) >= 3:
            yield Kind.ROAD, _laid(filled(joint.outline), "road", Material.ASPHALT, _LANES[LaneKind.DRIVING][3])
    for lane in map.lanes:
        yield _lane(lane.kind, lane.centre.tobytes(), lane.width.tobytes())
    for road in map.roads:
        yield from _lines(road, map)
    for crossing in map.crossings:
        yield from _stripes(crossing)


@lru_cache(maxsize=8192)  # by content: pieces cut out of one map share most of their lanes
def _lane(lane: LaneKind, centre: bytes, width: bytes) -> tuple[Kind, Part]:
    """The surface of a lane, from the bytes of its middle line (n, 3) and its widths (n,)."""
    kind, material, level, tint = _LANES[lane]
    wide = np.frombuffer(width)
    return kind, _laid(_strip(np.frombuffer(centre).reshape(-1, 3), wide / 2, -wide / 2), level, material, tint)


def _laid(triangles: Array, level: str, material: Material, tint: Colour) -> Part:
    """Triangles of the plane (n, 3, 2), put at a level, all facing up."""
    a, b, c = triangles[:, 0], triangles[:, 1], triangles[:, 2]
    turned = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0]) < 0
    triangles = np.where(turned[:, None, None], triangles[:, ::-1], triangles)
    high = np.full((*triangles.shape[:2], 1), _Z[level])
    made = flat(np.concatenate([triangles, high], 2), material, tint)
    return made._replace(normals=np.broadcast_to(np.array([0.0, 0.0, 1.0]), made.normals.shape).copy())


def _strip(line: Array, left: Array | float, right: Array | float) -> Array:
    """(2 n - 2, 3, 2) triangles between two distances to the left of a line."""
    plane = line[:, :2]
    one, two = offset(plane, left), offset(plane, right)
    if len(one) != len(two):
        s = np.linspace(0.0, 1.0, max(len(one), len(two)))
        one, two = (at(side, s * lengths(side)[-1]) for side in (one, two))
    return quads(np.stack([two[:-1], two[1:], one[1:], one[:-1]], 1))


@lru_cache(maxsize=1024)
def _area(area: Area) -> tuple[Kind, Part]:
    """A piece of ground of one kind; those with many corners are cut coarsely."""
    kind, material, tint = _AREAS.get(area.kind, _AREAS["paved"])
    ring = area.outline if len(area.outline) <= 160 else area.outline[:: len(area.outline) // 160 + 1]
    return kind, _laid(filled(ring), "area", material, tint)


def _lines(road: Road, map: Map) -> Iterator[tuple[Kind, Part]]:
    """Markings and kerbs where two lanes of a road lie side by side."""
    lanes = [map.lane[name] for name in road.lanes if name in map.lane]
    for left, right in pairwise(lanes):
        way, along = right.centre[-1] - right.centre[0], road.reference[-1] - road.reference[0]
        side = 1.0 if float(way[:2] @ along[:2]) >= 0 else -1.0
        yield from _between((left.kind, right.kind), right.centre.tobytes(), right.width.tobytes(), side)


@lru_cache(maxsize=8192)
def _between(
    kinds: tuple[LaneKind, LaneKind], centre: bytes, width: bytes, side: float
) -> tuple[tuple[Kind, Part], ...]:
    """What lies between two kinds of lanes, along the edge of the second on one side of its middle line."""
    edge = offset(np.frombuffer(centre).reshape(-1, 3)[:, :2], side * np.frombuffer(width) / 2)
    if len(edge) < 2 or lengths(edge)[-1] <= 1.0:
        return ()
    rolls = [kind in (LaneKind.DRIVING, LaneKind.BUS) for kind in kinds]
    if LaneKind.WALKING in kinds:
        return ((Kind.KERB, _kerb(edge)),)
    if all(rolls):
        return tuple(_dashes(edge))
    if any(rolls) and LaneKind.CYCLING in kinds:
        return ((Kind.MARKING, _laid(_strip(edge, 0.07, -0.07), "mark", Material.MARKING, _WHITE)),)
    return ()


def _dashes(edge: Array) -> Iterator[tuple[Kind, Part]]:
    """A broken line."""
    total = float(lengths(edge)[-1])
    pieces = []
    for start in np.arange(1.0, total - 1.0, _DASH + _GAP):
        piece = cut(edge, float(start), min(float(start) + _DASH, total - 0.2))
        pieces.append(_strip(piece, 0.065, -0.065))
    if pieces:
        yield Kind.MARKING, _laid(np.concatenate(pieces), "mark", Material.MARKING, _WHITE)


def _kerb(edge: Array) -> Part:
    """A row of stones a hand high."""
    high, tint = 0.09, (0.3, 0.295, 0.28)
    one, two = offset(edge, _KERB / 2), offset(edge, -_KERB / 2)
    if len(one) != len(two):
        s = np.linspace(0.0, 1.0, max(len(one), len(two)))
        one, two = (at(side, s * lengths(side)[-1]) for side in (one, two))
    top = [np.column_stack([side, np.full(len(side), high)]) for side in (one, two)]
    low = [np.column_stack([side, np.full(len(side), -0.01)]) for side in (one, two)]
    strips = [(top[1], top[0]), (low[1], top[1]), (top[0], low[0])]
    faces = np.concatenate([np.stack([a[:-1], a[1:], b[1:], b[:-1]], 1) for a, b in strips])
    return flat(quads(faces), Material.KERB, tint)


def _stripes(crossing: Crossing) -> Iterator[tuple[Kind, Part]]:
    """A zebra's bars, or two broken lines where the crossing is only marked."""
    if crossing.kind == "unmarked":
        return
    start, end = crossing.line
    way = (end - start) / max(float(np.hypot(*(end - start))), 1e-6)
    side = np.array([-way[1], way[0]])
    total = float(np.hypot(*(end - start)))
    bars = []
    for place in np.arange(0.4, total - 0.6, 1.0):
        for low, high in ((-0.5, 0.5),) if crossing.kind == "zebra" else ((-0.5, -0.42), (0.42, 0.5)):
            a, b = start + way * place, start + way * (place + 0.5)
            bars.append([a + side * low * crossing.width, b + side * low * crossing.width,
                         b + side * high * crossing.width, a + side * high * crossing.width])  # fmt: skip
    if bars:
        yield Kind.MARKING, _laid(quads(np.array(bars)), "mark", Material.MARKING, _WHITE)


def fallen(size: tuple[float, float, float]) -> Part:
    """A load on the road: cardboard boxes that fill its box."""
    length, width, height = size
    brown: Colour = (0.32, 0.2, 0.1)
    lower = box((length, width, height * 0.6), (0, 0, height * 0.3), Material.CARD, brown)
    upper = box((length * 0.55, width * 0.7, height * 0.4), (0, 0, height * 0.8), Material.CARD, brown)
    return joined([lower, upper.placed(moved(-0.15 * length, 0.05 * width, 0, 0))])
