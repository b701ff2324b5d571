"""Shortest ways: by hand in every language, what no step may say, and the net that question and judge agree on."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/combinatorics/shortest_path"
ROADS = "A–B 4 km; A–C 7 km; B–C 2 km; B–D 9 km; C–D 5 km"

ROUTE = Worked(
    f"Towns are joined by these roads: {ROADS}. Which is the shortest way from A to D?",
    [
        "The nearest new town is B, reached through A: 0 + 4 = 4.",
        "The nearest new town is C, reached through B: 4 + 2 = 6.",
        "The nearest new town is D, reached through C: 6 + 5 = 11.",
        "Traced back from D, the shortest way is A, B, C, D.",
    ],
    "A, B, C, D",
)
LENGTHS = [
    Worked(
        f"Miji imeunganishwa na barabara hizi: {ROADS}. Njia fupi kuliko zote kutoka A hadi C ina kilomita ngapi?",
        [
            "Mji mpya ulio karibu zaidi ni B, kupitia A: 0 + 4 = 4.",
            "Mji mpya ulio karibu zaidi ni C, kupitia B: 4 + 2 = 6.",
            "Kwa hiyo njia fupi kuliko zote kutoka A hadi C ina urefu wa kilomita 6.",
        ],
        "6",
        "sw",
    ),
    Worked(
        f"Une carte montre ces routes : {ROADS}. Trouve la longueur, en kilomètres, du plus court chemin de A à C.",
        [
            "La ville nouvelle la plus proche est B, en passant par A : 0 + 4 = 4.",
            "La ville nouvelle la plus proche est C, en passant par B : 4 + 2 = 6.",
            "Le plus court chemin de A à C mesure donc 6 km.",
        ],
        "6",
        "fr",
    ),
    Worked(
        f"Varias ciudades están unidas por estas carreteras: {ROADS}."
        " ¿Cuántos kilómetros mide el camino más corto de A a C?",
        [
            "La ciudad nueva más cercana es B, pasando por A: 0 + 4 = 4.",
            "La ciudad nueva más cercana es C, pasando por B: 4 + 2 = 6.",
            "Por lo tanto, el camino más corto de A a C mide 6 km.",
        ],
        "6",
        "es",
    ),
    Worked(
        f"Städte sind durch diese Straßen verbunden: {ROADS}."
        " Wie viele Kilometer lang ist der kürzeste Weg von A nach C?",
        [
            "Die nächste neue Stadt ist B, erreicht über A: 0 + 4 = 4.",
            "Die nächste neue Stadt ist C, erreicht über B: 4 + 2 = 6.",
            "Also ist der kürzeste Weg von A nach C 6 km lang.",
        ],
        "6",
        "de",
    ),
]


@pytest.mark.parametrize("worked", [ROUTE, *LENGTHS], ids=lambda worked: worked.language)
def test_a_way_worked_by_hand_is_proved(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "The nearest new town is C, reached through A: 0 + 7 = 7."),  # B is nearer
        (1, "The nearest new town is C, reached through A: 0 + 7 = 7."),  # true of a road, not of the shortest way
        (1, "The nearest new town is C, reached through B: 2 + 4 = 6."),  # distance and road exchanged
        (1, "The nearest new town is B, reached through A: 0 + 4 = 4."),  # no new town
        (2, "The nearest new town is D, reached through A: 6 + 5 = 11."),  # no such road
        (2, "The nearest new town is D, reached through B: 4 + 9 = 13."),
        (3, "Traced back from D, the shortest way is A, C, D."),
        (3, "Traced back from D, the shortest way is B, C, D."),
        (3, "Traced back from C, the shortest way is A, B, C."),
    ],
)
def test_a_step_that_does_not_follow_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(ROUTE, place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    ("roads", "wanted"),
    [
        ("A–B 4 km; B–A 5 km; B–D 1 km", "question names a road twice, or one that leads nowhere"),
        ("A–A 4 km; A–D 1 km", "question names a road twice, or one that leads nowhere"),
        ("A–B 4 km; C–D 1 km", "question has no way between its towns"),
        ("A–B 4 km; B–D 1 km; A–C 2 km; C–D 3 km", "question has more than one shortest way"),
    ],
)
def test_a_net_without_one_answer_is_refused(roads: str, wanted: str) -> None:
    question = f"Towns are joined by these roads: {roads}. Which is the shortest way from A to D?"

    assert reason(NAME, ROUTE._replace(question=question)) == wanted
