"""A map as a plan to look at: inline SVG in metres, north up, with a scale, a legend and the attribution."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from html import escape as _escape

import numpy as np

from provender.twin.maps.geometry import at, lengths, offset
from provender.twin.maps.map import ROLLING, Building, Crossing, Lane, LaneKind, Map, Points

_GROUND = "#eeece6"
_AREAS = {"green": "#cfe3c0", "water": "#a9cfe8", "paved": "#e2ddd3", "parking": "#d6d4d0"}
_LANES = {
    LaneKind.VERGE: "#c9dcb8",
    LaneKind.WALKING: "#d8cdb8",
    LaneKind.SHOULDER: "#a3a19c",
    LaneKind.PARKING: "#b5b6c2",
    LaneKind.CYCLING: "#c98f84",
    LaneKind.BUS: "#8b7f72",
    LaneKind.DRIVING: "#7d7f83",
}
_ROAD = _LANES[LaneKind.DRIVING]
_ARROW_FROM = 18.0  # m of a lane that shows which way it goes
_MARGIN = 12.0  # m

Frame = tuple[float, float, float, float]


def plan(map: Map, *, box: Frame | None = None, over: str = "") -> str:
    """The map from the ground up; no script, no link, every text escaped.

    Args:
        box: west, south, east, north of what is shown, metres; as far as roads and buildings reach where not given.
        over: more drawing to lie on top, in metres with y downwards.
    """
    west, south, east, north = frame = box or _frame(map)
    wide, high = east - west + 2 * _MARGIN, north - south + 2 * _MARGIN
    unit = max(wide, high) / 1000  # one of a thousand parts of the picture, in metres
    foot = 46 * unit
    seen = f"{west - _MARGIN:.1f} {-north - _MARGIN:.1f} {wide:.1f} {high + foot:.1f}"
    title = escape(f"Plan of {map.name}")
    parts = [
        f'<svg viewBox="{seen}" role="img" aria-label="{title}"><title>{title}</title>',
        _sheet(west - _MARGIN, -north - _MARGIN, wide, high),
    ]
    parts += _areas(map)
    parts += _lanes(map)
    parts += (_crossing(crossing) for crossing in map.crossings)
    parts += _buildings(map.buildings)
    parts += _points(map, unit)
    parts.append(over)
    parts += _foot(map.attribution, frame, unit)
    return "".join([*parts, "</svg>"])


def escape(text: str) -> str:
    """Text for SVG, without control or direction characters: they could hide what is said."""
    return _escape("".join(char if char.isprintable() else "�" for char in text), quote=True)


def _frame(map: Map) -> Frame:
    """West, south, east, north of what the plan is about: long paths and wide greens are cut at its edge."""
    rolling = tuple(lane for lane in map.lanes if lane.kind in ROLLING)
    kept = replace(map, lanes=rolling, areas=())
    return kept.bounds if rolling or map.buildings else map.bounds


def _sheet(left: float, top: float, wide: float, high: float) -> str:
    """A piece of the sheet that all is drawn on."""
    return f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" height="{high:.1f}" fill="{_GROUND}"/>'


def _path(lines: Iterable[Points], *, close: bool) -> str:
    """The drawing commands of lines or rings, to the decimetre."""
    end = "Z" if close else ""
    return "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(line[:, 0], -line[:, 1], strict=True)) + end
        for line in lines
        if len(line) > 1
    )


def _filled(rings: Iterable[Points], fill: str, more: str = "") -> str:
    """Rings in one colour; holes of a piece stay open."""
    told = _path(rings, close=True)
    return f'<path d="{told}" fill="{fill}" fill-rule="evenodd"{more}/>' if told else ""


def ribbon(lane: Lane) -> Points:
    """(n, 2) ring of a lane's surface."""
    left, right = offset(lane.centre, lane.width / 2), offset(lane.centre, -lane.width / 2)
    return np.concatenate([left[:, :2], right[::-1, :2]])


def _areas(map: Map) -> Iterator[str]:
    """Ground of each kind, the widest first."""
    for kind, fill in _AREAS.items():
        for area in map.areas:
            if area.kind == kind:
                yield _filled([area.outline, *area.holes], fill)


def _lanes(map: Map) -> Iterator[str]:
    """Strips by kind, each level of bridges above the one below; then junctions, lane edges, arrows."""
    layer = {lane: road.layer for road in map.roads for lane in road.lanes}
    for level in sorted({*layer.values(), 0}):
        lanes = [lane for lane in map.lanes if layer.get(lane.id, 0) == level]
        fade = ' opacity="0.45"' if level < 0 else ""
        for kind, fill in _LANES.items():
            rings = [ribbon(lane) for lane in lanes if lane.kind is kind]
            told = "".join(_path([ring], close=True) for ring in rings)
            if told:
                yield f'<path d="{told}" fill="{fill}"{fade}/>'
        if level == 0:
            yield _filled([junction.outline for junction in map.junctions], _ROAD, ' style="fill-rule:nonzero"')
        yield from _marks([lane for lane in lanes if lane.kind in ROLLING])


def _marks(lanes: Sequence[Lane]) -> Iterator[str]:
    """The edges of lanes outside junctions, the paths through them, and which way each goes."""
    outside = [lane for lane in lanes if not lane.junction]
    edges = [offset(lane.centre, side * lane.width / 2) for lane in outside for side in (1, -1)]
    yield f'<path d="{_path(edges, close=False)}" fill="none" stroke="#f4f4f2" stroke-width="0.15"/>'
    inner = [lane.centre for lane in lanes if lane.junction]
    yield f'<path d="{_path(inner, close=False)}" fill="none" stroke="#ffd479" stroke-width="0.2" opacity="0.8"/>'
    arrows = [_arrow(lane) for lane in outside if lengths(lane.centre)[-1] > _ARROW_FROM and not lane.two_way]
    yield _filled(arrows, "#f4f4f2")


