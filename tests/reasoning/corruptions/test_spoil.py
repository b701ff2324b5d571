"""How errors spread: what follows from a slip is worked out anew, and only the slip itself is false."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.conformance.parts import CORRUPTIONS

from provender.core import registry
from provender.core.claim import Claim, Derivation, Step
from provender.core.record import Origin, Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.prose import in_prose
from provender.reasoning.corruptions.tools.spoil import (
    Edit,
    carried_on,
    followed,
    nudged,
    resolved,
    slipped,
    spoil,
    told,
)
from provender.reasoning.corruptions.tools.truth import holds
from provender.reasoning.problem import Problem

ORIGIN = Origin(source="file", version="", recipe="", seed=0, index=0)
SOUND = Problem(
    "Add 12 and 5, double it, take away 4.",
    "30",
    derivation=Derivation(
        givens=(),
        goal=("-", ("*", ("+", 12, 5), 2), 4),
        steps=(
            Step(Claim("=", (("+", 12, 5), 17)), "12 + 5 = 17.", "sum"),
            Step(Claim("=", (("*", 17, 2), 34)), "17 × 2 = 34, so there are 34.", "product", (0,)),
            Step(Claim("=", (("-", 34, 4), 30)), "34 - 4 = 30.", "difference", (1,)),
        ),
        answer=30,
    ),
)
LISTED = Problem(
    "Let x be the sum of 12, 5 and 3, and y its double.",
    "x = 20, y = 40",
    derivation=Derivation(
        givens=(),
        goal=("values", "x", "y"),
        steps=(
            Step(Claim("=", ("x", ("+", 12, 5, 3), 20)), "x = 12 + 5 + 3 = 20.", "sum"),
            Step(Claim("=", ("y", ("*", 20, 2), 40)), "y = 20 × 2 = 40.", "product", (0,)),
        ),
        answer=("values", 20, 40),
    ),
)
RECORD = Record(payload=SOUND, origin=ORIGIN)


def slip(by: int) -> Problem:
    """The problem after its first sum went wrong."""
    first = next(slipped(told(SOUND).steps[0], lambda result: result + by))
    return carried_on(SOUND, 0, first)


@pytest.mark.parametrize("by", [-10, -1, 1, 10])
def test_only_the_slip_is_false(by: int) -> None:
    claims = [step.claim for step in told(slip(by)).steps]

    assert [holds(claim, {}) for claim in claims] == [False, True, True]


def test_all_that_follows_from_a_slip_is_worked_out_anew() -> None:
    after = slip(1)

    assert after.solution == "12 + 5 = 18.\n18 × 2 = 36, so there are 36.\n36 - 4 = 32."
    assert (after.answer, told(after).answer) == ("32", 32)


def test_other_premises_lead_to_another_answer() -> None:
    premises = replace(told(SOUND), goal=("-", ("*", ("+", 13, 5), 2), 4))
    after = followed(SOUND, premises)

    assert after is not None
    assert after.question == SOUND.question
    assert after.answer == "32"
    assert all(holds(step.claim, {}) for step in told(after).steps)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("=", (("+", 1, 2), 5)), Claim("=", (("+", 1, 2), 3))),
        (Claim("=", (84, ("+", ("*", 2, 40), 1))), Claim("=", (81, ("+", ("*", 2, 40), 1)))),
        (Claim("=", (("all", "book"), ("*", 3, 4), 5)), Claim("=", (("all", "book"), ("*", 3, 4), 12))),
        (Claim("=", (("/", 3, 4), 5)), None),
        (Claim("=", ("x", 5)), Claim("=", ("x", 5))),
        (Claim("knight", ("Zuri",)), Claim("knight", ("Zuri",))),
    ],
)
def test_an_equation_is_put_right_on_its_bare_side(claim: Claim, expected: Claim | None) -> None:
    assert expected == resolved(claim)


@pytest.mark.parametrize("seed", range(20))
def test_a_nudge_changes_one_number_and_keeps_its_sign(seed: int) -> None:
    found = [7, -12, 0]
    other = nudged(found, stream(seed, 0, "nudge"))

    assert sum(a != b for a, b in zip(found, other, strict=True)) == 1
    assert all((a < 0) == (b < 0) for a, b in zip(found, other, strict=True))
    assert nudged([], stream(seed, 0, "nudge")) == []


def test_a_record_without_a_fitting_edit_is_left_alone() -> None:
    def nothing(problem: Problem, rng: Stream) -> Iterator[Edit]:
        yield Edit(problem, "nowhere")

    assert spoil(RECORD, "nothing", 0, nothing) is None


def test_an_error_that_only_the_formal_story_shows_is_not_told_in_prose() -> None:
    plain = [in_prose(RECORD, bad) for bad in planted("reasoning/wrong_uses")]

    assert plain
    assert not any(plain)


def test_an_error_in_a_sentence_is_told_in_prose_too() -> None:
    bad = planted("reasoning/arithmetic/carry_slip")[0]
    plain = in_prose(RECORD, bad)

    assert plain is not None
    assert plain.record.payload == replace(SOUND, answer=bad.record.payload.text().split("\n")[-1], derivation=None,
                                           prose="\n".join(bad.record.payload.text().split("\n")[1:-1]))  # fmt: skip


def planted(name: str, sound: Problem = SOUND) -> list[Corrupted]:
    """What a corruption makes of a sound record under several seeds."""
    part = registry.load("corruption", name)
    tried = [part(replace(RECORD, payload=sound), seed=seed) for seed in range(9)]
    return [bad for bad in tried if bad and bad.falsehood]


OF_ANY_FAMILY = [
    name for name in registry.names("corruption") if name.startswith("reasoning/") and "/logic/" not in name
]


@pytest.mark.parametrize("name", OF_ANY_FAMILY)
def test_every_kind_finds_an_error_to_plant_in_a_plain_problem(name: str) -> None:
    kinds = {bad.kind for sound in (SOUND, LISTED) for bad in planted(name, sound)}

    assert kinds == {name.rpartition("/")[2]}


@pytest.mark.parametrize("name", CORRUPTIONS)
def test_prose_without_a_story_is_spoilt_without_harm(name: str) -> None:
    bare = replace(RECORD, payload=replace(SOUND, derivation=None, prose=SOUND.solution))
    bad = registry.load("corruption", name)(bare, seed=3)

    assert bad is None or bad.falsehood
