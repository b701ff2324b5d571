"""Another package's items: solved anew from the question alone, and made from streams that share nothing."""

from collections.abc import Mapping
from importlib.util import find_spec

import pytest

from provender.core.errors import MissingExtra, RecipeError, UnknownName
from provender.core.recipe import Shard
from provender.core.record import Failure, Origin, Record
from provender.core.registry import load
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/adapters/reasoning_gym"
TAGS = {"topic": "reasoning_gym", "language": "en"}
INSTALLED = find_spec("reasoning_gym") is not None
with_package = pytest.mark.skipif(not INSTALLED, reason="reasoning-gym is not installed")


def judged(question: str, answer: str, *, prose: str = "", tags: Mapping[str, str] = TAGS) -> Verdict:
    """The verdict on an item."""
    origin = Origin(source="x", version="", recipe="", seed=0, index=0)
    record = Record(payload=Problem(question, answer, "en", None, prose), origin=origin, tags=tags)
    (verdict,) = load("verifier", NAME)([record])
    assert isinstance(verdict, Verdict)
    return verdict


def syllogism(one: str, two: str, claim: str) -> str:
    """A syllogism in the package's form."""
    return (
        f"Consider these statements:\n1. {one}\n2. {two}\n\n"
        f"Does it logically follow that:\n{claim}?\n(Answer Yes or No)"
    )


GCD = "Find the Greatest Common Divisor (GCD) of these numbers: {}. Give only the GCD as your final answer."
LCM = "Find the Least Common Multiple (LCM) of these numbers: {}"
SUM = "State the final answer to the following arithmetic problem: {} ="
PRODUCT = "Solve the following multiplication: {}. Give only the result as your final answer."
SIMPLIFY = "Simplify the fraction {} to its lowest terms. Give only the simplified fraction as your final answer."
BITS = "How many 1 bits are there in the binary representation of the number {}?"

RIGHT = [
    (syllogism("All ants are bees", "All bees are cats", "All ants are cats"), "Yes"),
    (syllogism("No ants are bees", "Some bees are cats", "Some cats are not ants"), "Yes"),
    (syllogism("All ants are bees", "Some bees are cats", "Some ants are cats"), "No"),
    (syllogism("Some ants are bees", "No ants are bees", "All bees are cats"), "Yes"),  # no such world
    ("Calculate -5 + 3 / -( ( -4 - -8 ) + 5 ).", "-16/3"),
    ("Calculate 12/6/2.", "1"),
    ("Calculate 2-3*4.", "-10"),
    ("What is ( 7 - 9 ) * -3?", "6"),
    ("Evaluate: 8 / 4 / 2.", "1"),
    (SUM.format("4 - 1 - 7"), "-4"),
    (PRODUCT.format("12 * 12"), "144"),
    (GCD.format("84, 36, 30"), "6"),
    (LCM.format("4, 6"), "12"),
    (SIMPLIFY.format("6/4"), "3/2"),
    (SIMPLIFY.format(r"$\frac{70}{140}$"), r"$\frac{1}{2}$"),
    (BITS.format(11), "3"),
]
WRONG = [
    (syllogism("All ants are bees", "Some bees are not cats", "Some ants are not cats"), "Yes", "No"),
    (syllogism("All ants are bees", "Some bees are cats", "Some ants are cats"), "Yes", "No"),
    (syllogism("All ants are bees", "All bees are cats", "All ants are cats"), "No", "Yes"),
    (syllogism("All ants are bees", "All bees are cats", "All ants are cats"), "maybe Yes", "Yes or No"),
    ("Calculate -1 / -( -( -( -2 - 9 ) ) + -3 + -13 ).", "-1", "-1/27"),
    ("Calculate 7 / 2.", "3", "7/2"),
    (SUM.format("4 - 1 - 7"), "10", "-4"),
    (GCD.format("84, 36"), "6", "12"),
    (LCM.format("4, 6"), "24", "12"),
    (SIMPLIFY.format("6/4"), "6/4", "3/2"),
    (SIMPLIFY.format("6/4"), "1.5", "3/2"),
    (BITS.format(11), "11", "3"),
]
UNDECIDED = [
    (syllogism("All ants are bees", "All bees are cats", "Some ants are cats"), "Yes"),
    (syllogism("All ants are bees", "All bees are cats", "Some ants are cats"), "No"),
    (syllogism("All ants are not bees", "All bees are cats", "No ants are cats"), "Yes"),
    ("Sort these words: b, a", "a, b"),
    ("Calculate __import__.", "0"),
    ("Calculate 3 +.", "3"),
    (GCD.format("84"), "84"),
]


