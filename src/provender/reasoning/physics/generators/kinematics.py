"""Motion along a straight line in phases of constant acceleration: how far, worked out by mean speeds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, NamedTuple

from provender.core.claim import Claim, Term
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import generator
from provender.core.seeds import Stream
from provender.reasoning.problem import Language, Level, Problem
from provender.reasoning.render.algebra.polynomials import rational
from provender.reasoning.render.telling import Telling, equal, makes, records
from provender.reasoning.render.wording import Wording

_PER_S: Term = ("/", "m", ("^", "s", 2))
_SPEED: Term = ("/", "m", "s")
_UNITS = {
    "speed_units": Claim("dimension", (("*", _PER_S, "s"), _SPEED)),
    "distance_units": Claim("dimension", (("*", _SPEED, "s"), "m")),
}

WORDS = Wording(
    {
        "en": {
            "ask_start": ("A car moves straight ahead at {v} m/s.", "A train runs on a straight track at {v} m/s."),
            "ask_faster": "It speeds up by {a} m/s² for {t} s.",
            "ask_slower": "It brakes by {a} m/s² for {t} s.",
            "ask_steady": "It keeps its speed for {t} s.",
            "ask_far": ("How many metres does it cover?", "How far does it go in all, in metres?"),
            "speed_units": "Units of speed: {l} = {r}.",
            "distance_units": "Units of distance: {l} = {r}.",
            "faster": "Speed after phase {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Speed after phase {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Distance in phase {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d} m.",
            "steady": "Distance in phase {n}: {u} m/s × {t} s = {d} m.",
            "total": "In all: {sum} = {d} m.",
        },
        "sw": {
            "ask_start": (
                "Gari linasonga mbele moja kwa moja kwa {v} m/s.",
                "Treni inakwenda kwenye reli iliyonyooka kwa {v} m/s.",
            ),
            "ask_faster": "Mwendo unaongezeka kwa {a} m/s² kwa muda wa {t} s.",
            "ask_slower": "Mwendo unapungua kwa {a} m/s² kwa muda wa {t} s.",
            "ask_steady": "Mwendo haubadiliki kwa muda wa {t} s.",
            "ask_far": ("Umbali wote ni mita ngapi?", "Je, jumla ya umbali ni mita ngapi?"),
            "speed_units": "Vizio vya mwendo: {l} = {r}.",
            "distance_units": "Vizio vya umbali: {l} = {r}.",
            "faster": "Mwendo baada ya awamu {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Mwendo baada ya awamu {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Umbali katika awamu {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d} m.",
            "steady": "Umbali katika awamu {n}: {u} m/s × {t} s = {d} m.",
            "total": "Kwa jumla: {sum} = {d} m.",
        },
        "fr": {
            "ask_start": (
                "Une voiture roule en ligne droite à {v} m/s.",
                "Un train roule sur une voie droite à {v} m/s.",
            ),
            "ask_faster": "La vitesse augmente de {a} m/s² pendant {t} s.",
            "ask_slower": "La vitesse diminue de {a} m/s² pendant {t} s.",
            "ask_steady": "La vitesse reste constante pendant {t} s.",
            "ask_far": ("Combien de mètres sont parcourus ?", "Quelle est la distance totale en mètres ?"),
            "speed_units": "Unités de vitesse : {l} = {r}.",
            "distance_units": "Unités de distance : {l} = {r}.",
            "faster": "Vitesse après la phase {n} : {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Vitesse après la phase {n} : {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Distance dans la phase {n} : ({u} m/s + {v} m/s)/2 × {t} s = {d} m.",
            "steady": "Distance dans la phase {n} : {u} m/s × {t} s = {d} m.",
            "total": "En tout : {sum} = {d} m.",
        },
        "es": {
            "ask_start": ("Un coche avanza en línea recta a {v} m/s.", "Un tren circula por una vía recta a {v} m/s."),
            "ask_faster": "Acelera a {a} m/s² durante {t} s.",
            "ask_slower": "Frena a {a} m/s² durante {t} s.",
            "ask_steady": "Mantiene su velocidad durante {t} s.",
            "ask_far": ("¿Cuántos metros recorre?", "¿Qué distancia recorre en total, en metros?"),
            "speed_units": "Unidades de velocidad: {l} = {r}.",
            "distance_units": "Unidades de distancia: {l} = {r}.",
            "faster": "Velocidad tras la fase {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Velocidad tras la fase {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Distancia en la fase {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d} m.",
            "steady": "Distancia en la fase {n}: {u} m/s × {t} s = {d} m.",
            "total": "En total: {sum} = {d} m.",
        },
        "de": {
            "ask_start": ("Ein Auto fährt geradeaus mit {v} m/s.", "Ein Zug fährt auf gerader Strecke mit {v} m/s."),
            "ask_faster": "Das Tempo wächst {t} s lang um {a} m/s².",
            "ask_slower": "Das Tempo sinkt {t} s lang um {a} m/s².",
            "ask_steady": "Das Tempo bleibt {t} s lang gleich.",
            "ask_far": ("Wie viele Meter werden zurückgelegt?", "Wie lang ist der ganze Weg in Metern?"),
            "speed_units": "Einheiten der Geschwindigkeit: {l} = {r}.",
            "distance_units": "Einheiten des Weges: {l} = {r}.",
            "faster": "Geschwindigkeit nach Phase {n}: {u} m/s + {a} m/s² × {t} s = {v} m/s.",
            "slower": "Geschwindigkeit nach Phase {n}: {u} m/s - {a} m/s² × {t} s = {v} m/s.",
            "changing": "Weg in Phase {n}: ({u} m/s + {v} m/s)/2 × {t} s = {d} m.",
            "steady": "Weg in Phase {n}: {u} m/s × {t} s = {d} m.",
            "total": "Zusammen: {sum} = {d} m.",
        },
    }
)

# level -> phases, largest first speed, acceleration and duration
_SIZES = {
    1: (2, 9, 4, 9),
    2: (2, 25, 6, 30),
    3: (3, 20, 6, 15),
    4: (4, 25, 6, 20),
    5: (6, 30, 8, 40),
    6: (9, 60, 12, 90),
}
_FASTEST = 90  # m/s
_SHARES = ("faster", "faster", "slower", "steady")


class Phase(NamedTuple):
    """faster, slower or steady; by how much in m/s², 0 where steady; for how many seconds."""

    kind: str
    size: int
    time: int


@generator
@dataclass(frozen=True, slots=True)
class Kinematics:
    """A vehicle that speeds up, brakes and keeps its speed, and how far it goes; it never rolls back.

    Attributes:
        language: of question and solution.
        level: 1 and 2 (two phases) to 5 (six phases); 6 has nine longer ones.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        A car moves straight ahead at 4 m/s. It speeds up by 2 m/s² for 5 s. How many metres does it cover? ...
        Speed after phase 1: 4 m/s + 2 m/s² × 5 s = 14 m/s. Distance in phase 1: (4 m/s + 14 m/s)/2 × 5 s = 45 m. ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("kinematics")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the phases, then the words."""
        count, fastest, strongest, longest = _SIZES[self.level]
        start = rng.between(1, fastest)
        phases = _drawn(rng, count, start, strongest=strongest, longest=longest)
        told = Telling(WORDS[self.language])
        asked = [told.say("ask_start", rng.below(2), v=start)]
        givens = [equal(("speed", 0), start)]
        for n, phase in enumerate(phases, 1):
            fill = {"a": phase.size, "t": phase.time} if phase.size else {"t": phase.time}
            asked.append(told.say(f"ask_{phase.kind}", **fill))
            signed = -phase.size if phase.kind == "slower" else phase.size
            givens += [equal(("acceleration", n), signed), equal(("duration", n), phase.time)]
        total = _drive(told, start, phases)
        question = " ".join([*asked, told.say("ask_far", rng.below(2))])
        return Problem(
            question, f"{total} m", self.language, told.derivation("distance", rational(total), tuple(givens))
        )


def _drawn(rng: Stream, count: int, speed: int, *, strongest: int, longest: int) -> list[Phase]:
    """Phases of which the first is faster; none would roll back or outrun a fast train."""
    phases: list[Phase] = []
    for _ in range(count):
        kind = rng.choice(_SHARES) if phases else "faster"
        if kind != "steady":
            kind = "faster" if speed < 2 else "slower" if speed > _FASTEST - 2 else kind
        room = {"faster": _FASTEST - speed, "slower": speed, "steady": longest}[kind]
        time = rng.between(2, max(2, min(longest, room)))
        size = rng.between(1, max(1, min(strongest, room // time)))
        phases.append(Phase(kind, 0 if kind == "steady" else size, time))
        speed += {"faster": size, "slower": -size, "steady": 0}[kind] * time
    return phases


def _drive(told: Telling, speed: int, phases: Sequence[Phase]) -> Fraction:
    """All phases told, and the distance in all."""
    speeds = told.step("speed_units", _UNITS["speed_units"], l="m/s² × s", r="m/s")
    distances = told.step("distance_units", _UNITS["distance_units"], l="m/s × s", r="m")
    latest: tuple[int, ...] = ()  # the step that gives the speed at hand
    parts: list[tuple[int, Fraction]] = []
    for n, (kind, size, time) in enumerate(phases, 1):
        fill: dict[str, Any] = {"n": n, "u": speed, "a": size, "t": time}
        if kind == "steady":
            found, rule = speed, "steady"
            way: Term = ("*", speed, time)
        else:
            change: Term = ("+" if kind == "faster" else "-", speed, ("*", size, time))
            found = speed + (size if kind == "faster" else -size) * time
            at = told.step(kind, equal(("speed", n), change, found), (speeds, *latest), **fill, v=found)
            latest, way, rule = (*latest, at), ("*", ("/", ("+", speed, found), 2), time), "changing"
        distance = Fraction((speed + found) * time, 2)
        claim = equal(("distance", n), way, rational(distance))
        parts.append((told.step(rule, claim, (distances, *latest), **fill, v=found, d=distance), distance))
        speed, latest = found, latest[-1:]
    total = sum((distance for _, distance in parts), Fraction(0))
    added: Term = ("+", *(rational(distance) for _, distance in parts))
    shown = " + ".join([f"{distance} m" for _, distance in parts])
    told.step("total", equal("distance", added, rational(total)), tuple(at for at, _ in parts), sum=shown, d=total)
    return total
