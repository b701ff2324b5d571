"""Exact values of terms and exact truth of claims: rationals, no floats, None where it cannot be told.

    value(("+", 47, 38), {})                                              Fraction(85, 1)
    holds(Claim("=", (("+", ("*", 3, "x"), "y"), 7)), {"x": 2, "y": 1})   True
    holds(Claim("knight", ("Zuri",)), {})                                 None

A symbol is a word, or a tuple whose head is no operator, e.g. ("has", "Juma", "book").
"""

import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from provender.core.claim import Claim, Term

Values: TypeAlias = "Mapping[Term, Fraction]"

_LARGEST_POWER = 64


def _power(base: Fraction, exponent: Fraction) -> Fraction | None:
    """Small whole powers alone."""
    if exponent.denominator != 1 or abs(exponent) > _LARGEST_POWER or (base == 0 and exponent < 0):
        return None
    return base ** int(exponent)


def _quotient(top: Fraction, bottom: Fraction) -> Fraction | None:
    """None where the divisor is zero."""
    return top / bottom if bottom else None


def _whole(work: Callable[[int, int], int]) -> Callable[[Fraction, Fraction], Fraction | None]:
    """An operation on integers; None for anything else, and where it divides by zero."""

    def run(left: Fraction, right: Fraction) -> Fraction | None:
        if left.denominator != 1 or right.denominator != 1:
            return None
        try:
            return Fraction(work(int(left), int(right)))
        except ZeroDivisionError:
            return None

    return run


_FOLDED: Mapping[str, Callable[[Fraction, Fraction], Fraction | None]] = {
    "+": operator.add,
    "*": operator.mul,
    "/": _quotient,
    "^": _power,
    "gcd": _whole(math.gcd),
    "lcm": _whole(math.lcm),
    "mod": _whole(operator.mod),
    "//": _whole(operator.floordiv),
    "max": max,
    "min": min,
    "meet": min,
    "join": max,
}
_RELATIONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_POINTS = (Fraction(2), Fraction(-3), Fraction(5, 7), Fraction(11))
_HEADS = {("-",), ("complement",), *((head,) for head in _FOLDED)}
CONTRARY = {"knight": "knave", "knave": "knight"}
_COMMUTING = {"and", "or", "same", "different", "+", "*", "gcd", "lcm", "=", "!=", "max", "min"}


def value(term: Term, known: Values) -> Fraction | None:
    """The term's value; None where a symbol or an operator is unknown, or a divisor is zero."""
    if isinstance(term, int):
        return Fraction(term)
    if is_symbol(term):
        return known.get(term)
    found = [number for part in term[1:] if (number := value(part, known)) is not None]
    if not found or len(found) != len(term) - 1:
        return None
    return _applied(term[0], found)


def is_symbol(term: Term) -> bool:
    """Whether a term names a quantity instead of working one out."""
    return isinstance(term, str) or (isinstance(term, tuple) and term[:1] not in _HEADS)


def _applied(head: Term, values: Sequence[Fraction]) -> Fraction | None:
    """An operator over one or more values."""
    if head == "-":
        return -values[0] if len(values) == 1 else values[0] - sum(values[1:])
    if head == "complement":
        return 1 - values[0]
    total: Fraction | None = values[0]
    for operand in values[1:]:
        total = None if total is None else _FOLDED[str(head)](total, operand)
    return total


def holds(claim: Claim, known: Values) -> bool | None:
    """Whether the claim is true where its symbols have these values; None where it cannot be told."""
    if len(claim.args) == 1 or claim.relation == "identity":
        return _identity(claim) if claim.relation == "identity" else _is_so(claim.relation, claim.args[0], known)
    values = [value(part, known) for part in claim.args]
    if claim.relation == "=" and len({number for number in values if number is not None}) > 1:
        return False
    if len(values) < 2 or any(number is None for number in values):
        return None
    if claim.relation == "=":
        return True
    left, right = (number or Fraction(0) for number in values[:2])
    if claim.relation == "divides":
        return None if left.denominator != 1 or right.denominator != 1 or not left else right % left == 0
    relation = _RELATIONS.get(claim.relation)
    return relation(left, right) if relation and len(values) == 2 else None


def _identity(claim: Claim) -> bool | None:
    """False where the two sides differ at some point: an identity holds for every value of its letters."""
    letters = names(claim)
    for point in _POINTS:
        values = {value(part, dict.fromkeys(letters, point)) for part in claim.args}
        if len(values - {None}) > 1:
            return False
    return None


def _is_so(relation: str, term: Term, known: Values) -> bool | None:
    """A claim about one thing: that it is so, or that something is impossible."""
    found = known.get(term if relation == "impossible" else (relation, term))
    return None if found is None else (found == 0) == (relation == "impossible")


def verdicts(answer: Term) -> "dict[Term, Fraction]":
    """What an answer settles: ("and", ("knight", "Zuri"), ...) makes ("knight", "Zuri") 1 and ("knave", "Zuri") 0."""
    settled = answer[1:] if isinstance(answer, tuple) and answer[:1] == ("and",) else ()
    known: dict[Term, Fraction] = {}
    for said in settled:
        if isinstance(said, tuple) and len(said) == 2 and said[0] in CONTRARY:
            known[said] = Fraction(1)
            known[CONTRARY[str(said[0])], said[1]] = Fraction(0)
    return known


def valuation(claims: Iterable[Claim]) -> "dict[Term, Fraction]":
    """What the symbols stand for, as far as equations of the form symbol = known term tell; the first word counts."""
    equations = [claim.args for claim in claims if claim.relation == "="]
    sided = [(symbol, other) for args in equations for symbol in filter(is_symbol, args) for other in args]
    known: dict[Term, Fraction] = {}
    size = -1
    while size < len(known):
        size = len(known)
        for symbol, other in sided:
            if symbol not in known and (found := value(other, known)) is not None:
                known[symbol] = found
    return known


def leaves(term: "Term | Claim") -> Iterator[int | str]:
    """Integers and symbols from left to right; heads of operators are none."""
    if isinstance(term, Claim):
        for part in term.args:
            yield from leaves(part)
    elif isinstance(term, tuple):
        for part in term[1:]:
            yield from leaves(part)
    else:
        yield term


def integers(term: "Term | Claim") -> list[int]:
    """The integers among the leaves, in order."""
    return [leaf for leaf in leaves(term) if isinstance(leaf, int)]


def names(term: "Term | Claim") -> list[str]:
    """The symbols among the leaves, in order."""
    return [leaf for leaf in leaves(term) if isinstance(leaf, str)]


def with_integers(term: Term, values: Iterator[int]) -> Term:
    """The same shape with other integers, taken in order."""
    if isinstance(term, tuple):
        return (*term[:1], *(with_integers(part, values) for part in term[1:]))
    return next(values) if isinstance(term, int) else term


def renamed(term: Term, change: Mapping[str, str]) -> Term:
    """The same shape with other symbols; heads of operators stay."""
    if isinstance(term, tuple):
        return (*term[:1], *(renamed(part, change) for part in term[1:]))
    return change.get(term, term) if isinstance(term, str) else term


def normal(term: "Term | Claim") -> str:
    """Text that is equal for terms that differ only in the order of commuting operands."""
    if isinstance(term, Claim):
        return normal((term.relation, *term.args))
    if not isinstance(term, tuple):
        return repr(term)
    parts = [normal(part) for part in term[1:]]
    head = str(term[0]) if term else ""
    return f"{head}({','.join(sorted(parts) if head in _COMMUTING else parts)})"
