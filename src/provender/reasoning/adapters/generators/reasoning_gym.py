"""Items of the package reasoning-gym as records: question and answer, with no solution.

    pip install reasoning-gym

is all that it takes; nothing else here needs the package. Its answers are not taken on trust: the verifier of
the same name solves anew what it knows how to solve, and abstains on the rest.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, ClassVar

from provender.core.errors import MissingExtra, RecipeError, UnknownName
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import generator, name_of
from provender.core.seeds import stream
from provender.reasoning.problem import Problem

_WHERE = "generator reasoning/adapters/reasoning_gym"
_OURS = {"seed", "size"}
_SEEDS = 1 << 62


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class ReasoningGym:
    """One task of reasoning-gym; each record is item 0 of a data set of its own seed, hashed from (seed, index).

    There the item `index` of the seed `s` is drawn from `s + index`, so that neighbouring seeds share all but one
    of their items. Here they share none.

    Attributes:
        task: the package's name of it, e.g. "syllogism", "basic_arithmetic", "chain_sum", "gcd".
        config: fields of the task's configuration, as plain values.

    Raises:
        MissingExtra: the package is not installed.
        RecipeError: the package has no such task, or refuses the configuration.

    Example:
        generators: [{name: reasoning/adapters/reasoning_gym, dials: {task: gcd, config: {max_value: 500}}}]
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("reasoning_gym",), "language": ("en",)}

    task: str
    config: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse early what the package would refuse later."""
        gym = _package()
        known = import_module("reasoning_gym.factory").DATASETS
        if self.task not in known:
            raise UnknownName.among("task of reasoning-gym", self.task, known, where=_WHERE)
        if ours := sorted(_OURS & set(self.config)):
            raise RecipeError(f"config.{ours[0]} is not to be set", where=_WHERE, mend="the run sets seed and count")
        try:
            gym.create_dataset(self.task, seed=0, size=1, **self.config)
        except Exception as error:  # whatever a configuration's own checks raise
            told = str(error)[:160] or type(error).__name__
            mend = f"see the fields of the configuration of {self.task!r} in reasoning-gym"
            raise RecipeError(f"reasoning-gym refuses config: {told}", where=_WHERE, mend=mend) from error

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`; an item without an answer (there are tasks that only score) is a failure."""
        gym, source = _package(), name_of(self)
        tags = {"topic": "reasoning_gym", "language": "en", "task": self.task, "release": version("reasoning-gym")}
        for index in shard.indices:
            seed = stream(shard.seed, index, f"{source}:{self.task}").below(_SEEDS)
            made = self._item(gym, seed)
            if isinstance(made, str):
                yield Failure(index, made)
            else:
                yield Record(payload=made, origin=shard.origin(source, self.version, index), tags=tags)

    def _item(self, gym: Any, seed: int) -> Problem | str:
        """The item of a seed, or why there is none."""
        try:
            item = gym.create_dataset(self.task, seed=seed, size=1, **self.config)[0]
        except Exception as error:  # the package's own, of any kind
            return f"reasoning-gym raised {type(error).__name__}: {str(error)[:120]}"
        if item["answer"] is None:
            return f"{self.task} gives no answer, only a scorer"
        return Problem(item["question"], str(item["answer"]))


def _package() -> Any:
    """The package."""
    if find_spec("reasoning_gym") is None:
        raise MissingExtra(
            "reasoning/adapters/reasoning_gym needs the package 'reasoning-gym', which is not installed",
            where=_WHERE,
            mend="pip install reasoning-gym",
        )
    return import_module("reasoning_gym")
