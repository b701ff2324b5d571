"""Where lines meet: by hand in every language, steps that mix up points and directions, and lines that never meet."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/geometry/line_intersection"
POINTS = ("A(0, 0)", "B(4, 2)", "C(0, 3)", "D(3, 0)")
MOVES = [
    ("A", "B", "4 − 0 = 4", "2 − 0 = 2"),
    ("C", "D", "3 − 0 = 3", "0 − 3 = -3"),
    ("A", "C", "0 − 0 = 0", "3 − 0 = 3"),
]
T = "t = (0 × (-3) − 3 × 3) ÷ (-18) = 1/2"

QUESTIONS = {
    "en": "Where does the line through {} and {} meet the line through {} and {}?",
    "sw": "Je, mstari unaopita {} na {} unakutana wapi na mstari unaopita {} na {}?",
    "fr": "Où la droite passant par {} et {} coupe-t-elle la droite passant par {} et {} ?",
    "es": "Una recta pasa por {} y {}, otra por {} y {}. Halla su punto común.",
    "de": "Wo schneidet die Gerade durch {} und {} die Gerade durch {} und {}?",
}
CHANGES = {
    "en": "From {} to {}, {} changes by {}.",
    "sw": "Kutoka {} hadi {}, {} inabadilika kwa {}.",
    "fr": "De {} à {}, {} varie de {}.",
    "es": "De {} a {}, {} cambia en {}.",
    "de": "Von {} nach {} ändert sich {} um {}.",
}
ENDS = {
    "en": (
        "The directions of the lines give 4 × (-3) − 2 × 3 = -18, so they are not parallel.",
        f"The common point lies at {T} on the way from A to B.",
        "So the lines meet at (2, 1).",
    ),
    "sw": (
        "Mielekeo ya mistari inatoa 4 × (-3) − 2 × 3 = -18, kwa hiyo si sambamba.",
        f"Nukta ya pamoja iko kwenye {T} ya njia kutoka A hadi B.",
        "Kwa hiyo mistari inakutana kwenye (2, 1).",
    ),
    "fr": (
        "Les directions des droites donnent 4 × (-3) − 2 × 3 = -18, elles ne sont donc pas parallèles.",
        f"Le point commun se trouve à {T} du chemin de A à B.",
        "Les droites se coupent donc en (2, 1).",
    ),
    "es": (
        "Las direcciones de las rectas dan 4 × (-3) − 2 × 3 = -18, así que no son paralelas.",
        f"El punto común está en {T} del camino de A a B.",
        "Por lo tanto, las rectas se cortan en (2, 1).",
    ),
    "de": (
        "Die Richtungen der Geraden ergeben 4 × (-3) − 2 × 3 = -18, also sind sie nicht parallel.",
        f"Der gemeinsame Punkt liegt bei {T} des Weges von A nach B.",
        "Also schneiden sich die Geraden in (2, 1).",
    ),
}


def worked(language: str) -> Worked:
    """The same two lines in each language."""
    moves = [
        CHANGES[language].format(p, q, axis, change)
        for p, q, *changes in MOVES
        for axis, change in zip("xy", changes, strict=True)
    ]
    cross, along, end = ENDS[language]
    solution = [*moves, cross, along, "x = 0 + 1/2 × 4 = 2.", "y = 0 + 1/2 × 2 = 1.", end]
    return Worked(QUESTIONS[language].format(*POINTS), solution, "(2, 1)", language)


@pytest.mark.parametrize("language", QUESTIONS)
def test_a_meeting_worked_by_hand_is_proved(language: str) -> None:
    assert outcome(NAME, worked(language)) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "From A to B, x changes by 0 − 4 = -4."),  # the way back
        (0, "From A to B, x changes by 2 − 0 = 2."),  # y taken for x
        (6, "The directions of the lines give 2 × 3 − 4 × (-3) = 18, so they are not parallel."),
        (7, "The common point lies at t = (4 × (-3) − 2 × 3) ÷ (-18) = 1 on the way from A to B."),
        (7, "The common point lies at t = (0 × (-3) − 3 × 3) ÷ 18 = -1/2 on the way from A to B."),
        (8, "x = 0 + 1/2 × 2 = 1."),  # the change of y
        (8, "x = 1/2 × 4 = 2."),
        (10, "So the lines meet at (1, 2)."),
    ],
)
def test_a_step_that_does_not_follow_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(worked("en"), place, sentence)) == "step does not follow"


@pytest.mark.parametrize("points", [("(0, 0)", "(4, 2)", "(1, 5)", "(3, 6)"), ("(0, 0)", "(0, 0)", "(1, 5)", "(3, 6)")])
def test_lines_without_one_meeting_are_refused(points: tuple[str, ...]) -> None:
    question = QUESTIONS["en"].format(*(name + point for name, point in zip("ABCD", points, strict=True)))

    assert reason(NAME, worked("en")._replace(question=question)) == "question has no two lines that meet in one point"
