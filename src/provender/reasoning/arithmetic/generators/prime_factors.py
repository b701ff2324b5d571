"""Prime factorisation by trial division. The file to copy for a family with rules of its own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import ClassVar

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("Write {n} as a product of primes.", "What is the prime factorisation of {n}?"),
            "divide": ("{n} ÷ {p} = {q}.", "{p} is prime and divides {n}: {n} ÷ {p} = {q}."),
            "product": "What is left is prime, so {n} = {factors}.",
        },
        "sw": {
            "ask": ("Andika {n} kama zao la namba tasa.", "Je, vigawo tasa vya {n} ni vipi?"),
            "divide": ("{n} ÷ {p} = {q}.", "{p} ni namba tasa na inagawanya {n}: {n} ÷ {p} = {q}."),
            "product": "Namba iliyobaki ni tasa, kwa hiyo {n} = {factors}.",
        },
        "fr": {
            "ask": (
                "Écris {n} comme produit de nombres premiers.",
                "Quelle est la décomposition de {n} en facteurs premiers ?",
            ),
            "divide": ("{n} ÷ {p} = {q}.", "{p} est premier et divise {n} : {n} ÷ {p} = {q}."),
            "product": "Ce qui reste est premier, donc {n} = {factors}.",
        },
        "es": {
            "ask": (
                "Escribe {n} como producto de números primos.",
                "¿Cuál es la descomposición de {n} en factores primos?",
            ),
            "divide": ("{n} ÷ {p} = {q}.", "{p} es primo y divide a {n}: {n} ÷ {p} = {q}."),
            "product": "Lo que queda es primo, así que {n} = {factors}.",
        },
        "de": {
            "ask": ("Schreibe {n} als Produkt von Primzahlen.", "Wie lautet die Primfaktorzerlegung von {n}?"),
            "divide": ("{n} ÷ {p} = {q}.", "{p} ist eine Primzahl und teilt {n}: {n} ÷ {p} = {q}."),
            "product": "Was bleibt, ist eine Primzahl, also gilt {n} = {factors}.",
        },
    }
)

_SMALL = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47)
_LAST = tuple(p for p in range(53, 4000) if all(p % d for d in range(2, int(p**0.5) + 1)))
# level -> fewest and most primes, how many small ones to draw from, how many for the last and largest
_SIZES = {
    1: (3, 3, 5, 200),
    2: (4, 4, 8, 400),
    3: (4, 5, 12, 500),
    4: (5, 6, 15, 500),
    5: (6, 8, 15, 500),
    6: (9, 11, 15, 500),
}


@generator
@dataclass(frozen=True, slots=True)
class PrimeFactors:
    """Draws primes and asks for the factors of their product, divided out from the smallest up.

    Attributes:
        language: of question and solution.
        level: 1 (three primes) to 5 (six to eight primes); 6 has nine to eleven.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Write 60 as a product of primes. 60 ÷ 2 = 30. 30 ÷ 2 = 15. 15 ÷ 3 = 5. ... so 60 = 2 × 2 × 3 × 5.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("prime_factors")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the primes, then the words."""
        fewest, most, small, last = _SIZES[self.level]
        count = rng.between(fewest, most) - 1
        primes = [*sorted(rng.choice(_SMALL[:small]) for _ in range(count)), rng.choice(_LAST[:last])]
        n = prod(primes)
        say = WORDS[self.language]
        question = say("ask", rng.below(WORDS.forms("ask")), n=n)
        told = Telling(say)
        rest, form = n, rng.below(WORDS.forms("divide"))
        uses: tuple[int, ...] = ()
        for p in primes[:-1]:
            left = rest // p
            at = told.step("divide", equal(("/", rest, p), left), uses[-1:], form=form, n=rest, p=p, q=left)
            rest, uses = left, (*uses, at)
        answer: Term = ("*", *primes)
        written = " × ".join(map(str, primes))
        told.step("product", equal(("factors", n), answer), uses, n=n, factors=written)
        return Problem(question, written, self.language, told.derivation(("factors", n), answer))
