"""One road of an OpenDRIVE file: its reference line and, section by section, its lanes."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from provender.twin.maps.elements import Element
from provender.twin.maps.map import Floats, LaneKind, Points, Side
from provender.twin.maps.opendrive.curves import MOST_CURVATURE, Cubics, Line, Piece

_MOST = 1e7  # of any number in a file: metres, radians, coefficients
_CHORD = 0.02  # m by which a lane's line may leave its curve
_STEP = 2.0  # m between points where a width changes
_SHORTEST = 0.01  # m of a section
_KINDS = {
    "biking": LaneKind.CYCLING,
    "bus": LaneKind.BUS,
    "taxi": LaneKind.BUS,
    "HOV": LaneKind.BUS,
    "sidewalk": LaneKind.WALKING,
    "walking": LaneKind.WALKING,
    "parking": LaneKind.PARKING,
    "shoulder": LaneKind.SHOULDER,
    "border": LaneKind.SHOULDER,
    "stop": LaneKind.SHOULDER,
    **dict.fromkeys(
        ("driving", "entry", "exit", "onRamp", "offRamp", "connectingRamp", "bidirectional", "slipLane"),
        LaneKind.DRIVING,
    ),
}
_SPEED = {"km/h": 1 / 3.6, "mph": 1.609344 / 3.6, "m/s": 1.0, "": 1.0}
_PARAMS = ("aU", "bU", "cU", "dU", "aV", "bV", "cV", "dV")


class Unsound(Exception):
    """Something in an element that cannot be meant; the message says what."""


def number(element: Element, name: str, default: float | None = None) -> float:
    """An attribute as a number.

    Raises:
        Unsound: it is missing without a default, no number, or absurd.
    """
    text = element.get(name)
    if not text and default is not None:
        return default
    try:
        value = float(text) if len(text) < 64 else np.inf
    except ValueError:
        value = np.inf
    if not abs(value) <= _MOST:
        raise Unsound(f"{element.tag} has {name}={text[:20]!r}")
    return value


@dataclass(slots=True, eq=False)
class Strip:
    """A lane of one section.

    Attributes:
        number: as in the file: above 0 on the left, growing outwards; below 0 on the right.
        centre: (n, 3) metres along the road, whichever way traffic goes.
        width: (n,) metres.
        ahead, behind: numbers of the lanes that it is linked to at the section's end and start; None where to none.
    """

    number: int
    kind: LaneKind
    centre: Points
    width: Floats
    speed: float
    two_way: bool
    ahead: int | None
    behind: int | None


class Section(NamedTuple):
    """A lane section: from where to where, and its lanes from the left edge to the right."""

    start: float
    end: float
    strips: tuple[Strip, ...]


@dataclass(slots=True, eq=False)
class Read:
    """A road as it was read."""

    id: str
    element: Element
    line: Line
    heights: Cubics
    rolls: Cubics
    offsets: Cubics
    side: Side
    sections: list[Section] = field(default_factory=list)

    def place(self, s: Floats, t: Floats) -> Points:
        """(n, 3) metres of points `t` to the left of the reference line at `s`."""
        x, y, heading = self.line.at(s).T
        z = self.heights.at(s) + t * np.sin(self.rolls.at(s))
        return np.stack([x - t * np.sin(heading), y + t * np.cos(heading), z], 1)


def cubics(elements: Iterable[Element], start: str, names: str = "abcd", base: float = 0.0) -> Cubics:
    """Records of a quantity along a road, in order of where they begin."""
    found = sorted((base + number(one, start, 0.0), *(number(one, name, 0.0) for name in names)) for one in elements)
    table = np.array(found).reshape(-1, 5)
    return Cubics(table[:, 0], table[:, 1:])


def read_road(element: Element, note: Callable[[str], None]) -> Read:
    """A road element.

    Raises:
        Unsound: it has no reference line, or a number that cannot be meant; then the whole road is left out.
    """
    lanes = element.first("lanes")
    road = Read(
        id=element.get("id"),
        element=element,
        line=_line(element.first("planView"), note),
        heights=cubics(element.first("elevationProfile").all("elevation"), "s"),
        rolls=cubics(element.first("lateralProfile").all("superelevation"), "s"),
        offsets=cubics(lanes.all("laneOffset"), "s"),
        side="left" if element.get("rule") == "LHT" else "right",
    )
    found = sorted(
        ((number(one, "s"), at, one) for at, one in enumerate(lanes.all("laneSection"))), key=lambda e: e[:2]
    )
    speed = _speed(element.all("type"))
    for at, (start, _, section) in enumerate(found):
        end = min(found[at + 1][0] if at + 1 < len(found) else road.line.length, road.line.length)
        if end - start < _SHORTEST:
            note(f"its lane section at {start:g} m has no length; left out")
        else:
            road.sections.append(Section(start, end, tuple(_strips(road, section, (start, end), speed))))
    if [start for start, _, _ in found] != [number(one, "s") for one in lanes.all("laneSection")]:
        note("its lane sections are out of order; they are sorted")
    if any(number(wide, "a", 0.0) < 0 for one in lanes.all("laneSection") for wide in _told_widths(one)):
        note("it has lanes of a width below 0; they are taken to be 0 wide there")
    if not road.sections:
        raise Unsound("it has no lane section")
    return road


def _told_widths(section: Element) -> Iterator[Element]:
    """The records of width of a section's lanes."""
    for side in ("left", "right"):
        for lane in section.first(side).all("lane"):
            yield from lane.all("width")


