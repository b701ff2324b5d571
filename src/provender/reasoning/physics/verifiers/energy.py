"""Proves conservation of energy: units and energies one by one; the speed's square followed from event to event."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import isqrt
from typing import ClassVar, NamedTuple, final

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import name_of, verifier
from provender.core.verdict import Verdict
from provender.reasoning.physics.verifiers._laws import checked, sentences, stated, unit_lines
from provender.reasoning.read import units
from provender.reasoning.read.exact import Exact, as_term
from provender.reasoning.read.forms import Forms, Said, Values, ratio
from provender.reasoning.read.judge import Wrong
from provender.reasoning.read.steps import Kind, Line, judge_steps

_MOST_EVENTS = 40
_JOULES = r"[0-9]{1,30}(?:/[1-9][0-9]{0,20})? J"
_EVENTS = ("ask_down", "ask_up", "ask_spring", "ask_friction", "ask_motor")


class _Way(NamedTuple):
    """kg, m/s², m/s at the start, and what happens: its kind and its sizes."""

    mass: int
    g: int
    speed: int
    events: tuple[tuple[str, tuple[Exact, ...]], ...]


def _signed(text: str) -> tuple[Exact, ...]:
    """16 J + 20 J - 3 J as 16, 20, -3."""
    return tuple(ratio(part.replace("+ ", "").replace("- ", "-")) for part in re.split(r" J(?: |$)", text)[:-1])


_ASKS = Forms(
    {
        "en": {
            "ask_start": (
                "A body of {m} kg moves along a track; g = {g} m/s².",
                "On a track where g = {g} m/s², a body of {m} kg moves.",
            ),
            "ask_rest": "It starts from rest.",
            "ask_moving": "It starts at {v} m/s.",
            "ask_down": "It goes down by {h} m.",
            "ask_up": "It goes up by {h} m.",
            "ask_spring": "A spring of {k} N/m, compressed by {x} m, pushes it on.",
            "ask_friction": "Friction takes {w:frac} J from it.",
            "ask_motor": "A motor gives it {w:frac} J.",
            "ask_end": (
                "How fast is it in the end, in m/s?",
                "What is its final speed in m/s?",
            ),
        },
        "sw": {
            "ask_start": (
                "Kitu cha {m} kg kinakwenda kwenye njia; g = {g} m/s².",
                "Kwenye njia ambapo g = {g} m/s², kitu cha {m} kg kinakwenda.",
            ),
            "ask_rest": "Kinaanza kikiwa kimetulia.",
            "ask_moving": "Kinaanza kwa {v} m/s.",
            "ask_down": "Kinashuka {h} m.",
            "ask_up": "Kinapanda {h} m.",
            "ask_spring": "Springi ya {k} N/m iliyobanwa {x} m inakisukuma mbele.",
            "ask_friction": "Msuguano unaondoa {w:frac} J.",
            "ask_motor": "Mota inaongeza {w:frac} J.",
            "ask_end": (
                "Mwishoni mwendo wake ni ngapi kwa m/s?",
                "Je, mwendo wake wa mwisho ni m/s ngapi?",
            ),
        },
        "fr": {
            "ask_start": (
                "Un corps de {m} kg suit une piste ; g = {g} m/s².",
                "Sur une piste où g = {g} m/s², un corps de {m} kg avance.",
            ),
            "ask_rest": "Il part du repos.",
            "ask_moving": "Il part à {v} m/s.",
            "ask_down": "Il descend de {h} m.",
            "ask_up": "Il monte de {h} m.",
            "ask_spring": "Un ressort de {k} N/m, comprimé de {x} m, le pousse en avant.",
            "ask_friction": "Le frottement lui prend {w:frac} J.",
            "ask_motor": "Un moteur lui fournit {w:frac} J.",
            "ask_end": (
                "Quelle est sa vitesse à la fin, en m/s ?",
                "À combien de m/s finit-il ?",
            ),
        },
        "es": {
            "ask_start": (
                "Un cuerpo de {m} kg recorre una pista; g = {g} m/s².",
                "En una pista donde g = {g} m/s², se mueve un cuerpo de {m} kg.",
            ),
            "ask_rest": "Parte del reposo.",
            "ask_moving": "Parte a {v} m/s.",
            "ask_down": "Baja {h} m.",
            "ask_up": "Sube {h} m.",
            "ask_spring": "Un muelle de {k} N/m, comprimido {x} m, lo empuja hacia delante.",
            "ask_friction": "El rozamiento le quita {w:frac} J.",
            "ask_motor": "Un motor le da {w:frac} J.",
            "ask_end": (
                "¿Qué rapidez tiene al final, en m/s?",
                "¿A cuántos m/s acaba?",
            ),
        },
        "de": {
            "ask_start": (
                "Ein Körper von {m} kg bewegt sich auf einer Bahn; g = {g} m/s².",
                "Auf einer Bahn mit g = {g} m/s² bewegt sich ein Körper von {m} kg.",
            ),
            "ask_rest": "Er startet aus der Ruhe.",
            "ask_moving": "Er startet mit {v} m/s.",
            "ask_down": "Er gleitet {h} m tiefer.",
            "ask_up": "Er steigt {h} m höher.",
            "ask_spring": "Eine Feder von {k} N/m, um {x} m gestaucht, stößt ihn vorwärts.",
            "ask_friction": "Reibung nimmt ihm {w:frac} J.",
            "ask_motor": "Ein Motor gibt ihm {w:frac} J.",
            "ask_end": (
                "Wie schnell ist er am Ende in m/s?",
                "Welches Tempo in m/s hat er zuletzt?",
            ),
        },
    }
)
_SAYS = Forms(
    {
        "en": {
            "kinetic_units": "Units of kinetic energy: {l:unit} = {r:unit}.",
            "height_units": "Units of potential energy: {l:unit} = {r:unit}.",
            "spring_units": "Units of a spring's energy: {l:unit} = {r:unit}.",
            "kinetic": "Kinetic energy at the start: 1/2 × {m} kg × ({v} m/s)² = {e:frac} J.",
            "height": "Event {n}, energy of height: {m} kg × {g} m/s² × {h} m = {e:frac} J.",
            "spring": "Event {n}, energy of the spring: 1/2 × {k} N/m × ({x} m)² = {e:frac} J.",
            "total": "Energy in the end: {sum:sum} = {e:frac} J.",
            "square": "Speed squared: 2 × {e:frac} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, so the speed is {v} m/s.",
        },
        "sw": {
            "kinetic_units": "Vizio vya nishati mwendo: {l:unit} = {r:unit}.",
            "height_units": "Vizio vya nishati tuli: {l:unit} = {r:unit}.",
            "spring_units": "Vizio vya nishati ya springi: {l:unit} = {r:unit}.",
            "kinetic": "Nishati mwendo mwanzoni: 1/2 × {m} kg × ({v} m/s)² = {e:frac} J.",
            "height": "Tukio {n}, nishati ya kimo: {m} kg × {g} m/s² × {h} m = {e:frac} J.",
            "spring": "Tukio {n}, nishati ya springi: 1/2 × {k} N/m × ({x} m)² = {e:frac} J.",
            "total": "Nishati mwishoni: {sum:sum} = {e:frac} J.",
            "square": "Mwendo kipeuo cha pili: 2 × {e:frac} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, kwa hiyo mwendo ni {v} m/s.",
        },
        "fr": {
            "kinetic_units": "Unités d'énergie cinétique : {l:unit} = {r:unit}.",
            "height_units": "Unités d'énergie potentielle : {l:unit} = {r:unit}.",
            "spring_units": "Unités d'énergie d'un ressort : {l:unit} = {r:unit}.",
            "kinetic": "Énergie cinétique au départ : 1/2 × {m} kg × ({v} m/s)² = {e:frac} J.",
            "height": "Événement {n}, énergie de hauteur : {m} kg × {g} m/s² × {h} m = {e:frac} J.",
            "spring": "Événement {n}, énergie du ressort : 1/2 × {k} N/m × ({x} m)² = {e:frac} J.",
            "total": "Énergie à la fin : {sum:sum} = {e:frac} J.",
            "square": "Carré de la vitesse : 2 × {e:frac} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, donc la vitesse est {v} m/s.",
        },
        "es": {
            "kinetic_units": "Unidades de energía cinética: {l:unit} = {r:unit}.",
            "height_units": "Unidades de energía potencial: {l:unit} = {r:unit}.",
            "spring_units": "Unidades de la energía de un muelle: {l:unit} = {r:unit}.",
            "kinetic": "Energía cinética al inicio: 1/2 × {m} kg × ({v} m/s)² = {e:frac} J.",
            "height": "Suceso {n}, energía de altura: {m} kg × {g} m/s² × {h} m = {e:frac} J.",
            "spring": "Suceso {n}, energía del muelle: 1/2 × {k} N/m × ({x} m)² = {e:frac} J.",
            "total": "Energía al final: {sum:sum} = {e:frac} J.",
            "square": "Cuadrado de la rapidez: 2 × {e:frac} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, así que la rapidez es {v} m/s.",
        },
        "de": {
            "kinetic_units": "Einheiten der Bewegungsenergie: {l:unit} = {r:unit}.",
            "height_units": "Einheiten der Höhenenergie: {l:unit} = {r:unit}.",
            "spring_units": "Einheiten der Federenergie: {l:unit} = {r:unit}.",
            "kinetic": "Bewegungsenergie am Start: 1/2 × {m} kg × ({v} m/s)² = {e:frac} J.",
            "height": "Ereignis {n}, Höhenenergie: {m} kg × {g} m/s² × {h} m = {e:frac} J.",
            "spring": "Ereignis {n}, Federenergie: 1/2 × {k} N/m × ({x} m)² = {e:frac} J.",
            "total": "Energie am Ende: {sum:sum} = {e:frac} J.",
            "square": "Quadrat des Tempos: 2 × {e:frac} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, also ist das Tempo {v} m/s.",
        },
    },
    slots={**units.SLOTS, "sum": (rf"{_JOULES}(?: [+-] {_JOULES}){{1,99}}", _signed)},
)


def _kinetic(task: _Way, v: Values, before: Sequence[Said]) -> bool:
    """Half the mass times the first speed squared."""
    fits = checked(before, "kinetic_units") and (v["m"], v["v"]) == (task.mass, task.speed)
    return fits and bool(2 * v["e"] == v["m"] * v["v"] ** 2)


def _event(task: _Way, n: int) -> tuple[str, tuple[Exact, ...]]:
    """An event by its number; none of any kind where there is none."""
    return task.events[n - 1] if 1 <= n <= len(task.events) else ("", ())


def _height(task: _Way, v: Values, before: Sequence[Said]) -> bool:
    """Weight times height."""
    kind, sizes = _event(task, v["n"])
    fits = kind in ("down", "up") and (v["m"], v["g"], (v["h"],)) == (task.mass, task.g, sizes)
    return fits and checked(before, "height_units") and bool(v["m"] * v["g"] * v["h"] == v["e"])


def _spring(task: _Way, v: Values, before: Sequence[Said]) -> bool:
    """Half the stiffness times the compression squared."""
    fits = _event(task, v["n"]) == ("spring", (v["k"], v["x"]))
    return fits and checked(before, "spring_units") and bool(2 * v["e"] == v["k"] * v["x"] ** 2)


def _total(task: _Way, v: Values, before: Sequence[Said]) -> bool:
    """The first energy, and what each event gives or takes, as stated before or by the question itself."""
    first = stated(before, "kinetic")
    parts: list[Exact | None] = [None if first is None else first["e"]]
    for n, (kind, sizes) in enumerate(task.events, 1):
        found = stated(before, "spring", n=n) if kind == "spring" else stated(before, "height", n=n)
        worth = sizes[0] if kind in ("friction", "motor") else None if found is None else found["e"]
        parts.append(-worth if worth is not None and kind in ("up", "friction") else worth)
    return bool(v["sum"] == tuple(parts) and sum(v["sum"]) == v["e"])


def _square(task: _Way, v: Values, before: Sequence[Said]) -> bool:
    """Twice the energy over the mass."""
    found = stated(before, "total")
    fits = found is not None and found["e"] == v["e"] and v["m"] == task.mass
    return fits and bool(2 * v["e"] == v["q"] * v["m"])


def _root(_: _Way, v: Values, before: Sequence[Said]) -> bool:
    """The speed whose square was found."""
    found = stated(before, "square")
    return found is not None and found["q"] == v["q"] == v["v"] * v["v"]


def _energy(v: Values, term: Term) -> Claim:
    """What an event is worth."""
    return Claim("=", (("energy", v.get("n", 0)), term, as_term(v["e"])))


def _half(one: Exact, other: Exact) -> Term:
    """Half of one times the other squared."""
    return ("*", ("/", 1, 2), as_term(one), ("^", as_term(other), 2))


@final
class _Energy(Kind[_Way]):
    """The task is the body and what happens to it."""

    topic = "energy"
    asks = _ASKS
    says = _SAYS
    lines: ClassVar = {
        **unit_lines(
            {
                "kinetic_units": ("kg × (m/s)²", "J"),
                "height_units": ("kg × m/s² × m", "J"),
                "spring_units": ("N/m × m²", "J"),
            }
        ),
        "kinetic": Line(lambda v: _energy(v, _half(v["m"], v["v"])), _kinetic),
        "height": Line(lambda v: _energy(v, ("*", v["m"], v["g"], v["h"])), _height),
        "spring": Line(lambda v: _energy(v, _half(v["k"], v["x"])), _spring),
        "total": Line(lambda v: Claim("=", ("E", ("+", *map(as_term, v["sum"])), as_term(v["e"]))), _total),
        "square": Line(lambda v: Claim("=", ("q", ("/", ("*", 2, as_term(v["e"])), v["m"]), v["q"])), _square),
        "root": Line(lambda v: Claim("=", (("*", v["v"], v["v"]), v["q"])), _root),
    }

    def read(self, question: str) -> tuple[str, _Way] | None:
        """The body, its start, what happens, and what is asked for."""
        found = sentences(_ASKS, question)
        kinds = [said.kind for said in found or ()]
        if found is None or len(found) < 4 or (kinds[0], kinds[-1]) != ("ask_start", "ask_end"):
            return None
        if (
            kinds[1] not in ("ask_rest", "ask_moving")
            or not set(kinds[2:-1]) <= set(_EVENTS)
            or len(kinds) > _MOST_EVENTS
        ):
            return None
        events = tuple((said.kind[4:], tuple(said.values.values())) for said in found[2:-1])
        task = _Way(found[0].values["m"], found[0].values["g"], found[1].values.get("v", 0), events)
        if not task.mass or not task.g or not all(size for _, sizes in events for size in sizes):
            raise Wrong("something has no size")
        _final(task)
        return found[0].language, task

    def task(self, said: Said) -> _Way:
        """Not used: questions have many sentences."""
        raise Wrong("question cannot be read", kind=said.kind)

    def givens(self, task: _Way) -> tuple[Claim, ...]:
        """Mass, gravity, speed, and each event."""
        start: list[tuple[Term, ...]] = [("m", task.mass), ("g", task.g), (("speed", 0), task.speed)]
        events = [Claim(kind, (("event", n), *map(as_term, sizes))) for n, (kind, sizes) in enumerate(task.events, 1)]
        return (*(Claim("=", pair) for pair in start), *events)

    def goal(self, task: _Way) -> Term:
        """The final speed."""
        return "v"

    def solve(self, task: _Way) -> Term:
        """The square of the speed, from event to event, and its root."""
        return _final(task)

    def conclusion(self, task: _Way, answer: Term) -> Claim:
        """The speed squared."""
        return Claim("=", (("*", answer, answer), _final(task) ** 2))

    def write(self, answer: Term, language: str) -> str:
        """6 m/s."""
        return f"{answer} m/s"


@lru_cache(maxsize=64)
def _final(task: _Way) -> int:
    """The final speed; raises `Wrong` where the body would stop on the way, or its speed is no whole number."""
    square = Fraction(task.speed) ** 2
    for n, (kind, sizes) in enumerate(task.events, 1):
        square += _gain(task, kind, sizes)
        if square <= 0:
            raise Wrong("the body never gets there", event=n)
    speed = isqrt(int(square))
    if speed * speed != square:
        raise Wrong("final speed is no whole number")
    return speed


def _gain(task: _Way, kind: str, sizes: Sequence[Exact]) -> Fraction:
    """How much an event adds to the square of the speed."""
    if kind == "spring":
        return Fraction(sizes[0]) * sizes[1] ** 2 / task.mass
    if kind in ("down", "up"):
        return 2 * task.g * Fraction(sizes[0]) * (1 if kind == "down" else -1)
    return 2 * Fraction(sizes[0]) / task.mass * (1 if kind == "motor" else -1)


_KIND = _Energy()


@verifier
@dataclass(frozen=True, slots=True)
class Energy:
    """Reads the track, proves each energy and its units, and follows the square of the speed from event to event.

    Example:
        "Event 1, energy of height: 2 kg × 10 m/s² × 3 m = 60 J." passes; "kg × m/s² = J." fails: a force is no energy.
    """

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": (_Energy.topic,)}

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return judge_steps(records, _KIND, name=name_of(self))
