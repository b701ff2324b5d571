"""Proves products of polynomials: each coefficient from the factors' own, and the whole by FLINT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import value
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import (
    SLOTS,
    as_term,
    coefficients_of,
    is_written_out,
    letters,
    text_of,
)
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST = 12  # degree of a factor


class _Product(NamedTuple):
    """Two factors: as the term that the question writes, and by their coefficients."""

    term: Term
    letter: str
    factors: tuple[Sequence[int], Sequence[int]]

    def products(self, degree: int) -> list[Term]:
        """What adds up to the coefficient of a degree, from the first factor's highest power down."""
        one, other = self.factors
        pairs = [(i, degree - i) for i in range(len(one) - 1, -1, -1) if 0 <= degree - i < len(other)]
        return [("*", one[i], other[j]) for i, j in pairs if one[i] and other[j]]


_ASKS = Forms(
    {
        "en": {"ask": ("Expand {f:poly}.", "Multiply out {f:poly}.")},
        "sw": {"ask": ("Panua {f:poly}.", "Zidisha na ufungue mabano: {f:poly}.")},
        "fr": {"ask": ("Développe {f:poly}.", "Développe et réduis {f:poly}.")},
        "es": {"ask": ("Desarrolla {f:poly}.", "Efectúa el producto {f:poly}.")},
        "de": {"ask": ("Multipliziere {f:poly} aus.", "Löse die Klammern auf: {f:poly}.")},
    },
    slots=SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "degree": ("Degree {k}: {sum:poly} = {c:int}.", "The coefficient of degree {k} is {sum:poly} = {c:int}."),
            "product": "Therefore {f:poly} = {p:poly}.",
        },
        "sw": {
            "degree": ("Kipeo {k}: {sum:poly} = {c:int}.", "Kizigeu cha kipeo {k} ni {sum:poly} = {c:int}."),
            "product": "Kwa hiyo {f:poly} = {p:poly}.",
        },
        "fr": {
            "degree": ("Degré {k} : {sum:poly} = {c:int}.", "Le coefficient de degré {k} est {sum:poly} = {c:int}."),
            "product": "Donc {f:poly} = {p:poly}.",
        },
        "es": {
            "degree": ("Grado {k}: {sum:poly} = {c:int}.", "El coeficiente de grado {k} es {sum:poly} = {c:int}."),
            "product": "Por tanto, {f:poly} = {p:poly}.",
        },
        "de": {
            "degree": ("Grad {k}: {sum:poly} = {c:int}.", "Der Koeffizient vom Grad {k} ist {sum:poly} = {c:int}."),
            "product": "Also gilt {f:poly} = {p:poly}.",
        },
    },
    slots=SLOTS,
)


def _collects(task: _Product, v: Values, _: Sequence[Said]) -> bool:
    """All products of that degree and none else, rightly added."""
    products = task.products(v["k"])
    expected = ("+", *products) if len(products) > 1 else products[0] if products else None
    return expected is not None and v["sum"] == expected and value(expected) == v["c"]


def _puts_together(task: _Product, v: Values, before: Sequence[Said]) -> bool:
    """The coefficients found, one for every degree that has any products, and no other polynomial."""
    found = {said.values["k"]: said.values["c"] for said in before if said.kind == "degree"}
    top = sum(len(factor) - 1 for factor in task.factors)
    wanted = {degree for degree in range(top + 1) if task.products(degree)}
    coefficients = coefficients_of(v["p"])
    written = is_written_out(v["p"], task.letter) and coefficients is not None
    known = {power: c for power, c in enumerate(coefficients or ()) if c}
    return written and v["f"] == task.term and set(found) == wanted and known == {k: c for k, c in found.items() if c}


@final
class _Expansion(Kind[_Product]):
    """The task is the product as it stands."""

    topic = "polynomial_product"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "degree": Line(lambda v: Claim("=", (("coefficient", v["k"]), v["sum"], v["c"])), _collects),
        "product": Line(lambda v: Claim("identity", (v["f"], v["p"])), _puts_together),
    }

    def task(self, said: Said) -> _Product:
        """Two factors in one letter."""
        term = said.values["f"]
        if not isinstance(term, tuple) or term[0] != "*" or len(term) != 3 or len(letters(term)) != 1:
            raise Wrong("question is no product of two polynomials")
        letter = letters(term)
        one, other = [coefficients_of(factor) for factor in term[1:]]
        written = all(is_written_out(factor, letter) for factor in term[1:])
        if not one or not other or not written or not 1 < len(one) <= _MOST or not 1 < len(other) <= _MOST:
            raise Wrong("question is no product of two polynomials")
        return _Product(term, letter, (one, other))

    def goal(self, task: _Product) -> Term:
        """The product, to be written out."""
        return ("expand", task.term)

    def solve(self, task: _Product) -> Term:
        """FLINT's product."""
        return as_term(coefficients_of(task.term) or (), task.letter)

    def conclusion(self, task: _Product, answer: Term) -> Claim:
        """The product is this polynomial for every value of its letter."""
        return Claim("identity", (task.term, answer))

    def write(self, answer: Term, language: str) -> str:
        """3x^2 + 5x - 2."""
        return text_of(coefficients_of(answer) or (), letters(answer))


_KIND = _Expansion()


@verifier
@dataclass(frozen=True, slots=True)
class PolynomialProduct:
    """Reads two factors, adds up each coefficient anew, and multiplies the factors by FLINT.

    Example:
        "Degree 1: 1 × (-1) + 2 × 3 = 5." passes for (x + 2)(3x - 1); a missing or foreign product fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Expansion.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
