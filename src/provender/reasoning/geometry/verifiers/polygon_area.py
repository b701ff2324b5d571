"""Proves areas of polygons: each edge from its corners, the sum, and the whole cut into triangles anew."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import ClassVar, TypeAlias, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, chained, is_true, value
from provender.reasoning.read.forms import Forms, Said, Slot, Values, signed
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

Point: TypeAlias = tuple[int, int]
Corners: TypeAlias = Mapping[str, Point]

_MOST = 26
_NUMBER = "-?(?:0|[1-9][0-9]{0,8})"
_CORNER = re.compile(rf"([A-Z])\(({_NUMBER}), ({_NUMBER})\)")


def _read_corners(text: str) -> tuple[tuple[str, Point], ...]:
    """Letter and place of each."""
    return tuple((name, (signed(x), signed(y))) for name, x, y in _CORNER.findall(text))


_POINTS: Slot = (rf"[A-Z]\({_NUMBER}, {_NUMBER}\)(?:, [A-Z]\({_NUMBER}, {_NUMBER}\)){{2,25}}", _read_corners)
_SLOTS: Mapping[str, Slot] = {"points": _POINTS, "corner": ("[A-Z]", str)}
_ASKS = Forms(
    {
        "en": {
            "ask": (
                "What is the area of the polygon with the vertices {l:points}, taken in this order?",
                "A field has its corners, in order, at {l:points}. Find its area in square units.",
            )
        },
        "sw": {
            "ask": (
                "Je, eneo la poligoni yenye vipeo {l:points}, kwa mpangilio huu, ni lipi?",
                "Pembe za shamba, kwa mpangilio, ziko {l:points}. Tafuta eneo lake kwa vizio vya mraba.",
            )
        },
        "fr": {
            "ask": (
                "Quelle est l'aire du polygone de sommets {l:points}, pris dans cet ordre ?",
                "Les coins d'un champ sont, dans l'ordre, {l:points}. Calcule son aire en unités carrées.",
            )
        },
        "es": {
            "ask": (
                "¿Cuál es el área del polígono de vértices {l:points}, tomados en este orden?",
                "Las esquinas de un campo son, en orden, {l:points}. Halla su área en unidades cuadradas.",
            )
        },
        "de": {
            "ask": (
                "Welchen Flächeninhalt hat das Vieleck mit den Ecken {l:points} in dieser Reihenfolge?",
                "Die Ecken eines Feldes liegen der Reihe nach bei {l:points}."
                " Bestimme seinen Flächeninhalt in Quadrateinheiten.",
            )
        },
    },
    slots=_SLOTS,
)
_EDGE = "{p:corner}{q:corner}: {f:formula} = {v:int}."
_SAYS = Forms(
    {
        "en": {
            "edge": _EDGE,
            "sum": "Added up, the edges give {f:formula} = {v:int}.",
            "half": "The area is half the size of that: {z} ÷ 2 = {a:frac}.",
        },
        "sw": {
            "edge": _EDGE,
            "sum": "Jumla ya pande zote ni {f:formula} = {v:int}.",
            "half": "Eneo ni nusu ya ukubwa wake: {z} ÷ 2 = {a:frac}.",
        },
        "fr": {
            "edge": "{p:corner}{q:corner} : {f:formula} = {v:int}.",
            "sum": "En tout, les côtés donnent {f:formula} = {v:int}.",
            "half": "L'aire est la moitié de cette grandeur : {z} ÷ 2 = {a:frac}.",
        },
        "es": {
            "edge": _EDGE,
            "sum": "Sumados, los lados dan {f:formula} = {v:int}.",
            "half": "El área es la mitad de esa magnitud: {z} ÷ 2 = {a:frac}.",
        },
        "de": {
            "edge": _EDGE,
            "sum": "Zusammen ergeben die Seiten {f:formula} = {v:int}.",
            "half": "Der Flächeninhalt ist die Hälfte dieses Betrags: {z} ÷ 2 = {a:frac}.",
        },
    },
    slots=_SLOTS,
)


def _edges(corners: Corners) -> list[tuple[str, str]]:
    """Neighbours, in order, the last with the first."""
    names = list(corners)
    return list(zip(names, [*names[1:], names[0]], strict=True))


def _edge(corners: Corners, v: Values, _before: Sequence[Said]) -> bool:
    """x of the one times y of the next, less x of the next times y of the one."""
    if (v["p"], v["q"]) not in _edges(corners):
        return False
    (x, y), (u, w) = corners[v["p"]], corners[v["q"]]
    return (v["f"], v["v"]) == (("-", ("*", x, w), ("*", u, y)), x * w - u * y)


def _sum(corners: Corners, v: Values, before: Sequence[Said]) -> bool:
    """Every edge once, in order."""
    found = {(said.values["p"], said.values["q"]): said.values["v"] for said in before if said.kind == "edge"}
    edges = _edges(corners)
    parts = [found[edge] for edge in edges if edge in found]
    return len(parts) == len(edges) and v["f"] == chained("+", parts) and is_true(Claim("=", (v["f"], v["v"])))


def _half(_corners: Corners, v: Values, before: Sequence[Said]) -> bool:
    """Half of the sum, its sign dropped."""
    return bool(before) and before[-1].kind == "sum" and v["z"] == abs(before[-1].values["v"]) == 2 * v["a"]


@final
class _PolygonArea(Kind[Corners]):
    """The task is the corners, by name and in order."""

    topic = "polygon_area"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "edge": Line(lambda v: Claim("=", (("edge", v["p"], v["q"]), v["f"], v["v"])), _edge),
        "sum": Line(lambda v: Claim("=", (("edges",), v["f"], v["v"])), _sum),
        "half": Line(lambda v: Claim("=", (("area",), ("/", v["z"], 2), as_term(v["a"]))), _half),
    }

    def task(self, said: Said) -> Corners:
        """The corners, if their polygon is one: no two named alike, no side crosses or touches another."""
        corners = dict(said.values["l"])
        points = list(corners.values())
        if len(corners) < len(said.values["l"]) or len(points) > _MOST or _crosses(points):
            raise Wrong("question has no polygon", corners=said.values["l"])
        return corners

    def givens(self, task: Corners) -> tuple[Claim, ...]:
        """Where the corners lie."""
        return tuple([Claim("at", (name, *point)) for name, point in task.items()])

    def goal(self, task: Corners) -> Term:
        """The area, corners in order."""
        return ("area", *task)

    def solve(self, task: Corners) -> Term:
        """Ear after ear cut off (Meisters 1975), each triangle by itself."""
        rest = list(task.values())
        low = rest.index(min(rest))
        way = _turn(rest[low - 1], rest[low], rest[(low + 1) % len(rest)])
        doubled = 0
        while len(rest) > 2:
            at = next(at for at in range(len(rest)) if _is_ear(rest, at, way))
            doubled += abs(_turn(rest[at - 1], rest[at], rest[(at + 1) % len(rest)]))
            del rest[at]
        return as_term(_whole(Fraction(doubled, 2)))

    def conclusion(self, task: Corners, answer: Term) -> Claim:
        """Half of twice the area."""
        return Claim("=", (("area",), ("/", int(2 * (value(answer) or 0)), 2), answer))

    def write(self, answer: Term, language: str) -> str:
        """17 or 35/2."""
        return "/".join(map(str, answer[1:])) if isinstance(answer, tuple) else str(answer)


def _whole(worth: Fraction) -> Fraction | int:
    """Whole values as integers."""
    return worth.numerator if worth.denominator == 1 else worth


def _turn(a: Point, b: Point, c: Point) -> int:
    """Twice the triangle's area: positive for a turn to the left, zero on a line."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])


