"""Collisions on a line, one after the other: bodies that stick together, and bodies that bounce without loss."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
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
            "ask_first": (
                (
                    "Bodies glide along a line without friction, to the right is positive. A body of {m} kg moves at "
                    "{v} m/s."
                ),
                "Along a frictionless line, rightward velocities are positive. A body of {m} kg moves at {v} m/s.",
            ),
            "ask_stick": "The moving body hits one of {m} kg that moves at {v} m/s; they stick together.",
            "ask_bounce": (
                "The moving body hits one of {m} kg that moves at {v} m/s; no kinetic energy is lost, and the body "
                "hit moves on."
            ),
            "ask_end": (
                "What is the velocity of the moving body in the end?",
                "At what velocity does the moving body end up?",
            ),
            "momentum_units": "Units of momentum: {l} = {r}.",
            "energy_units": "Units of energy: {l} = {r}.",
            "momentum": "Collision {k}, momentum: {a} kg × {u} m/s + {b} kg × {w} m/s = {p} N·s.",
            "stuck": "Collision {k}, velocity: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "mean": "Collision {k}, mean velocity: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "onward": "Collision {k}, body hit: 2 × {c} m/s - {w} m/s = {v} m/s.",
            "back": "Collision {k}, body that hits: 2 × {c} m/s - {u} m/s = {v} m/s.",
            "before": "Collision {k}, twice the energy before: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "after": "Collision {k}, twice the energy after: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "kept": "Collision {k}: energy and momentum are kept, so the body hit moves on at {v} m/s.",
        },
        "sw": {
            "ask_first": (
                (
                    "Vitu vinateleza kwenye mstari bila msuguano, kwenda kulia ni chanya. Kitu cha {m} kg kinakwenda "
                    "kwa {v} m/s."
                ),
                (
                    "Kwenye mstari usio na msuguano, kasi ya kwenda kulia ni chanya. Kitu cha {m} kg kinakwenda kwa "
                    "{v} m/s."
                ),
            ),
            "ask_stick": (
                "Kitu kinachokwenda kinagonga kitu cha {m} kg kinachokwenda kwa {v} m/s; vinashikana pamoja."
            ),
            "ask_bounce": (
                "Kitu kinachokwenda kinagonga kitu cha {m} kg kinachokwenda kwa {v} m/s; hakuna nishati mwendo "
                "inayopotea, na kilichogongwa kinaendelea."
            ),
            "ask_end": (
                "Kasi ya mwisho ya kitu kinachokwenda ni ngapi?",
                "Je, mwishoni kitu kinachokwenda kina kasi gani?",
            ),
            "momentum_units": "Vizio vya momenta: {l} = {r}.",
            "energy_units": "Vizio vya nishati: {l} = {r}.",
            "momentum": "Mgongano {k}, momenta: {a} kg × {u} m/s + {b} kg × {w} m/s = {p} N·s.",
            "stuck": "Mgongano {k}, kasi: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "mean": "Mgongano {k}, kasi ya wastani: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "onward": "Mgongano {k}, kilichogongwa: 2 × {c} m/s - {w} m/s = {v} m/s.",
            "back": "Mgongano {k}, kilichogonga: 2 × {c} m/s - {u} m/s = {v} m/s.",
            "before": "Mgongano {k}, nishati mara mbili kabla: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "after": "Mgongano {k}, nishati mara mbili baada: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "kept": "Mgongano {k}: nishati na momenta hazibadiliki, kwa hiyo kilichogongwa kinaendelea kwa {v} m/s.",
        },
        "fr": {
            "ask_first": (
                (
                    "Des corps glissent sans frottement sur une droite, le sens positif va vers la droite. Un corps "
                    "de {m} kg avance à {v} m/s."
                ),
                (
                    "Sur une droite sans frottement, les vitesses vers la droite sont positives. Un corps de {m} kg "
                    "avance à {v} m/s."
                ),
            ),
            "ask_stick": (
                "Le corps mobile heurte un corps de {m} kg dont la vitesse est {v} m/s ; ils restent collés."
            ),
            "ask_bounce": (
                "Le corps mobile heurte un corps de {m} kg dont la vitesse est {v} m/s ; aucune énergie cinétique ne "
                "se perd, et le corps heurté poursuit."
            ),
            "ask_end": (
                "Quelle est la vitesse du corps mobile à la fin ?",
                "À quelle vitesse le corps mobile finit-il ?",
            ),
            "momentum_units": "Unités de quantité de mouvement : {l} = {r}.",
            "energy_units": "Unités d'énergie : {l} = {r}.",
            "momentum": "Choc {k}, quantité de mouvement : {a} kg × {u} m/s + {b} kg × {w} m/s = {p} N·s.",
            "stuck": "Choc {k}, vitesse : {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "mean": "Choc {k}, vitesse moyenne : {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "onward": "Choc {k}, corps heurté : 2 × {c} m/s - {w} m/s = {v} m/s.",
            "back": "Choc {k}, corps qui heurte : 2 × {c} m/s - {u} m/s = {v} m/s.",
            "before": "Choc {k}, double de l'énergie avant : {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "after": "Choc {k}, double de l'énergie après : {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "kept": (
                "Choc {k} : énergie et quantité de mouvement sont conservées, donc le corps heurté poursuit à {v} m/s."
            ),
        },
        "es": {
            "ask_first": (
                (
                    "Unos cuerpos se deslizan sin rozamiento por una recta, hacia la derecha es positivo. Un cuerpo "
                    "de {m} kg se mueve a {v} m/s."
                ),
                (
                    "En una recta sin rozamiento, las velocidades hacia la derecha son positivas. Un cuerpo de {m} "
                    "kg se mueve a {v} m/s."
                ),
            ),
            "ask_stick": "El cuerpo móvil choca con uno de {m} kg que se mueve a {v} m/s; quedan unidos.",
            "ask_bounce": (
                "El cuerpo móvil choca con uno de {m} kg que se mueve a {v} m/s; no se pierde energía cinética, y el "
                "cuerpo golpeado sigue."
            ),
            "ask_end": (
                "¿Cuál es al final la velocidad del cuerpo móvil?",
                "¿A qué velocidad acaba el cuerpo móvil?",
            ),
            "momentum_units": "Unidades de momento: {l} = {r}.",
            "energy_units": "Unidades de energía: {l} = {r}.",
            "momentum": "Choque {k}, momento: {a} kg × {u} m/s + {b} kg × {w} m/s = {p} N·s.",
            "stuck": "Choque {k}, velocidad: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "mean": "Choque {k}, velocidad media: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "onward": "Choque {k}, cuerpo golpeado: 2 × {c} m/s - {w} m/s = {v} m/s.",
            "back": "Choque {k}, cuerpo que golpea: 2 × {c} m/s - {u} m/s = {v} m/s.",
            "before": "Choque {k}, doble de la energía antes: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "after": "Choque {k}, doble de la energía después: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "kept": "Choque {k}: energía y momento se conservan, así que el cuerpo golpeado sigue a {v} m/s.",
        },
        "de": {
            "ask_first": (
                (
                    "Körper gleiten reibungsfrei auf einer Geraden, nach rechts ist positiv. Ein Körper von {m} kg "
                    "bewegt sich mit {v} m/s."
                ),
                (
                    "Auf einer reibungsfreien Geraden zählen Geschwindigkeiten nach rechts positiv. Ein Körper von "
                    "{m} kg bewegt sich mit {v} m/s."
                ),
            ),
            "ask_stick": (
                "Der bewegte Körper trifft einen von {m} kg, der sich mit {v} m/s bewegt; sie haften aneinander."
            ),
            "ask_bounce": (
                "Der bewegte Körper trifft einen von {m} kg, der sich mit {v} m/s bewegt; keine Bewegungsenergie "
                "geht verloren, und der getroffene Körper zieht weiter."
            ),
            "ask_end": (
                "Welche Geschwindigkeit hat der bewegte Körper am Ende?",
                "Mit welcher Geschwindigkeit bewegt sich der bewegte Körper am Ende?",
            ),
            "momentum_units": "Einheiten des Impulses: {l} = {r}.",
            "energy_units": "Einheiten der Energie: {l} = {r}.",
            "momentum": "Stoß {k}, Impuls: {a} kg × {u} m/s + {b} kg × {w} m/s = {p} N·s.",
            "stuck": "Stoß {k}, Geschwindigkeit: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "mean": "Stoß {k}, mittlere Geschwindigkeit: {p} N·s / ({a} kg + {b} kg) = {v} m/s.",
            "onward": "Stoß {k}, getroffener Körper: 2 × {c} m/s - {w} m/s = {v} m/s.",
            "back": "Stoß {k}, stoßender Körper: 2 × {c} m/s - {u} m/s = {v} m/s.",
            "before": "Stoß {k}, doppelte Energie vorher: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "after": "Stoß {k}, doppelte Energie nachher: {a} kg × ({u} m/s)² + {b} kg × ({w} m/s)² = {e} J.",
            "kept": (
                "Stoß {k}: Energie und Impuls bleiben erhalten, also zieht der getroffene Körper mit {v} m/s weiter."
            ),
        },
    }
)

_SPEED: Term = ("/", "m", "s")
# level -> collisions, largest mass and speed
_SIZES = {1: (1, 5, 9), 2: (1, 40, 60), 3: (2, 9, 15), 4: (3, 12, 20), 5: (4, 20, 30), 6: (6, 30, 60)}


class Body(NamedTuple):
    """Mass in kg, velocity in m/s, and whether it bounces off when it is hit."""

    mass: int
    velocity: int
    bounces: bool


@generator
@dataclass(frozen=True, slots=True)
class Momentum:
    """A body that hits one after another, each slower than itself; it sticks to it, or hands its motion on.

    Attributes:
        language: of question and solution.
        level: 1 and 2 (one collision) to 5 (four collisions); 6 has six.

    Guarantees:
        The drawn problem does not depend on `language`.

    Example:
        ... A body of 2 kg moves at 5 m/s. The moving body hits one of 3 kg that moves at -1 m/s; they stick together.
        Collision 1, momentum: 2 kg × 5 m/s + 3 kg × -1 m/s = 7 N·s. ... 7 N·s / (2 kg + 3 kg) = 7/5 m/s.
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = makes("momentum")

    language: Language = "en"
    level: Level = 3

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        return records(self, shard, self._problem)

    def _problem(self, rng: Stream) -> Problem:
        """One problem: first the bodies, then the words."""
        bodies = _drawn(rng, *_SIZES[self.level])
        told = Telling(WORDS[self.language])
        asked, givens = [], []
        for n, body in enumerate(bodies):
            kind = "ask_bounce" if body.bounces else "ask_stick"
            form = rng.below(2) if n == 0 else 0
            asked.append(told.say(kind if n else "ask_first", form, m=body.mass, v=body.velocity))
            givens += [equal(("mass", n), body.mass), equal(("velocity", ("body", n)), body.velocity)]
            givens += [Claim("bounces" if body.bounces else "sticks", (("body", n),))] if n else []
        asked.append(told.say("ask_end", rng.below(2)))
        answer = _collide(told, bodies)
        goal: Term = ("velocity", len(bodies) - 1)
        return Problem(
            " ".join(asked), f"{answer} m/s", self.language, told.derivation(goal, rational(answer), tuple(givens))
        )


