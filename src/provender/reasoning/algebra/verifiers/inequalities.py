"""Proves inequalities: each step from the polynomial, the set by exact values at and between all critical points."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpz_poly

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import Exact, as_term, value
from provender.reasoning.read.forms import Forms, Said, Slot, Values, ratio
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import SLOTS, at, coefficients_of, letters
from provender.reasoning.read.polynomial import as_term as written_out
from provender.reasoning.read.steps import Kind, Line, judge_steps

_SIGNS = {"<": "<", ">": ">", "≤": "<=", "≥": ">="}
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
_MOST_BITS = 300  # of a coefficient
_NUMBER = r"-?[0-9]{1,60}(?:/[1-9][0-9]{0,59})?"
_INTERVAL = rf"[(\[](?:-∞|{_NUMBER}), (?:∞|{_NUMBER})[)\]]"
_PART = re.compile(r"([(\[])([^,]+), ([^)\]]+)([)\]])")

_Interval: TypeAlias = "tuple[str, Exact | str, Exact | str, str]"


class _Inequality(NamedTuple):
    """Letter, both sides, the relation, and the coefficients of the sides' difference, the constant first."""

    letter: str
    sides: tuple[Term, Term]
    relation: str
    difference: tuple[int, ...]

    @property
    def standard(self) -> Term:
        """The difference, written out."""
        return written_out(self.difference, self.letter)


def _set(text: str) -> tuple[_Interval, ...]:
    """The intervals of a union; none for the empty set."""
    return tuple((a, _end(b), _end(c), d) for a, b, c, d in _PART.findall(text))


def _end(text: str) -> "Exact | str":
    """An end of an interval."""
    return text if "∞" in text else ratio(text)


