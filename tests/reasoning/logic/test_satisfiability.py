"""Satisfiability: resolutions literal by literal, models clause by clause, answers as every assignment gives them."""

from itertools import product
from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, prose

from provender.core.verdict import Outcome

NAME = "reasoning/logic/satisfiability"
QUESTION = "Can all of these be true at once? P ∨ Q; ¬P ∨ Q; ¬Q ∨ R; ¬R ∨ ¬S; S ∨ ¬Q."
SOLUTION = """From P ∨ Q and ¬P ∨ Q follows Q (resolution on P).
From Q and ¬Q ∨ R follows R (resolution on Q).
From Q and S ∨ ¬Q follows S (resolution on Q).
From R and ¬R ∨ ¬S follows ¬S (resolution on R).
S and ¬S contradict each other, so not all of them can be true at once."""

BY_HAND = {
    "en": (QUESTION, SOLUTION, "no"),
    "sw": (
        "Je, taarifa hizi zote zinaweza kuwa kweli kwa pamoja? P ∨ ¬Q; Q.",
        "Tuseme: P ni kweli, Q ni kweli.\nP ∨ ¬Q ni kweli kwa sababu ya P.\nQ ni kweli kwa sababu ya Q.\n"
        "Kwa hiyo zote zinaweza kuwa kweli kwa pamoja.",
        "ndiyo",
    ),
    "fr": (
        "Toutes ces formules peuvent-elles être vraies en même temps ? P; ¬P.",
        "P et ¬P se contredisent, donc toutes ne peuvent pas être vraies en même temps.",
        "non",
    ),
    "es": (
        "¿Hay valores de verdad que hagan verdaderas todas estas fórmulas? ¬P ∨ ¬Q; Q.",
        "Supongamos: P es falso, Q es verdadero.\n¬P ∨ ¬Q es verdadero gracias a ¬P.\nQ es verdadero gracias a Q.\n"
        "Por lo tanto, todas pueden ser verdaderas a la vez.",
        "sí",
    ),
    "de": (
        "Können alle diese Formeln zugleich wahr sein? P ∨ Q; ¬P; ¬Q.",
        "Aus P ∨ Q und ¬P folgt Q (Resolution über P).\n"
        "Q und ¬Q widersprechen einander, also können nicht alle zugleich wahr sein.",
        "nein",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_solution_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    "sentence",
    [
        "From P ∨ Q and ¬P ∨ Q follows P (resolution on Q).",
        "From P ∨ Q and ¬P ∨ Q follows Q (resolution on Q).",
        "From P ∨ Q and ¬Q ∨ R follows P (resolution on Q).",
        "From P ∨ Q and ¬Q ∨ R follows P ∨ R ∨ S (resolution on Q).",
        "From P ∨ Q and ¬Q follows P (resolution on Q).",
        "From P ∨ Q and ¬R ∨ ¬S follows P (resolution on R).",
        "From P and P → Q follows Q (resolution on P).",
        "P ∨ Q is true because of P.",
        "P and ¬P contradict each other, so not all of them can be true at once.",
        "So all of them can be true at once.",
    ],
)
def test_a_step_that_does_not_follow_is_failed(sentence: str) -> None:
    verdict = judged(NAME, prose(QUESTION, f"{sentence}\n{SOLUTION}", "no"))

    assert verdict.outcome is Outcome.FAIL
    assert verdict.evidence.get("step", "1") == "1"


def test_two_letters_may_not_be_resolved_at_once() -> None:
    question = "Can all of these be true at once? P ∨ Q; ¬P ∨ ¬Q; R."
    sentence = "From P ∨ Q and ¬P ∨ ¬Q follows Q ∨ ¬Q (resolution on P)."

    assert judged(NAME, prose(question, sentence, "yes")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("P ni kweli, Q", "P ni uongo, Q"),
        ("P ni kweli, Q ni kweli", "Q ni kweli"),
        ("sababu ya P", "sababu ya ¬Q"),
        ("sababu ya P", "sababu ya Q"),
        ("Q ni kweli kwa sababu ya Q.\n", ""),
        ("P ∨ ¬Q ni", "P ∨ Q ni"),
        ("P ∨ ¬Q ni kweli kwa", "Tuseme: P ni kweli, Q ni kweli.\nP ∨ ¬Q ni kweli kwa"),
    ],
)
def test_a_model_must_satisfy_every_clause(before: str, after: str) -> None:
    question, solution, answer = BY_HAND["sw"]
    spoilt = solution.replace(before, after, 1)

    assert spoilt != solution
    assert judged(NAME, prose(question, spoilt, answer, language="sw")).outcome is Outcome.FAIL


@pytest.mark.parametrize("clauses", ["P; P", "P ∨ Q; Q ∨ P", "P ∨ P; Q", "P ∨ ¬P; Q", "¬¬P; Q"])
def test_an_unsound_question_is_refused(clauses: str) -> None:
    verdict = judged(NAME, prose(f"Can all of these be true at once? {clauses}.", SOLUTION, "no"))

    assert verdict.outcome is Outcome.FAIL
    assert "step" not in verdict.evidence


@pytest.mark.parametrize("level", [1, 3, 5, 6])
def test_answers_are_those_of_all_assignments(level: int) -> None:
    for record in made(NAME, count=20, level=level):
        told = derivation_of(record)
        clauses: list[Any] = [given.args[0] for given in told.givens]
        parts = [clause[1:] if clause[0] == "or" else (clause,) for clause in clauses]
        literals = [[(part[1], False) if part[0] == "not" else (part, True) for part in clause] for clause in parts]
        names = sorted({letter for clause in literals for letter, _ in clause})
        rows = (dict(zip(names, row, strict=True)) for row in product((False, True), repeat=len(names)))
        possible = any(all(any(row[letter] is sign for letter, sign in one) for one in literals) for row in rows)

        assert told.answer == ("yes" if possible else "no")
