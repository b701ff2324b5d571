"""A rare encounter in a street: everybody moves by the laws of motion, and the ego brakes as well as it can."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar, Literal, TypeAlias, get_args

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.twin.actors.following import sensible
from provender.twin.maps.city.city import City, kept
from provender.twin.maps.city.layout import Kind
from provender.twin.maps.load import drawn_from, map_of
from provender.twin.maps.map import Map, Side
from provender.twin.scene import ActorKind, Scene, Size
from provender.twin.stage import surroundings
from provender.twin.stage.place import Place, find
from provender.twin.stage.scenario import Scenario, load_scenario, normal, spreads_of
from provender.twin.stage.setting import size_of
from provender.twin.stage.take import SHORTEST, Conditions, room, take

NAME = "twin/scenario"
_BLOCK = 16  # records that share a city: making one takes longer than staging in it
_SIZE = 130  # m of it
_TRIES = 8  # places and draws after which a record is given up
_LAYOUTS: tuple[Kind, ...] = get_args(Kind)

Name: TypeAlias = Literal[
    "animal",
    "ball_then_child",
    "behind_bus",
    "blocked_lane",
    "cut_in",
    "emergency_vehicle",
    "fallen_load",
    "jaywalking_group",
    "opening_door",
    "reversing_out",
    "sudden_braking",
    "turn_across_path",
    "wrong_way_cyclist",
]


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioScenes:
    """Scenes of one scenario, its parameters drawn from distributions; each ends where its time does or two touch.

    Attributes:
        scenario: what happens, one of the files in `twin/scenarios`.
        light: "day", "dusk" or "night".
        layout: of the made-up city, or "drawn" for any.
        map: "city" for made-up streets, as of `twin/frames`, or a file of OpenStreetMap or OpenDRIVE to set it in.
        distributions: of the scenario's parameters, by name: {child_speed: {mean: 2.5, sd: 0.5, low: 1.5, high: 4}}.
        conditions: what the air, the road and the pavements are to be like, by factor: {fog: dense, wet: soaked}.
        seconds: that a scene lasts at most, 2 to 20.
        frames: at how many moments its camera looks.
        drives: the side of the road on which traffic drives, in made-up cities.
        latitude: degrees, for the sun, from -60 to 60.
        traffic: cars and vans to a kilometre of lane that follow each other, change lanes and give way, 0 to 80.

    Example:
        generators: [{name: twin/scenario, dials: {scenario: cut_in, distributions: {gap: {mean: 4}}}}]
    """

    version: ClassVar[str] = "3"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "scenario": get_args(Name),
        "light": ("day", "dusk", "night"),
    }

    scenario: Name = "ball_then_child"
    light: Literal["day", "dusk", "night"] = "day"
    layout: Literal["drawn", "grid", "tee", "roundabout", "curved"] = "drawn"
    map: str = "city"
    distributions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 6.0
    frames: int = 5
    drives: Side = "right"
    latitude: float = 52.5
    traffic: float = 0.0

    def __post_init__(self) -> None:
        if not 2 <= self.seconds <= 20:
            raise RecipeError(f"seconds={self.seconds} cannot be made", where=NAME, mend="give 2 to 20 seconds")
        if not 1 <= self.frames <= 1000:
            raise RecipeError(f"frames={self.frames} cannot be made", where=NAME, mend="give 1 to 1,000 frames")
        if not abs(self.latitude) <= 60:
            raise RecipeError(
                f"latitude={self.latitude} has days without night", where=NAME, mend="give degrees from -60 to 60"
            )
        spreads_of(load_scenario(self.scenario), self.distributions, where=NAME)
        surroundings.checked(self.conditions, where=NAME)
        sensible(self.traffic, where=NAME)

    def sources(self) -> dict[str, str]:
        """The map's file, where there is one."""
        return drawn_from(self.map, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            scene = self._scene(shard.seed, index)
            if scene is None:
                yield Failure(index, f"no place for {self.scenario} was found")
            else:
                yield Record(payload=scene, origin=origin, tags={"scenario": self.scenario, "light": self.light})

    def _scene(self, seed: int, index: int) -> Scene | None:
        """One scene; None where no place is found for it."""
        scenario = load_scenario(self.scenario)
        rng = stream(seed, index, f"{NAME}/{self.scenario}")
        spreads = spreads_of(scenario, self.distributions, where=NAME)
        for attempt in range(_TRIES):
            town = self._town(seed, index // _BLOCK + (attempt << 48))
            values = {name: spread.value(normal(rng)) for name, spread in spreads.items()}
            ego = size_of(ActorKind.CAR, rng)
            reachable = partial(_reachable, scenario, values["speed"], ego)
            place = scenario.places(town, rng) if scenario.places else find(town, reachable, rng)
            if place is None or not _reachable(scenario, values["speed"], ego, place):
                continue
            scene = take(scenario, self.scenario, place, values, conditions=self._around(rng), ego=ego, rng=rng)
            if scene:
                return scene
        return None

    def _around(self, rng: Stream) -> Conditions:
        """What surrounds it."""
        found = surroundings.draw(self.conditions, rng)
        return Conditions(
            weather=surroundings.weather(found, rng),
            light=surroundings.light(self.light, self.latitude, rng),
            seconds=self.seconds,
            crowd=rng.between(*surroundings.CROWDS[found["crowd"]]),
            traffic=self.traffic,
            frames=self.frames,
        )

    def _town(self, seed: int, block: int) -> Map:
        """The map of a block of records, or of an attempt after the first."""
        if self.map != "city":
            return map_of(self.map, where=NAME)
        drawn = stream(seed, block, f"{NAME}/layout").choice(_LAYOUTS)
        kind = drawn if self.layout == "drawn" else self.layout
        return kept(City(kind=kind, seed=seed, index=block, size=_SIZE, drives=self.drives))


def _reachable(scenario: Scenario, speed: float, ego: Size, place: Place) -> bool:
    """Whether a scenario can happen at a place to which the ego has far enough to come."""
    return room(place, speed, ego) > SHORTEST and scenario.fits(place)
