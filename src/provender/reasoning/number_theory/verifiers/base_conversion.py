"""Proves conversions between bases: every line by itself, and the digits from the highest power down."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_WRITTEN: Slot = (r"[1-9A-F][0-9A-F]{0,99}", str)


class _Task(NamedTuple):
    """The number as written, its base, the base wanted; its digits, and the values of 1, 2, ... of them."""

    b: int
    c: int
    digits: Sequence[int]
    prefixes: Sequence[int]

    @property
    def number(self) -> int:
        """The number itself."""
        return self.prefixes[-1]


_ASKS = Forms(
    {
        "en": {"ask": ("Convert {x:written} from base {b} to base {c}.",
                       "How is the number {x:written} of base {b} written in base {c}?")},
        "sw": {"ask": ("Badili {x:written} kutoka kizio cha {b} kwenda kizio cha {c}.",
                       "Je, namba {x:written} ya kizio cha {b} huandikwaje katika kizio cha {c}?")},
        "fr": {"ask": ("Convertis {x:written} de la base {b} à la base {c}.",
                       "Comment le nombre {x:written} de la base {b} s'écrit-il en base {c} ?")},
        "es": {"ask": ("Convierte {x:written} de la base {b} a la base {c}.",
                       "¿Cómo se escribe en base {c} el número {x:written} de la base {b}?")},
        "de": {"ask": ("Wandle {x:written} von Basis {b} in Basis {c} um.",
                       "Wie schreibt man die Zahl {x:written} der Basis {b} in Basis {c}?")},
    },
    slots={"written": _WRITTEN},
)  # fmt: skip
_STEPS = {"horner": "{v} × {b} + {d} = {n}.", "divide": "{n} = {c} × {q} + {r}."}
_SAYS = Forms(
    {
        "en": {
            **_STEPS,
            "collect": "The remainders, from last to first, are the digits of {n} in base {c}: {x:written}.",
        },
        "sw": {
            **_STEPS,
            "collect": "Mabaki, kuanzia la mwisho hadi la kwanza, ndiyo tarakimu za {n} katika kizio {c}: {x:written}.",
        },
        "fr": {
            **_STEPS,
            "collect": "Les restes, du dernier au premier, sont les chiffres de {n} en base {c} : {x:written}.",
        },
        "es": {
            **_STEPS,
            "collect": "Los restos, del último al primero, son las cifras de {n} en base {c}: {x:written}.",
        },
        "de": {
            **_STEPS,
            "collect": "Die Reste, vom letzten zum ersten, sind die Ziffern von {n} in Basis {c}: {x:written}.",
        },
    },
    slots={"written": _WRITTEN},
)


def _horner(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The value of the digits so far, times the base, and the next digit."""
    places = [place for place, prefix in enumerate(task.prefixes) if prefix == v["v"]]
    if task.b == 10 or not places or places[0] + 1 == len(task.digits):
        return False
    place = places[0]
    known = not place or v["v"] in [said.values["n"] for said in before if said.kind == "horner"]
    return known and v["b"] == task.b and v["d"] == task.digits[place + 1] and v["n"] == task.prefixes[place + 1]


def _divides(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The number, or what the division before left of it, divided by the new base."""
    if v["n"] == task.number:
        known = task.b == 10 or any(said.kind == "horner" and said.values["n"] == v["n"] for said in before)
    else:
        known = any(said.kind == "divide" and said.values["q"] == v["n"] for said in before)
    return known and v["n"] > 0 and v["c"] == task.c != 10 and (v["q"], v["r"]) == divmod(v["n"], v["c"])


def _collects(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """All remainders, of one division after the other, from the number down to nothing."""
    n, remainders = task.number, []
    for said in before:
        if said.kind == "divide" and said.values["n"] == n:
            n, r = said.values["q"], said.values["r"]
            remainders.append(r)
    return n == 0 and (v["n"], v["c"]) == (task.number, task.c) and _digits(v["x"]) == remainders[::-1]


def _digits(written: str) -> Sequence[int]:
    """What each written digit stands for."""
    return [int(digit, 16) for digit in written]


@final
class _BaseConversion(Kind[_Task]):
    """The task is the number's digits, its base and the other base."""

    topic = "base_conversion"
    tight = True
    asks = _ASKS
    says = _SAYS

    lines: ClassVar[Mapping[str, Line[_Task]]] = {
        "horner": Line(lambda v: Claim("=", (("+", ("*", v["v"], v["b"]), v["d"]), v["n"])), _horner),
        "divide": Line(lambda v: Claim("=", (v["n"], ("+", ("*", v["c"], v["q"]), v["r"]))), _divides),
        "collect": Line(lambda v: Claim("=", (("digits", v["n"], v["c"]), ("values", *_digits(v["x"])))), _collects),
    }

    def task(self, said: Said) -> _Task:
        """Two bases of 2 to 16, and at least two digits that the first of them has."""
        b, c, digits = said.values["b"], said.values["c"], _digits(said.values["x"])
        if not (2 <= b <= 16 and 2 <= c <= 16 and b != c):
            raise Wrong("question's bases are not two of 2 to 16", bases=(b, c))
        if len(digits) < 2 or max(digits) >= b:
            raise Wrong("question's number is no number of its base", number=said.values["x"])
        prefixes = [int(said.values["x"][:size], b) for size in range(1, len(digits) + 1)]
        return _Task(b, c, digits, prefixes)

    def goal(self, task: _Task) -> Term:
        """The digits of the other base."""
        return ("convert", ("values", *task.digits), task.b, task.c)

    def solve(self, task: _Task) -> Term:
        """From the highest power down: how often does it go into what is left?"""
        rest, power, digits = task.number, 1, []
        while power * task.c <= rest:
            power *= task.c
        while power:
            digits.append(rest // power)
            rest %= power
            power //= task.c
        return ("values", *digits)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The digits; to base ten, the last line of Horner's rule is the number."""
        if task.c != 10:
            return Claim("=", (("digits", task.number, task.c), answer))
        return Claim("=", (("+", ("*", task.prefixes[-2], task.b), task.digits[-1]), task.number))

    def write(self, answer: Any, language: str) -> str:
        """The digits; A is ten and F fifteen."""
        return "".join([f"{digit:X}" for digit in answer[1:]])


_KIND = _BaseConversion()


@verifier
@dataclass(frozen=True, slots=True)
class BaseConversion:
    """Reads the number with Python's own `int`, and finds the new digits from the highest power down.

    Example:
        After "27 = 5 × 5 + 2.", "5 = 5 × 0 + 5." fails: the remainder is not below the base.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_BaseConversion.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
