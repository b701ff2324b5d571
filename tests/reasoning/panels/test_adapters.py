"""The table of other packages' items: right, wrong and undecided, task by task."""

from provender.core.protocols import Judged
from provender.core.record import Origin, Record
from provender.reasoning.panels.adapters import JUDGE, Adapters
from provender.reasoning.problem import Problem


def judged(task: str, *, passed: bool = False, verifier: str = "unverified", source: str = JUDGE) -> Judged:
    """An item with what was decided."""
    origin = Origin(source=source, version="1", recipe="", seed=0, index=0)
    record = Record(payload=Problem("Calculate\n7 / 2.", "3"), origin=origin, tags={"task": task})
    evidence = {"expected": "7/2"} if verifier == JUDGE and not passed else {}
    fate = "accepted" if passed else "rejected"
    return Judged(record=record, fate=fate, verifier=verifier, evidence=evidence, passed=(JUDGE,) * passed)


def test_every_task_has_its_line_and_wrong_items_stand_beside_our_value() -> None:
    samples = [
        judged("gcd", passed=True, verifier=JUDGE),
        judged("basic_arithmetic", passed=True, verifier=JUDGE),
        judged("basic_arithmetic", passed=True, verifier="general/repeats"),
        judged("basic_arithmetic", verifier=JUDGE),
        judged("basic_arithmetic"),
        judged("gcd", passed=True, source="reasoning/arithmetic/gcd"),
    ]

    table, wrong = Adapters()(samples)

    assert table.rows == (("basic_arithmetic", "4", "2", "1 (25.0%)", "1"), ("gcd", "1", "1", "0 (0.0%)", "0"))
    assert wrong.lines == ("✗ Calculate 7 / 2. → 3; found: 7/2",)


def test_nothing_is_shown_where_no_item_is_another_packages() -> None:
    assert list(Adapters()([judged("gcd", passed=True, source="reasoning/arithmetic/gcd")])) == []
