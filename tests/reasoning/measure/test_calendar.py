"""The calendar: by hand in every language, centuries, names of both sides, and dates that there are not."""

from datetime import date

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome
from provender.reasoning.problem import LANGUAGES
from provender.reasoning.read.phrases.calendar import written

NAME = "reasoning/measure/calendar"

CENTURY = Worked(
    "28 February 1900 is a Wednesday. What day of the week is 1 March 1901?",
    [
        "28 February 1900 is day 31 + 28 = 59 of its year.",
        "1901 is not divisible by 4, so it has 365 days.",
        "1 March 1901 is day 31 + 28 + 1 = 60 of its year.",
        "1900 is divisible by 100 and not by 400, so it has 365 days.",
        "From date to date it takes 365 − 59 + 60 = 366 days.",
        "Whole weeks change nothing: 366 mod 7 = 2.",
        "With Monday as 1: (3 + 2) mod 7 = 5, a Friday.",
    ],
    "Friday",
)
OTHERS = [
    Worked("Je, siku 60 baada ya 1 Januari 2000 ni tarehe gani?",
           ["1 Januari 2000 ni siku ya 0 + 1 = 1 ya mwaka wake.", "Kuanzia mwanzo wa 2000: 1 + 60 = 61.",
            "2000 inagawanyika kwa 400, hivyo ina siku 366.",
            "Katika 2000 inabaki 61 − (31 + 29) = 1, hivyo ni 1 Machi 2000."], "1 Machi 2000", "sw"),
    Worked("Quelle est la date 2 jours après le 30 décembre 2023 ?",
           ["2023 n'est pas divisible par 4, donc cette année a 365 jours.",
            "Le 30 décembre 2023 est le jour 31 + 28 + 31 + 30 + 31 + 30 + 31 + 31 + 30 + 31 + 30 + 30 = 364"
            " de son année.", "Compté depuis le début de 2023 : 364 + 2 = 366.",
            "Après la fin de 2023 : 366 − 365 = 1.", "En 2024, il reste 1 − (0) = 1, c'est donc le 1er janvier 2024."],
           "1er janvier 2024", "fr"),
    Worked("El 8 de enero de 2024 es lunes. ¿En qué semana ISO está?",
           ["El 8 de enero de 2024 es el día 0 + 8 = 8 de su año.", "El jueves de su semana es el día 8 + 4 − 1 = 11.",
            "La semana tiene el número (11 + 6) // 7 = 2."], "2", "es"),
    Worked("Bestimme den Wochentag des 14. Januar 2024, wenn der 1. Januar 2024 ein Montag ist.",
           ["Der 1. Januar 2024 ist Tag 0 + 1 = 1 seines Jahres.",
            "Der 14. Januar 2024 ist Tag 0 + 14 = 14 seines Jahres.",
            "Von Datum zu Datum sind es 14 − 1 = 13 Tage.", "Ganze Wochen ändern nichts: 13 mod 7 = 6.",
            "Mit Montag als 1: (1 + 6) mod 7 = 0, ein Sonntag."], "Sonntag", "de"),
]  # fmt: skip


@pytest.mark.parametrize("worked", [CENTURY, *OTHERS], ids=lambda worked: worked.language)
def test_dates_are_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (3, "1900 is divisible by 4 and not by 100, so it has 366 days."),
        (1, "1901 is divisible by 4 and not by 100, so it has 366 days."),
        (2, "1 March 1901 is day 31 + 29 + 1 = 61 of its year."),
        (2, "1 March 1900 is day 31 + 28 + 1 = 60 of its year."),
        (4, "From date to date it takes 60 − 59 = 1 days."),
        (4, "From date to date it takes 365 − 60 + 59 = 364 days."),
        (5, "Whole weeks change nothing: 366 mod 7 = 9."),
        (6, "With Monday as 1: (3 + 2) mod 7 = 5, a Thursday."),
        (6, "With Monday as 1: (4 + 2) mod 7 = 6, a Saturday."),
    ],
)
def test_a_slip_of_the_calendar_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(CENTURY, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("29 February 1900 is a Thursday. What day of the week is 1 March 1901?", "a date that there is not"),
        ("28 February 1900 is a Monday. What day of the week is 1 March 1901?", "another weekday than it has"),
        ("1 March 1901 is a Friday. What day of the week is 28 February 1900?", "days before"),
        ("1 March 1901 is a Friday. What day of the week is 1 March 1901?", "what it says"),
        ("1 January 2021 is a Friday. In which ISO week does it lie?", "a week of another year"),
    ],
)
def test_a_question_that_no_calendar_answers_is_refused(question: str, why: str) -> None:
    assert why in reason(NAME, CENTURY._replace(question=question))


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_names_of_months_and_days_are_those_of_cldr(language: str) -> None:
    from babel.dates import format_date

    from provender.reasoning.read.phrases.calendar import WEEKDAYS

    pattern = {"es": "d 'de' MMMM 'de' y", "de": "d. MMMM y"}.get(language, "d MMMM y")
    months = [date(2024, month, 2) for month in range(1, 13)]
    days = [date(2024, 1, day) for day in range(1, 8)]

    assert [written(language, (2024, day.month, 2)) for day in months] == [
        format_date(day, pattern, locale=language) for day in months
    ]
    assert WEEKDAYS[language].split() == [format_date(day, "EEEE", locale=language) for day in days]
