"""Proves linear equations: every step by FLINT's polynomials, the solution from two values of the difference."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import Exact, as_term, value
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import SLOTS, at, is_flat, is_written_out, letters, polynomial, same, value_at
from provender.reasoning.read.steps import Kind, Line, judge_steps


class _Equation(NamedTuple):
    """Two sides in one unknown."""

    letter: str
    left: Term
    right: Term


_ASKS = Forms(
    {
        "en": {"ask": ("Solve for {x:letter}: {l:poly} = {r:poly}.", "Find {x:letter} if {l:poly} = {r:poly}.")},
        "sw": {
            "ask": (
                "Tatua mlinganyo ili kupata {x:letter}: {l:poly} = {r:poly}.",
                "Tafuta {x:letter} ikiwa {l:poly} = {r:poly}.",
            )
        },
        "fr": {
            "ask": (
                "Résous l'équation d'inconnue {x:letter} : {l:poly} = {r:poly}.",
                "Trouve {x:letter} sachant que {l:poly} = {r:poly}.",
            )
        },
        "es": {
            "ask": (
                "Resuelve la ecuación de incógnita {x:letter}: {l:poly} = {r:poly}.",
                "Halla {x:letter} si {l:poly} = {r:poly}.",
            )
        },
        "de": {
            "ask": (
                "Löse nach {x:letter} auf: {l:poly} = {r:poly}.",
                "Bestimme {x:letter}, wenn {l:poly} = {r:poly} gilt.",
            )
        },
    },
    slots=SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "multiply": "Multiply both sides by {n}: {l:poly} = {r:poly}.",
            "expand": "Remove the brackets: {l:poly} = {r:poly}.",
            "collect": "Simplify each side: {l:poly} = {r:poly}.",
            "add": "Add {t:poly} to both sides: {l:poly} = {r:poly}.",
            "subtract": "Subtract {t:poly} from both sides: {l:poly} = {r:poly}.",
            "divide": "Divide both sides by {n:int}: {l:letter} = {r:frac}.",
            "left": "Left side for {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "right": "Right side for {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "solution": "Both sides are {n:frac}, so {x:letter} = {v:frac}.",
        },
        "sw": {
            "multiply": "Zidisha pande zote mbili kwa {n}: {l:poly} = {r:poly}.",
            "expand": "Ondoa mabano: {l:poly} = {r:poly}.",
            "collect": "Rahisisha kila upande: {l:poly} = {r:poly}.",
            "add": "Ongeza {t:poly} pande zote mbili: {l:poly} = {r:poly}.",
            "subtract": "Toa {t:poly} pande zote mbili: {l:poly} = {r:poly}.",
            "divide": "Gawanya pande zote mbili kwa {n:int}: {l:letter} = {r:frac}.",
            "left": "Upande wa kushoto kwa {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "right": "Upande wa kulia kwa {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "solution": "Pande zote mbili ni {n:frac}, kwa hiyo {x:letter} = {v:frac}.",
        },
        "fr": {
            "multiply": "Multiplions les deux membres par {n} : {l:poly} = {r:poly}.",
            "expand": "Développons : {l:poly} = {r:poly}.",
            "collect": "Réduisons chaque membre : {l:poly} = {r:poly}.",
            "add": "Ajoutons {t:poly} aux deux membres : {l:poly} = {r:poly}.",
            "subtract": "Retranchons {t:poly} des deux membres : {l:poly} = {r:poly}.",
            "divide": "Divisons les deux membres par {n:int} : {l:letter} = {r:frac}.",
            "left": "Membre de gauche pour {x:letter} = {v:frac} : {side:poly} = {n:frac}.",
            "right": "Membre de droite pour {x:letter} = {v:frac} : {side:poly} = {n:frac}.",
            "solution": "Les deux membres valent {n:frac}, donc {x:letter} = {v:frac}.",
        },
        "es": {
            "multiply": "Multiplicamos ambos lados por {n}: {l:poly} = {r:poly}.",
            "expand": "Quitamos los paréntesis: {l:poly} = {r:poly}.",
            "collect": "Simplificamos cada lado: {l:poly} = {r:poly}.",
            "add": "Sumamos {t:poly} en ambos lados: {l:poly} = {r:poly}.",
            "subtract": "Restamos {t:poly} en ambos lados: {l:poly} = {r:poly}.",
            "divide": "Dividimos ambos lados entre {n:int}: {l:letter} = {r:frac}.",
            "left": "Lado izquierdo para {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "right": "Lado derecho para {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "solution": "Ambos lados valen {n:frac}, así que {x:letter} = {v:frac}.",
        },
        "de": {
            "multiply": "Multipliziere beide Seiten mit {n}: {l:poly} = {r:poly}.",
            "expand": "Löse die Klammern auf: {l:poly} = {r:poly}.",
            "collect": "Fasse jede Seite zusammen: {l:poly} = {r:poly}.",
            "add": "Addiere {t:poly} auf beiden Seiten: {l:poly} = {r:poly}.",
            "subtract": "Subtrahiere {t:poly} auf beiden Seiten: {l:poly} = {r:poly}.",
            "divide": "Teile beide Seiten durch {n:int}: {l:letter} = {r:frac}.",
            "left": "Linke Seite für {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "right": "Rechte Seite für {x:letter} = {v:frac}: {side:poly} = {n:frac}.",
            "solution": "Beide Seiten sind {n:frac}, also gilt {x:letter} = {v:frac}.",
        },
    },
    slots=SLOTS,
)
_WORKED = frozenset(("multiply", "expand", "collect", "add", "subtract", "divide"))


def _source(task: _Equation, before: Sequence[Said]) -> tuple[Term, Term]:
    """The equation that a step works on: the last one reached, at first the question's."""
    for said in reversed(before):
        if said.kind in _WORKED:
            return said.values["l"], _as_term(said.values["r"])
    return task.left, task.right


