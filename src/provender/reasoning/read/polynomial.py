"""Algebra in one letter as text, read strictly and in linear time.

    "3x^2 - 5x + 2"      ("+", ("*", 3, ("^", "x", 2)), ("*", -5, "x"), 2)
    "-(x - 1)^2/4"       ("/", ("-", ("^", ("+", "x", -1), 2)), 4)
    "2 × (-3)^2 + 1/2"   ("+", ("*", 2, ("^", -3, 2)), ("/", 1, 2))

A sum has as many parts as it shows; a minus goes into the leading number of its part, where there is one. Factors stand
side by side or with × between them, and a number never stands behind another factor without it.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from flint import fmpq, fmpq_poly

from provender.core.claim import Term
from provender.reasoning.read.exact import Exact, value

POLYNOMIAL = r"[0-9a-z(\-](?:[0-9(+×/^) \-]|(?<![a-z])[a-z](?![a-z])){0,600}"
"""Characters of which a formula may consist; whether they make one, `parse` says."""

_TOKEN = re.compile(r"(?:0|[1-9][0-9]{0,59})(?![0-9])|[a-z]|\^| [+\-×] |[()/\-]")
_SIGNS = re.compile(r" ([+-]) ")
_INNER = re.compile(r"\((?!-[0-9]+\))")  # a bracket that holds more than a negative number
_MOST_DEPTH = 12
_MOST_DEGREE = 120
_MOST_BITS = 4096
_OPENS = frozenset("abcdefghijklmnopqrstuvwxyz(")


class _Unreadable(Exception):
    """The text is no formula."""


@lru_cache(maxsize=8192)
def parse(text: str) -> "Term | None":
    """The term that a text writes; None if it writes none.

    >>> parse("2x(x - 3)"), parse("x2")
    (('*', 2, 'x', ('+', 'x', -3)), None)
    """
    try:
        if not _INNER.search(text):
            return _plain(text)
        tokens = _tokens(text)
        term, at = _sum(tokens, 0, _MOST_DEPTH)
    except _Unreadable:
        return None
    return term if at == len(tokens) else None


def _tokens(text: str) -> Sequence[str]:
    """All tokens of a text."""
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise _Unreadable
    return tokens


def _plain(text: str) -> Term:
    """A sum without a sum in it, the commonest shape, part by part: the same parts come again and again."""
    first, *rest = _SIGNS.split(text)
    parts = [_negative(_part(first[1:])) if first[:1] == "-" else _part(first)]
    for sign, part in zip(rest[::2], rest[1::2], strict=True):
        parts.append(_negative(_part(part)) if sign == "-" else _part(part))
    return parts[0] if len(parts) == 1 else ("+", *parts)


@lru_cache(maxsize=8192)
def _part(text: str) -> Term:
    """One part of a sum."""
    tokens = _tokens(text)
    term, at = _quotient(tokens, 0, _MOST_DEPTH)
    if at < len(tokens):
        raise _Unreadable
    return term


def _sum(tokens: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """Parts with plus or minus between them, from `at`; and where it ends."""
    sign = " - " if tokens[at : at + 1] == ["-"] else " + "
    at += sign == " - "
    parts: list[Term] = []
    while True:
        part, at = _quotient(tokens, at, depth)
        parts.append(_negative(part) if sign == " - " else part)
        if at >= len(tokens) or tokens[at] not in (" + ", " - "):
            return (parts[0] if len(parts) == 1 else ("+", *parts)), at
        sign, at = tokens[at], at + 1


def _negative(part: Term) -> Term:
    """A part behind a minus; none that begins with 0, for it would read like the same part behind a plus."""
    if part == 0 or (isinstance(part, tuple) and part[1] == 0):
        raise _Unreadable
    if isinstance(part, int):
        return -part
    if isinstance(part, tuple) and part[0] == "/":
        return ("/", _negative(part[1]), *part[2:])
    if isinstance(part, tuple) and part[0] == "*" and isinstance(part[1], int):
        return ("*", -part[1], *part[2:])
    return ("-", part)


def _quotient(tokens: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """A product, divided or not."""
    top, at = _product(tokens, at, depth)
    if at >= len(tokens) or tokens[at] != "/":
        return top, at
    low, at = _factor(tokens, at + 1, depth)
    return ("/", top, low), at


def _product(tokens: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """Factors side by side, or with × between them."""
    first, at = _factor(tokens, at, depth)
    factors = [first]
    while at < len(tokens) and (tokens[at] == " × " or tokens[at] in _OPENS):
        factor, at = _factor(tokens, at + (tokens[at] == " × "), depth)
        factors.append(factor)
    return (first if len(factors) == 1 else ("*", *factors)), at


def _factor(tokens: Sequence[str], at: int, depth: int) -> tuple[Term, int]:
    """A number, a letter or a bracket, perhaps to a power."""
    if at >= len(tokens) or not depth:
        raise _Unreadable
    token, at = tokens[at], at + 1
    base: Term = token
    if token.isdigit():
        base = int(token)
    elif token == "(":
        base, at = _sum(tokens, at, depth - 1)
        if tokens[at : at + 1] != [")"]:
            raise _Unreadable
        at += 1
    elif not token.isalpha():
        raise _Unreadable
    if at >= len(tokens) or tokens[at] != "^":
        return base, at
    power = "".join(tokens[at + 1 : at + 2])
    if not power.isdigit() or len(power) > 3:
        raise _Unreadable
    return ("^", base, int(power)), at + 2


@lru_cache(maxsize=2048)
def letters(term: Term) -> str:
    """The letters of a term, each once, in their order."""
    if isinstance(term, tuple):
        return "".join(sorted(set().union(*map(letters, term[1:]))))
    return term if isinstance(term, str) else ""


def at(term: Term, place: Term) -> Term:
    """The term with its letter replaced; -x becomes -1 times it."""
    if isinstance(term, tuple) and term[0] == "-" and len(term) == 2:
        return ("*", -1, at(term[1], place))
    if isinstance(term, tuple):
        return (term[0], *(at(part, place) for part in term[1:]))
    return place if isinstance(term, str) else term


def value_at(term: Term, place: Term) -> Exact | None:
    """The term's exact value where its letter is `place`."""
    return value(at(term, place))


