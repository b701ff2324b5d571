"""A throwaway generator with bad days: it raises, fails, skips, repeats itself, or takes its process down."""

import os
import signal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from tests.parts.rows import Row

from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.reasoning.problem import Problem

NAME = "throwaway/moody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moody:
    """Sums that come right, but for the indices that a dial names.

    Example:
        What is 3 + 1?
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("mood",), "level": ("1",), "language": ("en",)}

    raises: tuple[int, ...] = ()
    fails: tuple[int, ...] = ()
    skips: tuple[int, ...] = ()
    kills: tuple[int, ...] = ()
    distinct: int = 10**9

    def __call__(self, shard: Shard, /) -> Iterator[Record | Failure]:
        """The records of `shard`."""
        for index in shard.indices:
            if index in self.kills:
                os.kill(os.getpid(), signal.SIGKILL)
            if index in self.raises:
                raise ValueError(f"a bad day at {index}")
            if index in self.fails:
                yield Failure(index, "out of luck")
            elif index not in self.skips:
                yield self._record(shard, index)

    def _record(self, shard: Shard, index: int) -> Record:
        number = index % self.distinct
        row = Row(f"ward {number}", None, 1, 2.0, 2.0)
        problem = Problem(f"What is {number} + 1?", str(number + 1), "en", None, row.text())
        tags = {"topic": "mood", "level": "1", "language": "en"}
        return Record(payload=problem, origin=shard.origin(NAME, "1", index), tags=tags)
