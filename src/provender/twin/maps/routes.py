"""Ways through the lanes of a map: from one lane into a next, drawn at each fork."""

from typing import NamedTuple

import numpy as np

from provender.core.seeds import Stream
from provender.twin.maps.geometry import at, distinct, lengths
from provender.twin.maps.map import Lane, Map, Points


class Route(NamedTuple):
    """Lanes one after another, and the line through them, (n, 2) metres."""

    lanes: tuple[str, ...]
    line: Points


def route(map: Map, start: Lane, metres: float, rng: Stream) -> Route:
    """The way from a lane's start until it is `metres` long or ends at a dead end."""
    lanes, pieces, total = [start], [start.centre[:, :2]], float(lengths(start.centre)[-1])
    while total < metres and lanes[-1].successors:
        lanes.append(map.lane[rng.choice(lanes[-1].successors)])
        pieces.append(lanes[-1].centre[:, :2])
        total += float(lengths(lanes[-1].centre)[-1])
    return Route(tuple(lane.id for lane in lanes), distinct(np.concatenate(pieces), 1e-3))


def gentlest(line: Points, sideways: float, limit: float) -> float:
    """The speed, m/s and at most `limit`, at which no bend of a line asks for more than `sideways` m/s2."""
    even = at(line, np.arange(0.0, float(lengths(line)[-1]), 2.0))
    if len(even) < 3:
        return limit
    ways = np.unwrap(np.arctan2(*np.diff(even, axis=0).T[::-1]))
    bend = float(np.abs(np.diff(ways)).max()) / 2.0
    return min(limit, float(np.sqrt(sideways / bend)) if bend > 1e-6 else limit)
