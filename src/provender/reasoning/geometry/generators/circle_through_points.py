"""The circle through three points: its centre by two perpendicular bisectors, or its radius as a root."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.terms.formulas import exact, number, written
from provender.reasoning.render.wording import Wording

Points: TypeAlias = Mapping[str, tuple[int, int]]

WORDS = Wording(
    {
        "en": {
            "centre": (
                "Where is the centre of the circle through A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})?",
                "A circle passes through the points A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}). Find its centre.",
            ),
            "radius": (
                "What is the radius of the circle through A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})?",
                "A circle passes through the points A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})."
                " Find its radius exactly.",
            ),
            "square": "For {p}, x² + y² is {f} = {v}.",
            "across": "Equally far from {p} and {q}: x has the factor {f} = {v}.",
            "up": "Equally far from {p} and {q}: y has the factor {f} = {v}.",
            "level": "Equally far from {p} and {q}: the other side is {f} = {v}.",
            "cross": "The two equations give {f} = {v}, so they have one solution.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "middle": "So the centre is ({x}, {y}).",
            "squared": "The square of the radius is {f} = {v}.",
            "root": "So the radius is √{n} = {r}.",
        },
        "sw": {
            "centre": (
                "Je, kitovu cha duara linalopita A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}) kiko wapi?",
                "Duara linapita kwenye nukta A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}). Tafuta kitovu chake.",
            ),
            "radius": (
                "Je, nusu kipenyo cha duara linalopita A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}) ni kipi?",
                "Duara linapita kwenye nukta A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})."
                " Tafuta nusu kipenyo chake kamili.",
            ),
            "square": "Kwa {p}, x² + y² ni {f} = {v}.",
            "across": "Umbali sawa kutoka {p} na {q}: kigawo cha x ni {f} = {v}.",
            "up": "Umbali sawa kutoka {p} na {q}: kigawo cha y ni {f} = {v}.",
            "level": "Umbali sawa kutoka {p} na {q}: upande wa pili ni {f} = {v}.",
            "cross": "Milinganyo miwili inatoa {f} = {v}, kwa hiyo ina jibu moja.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "middle": "Kwa hiyo kitovu ni ({x}, {y}).",
            "squared": "Mraba wa nusu kipenyo ni {f} = {v}.",
            "root": "Kwa hiyo nusu kipenyo ni √{n} = {r}.",
        },
        "fr": {
            "centre": (
                "Où se trouve le centre du cercle passant par A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}) ?",
                "Un cercle passe par les points A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}). Trouve son centre.",
            ),
            "radius": (
                "Quel est le rayon du cercle passant par A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}) ?",
                "Un cercle passe par les points A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})."
                " Trouve la valeur exacte de son rayon.",
            ),
            "square": "Pour {p}, x² + y² vaut {f} = {v}.",
            "across": "À égale distance de {p} et {q} : x a le facteur {f} = {v}.",
            "up": "À égale distance de {p} et {q} : y a le facteur {f} = {v}.",
            "level": "À égale distance de {p} et {q} : l'autre membre est {f} = {v}.",
            "cross": "Les deux équations donnent {f} = {v}, elles ont donc une solution.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "middle": "Le centre est donc ({x}, {y}).",
            "squared": "Le carré du rayon est {f} = {v}.",
            "root": "Le rayon est donc √{n} = {r}.",
        },
        "es": {
            "centre": (
                "¿Dónde está el centro de la circunferencia que pasa por A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})?",
                "Una circunferencia pasa por los puntos A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy}). Halla su centro.",
            ),
            "radius": (
                "¿Cuánto mide el radio de la circunferencia que pasa por A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})?",
                "Una circunferencia pasa por los puntos A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})."
                " Halla el valor exacto de su radio.",
            ),
            "square": "Para {p}, x² + y² es {f} = {v}.",
            "across": "A igual distancia de {p} y {q}: x tiene el factor {f} = {v}.",
            "up": "A igual distancia de {p} y {q}: y tiene el factor {f} = {v}.",
            "level": "A igual distancia de {p} y {q}: el otro lado es {f} = {v}.",
            "cross": "Las dos ecuaciones dan {f} = {v}, así que tienen una solución.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "middle": "Por lo tanto, el centro es ({x}, {y}).",
            "squared": "El cuadrado del radio es {f} = {v}.",
            "root": "Por lo tanto, el radio es √{n} = {r}.",
        },
        "de": {
            "centre": (
                "Wo liegt der Mittelpunkt des Kreises durch A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})?",
                "Ein Kreis geht durch die Punkte A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})."
                " Bestimme seinen Mittelpunkt.",
            ),
            "radius": (
                "Welchen Radius hat der Kreis durch A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})?",
                "Ein Kreis geht durch die Punkte A({ax}, {ay}), B({bx}, {by}), C({cx}, {cy})."
                " Bestimme seinen Radius genau.",
            ),
            "square": "Für {p} ist x² + y² gleich {f} = {v}.",
            "across": "Gleich weit von {p} und {q}: x hat den Faktor {f} = {v}.",
            "up": "Gleich weit von {p} und {q}: y hat den Faktor {f} = {v}.",
            "level": "Gleich weit von {p} und {q}: Die andere Seite ist {f} = {v}.",
            "cross": "Die beiden Gleichungen ergeben {f} = {v}, also haben sie eine Lösung.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "middle": "Also ist der Mittelpunkt ({x}, {y}).",
            "squared": "Das Quadrat des Radius ist {f} = {v}.",
            "root": "Also ist der Radius √{n} = {r}.",
        },
    }
)

# level -> largest coordinate of a drawn point, or of a centre and of a radius' legs
_SIZES = {1: 4, 2: 7, 3: 12, 4: 25, 5: 70, 6: 400}


@generator
@dataclass(frozen=True, slots=True)
class CircleThroughPoints:
    """Three points not on a line; the centre in exact fractions, the radius as a root in lowest form.

    Attributes:
        language: of question and solution.
        level: 1 (coordinates up to 12) to 5 (up to 210); 6 goes up to 1200.

    Example:
        What is the radius of the circle through A(1, 0), B(0, 1), C(-1, 0)? For A, x² + y² is 1 × 1 + 0 × 0 = 1. ...
        The square of the radius is (1 − 0) × (1 − 0) + (0 − 0) × (0 − 0) = 1. So the radius is √1 = 1.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("circle_through_points")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: three points, two equations, what they give."""
        ask = rng.choice(("centre", "radius"))
        points = None
        while points is None:
            points = (_anywhere if ask == "centre" else _around)(rng, _SIZES[self.level])
        told = Telling(WORDS[self.language])
        (x, at_x), (y, at_y) = _centre(told, points)
        answer: Term = ("point", exact(x), exact(y))
        text = f"({number(x)}, {number(y)})"
        if ask == "centre":
            told.step("middle", equal(("centre",), answer), (at_x, at_y), x=number(x), y=number(y))
        else:
            answer, text = _radius(told, points["A"], (x, y), (at_x, at_y))
        slots = {
            f"{name.lower()}{axis}": place
            for name, point in points.items()
            for axis, place in zip("xy", point, strict=True)
        }
        question = told.say(ask, rng.below(2), **slots)
        givens = tuple([Claim("at", (name, *point)) for name, point in points.items()])
        return Problem(question, text, self.language, told.derivation((ask, "A", "B", "C"), answer, givens))


def _centre(told: Telling, points: Points) -> tuple[tuple[Fraction, int], tuple[Fraction, int]]:
    """Both coordinates, each with the step that found it."""
    squares: dict[str, tuple[int, int]] = {}
    for name, (x, y) in points.items():
        term, worth = ("+", ("*", x, x), ("*", y, y)), x * x + y * y
        squares[name] = (
            worth,
            told.step("square", equal(("square", name), term, worth), p=name, f=written(term), v=worth),
        )
    rows = []
    for q in "BC":
        values, places = [], []
        for kind, here, there in zip(("across", "up"), points["A"], points[q], strict=True):
            factor: Term = ("*", 2, ("-", there, here))
            values.append(2 * (there - here))
            claim = equal((kind, "A", q), factor, values[-1])
            places.append(told.step(kind, claim, p="A", q=q, f=written(factor), v=values[-1]))
        (low, one), (high, other) = squares["A"], squares[q]
        side: Term = ("-", high, low)
        claim = equal(("level", "A", q), side, high - low)
        places.append(told.step("level", claim, (one, other), p="A", q=q, f=written(side), v=high - low))
        rows.append(([*values, high - low], places))
    ((a, b, c), (at_a, at_b, at_c)), ((u, v, w), (at_u, at_v, at_w)) = rows
    term = ("-", ("*", a, v), ("*", b, u))
    d = a * v - b * u
    cross = told.step("cross", equal(("cross",), term, d), (at_a, at_b, at_u, at_v), f=written(term), v=d)
    found = []
    for axis, (one, two, three, four), rests in (
        ("x", (c, v, w, b), (at_b, at_c, at_v, at_w)),
        ("y", (a, w, u, c), (at_a, at_c, at_u, at_w)),
    ):
        quotient: Term = ("/", ("-", ("*", one, two), ("*", three, four)), d)
        worth_ = Fraction(one * two - three * four, d)
        claim = equal((axis,), quotient, exact(worth_))
        found.append((worth_, told.step(axis, claim, (*rests, cross), f=written(quotient), v=number(worth_))))
    return found[0], found[1]


def _radius(
    told: Telling, point: tuple[int, int], centre: tuple[Fraction, Fraction], uses: tuple[int, int]
) -> tuple[Term, str]:
    """The distance from the centre to a point, and how it is written."""
    across, up = (("-", here, exact(there)) for here, there in zip(point, centre, strict=True))
    term: Term = ("+", ("*", across, across), ("*", up, up))
    square = int(sum((here - there) ** 2 for here, there in zip(point, centre, strict=True)))
    at = told.step("squared", equal(("squared",), term, square), uses, f=written(term), v=square)
    outside, inside = _root(square)
    answer: Term = ("sqrt", inside) if outside == 1 else ("*", outside, ("sqrt", inside))
    text = f"{outside if outside > 1 else ''}√{inside}"
    if inside == 1:
        answer, text = outside, str(outside)
    told.step("root", equal(("radius",), ("sqrt", square), answer), (at,), n=square, r=text)
    return answer, text


def _root(square: int) -> tuple[int, int]:
    """How often the root of what is left: 50 is 5 times 5 times 2."""
    outside = next(side for side in range(int(square**0.5) + 1, 0, -1) if square % (side * side) == 0)
    return outside, square // (outside * outside)


def _anywhere(rng: Stream, far: int) -> "Points | None":
    """Three points; None where they lie on a line."""
    return _sound({name: (rng.between(-far, far), rng.between(-far, far)) for name in "ABC"})


def _around(rng: Stream, far: int) -> "Points | None":
    """Three of the eight points with whole coordinates that lie at one distance from a centre by symmetry."""
    x, y = rng.between(-far, far), rng.between(-far, far)
    a, b = rng.between(0, far), rng.between(1, far)
    legs = sorted({(sx * p, sy * q) for p, q in ((a, b), (b, a)) for sx in (1, -1) for sy in (1, -1)})
    return _sound({name: (x + dx, y + dy) for name, (dx, dy) in zip("ABC", rng.sample(legs, 3), strict=True)})


def _sound(points: Points) -> "Points | None":
    """The points, unless they lie on a line."""
    (ax, ay), (bx, by), (cx, cy) = points.values()
    return points if (bx - ax) * (cy - ay) != (by - ay) * (cx - ax) else None
