"""Formulas as text, read strictly: whole numbers, fractions, + − × ÷ and brackets.

    "3 × (4 − 1/2)"  ->  ("*", 3, ("-", 4, ("/", 1, 2)))

A sign that touches its number ("-3", "1/2") belongs to it; a spaced sign is an operation. "*", "/" and "-"
do for "×", "÷" and "−". Precedence climbing (Richards 1979): × and ÷ bind first, equals go left to right.
"""

import re
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import TypeAlias

from provender.core.claim import Term

FORMULA = r"[0-9(\-][0-9+−×÷*/() \-]{0,400}"
"""Characters of which a formula may consist; whether they make one, `parse` says."""

_TOKEN = re.compile(
    r" ?(?:(?P<fraction>(?:0|[1-9][0-9]{0,39})/[1-9][0-9]{0,39}(?![0-9/]))"
    r"|(?P<number>(?:0|[1-9][0-9]{0,39})(?![0-9]))|(?P<sign>[+−×÷*/()\-]))"
)
_OPS = {"+": "+", "-": "-", "−": "-", "×": "*", "*": "*", "÷": "/", "/": "/"}
_LEVEL = {"+": 1, "-": 1, "*": 2, "/": 2}
_MAX_DEPTH = 30


Exact: TypeAlias = int | Fraction


class Unreadable(Exception):
    """The text is no formula."""


@lru_cache(maxsize=4096)
def parse(text: str) -> "Term | None":
    """The term that `text` writes, or None if it writes none.

    >>> parse("2 − 3 − 4"), parse("-3/4"), parse("2 +")
    (('-', ('-', 2, 3), 4), ('/', -3, 4), None)
    """
    try:
        tokens = list(_tokens(text))
        term, at = _climb(tokens, 0, level=0, depth=0)
    except Unreadable:
        return None
    return term if at == len(tokens) else None


def _tokens(text: str) -> list[Term]:
    """Numbers as terms, signs as text; brackets too."""
    tokens: list[Term] = []
    at = 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise Unreadable
        if found["fraction"]:
            top, _, low = found["fraction"].partition("/")
            tokens.append(("/", int(top), int(low)))
        else:
            tokens.append(int(found["number"]) if found["number"] else found["sign"])
        at = found.end()
    return tokens


def _climb(tokens: list[Term], at: int, *, level: int, depth: int) -> tuple[Term, int]:
    """The longest term from `at` whose operations bind more tightly than `level`, and where it ends."""
    left, at = _operand(tokens, at, depth + 1)
    while at < len(tokens):
        op = _OPS.get(str(tokens[at]))
        if op is None or _LEVEL[op] <= level:
            break
        right, at = _climb(tokens, at + 1, level=_LEVEL[op], depth=depth + 1)
        left = (op, left, right)
    return left, at


def _operand(tokens: list[Term], at: int, depth: int) -> tuple[Term, int]:
    """A number, a bracket, or a minus sign before either."""
    if at >= len(tokens) or depth > _MAX_DEPTH:
        raise Unreadable
    token = tokens[at]
    if token == "-":
        inner, at = _operand(tokens, at + 1, depth + 1)
        return _negative(inner), at
    if token == "(":
        inner, at = _climb(tokens, at + 1, level=0, depth=depth + 1)
        if at >= len(tokens) or tokens[at] != ")":
            raise Unreadable
        return inner, at + 1
    if isinstance(token, str):
        raise Unreadable
    return token, at + 1


def _negative(term: Term) -> Term:
    """A negative number, or a minus sign before a bracket."""
    if isinstance(term, int):
        return -term
    if isinstance(term, tuple) and term[0] == "/" and isinstance(term[1], int) and isinstance(term[2], int):
        return ("/", -term[1], term[2])
    return ("-", term)


def value(term: Term) -> Exact | None:
    """The exact value of a term, or None where it has none (a symbol, a division by zero).

    Guarantees:
        A whole value is an `int`, never a `Fraction`.
    """
    if isinstance(term, int):
        return term
    if isinstance(term, str) or not 2 <= len(term) <= 3:
        return None
    left, right = value(term[1]), value(term[-1])
    if left is None or right is None:
        return None
    if len(term) == 2:
        return -left if term[0] == "-" else None
    worth = _apply(term[0], left, right)
    return worth.numerator if isinstance(worth, Fraction) and worth.denominator == 1 else worth


def _apply(op: Term, left: Exact, right: Exact) -> Exact | None:
    """An operation on two values."""
    if op == "+":
        return left + right
    if op == "-":
        return left - right
    if op == "*":
        return left * right
    return Fraction(left, right) if op == "/" and right else None


def is_number(term: Term) -> bool:
    """Whether a term is one number: an integer, or a fraction in lowest terms."""
    if isinstance(term, int):
        return True
    if isinstance(term, str) or len(term) != 3 or term[0] != "/":
        return False
    top, low = term[1], term[2]
    return isinstance(top, int) and isinstance(low, int) and low > 1 and gcd(top, low) == 1


def number(worth: Exact) -> Term:
    """A value as the term that writes it in lowest terms."""
    return worth if isinstance(worth, int) else ("/", worth.numerator, worth.denominator)
