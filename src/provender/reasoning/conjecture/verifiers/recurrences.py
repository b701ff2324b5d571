"""Proves identities between the terms of a recurrence by their normal form, and asks whether they are new.

With x = a(n) and y = a(n+1), every a(n+i) is a linear form in x and y, and I(n) = y^2 - p x y - q x^2 has
I(n+1) = -q I(n). So the identity holds for every n where both sides are one quadratic form, (-q)^n being I(n)/I(0).
The generator's proof, by a recurrence of order three and three values, is checked step by step beside it.

An identity is new where it is no rational combination of the relations that are known: the recurrence times each term
within its window and, for a famous sequence, its Cassini identity. That is a rank, which FLINT finds.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, NamedTuple, TypeAlias, final

from flint import fmpz_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.conjecture.verifiers._theorems import WRITTEN
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_SHIFT = 12
_NUMBER = r"[1-9][0-9]{0,11}"
_PLACE = r"a\(n(?:\+[1-9][0-9]?)?\)"
_PIECE = rf"(?:{_NUMBER})?{_PLACE}(?:\^2|{_PLACE})"
_POWER = r"(?:\(-[1-9][0-9]{0,5}\)|[1-9][0-9]{0,5})"
_RIGHT = rf"-?{_NUMBER}(?: × {_POWER}\^n)?"
_READ_PIECE = re.compile(rf"({_NUMBER})?a\(n(?:\+([0-9]+))?\)(?:(\^2)|a\(n(?:\+([0-9]+))?\))")
_VALUE = r"(?:\(-[0-9]{1,40}\)|[0-9]{1,40})"
_PRODUCT = rf"{_VALUE}(?: × {_VALUE}){{1,2}}"

_FAMOUS = {
    *((1, 1, 0, 1), (1, 1, 1, 1), (1, 1, 1, 2), (1, 1, 2, 1)),
    *((2, 1, 0, 1), (2, 1, 1, 2), (2, 1, 2, 2), (2, 1, 1, 1), (1, 2, 0, 1), (1, 2, 2, 1)),
}

Products: TypeAlias = tuple[tuple[int, int, int], ...]  # c, i, j for c a(n+i) a(n+j)


class _Task(NamedTuple):
    """sum of c a(n+i) a(n+j) = d base^n, where a(n+2) = p a(n+1) + q a(n)."""

    p: int
    q: int
    first: tuple[int, int]
    products: Products
    d: int

    def term(self, k: int) -> int:
        """a(k)."""
        x, y = self.first
        for _ in range(k):
            x, y = y, self.p * y + self.q * x
        return x


def _signed(pattern: str, text: str) -> list[tuple[int, str]]:
    """The pieces of a sum with their signs."""
    return [(-1 if sign.strip() == "-" else 1, piece) for sign, piece in re.findall(rf"(^| \+ | - )({pattern})", text)]


def _rule_of(letter: str, order: int) -> Slot:
    """4a(n+1) - a(n) as (4, -1): one coefficient for each shift, the highest first."""
    places = [rf"{letter}\(n\+{shift}\)" if shift else rf"{letter}\(n\)" for shift in range(order - 1, -1, -1)]
    pattern = " [+-] ".join(rf"(?:{_NUMBER})?{place}" for place in places)

    def convert(text: str) -> tuple[int, ...]:
        pieces = _signed(rf"(?:{_NUMBER})?{letter}\(n[^)]*\)", text)
        return tuple(sign * int(piece.partition(letter)[0] or 1) for sign, piece in pieces)

    return pattern, convert


def _products(text: str) -> Products | None:
    """3a(n)a(n+2) - 2a(n+1)^2 as ((3, 0, 2), (-2, 1, 1)); None where shifts are absurd or out of order."""
    found = []
    for sign, piece in _signed(_PIECE, text):
        read = _READ_PIECE.fullmatch(piece)
        if read is None:
            return None
        i = int(read[2] or 0)
        j = i if read[3] else int(read[4] or 0)
        found.append((sign * int(read[1] or 1), i, j))
    sound = all(i <= j <= _MOST_SHIFT for _, i, j in found) and len({(i, j) for _, i, j in found}) == len(found)
    return tuple(found) if sound else None


def _right(text: str) -> tuple[int, int]:
    """5 × (-3)^n as (5, -3); 5 as (5, 1)."""
    size, _, power = text.partition(" × ")
    return int(size), _unbracketed(power.removesuffix("^n")) if power else 1


def _unbracketed(text: str) -> int:
    """(-3) as -3."""
    return int(text.strip("()"))


def _sum_of_products(text: str) -> Term:
    """3 × 2 × 10 - 2 × (-3) × 3 as a term, folded from the left."""
    total: Term = 0
    for place, (sign, piece) in enumerate(_signed(_PRODUCT, text)):
        first, *rest = map(_unbracketed, piece.split(" × "))
        product: Term = first
        for factor in rest:
            product = ("*", product, factor)
        total = ("+" if sign > 0 else "-", total, product) if place else product
    return total


def _power(text: str) -> tuple[int, int, int]:
    """5 × (-3)^2 as (5, -3, 2); 5 as (5, 1, 0)."""
    size, _, power = text.partition(" × ")
    base, _, exponent = power.partition("^")
    return (int(size), _unbracketed(base), int(exponent)) if power else (int(size), 1, 0)


_SLOTS: Mapping[str, Slot] = {
    "rule": _rule_of("a", 2),
    "third": _rule_of("b", 3),
    "products": (rf"{_PIECE}(?: [+-] {_PIECE}){{0,3}}", _products),
    "right": (_RIGHT, _right),
    "base": (_POWER, _unbracketed),
    "number": (_VALUE, _unbracketed),
    "work": (rf"{_PRODUCT}(?: [+-] {_PRODUCT}){{0,3}}", _sum_of_products),
    "power": (rf"-?{_NUMBER}(?: × {_POWER}\^[0-2])?", _power),
}
_GIVEN = "a(0) = {a}, a(1) = {b}, a(n+2) = {rule:rule}"
_THEOREM = "{left:products} = {right:right}"
_SHARED = {
    "value": "a({k}) = {p} × {y:number} {sign:sign} {q} × {x:number} = {v:int}.",
    "check": "n = {n}: {left:work} = {v:int} = {right:power}.",
}
_SIGN: Slot = (r"[+-]", lambda text: 1 if text == "+" else -1)


def _known(task: _Task, before: Sequence[Said]) -> dict[int, int]:
    """The terms that are given or that the sentences before have worked out."""
    found = {said.values["k"]: said.values["v"] for said in before if said.kind == "value"}
    return {0: task.first[0], 1: task.first[1], **found}


def _value(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The rule applied to the two terms before."""
    known, k = _known(task, before), v["k"]
    asked = (v["p"], v["sign"] * v["q"]) == (task.p, task.q) and k >= 2
    right: bool = v["v"] == task.p * v["y"] + task.q * v["x"]
    return asked and right and (known.get(k - 2), known.get(k - 1)) == (v["x"], v["y"])


