"""Linear equations in exact fractions, with products that become linear once a factor is known."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TypeAlias

Line: TypeAlias = Mapping[int, Fraction]
"""Variable -> factor; the constant is under -1."""

_CONSTANT = -1


def line(value: Fraction) -> Line:
    """A constant."""
    return {_CONSTANT: value} if value else {}


def plus(one: Line, other: Line, factor: "Fraction | int" = 1) -> Line:
    """one + factor × other."""
    total = {**one}
    for variable, value in other.items():
        total[variable] = total.get(variable, Fraction(0)) + factor * value
    return {variable: value for variable, value in total.items() if value}


def total(lines: Iterable[Line]) -> Line:
    """All of them together."""
    found: Line = {}
    for each in lines:
        found = plus(found, each)
    return found


class System:
    """Equations; `solve` finds a value that they determine."""

    def __init__(self) -> None:
        self._width = 0
        self._rows: list[Line] = []  # each is 0
        self._products: list[tuple[Line, Line, Line]] = []  # the third is the product of the others

    def new(self) -> Line:
        """A variable."""
        self._width += 1
        return {self._width - 1: Fraction(1)}

    def equal(self, one: Line, other: Line) -> None:
        """Both are the same."""
        self._rows.append(plus(one, other, Fraction(-1)))

    def times(self, one: Line, other: Line) -> Line:
        """Their product."""
        for left, right in ((one, other), (other, one)):
            if _known(left):
                return plus({}, right, _value(left))
        product = self.new()
        self._products.append((one, other, product))
        return product

    def over(self, one: Line, other: Line) -> Line:
        """Their quotient."""
        quotient = self.new()
        self.equal(self.times(quotient, other), one)
        return quotient

    def solve(self, goal: Line) -> Fraction | None:
        """The goal's value; None where it is not determined or the equations contradict each other."""
        solved: dict[int, Line] = {}
        rows, waiting = list(self._rows), list(self._products)
        while rows:
            if not all(_eliminate(row, solved) for row in rows):
                return None
            rows, later = [], []
            for one, other, product in waiting:
                row = _linear(_reduced(one, solved), _reduced(other, solved), product)
                if row is None:
                    later.append((one, other, product))
                else:
                    rows.append(row)
            waiting = later
        found = _reduced(goal, solved)
        return _value(found) if _known(found) else None


def _known(row: Line) -> bool:
    """Whether a line holds no variable."""
    return not row or row.keys() == {_CONSTANT}


def _value(row: Line) -> Fraction:
    """The constant of a line."""
    return row.get(_CONSTANT, Fraction(0))


def _linear(one: Line, other: Line, product: Line) -> Line | None:
    """product - one × other, where a factor is known."""
    for left, right in ((one, other), (other, one)):
        if _known(left):
            return plus(product, right, -_value(left))
    return None


def _reduced(row: Line, solved: Mapping[int, Line]) -> Line:
    """A row with every solved variable put in."""
    while True:
        variable = next((each for each in row if each in solved), None)
        if variable is None:
            return row
        rest = {each: value for each, value in row.items() if each != variable}
        row = plus(rest, solved[variable], row[variable])


def _eliminate(row: Line, solved: dict[int, Line]) -> bool:
    """Take up an equation; False where it contradicts the others."""
    row = _reduced(row, solved)
    variable = next((each for each in row if each != _CONSTANT), None)
    if variable is None:
        return not row
    rest = {each: value for each, value in row.items() if each != variable}
    found = {variable: plus({}, rest, -1 / row[variable])}
    for other, known in solved.items():
        solved[other] = _reduced(known, found)
    solved |= found
    return True
