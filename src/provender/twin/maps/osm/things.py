"""Single things on the map: trees, lamps, crossings, signals and signs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from provender.twin.maps.geometry import at, left_of, lengths
from provender.twin.maps.map import ROLLING, Crossing, Lamp, Lane, Points, Signal, Tree
from provender.twin.maps.osm.roads import Stretch
from provender.twin.maps.osm.source import Source, Tags
from provender.twin.maps.osm.tags import between

_APART = 8.0  # m between the trees of a row
_LEANS = 60.0  # m within which a lamp looks for a road
_KERB = 0.5  # m from the kerb to a signal's post
_SIGNS = {"traffic_signals": "lights", "stop": "stop", "give_way": "give_way"}


def trees(source: Source) -> Iterator[Tree]:
    """Trees by themselves, then those of rows, set at even distances."""
    for node, tags in source.tagged.items():
        if tags.get("natural") == "tree":
            yield _tree(f"node/{node}", source.line([node])[0], tags)
    for way in source.ways.values():
        runs = source.runs(way) if way.tags.get("natural") == "tree_row" else []
        for number, run in enumerate(runs):
            line = source.line(run)
            spots = np.arange(0.0, lengths(line)[-1] + 0.1, _APART)
            for spot, place in enumerate(at(line, spots)):
                yield _tree(f"way/{way.id}/{number}-{spot}", place, way.tags)


def _tree(name: str, place: Points, tags: Tags) -> Tree:
    """A tree; where height or crown is not told, the one from the other, else 8 m and 5 m."""
    height, crown = between(tags.get("height", ""), 1, 90), between(tags.get("diameter_crown", ""), 0.5, 40)
    height = height or (1.5 * crown + 1.0 if crown else 8.0)
    leaf = "needleleaved" if tags.get("leaf_type") == "needleleaved" else "broadleaved"
    return Tree(id=name, at=place, height=height, crown=crown or min(0.6 * height, 12.0), leaf=leaf)


def lamps(source: Source, lanes: Sequence[Lane]) -> Iterator[Lamp]:
    """Street lamps, each leaning towards the nearest lane for wheels; eastwards where none is near."""
    rolling = [lane.centre[:, :2] for lane in lanes if lane.kind in ROLLING]
    road = np.concatenate([at(line, np.arange(0.0, lengths(line)[-1], 2.0)) for line in rolling] or [np.zeros((0, 2))])
    road = road[np.argsort(road[:, 0], kind="stable")]
    for node, tags in source.tagged.items():
        if tags.get("highway") == "street_lamp":
            place = source.line([node])[0]
            first, last = np.searchsorted(road[:, 0], [place[0] - _LEANS, place[0] + _LEANS])
            ways = road[first:last] - place
            far = np.hypot(*ways.T)
            way = ways[np.argmin(far)] if len(far) and far.min() < _LEANS else np.array([1.0, 0.0])
            height = between(tags.get("height", ""), 1.5, 40) or 6.0
            yield Lamp(id=f"node/{node}", at=place, height=height, heading=float(np.arctan2(way[1], way[0])))


class Roadside:
    """Crossings and signals: nodes that mean something on the street they lie on."""

    def __init__(self, source: Source, streets: Sequence[Stretch]) -> None:
        self.source = source
        self.on: dict[str, list[tuple[Stretch, int]]] = defaultdict(list)
        for stretch in streets:
            for place, node in enumerate(stretch.nodes):
                if node in source.tagged:
                    self.on[node].append((stretch, place))

    def crossings(self) -> Iterator[Crossing]:
        """From kerb to kerb across the street, as wide as is usual."""
        for node, tags in self.source.tagged.items():
            if tags.get("highway") == "crossing" and self.on[node]:
                stretch, place = self.on[node][0]
                ahead = self._ahead(stretch, place)
                left, right = stretch.street.carriageway()
                side, middle = left_of(ahead[None])[0], self.source.line([node])[0]
                line = np.array([middle + left * side, middle - right * side])
                if left + right > 0:
                    yield Crossing(id=f"node/{node}", line=line, width=3.0, kind=_crossing(tags))

    def signals(self) -> Iterator[Signal]:
        """Lights and signs, one for each direction that they speak to."""
        for node, tags in self.source.tagged.items():
            kind = _SIGNS.get(tags.get("highway", ""))
            for stretch, place in self.on[node] if kind else ():
                for way in _spoken_to(stretch, place, tags):
                    yield from self._signal((node, stretch, place), way, kind or "")

    def _signal(self, where: tuple[str, Stretch, int], way: int, kind: str) -> Iterator[Signal]:
        """The signal for those who go one way along a street; none where nobody does."""
        node, stretch, place = where
        street = stretch.street
        strips = zip(street.strips, street.centres(), strict=True)
        obey = [(strip, middle) for strip, middle in strips if strip.kind in ROLLING and strip.way == way]
        if not obey:
            return
        ahead = way * self._ahead(stretch, place)
        on_left = sum(middle for _, middle in obey) > 0 or (len(obey) == 1 and obey[0][1] == 0 and way < 0)
        reach = street.carriageway()[0 if on_left else 1] + _KERB
        side = left_of(way * ahead[None])[0] * (1 if on_left else -1)
        spot = self.source.line([node])[0] + reach * side
        yield Signal(
            id=f"node/{node}:{street.id}:{'f' if way > 0 else 'b'}",
            at=np.array([*spot, 0.0]),
            heading=float(np.arctan2(ahead[1], ahead[0])),
            kind=kind,
            lanes=tuple(f"{street.id}:{strip.name}" for strip, _ in obey),
        )

    def _ahead(self, stretch: Stretch, place: int) -> Points:
        """Unit vector along a street's line at one of its nodes."""
        low, high = max(place - 1, 0), min(place + 1, len(stretch.nodes) - 1)
        way = np.subtract(*self.source.line([stretch.nodes[high], stretch.nodes[low]]))
        unit: Points = way / max(float(np.hypot(*way)), 1e-9)
        return unit


def _spoken_to(stretch: Stretch, place: int, tags: Tags) -> tuple[int, ...]:
    """The directions that a signal on a street speaks to: those that come to it, unless it says one."""
    said = tags.get("traffic_signals:direction", tags.get("direction", ""))
    ways = {"forward": (1,), "backward": (-1,)}.get(said, (1, -1))
    if place == 0:  # at the start only those who go against the line arrive
        return tuple(way for way in ways if way < 0)
    if place == len(stretch.nodes) - 1:
        return tuple(way for way in ways if way > 0)
    return ways


def _crossing(tags: Tags) -> str:
    """The kind of a crossing."""
    said, marks = tags.get("crossing", ""), tags.get("crossing:markings", "")
    if said == "traffic_signals" or tags.get("crossing:signals") == "yes":
        return "signals"
    if said == "zebra" or tags.get("crossing_ref") == "zebra" or marks.startswith("zebra"):
        return "zebra"
    return "unmarked" if said == "unmarked" or marks == "no" else "marked"
