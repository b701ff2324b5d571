"""What questions about collisions and their solutions say, in each language."""

from provender.reasoning.read import units
from provender.reasoning.read.forms import Forms

ASKS = Forms(
    {
        "en": {
            "ask_first": (
                (
                    "Bodies glide along a line without friction, to the right is positive. A body of {m} kg moves at "
                    "{v:frac} m/s."
                ),
                (
                    "Along a frictionless line, rightward velocities are positive. A body of {m} kg moves at "
                    "{v:frac} m/s."
                ),
            ),
            "ask_stick": "The moving body hits one of {m} kg that moves at {v:frac} m/s; they stick together.",
            "ask_bounce": (
                "The moving body hits one of {m} kg that moves at {v:frac} m/s; no kinetic energy is lost, and the "
                "body hit moves on."
            ),
            "ask_end": (
                "What is the velocity of the moving body in the end?",
                "At what velocity does the moving body end up?",
            ),
        },
        "sw": {
            "ask_first": (
                (
                    "Vitu vinateleza kwenye mstari bila msuguano, kwenda kulia ni chanya. Kitu cha {m} kg kinakwenda "
                    "kwa {v:frac} m/s."
                ),
                (
                    "Kwenye mstari usio na msuguano, kasi ya kwenda kulia ni chanya. Kitu cha {m} kg kinakwenda kwa "
                    "{v:frac} m/s."
                ),
            ),
            "ask_stick": (
                "Kitu kinachokwenda kinagonga kitu cha {m} kg kinachokwenda kwa {v:frac} m/s; vinashikana pamoja."
            ),
            "ask_bounce": (
                "Kitu kinachokwenda kinagonga kitu cha {m} kg kinachokwenda kwa {v:frac} m/s; hakuna nishati mwendo "
                "inayopotea, na kilichogongwa kinaendelea."
            ),
            "ask_end": (
                "Kasi ya mwisho ya kitu kinachokwenda ni ngapi?",
                "Je, mwishoni kitu kinachokwenda kina kasi gani?",
            ),
        },
        "fr": {
            "ask_first": (
                (
                    "Des corps glissent sans frottement sur une droite, le sens positif va vers la droite. Un corps "
                    "de {m} kg avance à {v:frac} m/s."
                ),
                (
                    "Sur une droite sans frottement, les vitesses vers la droite sont positives. Un corps de {m} kg "
                    "avance à {v:frac} m/s."
                ),
            ),
            "ask_stick": (
                "Le corps mobile heurte un corps de {m} kg dont la vitesse est {v:frac} m/s ; ils restent collés."
            ),
            "ask_bounce": (
                "Le corps mobile heurte un corps de {m} kg dont la vitesse est {v:frac} m/s ; aucune énergie "
                "cinétique ne se perd, et le corps heurté poursuit."
            ),
            "ask_end": (
                "Quelle est la vitesse du corps mobile à la fin ?",
                "À quelle vitesse le corps mobile finit-il ?",
            ),
        },
        "es": {
            "ask_first": (
                (
                    "Unos cuerpos se deslizan sin rozamiento por una recta, hacia la derecha es positivo. Un cuerpo "
                    "de {m} kg se mueve a {v:frac} m/s."
                ),
                (
                    "En una recta sin rozamiento, las velocidades hacia la derecha son positivas. Un cuerpo de {m} "
                    "kg se mueve a {v:frac} m/s."
                ),
            ),
            "ask_stick": "El cuerpo móvil choca con uno de {m} kg que se mueve a {v:frac} m/s; quedan unidos.",
            "ask_bounce": (
                "El cuerpo móvil choca con uno de {m} kg que se mueve a {v:frac} m/s; no se pierde energía cinética, "
                "y el cuerpo golpeado sigue."
            ),
            "ask_end": (
                "¿Cuál es al final la velocidad del cuerpo móvil?",
                "¿A qué velocidad acaba el cuerpo móvil?",
            ),
        },
        "de": {
            "ask_first": (
                (
                    "Körper gleiten reibungsfrei auf einer Geraden, nach rechts ist positiv. Ein Körper von {m} kg "
                    "bewegt sich mit {v:frac} m/s."
                ),
                (
                    "Auf einer reibungsfreien Geraden zählen Geschwindigkeiten nach rechts positiv. Ein Körper von "
                    "{m} kg bewegt sich mit {v:frac} m/s."
                ),
            ),
            "ask_stick": (
                "Der bewegte Körper trifft einen von {m} kg, der sich mit {v:frac} m/s bewegt; sie haften aneinander."
            ),
            "ask_bounce": (
                "Der bewegte Körper trifft einen von {m} kg, der sich mit {v:frac} m/s bewegt; keine "
                "Bewegungsenergie geht verloren, und der getroffene Körper zieht weiter."
            ),
            "ask_end": (
                "Welche Geschwindigkeit hat der bewegte Körper am Ende?",
                "Mit welcher Geschwindigkeit bewegt sich der bewegte Körper am Ende?",
            ),
        },
    }
)
SAYS = Forms(
    {
        "en": {
            "momentum_units": "Units of momentum: {l:unit} = {r:unit}.",
            "energy_units": "Units of energy: {l:unit} = {r:unit}.",
            "momentum": "Collision {k}, momentum: {a} kg × {u:frac} m/s + {b} kg × {w:frac} m/s = {p:frac} N·s.",
            "stuck": "Collision {k}, velocity: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "mean": "Collision {k}, mean velocity: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "onward": "Collision {k}, body hit: 2 × {c:frac} m/s - {w:frac} m/s = {v:frac} m/s.",
            "back": "Collision {k}, body that hits: 2 × {c:frac} m/s - {u:frac} m/s = {v:frac} m/s.",
            "before": (
                "Collision {k}, twice the energy before: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "after": (
                "Collision {k}, twice the energy after: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "kept": "Collision {k}: energy and momentum are kept, so the body hit moves on at {v:frac} m/s.",
        },
        "sw": {
            "momentum_units": "Vizio vya momenta: {l:unit} = {r:unit}.",
            "energy_units": "Vizio vya nishati: {l:unit} = {r:unit}.",
            "momentum": "Mgongano {k}, momenta: {a} kg × {u:frac} m/s + {b} kg × {w:frac} m/s = {p:frac} N·s.",
            "stuck": "Mgongano {k}, kasi: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "mean": "Mgongano {k}, kasi ya wastani: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "onward": "Mgongano {k}, kilichogongwa: 2 × {c:frac} m/s - {w:frac} m/s = {v:frac} m/s.",
            "back": "Mgongano {k}, kilichogonga: 2 × {c:frac} m/s - {u:frac} m/s = {v:frac} m/s.",
            "before": (
                "Mgongano {k}, nishati mara mbili kabla: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "after": (
                "Mgongano {k}, nishati mara mbili baada: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "kept": (
                "Mgongano {k}: nishati na momenta hazibadiliki, kwa hiyo kilichogongwa kinaendelea kwa {v:frac} m/s."
            ),
        },
        "fr": {
            "momentum_units": "Unités de quantité de mouvement : {l:unit} = {r:unit}.",
            "energy_units": "Unités d'énergie : {l:unit} = {r:unit}.",
            "momentum": (
                "Choc {k}, quantité de mouvement : {a} kg × {u:frac} m/s + {b} kg × {w:frac} m/s = {p:frac} N·s."
            ),
            "stuck": "Choc {k}, vitesse : {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "mean": "Choc {k}, vitesse moyenne : {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "onward": "Choc {k}, corps heurté : 2 × {c:frac} m/s - {w:frac} m/s = {v:frac} m/s.",
            "back": "Choc {k}, corps qui heurte : 2 × {c:frac} m/s - {u:frac} m/s = {v:frac} m/s.",
            "before": (
                "Choc {k}, double de l'énergie avant : {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "after": (
                "Choc {k}, double de l'énergie après : {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "kept": (
                "Choc {k} : énergie et quantité de mouvement sont conservées, donc le corps heurté poursuit à "
                "{v:frac} m/s."
            ),
        },
        "es": {
            "momentum_units": "Unidades de momento: {l:unit} = {r:unit}.",
            "energy_units": "Unidades de energía: {l:unit} = {r:unit}.",
            "momentum": "Choque {k}, momento: {a} kg × {u:frac} m/s + {b} kg × {w:frac} m/s = {p:frac} N·s.",
            "stuck": "Choque {k}, velocidad: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "mean": "Choque {k}, velocidad media: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "onward": "Choque {k}, cuerpo golpeado: 2 × {c:frac} m/s - {w:frac} m/s = {v:frac} m/s.",
            "back": "Choque {k}, cuerpo que golpea: 2 × {c:frac} m/s - {u:frac} m/s = {v:frac} m/s.",
            "before": (
                "Choque {k}, doble de la energía antes: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "after": (
                "Choque {k}, doble de la energía después: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = "
                "{e:frac} J."
            ),
            "kept": "Choque {k}: energía y momento se conservan, así que el cuerpo golpeado sigue a {v:frac} m/s.",
        },
        "de": {
            "momentum_units": "Einheiten des Impulses: {l:unit} = {r:unit}.",
            "energy_units": "Einheiten der Energie: {l:unit} = {r:unit}.",
            "momentum": "Stoß {k}, Impuls: {a} kg × {u:frac} m/s + {b} kg × {w:frac} m/s = {p:frac} N·s.",
            "stuck": "Stoß {k}, Geschwindigkeit: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "mean": "Stoß {k}, mittlere Geschwindigkeit: {p:frac} N·s / ({a} kg + {b} kg) = {v:frac} m/s.",
            "onward": "Stoß {k}, getroffener Körper: 2 × {c:frac} m/s - {w:frac} m/s = {v:frac} m/s.",
            "back": "Stoß {k}, stoßender Körper: 2 × {c:frac} m/s - {u:frac} m/s = {v:frac} m/s.",
            "before": (
                "Stoß {k}, doppelte Energie vorher: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = {e:frac} J."
            ),
            "after": (
                "Stoß {k}, doppelte Energie nachher: {a} kg × ({u:frac} m/s)² + {b} kg × ({w:frac} m/s)² = {e:frac} J."
            ),
            "kept": (
                "Stoß {k}: Energie und Impuls bleiben erhalten, also zieht der getroffene Körper mit {v:frac} m/s "
                "weiter."
            ),
        },
    },
    slots=units.SLOTS,
)
