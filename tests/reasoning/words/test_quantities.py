"""Quantity problems: agreement, distractors, and faults caught by name."""

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.arithmetic.worked import derivation_of, judged, made, problem_of, prose

from provender.core.verdict import Outcome
from provender.reasoning.read import lexicon as reading
from provender.reasoning.read import stories
from provender.reasoning.render import lexicon as writing
from provender.reasoning.render.names import NAMES

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


def test_a_story_written_by_hand_is_proved() -> None:
    assert judged(NAME, prose(QUESTION, SOLUTION, ANSWER)).outcome is Outcome.PASS
    assert judged(NAME, prose(SWALI, JIBU, "shilingi 260", language="sw")).outcome is Outcome.PASS


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
    ("right", "wrong"),
    [
        ("vitabu vyote", "vitabu zote"),
        ("vitabu vyao", "vitabu yao"),
        ("vitabu vitano", "vitabu matano"),
        ("vitabu vitatu", "vitabu tatu"),
        ("kofia ndogo", "kofia vidogo"),
        ("kila kimoja", "kila moja"),
        ("shilingi kumi", "shilingi vikumi"),
        ("shilingi ngapi", "shilingi vingapi"),
    ],
)
def test_words_that_do_not_agree_are_not_read(right: str, wrong: str) -> None:
    spoilt = SWALI.replace(right, wrong, 1)

    assert spoilt != SWALI
    assert stories.question(SWALI) is not None
    assert stories.question(spoilt) is None


@pytest.mark.parametrize(
    ("number", "lemma", "words"),
    [
        (3, "book", "vitabu vitatu"),
        (5, "orange", "machungwa matano"),
        (3, "child", "watoto watatu"),
        (3, "tree", "miti mitatu"),
        (2, "pen", "kalamu mbili"),
        (8, "book", "vitabu vinane"),
        (6, "book", "vitabu sita"),
        (10, "tree", "miti kumi"),
        (4, "mango", "maembe manne"),
        (2, "teacher", "walimu wawili"),
        (2, "month", "miezi miwili"),
        (2, "day", "siku mbili"),
        (1, "book", "vitabu vimoja"),
    ],
)
def test_a_numeral_agrees_with_its_noun(number: int, lemma: str, words: str) -> None:
    noun = writing.SWAHILI[lemma]

    assert f"{noun.many} {noun.counted[number]}" == words


@pytest.mark.parametrize(
    ("lemma", "words"),
    [
        ("book", "kitabu kimoja kina kinagharimu vitabu vyote vyao vya vingapi vichache vidogo vikubwa"),
        ("orange", "chungwa moja lina linagharimu machungwa yote yao ya mangapi machache madogo makubwa"),
        ("tree", "mti mmoja una unagharimu miti yote yao ya mingapi michache midogo mikubwa"),
        ("pen", "kalamu moja ina inagharimu kalamu zote zao za ngapi chache ndogo kubwa"),
        ("child", "mtoto mmoja ana anagharimu watoto wote wao wa wangapi wachache wadogo wakubwa"),
    ],
)
def test_a_noun_class_by_hand(lemma: str, words: str) -> None:
    n = writing.SWAHILI[lemma]
    got = [n.one, n.single, n.has, n.costs, n.many, n.all, n.their, n.of, n.how_many, n.few, n.small, n.big]

    assert got == words.split()


def test_every_noun_that_is_written_is_read_in_both_numbers() -> None:
    for lemma, noun in writing.SWAHILI.items():
        one, many = reading.LEXERS["sw"][noun.one], reading.LEXERS["sw"][noun.many]
        assert (one[1], many[1]) == (lemma, lemma)
        assert one[0].lower() == many[0].lower()
        symbol = many[0].lstrip("NCKT")
        agreed = [reading.LEXERS["sw"][noun.counted[n]] for n in range(2, 11)]
        assert [value for _, value in agreed] == list(range(2, 11))
        assert {shape for shape, _ in agreed} == {"#0", f"#{symbol}"}
    for lemma, english in writing.ENGLISH.items():
        assert reading.LEXERS["en"][english.one][1] == reading.LEXERS["en"][english.many][1] == lemma


def test_names_are_read_as_names() -> None:
    assert len(set(NAMES)) == len(NAMES)
    for language in ("en", "sw"):
        assert [reading.LEXERS[language][name] for name in NAMES] == [("P", name) for name in NAMES]


@given(seed=st.integers(0, 2**32), level=st.integers(1, 5), distractors=st.integers(0, 3))
@settings(max_examples=60, deadline=None)
def test_distractors_add_sentences_and_no_steps(seed: int, level: int, distractors: int) -> None:
    record = made(NAME, seed=seed, count=1, level=level, distractors=distractors)[0]
    plain = made(NAME, seed=seed, count=1, level=level, distractors=0)[0]

    longer, shorter = problem_of(record).question.count(". "), problem_of(plain).question.count(". ")
    assert longer - shorter == distractors
    assert [step.claim for step in derivation_of(record).steps] == [step.claim for step in derivation_of(plain).steps]


@pytest.mark.parametrize(("level", "fewest", "most"), [(1, 2, 3), (2, 3, 4), (3, 5, 6), (4, 6, 7), (5, 7, 8)])
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
