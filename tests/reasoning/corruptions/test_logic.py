"""Who is a knight: edits to a puzzle of names, judged by the one world that its answer tells."""

from dataclasses import replace

import pytest

from provender.core.claim import Claim, Derivation, Step
from provender.reasoning.corruptions.tools.falsehood import falsehood
from provender.reasoning.problem import Problem

STORY = Derivation(
    givens=(Claim("says", ("Zuri", ("same", "Zuri", "Juma"))), Claim("says", ("Juma", ("knave", "Zuri")))),
    goal=("kinds", "Zuri", "Juma"),
    steps=(
        Step(Claim("suppose", (("knight", "Zuri"),)), "Suppose Zuri is a knight.", "suppose"),
        Step(Claim("impossible", (("knight", "Zuri"),)), "That contradicts what Juma says.", "contradiction", (0,)),
        Step(Claim("knave", ("Zuri",)), "So Zuri is a knave.", "conclude", (1,)),
        Step(Claim("knight", ("Juma",)), "What Juma says is true, so Juma is a knight.", "content", (2,)),
    ),
    answer=("and", ("knave", "Zuri"), ("knight", "Juma")),
)
SOUND = Problem(
    question='Zuri says: "Juma and I are of the same kind." Juma says: "Zuri is a knave." Who is a knight?',
    answer="Zuri is a knave, Juma is a knight",
    derivation=STORY,
)


def step(place: int, claim: Claim, text: str) -> Problem:
    """The puzzle with one other step."""
    steps = list(STORY.steps)
    steps[place] = replace(steps[place], claim=claim, text=text)
    return replace(SOUND, derivation=replace(STORY, steps=tuple(steps)))


FALSE = {
    "answer": replace(SOUND, answer="Zuri is a knight, Juma is a knave"),
    "formal answer": replace(SOUND, derivation=replace(STORY, answer=("and", ("knight", "Zuri"), ("knight", "Juma")))),
    "names of the answer": replace(SOUND, answer="Juma is a knave, Zuri is a knight"),
    "conclusion": step(2, Claim("knight", ("Zuri",)), "So Zuri is a knight."),
    "about another": step(2, Claim("knave", ("Juma",)), "So Juma is a knave."),
    "refutation": step(1, Claim("impossible", (("knave", "Zuri"),)), "That contradicts what Juma says."),
    "sentence about another": step(3, STORY.steps[3].claim, "What Zuri says is true, so Zuri is a knight."),
    "sentence of the contrary": step(3, STORY.steps[3].claim, "What Juma says is false, so Juma is a knight."),
    "statement": replace(SOUND, question=SOUND.question.replace("Zuri is a knave", "Zuri is a knight")),
    "speakers": replace(SOUND, question='Juma says: "Zuri and I are of the same kind." Zuri says: "Juma is a knave." '
                        "Who is a knight?"),
}  # fmt: skip
TRUE = {
    "answers in another order": replace(
        SOUND, derivation=replace(STORY, answer=("and", ("knight", "Juma"), ("knave", "Zuri")))
    ),
    "the same kind the other way round": replace(
        SOUND,
        derivation=replace(STORY, givens=(Claim("says", ("Zuri", ("same", "Juma", "Zuri"))), STORY.givens[1])),
    ),
}
UNDECIDED = {
    "another supposition": step(0, Claim("suppose", (("knave", "Zuri"),)), "Suppose Zuri is of the other kind."),
    "other true words": step(3, Claim("knight", ("Juma",)), "Since Juma told the truth, Juma is a knight."),
}


@pytest.mark.parametrize("after", FALSE.values(), ids=FALSE.keys())
def test_an_edit_of_a_puzzle_that_makes_something_false_is_told(after: Problem) -> None:
    assert falsehood(SOUND, after)


@pytest.mark.parametrize("after", TRUE.values(), ids=TRUE.keys())
def test_an_edit_of_a_puzzle_that_leaves_all_true_is_told(after: Problem) -> None:
    assert falsehood(SOUND, after) == ""


@pytest.mark.parametrize("after", UNDECIDED.values(), ids=UNDECIDED.keys())
def test_an_edit_of_a_puzzle_that_cannot_be_judged_is_left_alone(after: Problem) -> None:
    assert falsehood(SOUND, after) is None


def test_a_speaker_exchanged_is_no_error_that_the_prose_shows() -> None:
    """Who was contradicted is not what the claim is about: only a proof could tell."""
    after = step(1, STORY.steps[1].claim, "That contradicts what Zuri says.")

    assert falsehood(SOUND, after) is None
