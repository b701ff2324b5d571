"""Remainders of large powers, by squaring and multiplying along the exponent's binary digits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_STEPS = {
    "start": "{a} mod {m} = {r}.",
    "square": "{a}^{k} mod {m} = {x}^2 mod {m} = {p} mod {m} = {r}.",
    "multiply": "{a}^{k} mod {m} = {x} × {b} mod {m} = {p} mod {m} = {r}.",
}
WORDS = Wording(
    {
        "en": {
            "ask": ("What is the remainder when {a}^{e} is divided by {m}?", "Calculate {a}^{e} mod {m}."),
            **_STEPS,
        },
        "sw": {"ask": ("Baki la kugawanya {a}^{e} kwa {m} ni ngapi?", "Kokotoa {a}^{e} mod {m}."), **_STEPS},
        "fr": {
            "ask": ("Quel est le reste de la division de {a}^{e} par {m} ?", "Calcule {a}^{e} mod {m}."),
            **_STEPS,
        },
        "es": {"ask": ("¿Cuál es el resto de dividir {a}^{e} entre {m}?", "Calcula {a}^{e} mod {m}."), **_STEPS},
        "de": {
            "ask": ("Welcher Rest bleibt, wenn man {a}^{e} durch {m} teilt?", "Berechne {a}^{e} mod {m}."),
            **_STEPS,
        },
    }
)


class Size(NamedTuple):
    """A level: ranges of the exponent and the modulus, both ends included, and the largest base."""

    exponent: tuple[int, int]
    modulus: tuple[int, int]
    base: int


SIZES = {
    1: Size((3, 7), (5, 15), 20),
    2: Size((8, 15), (7, 30), 30),
    3: Size((16, 63), (11, 99), 99),
    4: Size((64, 255), (50, 199), 199),
    5: Size((256, 1023), (100, 399), 399),
    6: Size((2048, 65535), (400, 1999), 999),
}


@generator
@dataclass(frozen=True, slots=True)
class ModularPower:
    """A power far too large to write down, and its remainder.

    Attributes:
        language: of the question; the steps are formulas.
        level: 1 (exponents of three binary digits at most) to 5 (of ten); 6 has twelve to sixteen.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        What is the remainder when 5^6 is divided by 7? 5^3 mod 7 = 4 × 5 mod 7 = 20 mod 7 = 6. ... The answer is 1.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("modular_power")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: base, exponent and modulus; then bit after bit of the exponent, from the left."""
        size = SIZES[self.level]
        e, m = rng.between(*size.exponent), rng.between(*size.modulus)
        a = rng.between(2, size.base)
        while a % m < 2:
            a = rng.between(2, size.base)
        say = WORDS[self.language]
        told = Telling(say)
        base = r = a % m
        known: tuple[int, ...] = ()  # the step that reduces the base, where there is one
        if a >= m:
            known = (told.step("start", equal(("mod", a, m), r), a=a, m=m, r=r),)
        uses, k = known, 1
        for bit in bin(e)[3:]:
            k, x, p = 2 * k, r, r * r
            r = p % m
            claim = equal(("mod", ("^", a, k), m), ("mod", ("^", x, 2), m), ("mod", p, m), r)
            uses = (told.step("square", claim, uses, a=a, k=k, m=m, x=x, p=p, r=r),)
            if bit == "1":
                k, x, p = k + 1, r, r * base
                r = p % m
                claim = equal(("mod", ("^", a, k), m), ("mod", ("*", x, base), m), ("mod", p, m), r)
                uses = (told.step("multiply", claim, (*known, *uses), a=a, k=k, m=m, x=x, b=base, p=p, r=r),)
        question = say("ask", rng.below(WORDS.forms("ask")), a=a, e=e, m=m)
        return Problem(question, str(r), self.language, told.derivation(("mod", ("^", a, e), m), r))
