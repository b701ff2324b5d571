"""Quadratic equations by the discriminant: two rational solutions, one, or none."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import multiplied, polynomial, rational, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Find all real solutions {x} of {l} = {r}, the smallest first.",
                "For which real {x}, in ascending order, is {l} = {r}?",
            ),
            "standard": "Bring everything to one side: {l} = 0.",
            "discriminant": "The discriminant is {f} = {d}.",
            "root": "Its root: {s} × {s} = {d}.",
            "minus": "With minus: {f} = {v}.",
            "plus": "With plus: {f} = {v}.",
            "only": "As it is 0, both are one: {f} = {v}.",
            "none": "It is negative, so no real {x} solves the equation.",
            "solutions": "In ascending order, {x} is {all}.",
        },
        "sw": {
            "ask": (
                "Tafuta majibu yote halisi {x} ya {l} = {r}, dogo zaidi kwanza.",
                "Kwa {x} halisi zipi, kuanzia ndogo, {l} = {r}?",
            ),
            "standard": "Peleka kila kitu upande mmoja: {l} = 0.",
            "discriminant": "Kitofautishi ni {f} = {d}.",
            "root": "Kipeuo chake: {s} × {s} = {d}.",
            "minus": "Kwa kutoa: {f} = {v}.",
            "plus": "Kwa kujumlisha: {f} = {v}.",
            "only": "Kwa kuwa ni 0, majibu yote mawili ni moja: {f} = {v}.",
            "none": "Ni hasi, kwa hiyo hakuna {x} halisi inayotatua mlinganyo.",
            "solutions": "Kuanzia ndogo, {x} ni {all}.",
        },
        "fr": {
            "ask": (
                "Trouve toutes les solutions réelles {x} de {l} = {r}, la plus petite d'abord.",
                "Pour quels {x} réels, par ordre croissant, a-t-on {l} = {r} ?",
            ),
            "standard": "Ramenons tout d'un côté : {l} = 0.",
            "discriminant": "Le discriminant vaut {f} = {d}.",
            "root": "Sa racine : {s} × {s} = {d}.",
            "minus": "Avec moins : {f} = {v}.",
            "plus": "Avec plus : {f} = {v}.",
            "only": "Comme il est nul, les deux n'en font qu'une : {f} = {v}.",
            "none": "Il est négatif, donc aucun {x} réel ne résout l'équation.",
            "solutions": "Par ordre croissant, {x} vaut {all}.",
        },
        "es": {
            "ask": (
                "Halla todas las soluciones reales {x} de {l} = {r}, la menor primero.",
                "¿Para qué {x} reales, en orden creciente, se cumple {l} = {r}?",
            ),
            "standard": "Llevamos todo a un lado: {l} = 0.",
            "discriminant": "El discriminante es {f} = {d}.",
            "root": "Su raíz: {s} × {s} = {d}.",
            "minus": "Con menos: {f} = {v}.",
            "plus": "Con más: {f} = {v}.",
            "only": "Como es 0, las dos son una sola: {f} = {v}.",
            "none": "Es negativo, así que ningún {x} real resuelve la ecuación.",
            "solutions": "En orden creciente, {x} es {all}.",
        },
        "de": {
            "ask": (
                "Finde alle reellen Lösungen {x} von {l} = {r}, die kleinste zuerst.",
                "Für welche reellen {x}, der Größe nach, gilt {l} = {r}?",
            ),
            "standard": "Bringe alles auf eine Seite: {l} = 0.",
            "discriminant": "Die Diskriminante ist {f} = {d}.",
            "root": "Ihre Wurzel: {s} × {s} = {d}.",
            "minus": "Mit Minus: {f} = {v}.",
            "plus": "Mit Plus: {f} = {v}.",
            "only": "Da sie 0 ist, fallen beide zusammen: {f} = {v}.",
            "none": "Sie ist negativ, also löst kein reelles {x} die Gleichung.",
            "solutions": "Der Größe nach ist {x} gleich {all}.",
        },
    }
)
NONE = {"en": "none", "sw": "hakuna", "fr": "aucune", "es": "ninguna", "de": "keine"}
LETTERS = "xyzt"


class Size(NamedTuple):
    """A level: largest leading coefficient and constant of a linear factor, what it is multiplied with, and the form.

    The form is 0 for a polynomial = 0, 1 for polynomials on both sides, 2 for a product of brackets on one side.
    """

    lead: int
    constant: int
    factor: int
    form: int


_SIZES = {
    1: Size(1, 9, 1, 0),
    2: Size(2, 12, 4, 0),
    3: Size(4, 12, 3, 1),
    4: Size(6, 20, 3, 2),
    5: Size(12, 60, 5, 2),
    6: Size(60, 900, 9, 2),
}


@generator
@dataclass(frozen=True, slots=True)
class Quadratics:
    """Quadratic equations with rational solutions or none; one in six has none, one in eight a double one.

    Attributes:
        language: of question and solution.
        level: 1 (x^2 + bx + c = 0) to 5 (brackets on one side); 6 has larger numbers.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Find all real solutions x of 2x^2 - 3x = 2, the smallest first. ... With minus: (3 - 5)/(2 × 2) = -1/2. ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("quadratics")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the equation, then the words."""
        size, x = _SIZES[self.level], rng.choice(LETTERS)
        c, b, a = _drawn(rng, size)
        left, right = _sides(rng, size, [c, b, a], x)
        told = Telling(WORDS[self.language])
        question = told.say("ask", rng.below(WORDS.forms("ask")), x=x, l=written(left), r=written(right))
        uses: tuple[int, ...] = ()
        if size.form:
            standard = polynomial([c, b, a], x)
            uses = (told.step("standard", equal(standard, 0), l=written(standard)),)
        found = _solve(told, (a, b, c), x, uses)
        answer: Term = ("values", *map(rational, found))
        shown = ", ".join(map(str, found)) or NONE[self.language]
        given = equal(left, right)
        return Problem(question, shown, self.language, told.derivation(("solutions", x), answer, (given,)))


def _solve(told: Telling, equation: tuple[int, int, int], x: str, uses: tuple[int, ...]) -> list[Fraction]:
    """The solutions of ax^2 + bx + c = 0, told."""
    a, b, c = equation
    goal: Term = ("solutions", x)
    d = b * b - 4 * a * c
    under: Term = ("+", ("^", b, 2), ("*", -4, a, c))
    at = told.step("discriminant", equal(under, d), uses, f=written(under), d=d)
    if d < 0:
        told.step("none", equal(goal, ("values",)), (at,), x=x)
        return []
    if d == 0:
        root: Term = ("/", -b, ("*", 2, a))
        found = [Fraction(-b, 2 * a)]
        steps = [told.step("only", equal(root, rational(found[0])), (*uses, at), f=written(root), v=found[0])]
    else:
        s = isqrt(d)
        rooted = told.step("root", equal(("*", s, s), d), (at,), s=s, d=d)
        found, steps = [], []
        for kind, sign in (("minus", -1), ("plus", 1)):
            term: Term = ("/", ("+", -b, sign * s), ("*", 2, a))
            found.append(Fraction(-b + sign * s, 2 * a))
            claim = equal(term, rational(found[-1]))
            steps.append(told.step(kind, claim, (*uses, rooted), f=written(term), v=found[-1]))
    found.sort()
    fill: dict[str, Any] = {"x": x, "all": ", ".join(map(str, found))}
    told.step("solutions", equal(goal, ("values", *map(rational, found))), tuple(steps), **fill)
    return found


def _drawn(rng: Stream, size: Size) -> list[int]:
    """Coefficients, the constant first."""
    factor = rng.between(1, size.factor) * rng.choice([1, 1, -1])
    if rng.chance(1, 6):
        a, b = rng.between(1, size.lead), rng.between(-size.constant, size.constant)
        return [factor * c for c in (b * b // (4 * a) + rng.between(1, size.constant), b, a)]
    one = _factor(rng, size)
    other = one if rng.chance(1, 8) else _factor(rng, size)
    return [factor * c for c in multiplied(one, other)]


def _factor(rng: Stream, size: Size) -> list[int]:
    """A linear factor, the constant first."""
    return [rng.between(1, size.constant) * rng.choice([1, -1]), rng.between(1, size.lead)]


def _sides(rng: Stream, size: Size, standard: Sequence[int], x: str) -> tuple[Term, Term]:
    """Two sides whose difference is the polynomial."""
    if not size.form:
        return polynomial(standard, x), 0
    if size.form == 2:
        one, other = _factor(rng, size), _factor(rng, size)
        rest = [c - k for c, k in zip(multiplied(one, other), standard, strict=True)]
        return ("*", polynomial(one, x), polynomial(other, x)), polynomial(rest, x)
    moved = [rng.between(1, size.constant), rng.between(-size.constant, size.constant), 0]
    return polynomial([c + m for c, m in zip(standard, moved, strict=True)], x), polynomial(moved, x)
