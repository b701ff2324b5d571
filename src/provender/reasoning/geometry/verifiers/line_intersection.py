"""Proves where two lines meet: each step from the points, and the meeting anew by solving both equations in FLINT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import ClassVar, TypeAlias, final

from flint import fmpq, fmpq_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, value
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Points: TypeAlias = Mapping[str, tuple[int, int]]

_MOST = 10**9
_A, _B, _C, _D = (f"{name}({{{name.lower()}x:int}}, {{{name.lower()}y:int}})" for name in "ABCD")
_SLOTS: Mapping[str, Slot] = {
    "name": ("[ABCD]", str),
    "divisor": (r"[1-9][0-9]{0,39}|\(-[1-9][0-9]{0,39}\)", lambda text: int(text.strip("()"))),
}
_ASKS = Forms(
    {
        "en": {
            "ask": (
                f"Where does the line through {_A} and {_B} meet the line through {_C} and {_D}?",
                f"One line runs through {_A} and {_B}, another through {_C} and {_D}."
                f" Find the point that lies on both.",
            )
        },
        "sw": {
            "ask": (
                f"Je, mstari unaopita {_A} na {_B} unakutana wapi na mstari unaopita {_C} na {_D}?",
                f"Mstari mmoja unapita {_A} na {_B}, mwingine unapita {_C} na {_D}."
                " Tafuta nukta iliyo kwenye mistari yote miwili.",
            )
        },
        "fr": {
            "ask": (
                f"Où la droite passant par {_A} et {_B} coupe-t-elle la droite passant par {_C} et {_D} ?",
                f"Une droite passe par {_A} et {_B}, une autre par {_C} et {_D}. Trouve leur point commun.",
            )
        },
        "es": {
            "ask": (
                f"¿Dónde corta la recta que pasa por {_A} y {_B} a la recta que pasa por {_C} y {_D}?",
                f"Una recta pasa por {_A} y {_B}, otra por {_C} y {_D}. Halla su punto común.",
            )
        },
        "de": {
            "ask": (
                f"Wo schneidet die Gerade durch {_A} und {_B} die Gerade durch {_C} und {_D}?",
                f"Eine Gerade geht durch {_A} und {_B}, eine andere durch {_C} und {_D}."
                " Bestimme ihren gemeinsamen Punkt.",
            )
        },
    }
)
_AXES = {"x": "x = {f:formula} = {v:frac}.", "y": "y = {f:formula} = {v:frac}."}
_T = "t = ({f:formula}) ÷ {d:divisor} = {v:frac}"
_SAYS = Forms(
    {
        "en": {
            "across": "From {p:name} to {q:name}, x changes by {f:formula} = {v:int}.",
            "up": "From {p:name} to {q:name}, y changes by {f:formula} = {v:int}.",
            "cross": "The directions of the lines give {f:formula} = {v:int}, so they are not parallel.",
            "along": f"The common point lies at {_T} on the way from A to B.",
            "point": "So the lines meet at ({x:frac}, {y:frac}).",
            **_AXES,
        },
        "sw": {
            "across": "Kutoka {p:name} hadi {q:name}, x inabadilika kwa {f:formula} = {v:int}.",
            "up": "Kutoka {p:name} hadi {q:name}, y inabadilika kwa {f:formula} = {v:int}.",
            "cross": "Mielekeo ya mistari inatoa {f:formula} = {v:int}, kwa hiyo si sambamba.",
            "along": f"Nukta ya pamoja iko kwenye {_T} ya njia kutoka A hadi B.",
            "point": "Kwa hiyo mistari inakutana kwenye ({x:frac}, {y:frac}).",
            **_AXES,
        },
        "fr": {
            "across": "De {p:name} à {q:name}, x varie de {f:formula} = {v:int}.",
            "up": "De {p:name} à {q:name}, y varie de {f:formula} = {v:int}.",
            "cross": "Les directions des droites donnent {f:formula} = {v:int}, elles ne sont donc pas parallèles.",
            "along": f"Le point commun se trouve à {_T} du chemin de A à B.",
            "point": "Les droites se coupent donc en ({x:frac}, {y:frac}).",
            **_AXES,
        },
        "es": {
            "across": "De {p:name} a {q:name}, x cambia en {f:formula} = {v:int}.",
            "up": "De {p:name} a {q:name}, y cambia en {f:formula} = {v:int}.",
            "cross": "Las direcciones de las rectas dan {f:formula} = {v:int}, así que no son paralelas.",
            "along": f"El punto común está en {_T} del camino de A a B.",
            "point": "Por lo tanto, las rectas se cortan en ({x:frac}, {y:frac}).",
            **_AXES,
        },
        "de": {
            "across": "Von {p:name} nach {q:name} ändert sich x um {f:formula} = {v:int}.",
            "up": "Von {p:name} nach {q:name} ändert sich y um {f:formula} = {v:int}.",
            "cross": "Die Richtungen der Geraden ergeben {f:formula} = {v:int}, also sind sie nicht parallel.",
            "along": f"Der gemeinsame Punkt liegt bei {_T} des Weges von A nach B.",
            "point": "Also schneiden sich die Geraden in ({x:frac}, {y:frac}).",
            **_AXES,
        },
    },
    slots=_SLOTS,
)


def _known(before: Sequence[Said]) -> Mapping[Term, int | Fraction]:
    """What the sentences found: ("up", "A", "B"), or the kind of the sentence."""
    found: dict[Term, int | Fraction] = {}
    for said in before:
        v = said.values
        name: Term = (said.kind, v["p"], v["q"]) if "p" in v else said.kind
        if "v" in v:
            found[name] = v["v"]
    return found


def _moves(axis: int, points: Points, v: Values, _before: Sequence[Said]) -> bool:
    """End less start."""
    start, end = points[v["p"]][axis], points[v["q"]][axis]
    return v["p"] != v["q"] and (v["f"], v["v"]) == (("-", end, start), end - start)


def _crossed(one: str, before: Sequence[Said]) -> Term:
    """The product of x there and y along CD, less the other way round; its operands None where they are not known."""
    known = _known(before)
    x, y = known.get(("across", *one)), known.get(("up", *one))
    u, w = known.get(("across", "C", "D")), known.get(("up", "C", "D"))
    return ("-", ("*", x, w), ("*", y, u))  # type: ignore[return-value]  # such a term equals none that was read


def _cross(_points: Points, v: Values, before: Sequence[Said]) -> bool:
    """Not zero, so that the lines meet once."""
    return bool(v["v"] != 0 and v["f"] == _crossed("AB", before) and value(v["f"]) == v["v"])


def _along(_points: Points, v: Values, before: Sequence[Said]) -> bool:
    """How far from A to B, by what leads from A to C."""
    right = v["d"] == _known(before).get("cross") and v["f"] == _crossed("AC", before)
    return bool(right and value(("/", v["f"], v["d"])) == v["v"])


def _axis(axis: int, points: Points, v: Values, before: Sequence[Said]) -> bool:
    """From A so far along."""
    known = _known(before)
    t, change = known.get("along"), known.get((("across", "up")[axis], "A", "B"))
    if t is None or change is None:
        return False
    term = ("+", points["A"][axis], ("*", as_term(t), as_term(change)))
    return bool(v["f"] == term and points["A"][axis] + t * change == v["v"])


def _point(_points: Points, v: Values, before: Sequence[Said]) -> bool:
    """Both coordinates as found."""
    known = _known(before)
    return (v["x"], v["y"]) == (known.get("x"), known.get("y"))


def _says(kind: str, v: Values) -> Claim:
    """What a sentence with one formula claims."""
    return Claim("=", ((kind, v["p"], v["q"]) if "p" in v else (kind,), v["f"], as_term(v["v"])))


@final
class _LineIntersection(Kind[Points]):
    """The task is the four points."""

    topic = "line_intersection"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "across": Line(partial(_says, "across"), partial(_moves, 0)),
        "up": Line(partial(_says, "up"), partial(_moves, 1)),
        "cross": Line(partial(_says, "cross"), _cross),
        "along": Line(lambda v: Claim("=", (("t",), ("/", v["f"], v["d"]), as_term(v["v"]))), _along),
        "x": Line(partial(_says, "x"), partial(_axis, 0)),
        "y": Line(partial(_says, "y"), partial(_axis, 1)),
        "point": Line(lambda v: Claim("=", (("meeting",), ("point", as_term(v["x"]), as_term(v["y"])))), _point),
    }

    def task(self, said: Said) -> Points:
        """The points, if they make two lines that cross."""
        v = said.values
        points = {name: (v[f"{name.lower()}x"], v[f"{name.lower()}y"]) for name in "ABCD"}
        if max(map(abs, v.values())) > _MOST or not _equations(points).det():
            raise Wrong("question has no two lines that meet in one point", points=points)
        return points

    def givens(self, task: Points) -> tuple[Claim, ...]:
        """Where the points lie."""
        return tuple([Claim("at", (name, *point)) for name, point in task.items()])

    def goal(self, task: Points) -> Term:
        """The point on AB and CD."""
        return ("meeting", *task)

    def solve(self, task: Points) -> Term:
        """Both lines as equations a·x + b·y = c."""
        normals = _equations(task)
        sides = [normals[row, 0] * task[name][0] + normals[row, 1] * task[name][1] for row, name in enumerate("AC")]
        x, y = normals.solve(fmpq_mat(2, 1, sides)).entries()
        return ("point", _term(x), _term(y))

    def conclusion(self, task: Points, answer: Term) -> Claim:
        """The sentence leaves the points unsaid."""
        return Claim("=", (("meeting",), answer))

    def write(self, answer: Term, language: str) -> str:
        """(2, -1/2)."""
        parts = answer[1:] if isinstance(answer, tuple) else ()
        return (
            f"({', '.join('/'.join(map(str, part[1:])) if isinstance(part, tuple) else str(part) for part in parts)})"
        )


def _equations(points: Points) -> fmpq_mat:
    """The normals of AB and CD, one a row."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = points.values()
    return fmpq_mat(2, 2, [fmpq(ay - by), fmpq(bx - ax), fmpq(cy - dy), fmpq(dx - cx)])


def _term(worth: fmpq) -> Term:
    """A value in lowest terms."""
    return int(worth.p) if worth.q == 1 else ("/", int(worth.p), int(worth.q))


_KIND = _LineIntersection()


@verifier
@dataclass(frozen=True, slots=True)
class LineIntersection:
    """Reads the points, proves every step, and solves the lines' two equations.

    Example:
        "From A to B, x changes by 0 − 4 = -4." fails for A(0, 0) and B(4, 2): that is the way back.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_LineIntersection.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
