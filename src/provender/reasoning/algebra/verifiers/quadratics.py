"""Proves quadratic equations: each step from the discriminant, the solutions by FLINT's factors and the vertex."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, final

from flint import fmpz_poly

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import as_term, value
from provender.reasoning.read.forms import Forms, Said, Values, ratio
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import SLOTS, coefficients_of, is_written_out, letters
from provender.reasoning.read.steps import Kind, Line, judge_steps

_NONE = {"en": "none", "sw": "hakuna", "fr": "aucune", "es": "ninguna", "de": "keine"}
_MOST_BITS = 400  # of a coefficient
_FRACTION = "-?[0-9]{1,40}(?:/[1-9][0-9]{0,39})?"


class _Equation(NamedTuple):
    """Two sides in one unknown, and the coefficients of their difference, that of x^2 first."""

    letter: str
    left: Term
    right: Term
    difference: tuple[int, int, int]


_ASKS = Forms(
    {
        "en": {
            "ask": (
                "Find all real solutions {x:letter} of {l:poly} = {r:poly}, the smallest first.",
                "For which real {x:letter}, in ascending order, is {l:poly} = {r:poly}?",
            ),
        },
        "sw": {
            "ask": (
                "Tafuta majibu yote halisi {x:letter} ya {l:poly} = {r:poly}, dogo zaidi kwanza.",
                "Kwa {x:letter} halisi zipi, kuanzia ndogo, {l:poly} = {r:poly}?",
            ),
        },
        "fr": {
            "ask": (
                "Trouve toutes les solutions réelles {x:letter} de {l:poly} = {r:poly}, la plus petite d'abord.",
                "Pour quels {x:letter} réels, par ordre croissant, a-t-on {l:poly} = {r:poly} ?",
            ),
        },
        "es": {
            "ask": (
                "Halla todas las soluciones reales {x:letter} de {l:poly} = {r:poly}, la menor primero.",
                "¿Para qué {x:letter} reales, en orden creciente, se cumple {l:poly} = {r:poly}?",
            ),
        },
        "de": {
            "ask": (
                "Finde alle reellen Lösungen {x:letter} von {l:poly} = {r:poly}, die kleinste zuerst.",
                "Für welche reellen {x:letter}, der Größe nach, gilt {l:poly} = {r:poly}?",
            ),
        },
    },
    slots=SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "standard": "Bring everything to one side: {l:poly} = 0.",
            "discriminant": "The discriminant is {f:poly} = {d:int}.",
            "root": "Its root: {s} × {s} = {d:int}.",
            "minus": "With minus: {f:poly} = {v:frac}.",
            "plus": "With plus: {f:poly} = {v:frac}.",
            "only": "As it is 0, both are one: {f:poly} = {v:frac}.",
            "none": "It is negative, so no real {x:letter} solves the equation.",
            "solutions": "In ascending order, {x:letter} is {all:fractions}.",
        },
        "sw": {
            "standard": "Peleka kila kitu upande mmoja: {l:poly} = 0.",
            "discriminant": "Kitofautishi ni {f:poly} = {d:int}.",
            "root": "Kipeuo chake: {s} × {s} = {d:int}.",
            "minus": "Kwa kutoa: {f:poly} = {v:frac}.",
            "plus": "Kwa kujumlisha: {f:poly} = {v:frac}.",
            "only": "Kwa kuwa ni 0, majibu yote mawili ni moja: {f:poly} = {v:frac}.",
            "none": "Ni hasi, kwa hiyo hakuna {x:letter} halisi inayotatua mlinganyo.",
            "solutions": "Kuanzia ndogo, {x:letter} ni {all:fractions}.",
        },
        "fr": {
            "standard": "Ramenons tout d'un côté : {l:poly} = 0.",
            "discriminant": "Le discriminant vaut {f:poly} = {d:int}.",
            "root": "Sa racine : {s} × {s} = {d:int}.",
            "minus": "Avec moins : {f:poly} = {v:frac}.",
            "plus": "Avec plus : {f:poly} = {v:frac}.",
            "only": "Comme il est nul, les deux n'en font qu'une : {f:poly} = {v:frac}.",
            "none": "Il est négatif, donc aucun {x:letter} réel ne résout l'équation.",
            "solutions": "Par ordre croissant, {x:letter} vaut {all:fractions}.",
        },
        "es": {
            "standard": "Llevamos todo a un lado: {l:poly} = 0.",
            "discriminant": "El discriminante es {f:poly} = {d:int}.",
            "root": "Su raíz: {s} × {s} = {d:int}.",
            "minus": "Con menos: {f:poly} = {v:frac}.",
            "plus": "Con más: {f:poly} = {v:frac}.",
            "only": "Como es 0, las dos son una sola: {f:poly} = {v:frac}.",
            "none": "Es negativo, así que ningún {x:letter} real resuelve la ecuación.",
            "solutions": "En orden creciente, {x:letter} es {all:fractions}.",
        },
        "de": {
            "standard": "Bringe alles auf eine Seite: {l:poly} = 0.",
            "discriminant": "Die Diskriminante ist {f:poly} = {d:int}.",
            "root": "Ihre Wurzel: {s} × {s} = {d:int}.",
            "minus": "Mit Minus: {f:poly} = {v:frac}.",
            "plus": "Mit Plus: {f:poly} = {v:frac}.",
            "only": "Da sie 0 ist, fallen beide zusammen: {f:poly} = {v:frac}.",
            "none": "Sie ist negativ, also löst kein reelles {x:letter} die Gleichung.",
            "solutions": "Der Größe nach ist {x:letter} gleich {all:fractions}.",
        },
    },
    slots={**SLOTS, "fractions": (f"{_FRACTION}(?:, {_FRACTION})?", lambda text: tuple(map(ratio, text.split(", "))))},
)


def _standard(task: _Equation, v: Values, _: Sequence[Said]) -> bool:
    """The difference of both sides, written out."""
    a, b, c = task.difference
    return is_written_out(v["l"], task.letter) and coefficients_of(v["l"]) == (c, b, a)


def _is_standard(task: _Equation, before: Sequence[Said]) -> bool:
    """Whether the equation stands in the form whose coefficients count, in the question or in a sentence before."""
    asked = task.right == 0 and is_written_out(task.left, task.letter)
    return asked or any(said.kind == "standard" for said in before)


def _discriminant(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """b^2 - 4ac."""
    a, b, c = task.difference
    expected = v["f"] == ("+", ("^", b, 2), ("*", -4, a, c))
    return expected and _is_standard(task, before) and value(v["f"]) == v["d"]


def _found(before: Sequence[Said], kind: str) -> Values | None:
    """What a sentence of a kind said."""
    return next((said.values for said in before if said.kind == kind), None)


def _root(_: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The root of the discriminant found."""
    found = _found(before, "discriminant")
    return found is not None and v["d"] == found["d"] == v["s"] * v["s"] and v["s"] > 0


