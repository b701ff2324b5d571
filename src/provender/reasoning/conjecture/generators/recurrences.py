"""Identities between the terms of a recurrence: found by linear algebra, proved by the order of what both sides obey.

With a(n+2) = p a(n+1) + q a(n), every product a(n+i) a(n+j) is a quadratic form in a(n) and a(n+1). Such forms have
three dimensions, and one of them is a(n+1)^2 - p a(n+1) a(n) - q a(n)^2, a multiple of (-q)^n. So any three products
and (-q)^n obey one linear relation, which Cramer's rule gives. Both of its sides obey one recurrence of order three,
whose roots are the products of two roots (Kauers and Paule, The Concrete Tetrahedron, 2011, chapter 4): that proves it
from three values. It is kept only where it does not follow from what is known: the recurrence times any term, and
Cassini's identity where the sequence is a famous one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import gcd
from typing import ClassVar, NamedTuple, TypeAlias

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.conjecture.generators._theorems import ANSWERS
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_GIVEN = "a(0) = {a}, a(1) = {b}, a(n+2) = {rule}"
_SHARED = {"value": "a({k}) = {work} = {v}.", "check": "n = {n}: {left} = {v} = {right}."}

WORDS = Wording(
    {
        "en": {
            **_SHARED,
            "ask": (
                f"A sequence is given by {_GIVEN}. Prove for every n >= 0: {{theorem}}.",
                f"Let {_GIVEN}. Show for all n >= 0 that {{theorem}}.",
            ),
            "order": "A product of two terms obeys b(n+3) = {rule}, and so does {base}^n.",
            "novel": "The recurrence gives {known} free relations between these products, with this one {all}.",
            "proved": "Both sides obey one recurrence of order 3 and agree three times, so always.",
        },
        "sw": {
            **_SHARED,
            "ask": (
                f"Mfuatano unatolewa na {_GIVEN}. Thibitisha kwa kila n >= 0: {{theorem}}.",
                f"Chukua {_GIVEN}. Onyesha kwa n >= 0 zote kwamba {{theorem}}.",
            ),
            "order": "Zao la istilahi mbili linafuata b(n+3) = {rule}, na {base}^n pia.",
            "novel": "Kanuni inatoa mahusiano huru {known} kati ya mazao hayo, pamoja na hili {all}.",
            "proved": "Pande mbili zinafuata kanuni moja ya daraja la 3 na zinalingana mara tatu, basi daima.",
        },
        "fr": {
            **_SHARED,
            "ask": (
                f"Une suite est donnée par {_GIVEN}. Démontre pour tout n >= 0 : {{theorem}}.",
                f"Soit {_GIVEN}. Montre pour tout n >= 0 que {{theorem}}.",
            ),
            "order": "Un produit de deux termes vérifie b(n+3) = {rule}, et {base}^n aussi.",
            "novel": "La récurrence donne {known} relations libres entre ces produits, avec celle-ci {all}.",
            "proved": "Les membres vérifient une récurrence d'ordre 3 et coïncident trois fois, donc toujours.",
        },
        "es": {
            **_SHARED,
            "ask": (
                f"Una sucesión está dada por {_GIVEN}. Demuestra para todo n >= 0: {{theorem}}.",
                f"Sea {_GIVEN}. Muestra para todo n >= 0 que {{theorem}}.",
            ),
            "order": "Un producto de dos términos cumple b(n+3) = {rule}, y {base}^n también.",
            "novel": "La recurrencia da {known} relaciones libres entre estos productos, con esta {all}.",
            "proved": "Ambos lados cumplen una recurrencia de orden 3 y coinciden tres veces, luego siempre.",
        },
        "de": {
            **_SHARED,
            "ask": (
                f"Eine Folge ist gegeben durch {_GIVEN}. Beweise für alle n >= 0: {{theorem}}.",
                f"Sei {_GIVEN}. Zeige für alle n >= 0, dass {{theorem}}.",
            ),
            "order": "Ein Produkt zweier Glieder erfüllt b(n+3) = {rule}, und {base}^n ebenso.",
            "novel": "Die Rekursion liefert {known} freie Beziehungen zwischen diesen Produkten, mit dieser {all}.",
            "proved": "Beide Seiten erfüllen eine Rekursion der Ordnung 3 und sind dreimal gleich, also immer.",
        },
    }
)

# level -> largest index, p, |q|, first terms
_SIZES = {1: (2, 3, 2, 4), 2: (2, 5, 4, 9), 3: (3, 6, 5, 12), 4: (4, 7, 6, 15), 5: (5, 8, 7, 20), 6: (7, 9, 9, 40)}
_LARGEST = 10**9

# Sequences whose invariant is in every textbook (Cassini 1680 and its likes): p, q, a(0), a(1).
_FAMOUS = {
    *((1, 1, 0, 1), (1, 1, 1, 1), (1, 1, 1, 2), (1, 1, 2, 1)),  # Fibonacci, Lucas
    *((2, 1, 0, 1), (2, 1, 1, 2), (2, 1, 2, 2), (2, 1, 1, 1), (1, 2, 0, 1), (1, 2, 2, 1)),  # Pell, Jacobsthal
}

Form: TypeAlias = tuple[int, int, int]
"""Coefficients of x^2, x y and y^2, where x = a(n) and y = a(n+1)."""


class _Theorem(NamedTuple):
    """sum of c a(n+i) a(n+j) = d (-q)^n, for the sequence of p, q with the first terms a and b."""

    p: int
    q: int
    a: int
    b: int
    terms: tuple[tuple[int, int, int], ...]
    d: int


@generator
@dataclass(frozen=True, slots=True)
class Recurrences:
    """Quadratic identities of second-order recurrences, discovered, proved, and new to this library.

    Attributes:
        language: of statement and proof.
        level: largest shift and sizes of the coefficients; 6 goes beyond all others.

    Guarantees:
        The statement holds for every n >= 0, and is no combination of the recurrence's own relations.

    Example:
        Let a(0) = 1, a(1) = 4, a(n+2) = 3a(n+1) + a(n). Then a(n)a(n+2) - a(n+1)^2 = -3 × (-1)^n.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("recurrences")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One theorem with its proof."""
        found = None
        while found is None:
            found = _proposed(rng, _SIZES[self.level])
        told = Telling(WORDS[self.language])
        slots = {"a": found.a, "b": found.b, "rule": _rule("a", (found.p, found.q)), "theorem": _written(found)}
        question = told.say("ask", rng.below(WORDS.forms("ask")), **slots)
        goal = _formal(found)
        _prove(told, found)
        givens = (equal(("a", 0), found.a), equal(("a", 1), found.b))
        return Problem(question, ANSWERS[self.language], self.language, told.derivation(goal, "proved", givens))


def _proposed(rng: Stream, size: tuple[int, int, int, int]) -> _Theorem | None:
    """A relation between three products and (-q)^n; None where the draw gives none that is new and of a fair size."""
    most, p, q, first = size
    p, q = rng.between(1, p), rng.between(1, q) * (1 if rng.chance(1, 2) else -1)
    a, b = rng.between(0, first), rng.between(1, first)
    invariant = b * b - p * a * b - q * a * a
    if p * p + 4 * q <= 0 or p * p <= abs(q) or not invariant or (p, q, a, b) in _FAMOUS:
        return None
    pairs = [(i, j) for i in range(most + 1) for j in range(i, most + 1)]
    shifts = [(i, j) for i, j in rng.sample(pairs, 3)]
    if max(j for _, j in shifts) < most or gcd(a, b) > 1:
        return None
    forms = [_product(_term(p, q, i), _term(p, q, j)) for i, j in shifts]
    known: Form = (-q, -p, 1)
    cs = [_determinant([known if at == place else form for at, form in enumerate(forms)]) for place in range(3)]
    d = _determinant(forms) * invariant
    common = reduce(gcd, [*cs, d])
    if not d or cs.count(0) == len(cs):
        return None
    terms = sorted((i, j, c // common) for (i, j), c in zip(shifts, cs, strict=True) if c)
    sign = 1 if terms[0][2] > 0 else -1
    if max(abs(c) for c in (*cs, d)) // common > _LARGEST or max(j for _, j, _ in terms) < most:
        return None
    return _Theorem(p, q, a, b, tuple((sign * c, i, j) for i, j, c in terms), sign * d // common)


def _term(p: int, q: int, shift: int) -> tuple[int, int]:
    """a(n + shift) as s x + t y."""
    here, after = (1, 0), (0, 1)
    for _ in range(shift):
        here, after = after, (p * after[0] + q * here[0], p * after[1] + q * here[1])
    return here


def _product(left: tuple[int, int], right: tuple[int, int]) -> Form:
    """The product of two linear forms."""
    return left[0] * right[0], left[0] * right[1] + left[1] * right[0], left[1] * right[1]


def _determinant(rows: Sequence[Form]) -> int:
    """Of three forms."""
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _prove(told: Telling, theorem: _Theorem) -> None:
    """The values it takes, the common recurrence, three checks, what is known, and the conclusion."""
    p, q, a, b, terms, d = theorem
    values = [a, b]
    at: dict[int, tuple[int, ...]] = dict.fromkeys((0, 1), ())
    for k in range(2, max(j for _, _, j in terms) + 3):
        x, y = values[-2:]
        v = p * y + q * x
        work: Term = ("+" if q > 0 else "-", ("*", p, y), ("*", abs(q), x))
        shown = f"{p} × {_bare(y)} {'+' if q > 0 else '-'} {abs(q)} × {_bare(x)}"
        uses = tuple(sorted({*at[k - 1], *at[k - 2]}))
        at[k] = (told.step("value", equal(("a", k), work, v), uses, k=k, work=shown, v=v),)
        values.append(v)
    third = (p * p + q, q * (p * p + q), -(q**3))
    order = told.step("order", Claim("recurrence", (*third, -q)), rule=_rule("b", third), base=_bare(-q))
    checks = []
    for n in range(3):
        left, shown = _evaluated(terms, values[n:])
        v = d * (-q) ** n
        right: Term = v if q == -1 else ("*", d, ("^", -q, n))
        uses = tuple(sorted({use for _, i, j in terms for use in (*at[n + i], *at[n + j])}))
        said = {"n": n, "left": shown, "v": v, "right": str(v) if q == -1 else f"{d} × {_bare(-q)}^{n}"}
        checks.append(told.step("check", equal(left, v, right), uses, **said))
    most = max(j for _, _, j in terms)
    known = (most + 1) * (most + 2) // 2 - 3
    novel = told.step("novel", Claim("rank", (known, known + 1)), known=known, all=known + 1)
    told.step("proved", Claim("proved", ()), (order, *checks, novel))


def _evaluated(terms: Sequence[tuple[int, int, int]], values: Sequence[int]) -> tuple[Term, str]:
    """The left side with numbers, formally and written, from the left."""
    total: Term = 0
    text = ""
    for c, i, j in terms:
        factors = [values[i], values[j]] if abs(c) == 1 else [abs(c), values[i], values[j]]
        product = reduce(lambda left, right: ("*", left, right), factors)  # type: ignore[arg-type,return-value]
        total = ("+" if c > 0 else "-", total, product) if text else product
        text += f"{' + ' if c > 0 else ' - '}" if text else ""
        text += " × ".join(map(_bare, factors))
    return total, text


def _formal(theorem: _Theorem) -> Term:
    """The theorem as a term: the rule, the products and the right side."""
    products: tuple[Term, ...] = tuple(("product", c, i, j) for c, i, j in theorem.terms)
    return ("identity", ("rule", theorem.p, theorem.q), ("sum", *products), ("times", theorem.d))


def _written(theorem: _Theorem) -> str:
    """3a(n)a(n+2) - 2a(n+1)^2 = 5 × (-3)^n."""
    text = ""
    for c, i, j in theorem.terms:
        text += (" + " if c > 0 else " - ") if text else ""
        size = "" if abs(c) == 1 else str(abs(c))
        text += f"{size}{_place(i)}^2" if i == j else f"{size}{_place(i)}{_place(j)}"
    return f"{text} = {theorem.d}" if theorem.q == -1 else f"{text} = {theorem.d} × {_bare(-theorem.q)}^n"


def _place(shift: int) -> str:
    """a(n+2)."""
    return f"a(n+{shift})" if shift else "a(n)"


def _rule(letter: str, coefficients: Sequence[int]) -> str:
    """4a(n+1) - a(n)."""
    text = ""
    for shift, c in zip(range(len(coefficients) - 1, -1, -1), coefficients, strict=True):
        text += (" + " if c > 0 else " - ") if text else ""
        size = "" if abs(c) == 1 else str(abs(c))
        text += f"{size}{letter}(n+{shift})" if shift else f"{size}{letter}(n)"
    return text


def _bare(number: int) -> str:
    """A number as a factor: negative ones in brackets."""
    return str(number) if number >= 0 else f"({number})"
