"""The elements of an OpenStreetMap file, read once: nodes on the plane, ways and relations with their tags."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np

from provender.core.errors import InputError
from provender.twin.maps.elements import Element, walk
from provender.twin.maps.frame import to_plane
from provender.twin.maps.map import Points
from provender.twin.maps.notes import Notes

_FAR = 50_000.0  # m from the middle of the map: farther is a mistake, and the plane no longer fits
_TEXT = 250  # characters of a tag, as OpenStreetMap itself bounds them
_POINTS = 20_000  # nodes of a way; OpenStreetMap's own bound is 2,000

Tags = Mapping[str, str]


class Way(NamedTuple):
    """A way: its id, its nodes in order, its tags."""

    id: str
    nodes: tuple[str, ...]
    tags: Tags

    @property
    def closed(self) -> bool:
        """Whether it ends where it began."""
        return len(self.nodes) > 3 and self.nodes[0] == self.nodes[-1]


class Relation(NamedTuple):
    """A relation: members as (type, id, role)."""

    id: str
    members: tuple[tuple[str, str, str], ...]
    tags: Tags


@dataclass(slots=True)
class Source:
    """A file's elements.

    Attributes:
        places: node id -> its row in `points`.
        points: (n, 2) metres.
        tagged: node id -> its tags, where it has any.
        origin: (latitude, longitude) of the plane's origin, degrees.
    """

    ways: dict[str, Way] = field(default_factory=dict)
    relations: dict[str, Relation] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    points: Points = field(default_factory=lambda: np.empty((0, 2)))
    tagged: dict[str, Tags] = field(default_factory=dict)
    origin: tuple[float, float] = (0.0, 0.0)

    def line(self, nodes: Sequence[str]) -> Points:
        """(n, 2) metres of nodes that are all there."""
        return self.points[[self.places[node] for node in nodes]]

    def runs(self, way: Way) -> list[tuple[str, ...]]:
        """A way's nodes without those that the file lacks, cut where one is missing."""
        found: list[list[str]] = [[]]
        for node in way.nodes:
            if node in self.places:
                if not found[-1] or found[-1][-1] != node:
                    found[-1].append(node)
            elif found[-1]:
                found.append([])
        return [tuple(run) for run in found if len(run) > 1]


class _Reading:
    """Gathers elements as they come."""

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.source = Source()
        self.degrees: list[tuple[float, float]] = []

    def take(self, element: Element) -> None:
        """One element below the root; what is none of the three is passed over."""
        known = {"node": self._node, "way": self._way, "relation": self._relation}
        if reader := known.get(element.tag):
            name = element.get("id")
            if not name or len(name) > 24 or element.get("action") == "delete":
                self.notes.add(f"line {element.line}", f"a {element.tag} without a sound id, left out")
            elif element.get("visible", "true") == "true":
                reader(name, element)

    def _node(self, id: str, element: Element) -> None:
        place = (_degrees(element.get("lat"), 90), _degrees(element.get("lon"), 180))
        if place[0] is None or place[1] is None:
            told = f"{element.get('lat')[:20]!r}, {element.get('lon')[:20]!r}"
            self.notes.add(f"node/{id}", f"lies at no place on earth ({told}), left out")
        elif id in self.source.places:
            self.notes.add(f"node/{id}", "is there twice, the first one stays")
        else:
            self.source.places[id] = len(self.degrees)
            self.degrees.append((place[0], place[1]))
            if tags := _tags(element):
                self.source.tagged[id] = tags

    def _way(self, id: str, element: Element) -> None:
        nodes = tuple(entry.get("ref") for entry in element.all("nd"))
        if len(nodes) > _POINTS:
            self.notes.add(f"way/{id}", f"has {len(nodes):,} nodes, left out")
        elif id in self.source.ways:
            self.notes.add(f"way/{id}", "is there twice, the first one stays")
        else:
            self.source.ways[id] = Way(id, nodes, _tags(element))

    def _relation(self, id: str, element: Element) -> None:
        if id in self.source.relations:
            self.notes.add(f"relation/{id}", "is there twice, the first one stays")
            return
        members = ((entry.get("type"), entry.get("ref"), entry.get("role")) for entry in element.all("member"))
        self.source.relations[id] = Relation(id, tuple(members), _tags(element))


def _tags(element: Element) -> Tags:
    """An element's tags, each as long as OpenStreetMap allows."""
    return {tag.get("k")[:_TEXT]: tag.get("v")[:_TEXT] for tag in element.all("tag")}


def _degrees(text: str, most: float) -> float | None:
    """A latitude or longitude; None where it is none."""
    try:
        value = float(text) if len(text) < 40 else np.inf
    except ValueError:
        return None
    return value if abs(value) <= most else None


def _on_one_side(degrees: Points) -> Points:
    """Places (n, 2) without the jump from 180 to -180 degrees that a town on the date line would have."""
    split = (np.abs(degrees[:, 1]) > 179).mean() > 0.5 and np.ptp(degrees[:, 1]) > 300
    east = np.where(degrees[:, 1] < 0, degrees[:, 1] + 360, degrees[:, 1]) if split else degrees[:, 1]
    return np.stack([degrees[:, 0], east], 1)


def read(file: Path, notes: Notes) -> Source:
    """Read a file.

    Raises:
        InputError: it is not OpenStreetMap XML, or holds no node that lies anywhere.
    """
    reading = _Reading(notes)
    walk(file, "osm", reading.take)
    source = reading.source
    if not reading.degrees:
        raise InputError("no node of this map lies anywhere", where=str(file), mend="give a file with nodes")
    degrees = _on_one_side(np.array(reading.degrees))
    middle = np.median(degrees, axis=0)  # a few nodes far away do not pull it along
    source.origin = (float(middle[0]), float(middle[1]))
    source.points = to_plane(degrees, source.origin)
    far = ~(np.hypot(*source.points.T) < _FAR) | (np.abs(degrees - middle).max(axis=1) > 1.0)
    for name in [name for name, row in source.places.items() if far[row]]:
        notes.add(f"node/{name}", "lies more than 50 km from the middle of the map, left out")
        del source.places[name]
        source.tagged.pop(name, None)
    return source
