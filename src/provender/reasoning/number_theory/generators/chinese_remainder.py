"""Numbers with given remainders: congruences merged one after the other, or shown to exclude each other."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd, lcm
from typing import ClassVar, NamedTuple, TypeAlias

from provender.core.claim import Claim, Derivation
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_STEPS = {
    "gap": "({s} - {r}) mod {m} = {d}.",
    "solve": "{w} × {k} mod {m} = {d}.",
    "lift": "{r} + {w} × {k} = {n}.",
    "modulus": "lcm({w}, {m}) = {l}.",
    "common": "gcd({w}, {m}) = {g}.",
}
WORDS = Wording(
    {
        "en": {
            "ask": (
                "Find the smallest whole number x ≥ 0 with {given}. If there is none, say so.",
                "Which is the smallest whole number x ≥ 0 such that {given}? If there is none, say so.",
            ),
            "none": "none",
            "clash": "{d} mod {g} = {q}, not 0, so there is no such number.",
            **_STEPS,
        },
        "sw": {
            "ask": (
                "Tafuta namba nzima ndogo kuliko zote x ≥ 0 yenye {given}. Kama hakuna, sema hivyo.",
                "Je, ni ipi namba nzima ndogo kuliko zote x ≥ 0 ambayo {given}? Kama hakuna, sema hivyo.",
            ),
            "none": "hakuna",
            "clash": "{d} mod {g} = {q}, si 0, kwa hiyo hakuna namba kama hiyo.",
            **_STEPS,
        },
        "fr": {
            "ask": (
                "Trouve le plus petit entier x ≥ 0 avec {given}. S'il n'y en a pas, dis-le.",
                "Quel est le plus petit entier x ≥ 0 tel que {given} ? S'il n'y en a pas, dis-le.",
            ),
            "none": "aucun",
            "clash": "{d} mod {g} = {q}, pas 0, donc il n'y a pas de tel nombre.",
            **_STEPS,
        },
        "es": {
            "ask": (
                "Halla el menor entero x ≥ 0 con {given}. Si no hay ninguno, dilo.",
                "¿Cuál es el menor entero x ≥ 0 tal que {given}? Si no hay ninguno, dilo.",
            ),
            "none": "ninguno",
            "clash": "{d} mod {g} = {q}, no 0, así que no hay tal número.",
            **_STEPS,
        },
        "de": {
            "ask": (
                "Finde die kleinste ganze Zahl x ≥ 0 mit {given}. Gibt es keine, so sage es.",
                "Welche ist die kleinste ganze Zahl x ≥ 0, für die gilt: {given}? Gibt es keine, so sage es.",
            ),
            "none": "keine",
            "clash": "{d} mod {g} = {q}, nicht 0, also gibt es keine solche Zahl.",
            **_STEPS,
        },
    }
)


class Size(NamedTuple):
    """A level: how many congruences, and the range of their moduli, both ends included."""

    congruences: int
    low: int
    high: int


SIZES = {
    1: Size(2, 3, 7),
    2: Size(2, 6, 16),
    3: Size(3, 4, 16),
    4: Size(3, 12, 30),
    5: Size(4, 15, 40),
    6: Size(6, 20, 60),
}
Congruences: TypeAlias = Sequence[tuple[int, int]]  # (modulus, remainder)


def _draw(rng: Stream, size: Size) -> Congruences:
    """Moduli of which none divides another; the last remainder, in one case of four, excludes the others."""
    while True:
        moduli = [rng.between(size.low, size.high) for _ in range(size.congruences)]
        if any(one % other == 0 for i, one in enumerate(moduli) for j, other in enumerate(moduli) if i != j):
            continue
        before, last = lcm(*moduli[:-1]), moduli[-1]
        if last > gcd(before, last):  # else the last one would say nothing new
            break
    x = rng.below(lcm(*moduli))
    remainders = [x % modulus for modulus in moduli]
    common = gcd(before, last)
    if common > 1 and rng.chance(1, 2):
        shift = rng.choice([shift for shift in range(1, last) if shift % common])
        remainders[-1] = (remainders[-1] + shift) % last
    return [*zip(moduli, remainders, strict=True)]


@generator
@dataclass(frozen=True, slots=True)
class ChineseRemainder:
    """The smallest number that leaves given remainders, or that there is none; moduli may share factors.

    Attributes:
        language: of the question; most steps are formulas.
        level: 1 (two moduli below 8) to 5 (four of 15 to 40); 6 has six.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Find the smallest whole number x ≥ 0 with x mod 5 = 3; x mod 7 = 4. (4 - 3) mod 7 = 1. 5 × 3 mod 7 = 1.
        3 + 5 × 3 = 18. The answer is 18.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("chinese_remainder")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the congruences, then the words."""
        given = _draw(rng, SIZES[self.level])
        say = WORDS[self.language]
        written = "; ".join([f"x mod {m} = {s}" for m, s in given])
        question = say("ask", rng.below(WORDS.forms("ask")), given=written)
        told = self._told(given)
        answer = say("none") if told.answer == "none" else str(told.answer)
        return Problem(question, answer, self.language, told)

    def _told(self, given: Congruences) -> Derivation:
        """Two congruences become one, again and again; the first is taken from the question as it is."""
        told = Telling(WORDS[self.language])
        givens = tuple([equal(("mod", "x", m), s) for m, s in given])
        (w, r), *others = given
        width: tuple[int, ...] = ()  # the steps that found the modulus w and the remainder r
        found: tuple[int, ...] = ()
        for place, (m, s) in enumerate(others, 1):
            d = (s - r) % m
            gap = told.step("gap", equal(("mod", ("-", s, r), m), d), found, s=s, r=r, m=m, d=d)
            g = gcd(w, m)
            if d % g:
                common = told.step("common", equal(("gcd", w, m), g), width, w=w, m=m, g=g)
                told.step("clash", Claim("!=", (("mod", d, g), 0)), (gap, common), d=d, g=g, q=d % g)
                return told.derivation("x", "none", givens)
            k = d // g * pow(w // g, -1, m // g) % (m // g)
            solved = told.step("solve", equal(("mod", ("*", w, k), m), d), (*width, gap), w=w, k=k, m=m, d=d)
            n = r + w * k
            uses = tuple(sorted({*width, *found, solved}))
            found = (told.step("lift", equal(("+", r, ("*", w, k)), n), uses, r=r, w=w, k=k, n=n),)
            if place < len(others):
                wide = lcm(w, m)
                width = (told.step("modulus", equal(("lcm", w, m), wide), width, w=w, m=m, l=wide),)
                w = wide
            r = n
        return told.derivation("x", r, givens)
