"""What a lidar and a radar tell of the rare moments of a scenario."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, get_args

import numpy as np

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import stream
from provender.twin.generators.scenario import Name, ScenarioScenes
from provender.twin.maps.crop import around, crop
from provender.twin.maps.load import drawn_from
from provender.twin.scene import Scene
from provender.twin.sensors.echoes import Radar
from provender.twin.sensors.lidar import Mounted
from provender.twin.sensors.radar import sweep
from provender.twin.sensors.spin import Lidar
from provender.twin.sensors.sweep import Sweep

NAME = "twin/sensors/sweeps"
_MARGIN = 10.0  # m of a map that is kept beyond the farthest point
_MOMENTS = 33  # of a scene, of which the one is taken at which whom it is about is nearest


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Sweeps:
    """One turn of a lidar and one sweep of a radar of the car, when whom a scenario is about is nearest to it.

    Attributes:
        map: "city" for made-up streets, or a file of OpenStreetMap or OpenDRIVE to set it in.
        scenario: what happens, one of the files in `twin/scenarios`.
        light: "day", "dusk" or "night"; neither sensor needs any.
        conditions: of air, road and pavements as of `twin/scenario`: {fog: dense}.
        rings, columns: of the lidar, 8 to 256 and 90 to 7,200.
        longest: metres that the radar reaches, 20 to 300.

    Example:
        generators: [{name: twin/sensors/sweeps, dials: {map: city, scenario: behind_bus, conditions: {fog: dense}}}]
    """

    version: ClassVar[str] = "3"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "scenario": get_args(Name),
        "light": ("day", "dusk", "night"),
    }

    map: str
    scenario: Name = "ball_then_child"
    light: Literal["day", "dusk", "night"] = "day"
    conditions: Mapping[str, str] = field(default_factory=dict)
    rings: int = 64
    columns: int = 1800
    longest: float = 150.0

    def __post_init__(self) -> None:
        if not (8 <= self.rings <= 256 and 90 <= self.columns <= 7200 and 20 <= self.longest <= 300):
            mend = "give 8 to 256 rings, 90 to 7,200 columns and 20 to 300 m"
            told = f"rings={self.rings}, columns={self.columns}, longest={self.longest:g} are no sensors of a car"
            raise RecipeError(told, where=NAME, mend=mend)
        self._scenes()  # which refuses what no scenario has

    def _scenes(self) -> ScenarioScenes:
        """The part that stages."""
        return ScenarioScenes(
            scenario=self.scenario, light=self.light, map=self.map, conditions=self.conditions, frames=1
        )

    def sources(self) -> dict[str, str]:
        """The map's file, where there is one."""
        return drawn_from(self.map, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        for made in self._scenes()(shard):
            if isinstance(made, Failure):
                yield made
                continue
            assert isinstance(made.payload, Scene), "scenes are what it stages"
            index = made.origin.index
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            rng = stream(shard.seed, index, NAME)
            told = self._told(made.payload, (rng.below(2**31), rng.below(2**31)))
            yield Record(payload=told, origin=origin, tags=made.tags)

    def _told(self, scene: Scene, keys: tuple[int, int]) -> Sweep:
        """What both sensors tell."""
        time = _nearest(scene)
        lidar, radar = (
            Lidar(rides="ego", rings=self.rings, columns=self.columns),
            Radar(rides="ego", longest=self.longest),
        )
        x, y = scene.at(time)["ego"][:2]
        seen = crop(scene.map, around(float(x), float(y), max(lidar.longest, radar.longest) + _MARGIN))
        around_it = Scene(
            map=seen, actors=scene.actors, weather=scene.weather, light=scene.light, end=scene.end,
            scenario=scene.scenario, drawn=scene.drawn, weight=scene.weight,
        )  # fmt: skip
        mounted = Mounted(around_it, lidar, time)
        return Sweep(
            scene=around_it,
            time=time,
            lidar=lidar,
            radar=radar,
            spin=mounted.spin(keys[0]),
            echoes=sweep(mounted, radar, keys[1]),
        )


def _nearest(scene: Scene) -> float:
    """The time at which somebody of the scenario is nearest to the car."""
    times = np.round(np.linspace(0, scene.end, _MOMENTS + 1)[:-1], 6)  # at the very end nobody moves on
    ego = next(actor for actor in scene.actors if actor.id == "ego").track.at(times)[:, :2]
    about = [actor for actor in scene.actors if actor.because.startswith("scenario:")]
    far = np.min([np.hypot(*(actor.track.at(times)[:, :2] - ego).T) for actor in about], axis=0)
    return float(times[int(far.argmin())])
