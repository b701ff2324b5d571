"""Proves long division: each figure by its place, the whole once more by doubling the divisor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, cast, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.arithmetic.verifiers._places import PLACES, place_slots
from provender.reasoning.read.forms import Forms, Said, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST = 10 ** len(PLACES["en"])  # there is no name for a place beyond

_ASKS = Forms(
    {
        "en": {"ask": ("Divide {a} by {b} with long division.", "What are quotient and remainder of {a} ÷ {b}?")},
        "sw": {"ask": ("Gawanya {a} kwa {b} kwa njia ndefu.", "Je, hisa na baki ya {a} ÷ {b} ni ngapi?")},
        "fr": {
            "ask": ("Pose la division euclidienne de {a} par {b}.", "Quels sont le quotient et le reste de {a} ÷ {b} ?")
        },
        "es": {
            "ask": ("Divide {a} entre {b} con la división larga.", "¿Cuáles son el cociente y el resto de {a} ÷ {b}?")
        },
        "de": {"ask": ("Dividiere {a} schriftlich durch {b}.", "Was sind Quotient und Rest von {a} ÷ {b}?")},
    }
)
_REST = "{place}: {n} − {m} = {r}."
_SENTENCES = {
    "en": {
        "start": "{place}: {a} begins with {n}.",
        "bring": "{place}: bring down {d}: 10 × {r} + {d} = {n}.",
        "times": "{place}: {b} into {n} goes {q}: {q} × {b} = {m}.",
        "rest": _REST,
        "result": "The figures of the quotient make {q}, and {r} is left: {a} = {q} × {b} + {r}.",
    },
    "sw": {
        "start": "{place}: {a} inaanza na {n}.",
        "bring": "{place}: shusha {d}: 10 × {r} + {d} = {n}.",
        "times": "{place}: {b} inaingia mara {q} katika {n}: {q} × {b} = {m}.",
        "rest": _REST,
        "result": "Tarakimu za hisa ni {q}, na baki ni {r}: {a} = {q} × {b} + {r}.",
    },
    "fr": {
        "start": "{place} : {a} commence par {n}.",
        "bring": "{place} : on abaisse {d} : 10 × {r} + {d} = {n}.",
        "times": "{place} : en {n}, il va {q} fois {b} : {q} × {b} = {m}.",
        "rest": "{place} : {n} − {m} = {r}.",
        "result": "Les chiffres du quotient forment {q} et il reste {r} : {a} = {q} × {b} + {r}.",
    },
    "es": {
        "start": "{place}: {a} empieza por {n}.",
        "bring": "{place}: baja {d}: 10 × {r} + {d} = {n}.",
        "times": "{place}: {n} entre {b} cabe a {q}: {q} × {b} = {m}.",
        "rest": _REST,
        "result": "Las cifras del cociente forman {q} y quedan {r}: {a} = {q} × {b} + {r}.",
    },
    "de": {
        "start": "{place}: {a} beginnt mit {n}.",
        "bring": "{place}: hole {d} herunter: 10 × {r} + {d} = {n}.",
        "times": "{place}: {b} passt {q}-mal in {n}: {q} × {b} = {m}.",
        "rest": _REST,
        "result": "Die Ziffern des Quotienten ergeben {q}, und {r} bleibt übrig: {a} = {q} × {b} + {r}.",
    },
}
_SAYS = Forms(
    {
        language: {kind: said.replace("{place}", f"{{place:place{language}}}") for kind, said in told.items()}
        for language, told in _SENTENCES.items()
    },
    slots=place_slots(),
)
_REMAINDER = {"en": "remainder", "sw": "baki", "fr": "reste", "es": "resto", "de": "Rest"}


class _Task(NamedTuple):
    """a ÷ b; `first` is the place of the quotient's first figure."""

    a: int
    b: int
    first: int


def _seen(before: Sequence[Said], kind: str, place: int) -> Values | None:
    """What a sentence of this kind said of a place."""
    return next((said.values for said in before if said.kind == kind and said.values["place"] == place), None)


