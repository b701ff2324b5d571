"""From a scenario and what was drawn to a scene: who is there, how the ego drives, when it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

import numpy as np
import numpy.typing as npt

from provender.core.seeds import Stream
from provender.twin.actors.ego import Watcher, drive
from provender.twin.actors.following import traffic
from provender.twin.actors.grip import GRAVITY
from provender.twin.actors.space import MARGIN, Space
from provender.twin.actors.traffic import near, parked, walking
from provender.twin.actors.way import STEP, Way, rolling
from provender.twin.maps.geometry import inside
from provender.twin.maps.map import ROLLING, LaneKind, Points
from provender.twin.scene import VEHICLES, Actor, ActorKind, Camera, Light, Scene, Size, Track, Weather
from provender.twin.stage.place import Place
from provender.twin.stage.scenario import Scenario
from provender.twin.stage.setting import Setting

LEAD = 3.5  # s before the ego's front would reach the place, where the road is long enough
SHORTEST = 1.6  # s, where it is not
_REACH = 50.0  # m around the place in which somebody is placed
_UNHINDERED = 0.8  # of the speed that was drawn, below which the scene would not be about that speed
_SIDEWAYS = 2.0  # m/s2 that the ego's speed may ask of bends on its way to the place
_WALL = 0.6  # m from a wall at which a walker's middle is too near
_HELD = 0.97  # of what the road holds, beyond which nobody drives
_WALKING_PACE = 2.8  # m/s up to which a vehicle may be anywhere
_BESIDE = 0.7  # m from a lane's edge at which a vehicle's middle is still on it
_ALONG = 0.4  # cosine of the angle between a vehicle and its lane, at least
_FAR = 120.0  # m around the place in which lanes matter
_SOONEST = 1.0  # s: a scene in which something touches sooner is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """What surrounds a scenario.

    Attributes:
        crowd: how many walk on the pavements nearby.
        traffic: vehicles to a kilometre of lane beside those that the scenario is about.
        frames: at how many moments the camera looks.
    """

    weather: Weather
    light: Light
    seconds: float = 6.0
    crowd: int = 2
    traffic: float = 0.0
    frames: int = 5


def room(place: Place, speed: float, ego: Size) -> float:
    """Seconds in which the ego can come to a place on its way, at its speed; 0 where bends make it much slower."""
    real = _speed(place, speed)
    return (place.at - ego.length - 3.0) / real if real > _UNHINDERED * speed else 0.0


def _speed(place: Place, wanted: float) -> float:
    """The ego's speed: as drawn, as far as the bends before the place allow."""
    bend = place.way.sharpest(place.at - LEAD * wanted - 8.0, place.at + 8.0)
    return min(wanted, float(np.sqrt(_SIDEWAYS / max(bend, 1e-4))))


def take(
    scenario: Scenario, name: str, place: Place, values: Mapping[str, float], *, conditions: Conditions, ego: Size,
    rng: Stream
) -> Scene | None:  # fmt: skip
    """The scene; None where two would be inside each other from the start, or the ego has no way."""
    setting = Setting(
        place=place,
        times=np.round(np.arange(0.0, conditions.seconds + STEP / 2, STEP), 6),
        values=values,
        speed=_speed(place, values["speed"]),
        arrives=min(LEAD, room(place, values["speed"], ego)),
        friction=conditions.weather.friction,
        name=name,
        ego=ego,
        rng=rng,
    )
    cast = scenario.stage(setting)
    space = Space(setting.times)
    around = [actor for actor in _around(setting, conditions.crowd) if not space.meets(actor, cast)]
    driver = _ego(setting, scenario, cast, [*cast, *around], sight=_sight(conditions))
    around = [actor for actor in around if actor.kind not in _WALK or not space.meets(actor, [driver])]
    end = _ends([driver, *cast], around, setting, space)
    if end < _SOONEST:
        return None
    told = [driver, *cast, *around]
    others = _traffic(setting, told, conditions.traffic, end=end)
    looks = tuple(round(end * at / max(conditions.frames - 1, 1), 6) for at in range(conditions.frames))
    return Scene(
        map=place.map,
        actors=tuple(_until(actor, end) for actor in (*told, *others)),
        weather=conditions.weather,
        light=conditions.light,
        cameras=(Camera(id="front", rides="ego", at=(0.4, 0.0, 1.35), times=looks),),
        end=end,
        scenario=name,
        drawn=tuple(values.items()),
    )


_WALK = frozenset({ActorKind.ADULT, ActorKind.CHILD})


def _sight(conditions: Conditions) -> float:
    """Metres at which a driver can make somebody out: half the visibility of the air, less in the dark."""
    dark = 60.0 if conditions.light.altitude < -0.1 else 200.0
    return min(log(20) / max(conditions.weather.fog, 1e-4) / 2, dark)


def _ego(
    setting: Setting, scenario: Scenario, cast: Sequence[Actor], screens: Sequence[Actor], *, sight: float
) -> Actor:
    """The car that carries the camera."""
    place, size = setting.place, setting.ego
    leaves = None if scenario.steers is None else scenario.steers(setting)
    start = place.at - size.length / 2 - setting.speed * setting.arrives
    watcher = Watcher(
        way=place.way,
        size=size,
        start=start,
        speed=setting.speed,
        reaction=setting.values["reaction"],
        friction=setting.friction,
        sight=sight,
        leaves=leaves,
    )
    s = drive(watcher, cast, screens, times=setting.times)
    way = place.way if leaves is None else Way(place.way.beside(place.way.s, leaves)[:, :2])
    zero = 0.0 if leaves is None else float(way.nearest(place.way.place(np.array([start])))[0][0]) - start
    track = rolling(way, s + zero, size, times=setting.times)
    return Actor(id="ego", kind=ActorKind.CAR, size=size, track=track, looks=setting.rng.below(2**31), because="ego")


