"""How algebra in letters is written: terms as the text of a schoolbook.

("+", ("*", 3, ("^", "x", 2)), ("*", -5, "x"), 2)    3x^2 - 5x + 2
("*", 2, ("+", "x", -1), ("^", ("+", "x", 4), 2))    2(x - 1)(x + 4)^2
("+", ("*", 2, ("^", -3, 2)), ("/", 1, 2))           2 × (-3)^2 + 1/2
"""

from collections.abc import Sequence
from fractions import Fraction

from provender.core.claim import Term


def polynomial(coefficients: Sequence[int], letter: str = "x") -> Term:
    """The polynomial with these coefficients, the constant first; falling powers, no zero terms."""
    parts: list[Term] = []
    for power in range(len(coefficients) - 1, -1, -1):
        if coefficients[power]:
            parts.append(monomial(coefficients[power], power, letter))
    return plus(parts)


def plus(parts: Sequence[Term]) -> Term:
    """The sum of parts; a single one stands alone, and none is 0."""
    return ("+", *parts) if len(parts) > 1 else parts[0] if parts else 0


def monomial(coefficient: int, power: int, letter: str = "x") -> Term:
    """coefficient · letter^power, coefficient != 0."""
    if power == 0:
        return coefficient
    bare: Term = letter if power == 1 else ("^", letter, power)
    if coefficient == 1:
        return bare
    return ("-", bare) if coefficient == -1 else ("*", coefficient, bare)


def rational(number: "int | Fraction") -> Term:
    """A rational as a term."""
    return number.numerator if number.denominator == 1 else ("/", number.numerator, number.denominator)


def put(term: Term, number: "int | Fraction") -> Term:
    """The term with its letter replaced by a number; -x becomes -1 times it."""
    if isinstance(term, tuple) and term[0] == "-" and len(term) == 2:
        return ("*", -1, put(term[1], number))
    if isinstance(term, tuple):
        return (term[0], *(put(part, number) for part in term[1:]))
    return rational(number) if isinstance(term, str) else term


def multiplied(one: Sequence[int], other: Sequence[int]) -> list[int]:
    """The product of two polynomials as coefficients, the constant first."""
    total = [0] * (len(one) + len(other) - 1)
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            total[i + j] += a * b
    return total


def valued(coefficients: Sequence[int], place: "int | Fraction") -> "int | Fraction":
    """The polynomial's value at a place, by Horner's scheme."""
    total: int | Fraction = 0
    for coefficient in reversed(coefficients):
        total = total * place + coefficient
    return total


def written(term: Term) -> str:
    """The text of a term."""
    if not isinstance(term, tuple):
        return str(term)
    if term[0] == "+":
        first, *rest = [_bracketed(part) if _is(part, "+") else written(part) for part in term[1:]]
        return first + "".join([f" - {part[1:]}" if part[0] == "-" else f" + {part}" for part in rest])
    if term[0] == "-":
        return f"-{_bracketed(term[1]) if _is(term[1], '+') else written(term[1])}"
    if term[0] == "^":
        return f"{_atom(term[1])}^{term[2]}"
    if term[0] == "/":
        top = _bracketed(term[1]) if _is(term[1], "+", "/") else written(term[1])
        return f"{top}/{_atom(term[2])}"
    return _product(term[1:])


def _product(factors: Sequence[Term]) -> str:
    """Factors side by side; × stands before whatever holds no letter."""
    text = str(factors[0]) if isinstance(factors[0], int) else _factor(factors[0])
    for factor in factors[1:]:
        text += _factor(factor) if _lettered(factor) else f" × {_factor(factor)}"
    return text


def _factor(term: Term) -> str:
    """A factor: powers, letters and plain numbers stand bare."""
    return written(term) if _is(term, "^") else _atom(term)


def _atom(term: Term) -> str:
    """What may bear an exponent: a letter, a plain number, or a bracket."""
    bare = isinstance(term, str) or (isinstance(term, int) and term >= 0)
    return str(term) if bare else _bracketed(term)


def _bracketed(term: Term) -> str:
    """The text in brackets."""
    return f"({written(term)})"


def _is(term: Term, *heads: str) -> bool:
    """Whether a term has one of these heads."""
    return isinstance(term, tuple) and term[0] in heads


def _lettered(term: Term) -> bool:
    """Whether a letter stands in a term."""
    return any(map(_lettered, term[1:])) if isinstance(term, tuple) else isinstance(term, str)
