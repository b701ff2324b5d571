"""Linear and quadratic inequalities on the line, their solutions as unions of intervals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any, ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import monomial, multiplied, polynomial, put, rational, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "For which real {x} is {l} {rel} {r}? Write the set as intervals.",
                "Solve {l} {rel} {r} for real {x}; write the set as intervals.",
            ),
            "sides": "Bring {x} to the left and the numbers to the right: {l} {rel} {r}.",
            "keep": "Divide by {c}, which is positive, so the sign stays: {x} {rel} {v}.",
            "turn": "Divide by {c}, which is negative, so the sign turns: {x} {rel} {v}.",
            "gather": "Bring everything to the left: {l} {rel} 0.",
            "zero": "{p} is 0 at {x} = {v}: {f} = 0.",
            "none": "{p} has no real zero, for its discriminant is negative: {f} = {d}.",
            "upward": "Its graph opens upwards, for {a} > 0.",
            "downward": "Its graph opens downwards, for {a} < 0.",
            "set": "So {x} lies in {set}.",
        },
        "sw": {
            "ask": (
                "Kwa {x} halisi zipi {l} {rel} {r}? Andika seti kama vipindi.",
                "Tatua {l} {rel} {r} kwa {x} halisi; andika seti kama vipindi.",
            ),
            "sides": "Peleka {x} kushoto na namba kulia: {l} {rel} {r}.",
            "keep": "Gawanya kwa {c}, ambayo ni chanya, hivyo alama haibadiliki: {x} {rel} {v}.",
            "turn": "Gawanya kwa {c}, ambayo ni hasi, hivyo alama inageuka: {x} {rel} {v}.",
            "gather": "Peleka kila kitu kushoto: {l} {rel} 0.",
            "zero": "{p} ni 0 kwa {x} = {v}: {f} = 0.",
            "none": "{p} haina sifuri halisi, kwa kuwa kitofautishi chake ni hasi: {f} = {d}.",
            "upward": "Grafu yake inafunguka juu, kwa kuwa {a} > 0.",
            "downward": "Grafu yake inafunguka chini, kwa kuwa {a} < 0.",
            "set": "Hivyo {x} iko katika {set}.",
        },
        "fr": {
            "ask": (
                "Pour quels {x} réels a-t-on {l} {rel} {r} ? Écris l'ensemble avec des intervalles.",
                "Résous {l} {rel} {r} pour {x} réel ; écris l'ensemble avec des intervalles.",
            ),
            "sides": "Mettons {x} à gauche et les nombres à droite : {l} {rel} {r}.",
            "keep": "Divisons par {c}, qui est positif, le sens reste : {x} {rel} {v}.",
            "turn": "Divisons par {c}, qui est négatif, le sens s'inverse : {x} {rel} {v}.",
            "gather": "Mettons tout à gauche : {l} {rel} 0.",
            "zero": "{p} s'annule en {x} = {v} : {f} = 0.",
            "none": "{p} ne s'annule pas, car son discriminant est négatif : {f} = {d}.",
            "upward": "Sa courbe est tournée vers le haut, car {a} > 0.",
            "downward": "Sa courbe est tournée vers le bas, car {a} < 0.",
            "set": "Donc {x} est dans {set}.",
        },
        "es": {
            "ask": (
                "¿Para qué {x} reales se cumple {l} {rel} {r}? Escribe el conjunto con intervalos.",
                "Resuelve {l} {rel} {r} para {x} real; escribe el conjunto con intervalos.",
            ),
            "sides": "Llevamos {x} a la izquierda y los números a la derecha: {l} {rel} {r}.",
            "keep": "Dividimos entre {c}, que es positivo, y el signo se mantiene: {x} {rel} {v}.",
            "turn": "Dividimos entre {c}, que es negativo, y el signo se invierte: {x} {rel} {v}.",
            "gather": "Llevamos todo a la izquierda: {l} {rel} 0.",
            "zero": "{p} se anula en {x} = {v}: {f} = 0.",
            "none": "{p} no se anula, pues su discriminante es negativo: {f} = {d}.",
            "upward": "Su gráfica se abre hacia arriba, pues {a} > 0.",
            "downward": "Su gráfica se abre hacia abajo, pues {a} < 0.",
            "set": "Así que {x} está en {set}.",
        },
        "de": {
            "ask": (
                "Für welche reellen {x} gilt {l} {rel} {r}? Schreibe die Menge mit Intervallen.",
                "Löse {l} {rel} {r} für reelles {x}; schreibe die Menge mit Intervallen.",
            ),
            "sides": "Bringe {x} nach links und die Zahlen nach rechts: {l} {rel} {r}.",
            "keep": "Teile durch {c}, eine positive Zahl, das Zeichen bleibt: {x} {rel} {v}.",
            "turn": "Teile durch {c}, eine negative Zahl, das Zeichen dreht sich um: {x} {rel} {v}.",
            "gather": "Bringe alles nach links: {l} {rel} 0.",
            "zero": "{p} ist 0 bei {x} = {v}: {f} = 0.",
            "none": "{p} hat keine reelle Nullstelle, denn die Diskriminante ist negativ: {f} = {d}.",
            "upward": "Der Graph ist nach oben offen, denn {a} > 0.",
            "downward": "Der Graph ist nach unten offen, denn {a} < 0.",
            "set": "Also liegt {x} in {set}.",
        },
    }
)

LETTERS = "xyzt"
SIGNS = {"<": "<", ">": ">", "<=": "≤", ">=": "≥"}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
# level -> degree, largest leading coefficient and constant of a linear factor, largest number moved to the right
_SIZES = {
    1: (1, 9, 20, 0),
    2: (1, 30, 90, 60),
    3: (2, 2, 12, 9),
    4: (2, 4, 20, 15),
    5: (2, 9, 40, 60),
    6: (2, 40, 300, 900),
}


@generator
@dataclass(frozen=True, slots=True)
class Inequalities:
    """ax + b < c and the like at levels 1 and 2, quadratic ones with rational zeros or none from 3 on.

    Attributes:
        language: of question and solution.
        level: 1 (linear, the unknown once) to 5 (quadratic); 6 has larger numbers.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        For which real x is x^2 - 5x + 6 ≤ 0? ... x^2 - 5x + 6 is 0 at x = 2: 2^2 - 5 × 2 + 6 = 0.
        ... Its graph opens upwards, for 1 > 0. So x lies in [2, 3].
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("inequalities")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first both sides, then the words."""
        degree, lead, constant, moved = _SIZES[self.level]
        x, relation = rng.choice(LETTERS), rng.choice(list(SIGNS))
        standard = _drawn(rng, degree, lead, constant)
        slope = rng.between(1, moved) * rng.choice([1, -1]) if moved else 0
        right = [rng.between(-constant, constant), slope if slope != -standard[1] else 0]
        if degree == 2 and rng.chance(1, 4):
            right = [0, 0]
        left = [c + (right[power] if power < 2 else 0) for power, c in enumerate(standard)]
        sides = (polynomial(left, x), polynomial(right, x))
        told = Telling(WORDS[self.language])
        shown = {"x": x, "rel": SIGNS[relation]}
        question = told.say("ask", rng.below(WORDS.forms("ask")), **shown, l=written(sides[0]), r=written(sides[1]))
        solve = _linear if degree == 1 else _quadratic
        found, uses = solve(told, standard, relation, x=x, asked=sides)
        union: Term = ("union", *[("interval", *map(_bound, interval)) for interval in found])
        text = " ∪ ".join([f"{a}{_shown(b)}, {_shown(c)}{d}" for a, b, c, d in found]) or "∅"
        told.step("set", equal(("solutions", x), union), uses, x=x, set=text)
        given = Claim(relation, sides)
        return Problem(question, text, self.language, told.derivation(("solutions", x), union, (given,)))


def _bound(part: "str | Fraction") -> Term:
    """A bracket, an end or infinity as a term."""
    return part if isinstance(part, str) else rational(part)


def _shown(part: "str | Fraction") -> str:
    """An end of an interval."""
    return str(part)


def _drawn(rng: Stream, degree: int, lead: int, constant: int) -> list[int]:
    """Coefficients of the difference of both sides, the constant first."""
    factor = [rng.between(1, constant) * rng.choice([1, -1]), rng.between(1, lead) * rng.choice([1, -1])]
    if degree == 1:
        return factor
    if rng.chance(1, 6):
        a, b = rng.between(1, lead), rng.between(-constant, constant)
        sign = rng.choice([1, -1])
        return [sign * c for c in (b * b // (4 * a) + rng.between(1, constant), b, a)]
    other = [rng.between(1, constant) * rng.choice([1, -1]), rng.between(1, lead)]
    return multiplied(factor, factor if rng.chance(1, 9) else other)


_Interval = tuple[str, Any, Any, str]


def _linear(
    told: Telling, standard: Sequence[int], relation: str, *, x: str, asked: tuple[Term, Term]
) -> tuple[list[_Interval], tuple[int, ...]]:
    """The half-line of a linear inequality, and the step that states it."""
    b, a = standard
    left = monomial(a, 1, x)
    uses: tuple[int, ...] = ()
    if asked != (left, -b):
        uses = (told.step("sides", Claim(relation, (left, -b)), x=x, rel=SIGNS[relation], l=written(left), r=-b),)
    edge = Fraction(-b, a)
    if a != 1:
        relation = relation if a > 0 else _TURNED[relation]
        fill: dict[str, Any] = {"x": x, "rel": SIGNS[relation], "c": a, "v": edge}
        uses = (told.step("keep" if a > 0 else "turn", Claim(relation, (x, rational(edge))), uses, **fill),)
    closed = "=" in relation
    if relation[0] == "<":
        return [("(", "-∞", edge, "]" if closed else ")")], uses
    return [("[" if closed else "(", edge, "∞", ")")], uses


def _quadratic(
    told: Telling, standard: Sequence[int], relation: str, *, x: str, asked: tuple[Term, Term]
) -> tuple[list[_Interval], tuple[int, ...]]:
    """The intervals of a quadratic inequality, and the steps that they follow from."""
    c, b, a = standard
    p = polynomial(standard, x)
    uses: tuple[int, ...] = ()
    if asked != (p, 0):
        uses = (told.step("gather", Claim(relation, (p, 0)), l=written(p), rel=SIGNS[relation]),)
    d = b * b - 4 * a * c
    zeros = sorted({Fraction(-b - isqrt(d), 2 * a), Fraction(-b + isqrt(d), 2 * a)}) if d >= 0 else []
    facts = []
    for zero in zeros:
        worth = put(p, zero)
        fill: dict[str, Any] = {"p": written(p), "x": x, "v": zero, "f": written(worth)}
        facts.append(told.step("zero", equal(worth, 0), uses, **fill))
    if d < 0:
        under: Term = ("+", ("^", b, 2), ("*", -4, a, c))
        facts.append(told.step("none", equal(under, d), uses, p=written(p), f=written(under), d=d))
    kind = "upward" if a > 0 else "downward"
    facts.append(told.step(kind, Claim(">" if a > 0 else "<", (a, 0)), uses, a=a))
    outside = (relation[0] == ">") == (a > 0)
    return _intervals(zeros, outside, closed="=" in relation), tuple(facts) if not uses else (*uses, *facts)


def _intervals(zeros: Sequence[Fraction], outside: bool, *, closed: bool) -> list[_Interval]:
    """Outside the zeros, or between them; the zeros themselves where the relation allows equality."""
    opening, closing = ("[", "]") if closed else ("(", ")")
    if not zeros:
        return [("(", "-∞", "∞", ")")] if outside else []
    low, high = zeros[0], zeros[-1]
    if outside and low == high and closed:
        return [("(", "-∞", "∞", ")")]
    if outside:
        return [("(", "-∞", low, closing), (opening, high, "∞", ")")]
    return [(opening, low, high, closing)] if low < high or closed else []
