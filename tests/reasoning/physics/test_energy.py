"""Conservation of energy: wrong units, energies taken for given, and ways that the body never gets through."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/physics/energy"
QUESTION = (
    "A body of 2 kg moves along a track; g = 10 m/s². It starts at 4 m/s. It goes up by 1 m. Friction takes 2 J "
    "from it. "
    "A spring of 24 N/m, compressed by 2 m, pushes it on. A motor gives it 22 J. How fast is it in the end, in m/s?"
)
SOUND = """Units of kinetic energy: kg × (m/s)² = J.
Units of potential energy: kg × m/s² × m = J.
Units of a spring's energy: N/m × m² = J.
Kinetic energy at the start: 1/2 × 2 kg × (4 m/s)² = 16 J.
Event 1, energy of height: 2 kg × 10 m/s² × 1 m = 20 J.
Event 3, energy of the spring: 1/2 × 24 N/m × (2 m)² = 48 J.
Energy in the end: 16 J - 20 J - 2 J + 48 J + 22 J = 64 J.
Speed squared: 2 × 64 J / (2 kg) = 64 m²/s².
8 × 8 = 64, so the speed is 8 m/s."""
GOOD = QUESTION.replace("goes up by 1 m", "goes down by 1 m").replace("gives it 22 J", "gives it 62 J")
PROVED = SOUND.replace("16 J - 20 J - 2 J + 48 J + 22 J = 64 J", "16 J + 20 J - 2 J + 48 J + 62 J = 144 J")
PROVED = PROVED.replace("2 × 64 J / (2 kg) = 64", "2 × 144 J / (2 kg) = 144").replace("8 × 8 = 64", "12 × 12 = 144")
PROVED = PROVED.replace("is 8 m/s", "is 12 m/s")


def test_a_way_worked_by_hand_is_proved() -> None:
    assert judged(NAME, prose(GOOD, PROVED, "12 m/s")).outcome is Outcome.PASS


def test_a_body_that_runs_out_of_energy_on_the_way_is_refused() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "8 m/s")).reason == "the body never gets there"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("kg × (m/s)² = J", "kg × m/s = J"),
        ("N/m × m² = J", "N/m × m = J"),
        ("kg × m/s² × m = J", "kg × (m/s)² = J"),  # true, but of another formula
        ("Units of potential energy: kg × m/s² × m = J.\n", ""),
        ("1/2 × 2 kg × (4 m/s)² = 16 J", "1/2 × 2 kg × (4 m/s)² = 8 J"),
        ("1/2 × 2 kg × (4 m/s)² = 16 J", "1/2 × 2 kg × (4 m/s)² = 16 N"),
        ("2 kg × 10 m/s² × 1 m = 20 J", "2 kg × 10 m/s² × 2 m = 40 J"),
        ("Event 3, energy of the spring", "Event 4, energy of the spring"),
        ("16 J + 20 J - 2 J + 48 J", "16 J + 20 J + 2 J + 48 J"),  # friction that gives
        ("16 J + 20 J - 2 J + 48 J + 62 J = 144 J", "16 J + 20 J + 48 J + 62 J = 146 J"),
        ("2 × 144 J / (2 kg) = 144", "2 × 144 J / (1 kg) = 288"),
        ("12 × 12 = 144", "-12 × 12 = 144"),
        ("the speed is 12 m/s", "the speed is 12 J"),
    ],
)
def test_violated_conservation_and_wrong_units_are_failed(before: str, after: str) -> None:
    spoilt = PROVED.replace(before, after)

    assert spoilt != PROVED
    assert judged(NAME, prose(GOOD, spoilt, "12 m/s")).outcome is Outcome.FAIL


@pytest.mark.parametrize("answer", ["12", "12 km/s", "12 J", "-12 m/s", "144 m²/s²"])
def test_an_answer_in_another_unit_is_failed(answer: str) -> None:
    assert judged(NAME, prose(GOOD, PROVED, answer)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("of 2 kg", "of 0 kg", "something has no size"),
        ("by 1 m.", "by 0 m.", "something has no size"),
        ("gives it 62 J", "gives it 63 J", "final speed is no whole number"),
        ("takes 2 J", "takes 99 J", "the body never gets there"),
    ],
)
def test_an_impossible_way_is_refused(before: str, after: str, reason: str) -> None:
    assert judged(NAME, prose(GOOD.replace(before, after), PROVED, "12 m/s")).reason == reason


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Kitu cha 2 kg kinakwenda kwenye njia; g = 10 m/s². Kinaanza kikiwa kimetulia. Mota inaongeza 36 J. "
         "Mwishoni mwendo "
         "wake ni ngapi kwa m/s?",
         "Vizio vya nishati mwendo: kg × (m/s)² = J.\nNishati mwendo mwanzoni: 1/2 × 2 kg × (0 m/s)² = 0 J.\nNishati "
         "mwishoni: 0 J + 36 J = 36 J.\nMwendo kipeuo cha pili: 2 × 36 J / (2 kg) = 36 m²/s².\n6 × 6 = 36, kwa "
         "hiyo mwendo "
         "ni 6 m/s."),
        ("Un corps de 2 kg suit une piste ; g = 10 m/s². Il part du repos. Un moteur lui fournit 36 J. À "
         "combien de m/s "
         "finit-il ?",
         "Unités d'énergie cinétique : kg × (m/s)² = J.\nÉnergie cinétique au départ : 1/2 × 2 kg × (0 m/s)² = 0 J.\n"
         "Énergie à la fin : 0 J + 36 J = 36 J.\nCarré de la vitesse : 2 × 36 J / (2 kg) = 36 m²/s².\n6 × 6 = "
         "36, donc la "
         "vitesse est 6 m/s."),
        ("Un cuerpo de 2 kg recorre una pista; g = 10 m/s². Parte del reposo. Un motor le da 36 J. ¿A cuántos "
         "m/s acaba?",
         "Unidades de energía cinética: kg × (m/s)² = J.\nEnergía cinética al inicio: 1/2 × 2 kg × (0 m/s)² = 0 "
         "J.\nEnergía "
         "al final: 0 J + 36 J = 36 J.\nCuadrado de la rapidez: 2 × 36 J / (2 kg) = 36 m²/s².\n6 × 6 = 36, así que la "
         "rapidez es 6 m/s."),
        ("Ein Körper von 2 kg bewegt sich auf einer Bahn; g = 10 m/s². Er startet aus der Ruhe. Ein Motor gibt "
         "ihm 36 J. Wie "
         "schnell ist er am Ende in m/s?",
         "Einheiten der Bewegungsenergie: kg × (m/s)² = J.\nBewegungsenergie am Start: 1/2 × 2 kg × (0 m/s)² = "
         "0 J.\nEnergie "
         "am Ende: 0 J + 36 J = 36 J.\nQuadrat des Tempos: 2 × 36 J / (2 kg) = 36 m²/s².\n6 × 6 = 36, also ist "
         "das Tempo 6 "
         "m/s."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "6 m/s")).outcome is Outcome.PASS