@lru_cache(maxsize=2048)
def polynomial(term: Term) -> fmpq_poly | None:
    """The polynomial that a term writes, whatever its letter; None where it is none, or absurdly large."""
    if (sizes := _written_out(term)) is not None:
        return fmpq_poly(sizes)
    if not isinstance(term, tuple) or term[0] == "^":
        return _power(term)
    parts = [found for part in term[1:] if (found := polynomial(part)) is not None]
    if not parts or len(parts) != len(term) - 1:
        return None
    if len(parts) == 1:
        return -parts[0] if term[0] == "-" else None
    return _folded(str(term[0]), parts)


def _folded(head: str, parts: Sequence[fmpq_poly]) -> fmpq_poly | None:
    """A sum, a product or a quotient by numbers."""
    total = parts[0]
    for part in parts[1:]:
        if head == "+":
            total += part
        elif head == "*" and total.degree() + part.degree() <= _MOST_DEGREE:
            total *= part
        elif head == "/" and part.degree() == 0:
            total /= part[0]
        else:
            return None
    return total


def _written_out(term: Term) -> list[int] | None:
    """The coefficients of a sum of monomials with whole coefficients, the commonest shape; None for any other."""
    sizes: list[int] = []
    for part in term[1:] if isinstance(term, tuple) and term[0] == "+" else (term,):
        found = _read_monomial(part)
        if found is None:
            return None
        size, power = found
        sizes += [0] * (power + 1 - len(sizes))
        sizes[power] += size
    return sizes


