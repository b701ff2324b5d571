"""Proves derivatives at a point: each rule by FLINT's polynomials, the end as the coefficient of h in f(a + h)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, final

from flint import fmpq_poly

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.exact import value
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.polynomial import SLOTS, as_term, at, exact, is_written_out, letters, polynomial, whole
from provender.reasoning.read.steps import Kind, Line, judge_steps

_LARGEST = 1000  # of a place


class _Function(NamedTuple):
    """The letter, the function as a term, the place, and the function's one or two factors as (base, power)."""

    letter: str
    term: Term
    place: int
    factors: tuple[tuple[Term, int], ...]


_ASKS = Forms(
    {
        "en": {
            "ask": (
                "Find f'({a:int}) for f({x:letter}) = {f:poly}.",
                "What is f'({a:int}), if f({x:letter}) = {f:poly}?",
            ),
        },
        "sw": {
            "ask": (
                "Tafuta f'({a:int}) kwa f({x:letter}) = {f:poly}.",
                "f'({a:int}) ni ngapi ikiwa f({x:letter}) = {f:poly}?",
            ),
        },
        "fr": {
            "ask": (
                "Calcule f'({a:int}) pour f({x:letter}) = {f:poly}.",
                "Que vaut f'({a:int}) si f({x:letter}) = {f:poly} ?",
            ),
        },
        "es": {
            "ask": (
                "Calcula f'({a:int}) para f({x:letter}) = {f:poly}.",
                "¿Cuánto vale f'({a:int}) si f({x:letter}) = {f:poly}?",
            ),
        },
        "de": {
            "ask": (
                "Berechne f'({a:int}) für f({x:letter}) = {f:poly}.",
                "Wie groß ist f'({a:int}), wenn f({x:letter}) = {f:poly} gilt?",
            ),
        },
    },
    slots=SLOTS,
)
_SAYS = Forms(
    {
        "en": {
            "plain": "The derivative of {u:poly} is {d:poly}.",
            "chain": "By the chain rule, the derivative of {u:poly} is {d:poly}.",
            "value": "For {x:letter} = {a:int}, {u:poly} is {f:poly} = {n:int}.",
            "product": "By the product rule, f'({a:int}) = {f:poly} = {n:int}.",
            "whole": "So f'({a:int}) = {f:poly} = {n:int}.",
        },
        "sw": {
            "plain": "Kinyambuo cha {u:poly} ni {d:poly}.",
            "chain": "Kwa kanuni ya mnyororo, kinyambuo cha {u:poly} ni {d:poly}.",
            "value": "Kwa {x:letter} = {a:int}, {u:poly} ni {f:poly} = {n:int}.",
            "product": "Kwa kanuni ya zao, f'({a:int}) = {f:poly} = {n:int}.",
            "whole": "Hivyo f'({a:int}) = {f:poly} = {n:int}.",
        },
        "fr": {
            "plain": "La dérivée de {u:poly} est {d:poly}.",
            "chain": "Par la règle de la chaîne, la dérivée de {u:poly} est {d:poly}.",
            "value": "Pour {x:letter} = {a:int}, {u:poly} vaut {f:poly} = {n:int}.",
            "product": "Par la règle du produit, f'({a:int}) = {f:poly} = {n:int}.",
            "whole": "Donc f'({a:int}) = {f:poly} = {n:int}.",
        },
        "es": {
            "plain": "La derivada de {u:poly} es {d:poly}.",
            "chain": "Por la regla de la cadena, la derivada de {u:poly} es {d:poly}.",
            "value": "Para {x:letter} = {a:int}, {u:poly} es {f:poly} = {n:int}.",
            "product": "Por la regla del producto, f'({a:int}) = {f:poly} = {n:int}.",
            "whole": "Así que f'({a:int}) = {f:poly} = {n:int}.",
        },
        "de": {
            "plain": "Die Ableitung von {u:poly} ist {d:poly}.",
            "chain": "Nach der Kettenregel ist die Ableitung von {u:poly} gleich {d:poly}.",
            "value": "Für {x:letter} = {a:int} ist {u:poly} gleich {f:poly} = {n:int}.",
            "product": "Nach der Produktregel ist f'({a:int}) = {f:poly} = {n:int}.",
            "whole": "Also ist f'({a:int}) = {f:poly} = {n:int}.",
        },
    },
    slots=SLOTS,
)


def _power(base: Term, power: int) -> Term:
    """A base to a power."""
    return base if power == 1 else ("^", base, power)


def _slope(base: Term, letter: str) -> Term:
    """The derivative of a polynomial, written out."""
    found = polynomial(base)
    return as_term(whole(found.derivative()) or [], letter) if found is not None else 0


def _derivative(factor: tuple[Term, int], letter: str) -> Term:
    """The derivative of a power of a polynomial, as the chain rule writes it."""
    base, power = factor
    inner = _slope(base, letter)
    return inner if power == 1 else ("*", power, _power(base, power - 1), inner)


def _plain(task: _Function, v: Values, _: Sequence[Said]) -> bool:
    """The derivative of a polynomial that is a factor, or of which one is a power."""
    return v["u"] in [base for base, _ in task.factors] and v["d"] == _slope(v["u"], task.letter)


def _chain(task: _Function, v: Values, before: Sequence[Said]) -> bool:
    """Power times the power below, times the inner derivative found before."""
    found = [factor for factor in task.factors if factor[1] > 1 and _power(*factor) == v["u"]]
    inner = [said.values for said in before if said.kind == "plain" and found and said.values["u"] == found[0][0]]
    return bool(inner) and v["d"] == ("*", found[0][1], _power(found[0][0], found[0][1] - 1), inner[0]["d"])