def _arrow(lane: Lane) -> Points:
    """A small triangle in the middle of a lane."""
    middle = float(lengths(lane.centre)[-1]) / 2
    place, ahead = at(lane.centre[:, :2], np.array([middle, middle + 1.0]))
    way = (ahead - place) / max(float(np.hypot(*(ahead - place))), 1e-9)
    side = np.array([-way[1], way[0]])
    return np.array([place + 2.2 * way, place + 0.7 * side - 0.8 * way, place - 0.7 * side - 0.8 * way])


def _crossing(crossing: Crossing) -> str:
    """Stripes where they are painted, a pale band where they are not."""
    (x1, y1), (x2, y2) = crossing.line
    line = f'<line x1="{x1:.1f}" y1="{-y1:.1f}" x2="{x2:.1f}" y2="{-y2:.1f}" stroke-width="{crossing.width:.1f}"'
    if crossing.kind == "unmarked":
        return f'{line} stroke="#f4f4f2" opacity="0.3"/>'
    dash = "0.5 0.5" if crossing.kind == "zebra" else "0.25 0.6"
    return f'{line} stroke="#ffffff" stroke-dasharray="{dash}"/>'


def _buildings(buildings: Sequence[Building]) -> Iterator[str]:
    """Footprints, the taller the darker; a dashed edge where the height was guessed."""
    for building in sorted(buildings, key=lambda one: one.height):
        share = min(building.height / 40, 1.0)
        tone = [round(low + (high - low) * share) for low, high in ((214, 92), (178, 58), (160, 66))]
        dash = ' stroke-dasharray="1 0.6"' if building.told == "rule" else ""
        fill = f"rgb({tone[0]},{tone[1]},{tone[2]})"
        told = escape(f"{building.id}, {building.kind}, {building.height:.1f} m ({building.told})")
        drawn = _path([building.outline, *building.holes], close=True)
        yield (
            f'<path d="{drawn}" fill="{fill}" fill-rule="evenodd" stroke="#5d4038" stroke-width="0.25"{dash}>'
            f"<title>{told}</title></path>"
        )


def _points(map: Map, unit: float) -> Iterator[str]:
    """Trees as wide as their crowns, lamps and signals as dots."""
    for tree in map.trees:
        x, y = tree.at
        yield f'<circle cx="{x:.1f}" cy="{-y:.1f}" r="{tree.crown / 2:.1f}" fill="#4f8f46" opacity="0.6"/>'
    dot = max(0.5, 1.6 * unit)
    for lamp in map.lamps:
        x, y = lamp.at
        more = f'stroke="#7a6a1c" stroke-width="{dot / 4:.2f}"'
        yield f'<circle cx="{x:.1f}" cy="{-y:.1f}" r="{dot:.2f}" fill="#ffe45c" {more}/>'
    for signal in map.signals:
        x, y = signal.at[:2]
        yield f'<circle cx="{x:.1f}" cy="{-y:.1f}" r="{dot * 1.2:.2f}" fill="#d43a2f"/>'


def _foot(attribution: str, frame: Frame, unit: float) -> Iterator[str]:
    """A scale of a round length, what the colours mean, and who must be named."""
    west, south, east, _ = frame
    yield _sheet(west - _MARGIN, -south + _MARGIN, east - west + 2 * _MARGIN, 46 * unit)  # over what reaches below
    left, top = west - _MARGIN + 14 * unit, -south + _MARGIN + 14 * unit
    span = 10.0 ** np.floor(np.log10((east - west + 1) / 4))
    span *= 5 if (east - west) / span > 25 else 2 if (east - west) / span > 10 else 1
    bar = f'x="{left:.1f}" y="{top:.1f}" width="{span:.0f}" height="{3 * unit:.2f}"'
    yield f'<rect {bar} fill="#333"/>'
    yield _words(left, top + 17 * unit, f"{span:.0f} m, north up", unit)
    at_x = left + max(float(span), 130 * unit) + 24 * unit
    names = (("driving", _ROAD), ("walking", _LANES[LaneKind.WALKING]), ("cycling", _LANES[LaneKind.CYCLING]))
    rest = (("parking", _LANES[LaneKind.PARKING]), ("building", "#b87a6c"), ("tree", "#82ad7b"), ("lamp", "#ffe45c"))
    for told, fill in (*names, *rest, ("signal", "#d43a2f")):
        yield f'<rect x="{at_x:.1f}" y="{top:.1f}" width="{11 * unit:.2f}" height="{11 * unit:.2f}" fill="{fill}"/>'
        yield _words(at_x + 15 * unit, top + 10 * unit, told, unit)
        at_x += (26 + 7.5 * len(told)) * unit
    if attribution:
        yield _words(left + max(float(span), 130 * unit) + 24 * unit, top + 27 * unit, attribution, unit)


def _words(x: float, y: float, text: str, unit: float) -> str:
    """One piece of text."""
    style = f"font:{12 * unit:.2f}px sans-serif;fill:#333"  # a style, since a page's own would win over attributes
    return f'<text x="{x:.1f}" y="{y:.1f}" style="{style}">{escape(text)}</text>'
