"""Written addition, subtraction and multiplication of many-digit numbers, one column a step."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator, name_of
from provender.core.seeds import Stream, stream
from provender.reasoning.problem import Problem
from provender.reasoning.render.columns import GRAMMARS, SIGNS, Grammar

# level -> fewest and most digits; digits of a multiplier
_DIGITS = {1: (2, 3), 2: (4, 5), 3: (6, 7), 4: (8, 9), 5: (10, 12)}
_MULTIPLIER = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
_MOST_DIGITS = 12


@generator
@dataclass(frozen=True, slots=True)
class Column:
    """Two numbers, an operation, and the way it is done on paper: carries, borrows, partial products.

    Attributes:
        language: of question and solution.
        level: 1 (2 or 3 digits) to 5 (10 to 12 digits).
        operations: of which one is drawn for each problem.
        digits: of both numbers, 1 to 12; 0 leaves it to the level.
        numerals: how the question writes its numbers; the solution always uses digits.

    Guarantees:
        The drawn problem does not depend on `language` or `numerals`.

    Example:
        47 + 38: Ones: 7 + 8 = 15, write 5, carry 1. Tens: 4 + 3 + 1 = 8, write 8, carry 0. So 47 + 38 = 85.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[dict[str, tuple[str, ...]]] = {
        "topic": ("column",),
        "level": ("1", "2", "3", "4", "5"),
        "language": ("en", "sw"),
    }

    language: Literal["en", "sw"] = "en"
    level: Literal[1, 2, 3, 4, 5] = 2
    operations: tuple[Literal["add", "subtract", "multiply"], ...] = ("add", "subtract")
    digits: int = 0
    numerals: Literal["digits", "words"] = "digits"

    def __post_init__(self) -> None:
        """Refuse what no column can hold."""
        if not 0 <= self.digits <= _MOST_DIGITS:
            raise RecipeError(f"digits={self.digits}", where="reasoning/arithmetic/column", mend="give 1 to 12, or 0")
        if not self.operations:
            raise RecipeError("operations=[] leaves nothing to do", where="reasoning/arithmetic/column", mend="add one")

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        source = name_of(self)
        tags = {"topic": "column", "level": str(self.level), "language": self.language}
        for index in shard.indices:
            problem = self._problem(stream(shard.seed, index, source))
            yield Record(payload=problem, origin=shard.origin(source, self.version, index), tags=tags)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first operation and numbers, then the wording."""
        op = _OPS[rng.choice(self.operations)]
        a, b = self._numbers(rng, op)
        grammar = GRAMMARS[self.language]
        question = grammar.question(rng.below(grammar.forms), op, (a, b), words=self.numerals == "words")
        steps, result = _METHODS[op](a, b, grammar)
        told = Derivation((), (op, a, b), tuple(steps), result)
        return Problem(question, str(result), self.language, told)

    def _numbers(self, rng: Stream, op: str) -> tuple[int, int]:
        """Both operands; three differences of four are not negative."""
        low, high = (self.digits, self.digits) if self.digits else _DIGITS[self.level]
        a = _number(rng, low, high)
        b = _number(rng, 1, min(high, _MULTIPLIER[self.level])) if op == "*" else _number(rng, low, high)
        if op == "-" and a < b and not rng.chance(1, 4):
            a, b = b, a
        return a, b


_OPS = {"add": "+", "subtract": "-", "multiply": "*"}


def _number(rng: Stream, low: int, high: int) -> int:
    """A number of `low` to `high` digits, every count of digits alike likely; 0 counts as one digit."""
    length = rng.between(low, high)
    return rng.between(10 ** (length - 1) if length > 1 else 0, 10**length - 1)


def _add(a: int, b: int, grammar: Grammar) -> tuple[list[Step], int]:
    """Columns from the ones up, each with the carry of the one before."""
    steps: list[Step] = []
    x, y, carry = a, b, 0
    uses: tuple[int, ...] = ()
    while x or y or not steps:
        x, top = divmod(x, 10)
        y, low = divmod(y, 10)
        place = len(steps)
        total = top + low + carry
        summed: Term = ("+", top, low)
        said = f"{top} + {low} = {total}"
        if place:
            summed = ("+", summed, carry)
            said = f"{top} + {low} + {carry} = {total}"
        carry, digit = divmod(total, 10)
        claim = Claim("=", (summed, ("+", ("*", 10, carry), digit)))
        steps.append(Step(claim, grammar.carry(place, said, digit, carry), "column_sum", uses))
        uses = (place,)
    return steps, _finish(steps, "+", (a, b, a + b), grammar)


def _subtract(a: int, b: int, grammar: Grammar) -> tuple[list[Step], int]:
    """Columns from the ones up; a negative difference is taken the other way round."""
    steps: list[Step] = []
    uses: tuple[int, ...] = ()
    x, y = a, b
    if a < b:
        steps.append(Step(Claim("<", (a, b)), grammar.swap(a, b), "swap"))
        x, y = b, a
        uses = (0,)
    place, borrowed = 0, 0
    while x or y or not place:
        x, top = divmod(x, 10)
        y, low = divmod(y, 10)
        rest = top - borrowed - low
        step = _difference_column(place, (top, borrowed, low), uses, grammar)
        steps.append(step)
        uses = (len(steps) - 1,)
        borrowed = 1 if rest < 0 else 0
        place += 1
    return steps, _finish(steps, "-", (a, b, a - b), grammar)


def _difference_column(place: int, figures: tuple[int, int, int], uses: tuple[int, ...], grammar: Grammar) -> Step:
    """One column of a difference, with ten borrowed where it is needed."""
    top, borrowed, low = figures
    rest = top - borrowed - low
    tail = f"− {borrowed} − {low}" if place else f"− {low}"
    if rest >= 0:
        text, rule = grammar.column(place, f"{top} {tail} = {rest}"), "column_difference"
    else:
        short = f"{top} {tail}"
        top, rest = top + 10, rest + 10
        text, rule = grammar.borrow(place, short, f"{top} {tail} = {rest}"), "column_borrow"
    taken: Term = ("-", ("-", top, borrowed), low) if place else ("-", top, low)
    return Step(Claim("=", (taken, rest)), text, rule, uses)


def _multiply(a: int, b: int, grammar: Grammar) -> tuple[list[Step], int]:
    """One product for each digit of the multiplier, added up as they come."""
    steps: list[Step] = []
    total, place, rest = 0, 0, b
    while rest or not place:
        rest, digit = divmod(rest, 10)
        part = digit * 10**place
        product = a * part
        claim = Claim("=", (("*", a, part), product))
        steps.append(Step(claim, grammar.column(place, f"{a} × {part} = {product}"), "partial_product"))
        if place:
            last = len(steps) - 1
            claim = Claim("=", (("+", total, product), total + product))
            said = grammar.running(f"{total} + {product} = {total + product}")
            steps.append(Step(claim, said, "partial_sum", (last - 1, last)))
        total += product
        place += 1
    uses = (len(steps) - 1,)
    steps.append(Step(Claim("=", (("*", a, b), total)), grammar.result(f"{a} × {b} = {total}"), "partial_total", uses))
    return steps, total


def _finish(steps: list[Step], op: str, numbers: tuple[int, int, int], grammar: Grammar) -> int:
    """Append the result, which rests on every column; return it."""
    a, b, result = numbers
    claim = Claim("=", ((op, a, b), result))
    text = grammar.result(f"{a} {SIGNS[op]} {b} = {result}")
    steps.append(Step(claim, text, "read_off", tuple(range(len(steps)))))
    return result


_METHODS = {"+": _add, "-": _subtract, "*": _multiply}
