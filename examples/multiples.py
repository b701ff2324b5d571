"""A whole generator in one file: save it as reasoning/arithmetic/generators/multiples.py and it is there."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator, name_of
from provender.core.seeds import stream
from provender.reasoning.problem import Problem
from provender.reasoning.render.euclid import GRAMMARS


@generator
@dataclass(frozen=True, slots=True)
class Multiples:
    """Asks for the greatest common divisor of a number and one of its multiples.

    Attributes:
        language: of question and solution.

    Example:
        84 and 12: 84 = 7 × 12 + 0. The greatest common divisor is 12.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[dict[str, tuple[str, ...]]] = {"topic": ("gcd",), "level": ("1",), "language": ("en", "sw")}

    language: Literal["en", "sw"] = "en"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        say, tags = GRAMMARS[self.language], {"topic": "gcd", "level": "1", "language": self.language}
        for index in shard.indices:
            rng = stream(shard.seed, index, name_of(self))
            small, times = rng.between(2, 99), rng.between(2, 99)
            large = small * times
            division = Claim("=", (large, ("+", ("*", times, small), 0)))
            found = Claim("=", (("gcd", large, small), small))
            steps = (
                Step(division, say.division(large, small, times, 0), "euclid"),
                Step(found, say.divisor(large, small, small), "last_divisor", (0,)),
            )
            question = say.question(0, "gcd", say.pair(large, small, words=False))
            story = Derivation((), ("gcd", large, small), steps, small)
            problem = Problem(question, str(small), self.language, story)
            yield Record(payload=problem, origin=shard.origin(name_of(self), self.version, index), tags=tags)
