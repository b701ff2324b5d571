"""Reels: a robot's work at a table as pictures with all labels; camera, light and looks are drawn for each anew."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

import numpy as np

from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.twin.robots.episode import Episode
from provender.twin.robots.generators.tabletop import Tabletop
from provender.twin.robots.look.fittings import fitted, fittings
from provender.twin.robots.look.picture import Light, shot
from provender.twin.robots.look.turns import looking
from provender.twin.robots.reel import Lens, Reel

NAME = "twin/robots/filmed"


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Filmed:
    """Episodes of `twin/robots/tabletop` as pictures: colours, depth to 0.1 mm, normals, classes, instances, 6D poses.

    Attributes:
        task: "push" or "grasp".
        distributions: as of `twin/robots/tabletop`.
        wide: pixels of a picture's width, 160 to 1280 in steps of 16; its height is 3/4 of that.
        shots: pictures of an episode, 2 to 60, evenly from its first moment to its last.

    Example:
        generators: [{name: twin/robots/filmed, dials: {task: grasp, wide: 320, shots: 6}}]
    """

    version: ClassVar[str] = "2"
    batch: ClassVar[int] = 4
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"task": ("push", "grasp")}

    task: Literal["push", "grasp"]
    distributions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    wide: int = 320
    shots: int = 6

    def __post_init__(self) -> None:
        self._played()
        if not (160 <= self.wide <= 1280 and self.wide % 16 == 0 and 2 <= self.shots <= 60):
            told = f"wide={self.wide}, shots={self.shots} are no pictures of an episode"
            raise RecipeError(told, where=NAME, mend="give 160 to 1280 pixels in steps of 16 and 2 to 60 shots")

    def _played(self) -> Tabletop:
        """The part that plays."""
        return Tabletop(task=self.task, distributions=self.distributions)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        for made in self._played()(shard):
            if isinstance(made, Failure):
                yield made
                continue
            assert isinstance(made.payload, Episode), "episodes are what it plays"
            index = made.origin.index
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            yield Record(payload=self._reel(made.payload, shard.seed, index), origin=origin, tags=made.tags)

    def _reel(self, episode: Episode, seed: int, index: int) -> Reel:
        """Pictures of an episode."""
        rng = stream(seed, index, f"{NAME}/{self.task}")
        around = fittings(episode.bodies[0], rng.below(2**31))
        lens, light = _lens(rng, self.wide), _light(rng)
        steps = np.rint(np.linspace(0, episode.steps, min(self.shots, episode.steps + 1))).astype(int).tolist()
        stands = np.array([fitted(episode, step) for step in steps])
        solids = (*episode.bodies, *around)
        shots = [
            shot(solids, np.concatenate([episode.poses[step], there]), lens, light, step=step, key=rng.below(2**31))
            for step, there in zip(steps, stands, strict=True)
        ]
        return Reel(
            episode=episode, lens=lens, sun=light.sun, fittings=around, fitted=stands, shots=tuple(shots)
        )  # fmt: skip


def _within(rng: Stream, low: float, high: float) -> float:
    """A value between two, to a ten-thousandth."""
    return low + (high - low) * rng.below(10_001) / 10_000


def _lens(rng: Stream, wide: int) -> Lens:
    """A camera before the table that looks at where things lie."""
    turn, tilt, far = _within(rng, -1.0, 1.0), _within(rng, 0.42, 1.05), _within(rng, 0.62, 0.95)
    target = np.array([_within(rng, -0.05, 0.05), _within(rng, -0.04, 0.04), _within(rng, 0.0, 0.05)])
    ahead = np.array([-math.sin(turn) * math.cos(tilt), math.cos(turn) * math.cos(tilt), -math.sin(tilt)])
    at = target - far * ahead
    pose = (*at.tolist(), *looking(ahead).tolist())
    return Lens(pose=pose, pixels=(wide, wide * 3 // 4), focal=wide * _within(rng, 0.9, 1.15))


def _light(rng: Stream) -> Light:
    """Sun through a window, a bright or a dim room, and a lamp above the table."""
    high, turn = _within(rng, 0.5, 1.2), _within(rng, 0.0, 2 * np.pi)
    sun = (math.cos(high) * math.cos(turn), math.cos(high) * math.sin(turn), math.sin(high))
    hangs = (_within(rng, -0.3, 0.3), _within(rng, -0.3, 0.3), _within(rng, 0.9, 1.4))
    return Light(sun, _within(rng, 1.4, 2.8), _within(rng, 0.25, 0.6), _within(rng, 0.0, 0.8), hangs)