def _read_monomial(part: Term) -> tuple[int, int] | None:
    """Coefficient and power of 7, x, -x, 3x, x^2, -x^2 or 3x^2; None for anything else."""
    size: Term = 1
    bare = part
    if isinstance(part, tuple) and part[0] == "*" and len(part) == 3:
        _, size, bare = part
    elif isinstance(part, tuple) and part[0] == "-" and len(part) == 2:
        size, bare = -1, part[1]
    if not isinstance(size, int) or isinstance(bare, int):
        return (bare, 0) if bare is part and isinstance(bare, int) else None
    if isinstance(bare, str):
        return size, 1
    plain = bare[0] == "^" and len(bare) == 3 and isinstance(bare[1], str)
    return (size, bare[2]) if plain and isinstance(bare[2], int) and 0 <= bare[2] <= _MOST_DEGREE else None


def _power(term: Term) -> fmpq_poly | None:
    """A polynomial to a whole power."""
    if not isinstance(term, tuple) or len(term) != 3 or not isinstance(term[2], int) or term[2] < 0:
        return None
    base, exponent = polynomial(term[1]), term[2]
    if base is None or max(base.degree(), 0) * exponent > _MOST_DEGREE:
        return None
    size = max((int(abs(c.p) + c.q).bit_length() for c in base.coeffs()), default=1)
    return base**exponent if size * exponent <= _MOST_BITS else None


def same(left: Term, right: Term) -> bool:
    """Whether two terms are one polynomial in one letter."""
    if len(set(letters(left) + letters(right))) > 1:
        return False
    one, other = polynomial(left), polynomial(right)
    return one is not None and other is not None and one == other


@lru_cache(maxsize=2048)
def coefficients_of(term: Term) -> tuple[int, ...] | None:
    """The polynomial's coefficients from the constant up to the leading one; None where they are not whole numbers."""
    flat = _written_out(term)
    if flat is None:
        found = polynomial(term)
        return None if found is None else whole(found)
    while flat and not flat[-1]:
        flat.pop()
    return tuple(flat)


def whole(found: fmpq_poly) -> tuple[int, ...] | None:
    """The coefficients from the constant up, where all are whole numbers."""
    return tuple([int(c) for c in found.numer()]) if found.denom() == 1 else None


def exact(number: fmpq) -> Exact:
    """FLINT's rational as Python's."""
    return value(("/", int(number.p), int(number.q))) or 0


def as_term(known: Sequence[int], letter: str) -> Term:
    """The one way to write a polynomial of known coefficients out: falling powers, no zero terms, no coefficient 1."""
    parts = [_monomial(c, power, letter) for power, c in enumerate(known) if c]
    if not parts:
        return 0
    return parts[0] if len(parts) == 1 else ("+", *reversed(parts))


def _monomial(coefficient: int, power: int, letter: str) -> Term:
    """One part of a polynomial written out."""
    if power == 0:
        return coefficient
    bare: Term = letter if power == 1 else ("^", letter, power)
    return bare if coefficient == 1 else ("-", bare) if coefficient == -1 else ("*", coefficient, bare)


def is_flat(term: Term) -> bool:
    """Whether a term is a sum of plain parts such as 3x^2, -x and 7, in any order: nothing is left in brackets."""
    return _written_out(term) is not None


def is_written_out(term: Term, letter: str) -> bool:
    """Whether a term is a polynomial with whole coefficients in the one way to write it out."""
    known = coefficients_of(term)
    return known is not None and term == as_term(known, letter)


def text_of(known: Sequence[int], letter: str) -> str:
    """A polynomial written out, as text.

    >>> text_of([2, -1, 0, 3], "x")
    '3x^3 - x + 2'
    """
    text = ""
    for power in range(len(known) - 1, -1, -1):
        c = known[power]
        if c:
            bare = "" if power == 0 else letter if power == 1 else f"{letter}^{power}"
            size = "" if abs(c) == 1 and bare else str(abs(c))
            sign = (" - " if c < 0 else " + ") if text else "-" if c < 0 else ""
            text += f"{sign}{size}{bare}"
    return text or "0"


SLOTS: Mapping[str, tuple[str, Callable[[str], "Term | None"]]] = {
    "poly": (POLYNOMIAL, parse),
    "letter": ("[a-z]", str),
}
"""The slot types {name:poly} and {name:letter} for `read.forms`."""
