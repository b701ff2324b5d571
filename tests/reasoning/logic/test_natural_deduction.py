"""Natural deduction: rules by their shape, fallacies refuted, answers as a plain truth table gives them."""

from itertools import product
from typing import Any

import pytest
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose, with_step

from provender.core.verdict import Outcome
from provender.reasoning.logic.generators._propositions import write
from provender.reasoning.logic.verifiers._propositions import MOST_LETTERS, parse

NAME = "reasoning/logic/natural_deduction"
QUESTION = "Premises: P → Q; ¬Q; P ∨ R; R → (S ∧ T). Does S follow?"
SOLUTION = """From P → Q and ¬Q follows ¬P (modus tollens).
From P ∨ R and ¬P follows R (disjunctive syllogism).
From R → (S ∧ T) and R follows S ∧ T (modus ponens).
From S ∧ T follows S (simplification)."""

BY_HAND = {
    "en": (QUESTION, SOLUTION, "yes"),
    "sw": (
        "Taarifa: P ∨ Q; P → R; Q → R. Je, R inafuata?",
        "Kutokana na P ∨ Q, P → R na Q → R inafuata R (mgawanyo wa hali).",
        "ndiyo",
    ),
    "fr": (
        "Peut-on déduire P → R de P → Q; Q → R ?",
        "De P → Q et Q → R découle P → R (syllogisme hypothétique).",
        "oui",
    ),
    "es": (
        "Premisas: P → Q; Q. ¿Se deduce P?",
        """Supongamos: P es falso, Q es verdadero.
Entonces P → Q es verdadero.
Entonces Q es verdadero.
Pero P es entonces falso, así que no se deduce.""",
        "no",
    ),
    "de": (
        "Folgt (P ∧ Q) ∨ R aus P; Q?",
        """Aus P und Q folgt P ∧ Q (Konjunktion).
Aus P ∧ Q folgt (P ∧ Q) ∨ R (Addition).""",
        "ja",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_proof_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    "sentence",
    [
        "From P → Q and Q follows P (modus ponens).",
        "From P → Q and ¬P follows ¬Q (modus tollens).",
        "From ¬Q and P → Q follows ¬P (modus tollens).",
        "From P → Q and ¬Q follows P (modus tollens).",
        "From P → Q and ¬Q follows ¬P (modus ponens).",
        "From P ∨ R and P follows ¬R (disjunctive syllogism).",
        "From P ∨ R and ¬P follows R (disjunctive syllogism).",
        "From P ∨ R follows P (simplification).",
        "From ¬Q follows ¬Q ∧ P (addition).",
        "From ¬Q and ¬Q follows ¬Q ∧ P (conjunction).",
        "From R → (S ∧ T) follows R → S (simplification).",
        "From P → Q and R → (S ∧ T) follows P → (S ∧ T) (hypothetical syllogism).",
        "From P ∨ R, P → Q and R → Q follows Q (case distinction).",
        "From ¬R → Q follows R (simplification).",
        "Then ¬Q is true.",
    ],
)
def test_a_step_that_does_not_follow_is_failed(sentence: str) -> None:
    verdict = judged(NAME, prose(QUESTION, f"{sentence}\n{SOLUTION}", "yes"))

    assert verdict.outcome is Outcome.FAIL
    assert verdict.evidence.get("step", "1") == "1"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("P es falso", "P es verdadero"),
        ("P es falso, Q es verdadero", "Q es verdadero"),
        ("P es falso, ", "P es falso, P es falso, "),
        ("Entonces Q es verdadero.\n", ""),
        ("Entonces Q es verdadero", "Entonces ¬P es verdadero"),
        ("Pero P es", "Pero Q es"),
        ("Entonces P → Q", "Supongamos: P es falso, Q es verdadero.\nEntonces P → Q"),
    ],
)
def test_a_row_that_does_not_refute_is_failed(before: str, after: str) -> None:
    question, solution, answer = BY_HAND["es"]
    spoilt = solution.replace(before, after, 1)

    assert spoilt != solution
    assert judged(NAME, prose(question, spoilt, answer, language="es")).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Does Q follow from P; ¬P?", "premises contradict each other"),
        ("Does P follow from P?", "question repeats itself"),
        ("Does P follow from Q; Q?", "question repeats itself"),
        (f"Does A follow from {' ∨ '.join('ABCDEFGHIJKLMNOPQ')}?", "question has too many letters"),
    ],
)
def test_an_unsound_question_is_refused(question: str, reason: str) -> None:
    assert judged(NAME, prose(question, SOLUTION, "yes")).reason == reason


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P ∧",
        "P ∧ Q ∨ R",
        "P → Q → R",
        "(P)",
        "((P ∧ Q))",
        "¬",
        "P Q",
        "P∧Q",
        "p",
        "(P ∧ Q",
        "P ∧ Q)",
        "¬" * 299 + "P",
    ],
)
def test_a_formula_is_read_strictly(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(("level", "count"), [(1, 40), (3, 40), (5, 2)])
def test_answers_are_those_of_a_plain_truth_table(level: int, count: int) -> None:
    for record in made(NAME, count=count, level=level):
        told = derivation_of(record)
        premises: list[Any] = [given.args[0] for given in told.givens]
        goal: Any = told.goal[1] if isinstance(told.goal, tuple) else None
        letters = sorted({sign for term in (*premises, goal) for sign in write(term) if sign.isalpha()})
        rows = [dict(zip(letters, row, strict=True)) for row in product((False, True), repeat=len(letters))]
        models = [row for row in rows if all(true(premise, row) for premise in premises)]

        assert models
        assert len(letters) <= MOST_LETTERS
        assert told.answer == ("yes" if all(true(goal, row) for row in models) else "no")


def true(term: Any, row: dict[str, bool]) -> bool:
    """A formula's truth, as plainly as can be."""
    if isinstance(term, str):
        return row[term]
    head, *parts = term
    values = [true(part, row) for part in parts]
    return {"not": not values[0], "and": all(values), "or": any(values), "implies": not values[0] or values[-1]}[head]


def test_a_step_may_not_rest_on_what_it_does_not_need() -> None:
    record = next(r for r in made(NAME, count=20) if problem_of(r).answer == "yes" and len(derivation_of(r).steps) > 2)
    steps = derivation_of(record).steps
    last = len(steps) - 1
    spare = tuple(sorted({*steps[last].uses, *range(last)}))

    assert spare != steps[last].uses
    assert judged(NAME, with_step(record, last, uses=spare)).reason == "step rests on more than it needs"
