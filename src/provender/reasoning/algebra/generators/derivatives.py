"""Derivatives at a point: products of powers of polynomials, by the product rule and the chain rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import plus, polynomial, put, valued, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Find f'({a}) for f({x}) = {f}.",
                "What is f'({a}), if f({x}) = {f}?",
            ),
            "plain": "The derivative of {u} is {d}.",
            "chain": "By the chain rule, the derivative of {u} is {d}.",
            "value": "For {x} = {a}, {u} is {f} = {n}.",
            "product": "By the product rule, f'({a}) = {f} = {n}.",
            "whole": "So f'({a}) = {f} = {n}.",
        },
        "sw": {
            "ask": (
                "Tafuta f'({a}) kwa f({x}) = {f}.",
                "f'({a}) ni ngapi ikiwa f({x}) = {f}?",
            ),
            "plain": "Kinyambuo cha {u} ni {d}.",
            "chain": "Kwa kanuni ya mnyororo, kinyambuo cha {u} ni {d}.",
            "value": "Kwa {x} = {a}, {u} ni {f} = {n}.",
            "product": "Kwa kanuni ya zao, f'({a}) = {f} = {n}.",
            "whole": "Hivyo f'({a}) = {f} = {n}.",
        },
        "fr": {
            "ask": (
                "Calcule f'({a}) pour f({x}) = {f}.",
                "Que vaut f'({a}) si f({x}) = {f} ?",
            ),
            "plain": "La dérivée de {u} est {d}.",
            "chain": "Par la règle de la chaîne, la dérivée de {u} est {d}.",
            "value": "Pour {x} = {a}, {u} vaut {f} = {n}.",
            "product": "Par la règle du produit, f'({a}) = {f} = {n}.",
            "whole": "Donc f'({a}) = {f} = {n}.",
        },
        "es": {
            "ask": (
                "Calcula f'({a}) para f({x}) = {f}.",
                "¿Cuánto vale f'({a}) si f({x}) = {f}?",
            ),
            "plain": "La derivada de {u} es {d}.",
            "chain": "Por la regla de la cadena, la derivada de {u} es {d}.",
            "value": "Para {x} = {a}, {u} es {f} = {n}.",
            "product": "Por la regla del producto, f'({a}) = {f} = {n}.",
            "whole": "Así que f'({a}) = {f} = {n}.",
        },
        "de": {
            "ask": (
                "Berechne f'({a}) für f({x}) = {f}.",
                "Wie groß ist f'({a}), wenn f({x}) = {f} gilt?",
            ),
            "plain": "Die Ableitung von {u} ist {d}.",
            "chain": "Nach der Kettenregel ist die Ableitung von {u} gleich {d}.",
            "value": "Für {x} = {a} ist {u} gleich {f} = {n}.",
            "product": "Nach der Produktregel ist f'({a}) = {f} = {n}.",
            "whole": "Also ist f'({a}) = {f} = {n}.",
        },
    }
)

LETTERS = "xyzt"
# level -> factors as (degree, lowest power, highest power), largest coefficient and place
_SIZES: Mapping[int, tuple[tuple[tuple[int, int, int], ...], int]] = {
    1: (((3, 1, 1),), 9),
    2: (((2, 2, 4),), 6),
    3: (((2, 1, 1), (2, 1, 1)), 7),
    4: (((3, 1, 1), (1, 2, 3)), 7),
    5: (((2, 2, 3), (2, 2, 3)), 7),
    6: (((3, 3, 5), (3, 3, 5)), 9),
}


@generator
@dataclass(frozen=True, slots=True)
class Derivatives:
    """f'(a) for f a polynomial, a power of one, or a product of two such.

    Attributes:
        language: of question and solution.
        level: 1 (a cubic) to 5 (a product of two powers of quadratics); 6 has higher powers of cubics.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Find f'(2) for f(x) = (x^2 + 1)(3x - 1)^2. The derivative of x^2 + 1 is 2x. The derivative of 3x - 1 is 3. By
        the chain rule, the derivative of (3x - 1)^2 is 2(3x - 1) × 3. ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("derivatives")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the function and the place, then the words."""
        factors, most = _SIZES[self.level]
        x, a = rng.choice(LETTERS), rng.between(-4, 4)
        bases = [_drawn(rng, degree, most) for degree, _, _ in factors]
        while len(bases) == 2 and _prime(bases[0]) == _prime(bases[1]):  # one derivative is not worked out twice
            bases[1] = _drawn(rng, factors[1][0], most)
        powers = [rng.between(low, high) for _, low, high in factors]
        parts = [_power(polynomial(base, x), power) for base, power in zip(bases, powers, strict=True)]
        function: Term = ("*", *parts) if len(parts) > 1 else parts[0]
        told = Telling(WORDS[self.language])
        question = told.say("ask", rng.below(WORDS.forms("ask")), a=a, x=x, f=written(function))
        found = [_derived(told, base, power, x) for base, power in zip(bases, powers, strict=True)]
        if len(parts) == 1:
            slope, at = found[0]
            term = put(slope, a)
            worth = _slope(bases[0], powers[0], a)
            told.step("whole", equal(("f'", a), term, worth), (at,), a=a, f=written(term), n=worth)
        else:
            worth = _product(told, parts, found, _values(bases, powers, a), fill={"x": x, "a": a})
        given = equal(("f", x), function)
        return Problem(question, str(worth), self.language, told.derivation(("f'", a), worth, (given,)))


def _power(base: Term, power: int) -> Term:
    """A base to a power."""
    return base if power == 1 else ("^", base, power)


def _drawn(rng: Stream, degree: int, most: int) -> list[int]:
    """Coefficients, the constant first; neither end is 0."""
    found = [rng.between(-most, most) for _ in range(degree + 1)]
    found[0], found[degree] = found[0] or 1, rng.between(1, most)
    return found


def _prime(base: Sequence[int]) -> list[int]:
    """The derivative of a polynomial."""
    return [power * c for power, c in enumerate(base)][1:]


def _slope(base: Sequence[int], power: int, a: int) -> int:
    """The derivative of a power at a place."""
    return int(power * valued(base, a) ** (power - 1) * valued(_prime(base), a))


def _values(bases: Sequence[Sequence[int]], powers: Sequence[int], a: int) -> list[tuple[int, int]]:
    """Each factor and its derivative at a place."""
    pairs = zip(bases, powers, strict=True)
    return [(int(valued(base, a) ** power), _slope(base, power, a)) for base, power in pairs]


def _derived(told: Telling, base: Sequence[int], power: int, x: str) -> tuple[Term, int]:
    """The derivative of a factor, and the step that shows it."""
    inner, slope = polynomial(base, x), polynomial(_prime(base), x)
    at = told.step("plain", Claim("derivative", (inner, slope)), u=written(inner), d=written(slope))
    if power == 1:
        return slope, at
    outer, chained = _power(inner, power), ("*", power, _power(inner, power - 1), slope)
    return chained, told.step(
        "chain", Claim("derivative", (outer, chained)), (at,), u=written(outer), d=written(chained)
    )


def _product(
    told: Telling,
    parts: Sequence[Term],
    found: Sequence[tuple[Term, int]],
    values: Sequence[tuple[int, int]],
    *,
    fill: Mapping[str, Any],
) -> int:
    """u'v + uv' from the values of both factors and of their derivatives."""
    a, uses = fill["a"], []
    for part, (slope, at), (worth, steep) in zip(parts, found, values, strict=True):
        for term, number, rests in ((part, worth, ()), (slope, steep, (at,))):
            shown = put(term, a)
            step = {**fill, "u": written(term), "f": written(shown), "n": number}
            uses.append(told.step("value", equal(shown, number), rests, **step))
    (u, du), (v, dv) = values
    term = plus([("*", du, v), ("*", u, dv)])
    total = du * v + u * dv
    told.step("product", equal(("f'", a), term, total), tuple(uses), a=a, f=written(term), n=total)
    return total
