"""Whether a driver changes lanes (MOBIL), and the way across."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from provender.core.seeds import Stream
from provender.twin.actors.crowd import Car, Crowd
from provender.twin.actors.idm import Driver, Seen, acceleration, changes
from provender.twin.actors.way import Way, blend
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Lane, LaneKind, Map
from provender.twin.maps.routes import route

_LASTS, _SHORT = 3.1, 18.0  # s and m that a change of lanes takes at least
_STRAIGHT = 0.004  # 1/m: nobody changes lanes in a bend
_LATER = 2.0  # m from the car's middle to where it begins to leave its lane
_ENDS = 4.0  # m of a lane that are left after a change
_IN_LANE = 1.3  # m from a lane's middle, within which somebody is on it
_CLOSE = -99.0  # m/s2: what there is no room for
_SLOWEST = 4.0  # m/s below which nobody thinks of it


def think(map: Map, car: Car, at: int, around: Crowd, *, rng: Stream) -> None:
    """Change to a lane beside, if MOBIL finds it safe and worth it; once in a scene."""
    lane = car.lane()
    if car.changed or car.speed < _SLOWEST or lane.junction:
        return
    if car.way.sharpest(car.place - 8.0, car.place + 50.0) > _STRAIGHT:
        return
    for goal in _lanes_beside(map, lane):
        found = route(map, goal, float(lengths(goal.centre)[-1]) + car.way.length - car.place + 20.0, rng)
        way = Way(found.line)
        (along,), (left,) = way.nearest(car.way.place(np.array([car.place]))[:, :2])
        long = max(car.speed * _LASTS, _SHORT)
        room = float(lengths(goal.centre)[-1]) - along - long - _LATER - _ENDS
        if room < 0 or not 1.5 < abs(left) < 5.0 or way.sharpest(along, along + long) > _STRAIGHT:
            continue
        if changes(car.driver, *_seen(car, around, way, at=at, along=float(along))):
            across = _across(car, way, along=float(along), left=float(left), long=long)
            car.turn(across, tuple(map.lane[name] for name in found.lanes), float(along) - car.place)
            return


def _lanes_beside(map: Map, lane: Lane) -> Iterator[Lane]:
    """Lanes for cars of the same direction next to one."""
    road = map.road.get(lane.road)
    if road is None or lane.id not in road.lanes:
        return
    way = lane.centre[-1, :2] - lane.centre[0, :2]
    place = road.lanes.index(lane.id)
    for name in (*road.lanes[max(place - 1, 0) : place], *road.lanes[place + 1 : place + 2]):
        one = map.lane[name]
        runs = one.centre[-1, :2] - one.centre[0, :2]
        if one.kind is LaneKind.DRIVING and runs @ way > 0.9 * np.hypot(*runs) * np.hypot(*way):
            yield one


def _seen(car: Car, around: Crowd, way: Way, *, at: int, along: float) -> tuple[Seen, Seen, Seen]:
    """What a change means to a driver, to whom it would be in front of, and to whom it leaves: before and after."""
    others = np.arange(len(around.heading)) != at
    lead, back = _ahead_and_behind(around, others, car.way, car.place)
    goal, new = _ahead_and_behind(around, others, way, along)
    own = (0.0, car.size.length / 2, car.speed)
    (old_with, old_free), (new_free, new_with) = _follows(back, own, lead), _follows(new, own, goal)[::-1]
    return (
        Seen(_behind(car.driver, own, lead), _behind(car.driver, own, goal)),
        Seen(new_free, new_with),
        Seen(old_with, old_free),
    )


Near = tuple[float, float, float]  # m from our middle to theirs along the way, half their length, m/s along it


def _ahead_and_behind(
    around: Crowd, those: npt.NDArray[np.bool_], way: Way, place: float
) -> tuple[Near | None, Near | None]:
    """The nearest on a way before and behind a place."""
    rows = np.flatnonzero(those)
    along, left = way.nearest(around.middle[rows])
    turn = way.place(along)[:, 2]
    rate = (around.rate[rows] * np.stack([np.cos(turn), np.sin(turn)], 1)).sum(1)
    on = np.abs(left) < _IN_LANE
    told = [(float(along[k] - place), float(around.half[rows[k], 0]), float(rate[k])) for k in np.flatnonzero(on)]
    ahead = min((one for one in told if one[0] >= 0), default=None)
    behind = max((one for one in told if one[0] < 0), default=None)
    return ahead, behind


def _behind(driver: Driver, own: Near, lead: Near | None) -> float:
    """A driver's acceleration behind somebody or nobody."""
    if lead is None:
        return acceleration(driver, own[2])
    gap = lead[0] - own[0] - lead[1] - own[1]
    return acceleration(driver, own[2], gap, lead[2]) if gap > 1.0 else _CLOSE


def _follows(back: Near | None, car: Near, lead: Near | None) -> tuple[float, float]:
    """The acceleration of one who drives behind, with the car between it and its leader, and without."""
    if back is None:
        return 0.0, 0.0
    driver = Driver(speed=max(back[2], 5.0) * 1.1)
    return _behind(driver, back, car), _behind(driver, back, lead)


def _across(car: Car, way: Way, *, along: float, left: float, long: float) -> Way:
    """The way of a car that leaves its lane for another: its own so far, then across, then the other's."""
    first = car.place + _LATER
    so_far = car.way.points[car.way.s < first]
    s = np.arange(along + _LATER, way.length, 0.5)
    rest = way.beside(s, left * (1 - blend((s - s[0]) / long)))[:, :2]
    return Way(np.concatenate([so_far, rest]), smooth=0.75)