def _drawn(rng: Stream, collisions: int, heaviest: int, fastest: int) -> list[Body]:
    """Bodies of which each is slower than the one that hits it."""
    bodies = [Body(rng.between(1, heaviest), rng.between(1, fastest), bounces=False)]
    mass, velocity = bodies[0].mass, Fraction(bodies[0].velocity)
    for _ in range(collisions):
        slowest = min(-fastest, ceil(velocity) - 2)
        body = Body(rng.between(1, heaviest), rng.between(slowest, ceil(velocity) - 1), bounces=rng.chance(1, 2))
        bodies.append(body)
        mean = (mass * velocity + body.mass * body.velocity) / (mass + body.mass)
        velocity = 2 * mean - body.velocity if body.bounces else mean
        mass = body.mass if body.bounces else mass + body.mass
    return bodies


def _collide(told: Telling, bodies: Sequence[Body]) -> Fraction:
    """All collisions told, and the velocity of the body that moves on."""
    units = [
        told.step("momentum_units", Claim("dimension", (("*", "kg", _SPEED), ("*", "N", "s"))), l="kg × m/s", r="N × s")
    ]
    if any(body.bounces for body in bodies):
        claim = Claim("dimension", (("*", "kg", ("^", _SPEED, 2)), "J"))
        units.append(told.step("energy_units", claim, l="kg × (m/s)²", r="J"))
    mass, velocity = bodies[0].mass, Fraction(bodies[0].velocity)
    latest: tuple[int, ...] = ()
    for k, body in enumerate(bodies[1:], 1):
        p = mass * velocity + body.mass * body.velocity
        mean = p / (mass + body.mass)
        fill: dict[str, Any] = {"k": k, "a": mass, "u": velocity, "b": body.mass, "w": body.velocity, "p": p}
        added: Term = ("+", ("*", mass, rational(velocity)), ("*", body.mass, body.velocity))
        at = told.step("momentum", equal(("momentum", k), added, rational(p)), (units[0], *latest), **fill)
        shared: Term = ("/", rational(p), ("+", mass, body.mass))
        if body.bounces:
            found = told.step("mean", equal(("mean", k), shared, rational(mean)), (at,), **fill, v=mean)
            latest = (_bounce(told, fill, mean, uses=(units[1], latest, found)),)
            mass, velocity = body.mass, 2 * mean - body.velocity
        else:
            latest = (told.step("stuck", equal(("velocity", k), shared, rational(mean)), (at,), **fill, v=mean),)
            mass, velocity = mass + body.mass, mean
    return velocity


