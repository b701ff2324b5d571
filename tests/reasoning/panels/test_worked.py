"""Worked problems in the report: one of each kind, every step marked as it was judged, other payloads left alone."""

import pytest
from tests.parts.rows import Row

from provender.core.claim import Claim, Derivation, Step
from provender.core.protocols import Block, Judged
from provender.core.record import Origin, Payload, Record
from provender.reasoning.panels.worked import Worked
from provender.reasoning.problem import Problem

SUM = Step(Claim("=", (("+", 2, ("*", 3, 4)), 14)), "2 + 12 = 14.", "add")
SHARE = Step(Claim("<=", (("/", 1, 2), ("-", 3, ("+", 1, 1)))), "A half is at most one.", "compare")
KNIGHT = Step(Claim("knight", ("Zuri", ("not", "Ann"))), "Zuri is a knight.", "suppose")
TOLD = Derivation((), "x", (SUM, SHARE, KNIGHT), 14)


def judged(payload: Payload, *, source: str = "x", language: str = "en", reason: str = "", step: str = "") -> Judged:
    """A record with what was decided: refused where there is a reason."""
    origin = Origin(source=source, version="", recipe="", seed=0, index=0)
    record = Record(payload=payload, origin=origin, tags={"language": language})
    evidence, fate = {"step": step} if step else {}, "rejected" if reason else "accepted"
    return Judged(record=record, fate=fate, grade="proved", verifier="v", reason=reason, evidence=evidence)


def blocks(*samples: Judged, **dials: int) -> list[Block]:
    """What the panel draws."""
    return list(Worked(**dials)(samples))


def problem(prose: str = "") -> Problem:
    """A worked problem, or a teacher's prose."""
    return Problem("What is it?", "14", "en", None if prose else TOLD, prose)


def test_an_accepted_problem_is_shown_with_every_step_checked() -> None:
    (block,) = blocks(judged(problem()))

    assert block.title == "x:0:0 · language en"
    assert block.caption == "accepted: proved by v"
    assert block.lines == (
        "What is it?",
        "✓ 2 + 12 = 14.   [add: 2 + 3 × 4 = 14]",
        "✓ A half is at most one.   [compare: 1/2 ≤ 3 − (1 + 1)]",
        "✓ Zuri is a knight.   [suppose: knight(Zuri, not(Ann))]",
        "→ 14",
    )


def test_a_refused_problem_shows_where_it_broke_and_checks_nothing() -> None:
    (block,) = blocks(judged(problem(), reason="a step is false", step="2"))

    assert block.caption == "refused by v: a step is false (step: 2)"
    assert [line[:2] for line in block.lines[1:-1]] == ["2 ", "✗ ", "Zu"]


def test_one_is_shown_of_each_source_and_language() -> None:
    kinds = [("a", "en"), ("a", "en"), ("a", "sw"), ("b", "en")]

    shown = blocks(*(judged(problem(), source=source, language=language) for source, language in kinds))

    assert [block.title.partition(":")[0] for block in shown] == ["a", "a", "b"]


@pytest.mark.parametrize("most", [0, 1, 2, 9])
def test_refusals_are_shown_once_a_reason_the_commonest_first(most: int) -> None:
    reasons = ["rare", "common", "common"]

    shown = blocks(*(judged(problem(), reason=reason) for reason in reasons), most=most)

    assert [block.caption.rpartition(" ")[2] for block in shown] == ["common", "rare"][:most]


def test_prose_is_shown_as_it_came_and_no_longer_than_asked() -> None:
    (block,) = blocks(judged(problem("So 2.\n" + "x" * 100)), longest=10)

    assert block.lines == ("What is it?", "So 2.", "xxxx", "→ 14")


def test_records_of_other_wings_are_left_alone() -> None:
    assert blocks(judged(Row("north", 1, 1, 1.0, 1.0))) == []