def _sign(number: int) -> int:
    """-1, 0 or 1."""
    return (number > 0) - (number < 0)


def _is_ear(rest: Sequence[Point], at: int, way: int) -> bool:
    """Whether the triangle at a corner lies within and holds no other corner; a flat corner goes for nothing."""
    a, b, c = rest[at - 1], rest[at], rest[(at + 1) % len(rest)]
    turn = _turn(a, b, c)
    if turn == 0:
        return True
    if _sign(turn) != _sign(way):
        return False
    others = [point for point in rest if point not in (a, b, c)]
    return not any(all(_sign(turn) * _turn(p, q, o) >= 0 for p, q in ((a, b), (b, c), (c, a))) for o in others)


def _crosses(points: Sequence[Point]) -> bool:
    """Whether corners fall together, sides meet that are no neighbours, or a side runs back along its neighbour."""
    sides = list(zip(points, [*points[1:], points[0]], strict=True))
    apart = [(one, other) for one, other in combinations(sides, 2) if not set(one) & set(other)]
    turns = zip([points[-1], *points], points, [*points[1:], points[0]], strict=False)
    return (
        len(set(points)) < len(points)
        or any(_turn(a, b, c) == 0 and not min(a, c) < b < max(a, c) for a, b, c in turns)
        or any(_meet(*one, *other) for one, other in apart)
    )


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two closed segments have a point in common."""
    one, two, three, four = _turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)
    if one and two and three and four:
        return (one > 0) != (two > 0) and (three > 0) != (four > 0)
    on = [(a, b, c, one), (a, b, d, two), (c, d, a, three), (c, d, b, four)]
    return any(turn == 0 and min(p, q) <= r <= max(p, q) for p, q, r, turn in on)


_KIND = _PolygonArea()


@verifier
@dataclass(frozen=True, slots=True)
class PolygonArea:
    """Reads the corners, proves every edge and the sum, and cuts the polygon into triangles.

    Example:
        "BC: 4 × 3 − 0 × 0 = 12." passes for B(4, 0) and C(0, 3); corners that make two sides cross are refused.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_PolygonArea.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
