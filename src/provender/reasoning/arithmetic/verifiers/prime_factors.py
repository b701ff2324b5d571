"""Proves prime factorisations: every division by itself, the factors' primality, and the product by FLINT."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import ClassVar, final

from flint import fmpz

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST = 10**24  # a question beyond it is refused: factoring must stay quick for any text
_PRODUCT = (r"[1-9][0-9]{0,24}(?: × [1-9][0-9]{0,24}){0,80}", lambda text: tuple(map(int, text.split(" × "))))

_ASKS = Forms(
    {
        "en": {"ask": ("Write {n} as a product of primes.", "What is the prime factorisation of {n}?")},
        "sw": {"ask": ("Andika {n} kama zao la namba tasa.", "Je, vigawo tasa vya {n} ni vipi?")},
        "fr": {
            "ask": (
                "Écris {n} comme produit de nombres premiers.",
                "Quelle est la décomposition de {n} en facteurs premiers ?",
            )
        },
        "es": {
            "ask": (
                "Escribe {n} como producto de números primos.",
                "¿Cuál es la descomposición de {n} en factores primos?",
            )
        },
        "de": {"ask": ("Schreibe {n} als Produkt von Primzahlen.", "Wie lautet die Primfaktorzerlegung von {n}?")},
    }
)
_BARE = "{n} ÷ {p} = {q}."
_SAYS = Forms(
    {
        "en": {
            "divide": (_BARE, "{p} is prime and divides {n}: {n} ÷ {p} = {q}."),
            "product": "What is left is prime, so {n} = {factors:product}.",
        },
        "sw": {
            "divide": (_BARE, "{p} ni namba tasa na inagawanya {n}: {n} ÷ {p} = {q}."),
            "product": "Namba iliyobaki ni tasa, kwa hiyo {n} = {factors:product}.",
        },
        "fr": {
            "divide": (_BARE, "{p} est premier et divise {n} : {n} ÷ {p} = {q}."),
            "product": "Ce qui reste est premier, donc {n} = {factors:product}.",
        },
        "es": {
            "divide": (_BARE, "{p} es primo y divide a {n}: {n} ÷ {p} = {q}."),
            "product": "Lo que queda es primo, así que {n} = {factors:product}.",
        },
        "de": {
            "divide": (_BARE, "{p} ist eine Primzahl und teilt {n}: {n} ÷ {p} = {q}."),
            "product": "Was bleibt, ist eine Primzahl, also gilt {n} = {factors:product}.",
        },
    },
    slots={"product": _PRODUCT},
)


def _divides(n: int, v: Values, before: Sequence[Said]) -> bool:
    """A prime divided out of the number itself or out of what the division before it left."""
    left = before[-1].values["q"] if before else n
    return v["n"] == left == v["p"] * v["q"] and _is_prime(v["p"])


def _factors(n: int, v: Values, before: Sequence[Said]) -> bool:
    """The primes divided out and the prime that was left, in that order, and none else."""
    left = before[-1].values["q"] if before else n
    primes = (*(said.values["p"] for said in before), left)
    return v["n"] == n == prod(primes) and v["factors"] == primes and _is_prime(left)


def _is_prime(p: int) -> bool:
    """Primality by FLINT: a proof below 2**64, Baillie-PSW and more above."""
    return bool(fmpz(p).is_prime())


@final
class _PrimeFactors(Kind[int]):
    """The task is the number."""

    topic = "prime_factors"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "divide": Line(lambda v: Claim("=", (("/", v["n"], v["p"]), v["q"])), _divides),
        "product": Line(lambda v: Claim("=", (("factors", v["n"]), ("*", *v["factors"]))), _factors),
    }

    def task(self, said: Said) -> int:
        """The number, if it has factors and is not absurd."""
        n: int = said.values["n"]
        if not 1 < n <= _MOST:
            raise Wrong("question has no answer that can be checked", number=n)
        return n

    def goal(self, task: int) -> Term:
        """factors(n)."""
        return ("factors", task)

    def solve(self, task: int) -> Term:
        """FLINT's factorisation, as an ascending product."""
        return ("*", *(int(p) for p, times in sorted(fmpz(task).factor()) for _ in range(times)))

    def write(self, answer: Term, language: str) -> str:
        """2 × 2 × 3."""
        return " × ".join(map(str, answer[1:]))  # type: ignore[index]


_KIND = _PrimeFactors()


@verifier
@dataclass(frozen=True, slots=True)
class PrimeFactors:
    """Reads the number, proves every division and every prime, and factors the number anew.

    Example:
        "91 ÷ 13 = 7." passes after "182 ÷ 2 = 91."; "What is left is prime, so 182 = 2 × 91." fails.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_PrimeFactors.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