def _traffic(setting: Setting, told: Sequence[Actor], per_km: float, *, end: float) -> list[Actor]:
    """Ordinary traffic near the place, which minds all who are told."""
    return traffic(
        setting.place.map,
        told,
        spot=setting.place.poses(0.0, 0.0)[0, :2],
        per_km=per_km,
        times=setting.times[setting.times <= end + 1e-9],
        friction=setting.friction,
        rng=setting.rng,
    )


def _around(setting: Setting, crowd: int) -> list[Actor]:
    """Parked rows and people on the pavements near the place."""
    lanes, rng = setting.place.map.lanes, setting.rng
    spot = setting.place.poses(0.0, 0.0)[0]
    rows = near(lanes, LaneKind.PARKING, spot, _REACH)
    pavements = near(lanes, LaneKind.WALKING, spot, _REACH)
    people = rng.sample(pavements, min(len(pavements), crowd))
    return [*parked(rows, rng), *walking(people, float(setting.times[-1]), rng)]


def _ends(cast: Sequence[Actor], around: Sequence[Actor], setting: Setting, space: Space) -> float:
    """The last moment before anything touches, leaves its lane or its grip, or walks into a house; 0 for none."""
    movers = [actor for actor in cast if len(actor.track.times) > 1]
    still = [actor for actor in cast if len(actor.track.times) == 1]
    pairs = [(one, two) for at, one in enumerate(movers) for two in (*movers[at + 1 :], *still, *around)]
    first = [space.first(one, two) for one, two in pairs] + [_off(actor, setting) for actor in movers]
    return float(setting.times[max(min(first) - 1, 0)])


def _off(actor: Actor, setting: Setting) -> int:
    """The first step at which an actor is or moves as it cannot; their number where it never does."""
    poses = actor.track.at(setting.times)
    bad = _in_a_house(_edges(actor, poses), setting)
    if actor.kind in VEHICLES:
        rates = np.gradient(poses[:, :2], setting.times, axis=0)
        push = np.zeros(len(poses))  # at the last of the three states that tell it
        push[2:] = np.hypot(*np.diff(poses[:, :2], 2, axis=0).T) / STEP**2
        slips = push > _HELD * setting.friction * GRAVITY
        bad = bad | slips | ((np.hypot(*rates.T) > _WALKING_PACE) & ~_on_a_lane(poses, setting))
    return int(bad.argmax()) if bad.any() else len(poses)


def _edges(actor: Actor, poses: Points) -> Points:
    """(n, k, 2) places of an actor's outline that no wall may reach: a cross about who walks, the box of a vehicle."""
    if actor.kind not in VEHICLES:
        return poses[:, None, :2] + np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]]) * _WALL
    along, out = np.array([actor.size.length, actor.size.width]) / 2 + MARGIN
    ahead = np.stack([np.cos(poses[:, 3]), np.sin(poses[:, 3])], 1)
    aside = np.stack([-ahead[:, 1], ahead[:, 0]], 1)
    grid = [(x * along, y * out) for x in (-1, -0.5, 0, 0.5, 1) for y in (-1, 0, 1)]
    return np.stack([poses[:, :2] + x * ahead + y * aside for x, y in grid], 1)


def _in_a_house(edges: Points, setting: Setting) -> npt.NDArray[np.bool_]:
    """(n,) whether any of (n, k, 2) places is in a house."""
    points = edges.reshape(-1, 2)
    low, high = points.min(0), points.max(0)
    houses = [house.outline for house in setting.place.map.buildings]
    close = [ring for ring in houses if (ring.max(0) > low).all() and (ring.min(0) < high).all()]
    within = np.any([np.zeros(len(points), bool), *(inside(ring, points) for ring in close)], axis=0)
    bad: npt.NDArray[np.bool_] = within.reshape(edges.shape[:2]).any(1)
    return bad


def _on_a_lane(poses: Points, setting: Setting) -> npt.NDArray[np.bool_]:
    """(n,) whether a place lies on a lane for wheels that runs its way, or almost."""
    spot = setting.place.poses(0.0, 0.0)[0, :2]
    lanes = [lane for lane in setting.place.map.lanes if lane.kind in ROLLING]
    lanes = [lane for lane in lanes if np.abs(lane.centre[:, :2] - spot).max(1).min() < _FAR]
    starts = np.concatenate([lane.centre[:-1, :2] for lane in lanes])
    steps = np.concatenate([np.diff(lane.centre[:, :2], axis=0) for lane in lanes])
    reach = np.concatenate([lane.width[:-1] for lane in lanes]) / 2 + _BESIDE
    seen = poses[:, None, :2] - starts
    share = np.clip((seen * steps).sum(2) / (steps**2).sum(1), 0, 1)
    away = seen - share[..., None] * steps
    unit = steps / np.hypot(*steps.T)[:, None]
    ahead = np.stack([np.cos(poses[:, 3]), np.sin(poses[:, 3])], 1)
    on: npt.NDArray[np.bool_] = (((away**2).sum(2) < reach**2) & (ahead @ unit.T > _ALONG)).any(1)
    return on


def _until(actor: Actor, end: float) -> Actor:
    """The actor with its track up to the scene's end."""
    times = actor.track.times
    if times[-1] <= end:
        return actor
    kept = np.append(times[times < end - 1e-9], end)
    return replace(actor, track=Track(times=kept, poses=actor.track.at(kept)))
