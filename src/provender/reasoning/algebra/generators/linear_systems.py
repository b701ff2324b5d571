"""Systems of two or three linear equations, solved by elimination.

The equations are numbered, the given ones first, so that a sentence can name what it works on:

    (3) Multiply (1) by 2: 4x + 6y = 14.
    (4) Subtract (2) from (3): 7y = 9.
    (5) Divide (4) by 7: y = 9/7.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from operator import add, mul, sub
from types import MappingProxyType
from typing import ClassVar, Literal, NamedTuple

from provender.core.claim import Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream, stream
from provender.reasoning.problem import LANGUAGES, LEVELS, Language, Level, Problem
from provender.reasoning.render.algebra.elimination import (
    QUESTIONS,
    SAYINGS,
    Row,
    Value,
    equation,
    joined,
    number,
    rational,
)

NAME = "reasoning/algebra/linear_systems"


class Size(NamedTuple):
    """How large a level's numbers are; `solution` 0 means that the right-hand sides are drawn instead."""

    smallest: int
    largest: int
    signed: bool
    solution: int
    right: int = 0


SIZES: Mapping[int, Size] = MappingProxyType(
    {
        1: Size(1, 5, False, 9),
        2: Size(1, 9, True, 12),
        3: Size(2, 15, True, 20),
        4: Size(4, 25, True, 0, 90),
        5: Size(7, 50, True, 0, 200),
        6: Size(60, 400, True, 0, 3000),
    }
)

LETTERS = {2: ("xy", "ab", "pq", "mn", "uv", "st", "cd", "hk"), 3: ("xyz", "abc", "pqr", "uvw", "rst", "def")}

UNITS = {2: ((1, 0), (0, 1)), 3: ((1, 0, 0), (0, 1, 0), (0, 0, 1))}


def _quotient(numerator: int, denominator: int) -> Value:
    """numerator / denominator in lowest terms, denominator != 0."""
    common = gcd(numerator, denominator)
    if denominator < 0:
        common = -common
    return numerator // common, denominator // common


