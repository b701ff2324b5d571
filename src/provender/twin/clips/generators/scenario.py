"""Clips of rare encounters: a few frames a second around the moment at which it is closest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal, get_args

import numpy as np

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import stream
from provender.twin.clip import Clip
from provender.twin.criticality.boxes import boxes, contact
from provender.twin.generators.scenario import Name, ScenarioScenes
from provender.twin.maps.crop import around, crop
from provender.twin.maps.load import drawn_from
from provender.twin.maps.map import Floats, Side
from provender.twin.render.film import film
from provender.twin.render.picture import in_sight
from provender.twin.scene import Actor, ActorKind, Camera, Scene

NAME = "twin/clips/scenario"
_TRIES = 8  # stagings after which a record is given up
_SEEN, _AHEAD = 105.0, 75.0  # m of a map that a clip keeps, around a place before the car
_FINE = 0.05  # s between the moments among which the closest is looked for
_THINGS = frozenset({ActorKind.BALL, ActorKind.LOAD})
_BEFORE = 0.6  # of a clip that lies before that moment
_LOOKS = (0.4, 0.7, 1.0)  # of a clip: when whom it is about must be in sight, once at least


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioClips:
    """Clips with all labels of one scenario: frames at even steps around the moment of the least time to collision.

    Attributes:
        scenario: what happens, one of the files in `twin/scenarios`.
        light: "day", "dusk" or "night".
        map: "city" for made-up streets, or a file of OpenStreetMap or OpenDRIVE to set it in.
        wide: pixels of a picture's width, 160 to 1920; its height is 9/16 of that.
        frames: of a clip, 2 to 240.
        rate: frames a second, 1 to 60; a clip lasts at most six seconds.
        layout: of the made-up city, or "drawn" for any.
        distributions: of the scenario's parameters, by name: {child_speed: {mean: 2.5, sd: 0.5, low: 1.5, high: 4}}.
        conditions: what the air, the road and the pavements are to be like, by factor: {fog: dense, wet: soaked}.
        drives: the side of the road on which traffic drives, in made-up cities.
        latitude: degrees, for the sun, from -60 to 60.
        traffic: cars and vans to a kilometre of lane that follow each other, change lanes and give way, 0 to 80.

    Example:
        generators: [{name: twin/clips/scenario, dials: {map: city, scenario: cut_in, frames: 12, rate: 10}}]
    """

    version: ClassVar[str] = "5"
    batch: ClassVar[int] = 1
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "scenario": get_args(Name),
        "light": ("day", "dusk", "night"),
    }

    map: str
    scenario: Name = "ball_then_child"
    light: Literal["day", "dusk", "night"] = "day"
    wide: int = 640
    frames: int = 12
    rate: float = 10.0
    layout: Literal["drawn", "grid", "tee", "roundabout", "curved"] = "drawn"
    distributions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    conditions: Mapping[str, str] = field(default_factory=dict)
    drives: Side = "right"
    latitude: float = 52.5
    traffic: float = 0.0

    def __post_init__(self) -> None:
        if not (160 <= self.wide <= 1920 and self.wide % 16 == 0):
            raise RecipeError(
                f"wide={self.wide} is no width of a picture", where=NAME, mend="give 160 to 1920, in steps of 16"
            )
        if not 2 <= self.frames <= 240:
            raise RecipeError(f"frames={self.frames} is no clip", where=NAME, mend="give 2 to 240 frames")
        if not 1 <= self.rate <= 60 or self.lasts > 6:
            raise RecipeError(
                f"{self.frames} frames at {self.rate:g} a second are no clip",
                where=NAME,
                mend="give a rate of 1 to 60, and so few frames that they last no more than six seconds",
            )
        _ = self.stager

    @property
    def lasts(self) -> float:
        """Seconds from the first frame to the last."""
        return (self.frames - 1) / self.rate

    @property
    def stager(self) -> ScenarioScenes:
        """What stages the scenes.

        Raises:
            UnknownName, RecipeError: a dial of its own makes no sense.
        """
        names = ("scenario", "light", "map", "layout", "distributions", "conditions", "drives", "latitude", "traffic")
        seconds = min(max(6.0, self.lasts + 2), 20.0)
        return ScenarioScenes(seconds=seconds, frames=1, **{name: getattr(self, name) for name in names})

    def sources(self) -> dict[str, str]:
        """The map's file, where there is one."""
        return drawn_from(self.map, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            clip = self._clip(shard.seed, index)
            if clip is None:
                yield Failure(index, f"no place was found for a clip of {self.scenario}")
            else:
                yield Record(payload=clip, origin=origin, tags={"scenario": self.scenario, "light": self.light})

    def _clip(self, seed: int, index: int) -> Clip | None:
        """One clip; None where no staging shows what it is about for long enough."""
        stager = self.stager
        for attempt in range(_TRIES):
            (made,) = stager(Shard(seed=seed, start=index * _TRIES + attempt, count=1, recipe=""))
            if not isinstance(made, Record) or not isinstance(made.payload, Scene):
                return None  # it has looked in eight places itself
            times = self._times(made.payload)
            if times is None:
                continue
            scene = self._shown(made.payload, times)
            looks = [float(times[round(share * (len(times) - 1))]) for share in _LOOKS]
            names = {actor.id for actor in _about(scene)}
            if any(names & in_sight(scene, scene.cameras[0], look) for look in looks):
                rng = stream(seed, index, f"{NAME}/sensor")
                return film(scene, scene.cameras[0], [rng.below(2**31) for _ in times])
        return None

    def _times(self, scene: Scene) -> Floats | None:
        """When to look; None where the scene is too short."""
        if scene.end < self.lasts:
            return None
        ego = next(actor for actor in scene.actors if actor.id == "ego")
        about = _about(scene)
        first = min(max(_closest(ego, about, scene.end) - _BEFORE * self.lasts, 0.0), scene.end - self.lasts)
        times = np.round(first + np.arange(self.frames) / self.rate, 6)
        return np.minimum(times, scene.end)

    def _shown(self, scene: Scene, times: Floats) -> Scene:
        """The scene with its camera's times, and of its map what can be seen."""
        size = (self.wide, self.wide * 9 // 16)
        camera = Camera(id="front", rides="ego", at=(0.4, 0.0, 1.35), pixels=size, focal=self.wide * 0.866,
                        times=tuple(times.tolist()))  # fmt: skip
        x, y, _, heading = scene.at(float(times[len(times) // 2]))["ego"]
        here = around(float(x + _AHEAD * np.cos(heading)), float(y + _AHEAD * np.sin(heading)), _SEEN)
        return replace(scene, map=crop(scene.map, here), cameras=(camera,))


def _about(scene: Scene) -> list[Actor]:
    """Whom a scene is about: those of the scenario who move, and a ball or what fell only where nobody else does."""
    about = [actor for actor in scene.actors if actor.because.startswith("scenario:")]
    about = [actor for actor in about if len(actor.track.times) > 1] or about
    return [actor for actor in about if actor.kind not in _THINGS] or about


def _closest(ego: Actor, others: list[Actor], end: float) -> float:
    """The moment of the least time to collision, else of the least distance."""
    times = np.arange(0.0, max(end - _FINE / 2, _FINE), _FINE)
    own = boxes(ego, times)
    threat = np.min([contact(own, boxes(actor, times)) for actor in others], axis=0)
    if np.isfinite(threat).any():
        return float(times[int(threat.argmin())])
    far = np.min([np.hypot(*(boxes(actor, times).middle - own.middle).T) for actor in others], axis=0)
    return float(times[int(far.argmin())])
