"""Quantity problems: agreement, distractors, and faults caught by name."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose

from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.reasoning.read.tales.question import read

NAME = "reasoning/words/quantities"

QUESTION = (
    "Amina has 12 books. Juma has 5 more books than Amina. Amina also has 7 small hats. "
    "Then Juma gives away 3 books. Amina and Juma put their books together. "
    "Then they sell all the books at 10 shillings each. How many shillings do they earn?"
)
SOLUTION = """Juma has 12 + 5 = 17 books.
Now Juma has 17 - 3 = 14 books.
There are 12 + 14 = 26 books in all.
They earn 26 × 10 = 260 shillings."""
ANSWER = "260 shillings"
SWALI = (
    "Amina ana vitabu kumi na mbili. Juma ana vitabu vitano zaidi ya Amina. Amina pia ana kofia ndogo 7. "
    "Kisha Juma anagawa vitabu vitatu. Amina na Juma wanaweka vitabu vyao pamoja. "
    "Kisha wanauza vitabu vyote kwa shilingi kumi kila kimoja. Wanapata shilingi ngapi?"
).replace("kumi na mbili", "12")
JIBU = """12 + 5 = 17, kwa hiyo Juma ana vitabu 17.
17 - 3 = 14, kwa hiyo sasa Juma ana vitabu 14.
Kuna vitabu 12 + 14 = 26 kwa jumla.
Wanapata shilingi 26 × 10 = 260."""


FRENCH = (
    "Amina a 12 livres. Juma possède 5 livres de plus qu'Amina. Amina a aussi 7 petites assiettes. "
    "Puis Juma distribue 3 livres. Amina et Juma mettent leurs livres en commun. "
    "Puis ils vendent tous les livres, chacun pour 10 shillings. Combien de shillings gagnent-ils ?"
)
SPANISH = (
    "Juma tiene doce libros. Ines tiene 5 libros más que Juma. Una taza cuesta 9 pesos. "
    "Luego Ines regala 3 libros. Juma e Ines juntan sus libros. "
    "Luego venden todos los libros a 10 pesos cada uno. Averigua cuántos pesos ganan."
).replace("doce", "12")
GERMAN = (
    "Amina hat 12 Bücher. Juma hat 5 Bücher mehr als Amina. Der Markt ist 4 Kilometer entfernt. "
    "Dann verliert Juma 3 Bücher. Amina und Juma legen ihre Bücher zusammen. "
    "Dann verkaufen sie alle Bücher zum Stückpreis von 10 Schilling. Wie viele Schilling verdienen sie?"
)
BY_HAND = {
    "en": (QUESTION, SOLUTION, ANSWER),
    "sw": (SWALI, JIBU, "shilingi 260"),
    "fr": (
        FRENCH,
        "Juma a 17 livres : 12 + 5 = 17.\nMaintenant Juma a 17 - 3 = 14 livres.\n"
        "12 + 14 = 26, donc il y a 26 livres en tout.\nIls gagnent 26 × 10 = 260 shillings.",
        "260 shillings",
    ),
    "es": (
        SPANISH,
        "Ines tiene 17 libros: 12 + 5 = 17.\nAhora Ines tiene 17 - 3 = 14 libros.\n"
        "12 + 14 = 26, así que hay 26 libros en total.\nGanan 26 × 10 = 260 pesos.",
        "260 pesos",
    ),
    "de": (
        GERMAN,
        "Juma hat 17 Bücher: 12 + 5 = 17.\nJetzt hat Juma 17 - 3 = 14 Bücher.\n"
        "12 + 14 = 26, also: es sind 26 Bücher insgesamt.\nSie verdienen 26 × 10 = 260 Schilling.",
        "260 Schilling",
    ),
}


@pytest.mark.parametrize("language", BY_HAND)
def test_a_story_written_by_hand_is_proved(language: str) -> None:
    assert judged(NAME, prose(*BY_HAND[language], language=language)).outcome is Outcome.PASS


def test_a_number_may_not_stand_twice_for_another() -> None:
    question = (
        "Ama has 3 pens. Esi has 3 pens. Omar has 5 pens. Ama, Esi and Omar put their pens together. "
        "How many pens are there in all?"
    )

    def solved(work: str, value: int) -> Outcome:
        return judged(NAME, prose(question, f"There are {work} = {value} pens in all.", f"{value} pens")).outcome

    assert solved("3 + 3 + 5", 11) is Outcome.PASS
    assert solved("5 + 3 + 3", 11) is Outcome.PASS
    assert solved("3 + 5 + 5", 13) is Outcome.FAIL
    assert solved("3 + 5", 8) is Outcome.FAIL
    assert solved("6 + 5", 11) is Outcome.FAIL


def test_a_sum_may_be_written_either_way_round() -> None:
    turned = SOLUTION.replace("12 + 5", "5 + 12").replace("26 × 10", "10 × 26")

    assert judged(NAME, prose(QUESTION, turned, ANSWER)).outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("before", "after", "reason", "step"),
    [
        ("12 + 5 = 17", "12 + 5 = 18", "arithmetic is false", 1),
        ("12 + 5 = 17", "12 + 7 = 19", "claim does not follow: other numbers are called for", 1),
        ("12 + 5 = 17", "22 - 5 = 17", "claim does not follow: another operation is called for", 1),
        ("Juma has 12 + 5", "Amina has 12 + 5", "works out a quantity that is not in the story", 1),
        ("17 books", "17 hats", "works out a quantity that is not in the story", 1),
        ("17 books", "17 book", "sentence cannot be read", 1),
        ("17 books", "17 shillings", "sentence cannot be read", 1),
        ("17 - 3 = 14", "3 - 17 = 14", "arithmetic is false", 2),
        ("17 - 3 = 14", "16 - 2 = 14", "claim does not follow: other numbers are called for", 2),
        ("Now Juma has 17 - 3 = 14 books.\n", "", "uses a quantity before it is worked out", 2),
        ("12 + 14 = 26", "12 + 14 + 7 = 33", "claim does not follow: other numbers are called for", 3),
        ("There are", "there are", "sentence cannot be read", 3),
        ("26 × 10 = 260", "26 × 010 = 260", "sentence cannot be read", 4),
        ("They earn", "Juma earns", "works out a quantity that is not in the story", 4),
        ("260 shillings.", "260 books.", "sentence cannot be read", 4),
        ("260 shillings.", "260 shillings.\nThey earn 26 × 10 = 260 shillings.", "works out a quantity twice", 5),
        ("12 + 5 = 17 books", "12 + 5 - 0 = 17 books", "sentence cannot be read", 1),
        ("12 + 5", "12 + five", "sentence cannot be read", 1),
        ("Juma has 12 + 5 = 17 books.", "12 + 5 = 17, so Juma has 18 books.", "sentence cannot be read", 1),
    ],
)
def test_a_fault_is_named_with_its_step(before: str, after: str, reason: str, step: int) -> None:
    spoilt = SOLUTION.replace(before, after, 1)
    verdict = judged(NAME, prose(QUESTION, spoilt, ANSWER))

    assert spoilt != SOLUTION
    assert (verdict.outcome, verdict.reason, verdict.evidence["step"]) == (Outcome.FAIL, reason, str(step))


@pytest.mark.parametrize(
    "answer", ["260", "26 books", "260 shilling", "shillings 260", "shilingi 260", "260 books", ""]
)
def test_an_answer_needs_its_number_and_unit(answer: str) -> None:
    assert judged(NAME, prose(QUESTION, SOLUTION, answer)).reason == "answer is wrong"


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ("Amina has 12 books. ", "", "question does not state what is needed"),
        ("Amina has 12", "Amina has 12 books. Amina has 12", "question states a quantity twice"),
        ("Juma has 5 more books than Amina", "Juma has 5 more books than Juma", "question goes round in circles"),
        ("gives away 3", "gives away 30", "question has no whole answer"),
        ("gives away 3 books", "gives Juma 3 books", "question lets somebody give to themselves"),
        ("Amina and Juma put", "Amina and Amina put", "question counts somebody twice"),
        ("Amina and Juma put their books together. ", "", "question does not say who they are"),
        ("all the books at", "all the hats at", "question does not say who they are"),
        ("do they earn", "does Amina earn", "question does not state what is needed"),
        ("do they earn", "do they have left", "question does not state what is needed"),
        ("Then Juma gives", "Then Amina gets 3 more books. Luis has twice as many books as Amina. Then Juma gives",
         "question compares after a change"),
        ("How many shillings do they earn", "How many books does Juma have", "question does not say when"),
    ],
)  # fmt: skip
def test_a_question_must_make_sense(before: str, after: str, reason: str) -> None:
    spoilt = QUESTION.replace(before, after, 1)
    verdict = judged(NAME, prose(spoilt, SOLUTION, ANSWER))

    assert spoilt != QUESTION
    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, reason)


def test_going_round_in_circles_is_refused() -> None:
    question = "Amina has 5 more books than Juma. Juma has 5 fewer books than Amina. How many books does Juma have?"

    verdict = judged(NAME, prose(question, SOLUTION, ANSWER))

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, "question goes round in circles")


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "How many books does Amina have?",
        "Amina has 12 books.",
        "Amina has 12 books. Why?",
        "Amina has a dozen books. How many books does Amina have?",
        "Amina has 12 books. Amina has 4 pens. How many pens does Amina have.",
        "Amina has 12 books. The market is busy before Eid. How many books does Amina have?",
        "Natalia sold clips to 48 of her friends in April. How many clips did Natalia sell altogether?",
        "Amina has 12 books. How many books does Amina have? How many books does Amina have?",
        "Amina ana kitabu 12. Amina ana vitabu vingapi?",
        "Amina ana vitabu 12. Amina ana vitabu mangapi?",
        " ".join(["Amina has 12 books."] * 70) + " How many books does Amina have?",
    ],
)
def test_what_is_no_story_of_ours_is_left_alone(question: str) -> None:
    assert judged(NAME, prose(question, SOLUTION, ANSWER)).outcome is Outcome.ABSTAIN


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        (SWALI, "vitabu vyote", "vitabu zote"),
        (SWALI, "vitabu vyao", "vitabu yao"),
        (SWALI, "vitabu vitano", "vitabu matano"),
        (SWALI, "vitabu vitatu", "vitabu tatu"),
        (SWALI, "kofia ndogo", "kofia vidogo"),
        (SWALI, "kila kimoja", "kila moja"),
        (SWALI, "shilingi kumi", "shilingi vikumi"),
        (SWALI, "shilingi ngapi", "shilingi vingapi"),
        (FRENCH, "qu'Amina", "que Amina"),
        (FRENCH, "qu'Amina", "qu'Juma"),
        (FRENCH, "petites assiettes", "petits assiettes"),
        (FRENCH, "tous les livres", "toutes les livres"),
        (FRENCH, "chacun pour", "chacune pour"),
        (FRENCH, "de shillings", "d'shillings"),
        (FRENCH, "ils ?", "ils?"),
        (SPANISH, "Juma e Ines", "Juma y Ines"),
        (SPANISH, "todos los", "todas las"),
        (SPANISH, "cada uno", "cada una"),
        (SPANISH, "Una taza", "Un taza"),
        (SPANISH, "cuántos pesos", "cuántas pesos"),
        (GERMAN, "Der Markt", "Das Markt"),
        (GERMAN, "Bücher mehr", "Buch mehr"),
        (GERMAN, "Bücher mehr", "bücher mehr"),
    ],
)
def test_words_that_do_not_agree_are_not_read(question: str, right: str, wrong: str) -> None:
    spoilt = question.replace(right, wrong, 1)

    assert spoilt != question
    assert read(question, "quantities") is not None
    assert read(spoilt, "quantities") is None


def sums(record: Record) -> list[Any]:
    """What is worked out, whoever and whatever it is about: a distractor may be the first to mention somebody."""
    return [step.claim.args[1:] for step in derivation_of(record).steps]


@given(seed=st.integers(0, 2**32), level=st.integers(1, 6), distractors=st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_distractors_add_sentences_and_no_steps(seed: int, level: int, distractors: int) -> None:
    record = made(NAME, seed=seed, count=1, level=level, distractors=distractors)[0]
    plain = made(NAME, seed=seed, count=1, level=level, distractors=0)[0]

    longer, shorter = len(derivation_of(record).givens), len(derivation_of(plain).givens)
    assert longer - shorter == distractors
    assert sums(record) == sums(plain)


@pytest.mark.parametrize(
    ("level", "fewest", "most"), [(1, 2, 3), (2, 3, 4), (3, 5, 6), (4, 6, 7), (5, 7, 8), (6, 9, 10)]
)
def test_a_level_has_its_number_of_steps(level: int, fewest: int, most: int) -> None:
    counts = {len(derivation_of(record).steps) for record in made(NAME, count=300, level=level)}

    assert counts == set(range(fewest, most + 1))


@given(seed=st.integers(0, 2**32))
@settings(max_examples=40, deadline=None)
def test_a_distractor_s_number_may_not_enter_a_step(seed: int) -> None:
    record = made(NAME, seed=seed, count=1, level=2, distractors=3)[0]
    givens: Any = [claim.args for claim in derivation_of(record).givens]
    lines = problem_of(record).solution.split("\n")
    idle = next(str(number) for node, number in givens if node[0] in ("age", "far", "price"))
    first = re.search(r"[0-9]+(?= [-+×÷] )", lines[0])
    assert first is not None
    lines[0] = f"{lines[0][: first.start()]}{idle}{lines[0][first.end() :]}"
    spoilt = prose(problem_of(record).question, "\n".join(lines), problem_of(record).answer)

    same = idle == first[0]
    assert judged(NAME, spoilt).outcome is (Outcome.PASS if same else Outcome.FAIL)


def test_words_and_digits_tell_the_same_story() -> None:
    digits = made(NAME, count=50, numerals="digits", language="sw")
    words = made(NAME, count=50, numerals="words", language="sw")

    assert [derivation_of(record) for record in digits] == [derivation_of(record) for record in words]
    assert [problem_of(record).question for record in digits] != [problem_of(record).question for record in words]
