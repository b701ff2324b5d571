"""What the tags of a road say of lanes, widths, speed, pavements, parking, cycling; and rules where they are silent.

Rules follow the project's own wiki (Key:highway, Key:lanes, Key:width, Key:parking:side) and common practice in towns.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from provender.twin.maps.osm.source import Tags
from provender.twin.maps.streets.street import Section

_NUMBER = re.compile(r"\s*(\d{1,6}(?:[.,]\d{1,6})?)\s*(m|km/h|kmh|kph|mph|ft|'|)(?:\s*(\d{1,2})\s*(?:\"|in))?\s*")
_UNIT = {"mph": 1.609344, "ft": 0.3048, "'": 0.3048}


class Class(NamedTuple):
    """What a class of road is like unless its tags say otherwise: lanes each way, their width, km/h, pavements."""

    lanes: int
    lane: float
    speed: float
    walk: float


ROADS = {
    "motorway": Class(2, 3.75, 120, 0.0),
    "trunk": Class(1, 3.5, 100, 0.0),
    "primary": Class(1, 3.25, 50, 2.5),
    "secondary": Class(1, 3.25, 50, 2.5),
    "tertiary": Class(1, 3.0, 50, 2.0),
    "unclassified": Class(1, 2.75, 50, 1.8),
    "residential": Class(1, 2.75, 30, 1.8),
    "living_street": Class(1, 2.5, 7, 0.0),
    "service": Class(1, 2.25, 20, 0.0),
    "track": Class(1, 1.5, 20, 0.0),
    "busway": Class(1, 3.25, 50, 0.0),
    "road": Class(1, 2.75, 50, 0.0),
}
for _name in ("motorway", "trunk", "primary", "secondary", "tertiary"):
    ROADS[f"{_name}_link"] = ROADS[_name]._replace(lanes=1, walk=0.0)

PATHS = {  # class -> width in metres
    "footway": 2.0,
    "path": 1.5,
    "pedestrian": 4.0,
    "steps": 2.0,
    "corridor": 2.0,
    "bridleway": 1.5,
    "cycleway": 2.0,
}
_PARKED = {"parallel": 2.0, "diagonal": 4.4, "perpendicular": 5.0}
_NONE = ("no", "none", "separate", "no_parking", "no_stopping", "fire_lane", "")


def number(text: str) -> float | None:
    """A length in metres or a speed in km/h; None where the text is neither.

    >>> [number(text) for text in ("3.5", "12 m", "30 mph", "6'3\\"", "wide")]
    [3.5, 12.0, 48.28032, 1.905, None]
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return None
    value = float(found[1].replace(",", ".")) * _UNIT.get(found[2], 1.0)
    return value + float(found[3] or 0) * 0.0254


def between(text: str, low: float, high: float) -> float | None:
    """A number within bounds; None where there is none."""
    value = number(text)
    return value if value is not None and low <= value <= high else None


def doubts(tags: Tags) -> Iterator[str]:
    """Tags of a road that cannot be meant, in whose place a rule is taken."""
    for key in ("lanes", "lanes:forward", "lanes:backward"):
        if key in tags and not re.fullmatch(r"(?:[1-9]|1[0-2])(?:\.\d)?|0", tags[key]):
            yield f"has {key}={tags[key][:20]!r}; lanes by rule"
    if "width" in tags and between(tags["width"], 1.5, 60) is None:
        yield f"has width={tags['width'][:20]!r}; a width by rule"
    speed = tags.get("maxspeed", "")
    if re.match(r"-|\d", speed) and between(speed, 1, 200) is None:  # words such as "none" or "DE:urban" are rules
        yield f"has maxspeed={speed[:20]!r}; a speed by rule"
    if "layer" in tags and not re.fullmatch(r"-?\d", tags["layer"]):
        yield f"has layer={tags['layer'][:20]!r}; a layer by rule"


def layer_of(tags: Tags) -> int:
    """0 on the ground; what a bridge or tunnel says, else one up or down."""
    text = tags.get("layer", "")
    if re.fullmatch(r"-?\d", text):
        return int(text)
    if tags.get("tunnel", "no") not in ("no", "building_passage"):
        return -1
    return 1 if tags.get("bridge", "no") != "no" else 0


def one_way(tags: Tags) -> int:
    """1 where a road runs along its line only, -1 against it, 0 both ways."""
    said = tags.get("oneway", "")
    if said in ("-1", "reverse"):
        return -1
    round_about = tags.get("junction") in ("roundabout", "circular")
    implied = round_about or tags.get("highway") in ("motorway", "motorway_link")
    return 1 if said in ("yes", "true", "1") or (implied and said != "no") else 0


def section_of(tags: Tags) -> Section:
    """The cross-section of a road."""
    usual = ROADS[tags["highway"]]
    forward, backward = _lanes(tags, usual)
    park = _sides(tags, "parking", lambda said: _parked(tags, said))
    lane = usual.lane
    if wide := between(tags.get("width", "") or tags.get("est_width", ""), 1.5, 60):
        inside = sum(p for p, said in zip(park, _said(tags, "parking"), strict=True) if said != "street_side")
        lane = min(max((wide - inside) / (forward + backward), 2.0), 4.5)
    speed = between(tags.get("maxspeed", ""), 1, 200) or usual.speed
    return Section(
        forward=forward,
        backward=backward,
        lane=lane,
        speed=speed / 3.6,
        walk=_walks(tags, usual),
        park=park,
        cycle=_sides(tags, "cycleway", lambda said: {"lane": 1.5, "track": 1.8}.get(said, 0.0)),
    )


def _lanes(tags: Tags, usual: Class) -> tuple[int, int]:
    """Lanes along and against the line."""

    def count(key: str) -> int | None:
        text = tags.get(key, "")
        return min(int(text), 12) if re.fullmatch(r"\d{1,2}", text) else None

    way, total = one_way(tags), count("lanes")
    if way:
        lanes = max(total or usual.lanes, 1)
        return (lanes, 0) if way > 0 else (0, lanes)
    forward, backward = count("lanes:forward"), count("lanes:backward")
    if total is not None and total > 1:
        forward = forward if forward is not None else max(total - (backward or total // 2), 1)
        backward = backward if backward is not None else max(total - forward, 1)
    forward = usual.lanes if forward is None else forward
    backward = usual.lanes if backward is None else backward
    return (max(forward, 1), max(backward, 1))


def _said(tags: Tags, key: str) -> tuple[str, str]:
    """What is said of the left and the right side under a key that may name sides."""
    both = tags.get(f"{key}:both", tags.get(key, ""))
    return tags.get(f"{key}:left", both), tags.get(f"{key}:right", both)


def _sides(tags: Tags, key: str, wide: Callable[[str], float]) -> tuple[float, float]:
    """Widths on the left and on the right."""
    left, right = _said(tags, key)
    return wide(left), wide(right)


def _parked(tags: Tags, said: str) -> float:
    """How wide parked cars stand."""
    if said in _NONE:
        return 0.0
    way = tags.get("parking:both:orientation", tags.get("parking:orientation", "parallel"))
    return _PARKED.get(way, 2.0) if said in ("lane", "street_side", "yes", "parallel") else 0.0


def _walks(tags: Tags, usual: Class) -> tuple[float, float]:
    """Pavements: as said, by rule where nothing is said at all, none where they are drawn as ways of their own."""
    general = tags.get("sidewalk", "")
    sides = {"both": ("yes", "yes"), "left": ("yes", "no"), "right": ("no", "yes")}.get(general, (general, general))
    both = tags.get("sidewalk:both", "")
    said = (tags.get("sidewalk:left", both or sides[0]), tags.get("sidewalk:right", both or sides[1]))
    wide = usual.walk or 1.8
    silent = usual.walk if not any(said) else 0.0
    return (wide if said[0] == "yes" else silent, wide if said[1] == "yes" else silent)
