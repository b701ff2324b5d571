"""A throwaway generator that says many things under one seed, and ever the same few under any other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.seeds import stream
from provender.reasoning.problem import Problem

NAME = "throwaway/fading"
WORDS = [first + last for first in ("ba", "ke", "mi", "no", "su", "ta", "wi", "zo") for last in "bcdfghklmnprstvz"]


def told(seed: int, index: int, *, wide: bool) -> str:
    """Eight words, of all or of the first ten."""
    rng = stream(seed, index, NAME)
    return " ".join(rng.choice(WORDS if wide else WORDS[:10]) for _ in range(8))


@dataclass(frozen=True, slots=True, kw_only=True)
class Fading:
    """Sentences of words; `fresh` is the seed under which all words are used.

    Example:
        ba ke mi no.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("words",)}

    fresh: int = 0

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        for index in shard.indices:
            text = told(shard.seed, index, wide=shard.seed == self.fresh)
            origin = shard.origin(NAME, self.version, index)
            yield Record(payload=Problem(text, f"{index}", "en", None, text), origin=origin, tags={"topic": "words"})
