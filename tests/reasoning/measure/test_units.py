"""Units: by hand in every language, powers forgotten, directions turned round, and dimensions that do not agree."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/measure/units"

DENSE = Worked(
    "Convert 2.5 g/cm³ to kg/m³.",
    [
        "Dimension check: g/cm³ and kg/m³ both have the dimension M·L⁻³.",
        "1 kg = 1000 g.",
        "From g to kg: 2.5 ÷ 1000 = 0.0025.",
        "1 m = 100 cm.",
        "1 m³ = 100^3 cm³ = 1000000 cm³.",
        "From cm⁻³ to m⁻³: 0.0025 × 1000000 = 2500.",
        "So 2.5 g/cm³ = 2500 kg/m³.",
    ],
    "2500 kg/m³",
)
SPEED = ["1 km = 1000 m.", "1 h = 3600 s."]
OTHERS = [
    Worked("Je, 90 km/h ni m/s ngapi?",
           ["Ukaguzi wa vipimo: km/h na m/s zote zina kipimo L·T⁻¹.", SPEED[0], "Kutoka km hadi m: 90 × 1000 = 90000.",
            SPEED[1], "Kutoka h⁻¹ hadi s⁻¹: 90000 ÷ 3600 = 25.", "Kwa hiyo 90 km/h = 25 m/s."], "25 m/s", "sw"),
    Worked("Combien de cm² font 0,5 m² ?",
           ["Contrôle des dimensions : m² et cm² ont toutes deux la dimension L².", "1 m = 100 cm.",
            "1 m² = 100^2 cm² = 10000 cm².", "De m² à cm² : 0,5 × 10000 = 5000.", "Donc 0,5 m² = 5000 cm²."],
           "5000 cm²", "fr"),
    Worked("Convierte 90 min a h.",
           ["Comprobación de dimensiones: min y h tienen ambas la dimensión T.", "1 h = 60 min.",
            "De min a h: 90 ÷ 60 = 1,5.", "Así que 90 min = 1,5 h."], "1,5 h", "es"),
    Worked("Rechne 25 m/s in km/h um.",
           ["Dimensionsprobe: m/s und km/h haben beide die Dimension L·T⁻¹.", SPEED[0],
            "Von m zu km: 25 ÷ 1000 = 0,025.",
            SPEED[1], "Von s⁻¹ zu h⁻¹: 0,025 × 3600 = 90.", "Also 25 m/s = 90 km/h."], "90 km/h", "de"),
]  # fmt: skip


@pytest.mark.parametrize("worked", [DENSE, *OTHERS], ids=lambda worked: worked.language)
def test_a_conversion_is_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "Dimension check: g/cm³ and kg/m³ both have the dimension M·L³."),
        (1, "1 kg = 100 g."),
        (1, "1 t = 1000 kg."),
        (2, "From g to kg: 2.5 × 1000 = 2500."),
        (4, "1 m³ = 100^2 cm³ = 10000 cm³."),
        (4, "1 m² = 100^2 cm² = 10000 cm²."),
        (5, "From cm⁻³ to m⁻³: 0.0025 × 100 = 0.25."),
        (5, "From cm⁻³ to m⁻³: 2.5 × 1000000 = 2500000."),
        (5, "From cm³ to m³: 0.0025 ÷ 1000000 = 0.0000000025."),
        (6, "So 2.5 g/cm³ = 2500 kg/m²."),
    ],
)
def test_a_slip_of_units_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(DENSE, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Convert 2.5 g/cm³ to kg/m².", "one dimension into another"),
        ("Convert 2.5 km to h.", "one dimension into another"),
        ("Convert 2.5 km/h to km/s.", "leaves a unit as it is"),
        ("Convert 0 km to m.", "nothing to convert"),
    ],
)
def test_a_question_that_converts_nothing_is_refused(question: str, why: str) -> None:
    assert why in reason(NAME, DENSE._replace(question=question))


def test_an_answer_without_an_end_is_refused() -> None:
    told = Worked("Convert 1 min to h.", ["Dimension check: min and h both have the dimension T.", "1 h = 60 min.",
                  "From min to h: 1 ÷ 60 = 0.0166.", "So 1 min = 0.0166 h."], "0.0166 h")  # fmt: skip

    assert outcome(NAME, told) is Outcome.FAIL
