"""Proves systems of linear equations: Cramer's rule for the answer, each step from what its sentence names.

The system is read from the question's text. Its solution comes from determinants, so that it shares
nothing with elimination; every equation that a sentence states must follow by the step's rule from
exactly the equations that the sentence names, and the values found must be Cramer's.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd
from operator import add, sub
from typing import ClassVar, NoReturn

from provender.core.claim import Term
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.read import equations
from provender.reasoning.read.equations import Row, System, Value
from provender.reasoning.read.judge import Proof, Said, Wrong, judge

NAME = "reasoning/algebra/linear_systems"
TOPIC = "linear_systems"

_AND = {language: re.compile(text) for language, text in equations.AND.items()}


def _determinant(m: Sequence[Sequence[int]]) -> int:
    """Of a 2 by 2 or 3 by 3 matrix."""
    if len(m) == 2:
        (a, b), (c, d) = m
        return a * d - b * c
    (a, b, c), (d, e, f), (g, h, i) = m
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _cramer(rows: Sequence[Row]) -> list[Value]:
    """The solution by determinants."""
    matrix = [row.coefficients for row in rows]
    whole = _determinant(matrix)
    if whole == 0:
        raise Wrong("system has no single solution", question=[row.args for row in rows])
    values = []
    for place in range(len(rows)):
        replaced = [[*row.coefficients[:place], row.right[0], *row.coefficients[place + 1 :]] for row in rows]
        values.append(_lowest(_determinant(replaced), whole))
    return values


def _lowest(top: int, bottom: int) -> Value:
    """A rational in lowest terms with a denominator above 0."""
    if bottom == 1:
        return top, 1
    common = gcd(top, bottom) if bottom > 0 else -gcd(top, bottom)
    return top // common, bottom // common


class _Solution:
    """The sentences of one solution, read in order, each proved against what came before it."""

    __slots__ = ("found", "given", "language", "letters", "meant", "rows", "said", "values")

    def __init__(self, language: str, system: System) -> None:
        self.language = language
        self.letters = system.letters
        self.rows: list[Row] = list(system.rows)
        self.given = len(self.rows)
        self.values = _cramer(self.rows)
        self.meant: dict[int, Row] = {}  # equations with values put in -> what they come to
        self.found: dict[int, int] = {}  # unknown -> place of the equation that gives its value
        self.said: list[Said] = []

    def read(self, text: str) -> None:
        """Read and prove one sentence."""
        sentence = equations.sentence(self.language, text)
        if sentence is None:
            raise Wrong("sentence cannot be read", step=len(self.said) + 1, sentence=text)
        rule, parts, equation = sentence
        if parts[0] != str(len(self.rows) + 1):
            self._wrong("equation is numbered wrongly", text)
        _RULES[rule](self, parts, equation)

    def _wrong(self, reason: str, seen: object) -> NoReturn:
        """Refute the sentence at hand."""
        raise Wrong(reason, step=len(self.said) + 1, claim=seen)

    def _place(self, label: str) -> int:
        """The place of a plain equation that a sentence names."""
        place = int(label) - 1
        if not 0 <= place < len(self.rows) or label[0] == "0":
            self._wrong("names an equation that is not there", label)
        if place in self.meant:
            self._wrong("works on an equation that is not simplified", label)
        return place

    def _state(self, text: str, coefficients: tuple[int, ...], right: Value) -> Row:
        """The equation that a sentence states, which must be the one expected."""
        row = equations.row(text, self.letters)
        if row is None:
            self._wrong("equation cannot be read", text)
        if row.coefficients != coefficients or row.right != right:
            self._wrong("claim does not follow" if self._holds(row) else "claim is false", text)
        return row

    def _holds(self, row: Row) -> bool:
        """Whether an equation holds for the system's solution."""
        top, bottom = 0, 1
        for coefficient, (n, d) in zip(row.coefficients, self.values, strict=True):
            top, bottom = top * d + coefficient * n * bottom, bottom * d
        return top * row.right[1] == row.right[0] * bottom

    def _keep(self, rule: str, row: Row, uses: tuple[int, ...]) -> None:
        """Write down a proved step; an equation "y = 3" also settles an unknown."""
        unknown = row.args[0]
        if isinstance(unknown, str):
            self.found.setdefault(self.letters[unknown], len(self.rows))
        self.said.append(("=", row.args, rule, uses))
        self.rows.append(row)

    def _uses(self, place: int) -> tuple[int, ...]:
        """The step behind an equation; a given one has none."""
        return (place - self.given,) if place >= self.given else ()

    def scale(self, parts: Sequence[str], equation: str) -> None:
        """A multiple of one equation."""
        _, label, by = parts
        place, factor = self._place(label), int(by)
        coefficients, (top, bottom), _ = self.rows[place]
        if factor < 2 or by[0] == "0":
            self._wrong("multiplies by nothing", by)
        expected = tuple([c * factor for c in coefficients])
        row = self._state(equation, expected, _lowest(top * factor, bottom))
        self._keep("scale", row, self._uses(place))

    def divide(self, parts: Sequence[str], equation: str) -> None:
        """One equation divided by a number without remainder on the left."""
        _, label, by = parts
        place, factor = self._place(label), int(by)
        coefficients, (top, bottom), _ = self.rows[place]
        if factor in (0, 1) or by != str(factor) or any(c % factor for c in coefficients):
            self._wrong("does not divide", by)
        expected = tuple([c // factor for c in coefficients])
        row = self._state(equation, expected, _lowest(top, bottom * factor))
        self._keep("divide", row, self._uses(place))

    def add(self, parts: Sequence[str], equation: str) -> None:
        """The sum of two equations."""
        _, one, two = parts
        first, second = self._place(one), self._place(two)
        uses = self._both(first, second)
        (ones, (a, b), _), (twos, (c, d), _) = self.rows[first], self.rows[second]
        row = self._state(equation, tuple(map(add, ones, twos)), _lowest(a * d + c * b, b * d))
        self._keep("add", row, uses)

    def subtract(self, parts: Sequence[str], equation: str) -> None:
        """The second equation named less the first."""
        _, two, one = parts
        first, second = self._place(one), self._place(two)
        uses = self._both(first, second)
        (ones, (a, b), _), (twos, (c, d), _) = self.rows[first], self.rows[second]
        row = self._state(equation, tuple(map(sub, ones, twos)), _lowest(a * d - c * b, b * d))
        self._keep("subtract", row, uses)

    def _both(self, first: int, second: int) -> tuple[int, ...]:
        """The steps behind two equations, ascending."""
        low, high = (first, second) if first < second else (second, first)
        if low == high:
            self._wrong("combines an equation with itself", low + 1)
        return self._uses(low) + self._uses(high)

    def put(self, parts: Sequence[str], equation: str) -> None:
        """Values put into an equation; what they make of it is kept for `simplify`."""
        _, shown, label = parts
        place = self._place(label)
        source = self.rows[place]
        places = self._named(shown)
        args, top, bottom = self._replaced(equation, source, places)
        coefficients = tuple([0 if i in places else c for i, c in enumerate(source.coefficients)])
        right = _lowest(source.right[0] * bottom - top * source.right[1], source.right[1] * bottom)
        self._keep_open("put", Row(coefficients, right, args), [place, *[self.found[i] for i in places]])

    def _keep_open(self, rule: str, row: Row, sources: Sequence[int]) -> None:
        """Write down an equation with values in it: nothing but `simplify` may work on it."""
        self.meant[len(self.rows)] = row
        uses = tuple(sorted([place - self.given for place in sources if place >= self.given]))
        self.said.append(("=", row.args, rule, uses))
        self.rows.append(row)

    def _named(self, shown: str) -> list[int]:
        """The unknowns whose values a sentence puts in, in order, each value found by an earlier step."""
        places: list[int] = []
        for part in _AND[self.language].split(shown):
            letter, _, text = part.partition(" = ")
            place = self.letters.get(letter, -1)
            if place not in self.found or equations.number(text) != self.rows[self.found[place]].right:
                self._wrong("puts in a value that was not found", part)
            places.append(place)
        if places != sorted(set(places)):
            self._wrong("puts in a value twice or out of order", shown)
        return places

    def _replaced(self, text: str, source: Row, places: Sequence[int]) -> tuple[tuple[Term, ...], int, int]:
        """A row with values in place of unknowns: the claim's arguments, and the sum of the terms replaced."""
        mixed = equations.mixed(text)
        if mixed is None:
            self._wrong("equation cannot be read", text)
        terms, right = mixed
        top, bottom = 0, 1
        expected: list[tuple[int, str | Value]] = []
        for letter, place in self.letters.items():
            coefficient = source.coefficients[place]
            if coefficient and place in places:
                n, d = value = self.rows[self.found[place]].right
                top, bottom = top * d + coefficient * n * bottom, bottom * d
                expected.append((coefficient, value))
            elif coefficient:
                expected.append((coefficient, letter))
        if right != source.right or [term[:2] for term in terms] != expected:
            self._wrong("claim does not follow", text)
        left = ("+", *[term[2] for term in terms]) if len(terms) > 1 else terms[0][2]
        return (left, equations.rational(right)), top, bottom

    def simplify(self, parts: Sequence[str], equation: str) -> None:
        """An equation with values put in, worked out."""
        _, label = parts
        meant = self.meant.pop(int(label) - 1, None)
        if meant is None or label[0] == "0" or not any(meant.coefficients):
            self._wrong("simplifies an equation with nothing put in", label)
        self._keep("simplify", self._state(equation, meant.coefficients, meant.right), self._uses(int(label) - 1))

    def check(self, parts: Sequence[str], equation: str) -> None:
        """A given equation with every unknown replaced by its value."""
        _, label = parts
        place = self._place(label)
        if place >= self.given or len(self.found) < self.given:
            self._wrong("checks too early or in the wrong place", label)
        source = self.rows[place]
        args, top, bottom = self._replaced(equation, source, range(self.given))
        if top * source.right[1] != source.right[0] * bottom:
            self._wrong("claim is false", equation)
        self._keep_open("check", Row((0,) * self.given, (0, 1), args), list(self.found.values()))

    def finish(self) -> None:
        """Every unknown must be found, as Cramer's rule says, and every step must serve."""
        for letter, place in self.letters.items():
            if place not in self.found:
                raise Wrong("solution stops before the goal", missing=letter)
            if self.rows[self.found[place]].right != self.values[place]:
                raise Wrong("solution differs from Cramer's", unknown=letter)
        serving = {place - self.given for place in self.found.values()}
        serving.update(*[said[3] for said in self.said])
        for step, said in enumerate(self.said):
            if step not in serving and said[2] != "check":
                raise Wrong("step serves nothing", step=step + 1, claim=said[1])


_RULES: Mapping[str, Callable[[_Solution, Sequence[str], str], None]] = {
    "scale": _Solution.scale,
    "add": _Solution.add,
    "subtract": _Solution.subtract,
    "divide": _Solution.divide,
    "put": _Solution.put,
    "simplify": _Solution.simplify,
    "check": _Solution.check,
}


def _prove(language: str, system: System, sentences: Sequence[str]) -> Proof:
    """Cramer's solution, and every sentence proved."""
    solution = _Solution(language, system)
    for text in sentences:
        solution.read(text)
    solution.finish()
    shown = [f"{n}" if d == 1 else f"{n}/{d}" for n, d in solution.values]
    return Proof(
        goal=("values", *system.letters),
        said=solution.said,
        answer=("values", *[equations.rational(value) for value in solution.values]),
        text=", ".join([f"{letter} = {text}" for letter, text in zip(system.letters, shown, strict=True)]),
        givens=tuple([("=", row.args) for row in system.rows]),
    )


@verifier
@dataclass(frozen=True, slots=True)
class LinearSystems:
    """Reads a system of equations from the question, solves it by determinants, proves every step.

    Example:
        "(3) Multiply (1) by 2: 4x + 6y = 14." holds if (1) is 2x + 3y = 7, whatever the answer.

    Guarantees:
        Passes only what is proved from the question's own text.

    Example:
        "(4) Subtract (3) from (1): 5y = 15." passes if (1) less (3) is just that; "5y = 16" fails as false.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (TOPIC,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        return judge(records, name=NAME, topic=TOPIC, read=equations.question, prove=_prove)
