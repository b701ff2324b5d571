"""Areas of polygons: by hand in every language, edges that do not belong, and corners that make no polygon."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/geometry/polygon_area"
EDGES = ["AB{s}: 0 × 1 − 4 × 0 = 0.", "BC{s}: 4 × 5 − 1 × 1 = 19.", "CA{s}: 1 × 0 − 0 × 5 = 0."]
POINTS = "A(0, 0), B(4, 1), C(1, 5)"


def worked(question: str, total: str, half: str, language: str) -> Worked:
    """The triangle in a language."""
    edges = [edge.format(s=" " if language == "fr" else "") for edge in EDGES]
    return Worked(question.format(POINTS), [*edges, total, half], "19/2", language)


TRIANGLES = [
    worked(
        "A field has its corners, in order, at {}. Find its area in square units.",
        "Added up, the edges give 0 + 19 + 0 = 19.",
        "The area is half the size of that: 19 ÷ 2 = 19/2.",
        "en",
    ),
    worked(
        "Je, eneo la poligoni yenye vipeo {}, kwa mpangilio huu, ni lipi?",
        "Jumla ya pande zote ni 0 + 19 + 0 = 19.",
        "Eneo ni nusu ya ukubwa wake: 19 ÷ 2 = 19/2.",
        "sw",
    ),
    worked(
        "Quelle est l'aire du polygone de sommets {}, pris dans cet ordre ?",
        "En tout, les côtés donnent 0 + 19 + 0 = 19.",
        "L'aire est la moitié de cette grandeur : 19 ÷ 2 = 19/2.",
        "fr",
    ),
    worked(
        "¿Cuál es el área del polígono de vértices {}, tomados en este orden?",
        "Sumados, los lados dan 0 + 19 + 0 = 19.",
        "El área es la mitad de esa magnitud: 19 ÷ 2 = 19/2.",
        "es",
    ),
    worked(
        "Welchen Flächeninhalt hat das Vieleck mit den Ecken {} in dieser Reihenfolge?",
        "Zusammen ergeben die Seiten 0 + 19 + 0 = 19.",
        "Der Flächeninhalt ist die Hälfte dieses Betrags: 19 ÷ 2 = 19/2.",
        "de",
    ),
]


@pytest.mark.parametrize("triangle", TRIANGLES, ids=lambda triangle: triangle.language)
def test_an_area_worked_by_hand_is_proved(triangle: Worked) -> None:
    assert outcome(NAME, triangle) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "AC: 0 × 5 − 1 × 0 = 0."),  # no side: the other way round
        (1, "BC: 1 × 1 − 4 × 5 = -19."),  # the other way round
        (1, "BC: 4 × 5 − 1 × 1 = 21."),
        (3, "Added up, the edges give 19 + 0 + 0 = 19."),
        (3, "Added up, the edges give 0 + 19 = 19."),
        (4, "The area is half the size of that: 38 ÷ 2 = 19."),
    ],
)
def test_a_step_that_does_not_follow_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(TRIANGLES[0], place, sentence)) == "step does not follow"


@pytest.mark.parametrize(
    "points",
    [
        "A(0, 0), B(2, 2), C(4, 4)",  # a line
        "A(0, 0), B(4, 4), C(4, 0), D(0, 4)",  # sides cross
        "A(0, 0), B(4, 0), C(4, 4), D(2, 0)",  # a corner on a side
        "A(0, 0), B(4, 0), C(4, 4), D(4, 0), E(0, 4)",  # out and back
        "A(0, 0), B(4, 0), A(0, 4)",
    ],
)
def test_corners_that_make_no_polygon_are_refused(points: str) -> None:
    question = TRIANGLES[0].question.replace(POINTS, points)

    assert reason(NAME, TRIANGLES[0]._replace(question=question)) == "question has no polygon"


@pytest.mark.parametrize("level", [1, 3, 6])
def test_polygons_are_drawn_in_both_directions(level: int) -> None:
    sums = [
        problem.derivation.steps[-2].claim.args[-1] for problem in payloads(NAME, 40, level=level) if problem.derivation
    ]

    assert {isinstance(total, int) and total > 0 for total in sums} == {True, False}
