"""Proves factorisations: roots by their values, splits as identities, completeness by FLINT's factors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import gcd
from typing import ClassVar, NamedTuple, final

from flint import fmpz_poly

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, value
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import (
    SLOTS,
    at,
    coefficients_of,
    is_written_out,
    letters,
    polynomial,
    same,
    text_of,
)
from provender.reasoning.read.polynomial import (
    as_term as written_out,
)
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_DEGREE = 16
_MOST_BITS = 300  # of a coefficient


class _Whole(NamedTuple):
    """The polynomial, its letter, and its content and factors as FLINT finds them."""

    term: Term
    letter: str
    content: int
    factors: tuple[tuple[int, ...], ...]


_ASKS = Forms(
    {
        "en": {
            "ask": (
                "Factorise {p:poly} completely over the integers.",
                "Write {p:poly} as a product of irreducible polynomials with whole coefficients.",
            ),
        },
        "sw": {
            "ask": (
                "Changanua {p:poly} kabisa katika namba nzima.",
                "Andika {p:poly} kama zao la polinomia zisizogawanyika zenye vizigeu nzima.",
            ),
        },
        "fr": {
            "ask": (
                "Factorise {p:poly} complètement sur les entiers.",
                "Écris {p:poly} comme produit de polynômes irréductibles à coefficients entiers.",
            ),
        },
        "es": {
            "ask": (
                "Factoriza {p:poly} por completo sobre los enteros.",
                "Escribe {p:poly} como producto de polinomios irreducibles con coeficientes enteros.",
            ),
        },
        "de": {
            "ask": (
                "Zerlege {p:poly} vollständig über den ganzen Zahlen.",
                "Schreibe {p:poly} als Produkt irreduzibler Polynome mit ganzen Koeffizienten.",
            ),
        },
    },
    slots=SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "content": "Take out {c}: {p:poly} = {f:poly}.",
            "root": "{x:letter} = {v:frac} is a root: {f:poly} = 0.",
            "split": "Split off the factor: {p:poly} = {f:poly}.",
            "prime": "{p:poly} does not split, its discriminant is negative: {f:poly} = {d:int}.",
            "product": "Therefore {p:poly} = {f:poly}.",
        },
        "sw": {
            "content": "Toa {c} nje: {p:poly} = {f:poly}.",
            "root": "{x:letter} = {v:frac} ni kipeuo: {f:poly} = 0.",
            "split": "Tenga kigawo hicho: {p:poly} = {f:poly}.",
            "prime": "{p:poly} haigawanyiki, kitofautishi chake ni hasi: {f:poly} = {d:int}.",
            "product": "Kwa hiyo {p:poly} = {f:poly}.",
        },
        "fr": {
            "content": "Mettons {c} en facteur : {p:poly} = {f:poly}.",
            "root": "{x:letter} = {v:frac} est une racine : {f:poly} = 0.",
            "split": "Séparons ce facteur : {p:poly} = {f:poly}.",
            "prime": "{p:poly} ne se factorise pas, son discriminant est négatif : {f:poly} = {d:int}.",
            "product": "Donc {p:poly} = {f:poly}.",
        },
        "es": {
            "content": "Sacamos {c} factor común: {p:poly} = {f:poly}.",
            "root": "{x:letter} = {v:frac} es una raíz: {f:poly} = 0.",
            "split": "Separamos ese factor: {p:poly} = {f:poly}.",
            "prime": "{p:poly} no se descompone, su discriminante es negativo: {f:poly} = {d:int}.",
            "product": "Por tanto, {p:poly} = {f:poly}.",
        },
        "de": {
            "content": "Klammere {c} aus: {p:poly} = {f:poly}.",
            "root": "{x:letter} = {v:frac} ist eine Nullstelle: {f:poly} = 0.",
            "split": "Spalte den Faktor ab: {p:poly} = {f:poly}.",
            "prime": "{p:poly} zerfällt nicht, denn die Diskriminante ist negativ: {f:poly} = {d:int}.",
            "product": "Also gilt {p:poly} = {f:poly}.",
        },
    },
    slots=SLOTS,
)


def _rest(task: _Whole, before: Sequence[Said]) -> Term:
    """What is still to be split: the last factor of the last identity, at first the question's polynomial."""
    for said in reversed(before):
        if said.kind in ("content", "split"):
            last: Term = said.values["f"][-1]
            return last
    return task.term


def _content(task: _Whole, v: Values, _: Sequence[Said]) -> bool:
    """The greatest number that divides all coefficients."""
    taken = v["f"]
    fits = isinstance(taken, tuple) and taken[:2] == ("*", v["c"]) and len(taken) == 3 and v["c"] == task.content > 1
    return fits and v["p"] == task.term and is_written_out(taken[2], task.letter) and same(v["p"], taken)


def _root(task: _Whole, v: Values, before: Sequence[Said]) -> bool:
    """A place where what is left is 0."""
    return v["x"] == task.letter and v["f"] == at(_rest(task, before), as_term(v["v"])) and value(v["f"]) == 0


