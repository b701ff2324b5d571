"""Proves numbers with given remainders: each merger by itself, and the answer by sieving."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import gcd, lcm
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.forms import Forms, Said, Slot, Values
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_MODULUS = 5000  # a sieve takes as many steps
_ONE = re.compile(r"x mod ([1-9][0-9]{0,8}) = (0|[1-9][0-9]{0,8})")
_GIVEN: Slot = (
    r"x mod [0-9]{1,9} = [0-9]{1,9}(?:; x mod [0-9]{1,9} = [0-9]{1,9}){1,19}",
    lambda text: tuple((int(m), int(s)) for m, s in _ONE.findall(text)),
)


class _Stage(NamedTuple):
    """What is known before a merger (x mod w = r), and the congruence that is merged (x mod m = s)."""

    w: int
    r: int
    m: int
    s: int


class _Task(NamedTuple):
    """The congruences, the mergers they lead to, and the smallest number that fits, -1 if none does."""

    given: Sequence[tuple[int, int]]
    stages: Sequence[_Stage]
    x: int


_ASKS = Forms(
    {
        "en": {
            "ask": (
                "Find the smallest whole number x ≥ 0 with {given:given}. If there is none, say so.",
                "Which is the smallest whole number x ≥ 0 such that {given:given}? If there is none, say so.",
            )
        },
        "sw": {
            "ask": (
                "Tafuta namba nzima ndogo kuliko zote x ≥ 0 yenye {given:given}. Kama hakuna, sema hivyo.",
                "Je, ni ipi namba nzima ndogo kuliko zote x ≥ 0 ambayo {given:given}? Kama hakuna, sema hivyo.",
            )
        },
        "fr": {
            "ask": (
                "Trouve le plus petit entier x ≥ 0 avec {given:given}. S'il n'y en a pas, dis-le.",
                "Quel est le plus petit entier x ≥ 0 tel que {given:given} ? S'il n'y en a pas, dis-le.",
            )
        },
        "es": {
            "ask": (
                "Halla el menor entero x ≥ 0 con {given:given}. Si no hay ninguno, dilo.",
                "¿Cuál es el menor entero x ≥ 0 tal que {given:given}? Si no hay ninguno, dilo.",
            )
        },
        "de": {
            "ask": (
                "Finde die kleinste ganze Zahl x ≥ 0 mit {given:given}. Gibt es keine, so sage es.",
                "Welche ist die kleinste ganze Zahl x ≥ 0, für die gilt: {given:given}? Gibt es keine, so sage es.",
            )
        },
    },
    slots={"given": _GIVEN},
)
_STEPS = {
    "gap": "({s} - {r}) mod {m} = {d}.",
    "solve": "{w} × {k} mod {m} = {d}.",
    "lift": "{r} + {w} × {k} = {n}.",
    "modulus": "lcm({w}, {m}) = {l}.",
    "common": "gcd({w}, {m}) = {g}.",
}
_SAYS = Forms(
    {
        "en": {**_STEPS, "clash": "{d} mod {g} = {q}, not 0, so there is no such number."},
        "sw": {**_STEPS, "clash": "{d} mod {g} = {q}, si 0, kwa hiyo hakuna namba kama hiyo."},
        "fr": {**_STEPS, "clash": "{d} mod {g} = {q}, pas 0, donc il n'y a pas de tel nombre."},
        "es": {**_STEPS, "clash": "{d} mod {g} = {q}, no 0, así que no hay tal número."},
        "de": {**_STEPS, "clash": "{d} mod {g} = {q}, nicht 0, also gibt es keine solche Zahl."},
    }
)
_NONE = {"en": "none", "sw": "hakuna", "fr": "aucun", "es": "ninguno", "de": "keine"}


def _sieved(stage: _Stage) -> int:
    """The smallest number that fits both congruences: each in turn that fits the first; -1 if none fits."""
    w, r, m, s = stage
    return next((x for x in range(r, r + w * m, w) if x % m == s), -1)


def _told(before: Sequence[Said], kind: str, name: str) -> list[int]:
    """What the sentences of a kind say."""
    return [said.values[name] for said in before if said.kind == kind]


def _knows_remainder(task: _Task, stage: _Stage, before: Sequence[Said]) -> bool:
    """Whether the remainder before a merger is the question's own or was lifted."""
    return stage is task.stages[0] or stage.r in _told(before, "lift", "n")


def _knows_modulus(task: _Task, stage: _Stage, before: Sequence[Said]) -> bool:
    """Whether the modulus before a merger is the question's own or was worked out."""
    return stage is task.stages[0] or stage.w in _told(before, "modulus", "l")