_SLOTS: Mapping[str, Slot] = {
    **SLOTS,
    "rel": ("[<>≤≥]", _SIGNS.get),
    "set": (rf"∅|{_INTERVAL}(?: ∪ {_INTERVAL}){{0,3}}", _set),
}
_ASKS = Forms(
    {
        "en": {
            "ask": (
                "For which real {x:letter} is {l:poly} {rel:rel} {r:poly}? Write the set as intervals.",
                "Solve {l:poly} {rel:rel} {r:poly} for real {x:letter}; write the set as intervals.",
            ),
        },
        "sw": {
            "ask": (
                "Kwa {x:letter} halisi zipi {l:poly} {rel:rel} {r:poly}? Andika seti kama vipindi.",
                "Tatua {l:poly} {rel:rel} {r:poly} kwa {x:letter} halisi; andika seti kama vipindi.",
            ),
        },
        "fr": {
            "ask": (
                (
                    "Pour quels {x:letter} réels a-t-on {l:poly} {rel:rel} {r:poly} ? Écris l'ensemble avec des "
                    "intervalles."
                ),
                "Résous {l:poly} {rel:rel} {r:poly} pour {x:letter} réel ; écris l'ensemble avec des intervalles.",
            ),
        },
        "es": {
            "ask": (
                (
                    "¿Para qué {x:letter} reales se cumple {l:poly} {rel:rel} {r:poly}? Escribe el conjunto con "
                    "intervalos."
                ),
                "Resuelve {l:poly} {rel:rel} {r:poly} para {x:letter} real; escribe el conjunto con intervalos.",
            ),
        },
        "de": {
            "ask": (
                "Für welche reellen {x:letter} gilt {l:poly} {rel:rel} {r:poly}? Schreibe die Menge mit Intervallen.",
                "Löse {l:poly} {rel:rel} {r:poly} für reelles {x:letter}; schreibe die Menge mit Intervallen.",
            ),
        },
    },
    slots=_SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "sides": "Bring {x:letter} to the left and the numbers to the right: {l:poly} {rel:rel} {r:int}.",
            "keep": "Divide by {c:int}, which is positive, so the sign stays: {x:letter} {rel:rel} {v:frac}.",
            "turn": "Divide by {c:int}, which is negative, so the sign turns: {x:letter} {rel:rel} {v:frac}.",
            "gather": "Bring everything to the left: {l:poly} {rel:rel} 0.",
            "zero": "{p:poly} is 0 at {x:letter} = {v:frac}: {f:poly} = 0.",
            "none": "{p:poly} has no real zero, for its discriminant is negative: {f:poly} = {d:int}.",
            "upward": "Its graph opens upwards, for {a:int} > 0.",
            "downward": "Its graph opens downwards, for {a:int} < 0.",
            "set": "So {x:letter} lies in {set:set}.",
        },
        "sw": {
            "sides": "Peleka {x:letter} kushoto na namba kulia: {l:poly} {rel:rel} {r:int}.",
            "keep": "Gawanya kwa {c:int}, ambayo ni chanya, hivyo alama haibadiliki: {x:letter} {rel:rel} {v:frac}.",
            "turn": "Gawanya kwa {c:int}, ambayo ni hasi, hivyo alama inageuka: {x:letter} {rel:rel} {v:frac}.",
            "gather": "Peleka kila kitu kushoto: {l:poly} {rel:rel} 0.",
            "zero": "{p:poly} ni 0 kwa {x:letter} = {v:frac}: {f:poly} = 0.",
            "none": "{p:poly} haina sifuri halisi, kwa kuwa kitofautishi chake ni hasi: {f:poly} = {d:int}.",
            "upward": "Grafu yake inafunguka juu, kwa kuwa {a:int} > 0.",
            "downward": "Grafu yake inafunguka chini, kwa kuwa {a:int} < 0.",
            "set": "Hivyo {x:letter} iko katika {set:set}.",
        },
        "fr": {
            "sides": "Mettons {x:letter} à gauche et les nombres à droite : {l:poly} {rel:rel} {r:int}.",
            "keep": "Divisons par {c:int}, qui est positif, le sens reste : {x:letter} {rel:rel} {v:frac}.",
            "turn": "Divisons par {c:int}, qui est négatif, le sens s'inverse : {x:letter} {rel:rel} {v:frac}.",
            "gather": "Mettons tout à gauche : {l:poly} {rel:rel} 0.",
            "zero": "{p:poly} s'annule en {x:letter} = {v:frac} : {f:poly} = 0.",
            "none": "{p:poly} ne s'annule pas, car son discriminant est négatif : {f:poly} = {d:int}.",
            "upward": "Sa courbe est tournée vers le haut, car {a:int} > 0.",
            "downward": "Sa courbe est tournée vers le bas, car {a:int} < 0.",
            "set": "Donc {x:letter} est dans {set:set}.",
        },
        "es": {
            "sides": "Llevamos {x:letter} a la izquierda y los números a la derecha: {l:poly} {rel:rel} {r:int}.",
            "keep": (
                "Dividimos entre {c:int}, que es positivo, y el signo se mantiene: {x:letter} {rel:rel} {v:frac}."
            ),
            "turn": (
                "Dividimos entre {c:int}, que es negativo, y el signo se invierte: {x:letter} {rel:rel} {v:frac}."
            ),
            "gather": "Llevamos todo a la izquierda: {l:poly} {rel:rel} 0.",
            "zero": "{p:poly} se anula en {x:letter} = {v:frac}: {f:poly} = 0.",
            "none": "{p:poly} no se anula, pues su discriminante es negativo: {f:poly} = {d:int}.",
            "upward": "Su gráfica se abre hacia arriba, pues {a:int} > 0.",
            "downward": "Su gráfica se abre hacia abajo, pues {a:int} < 0.",
            "set": "Así que {x:letter} está en {set:set}.",
        },
        "de": {
            "sides": "Bringe {x:letter} nach links und die Zahlen nach rechts: {l:poly} {rel:rel} {r:int}.",
            "keep": "Teile durch {c:int}, eine positive Zahl, das Zeichen bleibt: {x:letter} {rel:rel} {v:frac}.",
            "turn": (
                "Teile durch {c:int}, eine negative Zahl, das Zeichen dreht sich um: {x:letter} {rel:rel} {v:frac}."
            ),
            "gather": "Bringe alles nach links: {l:poly} {rel:rel} 0.",
            "zero": "{p:poly} ist 0 bei {x:letter} = {v:frac}: {f:poly} = 0.",
            "none": "{p:poly} hat keine reelle Nullstelle, denn die Diskriminante ist negativ: {f:poly} = {d:int}.",
            "upward": "Der Graph ist nach oben offen, denn {a:int} > 0.",
            "downward": "Der Graph ist nach unten offen, denn {a:int} < 0.",
            "set": "Also liegt {x:letter} in {set:set}.",
        },
    },
    slots=_SLOTS,
)