class _Board:
    """The numbered equations so far and the steps that made those after the given ones."""

    __slots__ = ("form", "given", "language", "letters", "rows", "source", "steps", "values")

    def __init__(self, rows: Sequence[Row], letters: str, *, language: str, form: int) -> None:
        self.rows = list(rows)
        self.given = len(rows)
        self.letters = letters
        self.language = language
        self.form = form
        self.steps: list[Step] = []
        self.values: dict[int, Value] = {}  # place of an unknown -> its value
        self.source: dict[int, int] = {}  # place of an unknown -> the equation that says so

    def _say(self, rule: str) -> str:
        """The sentence of a rule, to be filled."""
        return SAYINGS[self.language][rule][self.form]

    def _uses(self, first: int, second: int = -1) -> tuple[int, ...]:
        """The steps behind one or two equations, ascending; given equations need no mention."""
        if first > second:
            first, second = second, first
        low, high = first - self.given, second - self.given
        if low >= 0:
            return (low, high)
        return (high,) if high >= 0 else ()

    def _add(self, rule: str, row: Row, named: tuple[int, ...], uses: tuple[int, ...]) -> int:
        """Write one numbered equation; returns its place."""
        text, claim = equation(row, self.letters)
        self.rows.append(row)
        label = len(self.rows)
        self.steps.append(Step(claim, self._say(rule) % (label, *named, text), rule, uses))
        return label - 1

    def _scale(self, place: int, factor: int) -> int:
        """Multiply an equation; by 1 it stays as it is."""
        if factor == 1:
            return place
        coefficients, (top, _) = self.rows[place]
        row = Row(tuple([c * factor for c in coefficients]), (top * factor, 1))
        return self._add("scale", row, (place + 1, factor), self._uses(place))

    def _eliminate(self, unknown: int, first: int, second: int) -> int:
        """Combine two equations so that an unknown falls away."""
        head, other = self.rows[first].coefficients[unknown], self.rows[second].coefficients[unknown]
        common = gcd(head, other)
        left = self._scale(first, abs(other) // common)
        right = self._scale(second, abs(head) // common)
        (ones, (one, _)), (twos, (two, _)) = self.rows[left], self.rows[right]
        uses = self._uses(left, right)
        if (head > 0) == (other > 0):
            row = Row(tuple(map(sub, ones, twos)), (one - two, 1))
            return self._add("subtract", row, (right + 1, left + 1), uses)
        return self._add("add", Row(tuple(map(add, ones, twos)), (one + two, 1)), (left + 1, right + 1), uses)

    def _isolate(self, place: int, unknown: int) -> None:
        """Divide an equation in one unknown by its coefficient."""
        coefficients, right = self.rows[place]
        factor = coefficients[unknown]
        if factor != 1:
            right = _quotient(right[0], right[1] * factor)
            row = Row(UNITS[len(coefficients)][unknown], right)
            place = self._add("divide", row, (place + 1, factor), self._uses(place))
        self.values[unknown] = right
        self.source[unknown] = place

    def _put(self, place: int, unknown: int) -> None:
        """Put the known values into an equation and solve it for the one unknown left."""
        row = self.rows[place]
        text, claim = equation(row, self.letters, self.values)
        label = len(self.rows) + 1
        known = sorted(self.values)
        shown = joined([f"{self.letters[i]} = {number(self.values[i])}" for i in known], self.language)
        sources = sorted([self.source[i] for i in known] + ([place] if place >= self.given else []))
        uses = tuple([source - self.given for source in sources])
        self.steps.append(Step(claim, self._say("put") % (label, shown, place + 1, text), "put", uses))
        rest = self._rest(row, unknown)
        self.rows.append(rest)  # the same equation, before it is written in its simple form
        self._isolate(self._add("simplify", rest, (label,), (label - 1 - self.given,)), unknown)

    def _rest(self, row: Row, unknown: int) -> Row:
        """What is left of a row for its one unknown when the known values move to the right."""
        top, bottom = row.right
        for place, (n, d) in self.values.items():
            top, bottom = top * d - row.coefficients[place] * n * bottom, bottom * d
        factor = row.coefficients[unknown]
        return Row(tuple([factor * unit for unit in UNITS[len(row.coefficients)][unknown]]), _quotient(top, bottom))

    def _check(self, place: int) -> None:
        """Put all values into an equation."""
        text, claim = equation(self.rows[place], self.letters, self.values)
        uses = tuple(sorted([source - self.given for source in self.source.values()]))
        self.steps.append(Step(claim, self._say("check") % (len(self.rows) + 1, place + 1, text), "check", uses))

    def solve(self) -> None:
        """Eliminate down to one unknown, then put the values back."""
        first, second = 0, 1
        if self.given == 3:
            first, second = self._eliminate(0, 0, 1), self._eliminate(0, 0, 2)
        low, high = self.given - 2, self.given - 1
        gone, kept = (low, high) if self._cost(low, first, second) < self._cost(high, first, second) else (high, low)
        self._isolate(self._eliminate(gone, first, second), kept)
        self._put(first, gone)
        if self.given == 3:
            self._put(0, 0)
        self._check(self.given - 1)

    def _cost(self, unknown: int, first: int, second: int) -> int:
        """The factors that eliminating an unknown needs, multiplied."""
        head, other = self.rows[first].coefficients[unknown], self.rows[second].coefficients[unknown]
        return abs(head * other) // gcd(head, other) ** 2


def _draw(rng: Stream, unknowns: int, size: Size) -> list[Row]:
    """Rows with one solution, on which elimination never meets a zero too early."""
    while True:
        matrix = [[_coefficient(rng, size) for _ in range(unknowns)] for _ in range(unknowns)]
        if _smooth(matrix):
            break
    if size.solution:
        low = -size.solution if size.signed else 1
        solution = [rng.between(low, size.solution) for _ in range(unknowns)]
        right = [sum(map(mul, line, solution)) for line in matrix]
    else:
        right = [rng.between(-size.right, size.right) for _ in range(unknowns)]
    return [Row(tuple(line), (value, 1)) for line, value in zip(matrix, right, strict=True)]


def _coefficient(rng: Stream, size: Size) -> int:
    """A coefficient other than 0."""
    if not size.signed:
        return rng.between(size.smallest, size.largest)
    span = size.largest - size.smallest + 1
    drawn = rng.below(2 * span)
    return size.smallest + drawn if drawn < span else span - size.smallest - 1 - drawn


def _smooth(matrix: Sequence[Sequence[int]]) -> bool:
    """Whether elimination from the left goes through without a zero in its way."""
    if len(matrix) == 2:
        (a, b), (c, d) = matrix
        return a * d != b * c
    top = matrix[0]
    below = [[top[0] * row[i] - row[0] * top[i] for i in (1, 2)] for row in matrix[1:]]
    return all(all(row) for row in below) and _smooth(below)


@generator
@dataclass(frozen=True, slots=True, kw_only=True)
class LinearSystems:
    """Systems of linear equations with one solution, solved by elimination and putting back.

    Attributes:
        language: of the question and of every sentence.
        level: 1 small positive whole numbers, 2 and 3 larger and signed, 4 to 6 rational solutions of growing numbers.
        unknowns: how many, and so many equations.

    Guarantees:
        The abstract problem does not depend on the language.

    >>> record = next(iter(LinearSystems()(Shard(seed=3, start=0, count=1))))
    >>> record.payload.derivation.goal[0]
    'values'
    """

    version: ClassVar[str] = "2"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = MappingProxyType(
        {"topic": ("linear_systems",), "level": LEVELS, "language": LANGUAGES}
    )

    language: Language = "en"
    level: Level = 3
    unknowns: Literal[2, 3] = 2

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        tags = {"topic": "linear_systems", "level": str(self.level), "language": self.language}
        for index in shard.indices:
            problem = self._problem(stream(shard.seed, index, NAME))
            yield Record(payload=problem, origin=shard.origin(NAME, self.version, index), tags=tags)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first all that is abstract, then its wording."""
        rows = _draw(rng, self.unknowns, SIZES[self.level])
        letters = rng.choice(LETTERS[self.unknowns])
        board = _Board(rows, letters, language=self.language, form=rng.below(2))
        board.solve()
        given = [equation(row, letters) for row in rows]
        values = [board.values[i] for i in range(len(letters))]
        derivation = Derivation(
            tuple([claim for _, claim in given]),
            ("values", *letters),
            tuple(board.steps),
            ("values", *[rational(value) for value in values]),
        )
        shown = "; ".join([f"({place}) {text}" for place, (text, _) in enumerate(given, 1)])
        form = rng.below(3)
        listed = joined(letters, self.language)
        question = QUESTIONS[self.language][form] % (shown if form == 0 else (listed, shown))
        answer = ", ".join([f"{letter} = {number(value)}" for letter, value in zip(letters, values, strict=True)])
        return Problem(question, answer, self.language, derivation)