def _line(plan: Element, note: Callable[[str], None]) -> Line:
    """The reference line; pieces without length are passed over, gaps told of."""
    pieces = [piece for one in plan.all("geometry") if (piece := _piece(one)).length > 1e-6]
    if not pieces:
        raise Unsound("it has no reference line")
    line = Line(pieces)
    for before, after in zip(line.pieces, line.pieces[1:], strict=False):
        end = Line([before]).at(np.array([before.s + before.length]))[0]
        gap = float(np.hypot(end[0] - after.x, end[1] - after.y))
        if gap > 0.05 or abs(before.s + before.length - after.s) > 0.05:
            note(f"its reference line is broken at {after.s:.1f} m, by {gap:.2f} m")
    return line


def _piece(element: Element) -> Piece:
    """One geometry."""
    shape = element.inside[0] if element.inside else Element("none", {})
    names = {"line": (), "arc": ("curvature",), "spiral": ("curvStart", "curvEnd"), "poly3": tuple("abcd")}
    names["paramPoly3"] = _PARAMS
    if shape.tag not in names:
        raise Unsound(f"its geometry is a {shape.tag[:20]!r}")
    numbers = [number(shape, name) for name in names[shape.tag]]
    if shape.tag == "paramPoly3":
        numbers.append(float(shape.get("pRange", "arcLength") == "normalized"))
    if shape.tag in ("arc", "spiral") and max(map(abs, numbers)) > MOST_CURVATURE:
        raise Unsound(f"it bends with {max(map(abs, numbers)):g} 1/m")
    length = number(element, "length")
    if not 0 <= length <= 1e5:
        raise Unsound(f"its geometry is {length:g} m long")
    s, x, y, heading = (number(element, name) for name in ("s", "x", "y", "hdg"))
    return Piece(s, x, y, heading, length, shape.tag, tuple(numbers))


def _speed(types: list[Element]) -> float:
    """The limit of a road in m/s: the first that is told; 0 where none is."""
    for one in types:
        limit = one.first("speed")
        if limit.get("max") not in ("", "no limit", "undefined"):
            return max(number(limit, "max"), 0.0) * _SPEED.get(limit.get("unit"), 1.0)
    return 0.0


def _strips(road: Read, section: Element, span: tuple[float, float], speed: float) -> Iterator[Strip]:
    """The lanes of a section, from the left edge to the right one."""
    sides = [(section.first("left").all("lane"), 1), (section.first("right").all("lane"), -1)]
    lanes = [(side, one) for elements, side in sides for one in elements]
    widths = {id(one): _width(one, span[0]) for _, one in lanes}
    s = _spots(road, list(widths.values()), *span)
    made = []
    for side in (1, -1):
        border = road.offsets.at(s)
        for one in sorted((one for way, one in lanes if way == side), key=lambda e: side * _count(e.get("id"))):
            wide, by_border = widths[id(one)]
            value = np.maximum(wide.at(s) if not by_border else side * (wide.at(s) - border), 0.0)
            made.append(_strip(one, road.place(s, border + side * value / 2), value, speed=speed))
            border = border + side * value
    yield from sorted(made, key=lambda strip: -strip.number)


def _count(text: str) -> int:
    """A lane's number."""
    try:
        value = int(text) if len(text) < 6 else 0
    except ValueError:
        value = 0
    if not value:
        raise Unsound(f"a lane is called {text[:20]!r}")
    return value


def _width(lane: Element, start: float) -> tuple[Cubics, bool]:
    """A lane's width along the road, or its outer border's distance where that is told instead."""
    widths = lane.all("width")
    borders = lane.all("border")
    if borders and not widths:
        return cubics(borders, "sOffset", base=start), True
    return cubics(widths, "sOffset", base=start), False


def _spots(road: Read, widths: list[tuple[Cubics, bool]], start: float, end: float) -> Floats:
    """Where along a section its lanes get a point: on curves, where a width begins to change, and while it does."""
    spots = [road.line.spots(_CHORD), road.heights.starts, road.offsets.starts, *(wide.starts for wide, _ in widths)]
    changing = [road.offsets, *(wide for wide, _ in widths)]
    if not all(one.flat() for one in changing) or not road.heights.flat():
        spots.append(np.linspace(start, end, min(int((end - start) / _STEP), 20_000) + 2))
    inner = np.unique(np.concatenate(spots))
    inner = inner[(inner > start + 1e-3) & (inner < end - 1e-3)]
    kept = np.concatenate([[start], inner, [end]])
    apart: Floats = kept[np.concatenate([np.diff(kept) > 1e-3, [True]])]
    return apart


def _strip(lane: Element, centre: Points, width: Floats, *, speed: float) -> Strip:
    """One lane."""
    link = lane.first("link")
    kind = _KINDS.get(lane.get("type"), LaneKind.VERGE)
    own = lane.first("speed")
    if own.get("max"):
        speed = max(number(own, "max"), 0.0) * _SPEED.get(own.get("unit"), 1.0)
    return Strip(
        number=_count(lane.get("id")),
        kind=kind,
        centre=centre,
        width=width,
        speed=speed if kind in (LaneKind.DRIVING, LaneKind.BUS) else 0.0,
        two_way=kind is LaneKind.WALKING or lane.get("type") == "bidirectional",
        ahead=_linked(link.first("successor")),
        behind=_linked(link.first("predecessor")),
    )


def _linked(link: Element) -> int | None:
    """The number of a linked lane."""
    return _count(link.get("id")) if link.get("id") not in ("", "0") else None
