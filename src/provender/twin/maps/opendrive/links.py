"""Which lane goes on into which: told by sections, by roads and by junctions, and held against where the lanes lie."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from provender.twin.maps.elements import Element
from provender.twin.maps.map import Points
from provender.twin.maps.notes import Notes
from provender.twin.maps.opendrive.road import Read, Strip

_GAP = 0.1  # m between two lanes' ends that are still said to touch


class End(NamedTuple):
    """One end of a lane: its road, section and number; `last` where the section ends, as the road counts."""

    road: str
    section: int
    number: int
    last: bool


def lane_id(road: str, section: int, number: int) -> str:
    """A lane's id in the map."""
    return f"road/{road}/{section}/{number}"


def touching(roads: Mapping[str, Read], junctions: Sequence[Element], notes: Notes) -> list[tuple[End, End]]:
    """Pairs of ends that the file joins and that lie together; each pair once."""
    found: dict[tuple[End, End], None] = {}
    told = [pair for road in roads.values() for pair in _within(road)]
    told += [pair for road in roads.values() for pair in _between(road, roads, notes)]
    told += [pair for junction in junctions for pair in _through(junction, roads, notes)]
    for one, two in told:
        pair = (one, two) if one <= two else (two, one)
        if pair in found:
            continue
        if _strip(roads, one) is None or _strip(roads, two) is None:
            missing = one if _strip(roads, one) is None else two
            notes.add(f"road/{missing.road}", f"has no lane {missing.number} to be linked; the link is left out")
            continue
        gap = float(np.hypot(*(_place(roads, one) - _place(roads, two))[:2]))
        if gap > _GAP:
            other = lane_id(*two[:3])
            notes.add(lane_id(*one[:3]), f"is linked to {other}, which lies {gap:.1f} m away; the link is left out")
        else:
            found[pair] = None
    return list(found)


def _strip(roads: Mapping[str, Read], end: End) -> Strip | None:
    """The lane of an end, if there is one."""
    strips = roads[end.road].sections[end.section].strips
    return next((strip for strip in strips if strip.number == end.number), None)


def _place(roads: Mapping[str, Read], end: End) -> Points:
    """Where an end lies."""
    strip = _strip(roads, end)
    assert strip is not None
    place: Points = strip.centre[-1 if end.last else 0]
    return place


def _within(road: Read) -> Iterator[tuple[End, End]]:
    """From each section to the next, as either of them tells."""
    last = len(road.sections) - 1
    for at, section in enumerate(road.sections):
        for strip in section.strips:
            if strip.ahead is not None and at < last:
                yield End(road.id, at, strip.number, True), End(road.id, at + 1, strip.ahead, False)
            if strip.behind is not None and at > 0:
                yield End(road.id, at, strip.number, False), End(road.id, at - 1, strip.behind, True)


def _between(road: Read, roads: Mapping[str, Read], notes: Notes) -> Iterator[tuple[End, End]]:
    """From a road's ends into the roads that it names; a junction tells its own."""
    link = road.element.first("link")
    for name, last in (("predecessor", False), ("successor", True)):
        told = link.first(name)
        if told.get("elementType") != "road":
            continue
        other = roads.get(told.get("elementId"))
        if other is None:
            notes.add(f"road/{road.id}", f"is linked to road {told.get('elementId')[:20]!r}, which there is none")
            continue
        at = len(road.sections) - 1 if last else 0
        far = told.get("contactPoint") == "end"
        for strip in road.sections[at].strips:
            number = strip.ahead if last else strip.behind
            if number is not None:
                there = len(other.sections) - 1 if far else 0
                yield End(road.id, at, strip.number, last), End(other.id, there, number, far)


def _through(junction: Element, roads: Mapping[str, Read], notes: Notes) -> Iterator[tuple[End, End]]:
    """From incoming roads into the roads through a junction."""
    name = f"junction/{junction.get('id')}"
    for connection in junction.all("connection"):
        incoming, connecting = (roads.get(connection.get(key)) for key in ("incomingRoad", "connectingRoad"))
        if incoming is None or connecting is None:
            notes.add(name, f"has a connection {connection.get('id')[:20]!r} of roads that there are none")
            continue
        last = _faces(incoming, junction.get("id"), connecting)
        far = connection.get("contactPoint") == "end"
        for link in connection.all("laneLink"):
            start, end = link.get("from"), link.get("to")
            if _whole(start) is None or _whole(end) is None:
                notes.add(name, "links a lane that is called by no number")
                continue
            here = len(incoming.sections) - 1 if last else 0
            there = len(connecting.sections) - 1 if far else 0
            yield (
                End(incoming.id, here, _whole(start) or 0, last),
                End(connecting.id, there, _whole(end) or 0, far),
            )


def _whole(text: str) -> int | None:
    """A lane's number; None where it is none."""
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 6 else None


def _faces(road: Read, junction: str, connecting: Read) -> bool:
    """Whether it is a road's end, not its start, that lies at a junction; the connecting road tells where both do."""
    link = road.element.first("link")
    ends = [
        last
        for name, last in (("predecessor", False), ("successor", True))
        if (link.first(name).get("elementType"), link.first(name).get("elementId")) == ("junction", junction)
    ]
    if len(ends) == 1:
        return ends[0]
    back = connecting.element.first("link")
    for name in ("predecessor", "successor"):
        told = back.first(name)
        if told.get("elementId") == road.id and told.get("elementType") == "road":
            return told.get("contactPoint") == "end"
    return True


def neighbours(
    pairs: Sequence[tuple[End, End]], roads: Mapping[str, Read], drives_along: Mapping[str, bool]
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Lanes ahead of and behind each lane, by id.

    Args:
        drives_along: for lanes of one direction, whether traffic follows the road's own direction.
    """
    ahead: dict[str, list[str]] = defaultdict(list)
    behind: dict[str, list[str]] = defaultdict(list)
    for one, two in pairs:
        first, second = lane_id(*one[:3]), lane_id(*two[:3])
        kinds = [_strip(roads, end) for end in (one, two)]
        both = [strip is not None and strip.two_way for strip in kinds]
        if first == second or both[0] != both[1]:
            continue
        if both[0]:
            (ahead if one.last else behind)[first].append(second)
            (ahead if two.last else behind)[second].append(first)
        elif (one.last == drives_along[first]) and (two.last != drives_along[second]):
            ahead[first].append(second)
            behind[second].append(first)
        elif (two.last == drives_along[second]) and (one.last != drives_along[first]):
            ahead[second].append(first)
            behind[first].append(second)
    return ahead, behind
