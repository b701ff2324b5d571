"""The teachers' table: what each claimed, what of it was false, what was right on wrong grounds."""

from provender.core.protocols import Judged
from provender.core.record import Origin, Record
from provender.reasoning.panels.teachers import ANCHORED, Teachers
from provender.reasoning.problem import Problem


def judged(index: int, prose: str, *, teacher: str | None = "ann", right: bool, fate: str = "rejected") -> Judged:
    """One answer with what was decided."""
    origin = Origin(source="x", version="", recipe="", seed=0, index=index, teacher=teacher)
    record = Record(payload=Problem("q", "1", "en", None, prose), origin=origin)
    return Judged(record=record, fate=fate, passed=(ANCHORED,) if right else (), verifier="" if right else ANCHORED)


def test_teachers_get_a_line_each() -> None:
    samples = [
        judged(0, "So 2 + 2 = 4. And no more.", right=True, fate="accepted"),
        judged(1, "So 2 + 2 = 5. But 5 - 1 = 4.", right=True),
        judged(2, "So 3 * 2 = 6.", right=False),
        judged(3, "It is 7.", teacher="bob", right=False),
        judged(4, "So 1 + 1 = 3.", teacher=None, right=False),
    ]

    table, false = Teachers()(samples)

    assert table.rows == (
        ("ann", "3", "4", "1 (25.00%)", "80.0%", "2 of 3 (66.7%)", "1", "1", "2"),
        ("bob", "1", "0", "0 (0.00%)", "0.0%", "0 of 1 (0.0%)", "0", "0", "1"),
    )
    assert len(table.head) == len(table.rows[0])
    assert false.lines == ("✗ 2 + 2 = 5 (the left side is 4): So 2 + 2 = 5.",)


def test_teachers_say_nothing_where_there_are_none() -> None:
    assert list(Teachers()([judged(0, "So 1 + 1 = 2.", teacher=None, right=True)])) == []
    assert list(Teachers()([])) == []
