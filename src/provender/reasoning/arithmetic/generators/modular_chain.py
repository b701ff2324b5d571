"""Chains of one-digit operations, worked left to right modulo 10: `7+5*3-2*8+4=`.

    question  Left to right, modulo 10: 7+5*3-2*8+4=
    solution  7+5=2 / 2*3=6 / 6-2=4 / 4*8=2 / 2+4=6
    answer    6

Every step is one of 300 small sums, so that a very small student can learn the steps; the answer
alone is another matter, and that difference is what this family is for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import makes, records

MODULUS = 10
_SIGNS = "+-*"
_ASK = {
    "en": "Left to right, modulo 10: {}=",
    "sw": "Kushoto kwenda kulia, moduli 10: {}=",
    "fr": "De gauche à droite, modulo 10 : {}=",
    "es": "De izquierda a derecha, módulo 10: {}=",
    "de": "Von links nach rechts, modulo 10: {}=",
}
_BEYOND = 9  # operations of the extrapolation band


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class ModularChain:
    """A chain of `level` operations on the digits 0 to 9, its running value reduced at each step.

    Attributes:
        level: number of operations, 1 to 5; 6 has nine.
        language: of the question; the steps are in notation alone.

    Guarantees:
        Same shard, same records, cut anywhere; the same chain in every language.

    >>> [record] = ModularChain(level=3)(Shard(seed=7, start=0, count=1))
    >>> record.payload.question
    'Left to right, modulo 10: 7-2*1+7='
    >>> record.payload.solution.split()
    ['7-2=5', '5*1=5', '5+7=2']
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("modular_chain")

    level: Level = 5
    language: Language = "en"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of a shard."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One chain, worked as it is drawn."""
        running = rng.below(MODULUS)
        written, chain = str(running), running
        steps: list[Step] = []
        term: Term = chain
        for place in range(_BEYOND if self.level == 6 else self.level):
            sign, digit = rng.choice(_SIGNS), rng.below(MODULUS)
            written += f"{sign}{digit}"
            term = (sign, term, digit)
            reached = _apply(sign, running, digit)
            claim = Claim("=", (("mod", (sign, running, digit), MODULUS), reached))
            steps.append(Step(claim, f"{running}{sign}{digit}={reached}", "reduce", (place - 1,) if place else ()))
            running = reached
        whole = Derivation((), ("mod", term, MODULUS), tuple(steps), running)
        return Problem(_ASK[self.language].format(written), str(running), self.language, whole)


def _apply(sign: str, left: int, right: int) -> int:
    """One operation, reduced to 0 .. 9."""
    if sign == "*":
        return left * right % MODULUS
    return (left + right if sign == "+" else left - right) % MODULUS
