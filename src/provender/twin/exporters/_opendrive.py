"""A map as ASAM OpenDRIVE 1.7.

Every lane is a road of its own whose reference line is the lane's middle, so that middles and widths come back at each
point of theirs, however their source laid lanes beside one another. What is lost: that two lanes lie side by side in
one road. Lanes that meet end to start are linked: one to one as roads, several through the junction in which they lie.
Buildings, trees and lamps stand beside the lane that is nearest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from provender.twin.exporters._xml import Element, document, element
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Building, Floats, Lane, LaneKind, Map, Points

_TYPES: Mapping[LaneKind, str] = {
    LaneKind.DRIVING: "driving",
    LaneKind.BUS: "bus",
    LaneKind.CYCLING: "biking",
    LaneKind.WALKING: "sidewalk",
    LaneKind.PARKING: "parking",
    LaneKind.SHOULDER: "shoulder",
    LaneKind.VERGE: "none",
}
_MEETS = 0.1  # m between the end of a lane and the start of the one that follows it


def opendrive(map: Map) -> bytes:
    """The file of a map."""
    net = _Net(map)
    around: dict[str, list[Element]] = defaultdict(list)
    for lane, thing in _things(map):
        around[lane].append(thing)
    roads = [_road(net, lane, around[lane.id]) for lane in map.lanes]
    return document(element("OpenDRIVE", _header(map), *roads, *net.junctions()))


def _header(map: Map) -> Element:
    """What it is and where."""
    west, south, east, north = map.bounds
    made = element("header", revMajor=1, revMinor=7, name=map.name, version="1", west=west, south=south, east=east,
                   north=north, vendor=map.attribution or "made up")  # fmt: skip
    if map.origin:
        place = element("geoReference")
        lat, lon = map.origin
        place.text = f"+proj=tmerc +lat_0={lat!r} +lon_0={lon!r} +k=1 +x_0=0 +y_0=0 +ellps=WGS84 +units=m +no_defs"
        made.append(place)
    return made


class _Net:
    """How lanes follow one another, and the numbers under which they go."""

    def __init__(self, map: Map) -> None:
        self.map = map
        self.side = -1 if map.drives == "right" else 1  # the side of the reference line on which traffic goes along it
        self.number = {lane.id: at for at, lane in enumerate(map.lanes, 1)}
        names = dict.fromkeys(lane.junction for lane in map.lanes if lane.junction)
        self.junction = {name: len(map.lanes) + at for at, name in enumerate(names, 1)}
        self.after: dict[str, list[Lane]] = {lane.id: self._met(lane) for lane in map.lanes}
        self.before: dict[str, list[Lane]] = defaultdict(list)
        for lane in map.lanes:
            for following in self.after[lane.id]:
                self.before[following.id].append(lane)

    def _met(self, lane: Lane) -> list[Lane]:
        """The lanes that begin where a lane ends."""
        following = [self.map.lane[name] for name in lane.successors]
        return [one for one in following if np.hypot(*(one.centre[0] - lane.centre[-1])[:2]) < _MEETS]

    def link(self, lane: Lane, *, ahead: bool) -> tuple[str, int] | None:
        """What a road goes over into, ("road" or "junction", its number); None where it just ends."""
        near, back = (self.after, self.before) if ahead else (self.before, self.after)
        found = near[lane.id]
        if lane.junction:
            return ("road", self.number[found[0].id]) if found else None
        through = [one.junction for one in found if one.junction]
        if through:
            return "junction", self.junction[through[0]]
        if len(found) == 1 and len(back[found[0].id]) == 1:
            return "road", self.number[found[0].id]
        return None

    def junctions(self) -> Iterator[Element]:
        """Every junction that some lane leads into."""
        for name, number in self.junction.items():
            pairs = [(one, lane) for lane in self.map.lanes if lane.junction == name for one in self.before[lane.id]]
            links = [
                element("connection", element("laneLink", from_=self.side, to=self.side), id=at, contactPoint="start",
                        incomingRoad=self.number[incoming.id], connectingRoad=self.number[lane.id])
                for at, (incoming, lane) in enumerate(pairs)
            ]  # fmt: skip
            if links:
                yield element("junction", *links, id=number, name=name)


def _road(net: _Net, lane: Lane, around: Sequence[Element]) -> Element:
    """One lane as a road."""
    flat, s = lane.centre[:, :2], lengths(lane.centre[:, :2])
    heading = np.arctan2(*np.diff(flat, axis=0).T[::-1])
    pieces = [
        element("geometry", element("line"), s=float(s[at]), x=float(x), y=float(y), hdg=float(heading[at]),
                length=float(s[at + 1] - s[at]))
        for at, (x, y) in enumerate(flat[:-1])
    ]  # fmt: skip
    ways = {"predecessor": net.link(lane, ahead=False), "successor": net.link(lane, ahead=True)}
    links = [_link(tag, found, tag == "predecessor") for tag, found in ways.items() if found]
    inner = [element(tag, id=net.side) for tag, found in ways.items() if found and found[0] == "road"]
    heights = _slopes("elevation", s, lane.centre[:, 2], start="s")
    speed = element("speed", sOffset=0.0, max=lane.speed, unit="m/s") if lane.speed else None
    own = element(
        "lane", element("link", *inner), *_slopes("width", s, lane.width, start="sOffset"), speed,
        id=net.side, type=_TYPES[lane.kind], level=False,
    )  # fmt: skip
    section = element(
        "laneSection",
        element("left", own) if net.side > 0 else None,
        element("center", element("lane", element("link"), id=0, type="none", level=False)),
        element("right", own) if net.side < 0 else None,
        s=0.0,
    )
    offset = _slopes("laneOffset", s, -net.side * lane.width / 2, start="s")
    return element(
        "road",
        element("link", *links),
        element("planView", *pieces),
        element("elevationProfile", *heights) if lane.centre[:, 2].any() else None,
        element("lanes", *offset, section),
        element("objects", *around) if around else None,
        name=lane.id, length=float(s[-1]), id=net.number[lane.id], rule="RHT" if net.side < 0 else "LHT",
        junction=net.junction[lane.junction] if lane.junction else -1,
    )  # fmt: skip


def _link(tag: str, found: tuple[str, int], at_start: bool) -> Element:
    """What a road goes over into."""
    kind, number = found
    touch = None if kind == "junction" else "end" if at_start else "start"
    return element(tag, elementType=kind, elementId=number, contactPoint=touch)


def _slopes(tag: str, s: Floats, values: Floats, *, start: str) -> list[Element]:
    """A quantity that runs straight from point to point; one record where it does not change."""
    rates = np.diff(values) / np.diff(s)
    places = [0] if not rates.any() else range(len(rates))
    return [
        element(tag, **{start: float(s[at])}, a=float(values[at]), b=float(rates[at]), c=0.0, d=0.0) for at in places
    ]


def _things(map: Map) -> Iterator[tuple[str, Element]]:
    """What stands beside the roads, with its lane."""
    if not map.lanes:
        return
    beside = _Beside(map.lanes)
    for number, house in enumerate(map.buildings):
        spot = beside.spot(house.outline.mean(0))
        told = {"id": f"b{number}", "type": "building", "name": house.id, "hdg": 0.0, "height": house.height}
        yield spot.lane, element("object", _outline(house, spot), s=spot.s, t=0.0, zOffset=0.0, **told)
    standing = [("tree", tree, tree.crown / 2) for tree in map.trees]
    standing += [("streetLamp", lamp, 0.1) for lamp in map.lamps]  # type: ignore[misc]
    for number, (kind, thing, radius) in enumerate(standing):
        spot = beside.spot(thing.at[:2])
        told = {"id": f"p{number}", "type": kind, "name": thing.id, "height": thing.height, "radius": radius}
        yield spot.lane, element("object", s=spot.s, t=spot.t, zOffset=0.0, **told)


class _Spot(NamedTuple):
    """A place beside a lane: metres along it and to its left, the foot (2,) on it and the heading there."""

    lane: str
    s: float
    t: float
    foot: Points
    heading: float


class _Beside:
    """Finds the lane beside which something stands."""

    def __init__(self, lanes: Sequence[Lane]) -> None:
        self.starts = np.concatenate([lane.centre[:-1, :2] for lane in lanes])
        steps = np.concatenate([np.diff(lane.centre[:, :2], axis=0) for lane in lanes])
        self.long = np.hypot(*steps.T)
        self.ways = steps / self.long[:, None]
        self.s = np.concatenate([lengths(lane.centre[:, :2])[:-1] for lane in lanes])
        self.names = [lane.id for lane in lanes for _ in lane.centre[:-1]]

    def spot(self, at: Floats) -> _Spot:
        """The nearest place square to which (2,) lies; a tenth of a kilometre counts for not quite square."""
        off = at - self.starts
        along = np.einsum("ij,ij->i", off, self.ways)
        left = self.ways[:, 0] * off[:, 1] - self.ways[:, 1] * off[:, 0]
        held = np.clip(along, 0.0, self.long)
        near = int((np.abs(left) + 100.0 * np.abs(along - held)).argmin())
        way, s = self.ways[near], float(held[near])
        foot = self.starts[near] + s * way
        heading = float(np.arctan2(way[1], way[0]))
        return _Spot(self.names[near], float(self.s[near]) + s, float(left[near]), foot, heading)


def _outline(house: Building, spot: _Spot) -> Element:
    """A footprint's corners, seen from a point of a road."""
    cos, sin = np.cos(spot.heading), np.sin(spot.heading)
    local = (house.outline - spot.foot) @ np.array([[cos, -sin], [sin, cos]])
    high, base = house.height - house.base, house.base
    corners = [element("cornerLocal", u=float(u), v=float(v), z=base, height=high) for u, v in local]
    return element("outlines", element("outline", *corners, id=0, closed=True))
