"""Trees and lamps along the kerbs of a made-up city, crossings and signals at its junctions."""

from collections.abc import Iterator, Sequence

import numpy as np

from provender.core.seeds import Stream
from provender.twin.maps.geometry import at, directions, left_of, lengths
from provender.twin.maps.map import ROLLING, Crossing, Junction, Lamp, LaneKind, Points, Road, Signal, Tree
from provender.twin.maps.streets.street import Street

_INWARD = 0.5  # m from the kerb into the pavement
_LAMPS = 30.0
_BACK = 2.5  # m from a street's end to the middle of its crossing
_STRIPE = 3.5  # m that a crossing is wide


def _poses(street: Street, road: Road, side: int, along: Sequence[float]) -> Iterator[tuple[Points, float]]:
    """Places just behind the kerb with the direction from there to the road; nothing where no pavement is."""
    if not any(strip.kind is LaneKind.WALKING for strip in street.strips):
        return
    line = road.reference[:, :2]
    s, ways = lengths(line), directions(line)
    kerb = street.carriageway()[0 if side > 0 else 1] + _INWARD
    for place in along:
        way = ways[min(int(np.searchsorted(s, place, "right")) - 1, len(ways) - 1)]
        out = side * left_of(way[None])[0]
        yield at(line, np.array([place]))[0] + kerb * out, float(np.arctan2(-out[1], -out[0]))


def lamps(streets: Sequence[Street], roads: Sequence[Road]) -> tuple[Lamp, ...]:
    """A lamp every thirty metres, now on one side of the street, now on the other."""
    made: list[Lamp] = []
    for street, road in zip(streets, roads, strict=True):
        long = float(lengths(road.reference)[-1])
        count = max(int(long / _LAMPS), 1)
        for number in range(count):
            for place, heading in _poses(street, road, 1 if number % 2 else -1, [(number + 0.5) * long / count]):
                high = 8.0 if street.kind == "secondary" else 5.5
                made.append(Lamp(id=f"lamp/{len(made)}", at=place, height=high, heading=heading))
    return tuple(made)


def trees(streets: Sequence[Street], roads: Sequence[Road], rng: Stream) -> tuple[Tree, ...]:
    """Trees in rows, here and there one missing; half of the rows have none."""
    made: list[Tree] = []
    rows = [(street, road, side) for street, road in zip(streets, roads, strict=True) for side in (1, -1)]
    for street, road, side in rows:
        if rng.chance(1, 2):
            continue
        long = float(lengths(road.reference)[-1])
        spots = np.arange(8.0 + rng.below(40) / 10, long - 6, rng.between(9, 14)).tolist()
        for place, _ in _poses(street, road, side, spots):
            height, crown = rng.between(50, 110) / 10, rng.between(30, 55) / 10
            if rng.chance(5, 6):
                made.append(Tree(id=f"tree/{len(made)}", at=place, height=height, crown=crown))
    return tuple(made)


def crossings(
    streets: Sequence[Street], roads: Sequence[Road], junctions: Sequence[Junction], rng: Stream
) -> tuple[tuple[Crossing, ...], tuple[Signal, ...]]:
    """Crossings where streets with pavements meet, three or more; lights where a main road is crossed."""
    made: list[Crossing] = []
    lights: list[Signal] = []
    by_id = {street.id: (street, road) for street, road in zip(streets, roads, strict=True)}
    for junction in junctions:
        pairs = [by_id[name] for name in junction.roads]
        if len(pairs) < 3:
            continue
        lit = len(pairs) > 3 and any(street.kind == "secondary" for street, _ in pairs)
        kind = "signals" if lit else rng.choice(("zebra", "unmarked"))
        for street, road in pairs:
            walks = any(strip.kind is LaneKind.WALKING for strip in street.strips)
            if walks and lengths(road.reference)[-1] > 4 * _BACK:
                made.append(_crossing(street, road, junction, kind=kind, number=len(made)))
            if lit:
                lights.append(_lights(street, road, junction, len(lights)))
    return tuple(made), tuple(lights)


def _end(street: Street, road: Road, junction: Junction, back: float) -> tuple[Points, Points, bool]:
    """The point of a street's line so far from its end at a junction, the way out of the junction, and which end."""
    at_start = street.start == junction.id
    line = road.reference[:, :2] if at_start else road.reference[::-1, :2]
    place, ahead = at(line, np.array([back, back + 0.5]))
    return place, (ahead - place) / np.hypot(*(ahead - place)), at_start


def _crossing(street: Street, road: Road, junction: Junction, *, kind: str, number: int) -> Crossing:
    """A crossing over one arm, from kerb to kerb."""
    place, out, at_start = _end(street, road, junction, _BACK)
    left, right = street.carriageway() if at_start else street.carriageway()[::-1]
    side = left_of(out[None])[0]
    line = np.array([place + left * side, place - right * side])
    return Crossing(id=f"crossing/{number}", line=line, width=_STRIPE, kind=kind)


def _lights(street: Street, road: Road, junction: Junction, number: int) -> Signal:
    """The lights for those who come along one arm, behind the kerb on their side."""
    place, out, at_start = _end(street, road, junction, _BACK + _STRIPE / 2 + 1.0)
    way = -1 if at_start else 1
    lanes = tuple(f"{street.id}:{s.name}" for s in street.strips if s.kind in ROLLING and s.way == way)
    first = next(at for at, s in enumerate(street.strips) if s.kind in ROLLING and s.way == way)
    on_left = street.centres()[first] > 0  # of the street's line
    reach = street.carriageway()[0 if on_left else 1] + _INWARD
    side = left_of(out[None])[0] * (1 if on_left == at_start else -1)
    return Signal(
        id=f"lights/{number}",
        at=np.array([*(place + reach * side), 0.0]),
        heading=float(np.arctan2(-out[1], -out[0])),
        kind="lights",
        lanes=lanes,
    )
