"""Circles: by hand in every language, points taken for others, roots in lowest form, points without a circle."""

from fractions import Fraction

import pytest
from tests.reasoning.by_hand import Worked, outcome, payloads, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/geometry/circle_through_points"

# the circle about (1, 1) through A(4, 4), B(-2, 4), C(4, -2): radius √18
SQUARES = [("A", "4 × 4 + 4 × 4 = 32"), ("B", "-2 × (-2) + 4 × 4 = 20"), ("C", "4 × 4 + (-2) × (-2) = 20")]
SIDES = [
    ("B", "2 × (-2 − 4) = -12", "2 × (4 − 4) = 0", "20 − 32 = -12"),
    ("C", "2 × (4 − 4) = 0", "2 × (-2 − 4) = -12", "20 − 32 = -12"),
]
CROSS = "-12 × (-12) − 0 × 0 = 144"
ENDS = [
    "x = (-12 × (-12) − (-12) × 0) ÷ 144 = 1.",
    "y = (-12 × (-12) − 0 × (-12)) ÷ 144 = 1.",
]
SQUARED = "(4 − 1) × (4 − 1) + (4 − 1) × (4 − 1) = 18"
WORDS = {
    "en": (
        "What is the radius of the circle through A(4, 4), B(-2, 4), C(4, -2)?",
        "For {}, x² + y² is {}.",
        ("Equally far from A and {}: x has the factor {}.", "Equally far from A and {}: y has the factor {}."),
        "Equally far from A and {}: the other side is {}.",
        "The two equations give {}, so they have one solution.",
        "The square of the radius is {}.",
        "So the radius is √18 = 3√2.",
    ),
    "sw": (
        "Duara linapita kwenye nukta A(4, 4), B(-2, 4), C(4, -2). Tafuta nusu kipenyo chake kamili.",
        "Kwa {}, x² + y² ni {}.",
        ("Umbali sawa kutoka A na {}: kigawo cha x ni {}.", "Umbali sawa kutoka A na {}: kigawo cha y ni {}."),
        "Umbali sawa kutoka A na {}: upande wa pili ni {}.",
        "Milinganyo miwili inatoa {}, kwa hiyo ina jibu moja.",
        "Mraba wa nusu kipenyo ni {}.",
        "Kwa hiyo nusu kipenyo ni √18 = 3√2.",
    ),
    "fr": (
        "Quel est le rayon du cercle passant par A(4, 4), B(-2, 4), C(4, -2) ?",
        "Pour {}, x² + y² vaut {}.",
        ("À égale distance de A et {} : x a le facteur {}.", "À égale distance de A et {} : y a le facteur {}."),
        "À égale distance de A et {} : l'autre membre est {}.",
        "Les deux équations donnent {}, elles ont donc une solution.",
        "Le carré du rayon est {}.",
        "Le rayon est donc √18 = 3√2.",
    ),
    "es": (
        "¿Cuánto mide el radio de la circunferencia que pasa por A(4, 4), B(-2, 4), C(4, -2)?",
        "Para {}, x² + y² es {}.",
        ("A igual distancia de A y {}: x tiene el factor {}.", "A igual distancia de A y {}: y tiene el factor {}."),
        "A igual distancia de A y {}: el otro lado es {}.",
        "Las dos ecuaciones dan {}, así que tienen una solución.",
        "El cuadrado del radio es {}.",
        "Por lo tanto, el radio es √18 = 3√2.",
    ),
    "de": (
        "Welchen Radius hat der Kreis durch A(4, 4), B(-2, 4), C(4, -2)?",
        "Für {} ist x² + y² gleich {}.",
        ("Gleich weit von A und {}: x hat den Faktor {}.", "Gleich weit von A und {}: y hat den Faktor {}."),
        "Gleich weit von A und {}: Die andere Seite ist {}.",
        "Die beiden Gleichungen ergeben {}, also haben sie eine Lösung.",
        "Das Quadrat des Radius ist {}.",
        "Also ist der Radius √18 = 3√2.",
    ),
}


def worked(language: str) -> Worked:
    """The circle in a language."""
    question, square, (across, up), level, cross, squared, root = WORDS[language]
    told = [square.format(*each) for each in SQUARES]
    for name, x, y, side in SIDES:
        told += [across.format(name, x), up.format(name, y), level.format(name, side)]
    told += [cross.format(CROSS), *ENDS, squared.format(SQUARED), root]
    return Worked(question, told, "3√2", language)


@pytest.mark.parametrize("language", WORDS)
def test_a_radius_worked_by_hand_is_proved(language: str) -> None:
    assert outcome(NAME, worked(language)) is Outcome.PASS


def test_a_centre_worked_by_hand_is_proved() -> None:
    radius = worked("en")
    question = "Where is the centre of the circle through A(4, 4), B(-2, 4), C(4, -2)?"

    centre = Worked(question, [*radius.solution[:-2], "So the centre is (1, 1)."], "(1, 1)")

    assert outcome(NAME, centre) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (1, "For B, x² + y² is 4 × 4 + 4 × 4 = 32."),  # another point's
        (3, "Equally far from A and B: x has the factor 2 × (4 − (-2)) = 12."),  # the wrong way round
        (3, "Equally far from A and B: y has the factor 2 × (-2 − 4) = -12."),
        (5, "Equally far from A and B: the other side is 32 − 20 = 12."),
        (9, "The two equations give 0 × 0 − (-12) × (-12) = -144, so they have one solution."),
        (10, "x = (-12 × 0 − (-12) × (-12)) ÷ 144 = -1."),
        (12, "The square of the radius is (4 − 1) × (4 − 1) + (4 − 1) × (4 − 1) = 19."),
        (12, "The square of the radius is (-2 − 1) × (-2 − 1) + (4 − 1) × (4 − 1) = 18."),  # from B; A is agreed on
        (13, "So the radius is √18 = 2√3."),
    ],
)
def test_a_step_that_does_not_follow_is_failed(place: int, sentence: str) -> None:
    assert reason(NAME, with_sentence(worked("en"), place, sentence)) == "step does not follow"


@pytest.mark.parametrize("root", ["√18", "1√18", "6√½", "3√2.0"])
def test_a_root_is_read_in_lowest_form_alone(root: str) -> None:
    sentence = f"So the radius is √18 = {root}."

    assert reason(NAME, with_sentence(worked("en"), 13, sentence)) == "sentence cannot be read"


@pytest.mark.parametrize(
    ("points", "wanted"),
    [
        ("A(0, 0), B(1, 1), C(5, 5)", "question has no circle through its points"),
        ("A(0, 0), B(1, 1), C(1, 1)", "question has no circle through its points"),
        ("A(0, 0), B(1, 0), C(0, 2)", "question has a radius that is no root of a whole number"),
    ],
)
def test_points_without_such_a_circle_are_refused(points: str, wanted: str) -> None:
    question = f"What is the radius of the circle through {points}?"

    assert reason(NAME, worked("en")._replace(question=question)) == wanted


def test_the_centre_lies_equally_far_from_all_three_points() -> None:
    for problem in payloads(NAME, 40):
        assert problem.derivation
        if problem.answer.startswith("("):
            x, y = map(Fraction, problem.answer.strip("()").split(", "))
            points = [claim.args[1:] for claim in problem.derivation.givens]
            assert len({(x - int(str(a))) ** 2 + (y - int(str(b))) ** 2 for a, b in points}) == 1
