"""Proves circles through three points: each step by its role, and the circle's own equation solved anew in FLINT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from math import isqrt
from typing import ClassVar, NamedTuple, final

from flint import fmpq, fmpq_mat, fmpz

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, value
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST = 10**6


def _read_root(text: str) -> "Term | None":
    """5, √2 or 5√2; None where the root is not in lowest form."""
    outside, sign, inside = text.partition("√")
    if not sign:
        return int(outside)
    root = ("sqrt", int(inside))
    if int(inside) < 2 or any(times > 1 for _, times in fmpz(int(inside)).factor()) or outside in ("0", "1"):
        return None
    return ("*", int(outside), root) if outside else root


_SLOTS: Mapping[str, Slot] = {
    "name": ("[ABC]", str),
    "root": (r"(?:[1-9][0-9]{0,9})?√[1-9][0-9]{0,15}|[1-9][0-9]{0,9}", _read_root),
}
ASKS = Forms(
    {
        "en": {
            "centre": (
                "Where is the centre of the circle through A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int})?",
                "A circle passes through the points A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}). Find its centre.",
            ),
            "radius": (
                "What is the radius of the circle through A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int})?",
                "A circle passes through the points A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}). Find its radius exactly.",
            ),
        },
        "sw": {
            "centre": (
                "Je, kitovu cha duara linalopita A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int}, {cy:int})"
                " kiko wapi?",
                "Duara linapita kwenye nukta A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int}, {cy:int})."
                " Tafuta kitovu chake.",
            ),
            "radius": (
                "Je, nusu kipenyo cha duara linalopita A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}) ni kipi?",
                "Duara linapita kwenye nukta A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int}, {cy:int})."
                " Tafuta nusu kipenyo chake kamili.",
            ),
        },
        "fr": {
            "centre": (
                "Où se trouve le centre du cercle passant par A({ax:int}, {ay:int}), B({bx:int}, {by:int}),"
                " C({cx:int}, {cy:int}) ?",
                "Un cercle passe par les points A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int}, {cy:int})."
                " Trouve son centre.",
            ),
            "radius": (
                "Quel est le rayon du cercle passant par A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}) ?",
                "Un cercle passe par les points A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int}, {cy:int})."
                " Trouve la valeur exacte de son rayon.",
            ),
        },
        "es": {
            "centre": (
                "¿Dónde está el centro de la circunferencia que pasa por A({ax:int}, {ay:int}), B({bx:int},"
                " {by:int}), C({cx:int}, {cy:int})?",
                "Una circunferencia pasa por los puntos A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}). Halla su centro.",
            ),
            "radius": (
                "¿Cuánto mide el radio de la circunferencia que pasa por A({ax:int}, {ay:int}), B({bx:int},"
                " {by:int}), C({cx:int}, {cy:int})?",
                "Una circunferencia pasa por los puntos A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}). Halla el valor exacto de su radio.",
            ),
        },
        "de": {
            "centre": (
                "Wo liegt der Mittelpunkt des Kreises durch A({ax:int}, {ay:int}), B({bx:int}, {by:int}),"
                " C({cx:int}, {cy:int})?",
                "Ein Kreis geht durch die Punkte A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}). Bestimme seinen Mittelpunkt.",
            ),
            "radius": (
                "Welchen Radius hat der Kreis durch A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int})?",
                "Ein Kreis geht durch die Punkte A({ax:int}, {ay:int}), B({bx:int}, {by:int}), C({cx:int},"
                " {cy:int}). Bestimme seinen Radius genau.",
            ),
        },
    }
)
SAYS = Forms(
    {
        "en": {
            "square": "For {p:name}, x² + y² is {f:formula} = {v:frac}.",
            "across": "Equally far from {p:name} and {q:name}: x has the factor {f:formula} = {v:frac}.",
            "up": "Equally far from {p:name} and {q:name}: y has the factor {f:formula} = {v:frac}.",
            "level": "Equally far from {p:name} and {q:name}: the other side is {f:formula} = {v:frac}.",
            "cross": "The two equations give {f:formula} = {v:frac}, so they have one solution.",
            "x": "x = {f:formula} = {v:frac}.",
            "y": "y = {f:formula} = {v:frac}.",
            "middle": "So the centre is ({x:frac}, {y:frac}).",
            "squared": "The square of the radius is {f:formula} = {v:frac}.",
            "root": "So the radius is √{n} = {r:root}.",
        },
        "sw": {
            "square": "Kwa {p:name}, x² + y² ni {f:formula} = {v:frac}.",
            "across": "Umbali sawa kutoka {p:name} na {q:name}: kigawo cha x ni {f:formula} = {v:frac}.",
            "up": "Umbali sawa kutoka {p:name} na {q:name}: kigawo cha y ni {f:formula} = {v:frac}.",
            "level": "Umbali sawa kutoka {p:name} na {q:name}: upande wa pili ni {f:formula} = {v:frac}.",
            "cross": "Milinganyo miwili inatoa {f:formula} = {v:frac}, kwa hiyo ina jibu moja.",
            "x": "x = {f:formula} = {v:frac}.",
            "y": "y = {f:formula} = {v:frac}.",
            "middle": "Kwa hiyo kitovu ni ({x:frac}, {y:frac}).",
            "squared": "Mraba wa nusu kipenyo ni {f:formula} = {v:frac}.",
            "root": "Kwa hiyo nusu kipenyo ni √{n} = {r:root}.",
        },
        "fr": {
            "square": "Pour {p:name}, x² + y² vaut {f:formula} = {v:frac}.",
            "across": "À égale distance de {p:name} et {q:name} : x a le facteur {f:formula} = {v:frac}.",
            "up": "À égale distance de {p:name} et {q:name} : y a le facteur {f:formula} = {v:frac}.",
            "level": "À égale distance de {p:name} et {q:name} : l'autre membre est {f:formula} = {v:frac}.",
            "cross": "Les deux équations donnent {f:formula} = {v:frac}, elles ont donc une solution.",
            "x": "x = {f:formula} = {v:frac}.",
            "y": "y = {f:formula} = {v:frac}.",
            "middle": "Le centre est donc ({x:frac}, {y:frac}).",
            "squared": "Le carré du rayon est {f:formula} = {v:frac}.",
            "root": "Le rayon est donc √{n} = {r:root}.",
        },
        "es": {
            "square": "Para {p:name}, x² + y² es {f:formula} = {v:frac}.",
            "across": "A igual distancia de {p:name} y {q:name}: x tiene el factor {f:formula} = {v:frac}.",
            "up": "A igual distancia de {p:name} y {q:name}: y tiene el factor {f:formula} = {v:frac}.",
            "level": "A igual distancia de {p:name} y {q:name}: el otro lado es {f:formula} = {v:frac}.",
            "cross": "Las dos ecuaciones dan {f:formula} = {v:frac}, así que tienen una solución.",
            "x": "x = {f:formula} = {v:frac}.",
            "y": "y = {f:formula} = {v:frac}.",
            "middle": "Por lo tanto, el centro es ({x:frac}, {y:frac}).",
            "squared": "El cuadrado del radio es {f:formula} = {v:frac}.",
            "root": "Por lo tanto, el radio es √{n} = {r:root}.",
        },
        "de": {
            "square": "Für {p:name} ist x² + y² gleich {f:formula} = {v:frac}.",
            "across": "Gleich weit von {p:name} und {q:name}: x hat den Faktor {f:formula} = {v:frac}.",
            "up": "Gleich weit von {p:name} und {q:name}: y hat den Faktor {f:formula} = {v:frac}.",
            "level": "Gleich weit von {p:name} und {q:name}: Die andere Seite ist {f:formula} = {v:frac}.",
            "cross": "Die beiden Gleichungen ergeben {f:formula} = {v:frac}, also haben sie eine Lösung.",
            "x": "x = {f:formula} = {v:frac}.",
            "y": "y = {f:formula} = {v:frac}.",
            "middle": "Also ist der Mittelpunkt ({x:frac}, {y:frac}).",
            "squared": "Das Quadrat des Radius ist {f:formula} = {v:frac}.",
            "root": "Also ist der Radius √{n} = {r:root}.",
        },
    },
    slots=_SLOTS,
)


class _Task(NamedTuple):
    """Whether centre or radius is wanted, the points, the centre and the square of the radius."""

    ask: str
    points: Mapping[str, tuple[int, int]]
    centre: tuple[Fraction, Fraction]
    square: Fraction


def _name(kind: str, v: Values) -> Term:
    """What a sentence finds: ("across", "A", "B"), ("square", "A"), ("x",)."""
    return (kind, *(v[slot] for slot in "pq" if slot in v))


def _known(before: Sequence[Said]) -> Mapping[Term, Term]:
    """What the sentences found."""
    return {_name(said.kind, said.values): as_term(said.values["v"]) for said in before if "v" in said.values}


def _difference(one: tuple[Term, Term], other: tuple[Term, Term], known: Mapping[Term, Term]) -> "Term | None":
    """One product of found numbers less another; None where one of them has not been found."""
    names = (*one, *other)
    if any(name not in known for name in names):
        return None
    a, b, c, d = (known[name] for name in names)
    return ("-", ("*", a, b), ("*", c, d))


_A, _B, _C = ("across", "A", "B"), ("up", "A", "B"), ("level", "A", "B")
_U, _V, _W = ("across", "A", "C"), ("up", "A", "C"), ("level", "A", "C")
_TOPS = {"x": ((_C, _V), (_W, _B)), "y": ((_A, _W), (_U, _C))}


def _of_points(kind: str, points: Mapping[str, tuple[int, int]], v: Values) -> Term:
    """What is worked out from the points alone."""
    if kind == "square":
        x, y = points[v["p"]]
        return ("+", ("*", x, x), ("*", y, y))
    axis = ("across", "up").index(kind)
    return ("*", 2, ("-", points[v["q"]][axis], points[v["p"]][axis]))


def _term(kind: str, task: _Task, v: Values, known: Mapping[Term, Term]) -> "Term | None":
    """What is worked out from what the sentences found."""
    if kind == "level":
        sides = ("square", v["q"]), ("square", v["p"])
        return ("-", known[sides[0]], known[sides[1]]) if all(side in known for side in sides) else None
    if kind == "cross":
        return _difference((_A, _V), (_B, _U), known)
    if kind in _TOPS:
        top, cross = _difference(*_TOPS[kind], known), known.get(("cross",))
        return None if top is None or cross is None else ("/", top, cross)
    if ("x",) not in known or ("y",) not in known:
        return None
    across, up = (("-", place, known[axis,]) for axis, place in zip("xy", task.points["A"], strict=True))
    return ("+", ("*", across, across), ("*", up, up))


def _works(kind: str, task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The formula is that of its role, and its value is right."""
    if "q" in v and (v["p"], v["q"]) not in (("A", "B"), ("A", "C")):
        return False
    given = kind in ("square", "across", "up")
    term = _of_points(kind, task.points, v) if given else _term(kind, task, v, _known(before))
    return term is not None and v["f"] == term and value(term) == v["v"]


