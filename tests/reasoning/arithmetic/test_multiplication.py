"""Partial products: by hand in every language, cells that are true and do not belong, and a square."""

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, made
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/multiplication"

GRID = Worked(
    "Multiply 47 by 206 with partial products.",
    [
        "Split 47 by place value: 47 = 40 + 7.",
        "Split 206 by place value: 206 = 200 + 6.",
        "40 × 200 = 8000.",
        "7 × 200 = 1400.",
        "Add up the row of 200: 47 × 200 = 8000 + 1400 = 9400.",
        "40 × 6 = 240.",
        "7 × 6 = 42.",
        "Add up the row of 6: 47 × 6 = 240 + 42 = 282.",
        "Add up the rows: 47 × 206 = 9400 + 282 = 9682.",
    ],
    "9682",
)
CELLS = ["10 × 10 = 100.", "1 × 10 = 10."], ["10 × 1 = 10.", "1 × 1 = 1."]
SQUARES = [
    Worked(
        "Je, 11 × 11 ni ngapi? Tumia mazao ya sehemu.",
        ["Tenganisha 11 kwa thamani ya nafasi: 11 = 10 + 1.", *CELLS[0],
         "Jumlisha safu ya 10: 11 × 10 = 100 + 10 = 110.", *CELLS[1], "Jumlisha safu ya 1: 11 × 1 = 10 + 1 = 11.",
         "Jumlisha safu zote: 11 × 11 = 110 + 11 = 121."], "121", "sw",
    ),
    Worked(
        "Multiplie 11 par 11 à l'aide de produits partiels.",
        ["On décompose 11 selon ses chiffres : 11 = 10 + 1.", *CELLS[0],
         "On additionne la ligne de 10 : 11 × 10 = 100 + 10 = 110.", *CELLS[1],
         "On additionne la ligne de 1 : 11 × 1 = 10 + 1 = 11.",
         "On additionne les lignes : 11 × 11 = 110 + 11 = 121."], "121", "fr",
    ),
    Worked(
        "¿Cuánto es 11 × 11? Usa productos parciales.",
        ["Descompón 11 según el valor posicional: 11 = 10 + 1.", *CELLS[0],
         "Suma la fila de 10: 11 × 10 = 100 + 10 = 110.", *CELLS[1], "Suma la fila de 1: 11 × 1 = 10 + 1 = 11.",
         "Suma las filas: 11 × 11 = 110 + 11 = 121."], "121", "es",
    ),
    Worked(
        "Wie viel ist 11 × 11? Rechne mit Teilprodukten.",
        ["Zerlege 11 nach Stellenwerten: 11 = 10 + 1.", *CELLS[0],
         "Addiere die Zeile zu 10: 11 × 10 = 100 + 10 = 110.", *CELLS[1],
         "Addiere die Zeile zu 1: 11 × 1 = 10 + 1 = 11.",
         "Addiere die Zeilen: 11 × 11 = 110 + 11 = 121."], "121", "de",
    ),
]  # fmt: skip


@pytest.mark.parametrize("worked", [GRID, *SQUARES], ids=lambda worked: worked.language)
def test_a_grid_is_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "Split 47 by place value: 47 = 30 + 17."),
        (0, "Split 47 by place value: 47 = 7 + 40."),
        (2, "4 × 200 = 800."),
        (2, "200 × 40 = 8000."),
        (2, "40 × 206 = 8240."),
        (4, "Add up the row of 200: 47 × 200 = 1400 + 8000 = 9400."),
        (4, "Add up the row of 6: 47 × 200 = 8000 + 1400 = 9400."),
        (7, "Add up the row of 6: 47 × 6 = 200 + 82 = 282."),
        (8, "Add up the rows: 47 × 206 = 282 + 9400 = 9682."),
        (8, "Add up the rows: 206 × 47 = 9400 + 282 = 9682."),
    ],
)
def test_a_sentence_that_does_not_belong_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(GRID, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize("gone", range(8))
def test_no_sentence_may_be_missing(gone: int) -> None:
    told = [sentence for place, sentence in enumerate(GRID.solution) if place != gone]

    assert reason(NAME, GRID._replace(solution=told)) == "step does not follow"


@pytest.mark.parametrize(
    "question", ["Multiply 47 by 200 with partial products.", "Multiply 0 by 26 with partial products."]
)
def test_a_number_that_cannot_be_split_is_no_question(question: str) -> None:
    assert reason(NAME, GRID._replace(question=question)) == "question has nothing to split"


def test_a_square_is_split_once() -> None:
    told = [record for record in made(NAME, count=1000, level=1) if len(set(derivation_of(record).goal)) == 2]  # type: ignore[arg-type]

    assert told
    assert {[step.rule for step in derivation_of(record).steps].count("split") for record in told} == {1}