def _split(task: _Whole, v: Values, before: Sequence[Said]) -> bool:
    """What is left, as the factor of the root found times another polynomial."""
    last = before[-1] if before else None
    if last is None or last.kind != "root" or not isinstance(v["f"], tuple) or len(v["f"]) != 3 or v["f"][0] != "*":
        return False
    root = Fraction(last.values["v"])
    linear = written_out([-root.numerator, root.denominator], task.letter)
    out = v["f"][1] == linear and is_written_out(v["f"][2], task.letter)
    return out and v["p"] == _rest(task, before) and same(v["p"], v["f"])


def _prime(task: _Whole, v: Values, before: Sequence[Said]) -> bool:
    """What is left is quadratic and has no real root."""
    found = coefficients_of(v["p"]) or ()
    if len(found) != 3 or v["p"] != _rest(task, before):
        return False
    c, b, a = found
    return bool(v["f"] == ("+", ("^", b, 2), ("*", -4, a, c)) and value(v["f"]) == v["d"] and v["d"] < 0)


def _product(task: _Whole, v: Values, before: Sequence[Said]) -> bool:
    """The factors split off and what is left, which is linear or was shown not to split."""
    rest = _rest(task, before)
    last = polynomial(rest)
    shown = any(said.kind == "prime" and said.values["p"] == rest for said in before)
    if last is None or not (last.degree() == 1 or shown):
        return False
    found = [said.values["f"][1] for said in before if said.kind == "split"] + [rest]
    coefficients = [coefficients_of(part) or () for part in found]
    content = next((said.values["c"] for said in before if said.kind == "content"), 1)
    return bool(v["p"] == task.term and v["f"] == _written(task.letter, content, coefficients))


def _written(letter: str, content: int, factors: Sequence[tuple[int, ...]]) -> Term:
    """Content and factors in their one order."""
    ordered = [(written_out(part, letter), len(list(run))) for part, run in groupby(sorted(factors, key=_order))]
    shown: list[Term] = [part if times == 1 else ("^", part, times) for part, times in ordered]
    bare = [content, *shown] if content > 1 else shown
    return ("*", *bare) if len(bare) > 1 else bare[0]


def _order(factor: tuple[int, ...]) -> tuple[int, Fraction, tuple[int, ...]]:
    """Linear factors by their roots, then others by degree."""
    return (len(factor), Fraction(-factor[0], factor[1]) if len(factor) == 2 else Fraction(0), factor)


@final
class _Factoring(Kind[_Whole]):
    """The task is the polynomial."""

    topic = "factoring"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "content": Line(lambda v: Claim("identity", (v["p"], v["f"])), _content),
        "root": Line(lambda v: Claim("=", (v["f"], 0)), _root),
        "split": Line(lambda v: Claim("identity", (v["p"], v["f"])), _split),
        "prime": Line(lambda v: Claim("=", (v["f"], v["d"])), _prime),
        "product": Line(lambda v: Claim("identity", (v["p"], v["f"])), _product),
    }

    def task(self, said: Said) -> _Whole:
        """A polynomial in one letter, written out, that has factors and is not absurd."""
        term = said.values["p"]
        found = coefficients_of(term) or ()
        if (
            len(letters(term)) != 1
            or not is_written_out(term, letters(term))
            or not 3 <= len(found) <= _MOST_DEGREE + 1
        ):
            raise Wrong("question is no polynomial that can be factored")
        if max(map(int.bit_length, found)) > _MOST_BITS or found[-1] < 0:
            raise Wrong("question is no polynomial that can be factored")
        _, factors = fmpz_poly(list(found)).factor()
        each = [tuple(map(int, factor)) for factor, times in factors for _ in range(times)]
        return _Whole(term, letters(term), gcd(*found), tuple(each))

    def goal(self, task: _Whole) -> Term:
        """Its factors."""
        return ("factors", task.term)

    def solve(self, task: _Whole) -> Term:
        """FLINT's factors in their one order."""
        return _written(task.letter, task.content, task.factors)

    def conclusion(self, task: _Whole, answer: Term) -> Claim:
        """The polynomial is this product for every value of its letter."""
        return Claim("identity", (task.term, answer))

    def write(self, answer: Term, language: str) -> str:
        """2(x + 1)^2(x^2 + 1)."""
        factors = answer[1:] if isinstance(answer, tuple) and answer[0] == "*" else (answer,)
        return "".join(map(_shown, factors))


def _shown(factor: Term) -> str:
    """A factor in brackets, with its power; a number bare."""
    if isinstance(factor, int):
        return str(factor)
    power = isinstance(factor, tuple) and factor[0] == "^" and not isinstance(factor[1], str)
    base = factor[1] if power else factor
    text = text_of(coefficients_of(base) or (), letters(base))
    return f"({text})^{factor[2]}" if power else f"({text})"


_KIND = _Factoring()


@verifier
@dataclass(frozen=True, slots=True)
class Factoring:
    """Reads the polynomial, proves each root and each split, and factors it by FLINT.

    Example:
        "Split off the factor: x^2 - 1 = (x + 1)(x - 1)." passes after "x = -1 is a root: (-1)^2 - 1 = 0.".
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Factoring.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
