"""Rare encounters in circumstances that together hold every possible pair, or triple, in as few records as can be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import stream
from provender.twin.coverage.arrays import Array, Case
from provender.twin.coverage.driving import array
from provender.twin.frame import Frame
from provender.twin.generators.scenario import ScenarioScenes
from provender.twin.maps.crop import around, crop
from provender.twin.render.picture import frame
from provender.twin.scene import VEHICLES, ActorKind, Scene
from provender.twin.stage.people import ON_FOOT, Person

NAME = "twin/covering"
_TRIES = 32  # stagings after which a case is given up for this index
_NOWHERE = 3  # of them that may find no place, each having looked in eight cities
_MOMENTS = 81  # of a scene, looked at for the distance that is asked for
_CROWDS = {"nobody": range(1), "few": range(1, 4), "many": range(4, 99)}
_BANDS = {"near": (0.0, 10.0), "middle": (10.0, 20.0), "far": (20.0, 1e9)}  # m
_COUNTS = {**dict.fromkeys(VEHICLES, 1.0), ActorKind.ADULT: 2.0, ActorKind.CHILD: 2.0, ActorKind.BICYCLE: 3.0}
_FOUND = 23.0  # times a thing's height: how far off it is a fifteenth of a picture high
_FIELD = 0.577  # of what lies ahead: half the width of what the camera sees
_SEEN, _AHEAD = 105.0, 75.0  # m of a map that a picture keeps, around a place before the car


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Covering:
    """Pictures, or scenes alone, of cases from a covering array.

    A run wants each case equally often and makes it again where a verifier refused it: with as many accepted records as
    there are cases every possible combination is there.

    Attributes:
        wide: pixels of a picture's width, 160 to 1920 in steps of 16; 0 makes scenes without pictures.
        strength: 2 for every pair of circumstances, 3 for every triple.
        within: factors held to some of their values: {light: [night], fog: [fog, dense]}.
        case: the number of the one case to make; "" for all of them in turn.
        stagings: of a case, of which the one with the most people and vehicles in sight is kept, 1 to 8.

    Example:
        generators: [{name: twin/covering, dials: {wide: 320, within: {light: [night]}}}]
    """

    version: ClassVar[str] = "5"
    batch: ClassVar[int] = 4
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    wide: int
    strength: int = 2
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    case: str = ""
    stagings: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.stagings <= 8:
            raise RecipeError(f"stagings={self.stagings} cannot be made", where=NAME, mend="give 1 to 8")
        if self.wide and not (160 <= self.wide <= 1920 and self.wide % 16 == 0):
            raise RecipeError(
                f"wide={self.wide} is no width of a picture", where=NAME, mend="give 160 to 1920 in steps of 16, or 0"
            )
        known = self.cases()
        if self.case and self.case not in known:
            raise RecipeError(f"there is no case {self.case!r}", where=NAME, mend=f"give {known[0]} to {known[-1]}")

    @property
    def array(self) -> Array:
        """The cases, in the order in which each adds most that is new."""
        return array(self.within, self.strength, where=NAME)

    def cases(self) -> tuple[str, ...]:
        """Their numbers: what a run is to make equally often."""
        return tuple(f"{at:04d}" for at in range(len(self.array.rows)))

    def circumstances(self, case: str) -> Mapping[str, str]:
        """What one of the cases holds."""
        return self.array.domain.case(self.array.rows[int(case)])

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        rows = self.array.rows
        for index in range(shard.start, shard.start + shard.count):
            at = int(self.case) if self.case else index % len(rows)
            case = self.array.domain.case(rows[at])
            scene = self._scene(case, shard.seed, index)
            if scene is None:
                yield Failure(index, f"case {at:04d} was not met by any staging")
                continue
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            tags = {"case": f"{at:04d}", **case}
            yield Record(payload=self._seen(scene, shard.seed, index), origin=origin, tags=tags)

    def _scene(self, case: Case, seed: int, index: int) -> Scene | None:
        """The staging of a case with the most to find in it; None where none is one."""
        staged = [_staged(case, seed, index + (number << 40)) for number in range(self.stagings)]
        return max((scene for scene in staged if scene), key=_to_find, default=None)

    def _seen(self, scene: Scene, seed: int, index: int) -> Scene | Frame:
        """The scene, or what its camera sees."""
        if not self.wide:
            return scene
        (time,) = scene.cameras[0].times
        size = (self.wide, self.wide * 9 // 16)
        camera = replace(scene.cameras[0], pixels=size, focal=self.wide * 0.866)
        x, y, _, heading = scene.at(time)["ego"]
        here = around(float(x + _AHEAD * np.cos(heading)), float(y + _AHEAD * np.sin(heading)), _SEEN)
        shown = replace(scene, map=crop(scene.map, here), cameras=(camera,))
        return frame(shown, camera, time, key=stream(seed, index, f"{NAME}/sensor").below(2**31))


def _staged(case: Case, seed: int, index: int) -> Scene | None:
    """A scene of a case, whose camera looks once, when the distance is right; None where no staging is one."""
    conditions = {name: case[name] for name in ("fog", "precipitation", "wet", "crowd")}
    part = ScenarioScenes(scenario=case["scenario"], light=case["light"], layout=case["layout"], frames=1,  # type: ignore[arg-type]
                          conditions=conditions)  # fmt: skip
    rng = stream(seed, index, NAME)
    nowhere = 0
    for attempt in range(_TRIES):
        if nowhere == _NOWHERE:
            break
        (made,) = part(Shard(seed=seed, start=index * _TRIES + attempt, count=1, recipe=""))
        if not isinstance(made, Record) or not isinstance(made.payload, Scene):
            nowhere += 1
            continue
        scene = made.payload
        time = _moment(scene, case["distance"])
        if time is not None and _who(scene, case):
            looks = Person(tone=case["tone"], build=case["build"])
            actors = tuple(looks.of(actor, rng) for actor in scene.actors)
            return replace(scene, actors=actors, cameras=(replace(scene.cameras[0], times=(time,)),))
    return None


def _to_find(scene: Scene) -> float:
    """How many are before the camera and near enough to be found; who is rarer counts for more."""
    (time,) = scene.cameras[0].times
    poses = scene.at(time)
    x, y, _, heading = poses["ego"]
    count = 0.0
    for actor in scene.actors:
        if actor.id == "ego" or actor.part_of == "ego" or actor.kind not in _COUNTS:
            continue
        off = poses[actor.id][:2] - [x, y]
        ahead, left = off @ [np.cos(heading), np.sin(heading)], off @ [-np.sin(heading), np.cos(heading)]
        if 0 < ahead < _FOUND * actor.size.height and abs(left) < _FIELD * ahead:
            count += _COUNTS[actor.kind]
    return count


def _who(scene: Scene, case: Case) -> bool:
    """Whether as many are on the pavements, and the youngest on foot is as old, as a case wants."""
    walkers = sum(actor.because == "rule:pavement" for actor in scene.actors)
    kinds = {actor.kind for actor in scene.actors} & ON_FOOT
    youngest = "child" if ActorKind.CHILD in kinds else "adult" if kinds else "nobody"
    return walkers in _CROWDS[case["crowd"]] and youngest == case["youngest"]


def _moment(scene: Scene, band: str) -> float | None:
    """The middle one of the moments at which whom it is about is as far away as is wanted."""
    times = np.round(np.linspace(0, scene.end, _MOMENTS), 6)
    about = [actor for actor in scene.actors if actor.because.startswith("scenario:")]
    about = [actor for actor in about if len(actor.track.times) > 1] or about
    ego = next(actor for actor in scene.actors if actor.id == "ego").track.at(times)[:, :2]
    far = np.min([np.hypot(*(actor.track.at(times)[:, :2] - ego).T) for actor in about], axis=0)
    low, high = _BANDS[band]
    fine = np.flatnonzero((far >= low + 0.01) & (far < high - 0.01))
    return float(times[fine[len(fine) // 2]]) if len(fine) else None
