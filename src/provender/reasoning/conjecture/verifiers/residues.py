"""Proves divisibility for every integer by differences, and asks whether it is new by the index of a lattice.

A polynomial of degree d has all its values divisible by m exactly when its first d + 1 differences at 0 are (Newton's
forward formula); the generator's proof goes through residues. What is known spans a lattice of polynomials; adding f
makes its index smaller by the order of f, and f is new where that is more than 1.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import gcd, prod
from typing import ClassVar, NamedTuple, final

from flint import fmpz_mat

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.conjecture.verifiers._theorems import WRITTEN
from provender.reasoning.read import polynomial
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_DIVISOR = 10_000
_MOST_DEGREE = 24
_FERMAT = ((2, 2), (6, 3), (30, 5), (42, 7))

_SLOTS: Mapping[str, Slot] = {"poly": (polynomial.POLYNOMIAL, polynomial.parse)}
_RESIDUE = "f({r}) = {work:poly} = {v:int} = {part} × {t:int}."
_KNOWN = "2 | n^2 - n, 6 | n^3 - n, 30 | n^5 - n, 42 | n^7 - n"


class _Task(NamedTuple):
    """m divides f(n) for every n; coefficients of f, the constant first."""

    m: int
    term: Term
    f: Sequence[int]

    def at(self, n: int) -> int:
        """f(n), from the monomials."""
        return sum(c * n**power for power, c in enumerate(self.f))


def _residue(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """The value at a residue of a number that divides m, put in, worked out and divided."""
    r, part = v["r"], v["part"]
    put_in = _unsigned(polynomial.at(task.term, r))
    return 0 <= r < part <= task.m and _unsigned(v["work"]) == put_in and v["v"] == task.at(r) == part * v["t"]


def _unsigned(term: Term) -> Term:
    """The term with minus signs before powers as factors of -1: -2^3 is read and put in either way."""
    if isinstance(term, tuple) and term[0] == "-" and len(term) == 2:
        return ("*", -1, _unsigned(term[1]))
    return (term[0], *map(_unsigned, term[1:])) if isinstance(term, tuple) else term


def _modulo(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Every residue has been seen."""
    part = v["part"]
    seen = {said.values["r"] for said in before if said.kind == "residue" and said.values["part"] == part}
    return part > 1 and task.m % part == 0 and seen == set(range(part))