def _as_term(side: "Term | Fraction") -> Term:
    """A side read as a number, as a term."""
    return as_term(side) if isinstance(side, Fraction) else side


def _multiplies(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """Both sides times the same number, 2 or more, with which every fraction goes away."""
    left, right = _source(task, before)
    whole = not any("/" in _heads(v[side]) for side in "lr") and v["n"] > 1
    return whole and same(v["l"], ("*", v["n"], left)) and same(v["r"], ("*", v["n"], right))


def _heads(term: Term) -> set[Term]:
    """The operators within a term."""
    return {term[0]}.union(*map(_heads, term[1:])) if isinstance(term, tuple) else set()


def _expands(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The same sides without their brackets."""
    left, right = _source(task, before)
    bracketed = not (is_flat(left) and is_flat(right))
    return bracketed and is_flat(v["l"]) and is_flat(v["r"]) and same(v["l"], left) and same(v["r"], right)


def _collects(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The same sides, each in its shortest form."""
    left, right = _source(task, before)
    shortest = _shortest(task, v) and (v["l"], v["r"]) != (left, right) and is_flat(left) and is_flat(right)
    return shortest and same(v["l"], left) and same(v["r"], right)


def _shortest(task: _Equation, v: Values) -> bool:
    """Whether both sides are written out, in the equation's own unknown."""
    return is_written_out(v["l"], task.letter) and is_written_out(v["r"], task.letter)


def _shifts(sign: int, task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """Both sides with the same part added or taken away, each in its shortest form."""
    left, right = _source(task, before)
    part = v["t"] if sign > 0 else ("*", -1, v["t"])
    moved = (
        is_written_out(left, task.letter)
        and is_written_out(right, task.letter)
        and same(v["l"], ("+", left, part))
        and same(v["r"], ("+", right, part))
    )
    return moved and _shortest(task, v) and letters(v["t"]) in ("", task.letter)


def _adds(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """A part added on both sides."""
    return _shifts(1, task, v, before)


def _subtracts(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """A part taken away on both sides."""
    return _shifts(-1, task, v, before)


def _divides(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """nx = c gives x = c/n."""
    left, right = _source(task, before)
    single = v["l"] == task.letter and v["n"] not in (0, 1) and same(left, ("*", v["n"], task.letter))
    return single and value(right) == v["n"] * v["r"]


def _checks(side: str, task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """A side of the question with the value found, worked out."""
    found = _source(task, before)
    known = found == (task.letter, as_term(v["v"])) and v["x"] == task.letter
    term: Term = getattr(task, side)
    return known and v["side"] == at(term, as_term(v["v"])) and value(v["side"]) == v["n"]


def _left(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The left side's value."""
    return _checks("left", task, v, before)


def _right(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """The right side's value."""
    return _checks("right", task, v, before)


def _solves(task: _Equation, v: Values, before: Sequence[Said]) -> bool:
    """Both sides came to the same, for the value that the equation led to; a bare number is its own value."""
    worth = {side: value(getattr(task, side)) for side in ("left", "right")}
    worth.update({said.kind: said.values["n"] for said in before if said.kind in worth and said.values["v"] == v["v"]})
    solved = v["x"] == task.letter and _source(task, before) == (task.letter, as_term(v["v"]))
    return solved and set(worth.values()) == {v["n"]}


def _equation(v: Values) -> Claim:
    """What most sentences claim."""
    return Claim("=", (v["l"], _as_term(v["r"])))


def _checked(v: Values) -> Claim:
    """A side's value."""
    return Claim("=", (v["side"], as_term(v["n"])))


@final
class _LinearEquations(Kind[_Equation]):
    """The task is the equation."""

    topic = "linear_equations"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "multiply": Line(_equation, _multiplies),
        "expand": Line(_equation, _expands),
        "collect": Line(_equation, _collects),
        "add": Line(_equation, _adds),
        "subtract": Line(_equation, _subtracts),
        "divide": Line(_equation, _divides),
        "left": Line(_checked, _left),
        "right": Line(_checked, _right),
        "solution": Line(lambda v: Claim("=", (v["x"], as_term(v["v"]))), _solves),
    }

    def task(self, said: Said) -> _Equation:
        """An equation in the unknown asked for, of degree 1, with one solution."""
        x, left, right = (said.values[name] for name in "xlr")
        gap = polynomial(("+", left, ("*", -1, right)))
        if gap is None or (letters(left) + letters(right)).strip(x):
            raise Wrong("question is no linear equation in its unknown", unknown=x)
        if gap.degree() != 1:
            raise Wrong("equation has no single solution")
        return _Equation(x, left, right)

    def givens(self, task: _Equation) -> tuple[Claim, ...]:
        """The equation."""
        return (Claim("=", (task.left, task.right)),)

    def goal(self, task: _Equation) -> Term:
        """The unknown."""
        return task.letter

    def solve(self, task: _Equation) -> Term:
        """The zero of the line through the difference's values at 0 and 1: the rule of false position."""
        zero, one = (_difference(task, place) for place in (0, 1))
        return as_term(_lowest(Fraction(zero) / (zero - one)))

    def write(self, answer: Term, language: str) -> str:
        """The value, as 5 or -3/4; the unknown stands before it."""
        return str(Fraction(value(answer) or 0))


def _difference(task: _Equation, place: int) -> Exact:
    """Left side less right side at a place."""
    left, right = value_at(task.left, place), value_at(task.right, place)
    if left is None or right is None:
        raise Wrong("equation has no value", place=place)
    return left - right


def _lowest(number: Fraction) -> Exact:
    """Whole values as integers."""
    return number.numerator if number.denominator == 1 else number


_KIND = _LinearEquations()


@verifier
@dataclass(frozen=True, slots=True)
class LinearEquations:
    """Reads the equation, proves each transformation, and solves by false position.

    Example:
        "Subtract 4x from both sides: 2x + 1 = 9." passes after 6x + 1 = 4x + 9; "2x + 1 = 5x" fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_LinearEquations.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
