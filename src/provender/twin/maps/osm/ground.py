"""Buildings and ground: closed ways and multipolygons as rings with holes, heights from tags or by rule."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b

from provender.core.seeds import stream
from provender.twin.maps.geometry import area, crosses_itself, inside, ring_of, rings_cross
from provender.twin.maps.map import Area, Building, Points
from provender.twin.maps.notes import Notes
from provender.twin.maps.osm.source import Relation, Source, Tags
from provender.twin.maps.osm.tags import between

_STOREY = 3.0
_LEAST_AREA = 0.1  # m2
_MOST_POINTS = 5_000  # of a ring: checking one takes the square of it
_GREEN = {
    "landuse": {"grass", "forest", "meadow", "recreation_ground", "cemetery", "village_green", "allotments", "orchard"},
    "leisure": {"park", "garden", "pitch", "playground", "golf_course"},
    "natural": {"wood", "scrub", "grassland", "heath"},
}
_LEVELS = {"house": (1, 2), "detached": (1, 2), "semidetached_house": (2, 2), "terrace": (2, 3), "apartments": (3, 6)}
_FLAT = {"garage", "garages", "shed", "carport", "roof", "hut", "kiosk", "greenhouse", "service"}
_OPEN = {"roof", "carport"}


class Ground:
    """Makes buildings and areas of a file's elements."""

    def __init__(self, source: Source, notes: Notes, seed: int) -> None:
        self.source, self.notes, self.seed = source, notes, seed
        self.buildings: list[Building] = []
        self.areas: list[Area] = []

    def read(self) -> None:
        """All closed ways, then all multipolygons."""
        for way in self.source.ways.values():
            if _wanted(way.tags) and (ring := self._ring(f"way/{way.id}", way.nodes)) is not None:
                self._add(f"way/{way.id}", way.tags, ring, ())
        for relation in self.source.relations.values():
            if relation.tags.get("type") == "multipolygon" and _wanted(relation.tags):
                self._multipolygon(relation)

    def _ring(self, id: str, nodes: Sequence[str]) -> Points | None:
        """A sound ring of nodes, or None and a warning."""
        missing = [node for node in nodes if node not in self.source.places]
        if missing:
            self.notes.add(id, f"lacks {len(missing)} of its nodes, e.g. node/{missing[0][:24]}; left out")
            return None
        if len(nodes) < 4 or nodes[0] != nodes[-1]:
            self.notes.add(id, "does not close; left out")
            return None
        ring = ring_of(self.source.line(nodes))
        if len(ring) > _MOST_POINTS:
            self.notes.add(id, f"has {len(ring):,} corners; left out")
            return None
        if area(ring) < _LEAST_AREA or crosses_itself(ring):
            self.notes.add(id, "crosses itself or has no area; left out")
            return None
        return ring

    def _multipolygon(self, relation: Relation) -> None:
        """Outer rings with the inner rings that lie in them."""
        name = f"relation/{relation.id}"
        outer = [
            ring for nodes in self._chains(relation, name, "outer") if (ring := self._ring(name, nodes)) is not None
        ]
        inner = [
            ring for nodes in self._chains(relation, name, "inner") if (ring := self._ring(name, nodes)) is not None
        ]
        holes: list[list[Points]] = [[] for _ in outer]
        for hole in inner:
            around = [at for at, ring in enumerate(outer) if inside(ring, hole[:1])[0]]
            if len(around) != 1 or rings_cross(outer[around[0]], hole):
                self.notes.add(name, "has a hole that lies in none of its outlines; the hole is left out")
            elif any(rings_cross(other, hole) or inside(other, hole[:1])[0] for other in holes[around[0]]):
                self.notes.add(name, "has holes that overlap; one is left out")
            else:
                holes[around[0]].append(hole)
        for number, (ring, open_) in enumerate(zip(outer, holes, strict=True)):
            self._add(f"{name}/{number}" if len(outer) > 1 else name, relation.tags, ring, tuple(open_))

    def _chains(self, relation: Relation, id: str, role: str) -> Iterator[tuple[str, ...]]:
        """Member ways of a role joined end to end until they close."""
        wanted = [ref for kind, ref, said in relation.members if kind == "way" and (said or "outer") == role]
        missing = [ref for ref in wanted if ref not in self.source.ways]
        if missing:
            self.notes.add(id, f"lacks {len(missing)} of its members, e.g. way/{missing[0][:24]}")
        pieces = [self.source.ways[ref].nodes for ref in dict.fromkeys(wanted) if ref in self.source.ways]
        yield from _closed([piece for piece in pieces if len(piece) > 1], self.notes, id)

    def _add(self, id: str, tags: Tags, outline: Points, holes: tuple[Points, ...]) -> None:
        """A building or an area of a kind."""
        if kind := _area_kind(tags):
            self.areas.append(Area(id=id, outline=outline, holes=holes, kind=kind))
            return
        base, height, told = self._height(id, tags, outline)
        if told == "rule" and ("height" in tags or "building:levels" in tags):
            self.notes.add(id, "has a height that is none; one was drawn by rule")
        kind = tags["building"]
        self.buildings.append(
            Building(id=id, outline=outline, holes=holes, height=height, base=base, kind=kind, told=told)
        )

    def _height(self, id: str, tags: Tags, outline: Points) -> tuple[float, float, str]:
        """Base, height and where they come from: the tag, the levels, or a rule with the seed."""
        kind, told = tags["building"], "height"
        height = between(tags.get("height", "") or tags.get("building:height", ""), 1.0, 900)
        if height is None:
            told = "levels"
            levels = between(tags.get("building:levels", ""), 0.5, 200)
            roof = between(tags.get("roof:levels", ""), 0.5, 20) or 0.0
            height = None if levels is None else (levels + 0.7 * roof) * _STOREY
        if height is None:
            told = "rule"
            height = self._drawn(id, kind, outline)
        base = between(tags.get("min_height", ""), 0.0, 900) or 0.0
        if not base and (low := between(tags.get("building:min_level", ""), 0, 200)):
            base = low * _STOREY
        if kind in _OPEN:
            base = height - 0.4
        if base >= height:
            self.notes.add(id, f"begins at {base:g} m, above its height; it stands on the ground")
            base = 0.0
        return base, height, told

    def _drawn(self, id: str, kind: str, outline: Points) -> float:
        """A height by rule: of the building's own stream, so that other buildings change nothing."""
        index = int.from_bytes(blake2b(id.encode(), digest_size=8).digest(), "little")
        rng = stream(self.seed, index, "twin/osm/height")
        if kind in _FLAT or area(outline) < 40:
            return _STOREY
        low, high = _LEVELS.get(kind, (2, 4))
        return rng.between(low, high) * _STOREY + rng.between(0, 20) / 10