def _sides(task: _Inequality, v: Values, _: Sequence[Said]) -> bool:
    """ax to the left, -b to the right."""
    if len(task.difference) != 2 or v["x"] != task.letter:
        return False
    b, a = task.difference
    return (v["l"], v["r"], v["rel"]) == (written_out((0, a), task.letter), -b, task.relation)


def _divided(sign: int, task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """ax < -b divided by a."""
    if len(task.difference) != 2 or v["x"] != task.letter:
        return False
    b, a = task.difference
    stated = bool(before) and before[-1].kind == "sides"
    ready = stated or task.sides == (written_out((0, a), task.letter), -b)
    turned = task.relation if sign > 0 else _TURNED[task.relation]
    return ready and a * sign > 0 and (v["c"], v["v"] * a, v["rel"]) == (a, -b, turned)


def _keep(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """Divided by a positive number."""
    return _divided(1, task, v, before)


def _turn(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """Divided by a negative number."""
    return _divided(-1, task, v, before)


def _gather(task: _Inequality, v: Values, _: Sequence[Said]) -> bool:
    """The difference of both sides against 0."""
    return len(task.difference) == 3 and v["l"] == task.standard and v["rel"] == task.relation


def _gathered(task: _Inequality, before: Sequence[Said]) -> bool:
    """Whether the inequality stands against 0, in the question or in a sentence before."""
    quadratic = len(task.difference) == 3
    return quadratic and (task.sides == (task.standard, 0) or any(said.kind == "gather" for said in before))


def _zero(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """A place where the difference is 0."""
    here = v["x"] == task.letter and v["p"] == task.standard and v["f"] == at(v["p"], as_term(v["v"]))
    return here and _gathered(task, before) and value(v["f"]) == 0


def _none(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """A negative discriminant."""
    if not _gathered(task, before) or v["p"] != task.standard:
        return False
    c, b, a = task.difference
    return bool(v["f"] == ("+", ("^", b, 2), ("*", -4, a, c)) and value(v["f"]) == v["d"] and v["d"] < 0)


def _upward(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """A positive leading coefficient."""
    return _gathered(task, before) and v["a"] == task.difference[-1] > 0


def _downward(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """A negative leading coefficient."""
    return _gathered(task, before) and v["a"] == task.difference[-1] < 0


def _lies(task: _Inequality, v: Values, before: Sequence[Said]) -> bool:
    """The half-line of the last relation; or what zeros and opening together tell."""
    if v["x"] != task.letter or v["set"] != _solution(task):
        return False
    if len(task.difference) == 2:
        b, a = task.difference
        alone = a == 1 and (task.sides == (task.letter, -b) or any(said.kind == "sides" for said in before))
        return alone or any(said.kind in ("keep", "turn") for said in before)
    zeros = {said.values["v"] for said in before if said.kind == "zero"}
    none = any(said.kind == "none" for said in before)
    opens = any(said.kind in ("upward", "downward") for said in before)
    return opens and _gathered(task, before) and (none or (bool(zeros) and zeros == set(_zeros(task))))


def _zeros(task: _Inequality) -> list[Exact]:
    """FLINT's linear factors as zeros, ascending."""
    _, factors = fmpz_poly(list(task.difference)).factor()
    return sorted({ratio(str(Fraction(-int(f[0]), int(f[1])))) for f, _ in factors if f.degree() == 1})


def _holds(task: _Inequality, place: Exact) -> bool:
    """Whether the inequality is true at a place, by the exact values of both sides."""
    left, right = (value(at(side, as_term(place))) for side in task.sides)
    if left is None or right is None:
        raise Wrong("a side has no value", place=place)
    if left == right:
        return "=" in task.relation
    return left < right if "<" in task.relation else left > right


def _solution(task: _Inequality) -> tuple[_Interval, ...]:
    """Where the inequality holds: tried at every zero and at a place within each piece of the line between."""
    zeros = _zeros(task)
    if not zeros:
        return (("(", "-∞", "∞", ")"),) if _holds(task, 0) else ()
    places = [zeros[0] - 1, *((a + b) / Fraction(2) for a, b in pairwise(zeros)), zeros[-1] + 1]
    ends: list[Exact | str] = ["-∞", *zeros, "∞"]
    found: list[_Interval] = []
    for place, inner in enumerate(places):
        if _holds(task, ratio(str(inner))):
            found.append(_piece(task, ends, place))
        elif place < len(zeros) and _holds(task, zeros[place]) and not _holds(task, ratio(str(places[place + 1]))):
            found.append(("[", zeros[place], zeros[place], "]"))
    return tuple(_merged(found))


def _piece(task: _Inequality, ends: Sequence["Exact | str"], place: int) -> _Interval:
    """A piece of the line with the zeros at its ends, where they belong to it."""
    low, high = ends[place], ends[place + 1]
    closed = [not isinstance(end, str) and _holds(task, end) for end in (low, high)]
    return ("[" if closed[0] else "(", low, high, "]" if closed[1] else ")")


def _merged(found: Sequence[_Interval]) -> list[_Interval]:
    """Pieces that meet in a point of both, as one."""
    merged: list[_Interval] = []
    for piece in found:
        if merged and merged[-1][2] == piece[1] and merged[-1][3] == "]" and piece[0] == "[":
            merged[-1] = (*merged[-1][:2], *piece[2:])
        else:
            merged.append(piece)
    return merged


def _union(found: Sequence[_Interval]) -> Term:
    """Intervals as a term."""
    ends: list[Term] = [("interval", a, _bound(b), _bound(c), d) for a, b, c, d in found]
    return ("union", *ends)


def _bound(end: "Exact | str") -> Term:
    """An end as a term."""
    return end if isinstance(end, str) else as_term(end)


@final
class _Inequalities(Kind[_Inequality]):
    """The task is the inequality."""

    topic = "inequalities"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "sides": Line(lambda v: Claim(v["rel"], (v["l"], v["r"])), _sides),
        "keep": Line(lambda v: Claim(v["rel"], (v["x"], as_term(v["v"]))), _keep),
        "turn": Line(lambda v: Claim(v["rel"], (v["x"], as_term(v["v"]))), _turn),
        "gather": Line(lambda v: Claim(v["rel"], (v["l"], 0)), _gather),
        "zero": Line(lambda v: Claim("=", (v["f"], 0)), _zero),
        "none": Line(lambda v: Claim("=", (v["f"], v["d"])), _none),
        "upward": Line(lambda v: Claim(">", (v["a"], 0)), _upward),
        "downward": Line(lambda v: Claim("<", (v["a"], 0)), _downward),
        "set": Line(lambda v: Claim("=", (("solutions", v["x"]), _union(v["set"]))), _lies),
    }

    def task(self, said: Said) -> _Inequality:
        """A linear or quadratic inequality in the unknown asked for, with whole coefficients and rational zeros."""
        x, left, right = (said.values[name] for name in "xlr")
        found = coefficients_of(("+", left, ("*", -1, right))) or ()
        if not 2 <= len(found) <= 3 or (letters(left) + letters(right)).strip(x):
            raise Wrong("question is no linear or quadratic inequality in its unknown")
        if max(map(int.bit_length, found)) > _MOST_BITS:
            raise Wrong("numbers are too large to be checked")
        task = _Inequality(x, (left, right), said.values["rel"], found)
        if len(found) == 3 and not _zeros(task) and found[1] ** 2 > 4 * found[0] * found[2]:
            raise Wrong("zeros are no rational numbers")
        return task

    def givens(self, task: _Inequality) -> tuple[Claim, ...]:
        """The inequality."""
        return (Claim(task.relation, task.sides),)

    def goal(self, task: _Inequality) -> Term:
        """The set."""
        return ("solutions", task.letter)

    def solve(self, task: _Inequality) -> Term:
        """Both sides' values at every zero and between."""
        return _union(_solution(task))

    def write(self, answer: Term, language: str) -> str:
        """(-∞, 2] ∪ [3, ∞)."""
        parts = answer[1:] if isinstance(answer, tuple) else ()
        return " ∪ ".join(map(_shown, parts)) or "∅"


def _shown(interval: Term) -> str:
    """An interval as text."""
    if not isinstance(interval, tuple):
        return ""
    low, high = (end if isinstance(end, str) else str(value(end)) for end in interval[2:4])
    return f"{interval[1]}{low}, {high}{interval[4]}"


_KIND = _Inequalities()


@verifier
@dataclass(frozen=True, slots=True)
class Inequalities:
    """Reads the inequality, proves zeros and opening, and tries both sides at and between all zeros.

    Example:
        "Divide by -3, which is negative, so the sign turns: x > -2." passes after -3x < 6; "x < -2" fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Inequalities.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
