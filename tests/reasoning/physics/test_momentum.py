"""Collisions: violated conservation, wrong units and dimensions, and bodies that never meet."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/physics/momentum"
QUESTION = (
    "Bodies glide along a line without friction, to the right is positive. A body of 2 kg moves at 5 m/s. The "
    "moving body "
    "hits one of 3 kg that moves at -1 m/s; they stick together. The moving body hits one of 5 kg that moves at "
    "-1 m/s; "
    "no kinetic energy is lost, and the body hit moves on. What is the velocity of the moving body in the end?"
)
SOUND = """Units of momentum: kg × m/s = N × s.
Units of energy: kg × (m/s)² = J.
Collision 1, momentum: 2 kg × 5 m/s + 3 kg × -1 m/s = 7 N·s.
Collision 1, velocity: 7 N·s / (2 kg + 3 kg) = 7/5 m/s.
Collision 2, momentum: 5 kg × 7/5 m/s + 5 kg × -1 m/s = 2 N·s.
Collision 2, mean velocity: 2 N·s / (5 kg + 5 kg) = 1/5 m/s.
Collision 2, body hit: 2 × 1/5 m/s - -1 m/s = 7/5 m/s.
Collision 2, body that hits: 2 × 1/5 m/s - 7/5 m/s = -1 m/s.
Collision 2, twice the energy before: 5 kg × (7/5 m/s)² + 5 kg × (-1 m/s)² = 74/5 J.
Collision 2, twice the energy after: 5 kg × (-1 m/s)² + 5 kg × (7/5 m/s)² = 74/5 J.
Collision 2: energy and momentum are kept, so the body hit moves on at 7/5 m/s."""


def test_collisions_worked_by_hand_are_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "7/5 m/s")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kg × m/s = N × s", "kg × m/s = J"),
        ("kg × (m/s)² = J", "kg × m/s = J"),
        ("kg × (m/s)² = J", "kg × m/s² = N"),  # true, but of another formula
        ("Units of energy: kg × (m/s)² = J.\n", ""),
        ("3 kg × -1 m/s = 7 N·s", "3 kg × 1 m/s = 13 N·s"),  # a direction lost
        ("3 kg × -1 m/s = 7 N·s", "3 kg × -1 m/s = 7 J"),
        ("7 N·s / (2 kg + 3 kg) = 7/5 m/s", "7 N·s / (2 kg + 3 kg) = 5/7 m/s"),
        ("5 kg × 7/5 m/s + 5 kg", "2 kg × 7/5 m/s + 5 kg"),  # what stuck to it forgotten
        ("Collision 2, mean velocity", "Collision 2, velocity"),  # no loss treated as sticking
        ("- -1 m/s = 7/5 m/s", "- 1 m/s = -3/5 m/s"),
        ("+ 5 kg × (7/5 m/s)² = 74/5 J", "+ 5 kg × (7/5 m/s)² = 15 J"),
        ("Collision 2, body that hits: 2 × 1/5 m/s - 7/5 m/s = -1 m/s.\n", ""),
        ("moves on at 7/5 m/s", "moves on at -1 m/s"),
    ],
)
def test_violated_conservation_and_wrong_units_are_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "7/5 m/s")).outcome is Outcome.FAIL


@pytest.mark.parametrize("answer", ["7/5", "7/5 km", "7/5 m/s²", "-7/5 m/s", "1.4 m/s"])
def test_an_answer_in_another_unit_is_failed(answer: str) -> None:
    assert judged(NAME, prose(QUESTION, SOUND, answer)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("3 kg that moves at -1 m/s", "3 kg that moves at 5 m/s", "the bodies never meet"),
        ("5 kg that moves at -1 m/s", "5 kg that moves at 2 m/s", "the bodies never meet"),
        ("of 2 kg", "of 0 kg", "a body has no mass"),
    ],
)
def test_an_impossible_collision_is_refused(before: str, after: str, reason: str) -> None:
    assert judged(NAME, prose(QUESTION.replace(before, after), SOUND, "7/5 m/s")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Vitu vinateleza kwenye mstari bila msuguano, kwenda kulia ni chanya. Kitu cha 2 kg kinakwenda kwa 5 "
         "m/s. Kitu "
         "kinachokwenda kinagonga kitu cha 3 kg kinachokwenda kwa 0 m/s; vinashikana pamoja. Kasi ya mwisho ya kitu "
         "kinachokwenda ni ngapi?",
         "Vizio vya momenta: kg × m/s = N × s.\nMgongano 1, momenta: 2 kg × 5 m/s + 3 kg × 0 m/s = 10 N·s.\n"
         "Mgongano 1, kasi: 10 N·s / (2 kg + 3 kg) = 2 m/s."),
        ("Sur une droite sans frottement, les vitesses vers la droite sont positives. Un corps de 2 kg avance à "
         "5 m/s. Le "
         "corps mobile heurte un corps de 3 kg dont la vitesse est 0 m/s ; ils restent collés. À quelle vitesse "
         "le corps "
         "mobile finit-il ?",
         "Unités de quantité de mouvement : kg × m/s = N × s.\nChoc 1, quantité de mouvement : 2 kg × 5 m/s + 3 kg × 0 "
         "m/s = 10 N·s.\nChoc 1, vitesse : 10 N·s / (2 kg + 3 kg) = 2 m/s."),
        ("En una recta sin rozamiento, las velocidades hacia la derecha son positivas. Un cuerpo de 2 kg se "
         "mueve a 5 m/s."
         " El cuerpo móvil choca con uno de 3 kg que se mueve a 0 m/s; quedan unidos. ¿A qué velocidad acaba el cuerpo "
         "móvil?",
         "Unidades de momento: kg × m/s = N × s.\nChoque 1, momento: 2 kg × 5 m/s + 3 kg × 0 m/s = 10 N·s.\n"
         "Choque 1, velocidad: 10 N·s / (2 kg + 3 kg) = 2 m/s."),
        ("Auf einer reibungsfreien Geraden zählen Geschwindigkeiten nach rechts positiv. Ein Körper von 2 kg "
         "bewegt sich "
         "mit 5 m/s. Der bewegte Körper trifft einen von 3 kg, der sich mit 0 m/s bewegt; sie haften "
         "aneinander. Welche "
         "Geschwindigkeit hat der bewegte Körper am Ende?",
         "Einheiten des Impulses: kg × m/s = N × s.\nStoß 1, Impuls: 2 kg × 5 m/s + 3 kg × 0 m/s = 10 N·s.\n"
         "Stoß 1, Geschwindigkeit: 10 N·s / (2 kg + 3 kg) = 2 m/s."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "2 m/s")).outcome is Outcome.PASS