def _branch(sign: int, task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """(-b ± s) / 2a."""
    found, (a, b, _) = _found(before, "root"), task.difference
    if found is None or not _is_standard(task, before):
        return False
    return bool(v["f"] == ("/", ("+", -b, sign * found["s"]), ("*", 2, a)) and value(v["f"]) == v["v"])


def _minus(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The one branch."""
    return _branch(-1, task, v, before)


def _plus(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The other branch."""
    return _branch(1, task, v, before)


def _only(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """-b / 2a, where the discriminant is 0."""
    found, (a, b, _) = _found(before, "discriminant"), task.difference
    zero = found is not None and found["d"] == 0 and _is_standard(task, before)
    return zero and v["f"] == ("/", -b, ("*", 2, a)) and value(v["f"]) == v["v"]


def _none(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """A negative discriminant."""
    found = _found(before, "discriminant")
    return found is not None and found["d"] < 0 and v["x"] == task.letter


def _solutions(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """What the branches gave, in ascending order."""
    found = {said.kind: said.values["v"] for said in before if said.kind in ("minus", "plus", "only")}
    full = set(found) in ({"minus", "plus"}, {"only"})
    return full and v["x"] == task.letter and v["all"] == tuple(sorted(found.values()))


def _worked(v: Values) -> Claim:
    """A formula with its value."""
    return Claim("=", (v["f"], as_term(v["v"])))


def _values(v: Values) -> Claim:
    """All solutions."""
    return Claim("=", (("solutions", v["x"]), ("values", *map(as_term, v["all"]))))


@final
class _Quadratics(Kind[_Equation]):
    """The task is the equation."""

    topic = "quadratics"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "standard": Line(lambda v: Claim("=", (v["l"], 0)), _standard),
        "discriminant": Line(lambda v: Claim("=", (v["f"], v["d"])), _discriminant),
        "root": Line(lambda v: Claim("=", (("*", v["s"], v["s"]), v["d"])), _root),
        "minus": Line(_worked, _minus),
        "plus": Line(_worked, _plus),
        "only": Line(_worked, _only),
        "none": Line(lambda v: Claim("=", (("solutions", v["x"]), ("values",))), _none),
        "solutions": Line(_values, _solutions),
    }

    def task(self, said: Said) -> _Equation:
        """An equation of degree 2 in the unknown asked for, with whole coefficients."""
        x, left, right = (said.values[name] for name in "xlr")
        difference = coefficients_of(("+", left, ("*", -1, right)))
        if difference is None or len(difference) != 3 or (letters(left) + letters(right)).strip(x):
            raise Wrong("question is no quadratic equation in its unknown", unknown=x)
        if max(map(int.bit_length, difference)) > _MOST_BITS:
            raise Wrong("numbers are too large to be checked")
        c, b, a = difference
        return _Equation(x, left, right, (a, b, c))

    def givens(self, task: _Equation) -> tuple[Claim, ...]:
        """The equation."""
        return (Claim("=", (task.left, task.right)),)

    def goal(self, task: _Equation) -> Term:
        """All solutions."""
        return ("solutions", task.letter)

    def solve(self, task: _Equation) -> Term:
        """FLINT's linear factors; where there are none, the vertex lies off the axis on the side that it opens to."""
        a, b, c = task.difference
        _, factors = fmpz_poly([c, b, a]).factor()
        found = sorted({Fraction(-int(f[0]), int(f[1])) for f, _ in factors if f.degree() == 1})
        vertex = Fraction(-b, 2 * a)
        if not found and (a * vertex * vertex + b * vertex + c) * a < 0:
            raise Wrong("solutions are no rational numbers")
        return ("values", *(as_term(ratio(str(number))) for number in found))

    def write(self, answer: Term, language: str) -> str:
        """-1/2, 2; or that there is none."""
        found = [str(value(number)) for number in answer[1:]]  # type: ignore[index]
        return ", ".join(found) or _NONE[language]


_KIND = _Quadratics()


@verifier
@dataclass(frozen=True, slots=True)
class Quadratics:
    """Reads the equation, proves each step from its discriminant on, and factors it by FLINT.

    Example:
        "With minus: (3 - 5)/(2 × 2) = -1/2." passes for 2x^2 - 3x - 2 = 0; without "With plus" no solution follows.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Quadratics.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
