"""Episodes of a robot at a table: a scripted teacher pushes a thing to a place, or grasps it and lifts it there."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import ClassVar, Literal

from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import generator
from provender.core.seeds import stream
from provender.twin.robots.episode import Episode
from provender.twin.robots.world.staging import SPREADS, played, start
from provender.twin.robots.world.touches import DOUBTS
from provender.twin.stage.scenario import changed_spreads

NAME = "twin/robots/tabletop"
_TRIES = 12


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class Tabletop:
    """Episodes with actions, poses, contacts and their forces; some reach their goal and some do not, and say so.

    Where the engine cannot be believed an episode is dropped and another drawn; each says in `drawn` how many were
    dropped before it, and why.

    Attributes:
        task: "push" with a rod, in closed loop, or "grasp" with two fingers, lift and hold.
        distributions: of what is drawn for each episode, by name: mass, friction, size, distance, lift, drop, blunder
            (how far off the teacher takes its target to be), grip: {friction: {mean: 0.3, sd: 0.1}}.

    Example:
        generators: [{name: twin/robots/tabletop, dials: {task: push, distributions: {mass: {mean: 0.3}}}}]
    """

    version: ClassVar[str] = "3"
    batch: ClassVar[int] = 8
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"task": ("push", "grasp")}

    task: Literal["push", "grasp"]
    distributions: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        changed_spreads(SPREADS, self.distributions, where=NAME)

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        for index in range(shard.start, shard.start + shard.count):
            origin = Origin(source=NAME, version=self.version, recipe=shard.recipe, seed=shard.seed, index=index)
            *dropped, (episode, doubted) = self.tries(shard.seed, index)
            if doubted:
                yield Failure(index, f"no episode of {_TRIES} stayed where the simulator can be believed")
                continue
            counts = Counter(why for _, why in dropped)
            told = tuple((f"dropped {why}", float(counts[why])) for why in DOUBTS if counts[why])
            episode = replace(episode, drawn=(*episode.drawn, *told))
            tags = {"task": self.task, "ended": "reached" if episode.success else "missed"}
            yield Record(payload=episode, origin=origin, tags=tags)

    def tries(self, seed: int, index: int) -> list[tuple[Episode, str]]:
        """Episodes as they are drawn for an index, up to the first that can be believed; and why the others cannot."""
        rng = stream(seed, index, f"{NAME}/{self.task}")
        spreads = changed_spreads(SPREADS, self.distributions, where=NAME)
        made: list[tuple[Episode, str]] = []
        while len(made) < _TRIES and (not made or made[-1][1]):
            made.append(played(start(self.task, spreads, rng), self.task))
        return made