def _part(before: Sequence[Said], place: int) -> int | None:
    """The number to be divided at a place, as a sentence gave it."""
    said = _seen(before, "start", place) or _seen(before, "bring", place)
    return None if said is None else int(said["n"])


def _start(task: _Task, v: Values, _before: Sequence[Said]) -> bool:
    """The first part of the number that the divisor goes into."""
    return (v["a"], v["place"], v["n"]) == (task.a, task.first, task.a // 10**task.first)


def _bring(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The figure of this place behind what the place before left."""
    place = v["place"]
    above = _seen(before, "rest", place + 1)
    figure = task.a // 10**place % 10
    return above is not None and (v["r"], v["d"], v["n"]) == (above["r"], figure, 10 * above["r"] + figure)


def _times(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """As often as it goes, and no more and no less."""
    fits = v["q"] * v["b"] == v["m"] and v["m"] <= v["n"] < v["m"] + v["b"]
    return bool(fits) and (v["b"], v["n"]) == (task.b, _part(before, v["place"]))


def _rest(_task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """What is left of the place's part once the product is taken away."""
    times = _seen(before, "times", v["place"])
    if times is None or (v["n"], v["m"]) != (_part(before, v["place"]), times["m"]):
        return False
    return bool(v["n"] - v["m"] == v["r"])


def _result(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The figures from the first place down to the ones, and the rest of the ones."""
    figures = [_seen(before, "times", place) for place in range(task.first, -1, -1)]
    last = _seen(before, "rest", 0)
    if last is None or None in figures:
        return False
    quotient = int("".join(str(said["q"]) for said in figures if said))
    return (v["a"], v["b"], v["q"], v["r"]) == (task.a, task.b, quotient, last["r"])


@final
class _LongDivision(Kind[_Task]):
    """The task is the division."""

    topic = "long_division"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "start": Line(lambda v: Claim("=", (("//", v["a"], 10 ** v["place"]), v["n"])), _start),
        "bring": Line(lambda v: Claim("=", (("+", ("*", 10, v["r"]), v["d"]), v["n"])), _bring),
        "times": Line(lambda v: Claim("=", (("*", v["q"], v["b"]), v["m"])), _times),
        "rest": Line(lambda v: Claim("=", (("-", v["n"], v["m"]), v["r"])), _rest),
        "result": Line(lambda v: Claim("=", (v["a"], ("+", ("*", v["q"], v["b"]), v["r"]))), _result),
    }

    def task(self, said: Said) -> _Task:
        """A division by a number that goes into the other."""
        a, b = said.values["a"], said.values["b"]
        if not 1 < b <= a < _MOST:
            raise Wrong("question is no long division", dividend=a, divisor=b)
        return _Task(a, b, max(place for place in range(len(str(a))) if a // 10**place >= b))

    def goal(self, task: _Task) -> Term:
        """Quotient and remainder."""
        return ("divmod", task.a, task.b)

    def solve(self, task: _Task) -> Term:
        """The divisor doubled until it is too large, and taken away from the largest down."""
        doubled = [(1, task.b)]
        while doubled[-1][1] <= task.a:
            times, size = doubled[-1]
            doubled.append((2 * times, 2 * size))
        quotient, rest = 0, task.a
        for times, size in reversed(doubled):
            if size <= rest:
                quotient, rest = quotient + times, rest - size
        return ("values", quotient, rest)

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The dividend is made up of quotient and remainder."""
        _, quotient, rest = cast("tuple[str, int, int]", answer)
        return Claim("=", (task.a, ("+", ("*", quotient, task.b), rest)))

    def write(self, answer: Term, language: str) -> str:
        """205 remainder 4."""
        return f"{answer[1]} {_REMAINDER[language]} {answer[2]}"  # type: ignore[index]


_KIND = _LongDivision()


@verifier
@dataclass(frozen=True, slots=True)
class LongDivision:
    """Follows the division place by place, and divides anew by doubling.

    Example:
        "Tens: 6 into 12 goes 1: 1 × 6 = 6." is true and yet fails: it goes twice.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_LongDivision.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
