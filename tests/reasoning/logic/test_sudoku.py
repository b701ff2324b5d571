"""Sudoku: techniques exclusion by exclusion, one solution proved twice, hostile grids."""

from importlib.util import find_spec

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose, with_step

from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.reasoning.logic.verifiers import sudoku as judge
from provender.reasoning.read.judge import Undecided

NAME = "reasoning/logic/sudoku"
RULES = (
    "In a 4 × 4 sudoku each row, each column and each box of 2 rows and 2 columns holds the digits 1 to 4 once. "
    "Boxes are counted from the left, then down; a dot is an empty cell. Grid: {}. "
)

BY_HAND = {
    "en": (
        RULES.format("12.. / 34.. / 2..3 / ...1") + "Which digit stands in row 1, column 4?",
        "Row 1, column 4 cannot hold 1, 2, 3, so it holds 4.",
        "4",
    ),
    "sw": (
        "Katika sudoku ya 4 × 4, kila safu mlalo, kila safu wima na kila kisanduku cha safu mlalo 2 na safu wima 2 "
        "kina tarakimu 1 hadi 4 mara moja. Visanduku huhesabiwa kutoka kushoto, kisha kushuka; nukta ni nafasi tupu. "
        "Jedwali: 12.. / 34.. / 2..3 / ...1. Ni tarakimu gani iko katika safu mlalo 3, safu wima 3?",
        "Katika safu mlalo 3, 1 inafaa katika safu wima 2 pekee.\n"
        "Safu mlalo 3, safu wima 3 haiwezi kuwa na 1, 2, 3, kwa hiyo ina 4.",
        "4",
    ),
    "fr": (
        "Remplis les points pour que chaque ligne, chaque colonne et chaque bloc (2 lignes, 2 colonnes ; comptés "
        "depuis la gauche, puis vers le bas) de ce sudoku 4 × 4 contienne une fois 1 à 4 : 12.. / 34.. / 2..3 / ...1. "
        "Quel chiffre se trouve à la ligne 1, colonne 3 ?",
        "Dans la ligne 1, le 3 ne va que dans la colonne 3.",
        "3",
    ),
    "es": (
        "Rellena los puntos para que cada fila, cada columna y cada bloque (2 filas, 2 columnas; contados desde la "
        "izquierda y luego hacia abajo) de este sudoku de 4 × 4 contenga una vez del 1 al 4: "
        "12.. / 34.. / 2..3 / ...1. ¿Qué cifra está en la fila 2, columna 3?",
        "En el bloque 2, el 1 solo cabe en la fila 2, columna 3.",
        "1",
    ),
    "de": (
        "In einem 4 × 4-Sudoku enthält jede Zeile, jede Spalte und jeder Block aus 2 Zeilen und 2 Spalten jede Ziffer "
        "von 1 bis 4 einmal. Die Blöcke werden von links und dann nach unten gezählt; ein Punkt ist ein leeres Feld. "
        "Gitter: 1234 / 3412 / 2143 / .32.. Wie lautet das volle Gitter?",
        "In Zeile 4 passt die 4 nur in Spalte 1.\n"
        "Das Feld in Zeile 4, Spalte 4 kann 2, 3, 4 nicht enthalten, also steht dort 1.\n"
        "Also lautet das volle Gitter 1234 / 3412 / 2143 / 4321.",
        "1234 / 3412 / 2143 / 4321",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_solution_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    "sentence",
    [
        "Row 1, column 4 cannot hold 1, 2, 4, so it holds 3.",
        "Row 1, column 4 cannot hold 1, 2, so it holds 4.",
        "Row 1, column 4 cannot hold 1, 2, 3, 4, so it holds 4.",
        "Row 1, column 1 cannot hold 2, 3, 4, so it holds 1.",
        "Row 4, column 1 cannot hold 1, 2, 4, so it holds 3.",
        "Row 5, column 1 cannot hold 1, 2, 3, so it holds 4.",
        "In row 1, 4 fits only in column 3.",
        "In row 1, 3 fits only in column 4.",
        "In column 4, 4 fits only in row 2.",
        "In box 2, 4 fits only in row 2, column 3.",
        "In box 1, 4 fits only in row 1, column 4.",
        "In box 3, 3 fits only in row 3.",
        "In row 1, 4 fits only in box 1.",
        "In row 1, 1 fits only in box 1.",
        "In box 9, 1 fits only in row 1.",
        "In row 1, 7 fits only in box 2.",
        "So the full grid is 1234 / 3412 / 2143 / 4321.",
    ],
)
def test_a_step_that_does_not_follow_is_failed(sentence: str) -> None:
    question, solution, answer = BY_HAND["en"]
    verdict = judged(NAME, prose(question, f"{sentence}\n{solution}", answer))

    assert (verdict.outcome, verdict.evidence.get("step", "1")) == (Outcome.FAIL, "1")


@pytest.mark.parametrize(
    ("sentence", "grid"),
    [  # box 2 can hold 1 in row 1 alone, for row 2 has one: so row 1 beyond box 2 cannot
        ("In box 2, 1 fits only in row 1.", ".... / 1... / .... / ...."),
        ("In row 1, 1 fits only in box 2.", ".... / 1... / .... / ...."),
        ("In box 1, 1 fits only in column 2.", ".... / .... / 1... / ...."),
        ("In column 2, 1 fits only in box 1.", ".... / .... / 1... / ...."),
    ],
)
def test_locked_candidates_exclude_what_lies_beyond(sentence: str, grid: str) -> None:
    said = judge._SAYS.read_in("en", sentence)
    assert said is not None
    task = judge._Task(4, judge._full(grid.split(" / ")), (4, 4))
    line = judge._lines()[said.kind]

    assert line.follows(task, said.values, [])
    assert not line.follows(task._replace(given={}), said.values, [])


@pytest.mark.parametrize(
    ("grid", "reason"),
    [
        ("12.. / 34.. / 2..3 / ....", "question has several solutions"),
        ("12.. / 34.. / 2.13 / ....", "question has no solution"),
        ("11.. / .... / .... / ....", "question has no solution"),
        ("12.. / 34.. / 2..3 / ...5", "question's grid holds a digit beyond its size"),
        ("12.. / 34.. / 2..3 / ....1", "question's grid is not of its size"),
        ("1234 / 3412 / 2143 / 4321", "question asks for no open cell"),
    ],
)
def test_a_grid_without_one_solution_is_refused(grid: str, reason: str) -> None:
    question = RULES.format(grid) + "Which digit stands in row 1, column 4?"
    solution = "Row 1, column 4 cannot hold 1, 2, 3, so it holds 4."

    assert judged(NAME, prose(question, solution, "4")).reason == reason


def test_both_provers_agree() -> None:
    if find_spec("ortools") is None:
        pytest.skip("the extra `reasoning` is not installed")
    by_cp_sat = load("verifier", NAME, {"prover": "cp_sat"})
    several = RULES.format("12.. / 34.. / 2..3 / ....") + "Which digit stands in row 1, column 4?"
    records = [record for level in (1, 3, 5) for record in made(NAME, count=6, level=level)]

    assert {verdict.outcome for verdict in by_cp_sat(records)} == {Outcome.PASS}
    assert {judged(NAME, record).outcome for record in records} == {Outcome.PASS}
    refused = by_cp_sat([prose(several, "Row 1, column 4 cannot hold 1, 2, 3, so it holds 4.", "4")])[0]
    assert refused.reason == "question has several solutions"


def test_a_search_that_takes_too_long_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judge, "_MOST_NODES", 3)
    with pytest.raises(Undecided):
        judge._search(judge._Task(4, {(1, 1): 1}, None))

    verdict = judged(NAME, prose(*BY_HAND["en"]))
    assert (verdict.outcome, verdict.reason) == (Outcome.ABSTAIN, "the search took too long")


@pytest.mark.parametrize("level", [2, 4])
def test_no_step_names_more_than_it_needs_or_less(level: int) -> None:
    for record in made(NAME, count=8, level=level, ask="grid"):
        for place, step in enumerate(derivation_of(record).steps):
            for use in step.uses:
                rest = tuple(other for other in step.uses if other != use)
                assert judged(NAME, with_step(record, place, uses=rest)).outcome is Outcome.FAIL


def test_the_largest_level_asks_for_nine_digits() -> None:
    (record,) = made(NAME, count=1, level=6, ask="grid")

    rows = problem_of(record).answer.split(" / ")
    assert {"".join(sorted(row)) for row in rows} == {"123456789"}
