"""Exact values of ground terms, for judges: integers and rationals, never floats.

    value(("+", ("^", 2, 10), ("mod", 17, 5)))      1026
    value(("/", 3, 4))                              Fraction(3, 4)
    value(("+", "x", 1))                            None

Written apart from the corruptions' own sense of truth, which plants what is judged here.
"""

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import TypeAlias

from provender.core.claim import Claim, Term

Exact: TypeAlias = int | Fraction

_MOST_PLACES = 60
_MOST_BITS = 4096  # of a power: a hostile exponent costs a verdict and no more


def _quotient(left: Exact, right: Exact) -> Exact | None:
    """None where it divides by zero."""
    if not right:
        return None
    if isinstance(left, int) and isinstance(right, int):
        return left // right if left % right == 0 else Fraction(left, right)  # half of them divide: no fraction is made
    return Fraction(left) / right


def _power(base: Exact, exponent: Exact) -> Exact | None:
    """Whole exponents, and results of a sane size."""
    if exponent.denominator != 1 or (base == 0 and exponent < 0):
        return None
    size = max(abs(base.numerator).bit_length(), base.denominator.bit_length())
    if size * abs(int(exponent)) > _MOST_BITS:
        return None
    return Fraction(base) ** int(exponent)


def _whole(work: Callable[[int, int], int]) -> Callable[[Exact, Exact], Exact | None]:
    """An operation on integers alone; None for anything else and where it divides by zero."""

    def run(left: Exact, right: Exact) -> Exact | None:
        if left.denominator != 1 or right.denominator != 1:
            return None
        try:
            return work(int(left), int(right))
        except (ZeroDivisionError, ValueError):
            return None

    return run


_OPERATORS: Mapping[str, Callable[[Exact, Exact], Exact | None]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": _quotient,
    "^": _power,
    "//": _whole(operator.floordiv),
    "mod": _whole(operator.mod),
    "gcd": _whole(math.gcd),
    "lcm": _whole(math.lcm),
    "max": max,
    "min": min,
}


def value(term: Term) -> Exact | None:
    """The value of a ground term; None where it has a symbol, an unknown operator, or no value.

    Guarantees:
        A whole value is an `int`, never a `Fraction`. Operators take one (minus) or more operands, from the left.
    """
    if isinstance(term, int):
        return term
    if isinstance(term, str) or len(term) < 2:
        return None
    work = _OPERATORS.get(term[0]) if isinstance(term[0], str) else None
    total = value(term[1])
    if work is None or total is None:
        return None
    if len(term) == 2:
        return -total if term[0] == "-" else None
    for part in term[2:]:
        operand = value(part)
        total = None if operand is None else work(total, operand)
        if total is None:
            return None
    return total if isinstance(total, int) or total.denominator != 1 else total.numerator


def is_true(claim: Claim) -> bool:
    """Whether an equation between ground terms holds; False for anything that cannot be worked out."""
    values = [value(side) for side in claim.args]
    return claim.relation == "=" and len(values) > 1 and None not in values and len(set(values)) == 1


def as_term(worth: Exact) -> Term:
    """The value as the term that writes it in lowest terms."""
    if isinstance(worth, int):
        return worth
    top, low = worth.as_integer_ratio()
    return top if low == 1 else ("/", top, low)


def chained(head: str, parts: Sequence[Term]) -> Term:
    """The parts joined from the left by one operation, as a formula is read: ("+", ("+", 1, 2), 3)."""
    return reduce(lambda left, right: (head, left, right), parts)


def in_figures(worth: Exact, point: str) -> str | None:
    """The value as a decimal with the fewest places; None where it has no end.

    >>> in_figures(Fraction(5, 2), ","), in_figures(Fraction(1, 3), ".")
    ('2,5', None)
    """
    places = next((places for places in range(_MOST_PLACES) if 10**places % worth.denominator == 0), None)
    if places is None:
        return None
    whole, rest = divmod(abs(int(worth * 10**places)), 10**places)
    return f"{'-' if worth < 0 else ''}{whole}{f'{point}{rest:0{places}}' if places else ''}"
