"""Units as text, and their dimensions as exact vectors: whether two sides of a formula measure the same thing.

"m/s² × s"     ("*", ("/", "m", ("^", "s", 2)), "s")     length 1, time -1
"kg × (m/s)²"  ("*", "kg", ("^", ("/", "m", "s"), 2))    a joule's dimension
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from provender.core.claim import Term

Dimension: TypeAlias = tuple[int, int, int, int]
"""Exponents of metre, kilogram, second and ampere (SI Brochure, 9th edition)."""

_UNITS: Mapping[str, Dimension] = {
    "m": (1, 0, 0, 0),
    "kg": (0, 1, 0, 0),
    "s": (0, 0, 1, 0),
    "A": (0, 0, 0, 1),
    "N": (1, 1, -2, 0),
    "J": (2, 1, -2, 0),
    "W": (2, 1, -3, 0),
    "V": (2, 1, -3, -1),
    "Ω": (2, 1, -3, -2),
}
_FACTOR = re.compile(r"(\()?([A-Za-zΩ]{1,2})(²)?(?:/([A-Za-zΩ]{1,2})(²)?)?(?(1)\)²)")


def parse(text: str) -> "Term | None":
    """The unit that a text writes; None if it writes none."""
    factors = [_factor(part) for part in text.split(" × ")]
    known = [factor for factor in factors if factor is not None]
    if len(known) != len(factors):
        return None
    return known[0] if len(known) == 1 else ("*", *known)


def _factor(text: str) -> "Term | None":
    """kg, m², m/s, m/s² or (m/s)²."""
    found = _FACTOR.fullmatch(text)
    if found is None or found[2] not in _UNITS or (found[4] or "m") not in _UNITS:
        return None
    top: Term = ("^", found[2], 2) if found[3] else found[2]
    if found[4]:
        top = ("/", top, ("^", found[4], 2) if found[5] else found[4])
    return ("^", top, 2) if found[1] else top


def dimension(term: Term) -> Dimension | None:
    """The exponents; None for what is no unit."""
    if isinstance(term, str):
        return _UNITS.get(term)
    if isinstance(term, int) or len(term) != 3:
        return None if isinstance(term, int) else _product(term)
    if term[0] == "^":
        base, power = dimension(term[1]), term[2]
        return _scaled(base, power) if base is not None and isinstance(power, int) else None
    if term[0] == "/":
        top, low = dimension(term[1]), dimension(term[2])
        return None if top is None or low is None else _sum(top, _scaled(low, -1))
    return _product(term)


def _product(term: tuple[Term, ...]) -> Dimension | None:
    """The dimension of a product."""
    total: Dimension | None = (0, 0, 0, 0)
    for part in term[1:] if term[0] == "*" else ():
        found = dimension(part)
        total = None if total is None or found is None else _sum(total, found)
    return total if term[0] == "*" else None


def _sum(one: Dimension, other: Dimension) -> Dimension:
    """Exponents added."""
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3])


def _scaled(one: Dimension, by: int) -> Dimension:
    """Exponents multiplied."""
    return (by * one[0], by * one[1], by * one[2], by * one[3])


def agree(left: Term, right: Term) -> bool:
    """Whether both sides measure the same thing."""
    return dimension(left) is not None and dimension(left) == dimension(right)


SLOTS: Mapping[str, tuple[str, Callable[[str], "Term | None"]]] = {
    "unit": (r"[A-Za-zΩ(][A-Za-zΩ/²()× ]{0,40}", parse),
}
"""The slot type {name:unit} for `read.forms`."""
