"""Order of operations: by hand in every language, the known traps, and formulas that are none."""

import pytest
from tests.reasoning.by_hand import Worked, outcome, reason, with_sentence

from provender.core.verdict import Outcome

NAME = "reasoning/arithmetic/precedence"

TRAP = Worked(
    "Work out -1 ÷ -(-(-2 − 9) + 3) × 2, one operation at a time.",
    [
        "A minus sign before brackets turns their value round: -1 ÷ -(-(-2 − 9) + 3) × 2 = -1 ÷ -(11 + 3) × 2.",
        "A minus sign before brackets turns their value round: -1 ÷ -(11 + 3) × 2 = -1 ÷ (-14) × 2.",
        "Then × and ÷ from the left: -1 ÷ (-14) × 2 = (1/14) × 2.",
        "Then × and ÷ from the left: (1/14) × 2 = 1/7.",
        "So -1 ÷ -(-(-2 − 9) + 3) × 2 = 1/7.",
    ],
    "1/7",
)
OTHERS = [
    Worked(
        "Je, 9 − (2 + 3) × 2 ni ngapi, tendo moja baada ya jingine?",
        ["Mabano kwanza: 9 − (2 + 3) × 2 = 9 − 5 × 2.", "Kisha × na ÷ kutoka kushoto: 9 − 5 × 2 = 9 − 10.",
         "Kisha + na − kutoka kushoto: 9 − 10 = -1.", "Kwa hiyo 9 − (2 + 3) × 2 = -1."], "-1", "sw",
    ),
    Worked(
        "Calcule 9 − (2 + 3) × 2, une opération à la fois.",
        ["D'abord les parenthèses : 9 − (2 + 3) × 2 = 9 − 5 × 2.",
         "Puis × et ÷ de gauche à droite : 9 − 5 × 2 = 9 − 10.",
         "Puis + et − de gauche à droite : 9 − 10 = -1.", "Donc 9 − (2 + 3) × 2 = -1."], "-1", "fr",
    ),
    Worked(
        "¿Cuánto es 9 − (2 + 3) × 2, una operación cada vez?",
        ["Primero los paréntesis: 9 − (2 + 3) × 2 = 9 − 5 × 2.",
         "Luego × y ÷ de izquierda a derecha: 9 − 5 × 2 = 9 − 10.",
         "Luego + y − de izquierda a derecha: 9 − 10 = -1.", "Así que 9 − (2 + 3) × 2 = -1."], "-1", "es",
    ),
    Worked(
        "Berechne 9 − (2 + 3) × 2, eine Rechnung nach der anderen.",
        ["Zuerst die Klammern: 9 − (2 + 3) × 2 = 9 − 5 × 2.", "Dann × und ÷ von links: 9 − 5 × 2 = 9 − 10.",
         "Dann + und − von links: 9 − 10 = -1.", "Also 9 − (2 + 3) × 2 = -1."], "-1", "de",
    ),
]  # fmt: skip


@pytest.mark.parametrize("worked", [TRAP, *OTHERS], ids=lambda worked: worked.language)
def test_a_formula_is_proved_in_every_language(worked: Worked) -> None:
    assert outcome(NAME, worked) is Outcome.PASS


@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        (0, "Brackets first: -1 ÷ -(-(-2 − 9) + 3) × 2 = -1 ÷ -(11 + 3) × 2."),
        (0, "A minus sign before brackets turns their value round: -1 ÷ -(-(-2 − 9) + 3) × 2 = -1 ÷ -(-11 + 3) × 2."),
        (1, "A minus sign before brackets turns their value round: -1 ÷ -(11 + 3) × 2 = -1 ÷ 14 × 2."),
        (2, "Then × and ÷ from the left: -1 ÷ (-14) × 2 = -1 ÷ (-28)."),
        (2, "Then + and − from the left: -1 ÷ (-14) × 2 = (1/14) × 2."),
        (3, "Then × and ÷ from the left: (1/14) × 2 = 2/14."),
        (3, "Then × and ÷ from the left: -1 ÷ (-14) × 2 = 1/7."),
        (4, "So -1 ÷ (-14) × 2 = 1/7."),
    ],
)
def test_an_operation_out_of_turn_is_failed(place: int, sentence: str) -> None:
    assert outcome(NAME, with_sentence(TRAP, place, sentence)) is Outcome.FAIL


@pytest.mark.parametrize(
    ("formula", "sentence"),
    [
        ("2 + 3 × 4", "Then + and − from the left: 2 + 3 × 4 = 5 × 4."),
        ("9 − 4 + 3", "Then + and − from the left: 9 − 4 + 3 = 9 − 7."),
        ("8 ÷ 4 × 2", "Then × and ÷ from the left: 8 ÷ 4 × 2 = 8 ÷ 8."),
        ("2 × (3 + 4) − 5", "Then × and ÷ from the left: 2 × (3 + 4) − 5 = 6 + 4 − 5."),
        ("2 + 3 − 5", "Then + and − from the left: 2 + 3 − 5 = 0."),
    ],
)
def test_precedence_is_kept_from_the_first_step_on(formula: str, sentence: str) -> None:
    worked = Worked(f"Work out {formula}, one operation at a time.", [sentence], "0")

    assert reason(NAME, worked) == "step does not follow"


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("5 ÷ (3 − 3)", "question divides by zero"),
        ("7", "question has nothing to work out"),
        ("-3/4", "question has nothing to work out"),
    ],
)
def test_a_formula_without_a_value_is_refused(formula: str, why: str) -> None:
    assert reason(NAME, TRAP._replace(question=f"Work out {formula}, one operation at a time.")) == why


@pytest.mark.parametrize(
    "formula", ["2 +", "2 3", "(2 + 3", "2 + 3)", "()", "2 + -3", "2 ++ 3", "-(", "2/4 + 1", "+ 2", "(" * 30 + "1"]
)
def test_what_is_no_formula_is_no_question(formula: str) -> None:
    assert outcome(NAME, TRAP._replace(question=f"Work out {formula}, one operation at a time.")) is Outcome.ABSTAIN
