"""Networks of resistors: what lies in series and what in parallel, Ohm's law, units, and networks that are none."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/physics/circuits"
ASK = "C is connected to the battery; how many watts does it deliver?"
QUESTION = f"A battery of 20 V feeds a network of resistors. B is 4 Ω, 12 Ω in parallel. C is B, 7 Ω in series. {ASK}"
SOUND = """Units of current: V/Ω = A.
Units of power: V × A = W.
B in parallel: 1/(1/4 + 1/12) = 3 Ω.
C in series: 3 + 7 = 10 Ω.
Current: 20 V / (10 Ω) = 2 A.
Power: 20 V × 2 A = 40 W."""


def test_a_network_worked_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "40 W")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("V/Ω = A", "V × Ω = A"),
        ("V × A = W", "V × A = J"),
        ("Units of power: V × A = W.\n", ""),
        ("B in parallel: 1/(1/4 + 1/12) = 3 Ω", "B in series: 4 + 12 = 16 Ω"),
        ("1/(1/4 + 1/12) = 3 Ω", "1/(1/4 + 1/12) = 1/3 Ω"),
        ("1/(1/4 + 1/12) = 3 Ω", "1/(1/4 + 1/12) = 3 V"),
        ("C in series: 3 + 7", "C in series: 4 + 7"),
        ("C in series: 3 + 7 = 10 Ω", "C in series: 7 + 3 = 10 Ω"),
        ("20 V / (10 Ω) = 2 A", "20 V / (3 Ω) = 20/3 A"),
        ("20 V × 2 A = 40 W", "20 V × 2 A = 40 A"),
        ("B in parallel: 1/(1/4 + 1/12) = 3 Ω.\n", ""),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "40 W")).outcome is Outcome.FAIL


@pytest.mark.parametrize("answer", ["40", "40 V", "40 kW", "40 J", "-40 W"])
def test_an_answer_in_another_unit_is_failed(answer: str) -> None:
    assert judged(NAME, prose(QUESTION, SOUND, answer)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("C is B, 7 Ω", "C is C, 7 Ω"),
        ("C is B, 7 Ω", "C is B, B"),
        ("C is B, 7 Ω", "C is 5 Ω, 7 Ω"),
        ("C is B, 7 Ω", "B is B, 7 Ω"),
        ("C is connected", "B is connected"),
        ("20 V feeds", "0 V feeds"),
    ],
)
def test_what_is_no_network_is_refused(before: str, after: str) -> None:
    verdict = judged(NAME, prose(QUESTION.replace(before, after), SOUND, "40 W"))

    assert verdict.outcome is Outcome.FAIL
    assert verdict.reason in (
        "a group holds one that was not named before",
        "no such network lies across the battery",
        "a group is named twice, or there are too many",
    )


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Betri ya 20 V inalisha mtandao wa vipinga. B ni 3 Ω, 7 Ω kwa mfuatano. B imeunganishwa na betri; "
         "betri inatoa "
         "wati ngapi?",
         "Vizio vya mkondo: V/Ω = A.\nVizio vya nguvu: V × A = W.\nB kwa mfuatano: 3 + 7 = 10 Ω.\n"
         "Mkondo: 20 V / (10 Ω) = 2 A.\nNguvu: 20 V × 2 A = 40 W."),
        ("Une pile de 20 V alimente un réseau de résistances. B est 3 Ω, 7 Ω en série. B est relié à la pile ; "
         "combien de "
         "watts fournit-elle ?",
         "Unités d'intensité : V/Ω = A.\nUnités de puissance : V × A = W.\nB en série : 3 + 7 = 10 Ω.\n"
         "Intensité : 20 V / (10 Ω) = 2 A.\nPuissance : 20 V × 2 A = 40 W."),
        ("Una pila de 20 V alimenta una red de resistencias. B es 3 Ω, 7 Ω en serie. B está conectado a la "
         "pila; ¿cuántos "
         "vatios entrega?",
         "Unidades de corriente: V/Ω = A.\nUnidades de potencia: V × A = W.\nB en serie: 3 + 7 = 10 Ω.\n"
         "Corriente: 20 V / (10 Ω) = 2 A.\nPotencia: 20 V × 2 A = 40 W."),
        ("Eine Batterie von 20 V speist ein Netz von Widerständen. B ist 3 Ω, 7 Ω in Reihe. B ist an die Batterie "
         "angeschlossen; wie viel Watt gibt sie ab?",
         "Einheiten der Stromstärke: V/Ω = A.\nEinheiten der Leistung: V × A = W.\nB in Reihe: 3 + 7 = 10 Ω.\n"
         "Stromstärke: 20 V / (10 Ω) = 2 A.\nLeistung: 20 V × 2 A = 40 W."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "40 W")).outcome is Outcome.PASS
