"""What an edit made false: a table of edits to one sound problem, each judged by hand."""

from dataclasses import replace

import pytest

from provender.core.claim import Claim, Derivation, Step
from provender.reasoning.corruptions.tools.falsehood import falsehood
from provender.reasoning.problem import Problem

PRICE = Claim("=", ("price", 12))
COUNT = Claim("=", ("count", 5))
PAID = Claim("=", ("paid", 100))
COST = Claim("=", (("*", 12, 5), 60))
REST = Claim("=", (("-", 100, 60), 40))

SOUND = Problem(
    question="A pen costs 12 shillings. Zuri buys 5 more than Baraka, who buys none, and pays 100. How much is left?",
    answer="40",
    derivation=Derivation(
        givens=(PRICE, COUNT, PAID),
        goal="rest",
        steps=(
            Step(COST, "The pens cost 12 × 5 = 60 shillings.", "product"),
            Step(REST, "What is left is 100 - 60 = 40 shillings.", "difference", (0,)),
        ),
        answer=40,
    ),
)
STORY = SOUND.derivation
assert STORY is not None
FIRST, SECOND = STORY.steps


def steps(first: Step = FIRST, second: Step = SECOND) -> Problem:
    """The sound problem with other steps."""
    assert STORY is not None
    return replace(SOUND, derivation=replace(STORY, steps=(first, second)))


def asked(old: str, new: str) -> Problem:
    """The sound problem with another question."""
    return replace(SOUND, question=SOUND.question.replace(old, new))


def given(*claims: Claim) -> Problem:
    """The sound problem with other givens."""
    assert STORY is not None
    return replace(SOUND, derivation=replace(STORY, givens=claims))


FALSE = {
    "written answer": replace(SOUND, answer="41"),
    "unit of the answer": replace(SOUND, answer="40 kg"),
    "formal answer": replace(SOUND, derivation=replace(STORY, answer=41)),
    "false claim": steps(replace(FIRST, claim=Claim("=", (("*", 12, 5), 61)))),
    "false claim, said as well": steps(Step(Claim("=", (("*", 12, 5), 61)), "The pens cost 12 × 5 = 61.", "product")),
    "true claim, not the sentence's": steps(replace(FIRST, claim=Claim("=", (("*", 12, 6), 72)))),
    "sentence": steps(replace(FIRST, text="The pens cost 12 × 5 = 61 shillings.")),
    "unit of a sentence": steps(replace(FIRST, text="The pens cost 12 × 5 = 60 kg.")),
    "number of the question": asked("100", "110"),
    "opposite in the question": asked("more", "fewer"),
    "given": given(Claim("=", ("price", 13)), COUNT, PAID),
    "given left out": given(PRICE, COUNT),
    "resting on itself": steps(second=replace(SECOND, uses=(1,))),
    "resting on nothing": steps(second=replace(SECOND, uses=())),
}
TRUE = {
    "operands exchanged": steps(
        Step(Claim("=", (("*", 5, 12), 60)), "The pens cost 5 × 12 = 60 shillings.", "product")
    ),
    "givens' sides exchanged": given(Claim("=", (12, "price")), COUNT, PAID),
}
UNDECIDED = {
    "nothing": SOUND,
    "a word": asked("pen", "pencil"),
    "another rule": steps(replace(FIRST, rule="sum")),
    "two true claims in other words": steps(
        Step(Claim("=", (("*", 10, 6), 60)), "The pens cost 10 × 6 = 60.", "product")
    ),
    "a number that nothing rests on": replace(SOUND, question=SOUND.question + " (Exercise 7)"),
}


@pytest.mark.parametrize("after", FALSE.values(), ids=FALSE.keys())
def test_an_edit_that_makes_something_false_is_told(after: Problem) -> None:
    assert falsehood(SOUND, after)


@pytest.mark.parametrize("after", TRUE.values(), ids=TRUE.keys())
def test_an_edit_that_leaves_all_true_is_told(after: Problem) -> None:
    assert falsehood(SOUND, after) == ""


@pytest.mark.parametrize("after", UNDECIDED.values(), ids=UNDECIDED.keys())
def test_an_edit_that_cannot_be_judged_is_left_alone(after: Problem) -> None:
    assert falsehood(SOUND, after) is None


def test_a_zero_behind_a_decimal_makes_nothing_false() -> None:
    half = Step(Claim("=", (("/", 1, 10), ("/", 10, 100))), "A tenth is 0.1, or 10/100.", "tenth")
    story = Derivation((), ("/", 1, 10), (half,), ("/", 1, 10))
    sound = Problem("What is a tenth of 1?", "0.1", derivation=story)
    told = replace(half, text="A tenth is 0.10, or 10/100.")

    assert falsehood(sound, replace(sound, answer="0.10")) is None
    assert falsehood(sound, replace(sound, derivation=replace(story, steps=(told,)))) is None


def test_a_step_left_out_is_missed_by_what_rests_on_it() -> None:
    assert STORY is not None
    left = replace(SOUND, derivation=replace(STORY, steps=(replace(SECOND, uses=()),)))

    assert falsehood(SOUND, left, kept=[1]) == "step 1 takes 60 from nowhere"


def test_prose_alone_is_judged_by_its_answer() -> None:
    told = Problem(SOUND.question, "40", prose="12 × 5 = 60. 100 - 60 = 40.")

    assert falsehood(told, replace(told, answer="41")) is None
    assert falsehood(told, replace(told, prose="No.")) is None
