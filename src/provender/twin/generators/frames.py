"""Frames of streets: a car with a camera, parked rows, people, and a child that runs after its ball before the car."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import log
from typing import ClassVar, Literal

import numpy as np

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.twin.actors.following import sensible, traffic
from provender.twin.actors.grip import friction
from provender.twin.actors.traffic import driven, near, parked, walking
from provender.twin.maps.city.city import City, kept
from provender.twin.maps.crop import around, crop
from provender.twin.maps.geometry import lengths
from provender.twin.maps.load import drawn_from, map_of
from provender.twin.maps.map import Lane, LaneKind, Map, Points
from provender.twin.render.picture import frame
from provender.twin.scene import Actor, ActorKind, Camera, Light, Scene, Size, Track, Weather
from provender.twin.stage.people import PERSON, Age, Build, Person, Tone

NAME = "twin/frames"
_SECONDS = 4.0
_BLOCK = 16  # records that share a city
_REACH = 70.0  # m around the car in which somebody is placed
_SEEN, _AHEAD = 105.0, 75.0  # m of a map that a frame keeps, around a place before the car
_SHORTEST = 30.0  # m of a lane on which the car may begin


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Frames:
    """Pictures with all labels, of the moment in which a child runs after a ball into the street.

    Attributes:
        map: "city" for made-up streets, or a file of OpenStreetMap or OpenDRIVE.
        light: "night" or "day".
        weather: "fog", "clear", "rain" or "snow".
        dirt: share of the lens that is covered, 0 to 0.5.
        wide: pixels of a picture's width, 160 to 1920; its height is 9/16 of that.
        traffic: cars and vans to a kilometre of lane that follow each other, change lanes and give way, 0 to 80.
        age: "child" or "adult": of everybody on foot, and so of who runs after the ball.
        tone: "light", "medium" or "dark": of everybody's skin, tones 1-3, 4-6 and 7-10 of the Monk scale.
        build: "slight", "average" or "heavy": of everybody on foot, for their height. "any" leaves each as it comes.

    Example:
        generators: [{name: twin/frames, dials: {map: city, light: night, weather: fog}}]
    """

    version: ClassVar[str] = "5"
    batch: ClassVar[int] = 4
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "light": ("night", "day"),
        "weather": ("fog", "clear", "rain", "snow"),
        **PERSON,
    }

    map: str
    light: Literal["night", "day"] = "night"
    weather: Literal["fog", "clear", "rain", "snow"] = "fog"
    dirt: float = 0.0
    wide: int = 640
    traffic: float = 0.0
    age: Age = "any"
    tone: Tone = "any"
    build: Build = "any"

    def __post_init__(self) -> None:
        if not (160 <= self.wide <= 1920 and self.wide % 16 == 0):
            raise RecipeError(
                f"wide={self.wide} is no width of a picture", where=NAME, mend="give 160 to 1920, in steps of 16"
            )
        sensible(self.traffic, where=NAME)
        if not 0 <= self.dirt <= 0.5:
            raise RecipeError(f"dirt={self.dirt} is no share of a lens", where=NAME, mend="give 0 to 0.5, e.g. 0.1")

    def sources(self) -> dict[str, str]:
        """The map's file, where there is one."""
        return drawn_from(self.map, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            tags = {"light": self.light, "weather": self.weather, **self._who().asked()}
            scene, time, key = self.scene(shard.seed, index)
            yield Record(payload=frame(scene, scene.cameras[0], time, key=key), origin=origin, tags=tags)

    def scene(self, seed: int, index: int) -> tuple[Scene, float, int]:
        """A scene, the time at which it is looked at, and the key of the sensor's noise."""
        rng = stream(seed, index, NAME)
        town = self._town(seed, index)
        ego = driven(town, rng.choice(_starts(town)), _SECONDS, rng)
        place = ego.track.poses[len(ego.track.poses) // 2]
        time = rng.between(0, 8) / 4
        who, looks = self._who(), stream(seed, index, f"{NAME}/person")
        actors = [ego, *(who.of(actor, looks) for actor in _runners(ego, time, rng))]
        rows = parked(near(town.lanes, LaneKind.PARKING, place, _REACH), rng)
        pavements = near(town.lanes, LaneKind.WALKING, place, _REACH)
        strolling = walking(rng.sample(pavements, min(len(pavements), rng.between(1, 5))), _SECONDS, rng)
        people = (who.of(actor, looks) for actor in strolling)
        oncoming = _oncoming(town, ego, rng)
        rounds = [_round(actor, time) for actor in actors]
        for actor in (*oncoming, *rows, *people):
            one = _round(actor, time)
            if _apart(one, rounds):
                actors.append(actor)
                rounds.append(one)
        high = self.wide * 9 // 16
        camera = Camera(id="front", rides="ego", at=(0.4, 0.0, 1.35), pixels=(self.wide, high),
                        focal=self.wide * 0.866, times=(time,))  # fmt: skip
        x, y, _, heading = ego.track.at(np.array([time]))[0]
        x, y = x + _AHEAD * np.cos(heading), y + _AHEAD * np.sin(heading)
        weather, light = self._air(rng)
        weather = replace(weather, dirt=self.dirt)
        actors += traffic(town, actors, spot=place[:2], per_km=self.traffic, times=ego.track.times,
                          friction=weather.friction, rng=stream(seed, index, f"{NAME}/traffic"))  # fmt: skip
        scene = Scene(
            map=crop(town, around(float(x), float(y), _SEEN)),
            actors=tuple(actors),
            weather=weather,
            light=light,
            cameras=(camera,),
            end=_SECONDS,
            scenario="ball_then_child",
        )
        return scene, time, rng.below(2**31)

    def _who(self) -> Person:
        """What everybody on foot is to be."""
        return Person(age=self.age, tone=self.tone, build=self.build)

    def _town(self, seed: int, index: int) -> Map:
        """Where it happens."""
        if self.map == "city":
            kind = ("tee", "grid", "roundabout", "curved")[index // _BLOCK % 4]
            return kept(City(kind=kind, seed=seed, index=index // _BLOCK, size=200, drives="right"))  # type: ignore[arg-type]
        return map_of(self.map, where=NAME)

    def _air(self, rng: Stream) -> tuple[Weather, Light]:
        """Weather and light."""
        if self.weather == "fog":
            wet = rng.below(60) / 100
            weather = Weather(fog=log(20) / rng.between(40, 200), wet=wet, friction=friction(wet))
        elif self.weather == "rain":
            wet = rng.between(60, 100) / 100
            weather = Weather(rain=rng.between(10, 120) / 10, wet=wet, fog=log(20) / 1_500, friction=friction(wet))
        elif self.weather == "snow":
            wet, snow = rng.between(20, 50) / 100, rng.between(5, 40) / 10
            weather = Weather(snow=snow, wet=wet, fog=log(20) / 800, friction=friction(wet, snow))
        else:
            weather = Weather(friction=friction(0.0))
        if self.light == "day":
            return weather, Light(altitude=rng.between(150, 900) / 1000, azimuth=rng.between(1800, 4500) / 1000)
        return weather, Light(altitude=-0.4, azimuth=0.3, lamps=True, beams=rng.choice(("low", "low", "low", "high")))


def _starts(map: Map) -> list[Lane]:
    """Lanes on which a car may begin: long, with a way on, and if there are any such, beside parked rows."""
    long = [
        lane
        for lane in map.lanes
        if lane.kind is LaneKind.DRIVING and not lane.junction and lengths(lane.centre)[-1] > _SHORTEST
    ]
    if not long:
        raise RecipeError(
            f"{map.name} has no lane of {_SHORTEST:g} m to drive on", where=NAME, mend="give a map with streets"
        )
    beside = {lane.road for lane in map.lanes if lane.kind is LaneKind.PARKING}
    return [lane for lane in long if lane.road in beside] or long


def _runners(ego: Actor, time: float, rng: Stream) -> Iterator[Actor]:
    """A ball that rolls across the car's way and a child that runs after it."""
    ahead = rng.between(90, 320) / 10
    x, y, _, heading = ego.track.at(np.array([time]))[0]
    way = np.array([np.cos(heading), np.sin(heading)])
    left = np.array([-way[1], way[0]])
    side = rng.choice((-1.0, 1.0))
    speed = rng.between(18, 36) / 10
    here = np.array([x, y]) + ahead * way + side * rng.between(-10, 28) / 10 * left
    run = -side * left
    tall = rng.between(100, 140) / 100
    yield Actor(
        id="child", kind=ActorKind.CHILD, size=Size(0.3, 0.4, tall), looks=rng.below(2**31), because="scenario:child",
        track=_straight(here, run, speed, time),
    )  # fmt: skip
    wide = rng.between(20, 26) / 100
    there = here + rng.between(12, 30) / 10 * run + rng.between(-6, 2) / 10 * way
    yield Actor(
        id="ball", kind=ActorKind.BALL, size=Size(wide, wide, wide), looks=rng.below(2**31), because="scenario:ball",
        track=_straight(there, run, speed * 1.1, time),
    )  # fmt: skip


def _straight(place: Points, way: Points, speed: float, time: float) -> Track:
    """A straight way that passes a place at a time."""
    times = np.array([0.0, _SECONDS])
    places = place + (times - time)[:, None] * speed * way
    heading = np.full(2, np.arctan2(way[1], way[0]))
    return Track(times=times, poses=np.column_stack([places, np.zeros(2), heading]))


def _oncoming(map: Map, ego: Actor, rng: Stream) -> Iterator[Actor]:
    """In two frames of three, a car on a lane near by, its lights on."""
    x, y, _, heading = ego.track.poses[0]
    way = np.array([np.cos(heading), np.sin(heading)])
    found = []
    for lane in map.lanes:
        if lane.kind is LaneKind.DRIVING and not lane.junction and lengths(lane.centre)[-1] > 20:
            off = lane.centre[len(lane.centre) // 2, :2] - [x, y]
            runs = lane.centre[-1, :2] - lane.centre[0, :2]
            if 15 < off @ way < 80 and abs(off @ [-way[1], way[0]]) < 12 and runs @ way < -0.7 * np.hypot(*runs):
                found.append(lane)
    if found and rng.chance(2, 3):
        yield replace(driven(map, rng.choice(found), _SECONDS, rng), id="oncoming")


def _round(actor: Actor, time: float) -> Points:
    """(3, 3) places around a time, and the radius of a circle about each."""
    at = actor.track.at(np.array([time - 0.5, time, time + 0.5]))[:, :2]
    return np.column_stack([at, np.full(3, min(actor.size.length, 2.2) / 2)])


def _apart(one: Points, others: list[Points]) -> bool:
    """Whether somebody keeps clear of all others, by their circles."""
    there = np.array(others)
    gap = np.hypot(*(one[:, :2] - there[..., :2]).transpose(2, 0, 1)).min(1)
    return bool((gap > one[0, 2] + there[:, 0, 2] + 0.4).all())
