"""Sums of two squares. The file to copy when you add a generator: nothing else has to be touched."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import makes, records

QUESTIONS = {
    "en": "Calculate {a} × {a} + {b} × {b}.",
    "sw": "Kokotoa {a} × {a} + {b} × {b}.",
    "fr": "Calcule {a} × {a} + {b} × {b}.",
    "es": "Calcula {a} × {a} + {b} × {b}.",
    "de": "Berechne {a} × {a} + {b} × {b}.",
}


@generator
@dataclass(frozen=True, slots=True)
class SumOfSquares:
    """a × a + b × b; the verifier `reasoning/arithmetic/expression` proves it.

    Attributes:
        language: of the question; formulas are the same in every language.
        level: numbers go up to 10**(level + 1).

    Example:
        Calculate 3 × 3 + 4 × 4. 3 × 3 = 9. 4 × 4 = 16. 9 + 16 = 25.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("sum_of_squares")
    language: Language = "en"
    level: Level = 2

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: two numbers, three steps."""
        a, b = rng.between(2, 10 ** (self.level + 1)), rng.between(2, 10 ** (self.level + 1))
        x, y, total = a * a, b * b, a * a + b * b
        steps = (
            Step(Claim("=", (("*", a, a), x)), f"{a} × {a} = {x}.", "multiply"),
            Step(Claim("=", (("*", b, b), y)), f"{b} × {b} = {y}.", "multiply"),
            Step(Claim("=", (("+", x, y), total)), f"{x} + {y} = {total}.", "add", (0, 1)),
        )
        told = Derivation(givens=(), goal=("+", ("*", a, a), ("*", b, b)), steps=steps, answer=total)
        return Problem(QUESTIONS[self.language].format(a=a, b=b), str(total), self.language, told)
