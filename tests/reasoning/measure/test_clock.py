"""Journeys by the clock: by hand in every language, midnight both ways, and what a clock cannot show."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/measure/clock"

LATE = Worked(
    "A bus leaves at 22:45. It drives 3 h 50 min, waits 40 min. Local time there is 2 h behind. "
    "What is the smaller angle between the hands of a clock there on arrival, in degrees?",
    [
        "22:45 is 22 × 60 + 45 = 1365 minutes after midnight.",
        "Part 1 takes 3 × 60 + 50 = 230 minutes.",
        "Part 2 takes 0 × 60 + 40 = 40 minutes.",
        "The clocks differ by 2 × 60 + 0 = 120 minutes.",
        "Together that is 1365 + 230 + 40 − 120 = 1515.",
        "A day has 1440 minutes: 1515 mod 1440 = 75.",
        "75 = 1 × 60 + 15, so the clocks show 01:15.",
        "The minute hand stands at 15 × 6 = 90 degrees.",
        "On the dial 1 mod 12 = 1.",
        "The hour hand stands at 1 × 30 + 15 ÷ 2 = 37.5 degrees.",
        "Between the hands lie 90 − 37.5 = 52.5 degrees.",
        "The other way round there are 360 − 52.5 = 307.5 degrees.",
        "Of 52.5 and 307.5 degrees, the smaller angle is 52.5.",
    ],
    "52.5",
)
OTHERS = [
    Worked("Basi linasafiri saa 2 na dakika 5. Linafika 01:00. Tafuta muda wa kuondoka kwa saa za mwanzo wa safari.",
           ["01:00 ni dakika 1 × 60 + 0 = 60 baada ya usiku wa manane.",
            "Sehemu ya 1 huchukua dakika 2 × 60 + 5 = 125.",
            "Kwa jumla ni 60 − 125 = -65.", "Siku ina dakika 1440: -65 mod 1440 = 1375.",
            "1375 = 22 × 60 + 55, hivyo saa zinaonyesha 22:55."], "22:55", "sw"),
    Worked("Un bus part à 23:30. Il roule 45 min. L'heure locale y est en avance de 1 h 30 min. "
           "Quelle heure indiquent les horloges à l'arrivée ?",
           ["23:30, c'est 23 × 60 + 30 = 1410 minutes après minuit.", "La partie 1 dure 0 × 60 + 45 = 45 minutes.",
            "Les horloges diffèrent de 1 × 60 + 30 = 90 minutes.", "En tout, cela fait 1410 + 45 + 90 = 1545.",
            "Un jour a 1440 minutes : 1545 mod 1440 = 105.", "105 = 1 × 60 + 45, donc les horloges indiquent 01:45."],
           "01:45", "fr"),
    Worked("Un autobús circula 2 h. Llega a las 12:00. La hora local va allí 3 h por delante. "
           "¿Qué hora marcaban los relojes del origen cuando salió?",
           ["Las 12:00 son 12 × 60 + 0 = 720 minutos después de medianoche.",
            "La parte 1 dura 2 × 60 + 0 = 120 minutos.",
            "Los relojes difieren en 3 × 60 + 0 = 180 minutos.", "En total son 720 − 120 − 180 = 420.",
            "Un día tiene 1440 minutos: 420 mod 1440 = 420.",
            "420 = 7 × 60 + 0, así que los relojes marcan las 07:00."],
           "07:00", "es"),
    Worked("Ein Bus fährt um 08:00 ab. Er fährt 2 h. Welche Uhrzeit zeigen die Uhren bei der Ankunft?",
           ["08:00 ist 8 × 60 + 0 = 480 Minuten nach Mitternacht.", "Teil 1 dauert 2 × 60 + 0 = 120 Minuten.",
            "Zusammen sind das 480 + 120 = 600.", "Ein Tag hat 1440 Minuten: 600 mod 1440 = 600.",
            "600 = 10 × 60 + 0, also zeigen die Uhren 10:00."], "10:00", "de"),
]  # fmt: skip


@pytest.mark.parametrize("worked", [LATE, *OTHERS], ids=lambda worked: worked.language)
def test_a_journey_is_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "22:45 is 21 × 60 + 105 = 1365 minutes after midnight."),
        (1, "Part 1 takes 3 × 100 + 50 = 350 minutes."),
        (2, "Part 1 takes 0 × 60 + 40 = 40 minutes."),
        (4, "Together that is 1365 + 230 + 40 + 120 = 1755."),
        (4, "Together that is 1365 + 40 + 230 − 120 = 1515."),
        (5, "A day has 1440 minutes: 1515 mod 1440 = 1515."),
        (6, "75 = 0 × 60 + 75, so the clocks show 00:75."),
        (9, "The hour hand stands at 1 × 30 + 90 ÷ 2 = 75 degrees."),
        (10, "Between the hands lie 90 − 30 = 60 degrees."),
        (11, "The other way round there are 360 − 52.5 = 127.5 degrees."),
        (12, "Of 52.5 and 307.5 degrees, the smaller angle is 307.5."),
    ],
)
def test_a_slip_of_the_clock_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(LATE, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize(
    "question",
    [
        "A bus leaves at 24:10. It drives 2 h. What time do the clocks show on arrival?",
        "A bus leaves at 08:10. It drives 2 h 70 min. What time do the clocks show on arrival?",
        "A bus leaves at 08:10. It waits 2 h. What time do the clocks show on arrival?",
        "A bus leaves at 08:10. It drives 2 h, drives 1 h. What time do the clocks show on arrival?",
    ],
)
def test_what_no_clock_shows_is_no_question(question: str) -> None:
    assert outcome(NAME, LATE._replace(question=question)) is Outcome.ABSTAIN


def test_no_two_time_zones_lie_thirty_hours_apart() -> None:
    asked = (
        "A bus leaves at 08:10. It drives 2 h. Local time there is 30 h ahead. What time do the clocks show on arrival?"
    )

    assert reason(NAME, LATE._replace(question=asked)) == "question has time zones too far apart"
