"""Human questions formalised: what is understood is solved, what is not is left alone, another answer is refused."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.words.formal_corpus import READ, UNREAD

from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.words.verifiers.formalised import formalised

PENS = READ[0][0]
NOISE = ("0", "1/0", "$", "%", ".5", "and", "of", "the", "he")
WORDS = sorted({word for question, _ in READ for word in question.split()}.union(NOISE))


def said(question: str, answer: str, **dials: object) -> Verdict:
    """The verdict on an answer."""
    origin = Origin(source="file", version="", recipe="", seed=0, index=1)
    record = Record(payload=Problem(question, answer, "en", None, f"So it is {answer}."), origin=origin)
    verdict: Verdict = load("verifier", "reasoning/words/formalised", dials)([record])[0]
    return verdict


@pytest.mark.parametrize(("question", "answer"), READ)
def test_a_question_that_is_understood_is_solved(question: str, answer: str) -> None:
    assert (Fraction(answer) if answer else None) == formalised(question)


@pytest.mark.parametrize("question", UNREAD)
def test_a_question_with_a_trap_is_left_alone(question: str) -> None:
    assert formalised(question) is None


def test_another_answer_is_refused_or_pointed_at_and_the_right_one_never_verified() -> None:
    assert said(PENS, "10").outcome is Outcome.FAIL
    assert said(PENS, "10").evidence == {"read": "5", "answer": "10"}
    assert (said(PENS, "10", refuse=False).outcome, said(PENS, "10", refuse=False).grade) == (Outcome.ABSTAIN, None)
    assert (said(PENS, "5").outcome, said(PENS, "5").grade) == (Outcome.PASS, Grade.SCREENED)
    assert said(UNREAD[0], "15").outcome is Outcome.ABSTAIN
    assert said(PENS, "no idea").outcome is Outcome.ABSTAIN


@pytest.mark.parametrize(("question", "answer"), [each for each in READ if each[1]])
def test_a_number_that_is_added_and_never_used_silences_it(question: str, answer: str) -> None:
    assert formalised(f"Zed has 17 kites. {question}") is None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=60))
def test_no_jumble_of_words_breaks_the_reader(words: list[str]) -> None:
    found = formalised(" ".join(words))

    assert found is None or found >= 0


@pytest.mark.parametrize(
    "hostile",
    ["a " * 100_000, "1" * 100_000, "1," * 50_000, "Ann has 1 pen and " * 80 + "?", "twice as " * 100, "." * 9_999],
)
def test_hostile_text_is_given_up_at_once(hostile: str) -> None:
    assert formalised(hostile) is None
