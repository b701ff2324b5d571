"""An OpenDRIVE file as a map: ASAM OpenDRIVE 1.4 to 1.8, of which lanes, links, signals and common objects are read."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from provender.core.errors import InputError
from provender.twin.maps.elements import Element, walk
from provender.twin.maps.geometry import distinct
from provender.twin.maps.map import Junction, Lane, Map, Road, Side, Signal
from provender.twin.maps.notes import Notes
from provender.twin.maps.opendrive.links import lane_id, neighbours, touching
from provender.twin.maps.opendrive.road import Read, Section, Unsound, read_road
from provender.twin.maps.opendrive.things import Objects, signals

_PLACE = re.compile(r"\+(lat|lon)_0=(-?\d{1,3}(?:\.\d{1,20})?)(?:\s|$)")


def read_opendrive(file: Path, *, attribution: str = "") -> Map:
    """Read a file.

    Args:
        attribution: who must be named in what is made from it; the format has no place to tell.

    Raises:
        InputError: it is not OpenDRIVE, is hostile, or holds no road that can be read.
    """
    notes = Notes()
    parts: list[Element] = []
    walk(file, "OpenDRIVE", parts.append)
    roads = _roads(parts, notes)
    if not roads:
        first = next(iter(notes.all()), None)
        why = f": {first.id}: {first.what}" if first else ""
        raise InputError(f"no road of this map can be read{why}", where=str(file), mend="give a file with sound roads")
    junctions = [part for part in parts if part.tag == "junction"]
    lanes = _lanes(roads, junctions, notes)
    objects = Objects()
    for road in roads.values():
        objects.read(road, notes)
    left = sum(road.side == "left" for road in roads.values())
    side: Side = "left" if 2 * left > len(roads) else "right"
    return Map(
        name=file.name,
        source="opendrive",
        attribution=attribution,
        drives=side,
        origin=_origin(parts),
        lanes=lanes,
        roads=_described(roads, lanes),
        junctions=_junctions(junctions, roads, lanes),
        crossings=tuple(objects.crossings),
        signals=_heard(signals(roads, notes), lanes),
        buildings=tuple(objects.buildings),
        trees=tuple(objects.trees),
        lamps=tuple(objects.lamps),
        warnings=notes.all(),
    )


def _roads(parts: Sequence[Element], notes: Notes) -> dict[str, Read]:
    """Roads by id; what is unsound is told of and left out."""
    roads: dict[str, Read] = {}
    for part in parts:
        if part.tag != "road":
            continue
        name = f"road/{part.get('id')}"
        if part.get("id") in roads:
            notes.add(name, "is there twice, the first one stays")
            continue
        try:
            roads[part.get("id")] = read_road(part, partial(notes.add, name))
        except Unsound as fault:
            notes.add(name, f"{fault}; left out")
    return roads


def _lanes(roads: Mapping[str, Read], junctions: Sequence[Element], notes: Notes) -> tuple[Lane, ...]:
    """All lanes that have a width somewhere, along their direction of travel, with their neighbours."""
    along = {
        lane_id(road.id, at, strip.number): (strip.number < 0) == (road.side == "right")
        for road in roads.values()
        for at, section in enumerate(road.sections)
        for strip in section.strips
    }
    ahead, behind = neighbours(touching(roads, junctions, notes), roads, along)
    known = {junction.get("id") for junction in junctions}
    made = []
    for road in roads.values():
        where = road.element.get("junction", "-1")
        inside = f"junction/{where}" if where in known else ""
        for at, section in enumerate(road.sections):
            made += _section(road, at, section, inside, notes=notes)
    names = {lane.id for lane in made}
    return tuple(_joined(lane, ahead, behind, names) for lane in made)


def _section(road: Read, at: int, section: Section, junction: str, *, notes: Notes) -> list[Lane]:
    """The lanes of one section."""
    made = []
    for strip in section.strips:
        forward = (strip.number < 0) == (road.side == "right") or strip.two_way
        step = 1 if forward else -1
        if strip.width.max() < 0.01:
            continue  # a lane that is not there
        if len(distinct(strip.centre, 1e-9)) != len(strip.centre):
            notes.add(f"road/{road.id}", f"its lane {strip.number} does not move, or is turned inside out; left out")
            continue
        made.append(
            Lane(
                id=lane_id(road.id, at, strip.number),
                road=f"road/{road.id}",
                kind=strip.kind,
                centre=strip.centre[::step].copy(),
                width=strip.width[::step].copy(),
                speed=strip.speed,
                two_way=strip.two_way,
                junction=junction,
            )
        )
    return made


def _joined(lane: Lane, ahead: Mapping[str, list[str]], behind: Mapping[str, list[str]], names: set[str]) -> Lane:
    """A lane with the neighbours that are there."""
    after, before = ([name for name in near.get(lane.id, ()) if name in names] for near in (ahead, behind))
    return replace(lane, successors=tuple(dict.fromkeys(after)), predecessors=tuple(dict.fromkeys(before)))


def _described(roads: Mapping[str, Read], lanes: Sequence[Lane]) -> tuple[Road, ...]:
    """Roads with their reference lines and their lanes, section by section."""
    named: dict[str, list[str]] = defaultdict(list)
    for lane in lanes:
        named[lane.road].append(lane.id)
    return tuple(_road(road, tuple(named[f"road/{road.id}"])) for road in roads.values())


def _road(road: Read, lanes: tuple[str, ...]) -> Road:
    """A road of lanes."""
    s = road.line.spots(0.02)
    kinds = road.element.all("type")
    return Road(
        id=f"road/{road.id}",
        kind=kinds[0].get("type", "road") if kinds else "road",
        reference=distinct(road.place(s, np.zeros_like(s)), 1e-6),
        lanes=lanes,
        name=road.element.get("name"),
    )


def _junctions(found: Sequence[Element], roads: Mapping[str, Read], lanes: Sequence[Lane]) -> tuple[Junction, ...]:
    """Junctions with the roads that come in and the lanes that lead through."""
    through: dict[str, list[str]] = defaultdict(list)
    for lane in lanes:
        through[lane.junction].append(lane.id)
    made = {}
    for one in found:
        name = f"junction/{one.get('id')}"
        incoming = [connection.get("incomingRoad") for connection in one.all("connection")]
        ends = tuple(dict.fromkeys(f"road/{road}" for road in incoming if road in roads))
        made[name] = Junction(id=name, outline=np.empty((0, 2)), roads=ends, lanes=tuple(through[name]))
    return tuple(made.values())


def _heard(found: Iterable[Signal], lanes: Sequence[Lane]) -> tuple[Signal, ...]:
    """Signals with those of their lanes that are there."""
    known = {lane.id for lane in lanes}
    return tuple(replace(one, lanes=tuple(name for name in one.lanes if name in known)) for one in found)


def _origin(parts: Sequence[Element]) -> tuple[float, float] | None:
    """Latitude and longitude of the plane's origin where the projection touches the earth there; else None."""
    told = next((part for part in parts if part.tag == "header"), Element("header", {})).first("geoReference").text
    found = dict(_PLACE.findall(told))
    if "+proj=tmerc" not in told or set(found) != {"lat", "lon"}:
        return None
    place = (float(found["lat"]), float(found["lon"]))
    return place if abs(place[0]) <= 90 and abs(place[1]) <= 180 else None