def _bounce(told: Telling, fill: dict[str, Any], mean: Fraction, *, uses: tuple[int, tuple[int, ...], int]) -> int:
    """A collision without loss: both bodies mirrored at the mean velocity, and the energies compared."""
    units, latest, at = uses
    k, a, b, u, w = (fill[name] for name in "kabuw")
    onward, back = 2 * mean - w, 2 * mean - u
    one: Term = ("-", ("*", 2, rational(mean)), w)
    other: Term = ("-", ("*", 2, rational(mean)), rational(u))
    first = told.step("onward", equal(("onward", k), one, rational(onward)), (at,), **fill, c=mean, v=onward)
    second = told.step("back", equal(("back", k), other, rational(back)), (*latest, at), **fill, c=mean, v=back)
    energies = []
    for kind, one_speed, other_speed, rests in (
        ("before", u, w, (units, *latest)),
        ("after", back, onward, (units, first, second)),
    ):
        parts: list[Term] = [("*", m, ("^", rational(v), 2)) for m, v in ((a, one_speed), (b, other_speed))]
        energy = a * one_speed**2 + b * other_speed**2
        claim = equal((kind, k), ("+", *parts), rational(energy))
        energies.append(
            told.step(kind, claim, tuple(sorted(rests)), k=k, a=a, b=b, u=one_speed, w=other_speed, e=energy)
        )
    return told.step("kept", equal(("velocity", k), rational(onward)), (first, *energies), k=k, v=onward)
