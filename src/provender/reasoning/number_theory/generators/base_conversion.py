"""Whole numbers from one base to another: up by Horner's rule, down by division."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.claim import Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_STEPS = {"horner": "{v} × {b} + {d} = {n}.", "divide": "{n} = {c} × {q} + {r}."}
WORDS = Wording(
    {
        "en": {
            "ask": ("Convert {x} from base {b} to base {c}.", "How is the number {x} of base {b} written in base {c}?"),
            "collect": "The remainders, from last to first, are the digits of {n} in base {c}: {x}.",
            **_STEPS,
        },
        "sw": {
            "ask": (
                "Badili {x} kutoka kizio cha {b} kwenda kizio cha {c}.",
                "Je, namba {x} ya kizio cha {b} huandikwaje katika kizio cha {c}?",
            ),
            "collect": "Mabaki, kuanzia la mwisho hadi la kwanza, ndiyo tarakimu za {n} katika kizio {c}: {x}.",
            **_STEPS,
        },
        "fr": {
            "ask": (
                "Convertis {x} de la base {b} à la base {c}.",
                "Comment le nombre {x} de la base {b} s'écrit-il en base {c} ?",
            ),
            "collect": "Les restes, du dernier au premier, sont les chiffres de {n} en base {c} : {x}.",
            **_STEPS,
        },
        "es": {
            "ask": (
                "Convierte {x} de la base {b} a la base {c}.",
                "¿Cómo se escribe en base {c} el número {x} de la base {b}?",
            ),
            "collect": "Los restos, del último al primero, son las cifras de {n} en base {c}: {x}.",
            **_STEPS,
        },
        "de": {
            "ask": (
                "Wandle {x} von Basis {b} in Basis {c} um.",
                "Wie schreibt man die Zahl {x} der Basis {b} in Basis {c}?",
            ),
            "collect": "Die Reste, vom letzten zum ersten, sind die Ziffern von {n} in Basis {c}: {x}.",
            **_STEPS,
        },
    }
)
DIGITS = "0123456789ABCDEF"
# level -> range of the number, both ends included
_RANGES = {
    1: (20, 99),
    2: (100, 999),
    3: (1000, 9999),
    4: (10_000, 99_999),
    5: (100_000, 9_999_999),
    6: (10**9, 10**11),
}


def _digits(n: int, base: int) -> list[int]:
    """The digits of a number, the highest first."""
    found = []
    while n:
        n, digit = divmod(n, base)
        found.append(digit)
    return found[::-1]


def _written(digits: Sequence[int]) -> str:
    """Digits as they are written; A is ten and F fifteen."""
    return "".join([DIGITS[digit] for digit in digits])


@generator
@dataclass(frozen=True, slots=True)
class BaseConversion:
    """A number written in one base of 2 to 16, to be written in another.

    Attributes:
        language: of the question; most steps are formulas.
        level: 1 (numbers below a hundred) to 5 (up to seven figures); 6 has ten or eleven figures.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        Convert 1B from base 16 to base 5. 1 × 16 + 11 = 27. 27 = 5 × 5 + 2. 5 = 5 × 1 + 0. 1 = 5 × 0 + 1. The
        remainders, from last to first, are the digits of 27 in base 5: 102.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("base_conversion")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: number and bases; then up to the number itself, and down to its new digits."""
        number = rng.between(*_RANGES[self.level])
        b, c = rng.sample(range(2, 17), 2)
        old, new = _digits(number, b), _digits(number, c)
        say = WORDS[self.language]
        told = Telling(say)
        uses: tuple[int, ...] = ()
        v = old[0]
        for d in old[1:] if b != 10 else ():
            n = v * b + d
            uses = (told.step("horner", equal(("+", ("*", v, b), d), n), uses, v=v, b=b, d=d, n=n),)
            v = n
        answer: Term = ("values", *new)
        if c != 10:
            self._down(told, (number, c), uses, answer)
        question = say("ask", rng.below(WORDS.forms("ask")), x=_written(old), b=b, c=c)
        return Problem(question, _written(new), self.language, told.derivation(_goal(old, b, c), answer))

    def _down(self, told: Telling, what: tuple[int, int], uses: tuple[int, ...], answer: Term) -> None:
        """Divide by the base until nothing is left, and read the remainders backwards."""
        number, c = what
        n, divided = number, []
        while n:
            q, r = divmod(n, c)
            uses = (told.step("divide", equal(n, ("+", ("*", c, q), r)), uses, n=n, c=c, q=q, r=r),)
            divided.append(uses[0])
            n = q
        written = _written(_digits(number, c))
        told.step("collect", equal(("digits", number, c), answer), tuple(divided), n=number, c=c, x=written)


def _goal(digits: Sequence[int], b: int, c: int) -> Term:
    """The number of these digits of base b, in base c."""
    return ("convert", ("values", *digits), b, c)
