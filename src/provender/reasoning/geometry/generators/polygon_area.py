"""The area of a polygon from its vertices, edge by edge around it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cmp_to_key
from typing import ClassVar, TypeAlias

from provender.core.claim import Claim
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import chain, exact, number, written
from provender.reasoning.render.wording import Wording

Point: TypeAlias = tuple[int, int]

WORDS = Wording(
    {
        "en": {
            "ask": (
                "What is the area of the polygon with the vertices {points}, taken in this order?",
                "A field has its corners, in order, at {points}. Find its area in square units.",
            ),
            "edge": "{p}{q}: {f} = {v}.",
            "sum": "Added up, the edges give {f} = {v}.",
            "half": "The area is half the size of that: {z} ÷ 2 = {a}.",
        },
        "sw": {
            "ask": (
                "Je, eneo la poligoni yenye vipeo {points}, kwa mpangilio huu, ni lipi?",
                "Pembe za shamba, kwa mpangilio, ziko {points}. Tafuta eneo lake kwa vizio vya mraba.",
            ),
            "edge": "{p}{q}: {f} = {v}.",
            "sum": "Jumla ya pande zote ni {f} = {v}.",
            "half": "Eneo ni nusu ya ukubwa wake: {z} ÷ 2 = {a}.",
        },
        "fr": {
            "ask": (
                "Quelle est l'aire du polygone de sommets {points}, pris dans cet ordre ?",
                "Les coins d'un champ sont, dans l'ordre, {points}. Calcule son aire en unités carrées.",
            ),
            "edge": "{p}{q} : {f} = {v}.",
            "sum": "En tout, les côtés donnent {f} = {v}.",
            "half": "L'aire est la moitié de cette grandeur : {z} ÷ 2 = {a}.",
        },
        "es": {
            "ask": (
                "¿Cuál es el área del polígono de vértices {points}, tomados en este orden?",
                "Las esquinas de un campo son, en orden, {points}. Halla su área en unidades cuadradas.",
            ),
            "edge": "{p}{q}: {f} = {v}.",
            "sum": "Sumados, los lados dan {f} = {v}.",
            "half": "El área es la mitad de esa magnitud: {z} ÷ 2 = {a}.",
        },
        "de": {
            "ask": (
                "Welchen Flächeninhalt hat das Vieleck mit den Ecken {points} in dieser Reihenfolge?",
                "Die Ecken eines Feldes liegen der Reihe nach bei {points}."
                " Bestimme seinen Flächeninhalt in Quadrateinheiten.",
            ),
            "edge": "{p}{q}: {f} = {v}.",
            "sum": "Zusammen ergeben die Seiten {f} = {v}.",
            "half": "Der Flächeninhalt ist die Hälfte dieses Betrags: {z} ÷ 2 = {a}.",
        },
    }
)

# level -> corners, largest distance of a corner from the middle along an axis
_SIZES = {1: (3, 6), 2: (4, 9), 3: (5, 15), 4: (7, 25), 5: (9, 50), 6: (12, 200)}


@generator
@dataclass(frozen=True, slots=True)
class PolygonArea:
    """Corners with whole coordinates around a middle, so that no two sides cross; the formula of Meister (1769).

    Attributes:
        language: of question and solution.
        level: 1 (a triangle) to 5 (nine corners); 6 has twelve, with larger coordinates.

    Example:
        What is the area of the polygon with the vertices A(0, 0), B(4, 0), C(0, 3), taken in this order? AB: 0 × 0 −
        4 × 0 = 0. BC: 4 × 3 − 0 × 0 = 12. ... The area is half the size of that: 12 ÷ 2 = 6.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("polygon_area")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: corners, then edge after edge."""
        count, far = _SIZES[self.level]
        corners = _around(rng, count, far)
        names = "ABCDEFGHIJKL"[:count]
        named = list(zip(names, corners, strict=True))
        told, values, uses = Telling(WORDS[self.language]), [], []
        for (p, (x, y)), (q, (u, v)) in zip(named, [*named[1:], named[0]], strict=True):
            term, worth = ("-", ("*", x, v), ("*", u, y)), x * v - u * y
            values.append(worth)
            uses.append(told.step("edge", equal(("edge", p, q), term, worth), p=p, q=q, f=written(term), v=worth))
        total = sum(values)
        at = told.step(
            "sum", equal(("edges",), chain("+", values), total), tuple(uses), f=written(chain("+", values)), v=total
        )
        double, area = abs(total), Fraction(abs(total), 2)
        told.step("half", equal(("area",), ("/", double, 2), exact(area)), (at,), z=double, a=number(area))
        points = ", ".join([f"{name}({x}, {y})" for name, (x, y) in named])
        question = told.say("ask", rng.below(2), points=points)
        givens = tuple([Claim("at", (name, x, y)) for name, (x, y) in named])
        return Problem(question, number(area), self.language, told.derivation(("area", *names), exact(area), givens))


def _around(rng: Stream, count: int, far: int) -> Sequence[Point]:
    """Corners in the order of their direction from a middle that lies within, then moved and perhaps turned round."""
    quarters = [(1, 1), (-1, 1), (-1, -1), (1, -1)]
    while True:
        signs = (
            rng.sample(quarters, 3) if count == 3 else [*quarters, *(rng.choice(quarters) for _ in range(count - 4))]
        )
        points = [(sx * rng.between(1, far), sy * rng.between(1, far)) for sx, sy in signs]
        points.sort(key=cmp_to_key(_direction))
        turns = [_cross(a, b) for a, b in zip(points, [*points[1:], points[0]], strict=True)]
        if all(turn != 0 for turn in turns) if count == 3 else all(turn > 0 for turn in turns):
            break
    if count == 3 and sum(turns) == 0:
        return _around(rng, count, far)
    dx, dy, start = rng.between(-far, far), rng.between(-far, far), rng.below(count)
    placed = [(x + dx, y + dy) for x, y in points[start:] + points[:start]]
    return placed[::-1] if rng.chance(1, 2) else placed


def _cross(a: Point, b: Point) -> int:
    """Twice the area that the middle spans with two corners."""
    return a[0] * b[1] - b[0] * a[1]


def _direction(a: Point, b: Point) -> int:
    """Which of two corners comes first, going round from the right; no angle is measured."""
    upper, other = a[1] < 0, b[1] < 0
    return upper - other if upper != other else -_cross(a, b)
