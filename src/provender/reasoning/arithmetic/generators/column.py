"""Written addition, subtraction and multiplication of many-digit numbers, one column a step."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

from provender.core.claim import Claim, Term
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.columns import PLACES, SIGNS, WORDS
from provender.reasoning.render.numbers import in_words, insist_on_words
from provender.reasoning.render.telling import Telling, equal, makes, records

_HOME = "reasoning/arithmetic/column"
# level -> fewest and most digits; digits of a multiplier
_DIGITS = {1: (2, 3), 2: (4, 5), 3: (6, 7), 4: (8, 9), 5: (10, 12), 6: (13, 15)}
_MULTIPLIER = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8}
_MOST_DIGITS = 15


@generator
@dataclass(frozen=True, slots=True)
class Column:
    """Two numbers, an operation, and the way it is done on paper: carries, borrows, partial products.

    Attributes:
        language: of question and solution.
        level: 1 (2 or 3 digits) to 5 (10 to 12 digits); 6 has 13 to 15.
        operations: of which one is drawn for each problem.
        digits: of both numbers, 1 to 15; 0 leaves it to the level.
        numerals: how the question writes its numbers; the solution always uses digits.

    Guarantees:
        The drawn problem does not depend on `language` or `numerals`.

    Example:
        47 + 38: Ones: 7 + 8 = 15, write 5, carry 1. Tens: 4 + 3 + 1 = 8, write 8, carry 0. So 47 + 38 = 85.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("column")

    language: Language = "en"
    level: Level = 2
    operations: tuple[Literal["add", "subtract", "multiply"], ...] = ("add", "subtract")
    digits: int = 0
    numerals: Literal["digits", "words"] = "digits"

    def __post_init__(self) -> None:
        """Refuse what no column can hold."""
        if not 0 <= self.digits <= _MOST_DIGITS:
            raise RecipeError(f"digits={self.digits}", where=_HOME, mend=f"give 1 to {_MOST_DIGITS}, or 0")
        if not self.operations:
            raise RecipeError("operations=[] leaves nothing to do", where=_HOME, mend="add one")
        if self.numerals == "words":
            insist_on_words(10 ** (self.digits or _DIGITS[self.level][1]) - 1, where=_HOME)

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first operation and numbers, then the wording."""
        op = _OPS[rng.choice(self.operations)]
        a, b = self._numbers(rng, op)
        question = self._asked(rng.below(3), op, a, b)
        work = _Work(self.language)
        result = _METHODS[op](work, a, b)
        return Problem(question, str(result), self.language, work.told.derivation((op, a, b), result))

    def _asked(self, form: int, op: str, a: int, b: int) -> str:
        """The question: by a verb, or by a sign in one of two forms."""
        say, words = WORDS[self.language], self.numerals == "words"
        x, y = [in_words(number, self.language) if words else str(number) for number in (a, b)]
        if not form:
            return say(_VERBS[op], a=x, b=y)
        sign = say("signs", "+-*".index(op)) if words else SIGNS[op]
        return say("digits" if op == "*" else "columns", form - 1, formula=f"{x} {sign} {y}")

    def _numbers(self, rng: Stream, op: str) -> tuple[int, int]:
        """Both operands; three differences of four are not negative."""
        low, high = (self.digits, self.digits) if self.digits else _DIGITS[self.level]
        a = _number(rng, low, high)
        b = _number(rng, 1, min(high, _MULTIPLIER[self.level])) if op == "*" else _number(rng, low, high)
        if op == "-" and a < b and not rng.chance(1, 4):
            a, b = b, a
        return a, b


_OPS = {"add": "+", "subtract": "-", "multiply": "*"}
_VERBS = {op: verb for verb, op in _OPS.items()}


def _number(rng: Stream, low: int, high: int) -> int:
    """A number of `low` to `high` digits, every count of digits alike likely; 0 counts as one digit."""
    length = rng.between(low, high)
    return rng.between(10 ** (length - 1) if length > 1 else 0, 10**length - 1)


class _Work:
    """A calculation on its way, told in one language."""

    __slots__ = ("places", "told")

    def __init__(self, language: str) -> None:
        self.told = Telling(WORDS[language])
        self.places = PLACES[language]

    def finish(self, op: str, pair: tuple[int, int], result: int, uses: tuple[int, ...]) -> int:
        """Append the result and return it."""
        rule = "partial_total" if op == "*" else "read_off"
        self.told.step(rule, equal((op, *pair), result), uses, a=pair[0], b=pair[1], sign=SIGNS[op], result=result)
        return result


def _add(work: _Work, a: int, b: int) -> int:
    """Columns from the ones up, each with the carry of the one before."""
    x, y, carry, place = a, b, 0, 0
    uses: tuple[int, ...] = ()
    while x or y or not place:
        x, top = divmod(x, 10)
        y, low = divmod(y, 10)
        total = top + low + carry
        summed: Term = ("+", ("+", top, low), carry) if place else ("+", top, low)
        said = f"{top} + {low} + {carry} = {total}" if place else f"{top} + {low} = {total}"
        carry, digit = divmod(total, 10)
        claim = equal(summed, ("+", ("*", 10, carry), digit))
        name = work.places[place]
        uses = (work.told.step("column_sum", claim, uses, place=name, said=said, digit=digit, carry=carry),)
        place += 1
    return work.finish("+", (a, b), a + b, tuple(range(place)))


def _subtract(work: _Work, a: int, b: int) -> int:
    """Columns from the ones up; a negative difference is taken the other way round."""
    uses: tuple[int, ...] = ()
    x, y = a, b
    if a < b:
        uses = (work.told.step("swap", Claim("<", (a, b)), a=a, b=b),)
        x, y = b, a
    place, borrowed = 0, 0
    while x or y or not place:
        x, top = divmod(x, 10)
        y, low = divmod(y, 10)
        uses = (_difference_column(work, place, (top, borrowed, low), uses),)
        borrowed = 1 if top - borrowed < low else 0
        place += 1
    return work.finish("-", (a, b), a - b, tuple(range(uses[0] + 1)))


def _difference_column(work: _Work, place: int, figures: tuple[int, int, int], uses: tuple[int, ...]) -> int:
    """One column of a difference, with ten borrowed where it is needed."""
    top, borrowed, low = figures
    tail = f"− {borrowed} − {low}" if place else f"− {low}"
    short = f"{top} {tail}"
    lent = top - borrowed < low
    top += 10 if lent else 0
    rest = top - borrowed - low
    claim = equal(("-", ("-", top, borrowed), low) if place else ("-", top, low), rest)
    name, said = work.places[place], f"{top} {tail} = {rest}"
    if lent:
        return work.told.step("column_borrow", claim, uses, place=name, short=short, said=said)
    return work.told.step("column_difference", claim, uses, place=name, said=said)


def _multiply(work: _Work, a: int, b: int) -> int:
    """One product for each digit of the multiplier, added up as they come."""
    total, place, rest, last = 0, 0, b, 0
    while rest or not place:
        rest, digit = divmod(rest, 10)
        part = digit * 10**place
        product = a * part
        said = f"{a} × {part} = {product}"
        at = work.told.step("partial_product", equal(("*", a, part), product), place=work.places[place], said=said)
        if place:
            said = f"{total} + {product} = {total + product}"
            at = work.told.step("partial_sum", equal(("+", total, product), total + product), (last, at), said=said)
        total, last = total + product, at
        place += 1
    return work.finish("*", (a, b), total, (last,))


_METHODS = {"+": _add, "-": _subtract, "*": _multiply}
