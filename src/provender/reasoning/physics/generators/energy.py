"""Conservation of energy along a track: motion, height, springs, friction and motors, down to the final speed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
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

WORDS = Wording(
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
            "ask_friction": "Friction takes {w} J from it.",
            "ask_motor": "A motor gives it {w} J.",
            "ask_end": (
                "How fast is it in the end, in m/s?",
                "What is its final speed in m/s?",
            ),
            "kinetic_units": "Units of kinetic energy: {l} = {r}.",
            "height_units": "Units of potential energy: {l} = {r}.",
            "spring_units": "Units of a spring's energy: {l} = {r}.",
            "kinetic": "Kinetic energy at the start: 1/2 × {m} kg × ({v} m/s)² = {e} J.",
            "height": "Event {n}, energy of height: {m} kg × {g} m/s² × {h} m = {e} J.",
            "spring": "Event {n}, energy of the spring: 1/2 × {k} N/m × ({x} m)² = {e} J.",
            "total": "Energy in the end: {sum} = {e} J.",
            "square": "Speed squared: 2 × {e} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, so the speed is {v} m/s.",
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
            "ask_friction": "Msuguano unaondoa {w} J.",
            "ask_motor": "Mota inaongeza {w} J.",
            "ask_end": (
                "Mwishoni mwendo wake ni ngapi kwa m/s?",
                "Je, mwendo wake wa mwisho ni m/s ngapi?",
            ),
            "kinetic_units": "Vizio vya nishati mwendo: {l} = {r}.",
            "height_units": "Vizio vya nishati tuli: {l} = {r}.",
            "spring_units": "Vizio vya nishati ya springi: {l} = {r}.",
            "kinetic": "Nishati mwendo mwanzoni: 1/2 × {m} kg × ({v} m/s)² = {e} J.",
            "height": "Tukio {n}, nishati ya kimo: {m} kg × {g} m/s² × {h} m = {e} J.",
            "spring": "Tukio {n}, nishati ya springi: 1/2 × {k} N/m × ({x} m)² = {e} J.",
            "total": "Nishati mwishoni: {sum} = {e} J.",
            "square": "Mwendo kipeuo cha pili: 2 × {e} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, kwa hiyo mwendo ni {v} m/s.",
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
            "ask_friction": "Le frottement lui prend {w} J.",
            "ask_motor": "Un moteur lui fournit {w} J.",
            "ask_end": (
                "Quelle est sa vitesse à la fin, en m/s ?",
                "À combien de m/s finit-il ?",
            ),
            "kinetic_units": "Unités d'énergie cinétique : {l} = {r}.",
            "height_units": "Unités d'énergie potentielle : {l} = {r}.",
            "spring_units": "Unités d'énergie d'un ressort : {l} = {r}.",
            "kinetic": "Énergie cinétique au départ : 1/2 × {m} kg × ({v} m/s)² = {e} J.",
            "height": "Événement {n}, énergie de hauteur : {m} kg × {g} m/s² × {h} m = {e} J.",
            "spring": "Événement {n}, énergie du ressort : 1/2 × {k} N/m × ({x} m)² = {e} J.",
            "total": "Énergie à la fin : {sum} = {e} J.",
            "square": "Carré de la vitesse : 2 × {e} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, donc la vitesse est {v} m/s.",
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
            "ask_friction": "El rozamiento le quita {w} J.",
            "ask_motor": "Un motor le da {w} J.",
            "ask_end": (
                "¿Qué rapidez tiene al final, en m/s?",
                "¿A cuántos m/s acaba?",
            ),
            "kinetic_units": "Unidades de energía cinética: {l} = {r}.",
            "height_units": "Unidades de energía potencial: {l} = {r}.",
            "spring_units": "Unidades de la energía de un muelle: {l} = {r}.",
            "kinetic": "Energía cinética al inicio: 1/2 × {m} kg × ({v} m/s)² = {e} J.",
            "height": "Suceso {n}, energía de altura: {m} kg × {g} m/s² × {h} m = {e} J.",
            "spring": "Suceso {n}, energía del muelle: 1/2 × {k} N/m × ({x} m)² = {e} J.",
            "total": "Energía al final: {sum} = {e} J.",
            "square": "Cuadrado de la rapidez: 2 × {e} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, así que la rapidez es {v} m/s.",
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
            "ask_friction": "Reibung nimmt ihm {w} J.",
            "ask_motor": "Ein Motor gibt ihm {w} J.",
            "ask_end": (
                "Wie schnell ist er am Ende in m/s?",
                "Welches Tempo in m/s hat er zuletzt?",
            ),
            "kinetic_units": "Einheiten der Bewegungsenergie: {l} = {r}.",
            "height_units": "Einheiten der Höhenenergie: {l} = {r}.",
            "spring_units": "Einheiten der Federenergie: {l} = {r}.",
            "kinetic": "Bewegungsenergie am Start: 1/2 × {m} kg × ({v} m/s)² = {e} J.",
            "height": "Ereignis {n}, Höhenenergie: {m} kg × {g} m/s² × {h} m = {e} J.",
            "spring": "Ereignis {n}, Federenergie: 1/2 × {k} N/m × ({x} m)² = {e} J.",
            "total": "Energie am Ende: {sum} = {e} J.",
            "square": "Quadrat des Tempos: 2 × {e} J / ({m} kg) = {q} m²/s².",
            "root": "{v} × {v} = {q}, also ist das Tempo {v} m/s.",
        },
    }
)

_SPEED: Term = ("/", "m", "s")
_HALF: Term = ("/", 1, 2)
_UNITS: Mapping[str, tuple[Claim, str]] = {
    "kinetic": (Claim("dimension", (("*", "kg", ("^", _SPEED, 2)), "J")), "kg × (m/s)²"),
    "height": (Claim("dimension", (("*", "kg", ("/", "m", ("^", "s", 2)), "m"), "J")), "kg × m/s² × m"),
    "spring": (Claim("dimension", (("*", ("/", "N", "m"), ("^", "m", 2)), "J")), "N/m × m²"),
}
# level -> events before the last, largest mass, speed, height and stiffness
_SIZES = {
    1: (0, 5, 9, 9, 40),
    2: (1, 9, 12, 12, 100),
    3: (2, 12, 15, 20, 200),
    4: (3, 20, 20, 30, 400),
    5: (5, 40, 30, 50, 900),
    6: (9, 90, 60, 90, 2000),
}


class Event(NamedTuple):
    """down or up by metres, spring with N/m and metres, friction or motor with joules."""

    kind: str
    first: int | Fraction
    second: int = 0


class Body(NamedTuple):
    """kg, m/s² and m/s at the start."""

    mass: int
    g: int
    speed: int


@generator
@dataclass(frozen=True, slots=True)
class Energy:
    """A body on a track; every event gives it energy or takes some, and it never runs out on the way.

    Attributes:
        language: of question and solution.
        level: 1 (one event) to 5 (six events); 6 has ten.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        A body of 2 kg moves along a track; g = 10 m/s². It starts at 4 m/s. It goes down by 1 m. How fast is it in the
        end, in m/s? ... Speed squared: 2 × 36 J / (2 kg) = 36 m²/s². 6 × 6 = 36, ...
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("energy")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the events, then the words."""
        body, events = _drawn(rng, *_SIZES[self.level])
        told = Telling(WORDS[self.language])
        asked = [told.say("ask_start", rng.below(2), m=body.mass, g=body.g)]
        asked.append(told.say("ask_moving", v=body.speed) if body.speed else told.say("ask_rest"))
        givens = [equal("m", body.mass), equal("g", body.g), equal(("speed", 0), body.speed)]
        for n, (kind, first, second) in enumerate(events, 1):
            asked.append(told.say(f"ask_{kind}", h=first, k=first, x=second, w=first))
            sizes = [rational(first), second] if kind == "spring" else [rational(first)]
            givens.append(Claim(kind, (("event", n), *sizes)))
        asked.append(told.say("ask_end", rng.below(2)))
        speed = _solve(told, body, events)
        return Problem(" ".join(asked), f"{speed} m/s", self.language, told.derivation("v", speed, tuple(givens)))


def _energy(body: Body, event: Event) -> Fraction:
    """What an event gives, in joules; negative where it takes."""
    if event.kind == "spring":
        return Fraction(event.first) * event.second**2 / 2
    if event.kind in ("down", "up"):
        return Fraction(body.mass * body.g * event.first * (1 if event.kind == "down" else -1))
    return Fraction(event.first) * (1 if event.kind == "motor" else -1)


def _drawn(rng: Stream, count: int, heaviest: int, fastest: int, *sizes: int) -> tuple[Body, list[Event]]:
    """A body and events, of which the last one, friction or a motor, leads to a whole speed."""
    highest, stiffest = sizes
    body = Body(rng.between(1, heaviest), rng.choice((10, 10, 2, 4)), rng.between(0, fastest))
    energy = Fraction(body.mass * body.speed**2, 2)
    events: list[Event] = []
    while len(events) < count:
        kind = rng.choice(("down", "up", "spring", "friction", "motor"))
        second = rng.between(1, 3) if kind == "spring" else 0
        most = {"spring": stiffest, "down": highest, "up": highest}.get(kind, 10 * highest)
        event = Event(kind, rng.between(1, most), second)
        if energy + _energy(body, event) > 0:
            events.append(event)
            energy += _energy(body, event)
    while True:
        root = isqrt(int(2 * energy / body.mass))
        speed = rng.between(1, max(root + rng.between(1, fastest), 2))
        rest = Fraction(body.mass * speed**2, 2) - energy
        if rest:
            return body, [*events, Event("motor" if rest > 0 else "friction", abs(rest))]


def _solve(told: Telling, body: Body, events: Sequence[Event]) -> int:
    """The final speed, told from the units on."""
    kinds = {"height" if event.kind in ("down", "up") else event.kind for event in events}
    units = {
        kind: told.step(f"{kind}_units", claim, l=left, r="J")
        for kind, (claim, left) in _UNITS.items()
        if kind == "kinetic" or kind in kinds
    }
    m, g, v = body
    energy = Fraction(m * v * v, 2)
    kinetic: Term = ("*", _HALF, m, ("^", v, 2))
    uses = [
        told.step("kinetic", equal(("energy", 0), kinetic, rational(energy)), (units["kinetic"],), m=m, v=v, e=energy)
    ]
    parts = [energy]
    for n, event in enumerate(events, 1):
        worth = _energy(body, event)
        parts.append(worth)
        fill: dict[str, Any] = {"n": n, "m": m, "g": g, "h": event.first, "k": event.first, "x": event.second}
        if event.kind in ("motor", "friction"):
            continue
        kind = "spring" if event.kind == "spring" else "height"
        spring: Term = ("*", _HALF, rational(event.first), ("^", event.second, 2))
        height: Term = ("*", m, g, rational(event.first))
        claim = equal(("energy", n), spring if kind == "spring" else height, rational(abs(worth)))
        uses.append(told.step(kind, claim, (units[kind],), **fill, e=abs(worth)))
    return _finish(told, m, parts, uses)


def _finish(told: Telling, mass: int, parts: Sequence[Fraction], uses: Sequence[int]) -> int:
    """All energies added, and the speed that they make."""
    total = sum(parts, Fraction(0))
    shown = "".join([f" {'-' if part < 0 else '+'} {abs(part)} J" for part in parts])[3:]
    added: Term = ("+", *map(rational, parts))
    at = told.step("total", equal("E", added, rational(total)), tuple(uses), sum=shown, e=total)
    square = int(2 * total / mass)
    term: Term = ("/", ("*", 2, rational(total)), mass)
    at = told.step("square", equal("q", term, square), (at,), e=total, m=mass, q=square)
    speed = isqrt(square)
    told.step("root", equal(("*", speed, speed), square), (at,), v=speed, q=square)
    return speed
