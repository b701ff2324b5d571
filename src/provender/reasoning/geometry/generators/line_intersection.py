"""Where two lines meet, each given by two points: how far along the first, in exact fractions."""

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

Point: TypeAlias = tuple[int, int]

_A, _B, _C, _D = "A({ax}, {ay})", "B({bx}, {by})", "C({cx}, {cy})", "D({dx}, {dy})"
WORDS = Wording(
    {
        "en": {
            "ask": (
                f"Where does the line through {_A} and {_B} meet the line through {_C} and {_D}?",
                f"One line runs through {_A} and {_B}, another through {_C} and {_D}."
                " Find the point that lies on both.",
            ),
            "across": "From {p} to {q}, x changes by {f} = {v}.",
            "up": "From {p} to {q}, y changes by {f} = {v}.",
            "cross": "The directions of the lines give {f} = {v}, so they are not parallel.",
            "along": "The common point lies at t = ({f}) ÷ {d} = {v} on the way from A to B.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "point": "So the lines meet at ({x}, {y}).",
        },
        "sw": {
            "ask": (
                f"Je, mstari unaopita {_A} na {_B} unakutana wapi na mstari unaopita {_C} na {_D}?",
                f"Mstari mmoja unapita {_A} na {_B}, mwingine unapita {_C} na {_D}."
                " Tafuta nukta iliyo kwenye mistari yote miwili.",
            ),
            "across": "Kutoka {p} hadi {q}, x inabadilika kwa {f} = {v}.",
            "up": "Kutoka {p} hadi {q}, y inabadilika kwa {f} = {v}.",
            "cross": "Mielekeo ya mistari inatoa {f} = {v}, kwa hiyo si sambamba.",
            "along": "Nukta ya pamoja iko kwenye t = ({f}) ÷ {d} = {v} ya njia kutoka A hadi B.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "point": "Kwa hiyo mistari inakutana kwenye ({x}, {y}).",
        },
        "fr": {
            "ask": (
                f"Où la droite passant par {_A} et {_B} coupe-t-elle la droite passant par {_C} et {_D} ?",
                f"Une droite passe par {_A} et {_B}, une autre par {_C} et {_D}. Trouve leur point commun.",
            ),
            "across": "De {p} à {q}, x varie de {f} = {v}.",
            "up": "De {p} à {q}, y varie de {f} = {v}.",
            "cross": "Les directions des droites donnent {f} = {v}, elles ne sont donc pas parallèles.",
            "along": "Le point commun se trouve à t = ({f}) ÷ {d} = {v} du chemin de A à B.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "point": "Les droites se coupent donc en ({x}, {y}).",
        },
        "es": {
            "ask": (
                f"¿Dónde corta la recta que pasa por {_A} y {_B} a la recta que pasa por {_C} y {_D}?",
                f"Una recta pasa por {_A} y {_B}, otra por {_C} y {_D}. Halla su punto común.",
            ),
            "across": "De {p} a {q}, x cambia en {f} = {v}.",
            "up": "De {p} a {q}, y cambia en {f} = {v}.",
            "cross": "Las direcciones de las rectas dan {f} = {v}, así que no son paralelas.",
            "along": "El punto común está en t = ({f}) ÷ {d} = {v} del camino de A a B.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "point": "Por lo tanto, las rectas se cortan en ({x}, {y}).",
        },
        "de": {
            "ask": (
                f"Wo schneidet die Gerade durch {_A} und {_B} die Gerade durch {_C} und {_D}?",
                f"Eine Gerade geht durch {_A} und {_B}, eine andere durch {_C} und {_D}."
                " Bestimme ihren gemeinsamen Punkt.",
            ),
            "across": "Von {p} nach {q} ändert sich x um {f} = {v}.",
            "up": "Von {p} nach {q} ändert sich y um {f} = {v}.",
            "cross": "Die Richtungen der Geraden ergeben {f} = {v}, also sind sie nicht parallel.",
            "along": "Der gemeinsame Punkt liegt bei t = ({f}) ÷ {d} = {v} des Weges von A nach B.",
            "x": "x = {f} = {v}.",
            "y": "y = {f} = {v}.",
            "point": "Also schneiden sich die Geraden in ({x}, {y}).",
        },
    }
)

# level -> largest coordinate of the drawn points; below 3 the lines meet in whole numbers
_SIZES = {1: 3, 2: 8, 3: 12, 4: 25, 5: 80, 6: 600}


