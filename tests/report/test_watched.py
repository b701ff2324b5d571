"""What the watch shows: who made what nobody proved, what cycles no longer say, and the evidence against a teacher."""

from typing import Any

from provender.core.chart import Curves
from provender.report.charts import drawn
from provender.report.watched import watched
from provender.stages.monitors.errors import Errors, Probe

LIMITS = {"teacher_share": 0.5, "teacher_share_because": ""}


def _facts(**more: Any) -> dict[str, Any]:
    return {"recipe": {"limits": LIMITS}, **more}


def test_nothing_is_shown_where_no_teacher_wrote_and_no_cycle_was_held_against_the_anchor() -> None:
    assert [] == watched(_facts())
    assert [] == watched(_facts(shares=[["level=1", {"": 7}]], cycles=[{"missing": {}}]))


def test_shares_are_of_a_slices_unproved_records() -> None:
    ((heading, (block,)),) = watched(_facts(shares=[["level=1", {"a<b": 3, "": 1}]]))

    assert "nobody proved" in heading
    assert "75.0%" in block.svg
    assert "level=1" in block.svg
    assert "a&lt;b" in block.svg
    assert "At most 50%" in block.caption


def test_a_reason_for_a_larger_share_is_told() -> None:
    limits = {"teacher_share": 0.9, "teacher_share_because": "two people read all of it"}
    ((_, (block,)),) = watched({"recipe": {"limits": limits}, "shares": [["", {"a": 9, "": 1}]]})

    assert "two people read all of it" in block.caption


def test_missing_mass_has_a_line_a_slice() -> None:
    cycles = [{"missing": {"all": 0.1, "level 2": 0.2}}, {"missing": {"all": 0.15, "level 2": 0.4}}]
    ((_, (block,)),) = watched(_facts(cycles=cycles))

    assert 2 == block.svg.count("polyline")


def test_evidence_crosses_its_alarm_where_it_came() -> None:
    errors = Errors(limit=0.2, false_alarm=0.05)
    errors.let_in("t", (), 1)
    errors.look([Probe("t", (), True)] * 20)

    chart, _ = next(errors.findings()).shown

    assert isinstance(chart, Curves)
    ((_, points),) = chart.lines
    assert ((0.0, "alarm"),) == chart.levels
    assert ">alarm<" in drawn(chart).svg
    assert errors.lines["t", "all"].alarmed == next(x for x, y in points if y >= 0)