def _wanted(tags: Tags) -> bool:
    """Whether tags tell of a building above ground or of ground of a known kind."""
    built = tags.get("building", "no") != "no" and tags.get("location") != "underground"
    return (built and not tags.get("layer", "0").startswith("-")) or bool(_area_kind(tags))


def _area_kind(tags: Tags) -> str:
    """The kind of ground; "" for none."""
    if tags.get("building", "no") != "no":
        return ""
    if any(tags.get(key) in values for key, values in _GREEN.items()):
        return "green"
    if tags.get("natural") == "water" or tags.get("waterway") == "riverbank":
        return "water"
    if tags.get("amenity") == "parking" and tags.get("parking") not in ("underground", "multi-storey", "rooftop"):
        return "parking"
    plaza = tags.get("highway") in ("pedestrian", "footway") and tags.get("area") == "yes"
    return "paved" if plaza or tags.get("place") == "square" else ""


def _closed(pieces: list[tuple[str, ...]], notes: Notes, id: str) -> Iterator[tuple[str, ...]]:
    """Chains of nodes that close; what does not is told of."""
    ends: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        ends.setdefault(piece[0], []).append(at)
        ends.setdefault(piece[-1], []).append(at)
    left = dict.fromkeys(range(len(pieces)))
    while left:
        chain = list(pieces[_pop(left)])
        while chain[0] != chain[-1]:
            on = next((at for at in ends[chain[-1]] if at in left), None)
            if on is None:
                break
            del left[on]
            piece = pieces[on] if pieces[on][0] == chain[-1] else pieces[on][::-1]
            chain += piece[1:]
        if chain[0] == chain[-1]:
            yield tuple(chain)
        else:
            notes.add(id, "has an outline that does not close; left out")


def _pop(left: dict[int, None]) -> int:
    """Take the first of what is left."""
    first = next(iter(left))
    del left[first]
    return first
