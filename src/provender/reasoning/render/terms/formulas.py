"""Formulas as they are written in every language: + − × ÷, brackets where they are needed, no others.

written(("*", 3, ("-", 4, ("/", 1, 2))))        "3 × (4 − 1/2)"
written(chain("+", [5, -3, 2]))                 "5 + (-3) + 2"
written(("/", 120, 220))                        "120 ÷ 220"
number(Fraction(-3, 4))                         "-3/4"
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from provender.core.claim import Term

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_LEVELS = {"+": 2, "-": 2, "*": 3, "/": 3}


def written(term: Term, *, inside: int = 0, leading: bool = True) -> str:
    """The formula of a term of integers, names and + - * / max min.

    Args:
        inside: how tightly what stands around the term binds, 0 where nothing does.
        leading: whether the formula begins here, so that a negative number needs no brackets.

    Guarantees:
        What is read back is the term itself, operation by operation.
    """
    if isinstance(term, int):
        return str(term) if term >= 0 or leading else f"({term})"
    if isinstance(term, str):
        return term
    head, left, right = term
    if head in ("max", "min"):
        return f"{head}({written(left)}, {written(right)})"
    level = _LEVELS[str(head)]
    if head == "/" and inside and isinstance(left, int) and isinstance(right, int) and right > 0:
        return f"{left}/{right}" if left >= 0 or leading else f"({left}/{right})"
    bare = level > inside
    first = written(left, inside=level - 1, leading=leading or not bare)
    text = f"{first} {_SIGNS[str(head)]} {written(right, inside=level, leading=False)}"
    return text if bare else f"({text})"


def chain(head: str, parts: Sequence[Term]) -> Term:
    """The parts joined from the left by one operation: ("+", ("+", 1, 2), 3)."""
    return reduce(lambda left, right: (head, left, right), parts)


def exact(worth: int | Fraction) -> Term:
    """A value as a term in lowest terms."""
    top, low = worth.as_integer_ratio()
    return top if low == 1 else ("/", top, low)


def number(worth: int | Fraction) -> str:
    """A value as it is written: -3/4."""
    return str(worth)  # a Fraction leaves out its denominator where that is 1
