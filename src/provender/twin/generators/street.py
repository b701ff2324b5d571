"""An ordinary moment in a made-up street: a car that drives, parked rows, people on the pavement, weather and light."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import log
from typing import ClassVar, Literal

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.twin.actors.following import sensible, traffic
from provender.twin.actors.grip import friction
from provender.twin.actors.traffic import driven, near, parked, walking
from provender.twin.light.sun import sun
from provender.twin.maps.city.city import City, kept
from provender.twin.maps.city.layout import Kind
from provender.twin.maps.geometry import lengths
from provender.twin.maps.map import Lane, LaneKind, Map, Side
from provender.twin.scene import Camera, Light, Scene, Weather

NAME = "twin/street"
_BLOCK = 16  # records that share a city: making one takes longer than placing who is in it
_REACH = 45.0  # m around the car in which somebody is placed
_SHORTEST = 20.0  # m of a lane on which the car may begin
_DARK = -0.1  # radians of the sun's altitude under which lamps are lit


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Street:
    """Traffic as usual: a car with a camera follows its lane past parked cars and people, among others that drive.

    Attributes:
        layout: of the city: "grid", "tee", "roundabout" or "curved".
        light: "day" or "night".
        drives: the side of the road on which traffic drives.
        seconds: that a scene lasts, 1 to 20.
        latitude: degrees, for the sun.
        traffic: cars and vans to a kilometre of lane that follow each other, change lanes and give way, 0 to 80.

    Example:
        generators: [{name: twin/street, dials: {layout: roundabout, light: night}}]
    """

    version: ClassVar[str] = "4"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "layout": ("grid", "tee", "roundabout", "curved"),
        "light": ("day", "night"),
    }

    layout: Kind = "tee"
    light: Literal["day", "night"] = "day"
    drives: Side = "right"
    seconds: float = 4.0
    latitude: float = 52.5
    traffic: float = 12.0

    def __post_init__(self) -> None:
        if not 1 <= self.seconds <= 20:
            raise RecipeError(f"seconds={self.seconds} cannot be made", where=NAME, mend="give 1 to 20 seconds")
        if not abs(self.latitude) <= 66:
            raise RecipeError(
                f"latitude={self.latitude} has days without night", where=NAME, mend="give degrees from -66 to 66"
            )
        sensible(self.traffic, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            tags = {"layout": self.layout, "light": self.light}
            yield Record(payload=self._scene(shard.seed, index), origin=origin, tags=tags)

    def _scene(self, seed: int, index: int) -> Scene:
        """One scene."""
        town = kept(City(kind=self.layout, seed=seed, index=index // _BLOCK, size=160, drives=self.drives))
        rng = stream(seed, index, NAME)
        ego = driven(town, rng.choice(_starts(town)), self.seconds, rng)
        place = ego.track.poses[len(ego.track.poses) // 2]
        rows = near(town.lanes, LaneKind.PARKING, place, _REACH)
        pavements = near(town.lanes, LaneKind.WALKING, place, _REACH)
        people = rng.sample(pavements, min(len(pavements), rng.between(1, 4)))
        light, weather = self._light(rng), _weather(rng)
        cast = (ego, *parked(rows, rng), *walking(people, self.seconds, rng))
        others = traffic(town, cast, spot=place[:2], per_km=self.traffic, times=ego.track.times,
                         friction=weather.friction, rng=stream(seed, index, f"{NAME}/traffic"))  # fmt: skip
        front = Camera(id="front", rides="ego", at=(0.4, 0.0, 1.35), times=(0.0, self.seconds / 2, self.seconds))
        return Scene(
            map=town,
            actors=(*cast, *others),
            weather=weather,
            light=light,
            cameras=(front,),
            end=self.seconds,
        )

    def _light(self, rng: Stream) -> Light:
        """A moment of the year around noon or midnight, and where the sun stands then."""
        hour = rng.between(-120, 120) / 60 + (12 if self.light == "day" else 24)
        moment = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=rng.below(365), hours=hour)
        seen = sun(moment, (self.latitude, 0.0))
        dark = seen.altitude < _DARK
        beams = rng.choice(("low", "low", "high")) if dark else "off"
        return Light(azimuth=seen.azimuth, altitude=seen.altitude, lamps=dark, beams=beams, moment=moment.isoformat())


def _starts(map: Map) -> list[Lane]:
    """Lanes on which a car may begin: long enough, and with a way on."""
    lanes = [lane for lane in map.lanes if lane.kind is LaneKind.DRIVING and not lane.junction and lane.successors]
    return [lane for lane in lanes if lengths(lane.centre)[-1] > _SHORTEST] or lanes


def _weather(rng: Stream) -> Weather:
    """Clear in half of the scenes, else fog, rain or snow."""
    kind = rng.choice(("clear", "clear", "clear", "fog", "rain", "snow"))
    if kind == "fog":
        fog, wet = log(20) / rng.between(30, 300), rng.below(40) / 100
        return Weather(fog=fog, wet=wet, friction=friction(wet))
    if kind == "rain":
        rain, wet = rng.between(5, 200) / 10, rng.between(50, 100) / 100
        return Weather(rain=rain, wet=wet, fog=log(20) / 2_000, friction=friction(wet))
    if kind == "snow":
        snow, wet = rng.between(5, 40) / 10, rng.between(20, 60) / 100
        return Weather(snow=snow, wet=wet, fog=log(20) / 800, friction=friction(wet, snow))
    wet = rng.choice((0.0, 0.0, 0.3))
    return Weather(wet=wet, friction=friction(wet))
