"""What stands beside an OpenDRIVE road: signals, crosswalks, trees, lamps and buildings."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from provender.twin.maps.elements import Element
from provender.twin.maps.geometry import crosses_itself, ring_of
from provender.twin.maps.map import ROLLING, Building, Crossing, Floats, Lamp, Points, Signal, Tree
from provender.twin.maps.notes import Notes
from provender.twin.maps.opendrive.links import lane_id
from provender.twin.maps.opendrive.road import Read, Unsound, number

_SIGNS = {"206": "stop", "205": "give_way"}  # the numbers of the German catalogue, which the standard's examples use
_MOST_CORNERS = 1_000


def signals(roads: Mapping[str, Read], notes: Notes) -> Iterator[Signal]:
    """Lights and signs, each with the lanes that obey it on its own road and on those that refer to it."""
    told = [(road, one) for road in roads.values() for one in road.element.first("signals").all("signalReference")]
    more: dict[str, list[tuple[Read, Element]]] = {}
    for road, one in told:
        more.setdefault(one.get("id"), []).append((road, one))
    seen = set()
    for road in roads.values():
        for one in road.element.first("signals").all("signal"):
            name = f"signal/{one.get('id')}"
            try:
                made = _signal(name, road, one, more.get(one.get("id"), []))
            except Unsound as fault:
                notes.add(name, f"{fault}; left out")
                continue
            if name in seen:
                notes.add(name, "is there twice, the first one stays")
            else:
                seen.add(name)
                yield made


def _signal(name: str, road: Read, one: Element, more: Sequence[tuple[Read, Element]]) -> Signal:
    """One signal."""
    s, t = np.array([number(one, "s")]), np.array([number(one, "t")])
    obeying = [found for where, told in ((road, one), *more) for found in _obeying(where, told)]
    at = road.place(s, t)[0] + np.array([0.0, 0.0, number(one, "zOffset", 0.0)])
    kind = "lights" if one.get("dynamic") == "yes" else _SIGNS.get(one.get("type"), f"sign {one.get('type')[:20]}")
    heading = float(road.line.at(s)[0, 2]) + (np.pi if one.get("orientation") == "-" else 0.0)
    if obeying:  # where those who obey come from says it better: editors do not agree on what an orientation is
        heading = obeying[0][1]
    return Signal(id=name, at=at, heading=heading, kind=kind, lanes=tuple(dict.fromkeys(lane for lane, _ in obeying)))


def _obeying(road: Read, told: Element) -> Iterator[tuple[str, float]]:
    """Lanes for wheels in the section of a signal that obey it, with the heading of those who come along them.

    A validity tells the lanes, 0 to 0 none; without one it is those of the signal's orientation.
    """
    s, way = number(told, "s"), told.get("orientation")
    at = max((k for k, section in enumerate(road.sections) if section.start <= s + 1e-6), default=0)
    spans = [sorted((number(one, "fromLane"), number(one, "toLane"))) for one in told.all("validity")]
    heading = float(road.line.at(np.array([s]))[0, 2])
    for strip in road.sections[at].strips:
        along = (strip.number < 0) == (road.side == "right")
        named = any(low <= strip.number <= high for low, high in spans)
        if strip.kind in ROLLING and (named if spans else way in ("none", "", "+" if along else "-")):
            yield lane_id(road.id, at, strip.number), heading if along else heading + np.pi


class Objects:
    """Objects beside the roads that a map has a place for."""

    def __init__(self) -> None:
        self.crossings: list[Crossing] = []
        self.buildings: list[Building] = []
        self.trees: list[Tree] = []
        self.lamps: list[Lamp] = []
        self._seen: set[str] = set()

    def read(self, road: Read, notes: Notes) -> None:
        """All of a road's objects."""
        for one in road.element.first("objects").all("object"):
            name = f"object/{one.get('id')}"
            if name in self._seen:
                name = f"{name}/road/{road.id}/{one.line}"  # ids need only be unique within a class
            try:
                self._read(name, road, one)
            except Unsound as fault:
                notes.add(name, f"{fault}; left out")
            self._seen.add(name)

    def _read(self, name: str, road: Read, one: Element) -> None:
        """One object; kinds that a map has no place for are passed over."""
        kind = one.get("type")
        if kind == "crosswalk":
            self.crossings.append(_crosswalk(name, road, one))
        elif kind == "building":
            self.buildings.append(_building(name, road, one))
        elif kind in ("tree", "vegetation"):
            height = _bounded(number(one, "height", 0.0), 1.0, 60.0, 8.0)
            crown = _bounded(2 * number(one, "radius", 0.0), 0.5, 30.0, 0.6 * height)
            self.trees.append(Tree(id=name, at=_middle(road, one)[:2], height=height, crown=crown))
        elif kind == "streetLamp" or "lamp" in one.get("name").lower():
            height = _bounded(number(one, "height", 0.0), 1.5, 40.0, 6.0)
            heading = float(road.line.at(np.array([number(one, "s")]))[0, 2])
            side = -np.sign(number(one, "t")) or 1.0
            lean = heading + side * np.pi / 2
            self.lamps.append(Lamp(id=name, at=_middle(road, one)[:2], height=height, heading=lean))


