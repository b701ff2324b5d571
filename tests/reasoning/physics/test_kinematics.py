"""Motion in phases: wrong units, wrong dimensions, wrong speeds, and drives that no vehicle makes."""

import pytest
from tests.reasoning.arithmetic.worked import judged, prose

from provender.core.verdict import Outcome

NAME = "reasoning/physics/kinematics"
QUESTION = (
    "A car moves straight ahead at 4 m/s. It speeds up by 2 m/s² for 5 s. It keeps its speed for 3 s. "
    "It brakes by 7 m/s² for 2 s. How many metres does it cover?"
)
SOUND = """Units of speed: m/s² × s = m/s.
Units of distance: m/s × s = m.
Speed after phase 1: 4 m/s + 2 m/s² × 5 s = 14 m/s.
Distance in phase 1: (4 m/s + 14 m/s)/2 × 5 s = 45 m.
Distance in phase 2: 14 m/s × 3 s = 42 m.
Speed after phase 3: 14 m/s - 7 m/s² × 2 s = 0 m/s.
Distance in phase 3: (14 m/s + 0 m/s)/2 × 2 s = 14 m.
In all: 45 m + 42 m + 14 m = 101 m."""


def test_a_drive_worked_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOUND, "101 m")).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("m/s² × s = m/s.", "m/s² × s = m."),
        ("m/s² × s = m/s.", "m/s × s = m/s."),
        ("m/s² × s = m/s.", "kg × s = m/s."),
        ("m/s × s = m.", "m/s² × s = m/s."),  # true, but of another formula
        ("Units of distance: m/s × s = m.\n", ""),
        ("= 14 m/s.\nDistance", "= 14 m.\nDistance"),
        ("2 m/s² × 5 s = 14 m/s", "2 m/s × 5 s = 14 m/s"),
        ("2 m/s² × 5 s = 14 m/s", "5 m/s² × 2 s = 14 m/s"),
        ("(4 m/s + 14 m/s)/2 × 5 s = 45 m", "(4 m/s + 14 m/s)/2 × 3 s = 27 m"),
        ("phase 2: 14 m/s × 3 s = 42 m", "phase 2: 4 m/s × 3 s = 12 m"),
        ("14 m/s - 7 m/s² × 2 s = 0 m/s", "14 m/s + 7 m/s² × 2 s = 28 m/s"),
        ("45 m + 42 m + 14 m = 101 m", "45 m + 42 m = 87 m"),
        ("45 m + 42 m + 14 m = 101 m", "42 m + 45 m + 14 m = 101 m"),
        ("= 101 m.", "= 101 km."),
    ],
)
def test_a_false_step_is_failed(before: str, after: str) -> None:
    spoilt = SOUND.replace(before, after)

    assert spoilt != SOUND
    assert judged(NAME, prose(QUESTION, spoilt, "101 m")).outcome is Outcome.FAIL


@pytest.mark.parametrize("answer", ["101", "101 km", "101 s", "101 m/s", "-101 m", "101.0 m"])
def test_an_answer_in_another_unit_is_failed(answer: str) -> None:
    assert judged(NAME, prose(QUESTION, SOUND, answer)).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [("brakes by 7 m/s²", "brakes by 8 m/s²"), ("for 5 s", "for 0 s"), ("up by 2 m/s²", "up by 0 m/s²")],
)
def test_a_drive_that_rolls_back_or_lasts_no_time_is_refused(before: str, after: str) -> None:
    assert judged(NAME, prose(QUESTION.replace(before, after), SOUND, "101 m")).reason == "no vehicle moves like this"


@pytest.mark.parametrize(
    ("question", "solution"),
    [
        ("Treni inakwenda kwenye reli iliyonyooka kwa 4 m/s. Mwendo unaongezeka kwa 2 m/s² kwa muda wa 5 s. Mwendo "
         "haubadiliki kwa muda wa 3 s. Umbali wote ni mita ngapi?",
         "Vizio vya mwendo: m/s² × s = m/s.\nVizio vya umbali: m/s × s = m.\nMwendo baada ya awamu 1: 4 m/s + 2 m/s² × "
         "5 s = 14 m/s.\nUmbali katika awamu 1: (4 m/s + 14 m/s)/2 × 5 s = 45 m.\nUmbali katika awamu 2: 14 m/s × 3 s ="
         " 42 m.\nKwa jumla: 45 m + 42 m = 87 m."),
        ("Un train roule sur une voie droite à 4 m/s. La vitesse augmente de 2 m/s² pendant 5 s. La vitesse reste "
         "constante pendant 3 s. Combien de mètres sont parcourus ?",
         "Unités de vitesse : m/s² × s = m/s.\nUnités de distance : m/s × s = m.\nVitesse après la phase 1 : 4 m/s + 2 "
         "m/s² × 5 s = 14 m/s.\nDistance dans la phase 1 : (4 m/s + 14 m/s)/2 × 5 s = 45 m.\nDistance dans la phase 2 :"
         " 14 m/s × 3 s = 42 m.\nEn tout : 45 m + 42 m = 87 m."),
        ("Un tren circula por una vía recta a 4 m/s. Acelera a 2 m/s² durante 5 s. Mantiene su velocidad durante 3 s. "
         "¿Cuántos metros recorre?",
         "Unidades de velocidad: m/s² × s = m/s.\nUnidades de distancia: m/s × s = m.\nVelocidad tras la fase 1: 4 m/s "
         "+ 2 m/s² × 5 s = 14 m/s.\nDistancia en la fase 1: (4 m/s + 14 m/s)/2 × 5 s = 45 m.\nDistancia en la fase 2: "
         "14 m/s × 3 s = 42 m.\nEn total: 45 m + 42 m = 87 m."),
        ("Ein Zug fährt auf gerader Strecke mit 4 m/s. Das Tempo wächst 5 s lang um 2 m/s². Das Tempo bleibt 3 s lang "
         "gleich. Wie viele Meter werden zurückgelegt?",
         "Einheiten der Geschwindigkeit: m/s² × s = m/s.\nEinheiten des Weges: m/s × s = m.\nGeschwindigkeit nach Phase"
         " 1: 4 m/s + 2 m/s² × 5 s = 14 m/s.\nWeg in Phase 1: (4 m/s + 14 m/s)/2 × 5 s = 45 m.\nWeg in Phase 2: 14 m/s "
         "× 3 s = 42 m.\nZusammen: 45 m + 42 m = 87 m."),
    ],
)  # fmt: skip
def test_every_language_is_read(question: str, solution: str) -> None:
    assert judged(NAME, prose(question, solution, "87 m")).outcome is Outcome.PASS
