"""Episodes of a robot at a table: a scripted teacher pushes a thing to a place, or grasps it and lifts it there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import stream
from provender.twin.robots.world.staging import SPREADS, played, start
from provender.twin.stage.scenario import changed_spreads

NAME = "twin/robots/tabletop"
_TRIES = 12


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Tabletop:
    """Episodes with actions, poses, contacts and their forces; some reach their goal and some do not, and say so.

    Attributes:
        task: "push" with a rod, in closed loop, or "grasp" with two fingers, lift and hold.
        distributions: of what is drawn for each episode, by name: mass, friction, size, distance, lift, drop, blunder
            (how far off the teacher takes its target to be), grip: {friction: {mean: 0.3, sd: 0.1}}.

    Example:
        generators: [{name: twin/robots/tabletop, dials: {task: push, distributions: {mass: {mean: 0.3}}}}]
    """

    version: ClassVar[str] = "1"
    batch: ClassVar[int] = 8
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"task": ("push", "grasp")}

    task: Literal["push", "grasp"]
    distributions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        changed_spreads(SPREADS, self.distributions, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        spreads = changed_spreads(SPREADS, self.distributions, where=NAME)
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            rng = stream(shard.seed, index, f"{NAME}/{self.task}")
            drawn = (played(start(self.task, spreads, rng), self.task) for _ in range(_TRIES))
            episode = next((one for one in drawn if one is not None), None)
            if episode is None:
                yield Failure(index, f"no episode of {_TRIES} stayed where the simulator can be believed")
                continue
            tags = {"task": self.task, "ended": "reached" if episode.success else "missed"}
            yield Record(payload=episode, origin=origin, tags=tags)
