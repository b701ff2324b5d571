"""Where something happens: a place on a lane, the ego's way to it, and what lies across the road there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from provender.core.seeds import Stream
from provender.twin.actors.way import Way
from provender.twin.maps.geometry import at, lengths
from provender.twin.maps.map import ROLLING, Floats, Lane, LaneKind, Map, Points

_BEFORE, _AFTER = 110.0, 70.0  # m of way that are looked for before and after the lane itself
_FROM_END = 14.0  # m from a lane's end, where a crossing or a junction may be
_CARRIAGEWAY = frozenset({*ROLLING, LaneKind.PARKING, LaneKind.CYCLING, LaneKind.SHOULDER})


class Strip(NamedTuple):
    """One lane as it is crossed: metres of its middle from the ego's towards the kerb, its width, and its direction."""

    lane: Lane
    out: float
    width: float
    along: bool  # it runs as the ego's does


@dataclass(frozen=True, kw_only=True, eq=False)
class Place:
    """A place on the ego's way. Places near it are told as metres along the way, and out towards the ego's kerb.

    Attributes:
        lane: on which the ego comes.
        spot: (3,) x, y and heading of the place.
        strips: of the road, in its order.
        after: the lane by which the ego goes on; None for the straightest.
        other: a lane of somebody else's that the scenario is about.
    """

    map: Map
    lane: Lane
    spot: Floats
    strips: tuple[Strip, ...]
    after: Lane | None = None
    other: Lane | None = None

    @property
    def side(self) -> int:
        """1 where the kerb lies to the left, -1 to the right."""
        return _side(self.map)

    @cached_property
    def way(self) -> Way:
        """The ego's way, in the middle of its lanes."""
        before = [*chain(self.map, self.lane, _BEFORE, forward=False)][::-1]
        first = [self.lane, self.after] if self.after else [self.lane]
        ahead = [*first[1:], *chain(self.map, first[-1], _AFTER, forward=True)]
        return Way(np.concatenate([one.centre[:, :2] for one in (*before, self.lane, *ahead)]))

    @cached_property
    def at(self) -> float:
        """Metres along the way."""
        return float(self.way.nearest(self.spot[None])[0][0])

    def poses(self, along: Floats | float, out: Floats | float) -> Points:
        """(m, 3) x, y and heading of the road at places beside the way."""
        s = self.at + np.atleast_1d(np.asarray(along, np.float64))
        return self.way.beside(s, self.side * np.asarray(out, np.float64))

    def line(self, *corners: tuple[float, float]) -> Points:
        """(n, 2) the line through places told as (along, out)."""
        along, out = np.array(corners, np.float64).T
        return self.poses(along, out)[:, :2]

    def strip(self, kind: LaneKind, *, along: bool = True, near: bool = True) -> Strip | None:
        """The strip of a kind and direction nearest to the ego's lane, on the kerb's side of it or on the other."""
        others = [strip for strip in self.strips if strip.lane is not self.lane and strip.lane.kind is kind]
        fits = [strip for strip in others if strip.along == along and (strip.out > 0) == near]
        return min(fits, key=lambda strip: abs(strip.out), default=None)

    @property
    def edge(self) -> float:
        """Metres out to the kerb on the ego's side."""
        return max(strip.out + strip.width / 2 for strip in self.strips if strip.lane.kind in _CARRIAGEWAY)

    @property
    def far_edge(self) -> float:
        """Metres out, negative, to the kerb on the other side."""
        return min(strip.out - strip.width / 2 for strip in self.strips if strip.lane.kind in _CARRIAGEWAY)


def find(map: Map, fits: Callable[[Place], bool], rng: Stream, *, tries: int = 60) -> Place | None:
    """A place that `fits`, drawn from all; None where none of those that were tried does."""
    hosts = [lane for lane in map.lanes if lane.kind is LaneKind.DRIVING and not lane.junction and lane.road]
    hosts = [lane for lane in hosts if lengths(lane.centre)[-1] > 2 * _FROM_END]
    for _ in range(tries if hosts else 0):
        lane = rng.choice(hosts)
        room = float(lengths(lane.centre)[-1]) - 2 * _FROM_END
        place = place_on(map, lane, _FROM_END + room * rng.below(1000) / 1000)
        if fits(place):
            return place
    return None


def place_on(map: Map, lane: Lane, metres: float, *, after: Lane | None = None, other: Lane | None = None) -> Place:
    """The place `metres` along a lane, or along it and the one `after` it."""
    line = np.concatenate([one.centre[:, :2] for one in ((lane, after) if after else (lane,))])
    here, ahead = at(line, np.array([metres, metres + 1.0]))
    spot = np.array([*here, np.arctan2(*(ahead - here)[::-1])])
    strips = tuple(_across(map, lane, spot))
    return Place(map=map, lane=lane, spot=spot, strips=strips, after=after, other=other)


def _side(map: Map) -> int:
    """1 where the kerb lies to the left of the traffic, -1 to the right."""
    return -1 if map.drives == "right" else 1


def chain(map: Map, lane: Lane, metres: float, *, forward: bool) -> Iterator[Lane]:
    """The lanes after or before one, each time the one that bends least, until they are `metres` long or turn back."""
    seen = {lane.id}
    while metres > 0:
        names = lane.successors if forward else lane.predecessors
        known = [map.lane[name] for name in names if name not in seen and map.lane[name].kind in ROLLING]
        if not known:
            return
        lane = min(known, key=lambda one: (abs(_bend(one)), one.id))
        seen.add(lane.id)
        metres -= float(lengths(lane.centre)[-1])
        yield lane


def _bend(lane: Lane) -> float:
    """Radians by which a lane turns from its start to its end."""
    steps = np.diff(lane.centre[:, :2], axis=0)
    turns = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    return float(turns[-1] - turns[0])


def _across(map: Map, lane: Lane, pose: Floats) -> Iterator[Strip]:
    """The strips of a lane's road where a line across it at a pose meets them."""
    ahead = np.array([np.cos(pose[2]), np.sin(pose[2])])
    left = np.array([-ahead[1], ahead[0]])
    road = map.road.get(lane.road)
    for name in road.lanes if road else (lane.id,):
        one = map.lane[name]
        fine = np.linspace(0.0, float(lengths(one.centre)[-1]), max(2, int(lengths(one.centre)[-1])))
        points = at(one.centre[:, :2], fine)
        seen = points - pose[:2]
        near = int(np.abs(seen @ ahead).argmin())
        way = points[min(near + 1, len(points) - 1)] - points[max(near - 1, 0)]
        width = float(np.interp(fine[near], lengths(one.centre), one.width))
        yield Strip(one, float(_side(map) * (seen[near] @ left)), width, bool(way @ ahead > 0))
