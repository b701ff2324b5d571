"""Can actors be where they are, and move as they do?"""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from provender.twin.maps.map import LaneKind, Map
from provender.twin.scene import VEHICLES, Actor, ActorKind, Scene
from provender.twin.verifiers._ground import winds

_FASTEST = {
    ActorKind.ADULT: 10.5,
    ActorKind.CHILD: 9.0,
    ActorKind.DOG: 20.0,
    ActorKind.BICYCLE: 25.0,
    ActorKind.BALL: 40.0,
    ActorKind.DOOR: 5.0,
}
_STRUCK = frozenset({ActorKind.BALL, ActorKind.LOAD})  # the ground hits them
_WALKING_PACE = 3.0  # m/s up to which a vehicle may be anywhere: it comes out of a drive, or parks
_HARDEST = 12.0  # m/s2: what tyres hold on the best of roads
_DEEP = 0.01  # m that two boxes may reach into each other
_BESIDE = 1.0  # m from a lane's middle beyond half its width: nobody drives there
_AGAINST = np.radians(75)
_UNDER = 2.0  # m above the ground from which a house lets actors pass below
_ALONG = 24  # points on each side of a box

Numbers = npt.NDArray[np.float64]


def bodies(scene: Scene, time: float) -> Mapping[str, Numbers]:
    """Actor id -> (7, 2) at a time: its box's corners, the unit vectors along and across it, its foot and head in m."""
    found = {}
    for actor in scene.actors:
        x, y, z, heading = actor.track.at(np.array([time]))[0]
        ahead = np.array([np.cos(heading), np.sin(heading)])
        across = np.array([-ahead[1], ahead[0]])
        half = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]]) * [actor.size.length / 2, actor.size.width / 2]
        found[actor.id] = np.vstack(
            [[x, y] + half @ np.array([ahead, across]), ahead, across, [z, z + actor.size.height]]
        )
    return found


def close(boxes: Mapping[str, Numbers]) -> Iterator[tuple[str, str]]:
    """Pairs of actors whose boxes' bounds along x and y reach into each other."""
    names, corners = [*boxes], np.array([box[:4] for box in boxes.values()]).reshape(-1, 4, 2)
    low, high = corners.min(1), corners.max(1)
    near = (low[:, None] < high[None]).all(2) & (low[None] < high[:, None]).all(2)
    for one, two in zip(*np.nonzero(np.triu(near, 1)), strict=True):
        yield names[one], names[two]


def touch(one: Numbers, two: Numbers) -> bool:
    """Whether two boxes reach into each other: neither height nor one of their four axes parts them."""
    if min(one[6, 1], two[6, 1]) - max(one[6, 0], two[6, 0]) <= _DEEP:
        return False
    for axis in (*one[4:6], *two[4:6]):
        first, second = one[:4] @ axis, two[:4] @ axis
        if min(first.max(), second.max()) - max(first.min(), second.min()) <= _DEEP:
            return False
    return True


def walls(map: Map, boxes: Mapping[str, Numbers]) -> Iterator[str]:
    """Actors of whose outline a part lies in a house."""
    outlines = [_outline(box) for box in boxes.values()]
    points = np.concatenate(outlines) if outlines else np.empty((0, 2))
    names = np.repeat(list(boxes), [len(outline) for outline in outlines])
    bounds = points.min(0, initial=np.inf), points.max(0, initial=-np.inf)
    for house in map.buildings:
        low, high = house.outline.min(0), house.outline.max(0)
        if house.base >= _UNDER or (low > bounds[1]).any() or (high < bounds[0]).any():
            continue
        inner = ((points > low) & (points < high)).all(1)
        if inner.any():
            within = np.flatnonzero(inner)[winds(house.outline, points[inner])]
            yield from (f"{name} is inside {house.id}" for name in dict.fromkeys(names[within]))


def _outline(box: Numbers) -> Numbers:
    """Points along a box's four sides, so dense that no corner of a house slips between them by more than a little."""
    corners, after = box[:4], np.roll(box[:4], -1, axis=0)
    share = np.arange(_ALONG)[:, None, None] / _ALONG
    outline: Numbers = (corners + share * (after - corners)).reshape(-1, 2)
    return outline


def moving_faults(actor: Actor, map: Map) -> Iterator[str]:
    """Speeds, accelerations, and vehicles beside or against their lane."""
    times, places = actor.track.times, actor.track.poses[:, :3]
    if len(times) < 2:
        return
    rates = np.diff(places, axis=0) / np.diff(times)[:, None]
    speeds = np.linalg.norm(rates, axis=1)
    fastest = _FASTEST.get(actor.kind, 70.0)
    if speeds.max() > fastest:
        yield f"{actor.id}, a {actor.kind}, moves at {speeds.max():.1f} m/s"
    if len(rates) > 1:
        pushes = np.linalg.norm(np.diff(rates, axis=0), axis=1) / (np.diff(times)[1:] / 2 + np.diff(times)[:-1] / 2)
        if actor.kind not in _STRUCK and pushes.max() > _HARDEST:
            yield f"{actor.id}, a {actor.kind}, is pushed by {pushes.max():.1f} m/s2"
    if actor.kind in VEHICLES and speeds.max() > _WALKING_PACE:
        yield from _off_lane(actor, map)


def _off_lane(actor: Actor, map: Map) -> Iterator[str]:
    """A vehicle that drives where there is no lane, or none that runs its way."""
    lanes = [lane for lane in map.lanes if lane.kind in (LaneKind.DRIVING, LaneKind.BUS)]
    starts = np.concatenate([lane.centre[:-1, :2] for lane in lanes])
    steps = np.concatenate([np.diff(lane.centre[:, :2], axis=0) for lane in lanes])
    reach = np.concatenate([lane.width[:-1] for lane in lanes]) / 2 + _BESIDE
    ways = np.arctan2(steps[:, 1], steps[:, 0])
    rates = actor.track.velocity(actor.track.times)
    fast = np.hypot(*rates[:, :2].T) > _WALKING_PACE
    for time, (x, y, _, heading) in zip(actor.track.times[fast], actor.track.poses[fast], strict=True):
        seen = np.array([x, y]) - starts
        share = np.clip((seen * steps).sum(1) / (steps**2).sum(1), 0, 1)
        on = np.hypot(*(seen - share[:, None] * steps).T) < reach
        turned = np.abs((ways - heading + np.pi) % (2 * np.pi) - np.pi)
        if not on.any():
            yield f"{actor.id}, a {actor.kind}, drives beside all lanes at {time:g} s"
        elif turned[on].min() > _AGAINST:
            yield f"{actor.id}, a {actor.kind}, drives against its lane at {time:g} s"
