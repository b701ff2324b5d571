"""Complete factorisation over the integers: content, one root after the other, and what does not split."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from math import gcd
from typing import ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import multiplied, polynomial, put, rational, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Factorise {p} completely over the integers.",
                "Write {p} as a product of irreducible polynomials with whole coefficients.",
            ),
            "content": "Take out {c}: {p} = {f}.",
            "root": "{x} = {v} is a root: {f} = 0.",
            "split": "Split off the factor: {p} = {f}.",
            "prime": "{p} does not split, its discriminant is negative: {f} = {d}.",
            "product": "Therefore {p} = {f}.",
        },
        "sw": {
            "ask": (
                "Changanua {p} kabisa katika namba nzima.",
                "Andika {p} kama zao la polinomia zisizogawanyika zenye vizigeu nzima.",
            ),
            "content": "Toa {c} nje: {p} = {f}.",
            "root": "{x} = {v} ni kipeuo: {f} = 0.",
            "split": "Tenga kigawo hicho: {p} = {f}.",
            "prime": "{p} haigawanyiki, kitofautishi chake ni hasi: {f} = {d}.",
            "product": "Kwa hiyo {p} = {f}.",
        },
        "fr": {
            "ask": (
                "Factorise {p} complètement sur les entiers.",
                "Écris {p} comme produit de polynômes irréductibles à coefficients entiers.",
            ),
            "content": "Mettons {c} en facteur : {p} = {f}.",
            "root": "{x} = {v} est une racine : {f} = 0.",
            "split": "Séparons ce facteur : {p} = {f}.",
            "prime": "{p} ne se factorise pas, son discriminant est négatif : {f} = {d}.",
            "product": "Donc {p} = {f}.",
        },
        "es": {
            "ask": (
                "Factoriza {p} por completo sobre los enteros.",
                "Escribe {p} como producto de polinomios irreducibles con coeficientes enteros.",
            ),
            "content": "Sacamos {c} factor común: {p} = {f}.",
            "root": "{x} = {v} es una raíz: {f} = 0.",
            "split": "Separamos ese factor: {p} = {f}.",
            "prime": "{p} no se descompone, su discriminante es negativo: {f} = {d}.",
            "product": "Por tanto, {p} = {f}.",
        },
        "de": {
            "ask": (
                "Zerlege {p} vollständig über den ganzen Zahlen.",
                "Schreibe {p} als Produkt irreduzibler Polynome mit ganzen Koeffizienten.",
            ),
            "content": "Klammere {c} aus: {p} = {f}.",
            "root": "{x} = {v} ist eine Nullstelle: {f} = 0.",
            "split": "Spalte den Faktor ab: {p} = {f}.",
            "prime": "{p} zerfällt nicht, denn die Diskriminante ist negativ: {f} = {d}.",
            "product": "Also gilt {p} = {f}.",
        },
    }
)

LETTERS = "xyzt"


class Size(NamedTuple):
    """A level: linear factors, their largest leading coefficient and constant, largest content, a quadratic factor."""

    linear: int
    lead: int
    constant: int
    content: int
    quadratic: bool


_SIZES = {
    1: Size(2, 1, 9, 1, quadratic=False),
    2: Size(2, 4, 12, 5, quadratic=False),
    3: Size(3, 3, 9, 5, quadratic=False),
    4: Size(3, 3, 12, 7, quadratic=True),
    5: Size(4, 4, 15, 9, quadratic=True),
    6: Size(6, 5, 20, 12, quadratic=True),
}


@generator
@dataclass(frozen=True, slots=True)
class Factoring:
    """Products of linear factors, from level 4 on also of a quadratic one that has no real root, to be taken apart.

    Attributes:
        language: of question and solution.
        level: 1 (two linear factors) to 5 (four and a quadratic one); 6 has six and a quadratic one.

    Guarantees:
        The drawn problem does not depend on `language`.
        Factors stand in the order of their roots, the one without a root last.

    Example:
        Factorise 2x^2 - 2 completely over the integers. Take out 2: 2x^2 - 2 = 2(x^2 - 1).
        x = -1 is a root: (-1)^2 - 1 = 0. Split off the factor: x^2 - 1 = (x + 1)(x - 1). ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("factoring")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the factors, then the words."""
        size, x = _SIZES[self.level], rng.choice(LETTERS)
        content = rng.between(1, size.content)
        factors = sorted((_linear(rng, size) for _ in range(size.linear)), key=_root)
        factors += [_quadratic(rng)] if size.quadratic else []
        told = Telling(WORDS[self.language])
        whole = polynomial(_product([[content], *factors]), x)
        question = told.say("ask", rng.below(WORDS.forms("ask")), p=written(whole))
        uses: list[int] = []
        if content > 1:
            taken: Term = ("*", content, polynomial(_product(factors), x))
            uses.append(_identity(told, "content", (whole, taken), (), c=content))
        uses += _split(told, factors, x, tuple(uses))
        parts: list[Term] = [polynomial(factor, x) for factor in factors]
        powers = [(part, len(list(run))) for part, run in groupby(parts)]
        shown: list[Term] = [part if times == 1 else ("^", part, times) for part, times in powers]
        bare = [content, *shown] if content > 1 else shown
        answer: Term = ("*", *bare) if len(bare) > 1 else bare[0]
        if len(factors) > 2 or answer != ("*", *parts):  # else the one split says it all
            _identity(told, "product", (whole, answer), tuple(uses))
        return Problem(question, written(answer), self.language, told.derivation(("factors", whole), answer))


def _identity(told: Telling, kind: str, sides: tuple[Term, Term], uses: tuple[int, ...], **fill: int) -> int:
    """A polynomial written as a product."""
    left, right = sides
    return told.step(kind, Claim("identity", sides), uses, **fill, p=written(left), f=written(right))


def _split(told: Telling, factors: Sequence[list[int]], x: str, uses: tuple[int, ...]) -> list[int]:
    """One factor after the other split off: the steps that show the splits, and that the last factor does not."""
    found: list[int] = []
    for place, factor in enumerate(factors[:-1]):
        whole, rest = (polynomial(_product(factors[at:]), x) for at in (place, place + 1))
        root = Fraction(-factor[0], factor[1])
        worth = put(whole, root)
        claim = equal(worth, 0)
        at = told.step("root", claim, uses, x=x, v=written(rational(root)), f=written(worth))
        found.append(_identity(told, "split", (whole, ("*", polynomial(factor, x), rest)), (*uses, at)))
        uses = (found[-1],)
    if len(factors[-1]) == 3:
        c, b, a = factors[-1]
        under: Term = ("+", ("^", b, 2), ("*", -4, a, c))
        claim = equal(under, b * b - 4 * a * c)
        shown = written(polynomial(factors[-1], x))
        found.append(told.step("prime", claim, uses, p=shown, f=written(under), d=b * b - 4 * a * c))
    return found


def _product(factors: Sequence[Sequence[int]]) -> list[int]:
    """All factors multiplied."""
    total = [1]
    for factor in factors:
        total = multiplied(total, factor)
    return total


def _root(factor: Sequence[int]) -> Fraction:
    """Where a linear factor is 0."""
    return Fraction(-factor[0], factor[1])


def _linear(rng: Stream, size: Size) -> list[int]:
    """A linear factor without content, the constant first."""
    lead, constant = rng.between(1, size.lead), rng.between(1, size.constant)
    common = gcd(lead, constant)
    return [constant * rng.choice([1, -1]) // common, lead // common]


def _quadratic(rng: Stream) -> list[int]:
    """A quadratic factor of negative discriminant and without content."""
    a, b = rng.between(1, 3), rng.between(-5, 5)
    c = b * b // (4 * a) + rng.between(1, 6)
    common = gcd(a, b, c)
    return [c // common, b // common, a // common]
