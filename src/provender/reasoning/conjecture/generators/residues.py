"""Divisibility for every integer: polynomials all of whose values have a common factor, proved residue by residue.

The polynomials of degree d whose values are all divisible by m are the integer combinations of the falling factorials
x(x-1)...(x-k+1) times m / gcd(m, k!) (Niven and Warren, Proc. AMS 8, 1957). One is drawn, its coefficients reduced
modulo m. It is kept only where it is not derivable: what is known are the theorems 2 | n^2 - n, 6 | n^3 - n,
30 | n^5 - n and 42 | n^7 - n, times any polynomial, and multiples of m. They span a lattice; the smallest multiple of
the polynomial that lies in it says how far they reach.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import factorial, gcd, lcm
from typing import ClassVar

from flint import fmpq_mat, fmpz_mat

from provender.core.claim import Claim
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.conjecture.generators._theorems import ANSWERS
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import multiplied, polynomial, put, valued, written
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_RESIDUE = "f({r}) = {work} = {v} = {part} × {t}."
_KNOWN = "2 | n^2 - n, 6 | n^3 - n, 30 | n^5 - n, 42 | n^7 - n"

WORDS = Wording(
    {
        "en": {
            "ask": (
                "Prove that {m} divides f(n) = {f} for every integer n.",
                "Let f(n) = {f}. Show that f(n) is a multiple of {m} for all integers n.",
            ),
            "residue": _RESIDUE,
            "modulo": "So {part} divides f(n), whatever n leaves when divided by {part}.",
            "together": "{parts} have no common factor, so {m} divides f(n).",
            "novel": f"From {_KNOWN} only the multiples of f by {{k}} follow.",
            "proved": "So it holds for every n, and it is new.",
        },
        "sw": {
            "ask": (
                "Thibitisha kwamba {m} inagawanya f(n) = {f} kwa kila namba kamili n.",
                "Chukua f(n) = {f}. Onyesha kwamba f(n) ni kigawe cha {m} kwa namba kamili n zote.",
            ),
            "residue": _RESIDUE,
            "modulo": "Kwa hiyo {part} inagawanya f(n), baki lolote la n kwa {part}.",
            "together": "{parts} hazina kigawo cha shirika, kwa hiyo {m} inagawanya f(n).",
            "novel": f"Kutoka {_KNOWN} yanatokana tu mazidisho ya f kwa {{k}}.",
            "proved": "Kwa hiyo ni kweli kwa kila n, na ni mpya.",
        },
        "fr": {
            "ask": (
                "Démontre que {m} divise f(n) = {f} pour tout entier n.",
                "Soit f(n) = {f}. Montre que f(n) est un multiple de {m} pour tout entier n.",
            ),
            "residue": _RESIDUE,
            "modulo": "Donc {part} divise f(n), quel que soit le reste de n modulo {part}.",
            "together": "{parts} sont premiers entre eux, donc {m} divise f(n).",
            "novel": f"De {_KNOWN} ne découlent que les multiples de f par {{k}}.",
            "proved": "C'est donc vrai pour tout n, et c'est nouveau.",
        },
        "es": {
            "ask": (
                "Demuestra que {m} divide a f(n) = {f} para todo entero n.",
                "Sea f(n) = {f}. Muestra que f(n) es múltiplo de {m} para todo entero n.",
            ),
            "residue": _RESIDUE,
            "modulo": "Así que {part} divide a f(n), sea cual sea el resto de n módulo {part}.",
            "together": "{parts} son primos entre sí, así que {m} divide a f(n).",
            "novel": f"De {_KNOWN} solo se siguen los múltiplos de f por {{k}}.",
            "proved": "Así que vale para todo n, y es nuevo.",
        },
        "de": {
            "ask": (
                "Beweise, dass {m} die Zahl f(n) = {f} für jede ganze Zahl n teilt.",
                "Sei f(n) = {f}. Zeige, dass f(n) für alle ganzen Zahlen n ein Vielfaches von {m} ist.",
            ),
            "residue": _RESIDUE,
            "modulo": "Also teilt {part} die Zahl f(n), welchen Rest n bei Division durch {part} auch lässt.",
            "together": "{parts} sind teilerfremd, also teilt {m} die Zahl f(n).",
            "novel": f"Aus {_KNOWN} folgen nur die Vielfachen von f mit {{k}}.",
            "proved": "Also gilt es für jedes n, und es ist neu.",
        },
    }
)

# level -> divisors, least and greatest degree
_SIZES = {
    1: ((4, 8), 4, 5),
    2: ((8, 9), 5, 6),
    3: ((12, 24, 18, 16, 20), 7, 8),
    4: ((24, 36, 40, 48), 7, 9),
    5: ((72, 60, 80, 90), 8, 9),
    6: ((144, 180, 216, 240), 9, 10),
}
_THEOREMS = ((2, 2), (6, 3), (30, 5), (42, 7))  # m divides n^p - n


@generator
@dataclass(frozen=True, slots=True)
class Residues:
    """Polynomials whose every value is divisible by a number, discovered, proved, and new to this library.

    Attributes:
        language: of statement and proof.
        level: size of the divisor and degree; 6 goes beyond all others.

    Guarantees:
        The statement holds for every integer n and is no combination of the theorems that are known.

    Example:
        8 divides f(n) = n^4 + 2n^3 - n^2 - 2n for every integer n.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("residues")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One theorem with its proof."""
        divisors, low, high = _SIZES[self.level]
        order = 1
        while order == 1:
            m = rng.choice(divisors)
            f = _drawn(rng, m, rng.between(low, high))
            order = _order(f, m) if len(f) > low else 1
        term = polynomial(f, "n")
        told = Telling(WORDS[self.language])
        question = told.say("ask", rng.below(WORDS.forms("ask")), m=m, f=written(term))
        _prove(told, f, m, order=order)
        return Problem(question, ANSWERS[self.language], self.language, told.derivation(("always", m, term), "proved"))


def _drawn(rng: Stream, m: int, degree: int) -> list[int]:
    """Coefficients, the constant first, of a polynomial all of whose values m divides; none is a multiple of m."""
    total = [0] * (degree + 1)
    falling = [1]
    for k in range(degree + 1):
        size = rng.below(m) * (m // gcd(m, factorial(k)))
        for power, c in enumerate(falling):
            total[power] += size * c
        falling = multiplied(falling, [-k, 1])
    reduced = [(c + m // 2 - 1) % m - (m // 2 - 1) for c in total]
    while reduced and not reduced[-1]:
        reduced.pop()
    return reduced if not reduced or reduced[-1] > 0 else [-c if 2 * c != m else c for c in reduced]


def _order(f: Sequence[int], m: int) -> int:
    """The smallest k > 0 for which k f follows from what is known; 1 where f itself does."""
    size = len(f)
    rows = [[m * (at == k) for at in range(size)] for k in range(size)]
    for known, power in _THEOREMS:
        scale = m // gcd(m, known)
        for shift in range(size - power):
            row = [0] * size
            row[shift + power], row[shift + 1] = scale, -scale
            rows.append(row)
    basis = fmpz_mat(rows).hnf()
    square = fmpq_mat(fmpz_mat([[int(basis[i, j]) for j in range(size)] for i in range(size)]))
    shares = square.transpose().solve(fmpq_mat(fmpz_mat([[c] for c in f])))
    return lcm(*(int(shares[i, 0].q) for i in range(size)))


def _prove(told: Telling, f: Sequence[int], m: int, *, order: int) -> None:
    """Every residue of every prime power of m, put together; and that it is new."""
    term = polynomial(f, "n")
    parts = _prime_powers(m)
    modulo = []
    for part in parts:
        residues = []
        for r in range(part):
            v = int(valued(f, r))
            work = put(term, r)
            claim = equal(("f", r), work, v, ("*", part, v // part))
            residues.append(told.step("residue", claim, r=r, work=written(work), v=v, part=part, t=v // part))
        modulo.append(told.step("modulo", Claim("always", (part,)), tuple(residues), part=part))
    last = modulo[-1]
    if len(parts) > 1:
        listed = ", ".join(map(str, parts))
        last = told.step("together", Claim("always", (("*", *parts), m)), tuple(modulo), parts=listed, m=m)
    novel = told.step("novel", Claim("order", (order,)), k=order)
    told.step("proved", Claim("proved", ()), (last, novel))


def _prime_powers(m: int) -> list[int]:
    """The powers of different primes whose product is m."""
    parts = []
    for p in (2, 3, 5):
        part = 1
        while m % (part * p) == 0:
            part *= p
        if part > 1:
            parts.append(part)
    return parts
