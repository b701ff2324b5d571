"""Charts of findings: every kind is drawn, whatever its names and numbers, and nothing hostile gets through."""

import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from provender.core.chart import Bars, Chart, Curves, Heat, Intervals, Sheet
from provender.core.verdict import Finding, Interval
from provender.report.charts import audited, drawn

_WORDS = r"<text.*?</text>|<title>.*?</title>|aria-label=\"[^\"]*\""
numbers = st.floats(allow_nan=False)


def every_kind(name: str, value: float) -> tuple[Chart, ...]:
    """One chart of each kind, with the name and the number everywhere."""
    return (
        Intervals(
            title=name, series=(name, "b"), rows=((name, ((value, value, value), None)),), marks=((value, name),)
        ),
        Intervals(title=name, series=(name,), rows=((name, ((abs(value), 0.0, value),)),), log=True),
        Curves(title=name, lines=((name, ((0.0, value), (1.0, 1.0))), ("empty", ())), across=name, stepped=True),
        Bars(title=name, series=(name,), rows=((name, (abs(value),)),)),
        Heat(title=name, names=(name, "b"), values=((None, 0.5), (1.0, None)), caption=name),
        Sheet(title=name, head=(name,), rows=((name,),)),
    )


def finding(*shown: Chart) -> Finding:
    """A finding that shows charts."""
    return Finding(audit="tabular/x", value=0.5, limit=None, interval=Interval(low=0, high=1), reason="so", shown=shown)


@given(name=st.text(max_size=30), value=numbers)
@example(name="far", value=float("inf"))
def test_every_kind_is_drawn_whatever_it_holds(name: str, value: float) -> None:
    for chart in every_kind(name, value):
        block = drawn(chart)

        assert block.svg or block.rows
        assert "nan" not in re.sub(
            r"<text.*?</text>|<title>.*?</title>|aria-label=\"[^\"]*\"", "", block.svg, flags=re.S
        )


@pytest.mark.parametrize("hostile", ["<script>", '"><img src=x>', "\x1b[31m\u202e"])
def test_no_hostile_name_gets_into_a_drawing(hostile: str) -> None:
    for chart in every_kind(hostile, 1.0):
        assert hostile not in drawn(chart).svg


def test_a_finding_is_read_as_it_was_written() -> None:
    told = finding(*every_kind("age", 2.5))

    assert Finding.of(json.loads(json.dumps(told.plain()))) == told


def test_only_findings_that_show_something_have_a_heading() -> None:
    told = [finding(), finding(*every_kind("age", 0.5))]

    [(head, blocks)] = audited([each.plain() for each in told])
    assert ("tabular/x", ("so",), 6) == (head, blocks[0].lines, len(blocks) - 1)