@pytest.mark.parametrize(("question", "answer"), RIGHT)
def test_a_right_item_is_proved(question: str, answer: str) -> None:
    assert judged(question, answer).outcome is Outcome.PASS


@pytest.mark.parametrize(("question", "answer", "ours"), WRONG)
def test_a_wrong_item_fails_with_our_value(question: str, answer: str, ours: str) -> None:
    verdict = judged(question, answer)

    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, "answer is wrong")
    assert verdict.evidence == {"answer": answer, "expected": ours}


@pytest.mark.parametrize(("question", "answer"), UNDECIDED)
def test_what_is_unknown_or_left_open_is_undecided(question: str, answer: str) -> None:
    assert judged(question, answer).outcome is Outcome.ABSTAIN


def test_division_by_zero_has_no_answer() -> None:
    assert judged("Calculate 3 / ( 2 - 2 ).", "0").reason == "question divides by zero"
    assert judged(SIMPLIFY.format("3/0"), "0/1").reason == "question divides by zero"


def test_a_solution_beside_the_answer_is_not_vouched_for() -> None:
    assert judged("Calculate 1 + 1.", "2", prose="1 + 1 = 3.").outcome is Outcome.ABSTAIN


def test_a_false_tag_fails() -> None:
    assert judged("Calculate 1 + 1.", "2", tags={**TAGS, "language": "sw"}).outcome is Outcome.FAIL


def test_the_judge_of_formulas_leaves_bare_items_alone() -> None:
    origin = Origin(source="x", version="", recipe="", seed=0, index=0)
    record = Record(payload=Problem("Calculate 1 + 1.", "2"), origin=origin, tags=TAGS)

    (verdict,) = load("verifier", "reasoning/arithmetic/expression")([record])

    assert verdict.outcome is Outcome.ABSTAIN


@pytest.mark.skipif(INSTALLED, reason="reasoning-gym is installed")
def test_without_the_package_the_error_says_how_to_get_it() -> None:
    with pytest.raises(MissingExtra, match="reasoning-gym") as caught:
        load("generator", NAME, {"task": "gcd"})

    assert caught.value.mend == "pip install reasoning-gym"


def made(task: str, *, seed: int = 1, start: int = 0, count: int = 20) -> list[Record]:
    """Items of a task."""
    found = load("generator", NAME, {"task": task})(Shard(seed=seed, start=start, count=count))
    return [record for record in found if isinstance(record, Record)]


@with_package
def test_neighbouring_seeds_share_no_items() -> None:
    here, there = ({record.content for record in made("basic_arithmetic", seed=seed, count=200)} for seed in (1, 2))

    assert len(here & there) < 5


@with_package
def test_a_shard_may_be_cut_anywhere() -> None:
    assert made("gcd", count=9) == made("gcd", count=4) + made("gcd", start=4, count=5)


@with_package
@pytest.mark.parametrize("task", ["chain_sum", "products", "gcd", "lcm", "fraction_simplification", "count_bits"])
def test_sound_tasks_are_proved(task: str) -> None:
    verdicts = load("verifier", NAME)(made(task))

    assert {verdict.outcome for verdict in verdicts} == {Outcome.PASS}


@with_package
def test_a_task_that_only_scores_makes_failures() -> None:
    found = list(load("generator", NAME, {"task": "propositional_logic"})(Shard(seed=1, start=0, count=2)))

    assert [type(item) for item in found] == [Failure, Failure]


@with_package
@pytest.mark.parametrize(
    ("dials", "error"),
    [
        ({"task": "gdc"}, UnknownName),
        ({"task": "gcd", "config": {"seed": 3}}, RecipeError),
        ({"task": "gcd", "config": {"min_numbers": -1}}, RecipeError),
        ({"task": "gcd", "config": {"no_such": 1}}, RecipeError),
    ],
)
def test_what_the_package_refuses_is_refused_early(dials: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        load("generator", NAME, dials)