def _together(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """Parts without a common factor, each of which divides every value, make up m."""
    parts = v["parts"]
    known = [said.values["part"] for said in before if said.kind == "modulo"]
    apart = all(gcd(a, b) == 1 for at, a in enumerate(parts) for b in parts[:at])
    return v["m"] == task.m == prod(parts) and apart and all(part in known for part in parts)


def _novel(task: _Task, v: Values, _: Sequence[Said]) -> bool:
    """The order of f, which must not follow by itself."""
    order = _order(task)
    return order > 1 and v["k"] == order


def _order(task: _Task) -> int:
    """How many times smaller the index of what is known becomes when f is added."""
    size = len(task.f)
    rows = [[task.m * (at == k) for at in range(size)] for k in range(size)]
    for known, power in _FERMAT:
        scale = task.m // gcd(task.m, known)
        for shift in range(size - power):
            rows.append([scale * ((at == shift + power) - (at == shift + 1)) for at in range(size)])
    return _index(rows) // _index([*rows, list(task.f)])


def _index(rows: Sequence[Sequence[int]]) -> int:
    """Of the lattice that the rows span: the product of the diagonal of its Hermite normal form."""
    reduced = fmpz_mat(rows).hnf()
    return prod(int(reduced[k, k]) for k in range(len(rows[0])))


def _proved(task: _Task, _: Values, before: Sequence[Said]) -> bool:
    """All of m, and that it is new."""
    whole = [said for said in before if said.kind in ("modulo", "together")]
    told = any(said.values["part" if said.kind == "modulo" else "m"] == task.m for said in whole)
    return told and any(said.kind == "novel" for said in before)


@final
class _Residues(Kind[_Task]):
    """The task is the divisor and the polynomial."""

    topic = "residues"
    asks = Forms(
        {
            "en": {
                "ask": (
                    "Prove that {m} divides f(n) = {f:poly} for every integer n.",
                    "Let f(n) = {f:poly}. Show that f(n) is a multiple of {m} for all integers n.",
                )
            },
            "sw": {
                "ask": (
                    "Thibitisha kwamba {m} inagawanya f(n) = {f:poly} kwa kila namba kamili n.",
                    "Chukua f(n) = {f:poly}. Onyesha kwamba f(n) ni kigawe cha {m} kwa namba kamili n zote.",
                )
            },
            "fr": {
                "ask": (
                    "Démontre que {m} divise f(n) = {f:poly} pour tout entier n.",
                    "Soit f(n) = {f:poly}. Montre que f(n) est un multiple de {m} pour tout entier n.",
                )
            },
            "es": {
                "ask": (
                    "Demuestra que {m} divide a f(n) = {f:poly} para todo entero n.",
                    "Sea f(n) = {f:poly}. Muestra que f(n) es múltiplo de {m} para todo entero n.",
                )
            },
            "de": {
                "ask": (
                    "Beweise, dass {m} die Zahl f(n) = {f:poly} für jede ganze Zahl n teilt.",
                    "Sei f(n) = {f:poly}. Zeige, dass f(n) für alle ganzen Zahlen n ein Vielfaches von {m} ist.",
                )
            },
        },
        slots=_SLOTS,
    )
    says = Forms(
        {
            "en": {
                "residue": _RESIDUE,
                "modulo": "So {part} divides f(n), whatever n leaves when divided by {part}.",
                "together": "{parts:list} have no common factor, so {m} divides f(n).",
                "novel": f"From {_KNOWN} only the multiples of f by {{k}} follow.",
                "proved": "So it holds for every n, and it is new.",
            },
            "sw": {
                "residue": _RESIDUE,
                "modulo": "Kwa hiyo {part} inagawanya f(n), baki lolote la n kwa {part}.",
                "together": "{parts:list} hazina kigawo cha shirika, kwa hiyo {m} inagawanya f(n).",
                "novel": f"Kutoka {_KNOWN} yanatokana tu mazidisho ya f kwa {{k}}.",
                "proved": "Kwa hiyo ni kweli kwa kila n, na ni mpya.",
            },
            "fr": {
                "residue": _RESIDUE,
                "modulo": "Donc {part} divise f(n), quel que soit le reste de n modulo {part}.",
                "together": "{parts:list} sont premiers entre eux, donc {m} divise f(n).",
                "novel": f"De {_KNOWN} ne découlent que les multiples de f par {{k}}.",
                "proved": "C'est donc vrai pour tout n, et c'est nouveau.",
            },
            "es": {
                "residue": _RESIDUE,
                "modulo": "Así que {part} divide a f(n), sea cual sea el resto de n módulo {part}.",
                "together": "{parts:list} son primos entre sí, así que {m} divide a f(n).",
                "novel": f"De {_KNOWN} solo se siguen los múltiplos de f por {{k}}.",
                "proved": "Así que vale para todo n, y es nuevo.",
            },
            "de": {
                "residue": _RESIDUE,
                "modulo": "Also teilt {part} die Zahl f(n), welchen Rest n bei Division durch {part} auch lässt.",
                "together": "{parts:list} sind teilerfremd, also teilt {m} die Zahl f(n).",
                "novel": f"Aus {_KNOWN} folgen nur die Vielfachen von f mit {{k}}.",
                "proved": "Also gilt es für jedes n, und es ist neu.",
            },
        },
        slots=_SLOTS,
    )
    lines: ClassVar = {
        "residue": Line(
            lambda v: Claim("=", (("f", v["r"]), _unsigned(v["work"]), v["v"], ("*", v["part"], v["t"]))), _residue
        ),
        "modulo": Line(lambda v: Claim("always", (v["part"],)), _modulo),
        "together": Line(lambda v: Claim("always", (("*", *v["parts"]), v["m"])), _together),
        "novel": Line(lambda v: Claim("order", (v["k"],)), _novel),
        "proved": Line(lambda _: Claim("proved", ()), _proved),
    }

    def task(self, said: Said) -> _Task:
        """The divisor and the polynomial, of a size that can be checked."""
        m, term = said.values["m"], said.values["f"]
        f = polynomial.coefficients_of(term) if polynomial.letters(term) == "n" else None
        if f is None or not 1 < m <= _MOST_DIVISOR or len(f) > _MOST_DEGREE or not polynomial.is_flat(term):
            raise Wrong("question has no statement that can be checked", divisor=m)
        return _Task(m, term, f)

    def goal(self, task: _Task) -> Term:
        """Always m | f(n)."""
        return ("always", task.m, task.term)

    def solve(self, task: _Task) -> Term:
        """The differences at 0; refuted where m does not divide one."""
        row = [task.at(n) for n in range(len(task.f))]
        while row:
            if row[0] % task.m:
                raise Wrong("statement is false", difference=row[0])
            row = [after - here for here, after in pairwise(row)]
        return "proved"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """That it is proved."""
        return Claim("proved", ())

    def write(self, answer: Term, language: str) -> str:
        """Proved, and new to this library."""
        return WRITTEN[language]


_KIND = _Residues()


@verifier
@dataclass(frozen=True, slots=True)
class Residues:
    """Reads the polynomial, proves the statement by its differences, and every step of the proof by residues.

    Example:
        "6 divides f(n) = n^3 - n" is proved and refused: it is known. "8 divides f(n) = n^2 - n" is refuted.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Residues.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
