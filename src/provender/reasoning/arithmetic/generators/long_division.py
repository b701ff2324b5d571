"""Long division with remainder, digit by digit: bring down, how often, subtract."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.columns import PLACES
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

WORDS = Wording(
    {
        "en": {
            "ask": ("Divide {a} by {b} with long division.", "What are quotient and remainder of {a} ÷ {b}?"),
            "start": "{place}: {a} begins with {n}.",
            "bring": "{place}: bring down {d}: 10 × {r} + {d} = {n}.",
            "times": "{place}: {b} into {n} goes {q}: {q} × {b} = {m}.",
            "rest": "{place}: {n} − {m} = {r}.",
            "result": "The figures of the quotient make {q}, and {r} is left: {a} = {q} × {b} + {r}.",
            "answer": "{q} remainder {r}",
        },
        "sw": {
            "ask": ("Gawanya {a} kwa {b} kwa njia ndefu.", "Je, hisa na baki ya {a} ÷ {b} ni ngapi?"),
            "start": "{place}: {a} inaanza na {n}.",
            "bring": "{place}: shusha {d}: 10 × {r} + {d} = {n}.",
            "times": "{place}: {b} inaingia mara {q} katika {n}: {q} × {b} = {m}.",
            "rest": "{place}: {n} − {m} = {r}.",
            "result": "Tarakimu za hisa ni {q}, na baki ni {r}: {a} = {q} × {b} + {r}.",
            "answer": "{q} baki {r}",
        },
        "fr": {
            "ask": (
                "Pose la division euclidienne de {a} par {b}.",
                "Quels sont le quotient et le reste de {a} ÷ {b} ?",
            ),
            "start": "{place} : {a} commence par {n}.",
            "bring": "{place} : on abaisse {d} : 10 × {r} + {d} = {n}.",
            "times": "{place} : en {n}, il va {q} fois {b} : {q} × {b} = {m}.",
            "rest": "{place} : {n} − {m} = {r}.",
            "result": "Les chiffres du quotient forment {q} et il reste {r} : {a} = {q} × {b} + {r}.",
            "answer": "{q} reste {r}",
        },
        "es": {
            "ask": ("Divide {a} entre {b} con la división larga.", "¿Cuáles son el cociente y el resto de {a} ÷ {b}?"),
            "start": "{place}: {a} empieza por {n}.",
            "bring": "{place}: baja {d}: 10 × {r} + {d} = {n}.",
            "times": "{place}: {n} entre {b} cabe a {q}: {q} × {b} = {m}.",
            "rest": "{place}: {n} − {m} = {r}.",
            "result": "Las cifras del cociente forman {q} y quedan {r}: {a} = {q} × {b} + {r}.",
            "answer": "{q} resto {r}",
        },
        "de": {
            "ask": ("Dividiere {a} schriftlich durch {b}.", "Was sind Quotient und Rest von {a} ÷ {b}?"),
            "start": "{place}: {a} beginnt mit {n}.",
            "bring": "{place}: hole {d} herunter: 10 × {r} + {d} = {n}.",
            "times": "{place}: {b} passt {q}-mal in {n}: {q} × {b} = {m}.",
            "rest": "{place}: {n} − {m} = {r}.",
            "result": "Die Ziffern des Quotienten ergeben {q}, und {r} bleibt übrig: {a} = {q} × {b} + {r}.",
            "answer": "{q} Rest {r}",
        },
    }
)

# level -> digits of the dividend and of the divisor
_DIGITS = {1: (3, 1), 2: (4, 1), 3: (5, 2), 4: (6, 2), 5: (8, 3), 6: (11, 4)}


@generator
@dataclass(frozen=True, slots=True)
class LongDivision:
    """A whole number divided by a smaller one as on paper.

    Attributes:
        language: of question and solution.
        level: 1 (three digits by one) to 5 (eight by three); 6 has eleven by four.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        125 ÷ 6: Tens: 125 begins with 12. Tens: 6 into 12 goes 2: 2 × 6 = 12. Tens: 12 − 12 = 0. Ones: bring down 5:
        10 × 0 + 5 = 5. Ones: 6 into 5 goes 0: 0 × 6 = 0. Ones: 5 − 0 = 5. 125 = 20 × 6 + 5.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("long_division")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the numbers, then the figures one by one."""
        long, short = _DIGITS[self.level]
        a = rng.between(10 ** (long - 1), 10**long - 1)
        b = rng.between(max(2, 10 ** (short - 1)), 10**short - 1)
        say = WORDS[self.language]
        question = say("ask", rng.below(WORDS.forms("ask")), a=a, b=b)
        told = Telling(say)
        uses = _figures(told, a, b, PLACES[self.language])
        q, r = divmod(a, b)
        told.step("result", equal(a, ("+", ("*", q, b), r)), uses, a=a, b=b, q=q, r=r)
        answer = ("values", q, r)
        return Problem(question, say("answer", q=q, r=r), self.language, told.derivation(("divmod", a, b), answer))


def _figures(told: Telling, a: int, b: int, places: tuple[str, ...]) -> tuple[int, ...]:
    """The division place by place, from the first part that holds b on; the steps that show the quotient."""
    last = len(str(a)) - 1
    while a // 10**last < b:
        last -= 1
    shown: list[int] = []
    at, n, r = -1, a // 10**last, 0
    for place in range(last, -1, -1):
        name = places[place]
        if place == last:
            at = told.step("start", equal(("//", a, 10**last), n), place=name, a=a, n=n)
        else:
            d = a // 10**place % 10
            n = 10 * r + d
            at = told.step("bring", equal(("+", ("*", 10, r), d), n), (at,), place=name, d=d, r=r, n=n)
        q, r = divmod(n, b)
        shown.append(told.step("times", equal(("*", q, b), q * b), (at,), place=name, n=n, b=b, q=q, m=q * b))
        at = told.step("rest", equal(("-", n, q * b), r), (at, shown[-1]), place=name, n=n, m=q * b, r=r)
    return (*shown, at)