@generator
@dataclass(frozen=True, slots=True)
class LineIntersection:
    """Two lines through two points each, never parallel.

    Attributes:
        language: of question and solution.
        level: 1 (small coordinates, a meeting in whole numbers) to 5 (up to 80, in fractions); 6 goes up to 600.

    Example:
        Where does the line through A(0, 0) and B(4, 2) meet the line through C(0, 3) and D(3, 0)? From A to B, x
        changes by 4 − 0 = 4. ... So the lines meet at (2, 1).
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("line_intersection")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: four points, then the way along AB."""
        draw = _meeting if self.level < 3 else _any
        points = None
        while points is None:
            points = draw(rng, _SIZES[self.level])
        told = Telling(WORDS[self.language])
        moves: dict[str, tuple[int, int]] = {}
        at: dict[str, tuple[int, int]] = {}
        for p, q in ("AB", "CD", "AC"):
            moves[p + q], at[p + q] = _moved(told, p, q, points)
        t, along = _along(told, moves, at)
        meeting, uses = [], []
        for name, start, change, move in zip("xy", points["A"], moves["AB"], at["AB"], strict=True):
            place = start + t * change
            sum_: Term = ("+", start, ("*", exact(t), change))
            meeting.append(place)
            claim = equal((name,), sum_, exact(place))
            uses.append(told.step(name, claim, (move, along), f=written(sum_), v=number(place)))
        x, y = meeting
        answer = ("point", exact(x), exact(y))
        told.step("point", equal(("meeting",), answer), tuple(uses), x=number(x), y=number(y))
        slots = {
            f"{name.lower()}{axis}": place
            for name, point in points.items()
            for axis, place in zip("xy", point, strict=True)
        }
        question = told.say("ask", rng.below(2), **slots)
        givens = tuple([Claim("at", (name, *point)) for name, point in points.items()])
        goal = ("meeting", "A", "B", "C", "D")
        return Problem(question, f"({number(x)}, {number(y)})", self.language, told.derivation(goal, answer, givens))


def _along(
    told: Telling, moves: Mapping[str, tuple[int, int]], at: Mapping[str, tuple[int, int]]
) -> tuple[Fraction, int]:
    """How far from A to B the lines meet, by cross products of the moves, and the step that says so."""
    (ux, uy), (vx, vy), (wx, wy) = moves["AB"], moves["CD"], moves["AC"]
    d = ux * vy - uy * vx
    t = Fraction(wx * vy - wy * vx, d)
    term: Term = ("-", ("*", ux, vy), ("*", uy, vx))
    cross = told.step("cross", equal(("cross",), term, d), (*at["AB"], *at["CD"]), f=written(term), v=d)
    top: Term = ("-", ("*", wx, vy), ("*", wy, vx))
    claim, uses = equal(("t",), ("/", top, d), exact(t)), (*at["CD"], *at["AC"], cross)
    return t, told.step("along", claim, uses, f=written(top), d=f"({d})" if d < 0 else d, v=number(t))


def _moved(told: Telling, p: str, q: str, points: Mapping[str, Point]) -> tuple[tuple[int, int], tuple[int, int]]:
    """The change of x and of y from one point to another, and the steps that say so."""
    found, at = [], []
    for kind, here, there in zip(("across", "up"), points[p], points[q], strict=True):
        found.append(there - here)
        claim = equal((kind, p, q), ("-", there, here), there - here)
        at.append(told.step(kind, claim, p=p, q=q, f=written(("-", there, here)), v=there - here))
    return (found[0], found[1]), (at[0], at[1])


def _any(rng: Stream, far: int) -> Mapping[str, Point] | None:
    """Four points anywhere; None where they make no two lines that cross."""
    points = [(rng.between(-far, far), rng.between(-far, far)) for _ in range(4)]
    return _sound(dict(zip("ABCD", points, strict=True)))


def _meeting(rng: Stream, far: int) -> Mapping[str, Point] | None:
    """Four points on two lines through a point with whole coordinates."""
    x, y = rng.between(-far, far), rng.between(-far, far)
    wide = far // 2 + 1
    steps = [(rng.between(-wide, wide), rng.between(-wide, wide)) for _ in range(2)]
    times = [rng.sample((-2, -1, 1, 2, 3), 2) for _ in steps]
    places = [(x + k * sx, y + k * sy) for (sx, sy), ks in zip(steps, times, strict=True) for k in ks]
    return _sound(dict(zip("ABCD", places, strict=True)))


def _sound(points: Mapping[str, Point]) -> Mapping[str, Point] | None:
    """The points, if their lines cross."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points.values()
    return points if (bx - ax) * (dy - cy) != (by - ay) * (dx - cx) else None