def _derived(task: _Function, factor: tuple[Term, int], before: Sequence[Said]) -> "Term | None":
    """The derivative of a factor, where a sentence before states it."""
    kind, outer = ("plain" if factor[1] == 1 else "chain"), _power(*factor)
    stated = any(said.kind == kind and said.values["u"] == outer for said in before)
    return _derivative(factor, task.letter) if stated else None


def _value(task: _Function, v: Values, before: Sequence[Said]) -> bool:
    """A factor, or the derivative found of one, at the place."""
    known = [_power(*factor) for factor in task.factors]
    known += [found for factor in task.factors if (found := _derived(task, factor, before)) is not None]
    fits = (v["x"], v["a"]) == (task.letter, task.place) and v["u"] in known and v["f"] == at(v["u"], task.place)
    return fits and value(v["f"]) == v["n"]


def _values(task: _Function, before: Sequence[Said]) -> list[tuple[int, int]] | None:
    """Each factor and its derivative at the place, as stated before; None where one is not."""
    known = {said.values["u"]: said.values["n"] for said in before if said.kind == "value"}
    wanted = [(_power(*factor), _derivative(factor, task.letter)) for factor in task.factors]
    if any(term not in known for pair in wanted for term in pair):
        return None
    return [(known[term], known[slope]) for term, slope in wanted]


def _product(task: _Function, v: Values, before: Sequence[Said]) -> bool:
    """u'v + uv'."""
    found = _values(task, before)
    if found is None or len(found) != 2:
        return False
    (u, du), (w, dw) = found
    expected: Term = ("+", ("*", du, w), ("*", u, dw))
    return bool(v["a"] == task.place and v["f"] == expected and value(expected) == v["n"])


def _whole(task: _Function, v: Values, before: Sequence[Said]) -> bool:
    """The derivative of the only factor, at the place."""
    found = _derived(task, task.factors[0], before)
    if found is None or len(task.factors) != 1:
        return False
    return bool(v["a"] == task.place and v["f"] == at(found, task.place) and value(v["f"]) == v["n"])


def _at_place(v: Values) -> Claim:
    """The derivative's value."""
    return Claim("=", (("f'", v["a"]), v["f"], v["n"]))


@final
class _Derivatives(Kind[_Function]):
    """The task is the function and the place."""

    topic = "derivatives"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "plain": Line(lambda v: Claim("derivative", (v["u"], v["d"])), _plain),
        "chain": Line(lambda v: Claim("derivative", (v["u"], v["d"])), _chain),
        "value": Line(lambda v: Claim("=", (v["f"], v["n"])), _value),
        "product": Line(_at_place, _product),
        "whole": Line(_at_place, _whole),
    }

    def task(self, said: Said) -> _Function:
        """A power of a polynomial, or a product of two, at a place that is not absurd."""
        x, a, term = (said.values[name] for name in "xaf")
        bare = term[1:] if isinstance(term, tuple) and term[0] == "*" and _bracketed(term[1]) else (term,)
        factors = tuple(_factor(part) for part in bare)
        plain = all(is_written_out(base, x) and letters(base) == x for base, _ in factors)
        if letters(term) != x or not plain or len(factors) > 2 or polynomial(term) is None or abs(a) > _LARGEST:
            raise Wrong("question is no derivative of a product of powers of polynomials")
        return _Function(x, term, a, factors)

    def givens(self, task: _Function) -> tuple[Claim, ...]:
        """The function."""
        return (Claim("=", (("f", task.letter), task.term)),)

    def goal(self, task: _Function) -> Term:
        """f'(a)."""
        return ("f'", task.place)

    def solve(self, task: _Function) -> Term:
        """The coefficient of h in f(a + h): the difference quotient's limit, exactly."""
        found = polynomial(task.term)
        moved = found(fmpq_poly([task.place, 1])) if found is not None else fmpq_poly([])
        return int(exact(moved[1]))

    def conclusion(self, task: _Function, answer: Term) -> Claim:
        """The product rule's sum, or the only factor's derivative, at the place."""
        pairs = [(_power(*factor), _derivative(factor, task.letter)) for factor in task.factors]
        if len(pairs) == 1:
            return Claim("=", (self.goal(task), at(pairs[0][1], task.place), answer))
        (u, du), (v, dv) = [[int(value(at(term, task.place)) or 0) for term in pair] for pair in pairs]
        return Claim("=", (self.goal(task), ("+", ("*", du, v), ("*", u, dv)), answer))

    def write(self, answer: Term, language: str) -> str:
        """The number."""
        return str(answer)


def _bracketed(term: Term) -> bool:
    """Whether a factor is a sum or a power of one."""
    return isinstance(term, tuple) and (term[0] == "+" or (term[0] == "^" and not isinstance(term[1], str)))


def _factor(part: Term) -> tuple[Term, int]:
    """Base and power of a factor."""
    if isinstance(part, tuple) and part[0] == "^" and _bracketed(part) and isinstance(part[2], int) and part[2] > 1:
        return part[1], part[2]
    return part, 1


_KIND = _Derivatives()


@verifier
@dataclass(frozen=True, slots=True)
class Derivatives:
    """Reads function and place, proves each rule, and expands f(a + h) by FLINT.

    Example:
        "By the chain rule, the derivative of (3x - 1)^2 is 2(3x - 1) × 3." passes; "2(3x - 1)" alone fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Derivatives.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