def _bounded(value: float, low: float, high: float, default: float) -> float:
    """A value within bounds, else the default."""
    return value if low <= value <= high else default


def _middle(road: Read, one: Element) -> Points:
    """(3,) where an object stands."""
    place: Points = road.place(np.array([number(one, "s")]), np.array([number(one, "t")]))[0]
    return place


def _outline(road: Read, one: Element) -> tuple[Points, Floats]:
    """(n, 2) corners of an object and their heights; of its length and width where it tells no outline."""
    outline = (one.first("outlines").all("outline") or one.all("outline") or [Element("outline", {})])[0]
    local, along = outline.all("cornerLocal"), outline.all("cornerRoad")
    if len(local) + len(along) > _MOST_CORNERS:
        raise Unsound("it has more corners than an outline needs")
    if along:
        s, t = (np.array([number(corner, key) for corner in along]) for key in "st")
        return road.place(s, t)[:, :2], np.array([number(corner, "height", 0.0) for corner in along])
    if local:
        flat = np.array([[number(corner, "u"), number(corner, "v")] for corner in local])
        high = np.array([number(corner, "height", 0.0) for corner in local])
    else:
        half = np.array([number(one, "length", 0.0), number(one, "width", 0.0)]) / 2
        flat = half * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
        high = np.full(4, number(one, "height", 0.0))
    turn = float(road.line.at(np.array([number(one, "s")]))[0, 2]) + number(one, "hdg", 0.0)
    cos, sin = np.cos(turn), np.sin(turn)
    corners: Points = _middle(road, one)[:2] + flat @ np.array([[cos, sin], [-sin, cos]])
    return corners, high


def _crosswalk(name: str, road: Read, one: Element) -> Crossing:
    """A crosswalk: from kerb to kerb is across its road."""
    corners, _ = _outline(road, one)
    heading = float(road.line.at(np.array([number(one, "s")]))[0, 2])
    along, across = np.array([np.cos(heading), np.sin(heading)]), np.array([-np.sin(heading), np.cos(heading)])
    middle = (corners.min(0) + corners.max(0)) / 2
    wide, reach = np.ptp(corners @ along), np.ptp(corners @ across)
    if wide < 0.1 or reach < 0.1:
        raise Unsound("it has no size")
    line = np.array([middle - across * reach / 2, middle + across * reach / 2])
    return Crossing(id=name, line=line, width=float(wide), kind="zebra")


def _building(name: str, road: Read, one: Element) -> Building:
    """A building on its outline."""
    corners, high = _outline(road, one)
    ring = ring_of(corners)
    if crosses_itself(ring):
        raise Unsound("its outline crosses itself or has no area")
    height = _bounded(float(high.max()), 1.0, 900.0, 0.0) or _bounded(number(one, "height", 0.0), 1.0, 900.0, 0.0)
    return Building(id=name, outline=ring, height=height or 6.0, told="height" if height else "rule")
