"""Ways for wheels as streets between the nodes where they meet; ways for feet and bicycles as paths."""

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from provender.twin.maps.geometry import distinct, lengths
from provender.twin.maps.map import Lane, LaneKind, Points, Road, Side
from provender.twin.maps.notes import Notes
from provender.twin.maps.osm.source import Source, Tags, Way
from provender.twin.maps.osm.tags import PATHS, ROADS, between, doubts, layer_of, section_of
from provender.twin.maps.streets.lay import raised
from provender.twin.maps.streets.street import Street, strips_of

_MEET = 24  # streets at a node
_SHORTEST = 0.2  # m: a shorter way is a slip of the pen


Piece: TypeAlias = tuple[Way, int, tuple[str, ...]]  # a way, the piece's number in it, and its nodes


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """A street with the nodes that it runs through."""

    street: Street
    nodes: tuple[str, ...]
    tags: Tags


def stretches(source: Source, notes: Notes, drives: Side) -> list[Stretch]:
    """Roads cut at each node that they share with another road."""
    ways = [way for way in source.ways.values() if _drivable(way)]
    for way in ways:
        for told in doubts(way.tags):
            notes.add(f"way/{way.id}", told)
    pieces = _few(_cut(source, ways, notes), notes)
    return [_stretch(source, way, number, nodes, drives=drives) for way, number, nodes in pieces]


def _few(pieces: list[Piece], notes: Notes) -> list[Piece]:
    """The pieces of which no more than `_MEET` end at one node: paths through a junction grow by the square of them."""
    ends: Counter[str] = Counter()
    kept = []
    for piece in pieces:
        own = {piece[2][0], piece[2][-1]}
        if full := next((node for node in sorted(own) if ends[node] >= _MEET), None):
            notes.add(f"node/{full}", f"is where more than {_MEET} streets meet; those beyond are left out")
        else:
            ends.update(own)
            kept.append(piece)
    return kept


def _drivable(way: Way) -> bool:
    """Whether wheels use it, and it is a line."""
    return way.tags.get("highway") in ROADS and way.tags.get("area", "no") == "no"


def _cut(source: Source, ways: list[Way], notes: Notes) -> list[Piece]:
    """(way, number, nodes) of each piece between nodes that several ways, or one way twice, run through."""
    runs = [(way, run) for way in ways for run in _runs(source, way, notes)]
    uses = Counter(node for _, run in runs for node in run)
    found = []
    numbers: Counter[str] = Counter()
    for way, run in runs:
        ends = [0, *(at for at in range(1, len(run) - 1) if uses[run[at]] > 1), len(run) - 1]
        for start, end in itertools.pairwise(ends):
            nodes = run[start : end + 1]
            if lengths(source.line(nodes))[-1] < _SHORTEST:
                notes.add(f"way/{way.id}", f"is {_SHORTEST} m short or less between two nodes; that piece is left out")
            else:
                found.append((way, numbers[way.id], nodes))
                numbers[way.id] += 1
    return found


def _runs(source: Source, way: Way, notes: Notes) -> list[tuple[str, ...]]:
    """The pieces of a way whose nodes are there."""
    runs = source.runs(way)
    if any(node not in source.places for node in way.nodes):
        told = "what is left of it is kept" if runs else "nothing of it is left"
        notes.add(f"way/{way.id}", f"lacks some of its nodes; {told}")
    elif not runs:
        notes.add(f"way/{way.id}", "has no length; left out")
    return runs


def _stretch(source: Source, way: Way, number: int, nodes: tuple[str, ...], *, drives: Side) -> Stretch:
    """One piece as a street."""
    section = section_of(way.tags)
    strips, left = strips_of(section, drives)
    if way.tags["highway"] == "busway":
        strips = tuple(
            strip._replace(kind=LaneKind.BUS) if strip.kind is LaneKind.DRIVING else strip for strip in strips
        )
    street = Street(
        id=f"way/{way.id}/{number}",
        line=distinct(source.line(nodes), 1e-3),
        strips=strips,
        left=left,
        start=f"node/{nodes[0]}",
        end=f"node/{nodes[-1]}",
        speed=section.speed,
        kind=way.tags["highway"],
        name=way.tags.get("name", ""),
        layer=layer_of(way.tags),
    )
    return Stretch(street, nodes, way.tags)


def paths(source: Source, notes: Notes) -> tuple[list[Road], list[Lane]]:
    """Footways, steps and cycleways: one lane each, joined where they share a node."""
    ways = [
        way for way in source.ways.values() if way.tags.get("highway") in PATHS and way.tags.get("area", "no") == "no"
    ]
    pieces = _cut(source, ways, notes)
    made = [_path(way, number, distinct(source.line(nodes), 1e-3)) for way, number, nodes in pieces]
    met: dict[str, list[str]] = defaultdict(list)
    for (_, lane), (_, _, nodes) in zip(made, pieces, strict=True):
        met[nodes[0]].append(lane.id)
        met[nodes[-1]].append(lane.id)

    def others(node: str, lane: Lane) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for name in met[node] if name != lane.id))

    lanes = [
        replace(lane, predecessors=others(nodes[0], lane), successors=others(nodes[-1], lane))
        for (_, lane), (_, _, nodes) in zip(made, pieces, strict=True)
    ]
    return [road for road, _ in made], lanes


def _path(way: Way, number: int, line: Points) -> tuple[Road, Lane]:
    """A path's road and its one lane."""
    tags, kind = way.tags, way.tags["highway"]
    wide = between(tags.get("width", "") or tags.get("est_width", ""), 0.3, 60) or PATHS[kind]
    name = f"way/{way.id}/{number}"
    lane = Lane(
        id=f"{name}:path",
        road=name,
        kind=LaneKind.CYCLING if kind == "cycleway" else LaneKind.WALKING,
        centre=raised(line),
        width=np.full(len(line), wide),
        two_way=True,
    )
    said = tags.get("name", "")
    return Road(id=name, kind=kind, reference=lane.centre, lanes=(lane.id,), name=said, layer=layer_of(tags)), lane
