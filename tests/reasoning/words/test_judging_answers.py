"""Answers held against a reference, and prose against arithmetic: true equations alone verify nothing."""

import pytest

from provender.core.claim import Derivation
from provender.core.protocols import Tools
from provender.core.record import Origin, Record
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.words.verifiers.anchored_answer import AnchoredAnswer
from provender.reasoning.words.verifiers.prose_arithmetic import ProseArithmetic

ASKED = "Ann’s 3 hens lay 4 eggs each. How many eggs are that?"


def record(problem: Problem) -> Record:
    """A problem as a record."""
    return Record(payload=problem, origin=Origin(source="file", version="", recipe="", seed=0, index=1))


def anchored(problem: Problem, *truths: Problem) -> Verdict:
    """The verdict of the anchor."""
    tools = Tools(reference=[record(truth) for truth in truths or (Problem(ASKED, "12"),)])
    return AnchoredAnswer().bind(tools)([record(problem)])[0]


@pytest.mark.parametrize("answer", ["12", "12.0", "$12", "12 eggs", "24/2"])
def test_anchored_answer_passes_the_same_number(answer: str) -> None:
    verdict = anchored(Problem("ann's 3 hens  lay 4 eggs each.\nHow many eggs are that?", answer, prose="3 * 4 = 12"))

    assert (verdict.outcome, verdict.grade) == (Outcome.PASS, Grade.ANCHORED)


@pytest.mark.parametrize(
    ("answer", "prose", "reason"),
    [
        ("13", "", "answer differs from the reference"),
        ("-12", "", "answer differs from the reference"),
        ("a few", "", "answer differs from the reference"),
        ("", "I do not know", "no final answer could be read"),
        ("12", "She has 3 + 4 = 7 eggs.", "solution does not arrive at its answer"),
    ],
)
def test_anchored_answer_fails_any_other(answer: str, prose: str, reason: str) -> None:
    verdict = anchored(Problem(ASKED, answer, prose=prose))

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, reason)
    assert verdict.evidence["reference"] == "12"


def test_anchored_answer_abstains_on_what_it_cannot_know() -> None:
    assert anchored(Problem("Another question?", "12")).outcome is Outcome.ABSTAIN
    assert anchored(Problem(ASKED, "12"), Problem(ASKED, "12"), Problem(ASKED, "13")).outcome is Outcome.ABSTAIN
    assert anchored(Problem(ASKED, "12"), Problem(ASKED, "12"), Problem(ASKED, "12.0")).outcome is Outcome.PASS


def test_anchored_answer_compares_words_where_the_truth_is_no_number() -> None:
    asked = Problem("Is it so?", "Yes")

    assert anchored(Problem("Is it so?", "yes", prose="2 + 2 = 4"), asked).outcome is Outcome.PASS
    assert anchored(Problem("Is it so?", "no"), asked).outcome is Outcome.FAIL


def prose(text: str, language: str = "en") -> Verdict:
    """The verdict of the arithmetic."""
    return ProseArithmetic()([record(Problem("q", "1", language, None, text))])[0]


def test_prose_arithmetic_only_screens_what_is_true() -> None:
    verdict = prose("She has 3 * 4 = 12 eggs and 12 / 7 = 2 boxes.")

    assert (verdict.outcome, verdict.grade) == (Outcome.PASS, Grade.SCREENED)
    assert dict(verdict.evidence) == {"read": "2", "proved": "1", "refuted": "0", "unknown": "1"}


def test_prose_arithmetic_fails_one_false_claim_among_true_ones() -> None:
    verdict = prose("She has 3 * 4 = 12 eggs. She eats 2, so 12 - 2 = 9 are left. Then 9 + 1 = 10.")

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, "a stated equation is false")
    assert verdict.evidence["equation"] == "12 - 2 = 9"
    assert verdict.evidence["claim"] == '["=",["-",12,2],9]'
    assert verdict.evidence["sentence"] == "She eats 2, so 12 - 2 = 9 are left."


def test_prose_arithmetic_abstains_where_it_reads_nothing() -> None:
    assert prose("She has twelve eggs.").outcome is Outcome.ABSTAIN
    assert prose("Ana mayai 3 * 4 = 13.", "sw").outcome is Outcome.ABSTAIN
    derived = Problem("q", "1", derivation=Derivation((), "x", (), 1))
    assert ProseArithmetic()([record(derived)])[0].outcome is Outcome.ABSTAIN
