"""Traffic on the lanes of a map: cars and vans that follow each other, change lanes, and give way.

Everybody drives at once, a step at a time: the intelligent driver model behind whoever is in their path, MOBIL where a
lane of the same direction lies beside theirs (both `idm.py`), the friction circle (`grip.py`). Who comes from the side
of the kerb goes first, who turns waits for who comes towards them, and lights are green for the way of the scene's own
car. Whom the scene is about moves as it was told and is minded by all; who cannot keep clear of it was not there.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from provender.core.errors import RecipeError
from provender.core.seeds import Stream
from provender.twin.actors.changing import think
from provender.twin.actors.crowd import Car, Crowd, moving, others, told_at
from provender.twin.actors.ego import allowed_on
from provender.twin.actors.grip import GRAVITY, left_for_braking
from provender.twin.actors.idm import Driver, acceleration
from provender.twin.actors.minding import Other, answer, crossing, within
from provender.twin.actors.space import Space
from provender.twin.actors.traffic import CARS
from provender.twin.actors.way import STEP, Way, rolling
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Floats, LaneKind, Map, Points
from provender.twin.maps.routes import route
from provender.twin.scene import VEHICLES, Actor

_MOST = 80.0  # vehicles to a kilometre of lane: bumper to bumper there are twice as many
_REACH = 90.0  # m around a place in which traffic begins
_ENDS = 8.0  # m of a lane's start and end on which nobody begins
_GRIP = 0.85  # of what the road holds that is ever used
_HELD = 0.97  # of it, beyond which somebody is left out
_SIDEWAYS = 0.4  # of what the road holds that a bend may ask for
_CALM = 3.0  # m/s2 of braking where nobody is in the way
_EVERY = 5  # steps between thoughts of changing lanes
_HINDERS = (0.8, 2.4)  # s behind somebody, and to a collision, at which the scene's own car would have to mind them
_RIGHT_BEHIND = (0.4, 0.8)  # the same, for traffic: nobody drives so
_NEAR = 0.5  # m that all keep from each other


def sensible(per_km: float, *, where: str) -> None:
    """Whether so many vehicles fit.

    Raises:
        RecipeError: they do not.
    """
    if not 0 <= per_km <= _MOST:
        raise RecipeError(
            f"traffic={per_km:g} vehicles to a kilometre do not fit", where=where, mend=f"give 0 to {_MOST:g}"
        )


def traffic(
    map: Map, cast: Sequence[Actor], *, spot: Points, per_km: float, times: Floats, friction: float, rng: Stream
) -> list[Actor]:
    """Cars and vans around a place, of whom none touches another or anybody of the `cast`, nor hinders its first.

    Args:
        cast: those whose tracks are told already, first the scene's own car.
        spot: (2,) metres, the place.
        per_km: vehicles to a kilometre of lane when they begin; 0 for none.
        times: (n,) even steps of `STEP`.
    """
    if not per_km:
        return []
    red = _red(map, cast[0], times)
    cars = [*_begin(map, spot, per_km, rng=rng, seconds=float(times[-1]), red=red)]
    told = [told_at(cast, time) for time in times]
    for step in range(len(times)):
        own = moving(cars)
        around = own.beside(told[step])
        pushes = [_push(car, at, around, friction=friction, drives=map.drives, own=len(cars))
                  for at, car in enumerate(cars)]  # fmt: skip
        for at, car in enumerate(cars):
            car.gone.append(car.place)
            if step % _EVERY == 0:
                think(map, car, at, around, rng=rng)
        for car, push in zip(cars, pushes, strict=True):
            after = max(car.speed + push * STEP, 0.0)
            car.place, car.speed = car.place + (car.speed + after) / 2 * STEP, after
    made = [_actor(car, number, times) for number, car in enumerate(cars) if not car.leaves()]
    held = [actor for actor in made if _hardest(actor) < _HELD * friction * GRAVITY]
    return _clear(held, cast, times)


def _begin(map: Map, spot: Points, per_km: float, *, rng: Stream, seconds: float, red: frozenset[str]) -> Iterator[Car]:
    """Who drives where at first: on each lane one behind the other, each as fast as the gap ahead allows."""
    spacing = 1000.0 / per_km
    for lane in map.lanes:
        near = np.hypot(*(lane.centre[:, :2] - spot).T).min() < _REACH
        if lane.kind is not LaneKind.DRIVING or lane.junction or not near:
            continue
        limit, room = lane.speed or 13.9, float(lengths(lane.centre)[-1]) - _ENDS
        place, front = room - spacing * rng.below(1000) / 1000, np.inf
        while place > _ENDS:
            kind, size = rng.choice(CARS)
            driver = Driver(speed=limit * rng.between(80, 100) / 100, headway=rng.between(10, 18) / 10)
            gap = front - place - size.length / 2
            if gap > driver.gap:
                lanes, line = route(map, lane, place + limit * (seconds + 2.0) + 40.0, rng)
                slowest = min(map.lane[name].speed or limit for name in lanes)  # nobody brakes for a limit ahead
                driver, way = driver._replace(speed=min(driver.speed, slowest)), Way(line)
                bend = float(np.interp(place, way.s, allowed_on(way)))
                speed = min(driver.speed, bend, (gap - driver.gap) / driver.headway)
                yield Car(driver, size, kind, tuple(map.lane[name] for name in lanes), way, place, speed,
                           rng.below(2**31), red=red)  # fmt: skip
                front = place - size.length / 2
            place -= max(spacing * rng.between(50, 150) / 100, size.length + 6.0)


def _red(map: Map, ego: Actor, times: Floats) -> frozenset[str]:
    """Lanes that end at a red light: those of lights that the scene's own car would see from the side."""
    poses = ego.track.at(times)
    lanes: set[str] = set()
    for signal in map.signals:
        if signal.kind == "lights":
            nearest = poses[int(np.hypot(*(poses[:, :2] - signal.at[:2]).T).argmin()), 3]
            if abs(np.cos(signal.heading - nearest)) < 0.7:
                lanes.update(signal.lanes)
    return frozenset(lanes)


