"""Greatest common divisors (and least common multiples) by Euclid's algorithm, every division shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator, name_of
from provender.core.seeds import Stream, stream
from provender.reasoning.problem import Problem
from provender.reasoning.render.euclid import GRAMMARS, Grammar

# level -> greatest common factor drawn, greatest cofactor drawn
_SIZES = {1: (9, 15), 2: (99, 200), 3: (99, 2_000), 4: (999, 20_000), 5: (9_999, 99_999)}


@generator
@dataclass(frozen=True, slots=True)
class Gcd:
    """Draws g, x and y, and asks for the greatest common divisor of g·x and g·y, so that answers are seldom 1.

    Attributes:
        language: of question and solution.
        level: 1 (numbers to 135, 3.7 steps on average) to 5 (numbers below 10**9, 10.7 steps).
        goal: "gcd"; "lcm" adds three steps; "both" asks for either, half and half.
        numerals: how the question writes its numbers; the solution always uses digits.

    Guarantees:
        The drawn problem does not depend on `language` or `numerals`.

    Example:
        84 and 36: 84 = 2 × 36 + 12. 36 = 3 × 12 + 0. The greatest common divisor is 12.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[dict[str, tuple[str, ...]]] = {
        "topic": ("gcd",),
        "level": ("1", "2", "3", "4", "5"),
        "language": ("en", "sw"),
    }

    language: Literal["en", "sw"] = "en"
    level: Literal[1, 2, 3, 4, 5] = 2
    goal: Literal["gcd", "lcm", "both"] = "gcd"
    numerals: Literal["digits", "words"] = "digits"

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        source = name_of(self)
        tags = {"topic": "gcd", "level": str(self.level), "language": self.language}
        for index in shard.indices:
            problem = self._problem(stream(shard.seed, index, source))
            yield Record(payload=problem, origin=shard.origin(source, self.version, index), tags=tags)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the numbers, then the wording."""
        factor, cofactor = _SIZES[self.level]
        common = rng.between(1, factor)
        a, b = common * rng.between(2, cofactor), common * rng.between(2, cofactor)
        goal = self.goal
        if goal == "both":
            goal = "lcm" if rng.chance(1, 2) else "gcd"
        grammar = GRAMMARS[self.language]
        question = grammar.question(rng.below(grammar.forms), goal, grammar.pair(a, b, words=self.numerals == "words"))
        steps, answer = _euclid(a, b, grammar, grammar.division if rng.chance(1, 2) else grammar.equation)
        if goal == "lcm":
            answer = _multiple(steps, a // answer, (a, b), grammar)
        return Problem(question, str(answer), self.language, Derivation((), (goal, a, b), tuple(steps), answer))


def _euclid(a: int, b: int, grammar: Grammar, tell: Callable[[int, int, int, int], str]) -> tuple[list[Step], int]:
    """Euclid's divisions until nothing is left over, then what they show."""
    steps: list[Step] = []
    x, y = a, b
    uses: tuple[int, ...] = ()
    while y:
        q, r = divmod(x, y)
        steps.append(Step(Claim("=", (x, ("+", ("*", q, y), r))), tell(x, y, q, r), "euclid", uses))
        uses = (len(steps) - 1,)
        x, y = y, r
    steps.append(Step(Claim("=", (("gcd", a, b), x)), grammar.divisor(a, b, x), "last_divisor", uses))
    return steps, x


def _multiple(steps: list[Step], k: int, pair: tuple[int, int], grammar: Grammar) -> int:
    """Append the way from the divisor to the least common multiple, (a ÷ g) × b with k = a ÷ g; return it."""
    a, b = pair
    last = len(steps) - 1
    g = a // k
    m = k * b
    steps.append(Step(Claim("=", (("/", a, g), k)), grammar.cofactor(a, g, k), "cofactor", (last,)))
    steps.append(Step(Claim("=", (("*", k, b), m)), grammar.product(k, b, m), "product", (last + 1,)))
    steps.append(Step(Claim("=", (("lcm", a, b), m)), grammar.multiple(a, b, m), "multiple", (last + 2,)))
    return m
