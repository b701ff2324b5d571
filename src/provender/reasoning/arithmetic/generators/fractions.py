"""Adding, subtracting, multiplying, dividing and comparing fractions, the way it is taught."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd, lcm
from typing import ClassVar, Literal, TypeAlias

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator, name_of
from provender.core.seeds import Stream, stream
from provender.reasoning.problem import Problem
from provender.reasoning.render.fractions import GRAMMARS, Grammar

Pair: TypeAlias = tuple[int, int]  # numerator, denominator

_DENOMINATORS = {1: 9, 2: 30, 3: 99, 4: 300, 5: 999}
_OPS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "compare": "compare"}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@generator
@dataclass(frozen=True, slots=True)
class Fractions:
    """Two positive fractions, proper or not, and what is to be done with them.

    Attributes:
        language: of question and solution.
        level: bounds the denominators: 9, 30, 99, 300, 999.
        operations: of which one is drawn for each problem.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        3/4 + 5/6: the least common denominator of 4 and 6 is 12. 3/4 = 9/12. 5/6 = 10/12. 9/12 + 10/12 = 19/12.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[dict[str, tuple[str, ...]]] = {
        "topic": ("fractions",),
        "level": ("1", "2", "3", "4", "5"),
        "language": ("en", "sw"),
    }

    language: Literal["en", "sw"] = "en"
    level: Literal[1, 2, 3, 4, 5] = 2
    operations: tuple[Literal["add", "subtract", "multiply", "divide", "compare"], ...] = (
        *("add", "subtract", "multiply", "compare"),
    )

    def __post_init__(self) -> None:
        """Refuse an empty choice."""
        if not self.operations:
            raise RecipeError("operations=[]: nothing to do", where="reasoning/arithmetic/fractions", mend="add one")

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        source = name_of(self)
        tags = {"topic": "fractions", "level": str(self.level), "language": self.language}
        for index in shard.indices:
            problem = self._problem(stream(shard.seed, index, source))
            yield Record(payload=problem, origin=shard.origin(source, self.version, index), tags=tags)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first operation and fractions, then the wording."""
        op = _OPS[rng.choice(self.operations)]
        x, y = _draw(rng, _DENOMINATORS[self.level]), _draw(rng, _DENOMINATORS[self.level])
        work = _Work(op, x, y, GRAMMARS[self.language])
        question = work.ask(rng)
        answer, text = work.solve()
        return Problem(question, text, self.language, Derivation((), work.goal, tuple(work.steps), answer))


def _draw(rng: Stream, most: int) -> Pair:
    """A positive fraction below 2, its denominator 2 to `most`; not always in lowest terms."""
    below = rng.between(2, most)
    return rng.between(1, 2 * below - 1), below


def _text(value: Pair) -> str:
    """A fraction as written, "3/4"; "2" where the denominator is 1."""
    return f"{value[0]}/{value[1]}" if value[1] != 1 else str(value[0])


def _term(value: Pair) -> Term:
    """The same as a term."""
    return ("/", value[0], value[1]) if value[1] != 1 else value[0]


class _Work:
    """One worked problem on its way: the steps so far and the grammar that tells them."""

    __slots__ = ("_asked", "_grammar", "_op", "_x", "_y", "goal", "steps")

    def __init__(self, op: str, x: Pair, y: Pair, grammar: Grammar) -> None:
        self._op, self._x, self._y, self._grammar = op, x, y, grammar
        self._asked = (_text(x), _text(y))
        self.goal: Term = (op, _term(x), _term(y))
        self.steps: list[Step] = []

    def _say(self, claim: Claim, text: str, rule: str, *uses: int) -> int:
        """Append a step and return its index."""
        self.steps.append(Step(claim, text, rule, uses))
        return len(self.steps) - 1

    def ask(self, rng: Stream) -> str:
        """The question in one of the grammar's forms."""
        grammar, (x, y) = self._grammar, self._asked
        if self._op == "compare":
            return grammar.compare(rng.below(grammar.compare_forms), x, y)
        form = rng.below(grammar.forms)
        return grammar.question(form, self._formula) if form < 3 else grammar.command(self._op, x, y)

    @property
    def _formula(self) -> str:
        """What is asked for, as a formula."""
        return f"{self._asked[0]} {_SIGNS[self._op]} {self._asked[1]}"

    def solve(self) -> tuple[Term, str]:
        """All steps; the answer as a term and as written."""
        if self._op == "compare":
            return self._compare()
        value = self._combine() if self._op in "+-" else self._multiply()
        return self._reduce(value)

    def _over_one(self) -> tuple[int, int, int, tuple[int, ...]]:
        """Both numerators over the least common denominator, that denominator, and the steps so far."""
        (a, b), (c, d) = self._x, self._y
        m = lcm(b, d)
        base = self._say(Claim("=", (("lcm", b, d), m)), self._grammar.common(b, d, m), "common_denominator")
        for n, below in (self._x, self._y):
            if below != m:
                wide = n * (m // below)
                said = self._grammar.formula(f"{n}/{below} = {wide}/{m}")
                self._say(Claim("=", (("/", n, below), ("/", wide, m))), said, "expand", base)
        return a * (m // b), c * (m // d), m, tuple(range(len(self.steps)))

    def _combine(self) -> Pair:
        """Sum or difference over one denominator."""
        a, c, m, uses = self._over_one()
        n = a + c if self._op == "+" else a - c
        claim = Claim("=", ((self._op, ("/", a, m), ("/", c, m)), ("/", n, m)))
        said = self._grammar.formula(f"{a}/{m} {_SIGNS[self._op]} {c}/{m} = {n}/{m}")
        self._say(claim, said, "combine", *uses)
        return n, m

    def _multiply(self) -> Pair:
        """Product, or quotient with the second fraction turned over."""
        grammar, (a, b), (c, d) = self._grammar, self._x, self._y
        uses: tuple[int, ...] = ()
        if self._op == "/":
            turned = _text((d, c))
            claim = Claim("=", (self.goal, ("*", ("/", a, b), _term((d, c)))))
            uses = (self._say(claim, grammar.invert(f"{self._formula} = {a}/{b} × {turned}"), "invert"),)
            c, d = d, c
        n, m = a * c, b * d
        top = self._say(Claim("=", (("*", a, c), n)), grammar.numerators(f"{a} × {c} = {n}"), "numerators", *uses)
        low = self._say(Claim("=", (("*", b, d), m)), grammar.denominators(f"{b} × {d} = {m}"), "denominators", *uses)
        claim = Claim("=", (("*", ("/", a, b), _term((c, d))), ("/", n, m)))
        self._say(claim, grammar.formula(f"{a}/{b} × {_text((c, d))} = {n}/{m}"), "product", top, low)
        return n, m

    def _reduce(self, value: Pair) -> tuple[Term, str]:
        """Lowest terms, then the result."""
        grammar, (n, m) = self._grammar, value
        top = abs(n)
        g = gcd(top, m)
        least = (n // g, m // g)
        last = len(self.steps) - 1
        claim = Claim("=", (("gcd", top, m), g))
        uses: tuple[int, ...] = (last, self._say(claim, grammar.divisor(top, m, g), "common_divisor", last))
        if g > 1:
            claim = Claim("=", (("/", n, m), _term(least)))
            uses = (self._say(claim, grammar.reduce(g, f"{n}/{m} = {_text(least)}"), "reduce", *uses),)
        answer, text = _term(least), _text(least)
        if self._op == "/":
            uses = (0, *uses)
        self._say(Claim("=", (self.goal, answer)), grammar.result(f"{self._formula} = {text}"), "result", *uses)
        return answer, text

    def _compare(self) -> tuple[str, str]:
        """The sign between the fractions is the sign between numerators over one denominator."""
        grammar, (x, y) = self._grammar, self._asked
        a, c, _, uses = self._over_one()
        sign = "<" if a < c else ">" if a > c else "="
        last = self._say(Claim(sign, (a, c)), grammar.order(f"{a} {sign} {c}"), "compare_numerators", *uses)
        claim = Claim(sign, (_term(self._x), _term(self._y)))
        self._say(claim, grammar.result(f"{x} {sign} {y}"), "compare", last)
        return sign, sign