def _push(car: Car, at: int, around: Crowd, *, friction: float, drives: str, own: int) -> float:
    """The acceleration of one car among all, m/s2."""
    calm = min(1.0, (_SIDEWAYS * friction * GRAVITY) ** 0.5 / 2.0**0.5)
    free = min(car.driver.speed, calm * float(np.interp(car.place, car.way.s, car.allowed)))
    bend = car.speed**2 * float(np.interp(car.place, car.way.s, car.way.bends))
    grip = left_for_braking(bend, friction * _GRIP)
    push = max(acceleration(car.driver._replace(speed=max(free, 0.5)), car.speed), -min(grip, _CALM))
    front = car.place + car.size.length / 2
    for stop in car.stops:
        if stop > front and car.speed**2 / (2 * (stop - front)) < 0.5 * friction * GRAVITY:
            push = min(push, acceleration(car.driver, car.speed, stop - front, 0.0))
    for who, other in others(car, at, around):
        if within(other, car.size.width):
            push = min(push, acceleration(car.driver, car.speed, max(other.gap, 0.05), max(other.rate, 0.0)))
        elif _waits(car, other, around.heading[who], told=who >= own, drives=drives):
            push = min(push, answer(other, car.speed, wanted=car.driver.speed, grip=grip))
    return max(min(push, grip), -grip)


def _waits(car: Car, other: Other, heading: float, *, told: bool, drives: str) -> bool:
    """Whether a car lets somebody go first who is about to cross its path."""
    meets = crossing(other, car.speed, wide=car.size.width, long=car.size.length)
    if meets is None:
        return False
    enters, first = meets
    if told or enters < first - 0.5:
        return True
    own = float(car.way.place(np.array([car.place]))[0, 2])
    if np.cos(heading - own) < -0.7:  # it comes towards us: who turns waits
        there = float(car.way.place(np.array([car.place + max(other.gap, 0.0) + car.size.length]))[0, 2])
        return bool(abs(np.sin((there - own) / 2)) > 0.2)
    return (other.left < 0) == (drives == "right")


def _actor(car: Car, number: int, times: Floats) -> Actor:
    """A car as an actor of a scene."""
    track = rolling(car.way, np.array(car.gone), car.size, times=times)
    because = f"rule:traffic {car.lanes[0].id}"
    return Actor(id=f"traffic/{number}", kind=car.kind, size=car.size, track=track, looks=car.looks, because=because)


def _hardest(actor: Actor) -> float:
    """The hardest push that somebody's states show, m/s2."""
    return float(np.hypot(*np.diff(actor.track.poses[:, :2], 2, axis=0).T).max(initial=0.0)) / STEP**2


def _clear(made: Sequence[Actor], cast: Sequence[Actor], times: Floats) -> list[Actor]:
    """Those who touch nobody, hinder the first of the cast in nothing, and are not right behind anybody."""
    space = Space(times, margin=_NEAR)
    wheels = [actor for actor in cast if actor.kind in VEHICLES]
    kept: list[Actor] = []
    for actor in made:
        if space.meets(actor, [*cast, *kept]) or _late(cast[0], actor, times, limits=_HINDERS):
            continue
        if not any(_late(actor, other, times, limits=_RIGHT_BEHIND) for other in (*wheels, *kept)) and not any(
            _late(other, actor, times, limits=_RIGHT_BEHIND) for other in kept
        ):
            kept.append(actor)
    return kept


def _late(one: Actor, ahead: Actor, times: Floats, *, limits: tuple[float, float]) -> bool:
    """Whether somebody is ever fewer seconds behind another, or from driving into them, than the two of `limits`."""
    headway, collision = limits
    own, other = one.track.at(times), ahead.track.at(times)
    way = np.stack([np.cos(own[:, 3]), np.sin(own[:, 3])], 1)
    away = other[:, :2] - own[:, :2]
    middles = (away * way).sum(1)
    gap = middles - (one.size.length + ahead.size.length) / 2
    left = away[:, 1] * way[:, 0] - away[:, 0] * way[:, 1]
    rates = one.track.velocity(times)[:, :2], ahead.track.velocity(times)[:, :2]
    speed, lead = ((rate * way).sum(1) for rate in rates)
    front = (np.abs(left) < (one.size.width + ahead.size.width) / 2 + 0.3) & (middles > 0)
    near = (gap < headway * speed) | (gap < collision * np.maximum(speed - lead, 0.0))
    return bool((front & near & (speed > 1.0)).any())