def _centre(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Both coordinates as found."""
    known = _known(before)
    return (as_term(v["x"]), as_term(v["y"])) == (known.get(("x",)), known.get(("y",)))


def _root(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The root of what was found, in lowest form."""
    return (_known(before).get(("squared",)), _square_of(v["r"])) == (v["n"], v["n"])


def _square_of(root: Term) -> int:
    """The number whose root this is."""
    if isinstance(root, int):
        return root * root
    return int(str(root[1])) if root[0] == "sqrt" else int(str(root[1])) ** 2 * int(str(root[2][1]))  # type: ignore[index]


def _says(kind: str, v: Values) -> Claim:
    """What a sentence with a formula claims."""
    return Claim("=", (_name(kind, v), v["f"], as_term(v["v"])))


_WORKED = ("square", "across", "up", "level", "cross", "x", "y", "squared")


@final
class _Circle(Kind[_Task]):
    """The task is the points and the circle through them."""

    topic = "circle_through_points"
    asks = ASKS
    says = SAYS
    lines: ClassVar = {
        **{kind: Line(partial(_says, kind), partial(_works, kind)) for kind in _WORKED},
        "middle": Line(lambda v: Claim("=", (("centre",), ("point", as_term(v["x"]), as_term(v["y"])))), _centre),
        "root": Line(lambda v: Claim("=", (("radius",), ("sqrt", v["n"]), v["r"])), _root),
    }

    def task(self, said: Said) -> _Task:
        """The circle, if there is one: the points are not on a line."""
        v = said.values
        points = {name: (v[f"{name.lower()}x"], v[f"{name.lower()}y"]) for name in "ABC"}
        rows = fmpq_mat(3, 3, [fmpq(entry) for x, y in points.values() for entry in (x, y, 1)])
        if max(map(abs, v.values())) > _MOST or not rows.det():
            raise Wrong("question has no circle through its points", points=points)
        squares = fmpq_mat(3, 1, [fmpq(-x * x - y * y) for x, y in points.values()])
        p, q, r = (Fraction(int(entry.p), int(entry.q)) for entry in rows.solve(squares).entries())
        square = (p * p + q * q) / 4 - r  # x² + y² + p·x + q·y + r = 0 is a circle about (-p/2, -q/2)
        if said.kind == "radius" and square.denominator > 1:
            raise Wrong("question has a radius that is no root of a whole number", square=square)
        return _Task(said.kind, points, (-p / 2, -q / 2), square)

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """Where the points lie."""
        return tuple([Claim("at", (name, *point)) for name, point in task.points.items()])

    def goal(self, task: _Task) -> Term:
        """The centre or the radius."""
        return (task.ask, *task.points)

    def solve(self, task: _Task) -> Term:
        """From the circle's equation; the root is drawn from the square's prime factors."""
        if task.ask == "centre":
            return ("point", *(as_term(place) for place in map(_whole, task.centre)))
        square = int(task.square)
        outside = 1
        for prime, times in fmpz(square).factor():
            outside *= int(prime) ** (times // 2)
        if outside == isqrt(square) and outside * outside == square:
            return outside
        root = ("sqrt", square // (outside * outside))
        return root if outside == 1 else ("*", outside, root)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The sentence leaves the points unsaid, and says whose root it takes."""
        if task.ask == "centre":
            return Claim("=", (("centre",), answer))
        return Claim("=", (("radius",), ("sqrt", int(task.square)), answer))

    def write(self, answer: Term, language: str) -> str:
        """(2, -1/2), or 5√2."""
        if isinstance(answer, tuple) and answer[0] == "point":
            return f"({', '.join(map(_written, answer[1:]))})"
        if isinstance(answer, tuple) and answer[0] == "*":
            return f"{answer[1]}√{answer[2][1]}"  # type: ignore[index]
        return f"√{answer[1]}" if isinstance(answer, tuple) else str(answer)


def _whole(worth: Fraction) -> "int | Fraction":
    """Whole values as integers."""
    return worth.numerator if worth.denominator == 1 else worth


def _written(term: Term) -> str:
    """A fraction as it is written."""
    return "/".join(map(str, term[1:])) if isinstance(term, tuple) else str(term)


_KIND = _Circle()


@verifier
@dataclass(frozen=True, slots=True)
class CircleThroughPoints:
    """Reads the points, proves both bisectors and what they give, and solves the circle's equation.

    Example:
        "So the radius is √50 = 5√2." passes where the square of the radius was found to be 50; "= √50." fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Circle.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
