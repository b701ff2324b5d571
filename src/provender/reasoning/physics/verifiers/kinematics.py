"""Proves motion in phases: units by their dimensions, each phase from the one before, distances by s = ut + at²/2."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.read import units
from provender.reasoning.read.exact import as_term, value
from provender.reasoning.read.forms import Forms, Said, Values, ratio
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_PHASES = 60
_METRES = r"[0-9]{1,40}(?:/[1-9][0-9]{0,39})? m"


class _Drive(NamedTuple):
    """The speed at first, and for each phase its acceleration (signed) and how long it lasts."""

    start: int
    phases: tuple[tuple[int, int], ...]


_ASKS = Forms(
    {
        "en": {
            "ask_start": (
                "A car moves straight ahead at {v} m/s.",
                "A train runs on a straight track at {v} m/s.",
            ),
            "ask_faster": "It speeds up by {a} m/s² for {t} s.",
            "ask_slower": "It brakes by {a} m/s² for {t} s.",
            "ask_steady": "It keeps its speed for {t} s.",
            "ask_far": (
                "How many metres does it cover?",
                "How far does it go in all, in metres?",
            ),
        },
        "sw": {
            "ask_start": (
                "Gari linasonga mbele moja kwa moja kwa {v} m/s.",
                "Treni inakwenda kwenye reli iliyonyooka kwa {v} m/s.",
            ),
            "ask_faster": "Mwendo unaongezeka kwa {a} m/s² kwa muda wa {t} s.",
            "ask_slower": "Mwendo unapungua kwa {a} m/s² kwa muda wa {t} s.",
            "ask_steady": "Mwendo haubadiliki kwa muda wa {t} s.",
            "ask_far": (
                "Umbali wote ni mita ngapi?",
                "Je, jumla ya umbali ni mita ngapi?",
            ),
        },
        "fr": {
            "ask_start": (
                "Une voiture roule en ligne droite à {v} m/s.",
                "Un train roule sur une voie droite à {v} m/s.",
            ),
            "ask_faster": "La vitesse augmente de {a} m/s² pendant {t} s.",
            "ask_slower": "La vitesse diminue de {a} m/s² pendant {t} s.",
            "ask_steady": "La vitesse reste constante pendant {t} s.",
            "ask_far": (
                "Combien de mètres sont parcourus ?",
                "Quelle est la distance totale en mètres ?",
            ),
        },
        "es": {
            "ask_start": (
                "Un coche avanza en línea recta a {v} m/s.",
                "Un tren circula por una vía recta a {v} m/s.",
            ),
            "ask_faster": "Acelera a {a} m/s² durante {t} s.",
            "ask_slower": "Frena a {a} m/s² durante {t} s.",
            "ask_steady": "Mantiene su velocidad durante {t} s.",
            "ask_far": (
                "¿Cuántos metros recorre?",
                "¿Qué distancia recorre en total, en metros?",
            ),
        },
        "de": {
            "ask_start": (
                "Ein Auto fährt geradeaus mit {v} m/s.",
                "Ein Zug fährt auf gerader Strecke mit {v} m/s.",
            ),
            "ask_faster": "Das Tempo wächst {t} s lang um {a} m/s².",
            "ask_slower": "Das Tempo sinkt {t} s lang um {a} m/s².",
            "ask_steady": "Das Tempo bleibt {t} s lang gleich.",
            "ask_far": (
                "Wie viele Meter werden zurückgelegt?",
                "Wie lang ist der ganze Weg in Metern?",
            ),
        },
    }
)
_SAYS = Forms(
    {
        "en": {
            "speed_units": "Units of speed: {l:unit} = {r:unit}.",
            "distance_units": "Units of distance: {l:unit} = {r:unit}.",
            "faster": "Speed after phase {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Speed after phase {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Distance in phase {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d:frac} m.",
            "steady": "Distance in phase {n}: {u} m/s × {t} s = {d:frac} m.",
            "total": "In all: {sum:metres} = {d:frac} m.",
        },
        "sw": {
            "speed_units": "Vizio vya mwendo: {l:unit} = {r:unit}.",
            "distance_units": "Vizio vya umbali: {l:unit} = {r:unit}.",
            "faster": "Mwendo baada ya awamu {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Mwendo baada ya awamu {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Umbali katika awamu {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d:frac} m.",
            "steady": "Umbali katika awamu {n}: {u} m/s × {t} s = {d:frac} m.",
            "total": "Kwa jumla: {sum:metres} = {d:frac} m.",
        },
        "fr": {
            "speed_units": "Unités de vitesse : {l:unit} = {r:unit}.",
            "distance_units": "Unités de distance : {l:unit} = {r:unit}.",
            "faster": "Vitesse après la phase {n} : {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Vitesse après la phase {n} : {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Distance dans la phase {n} : ({u} m/s + {v} m/s)/2 × {t} s = {d:frac} m.",
            "steady": "Distance dans la phase {n} : {u} m/s × {t} s = {d:frac} m.",
            "total": "En tout : {sum:metres} = {d:frac} m.",
        },
        "es": {
            "speed_units": "Unidades de velocidad: {l:unit} = {r:unit}.",
            "distance_units": "Unidades de distancia: {l:unit} = {r:unit}.",
            "faster": "Velocidad tras la fase {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Velocidad tras la fase {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Distancia en la fase {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d:frac} m.",
            "steady": "Distancia en la fase {n}: {u} m/s × {t} s = {d:frac} m.",
            "total": "En total: {sum:metres} = {d:frac} m.",
        },
        "de": {
            "speed_units": "Einheiten der Geschwindigkeit: {l:unit} = {r:unit}.",
            "distance_units": "Einheiten des Weges: {l:unit} = {r:unit}.",
            "faster": "Geschwindigkeit nach Phase {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Geschwindigkeit nach Phase {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Weg in Phase {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d:frac} m.",
            "steady": "Weg in Phase {n}: {u} m/s × {t} s = {d:frac} m.",
            "total": "Zusammen: {sum:metres} = {d:frac} m.",
        },
    },
    slots={
        **units.SLOTS,
        "metres": (
            rf"{_METRES}(?: \+ {_METRES}){{1,99}}",
            lambda text: tuple(ratio(part[:-2]) for part in text.split(" + ")),
        ),
    },
)
_SENTENCE = re.compile(r"(?<=[.?]) ")
# what a formula's units must multiply to
_FORMULAS: Mapping[str, tuple[Term, Term]] = {
    "speed_units": (("*", ("/", "m", ("^", "s", 2)), "s"), ("/", "m", "s")),
    "distance_units": (("*", ("/", "m", "s"), "s"), "m"),
}


def _checked(kind: str, v: Values) -> bool:
    """The units of a formula, which agree in dimension."""
    return (v["l"], v["r"]) == _FORMULAS[kind] and units.agree(v["l"], v["r"])


def _speed_units(_: _Drive, v: Values, __: Sequence[Said]) -> bool:
    """Acceleration times time is a speed."""
    return _checked("speed_units", v)


def _distance_units(_: _Drive, v: Values, __: Sequence[Said]) -> bool:
    """Speed times time is a distance."""
    return _checked("distance_units", v)


def _speeds(task: _Drive, n: int, before: Sequence[Said]) -> tuple[int, int] | None:
    """The speeds at the beginning and at the end of a phase, as far as sentences before state what has changed."""
    known = {said.values["n"]: said.values["v"] for said in before if said.kind in ("faster", "slower")}
    if not 1 <= n <= len(task.phases):
        return None
    last = next((m for m in range(n - 1, 0, -1) if task.phases[m - 1][0]), 0)
    begin = known.get(last) if last else task.start
    end = known.get(n) if task.phases[n - 1][0] else begin
    return None if begin is None or end is None else (begin, end)


def _changes(sign: int, task: _Drive, v: Values, before: Sequence[Said]) -> bool:
    """The speed after a phase from that before it."""
    n = v["n"]
    speeds = _speeds(task, n, [*before, Said("", "faster", {"n": n, "v": v["v"]})])
    stated = any(said.kind == "speed_units" for said in before)
    if speeds is None or not stated or task.phases[n - 1] != (sign * v["a"], v["t"]):
        return False
    return bool(v["u"] == speeds[0] and v["u"] + sign * v["a"] * v["t"] == v["v"])


def _faster(task: _Drive, v: Values, before: Sequence[Said]) -> bool:
    """Speeding up."""
    return _changes(1, task, v, before)


def _slower(task: _Drive, v: Values, before: Sequence[Said]) -> bool:
    """Braking."""
    return _changes(-1, task, v, before)


def _changing(task: _Drive, v: Values, before: Sequence[Said]) -> bool:
    """The mean of both speeds, times the time."""
    stated = any(said.kind == "distance_units" for said in before)
    phase = task.phases[v["n"] - 1] if 1 <= v["n"] <= len(task.phases) else (0, 0)
    fits = phase[0] != 0 and phase[1] == v["t"] and _speeds(task, v["n"], before) == (v["u"], v["v"])
    return stated and fits and Fraction((v["u"] + v["v"]) * v["t"], 2) == v["d"]


def _steady(task: _Drive, v: Values, before: Sequence[Said]) -> bool:
    """Speed times time, where the speed is kept."""
    stated = any(said.kind == "distance_units" for said in before)
    speeds = _speeds(task, v["n"], before)
    fits = speeds is not None and task.phases[v["n"] - 1] == (0, v["t"]) and speeds[0] == v["u"]
    return stated and fits and v["u"] * v["t"] == v["d"]


def _total(task: _Drive, v: Values, before: Sequence[Said]) -> bool:
    """The distances of all phases, in their order."""
    found = {said.values["n"]: said.values["d"] for said in before if said.kind in ("changing", "steady")}
    every = set(found) == set(range(1, len(task.phases) + 1))
    return every and v["sum"] == tuple(found[n] for n in sorted(found)) and sum(v["sum"]) == v["d"]


def _dimension(v: Values) -> Claim:
    """Both sides measure the same."""
    return Claim("dimension", (v["l"], v["r"]))


def _speed(v: Values, head: str) -> Claim:
    """The speed after a phase."""
    return Claim("=", (("speed", v["n"]), (head, v["u"], ("*", v["a"], v["t"])), v["v"]))


def _mean(v: Values) -> Claim:
    """A distance by the mean speed."""
    mean: Term = ("*", ("/", ("+", v["u"], v["v"]), 2), v["t"])
    return Claim("=", (("distance", v["n"]), mean, as_term(v["d"])))


def _even(v: Values) -> Claim:
    """A distance at one speed."""
    return Claim("=", (("distance", v["n"]), ("*", v["u"], v["t"]), as_term(v["d"])))


@final
class _Kinematics(Kind[_Drive]):
    """The task is the first speed and the phases."""

    topic = "kinematics"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        "speed_units": Line(_dimension, _speed_units),
        "distance_units": Line(_dimension, _distance_units),
        "faster": Line(lambda v: _speed(v, "+"), _faster),
        "slower": Line(lambda v: _speed(v, "-"), _slower),
        "changing": Line(_mean, _changing),
        "steady": Line(_even, _steady),
        "total": Line(lambda v: Claim("=", ("distance", ("+", *map(as_term, v["sum"])), as_term(v["d"]))), _total),
    }

    def read(self, question: str) -> tuple[str, _Drive] | None:
        """A start, two phases or more, and what is asked for."""
        texts = _SENTENCE.split(question)
        first = _ASKS.read(texts[0]) if len(question) <= 200 * _MOST_PHASES else None
        if first is None or first.kind != "ask_start" or len(texts) < 4:
            return None
        rest = [_ASKS.read_in(first.language, text) for text in texts[1:]]
        known = [said for said in rest if said is not None]
        asked = len(known) == len(rest) and known[-1].kind == "ask_far"
        if not asked or any(said.kind in ("ask_start", "ask_far") for said in known[:-1]):
            return None
        return first.language, _sound(first.values["v"], known[:-1])

    def task(self, said: Said) -> _Drive:
        """Not used: questions have many sentences."""
        raise Wrong("question cannot be read", kind=said.kind)

    def givens(self, task: _Drive) -> tuple[Claim, ...]:
        """The first speed, and each phase."""
        found = [Claim("=", (("speed", 0), task.start))]
        for n, (acceleration, time) in enumerate(task.phases, 1):
            found += [Claim("=", (("acceleration", n), acceleration)), Claim("=", (("duration", n), time))]
        return tuple(found)

    def goal(self, task: _Drive) -> Term:
        """The distance in all."""
        return "distance"

    def solve(self, task: _Drive) -> Term:
        """Each phase by s = ut + at²/2."""
        return as_term(value(("+", *map(as_term, _distances(task)))) or 0)

    def conclusion(self, task: _Drive, answer: Term) -> Claim:
        """The distances added up."""
        return Claim("=", ("distance", ("+", *map(as_term, _distances(task))), answer))

    def write(self, answer: Term, language: str) -> str:
        """185 m."""
        return f"{value(answer)} m"


def _sound(start: int, phases: Sequence[Said]) -> _Drive:
    """A drive that never stands still for a phase nor rolls back."""
    found, speed = [], start
    for said in phases:
        acceleration = {"ask_faster": 1, "ask_slower": -1, "ask_steady": 0}[said.kind] * said.values.get("a", 0)
        speed += acceleration * said.values["t"]
        if not said.values["t"] or speed < 0 or (said.kind != "ask_steady" and not acceleration):
            raise Wrong("no vehicle moves like this", speed=speed)
        found.append((acceleration, said.values["t"]))
    return _Drive(start, tuple(found))


def _distances(task: _Drive) -> list[int | Fraction]:
    """ut + at²/2 for each phase."""
    found, speed = [], task.start
    for acceleration, time in task.phases:
        found.append(ratio(str(speed * time + Fraction(acceleration * time * time, 2))))
        speed += acceleration * time
    return found


_KIND = _Kinematics()


@verifier
@dataclass(frozen=True, slots=True)
class Kinematics:
    """Reads the phases, proves units, speeds and distances, and works the distances out by another formula.

    Example:
        "Units of speed: m/s² × s = m/s." passes, "m/s × s = m/s." fails: a length is no speed.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Kinematics.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