def _order(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """x^2, x y and y^2 all obey it, as forms; and so does the power, as an equation for its base."""
    big, middle, small = v["rule"]
    base = v["base"]
    steps = [_linear(task.p, task.q, shift) for shift in range(5)]
    for i, j in ((0, 0), (0, 1), (1, 1)):
        forms = [_times(steps[i + shift], steps[j + shift]) for shift in range(4)]
        if any(f3 != big * f2 + middle * f1 + small * f0 for f0, f1, f2, f3 in zip(*forms, strict=True)):
            return False
    obeys: bool = base**3 == big * base**2 + middle * base + small
    return base == -task.q and obeys


def _check(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Both sides at one n, with the terms that are known by then."""
    n, known = v["n"], _known(task, before)
    if n > 2 or any(n + j not in known or n + i not in known for _, i, j in task.products):
        return False
    left: Term = 0
    for place, (c, i, j) in enumerate(task.products):
        size: Term = known[n + i] if abs(c) == 1 else ("*", abs(c), known[n + i])
        product: Term = ("*", size, known[n + j])
        left = ("+" if c > 0 else "-", left, product) if place else product
    right = (task.d, 1, 0) if task.q == -1 else (task.d, -task.q, n)
    total = sum(c * known[n + i] * known[n + j] for c, i, j in task.products)
    said: tuple[object, ...] = (v["left"], v["right"], v["v"])
    return said == (left, right, total) and total == task.d * (-task.q) ** n


def _novel(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """The ranks without and with the identity, which must make it one greater."""
    without, with_it = _ranks(task)
    return (v["known"], v["all"]) == (without, with_it) and with_it == without + 1


def _ranks(task: _Task) -> tuple[int, int]:
    """Ranks of the known relations between products a(n+i) a(n+j), i <= j <= window, and (-q)^n; and with this one."""
    window = max(j for _, _, j in task.products)
    place = {pair: at for at, pair in enumerate((i, j) for i in range(window + 1) for j in range(i, window + 1))}
    rows = []
    for k in range(window - 1):
        for j in range(window + 1):
            row = [0] * (len(place) + 1)
            for shift, size in ((k + 2, 1), (k + 1, -task.p), (k, -task.q)):
                row[place[min(shift, j), max(shift, j)]] += size
            rows.append(row)
    if (task.p, task.q, *task.first) in _FAMOUS:
        cassini = [0] * (len(place) + 1)
        cassini[place[1, 1]], cassini[place[0, 1]], cassini[place[0, 0]] = 1, -task.p, -task.q
        cassini[-1] = -_invariant(task)
        rows.append(cassini)
    new = [0] * (len(place) + 1)
    for c, i, j in task.products:
        new[place[i, j]] = c
    new[-1] = -task.d
    return fmpz_mat(rows).rank(), fmpz_mat([*rows, new]).rank()


def _invariant(task: _Task) -> int:
    """I(0)."""
    x, y = task.first
    return y * y - task.p * x * y - task.q * x * x


@lru_cache(maxsize=4096)
def _linear(p: int, q: int, shift: int) -> tuple[int, int]:
    """a(n + shift) = s x + t y, by powers of the companion matrix."""
    s, t, u, w = 1, 0, 0, 1
    for _ in range(shift):
        s, t, u, w = u, w, p * u + q * s, p * w + q * t
    return s, t


def _times(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int, int]:
    """The quadratic form that is the product of two linear ones."""
    return one[0] * other[0], one[0] * other[1] + one[1] * other[0], one[1] * other[1]


def _proved(_task: _Task, _values: Values, before: Sequence[Said]) -> bool:
    """The common recurrence, three checks in a row, and that it is new."""
    kinds = [said.kind for said in before]
    checked = sorted(said.values["n"] for said in before if said.kind == "check")
    return checked == [0, 1, 2] and kinds.count("order") == kinds.count("novel") == 1


@final
class _Recurrences(Kind[_Task]):
    """The task is the sequence and the statement."""

    topic = "recurrences"
    asks = Forms(
        {
            "en": {
                "ask": (
                    f"A sequence is given by {_GIVEN}. Prove for every n >= 0: {_THEOREM}.",
                    f"Let {_GIVEN}. Show for all n >= 0 that {_THEOREM}.",
                )
            },
            "sw": {
                "ask": (
                    f"Mfuatano unatolewa na {_GIVEN}. Thibitisha kwa kila n >= 0: {_THEOREM}.",
                    f"Chukua {_GIVEN}. Onyesha kwa n >= 0 zote kwamba {_THEOREM}.",
                )
            },
            "fr": {
                "ask": (
                    f"Une suite est donnée par {_GIVEN}. Démontre pour tout n >= 0 : {_THEOREM}.",
                    f"Soit {_GIVEN}. Montre pour tout n >= 0 que {_THEOREM}.",
                )
            },
            "es": {
                "ask": (
                    f"Una sucesión está dada por {_GIVEN}. Demuestra para todo n >= 0: {_THEOREM}.",
                    f"Sea {_GIVEN}. Muestra para todo n >= 0 que {_THEOREM}.",
                )
            },
            "de": {
                "ask": (
                    f"Eine Folge ist gegeben durch {_GIVEN}. Beweise für alle n >= 0: {_THEOREM}.",
                    f"Sei {_GIVEN}. Zeige für alle n >= 0, dass {_THEOREM}.",
                )
            },
        },
        slots=_SLOTS,
    )
    says = Forms(
        {
            "en": {
                **_SHARED,
                "order": "A product of two terms obeys b(n+3) = {rule:third}, and so does {base:base}^n.",
                "novel": "The recurrence gives {known} free relations between these products, with this one {all}.",
                "proved": "Both sides obey one recurrence of order 3 and agree three times, so always.",
            },
            "sw": {
                **_SHARED,
                "order": "Zao la istilahi mbili linafuata b(n+3) = {rule:third}, na {base:base}^n pia.",
                "novel": "Kanuni inatoa mahusiano huru {known} kati ya mazao hayo, pamoja na hili {all}.",
                "proved": "Pande mbili zinafuata kanuni moja ya daraja la 3 na zinalingana mara tatu, basi daima.",
            },
            "fr": {
                **_SHARED,
                "order": "Un produit de deux termes vérifie b(n+3) = {rule:third}, et {base:base}^n aussi.",
                "novel": "La récurrence donne {known} relations libres entre ces produits, avec celle-ci {all}.",
                "proved": "Les membres vérifient une récurrence d'ordre 3 et coïncident trois fois, donc toujours.",
            },
            "es": {
                **_SHARED,
                "order": "Un producto de dos términos cumple b(n+3) = {rule:third}, y {base:base}^n también.",
                "novel": "La recurrencia da {known} relaciones libres entre estos productos, con esta {all}.",
                "proved": "Ambos lados cumplen una recurrencia de orden 3 y coinciden tres veces, luego siempre.",
            },
            "de": {
                **_SHARED,
                "order": "Ein Produkt zweier Glieder erfüllt b(n+3) = {rule:third}, und {base:base}^n ebenso.",
                "novel": "Die Rekursion liefert {known} freie Beziehungen zwischen diesen Produkten, mit dieser {all}.",
                "proved": "Beide Seiten erfüllen eine Rekursion der Ordnung 3 und sind dreimal gleich, also immer.",
            },
        },
        slots={**_SLOTS, "sign": _SIGN},
    )
    lines: ClassVar = {
        "value": Line(
            lambda v: Claim(
                "=",
                (("a", v["k"]), ("+" if v["sign"] > 0 else "-", ("*", v["p"], v["y"]), ("*", v["q"], v["x"])), v["v"]),
            ),
            _value,
        ),
        "order": Line(lambda v: Claim("recurrence", (*v["rule"], v["base"])), _order),
        "check": Line(lambda v: Claim("=", (v["left"], v["v"], _powered(v["right"]))), _check),
        "novel": Line(lambda v: Claim("rank", (v["known"], v["all"])), _novel),
        "proved": Line(lambda _: Claim("proved", ()), _proved),
    }

    def task(self, said: Said) -> _Task:
        """The sequence and the statement, which must be about one and the same power."""
        v = said.values
        p, q = v["rule"]
        d, base = v["right"]
        task = _Task(p, q, (v["a"], v["b"]), v["left"], d)
        if base != -q or not _invariant(task):
            raise Wrong("question is about another power than its recurrence has", power=base)
        return task

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The first two terms."""
        return (Claim("=", (("a", 0), task.first[0])), Claim("=", (("a", 1), task.first[1])))

    def goal(self, task: _Task) -> Term:
        """The statement."""
        products: tuple[Term, ...] = tuple(("product", c, i, j) for c, i, j in task.products)
        return ("identity", ("rule", task.p, task.q), ("sum", *products), ("times", task.d))

    def solve(self, task: _Task) -> Term:
        """Both sides as quadratic forms; refuted where they differ."""
        left = [0, 0, 0]
        for c, i, j in task.products:
            form = _times(_linear(task.p, task.q, i), _linear(task.p, task.q, j))
            left = [total + c * part for total, part in zip(left, form, strict=True)]
        scale = Fraction(task.d, _invariant(task))
        if left != [scale * part for part in (-task.q, -task.p, 1)]:
            raise Wrong("statement is false", left=left)
        return "proved"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """That it is proved."""
        return Claim("proved", ())

    def write(self, answer: Term, language: str) -> str:
        """Proved, and new to this library."""
        return WRITTEN[language]


def _powered(right: tuple[int, int, int]) -> Term:
    """5 × (-3)^2 as a term; a plain number as itself."""
    d, base, power = right
    return d if base == 1 else ("*", d, ("^", base, power))


_KIND = _Recurrences()


@verifier
@dataclass(frozen=True, slots=True)
class Recurrences:
    """Reads the sequence and the statement, proves it as an identity of quadratic forms, and every step of its proof.

    Example:
        "a(2) = 4 × 7 + 5 × 3 = 43." passes where a(0) = 3 and a(1) = 7. A theorem about Fibonacci numbers that
        Cassini's identity yields is refused: it is not new.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Recurrences.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