def _gap(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """How far the wanted remainder lies from the known one."""
    return any(
        (v["s"], v["r"], v["m"]) == (stage.s, stage.r, stage.m)
        and v["d"] == (stage.s - stage.r) % stage.m
        and _knows_remainder(task, stage, before)
        for stage in task.stages
    )


def _solves(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The smallest k for which w times k makes up for the gap."""
    return any(
        (v["w"], v["m"]) == (stage.w, stage.m)
        and v["d"] == (stage.s - stage.r) % stage.m
        and v["d"] in _told(before, "gap", "d")
        and v["w"] * v["k"] % v["m"] == v["d"]
        and v["k"] < v["m"] // gcd(v["w"], v["m"])
        and _knows_modulus(task, stage, before)
        for stage in task.stages
    )


def _lifts(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The number that fits all congruences so far."""
    return any(
        (v["r"], v["w"]) == (stage.r, stage.w)
        and v["n"] == v["r"] + v["w"] * v["k"]
        and (v["k"], stage.m) in zip(_told(before, "solve", "k"), _told(before, "solve", "m"), strict=True)
        and v["n"] % stage.m == stage.s
        and _knows_remainder(task, stage, before)
        and _knows_modulus(task, stage, before)
        for stage in task.stages
    )


def _widens(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The modulus after a merger."""
    return any(
        (v["w"], v["m"]) == (stage.w, stage.m) and v["l"] == lcm(v["w"], v["m"]) and _knows_modulus(task, stage, before)
        for stage in task.stages
    )


def _shares(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """The greatest common divisor of two moduli that are to be merged."""
    return any(
        (v["w"], v["m"]) == (stage.w, stage.m) and v["g"] == gcd(v["w"], v["m"]) and _knows_modulus(task, stage, before)
        for stage in task.stages
    )


def _clashes(task: _Task, v: Values, before: Sequence[Said]) -> bool:
    """A gap that the common divisor of its two moduli does not divide."""
    return any(
        v["d"] == (stage.s - stage.r) % stage.m
        and v["g"] == gcd(stage.w, stage.m)
        and v["q"] == v["d"] % v["g"] != 0
        and v["d"] in _told(before, "gap", "d")
        and v["g"] in _told(before, "common", "g")
        for stage in task.stages
    )


def _equation(left: Term, right: Term) -> Claim:
    """left = right."""
    return Claim("=", (left, right))


@final
class _ChineseRemainder(Kind[_Task]):
    """The task is the congruences in the question's order."""

    topic = "chinese_remainder"
    tight = True
    asks = _ASKS
    says = _SAYS
    lines: ClassVar[Mapping[str, Line[_Task]]] = {
        "gap": Line(lambda v: _equation(("mod", ("-", v["s"], v["r"]), v["m"]), v["d"]), _gap),
        "solve": Line(lambda v: _equation(("mod", ("*", v["w"], v["k"]), v["m"]), v["d"]), _solves),
        "lift": Line(lambda v: _equation(("+", v["r"], ("*", v["w"], v["k"])), v["n"]), _lifts),
        "modulus": Line(lambda v: _equation(("lcm", v["w"], v["m"]), v["l"]), _widens),
        "common": Line(lambda v: _equation(("gcd", v["w"], v["m"]), v["g"]), _shares),
        "clash": Line(lambda v: Claim("!=", (("mod", v["d"], v["g"]), 0)), _clashes),
    }

    def task(self, said: Said) -> _Task:
        """Congruences with remainders below their moduli, merged by sieving until one excludes the others."""
        given = said.values["given"]
        if any(not s < m <= _MOST_MODULUS or m < 2 for m, s in given):
            raise Wrong("a remainder is not below its modulus, or a modulus is too large", given=given)
        (w, r), *others = given
        stages: list[_Stage] = []
        for m, s in others:
            stages.append(_Stage(w, r, m, s))
            r = _sieved(stages[-1])
            w = lcm(w, m)
            if r < 0:
                break
        return _Task(given, stages, r)

    def givens(self, task: _Task) -> tuple[Claim, ...]:
        """The congruences."""
        return tuple([_equation(("mod", "x", m), s) for m, s in task.given])

    def goal(self, task: _Task) -> Term:
        """The number."""
        return "x"

    def solve(self, task: _Task) -> Term:
        """What the sieve left."""
        return task.x if task.x >= 0 else "none"

    def conclusion(self, task: _Task, answer: Term) -> Claim:
        """The last lift, or the clash."""
        w, r, m, s = task.stages[-1]
        if isinstance(answer, int):
            return _equation(("+", r, ("*", w, (answer - r) // w)), answer)
        return Claim("!=", (("mod", (s - r) % m, gcd(w, m)), 0))

    def write(self, answer: Term, language: str) -> str:
        """The number, or that there is none."""
        return _NONE[language] if answer == "none" else str(answer)


_KIND = _ChineseRemainder()


@verifier
@dataclass(frozen=True, slots=True)
class ChineseRemainder:
    """Checks every merger of two congruences, and finds the number by sieving.

    Example:
        "3 + 5 × 10 = 53." fails for x mod 5 = 3; x mod 7 = 4: 53 fits, but 18 is smaller.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_ChineseRemainder.topic,)}

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
