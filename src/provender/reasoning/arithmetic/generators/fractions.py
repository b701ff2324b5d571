"""Adding, subtracting, multiplying, dividing and comparing fractions, the way it is taught."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import gcd, lcm
from typing import ClassVar, Literal, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.fractions import WORDS
from provender.reasoning.render.telling import Telling, equal, makes, records

Pair: TypeAlias = tuple[int, int]  # numerator, denominator

_DENOMINATORS = {1: 9, 2: 30, 3: 99, 4: 300, 5: 999, 6: 99_999}
_OPS = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/", "compare": "compare"}
_VERBS = {op: verb for verb, op in _OPS.items()}
_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


@generator
@dataclass(frozen=True, slots=True)
class Fractions:
    """Two positive fractions, proper or not, and what is to be done with them.

    Attributes:
        language: of question and solution.
        level: bounds the denominators: 9, 30, 99, 300, 999; 99,999 at level 6.
        operations: of which one is drawn for each problem.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        3/4 + 5/6: the least common denominator of 4 and 6 is 12. 3/4 = 9/12. 5/6 = 10/12. 9/12 + 10/12 = 19/12.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("fractions")

    language: Language = "en"
    level: Level = 2
    operations: tuple[Literal["add", "subtract", "multiply", "divide", "compare"], ...] = (
        *("add", "subtract", "multiply", "compare"),
    )

    def __post_init__(self) -> None:
        """Refuse an empty choice."""
        if not self.operations:
            raise RecipeError("operations=[]: nothing to do", where="reasoning/arithmetic/fractions", mend="add one")

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first operation and fractions, then the wording."""
        op = _OPS[rng.choice(self.operations)]
        x, y = _draw(rng, _DENOMINATORS[self.level]), _draw(rng, _DENOMINATORS[self.level])
        work = _Work(op, x, y, self.language)
        question = work.ask(rng)
        answer, text = work.solve()
        return Problem(question, text, self.language, work.told.derivation(work.goal, answer))


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
    """One worked problem on its way, told in one language."""

    __slots__ = ("_asked", "_op", "_x", "_y", "goal", "told")

    def __init__(self, op: str, x: Pair, y: Pair, language: str) -> None:
        self._op, self._x, self._y = op, x, y
        self._asked = (_text(x), _text(y))
        self.goal: Term = (op, _term(x), _term(y))
        self.told = Telling(WORDS[language])

    def ask(self, rng: Stream) -> str:
        """The question in one of its forms: for a value by a sign or, last of them, by a verb."""
        x, y = self._asked
        if self._op == "compare":
            return self.told.say("ask_sign", rng.below(WORDS.forms("ask_sign")), x=x, y=y)
        form, signed = rng.below(WORDS.forms("ask") + 1), WORDS.forms("ask")
        if form == signed:
            return self.told.say(_VERBS[self._op], x=x, y=y)
        return self.told.say("ask", form, formula=self._formula)

    @property
    def _formula(self) -> str:
        """What is asked for, as a formula."""
        return f"{self._asked[0]} {_SIGNS[self._op]} {self._asked[1]}"

    def solve(self) -> tuple[Term, str]:
        """All steps; the answer as a term and as written."""
        if self._op == "compare":
            return self._compare()
        value, last = self._combine() if self._op in "+-" else self._multiply()
        return self._reduce(value, last)

    def _over_one(self) -> tuple[int, int, int, tuple[int, ...]]:
        """Both numerators over the least common denominator, that denominator, and the steps so far."""
        (a, b), (c, d) = self._x, self._y
        m = lcm(b, d)
        base = self.told.step("common_denominator", equal(("lcm", b, d), m), b=b, d=d, m=m)
        uses: tuple[int, ...] = (base,)
        for n, below in (self._x, self._y):
            if below != m:
                wide = n * (m // below)
                claim = equal(("/", n, below), ("/", wide, m))
                uses = (*uses, self.told.step("expand", claim, (base,), said=f"{n}/{below} = {wide}/{m}"))
        return a * (m // b), c * (m // d), m, uses

    def _combine(self) -> tuple[Pair, int]:
        """Sum or difference over one denominator, and its step."""
        a, c, m, uses = self._over_one()
        n = a + c if self._op == "+" else a - c
        claim = equal((self._op, ("/", a, m), ("/", c, m)), ("/", n, m))
        said = f"{a}/{m} {_SIGNS[self._op]} {c}/{m} = {n}/{m}"
        return (n, m), self.told.step("combine", claim, uses, said=said)

    def _multiply(self) -> tuple[Pair, int]:
        """Product, or quotient with the second fraction turned over, and its step."""
        step, (a, b), (c, d) = self.told.step, self._x, self._y
        uses: tuple[int, ...] = ()
        if self._op == "/":
            claim = equal(self.goal, ("*", ("/", a, b), _term((d, c))))
            uses = (step("invert", claim, said=f"{self._formula} = {a}/{b} × {_text((d, c))}"),)
            c, d = d, c
        n, m = a * c, b * d
        top = step("numerators", equal(("*", a, c), n), uses, said=f"{a} × {c} = {n}")
        low = step("denominators", equal(("*", b, d), m), uses, said=f"{b} × {d} = {m}")
        claim = equal(("*", ("/", a, b), _term((c, d))), ("/", n, m))
        return (n, m), step("product", claim, (top, low), said=f"{a}/{b} × {_text((c, d))} = {n}/{m}")

    def _reduce(self, value: Pair, last: int) -> tuple[Term, str]:
        """Lowest terms, then the result."""
        n, m = value
        top = abs(n)
        g = gcd(top, m)
        least = (n // g, m // g)
        answer, text = _term(least), _text(least)
        uses: tuple[int, ...] = (
            last,
            self.told.step("common_divisor", equal(("gcd", top, m), g), (last,), n=top, d=m, g=g),
        )
        if g > 1:
            uses = (self.told.step("reduce", equal(("/", n, m), answer), uses, g=g, said=f"{n}/{m} = {text}"),)
        if self._op == "/":
            uses = (0, *uses)
        self.told.step("result", equal(self.goal, answer), uses, said=f"{self._formula} = {text}")
        return answer, text

    def _compare(self) -> tuple[str, str]:
        """The sign between the fractions is the sign between numerators over one denominator."""
        x, y = self._asked
        a, c, _, uses = self._over_one()
        sign = "<" if a < c else ">" if a > c else "="
        last = self.told.step("compare_numerators", Claim(sign, (a, c)), uses, said=f"{a} {sign} {c}")
        claim = Claim(sign, (_term(self._x), _term(self._y)))
        self.told.step("compare", claim, (last,), said=f"{x} {sign} {y}")
        return sign, sign
