"""A loop's students, cycle by cycle: their marks and what they are, what a record of each slice brought, the exam."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from provender.core.chart import Estimate, Intervals
from provender.core.protocols import Block
from provender.core.verdict import Interval
from provender.report import svg
from provender.report.charts import drawn

_HUNDRED = 100.0
_MOST_SLICES = 24

Told = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Student:
    """One wing's student as the page shows it.

    Attributes:
        name: of its wing, "" where there is one.
        charts: what it is called, and the chart, of the whole and of every tag.
        cycles: its facts, cycle by cycle.
        gains: what a record of each slice brought; None before a second cycle.
        exam: its marks at the end; None while it is shut.
    """

    name: str
    charts: Sequence[tuple[str, str]]
    cycles: Sequence[Told]
    gains: Block | None
    exam: Told | None


def students(facts: Told) -> list[Student]:
    """Every student of a loop, wing by wing; none of a run."""
    cycles: Sequence[Told] = facts.get("cycles", ())
    names = sorted(cycles[0].get("wings", {"": None})) if cycles else []
    found = []
    for name in names:
        told = [{**(cycle["wings"][name] if name else cycle), "cycle": cycle["cycle"]} for cycle in cycles]
        if "overall" in told[0]:
            exam = facts.get("exams", {}).get(name)
            found.append(Student(name=name, charts=_charts(told), cycles=told, gains=_gains(told), exam=exam))
    return found


def _charts(cycles: Sequence[Told]) -> list[tuple[str, str]]:
    """The marks by cycle: overall, then one chart a tag; of a single cycle one chart with all slices."""
    if len(cycles) == 1:
        (only,) = cycles
        rows = [("overall", only["overall"], f"{only['overall']:.1%}")]
        rows += [(f"{tag} {value}", mark, f"{mark:.1%} of {only['n_by_tag'][tag][value]:,}")
                 for tag, values in sorted(only["by_tag"].items()) if len(values) > 1
                 for value, mark in sorted(values.items())]  # fmt: skip
        return [("marks by slice", svg.bars(rows, title="Marks by slice"))]
    charts = [("overall", svg.lines({"overall": [cycle["overall"] for cycle in cycles]}, title="Overall mark"))]
    for tag in sorted({tag for cycle in cycles for tag in cycle["by_tag"]}):
        values = sorted({value for cycle in cycles for value in cycle["by_tag"].get(tag, {})})
        if len(values) > 1:
            series = {value: [cycle["by_tag"].get(tag, {}).get(value, 0.0) for cycle in cycles] for value in values}
            charts.append((tag, svg.lines(series, title=f"Mark by {tag}")))
    return charts


def _gains(cycles: Sequence[Told]) -> Block | None:
    """What a hundred records of each slice of the mix brought, from cycle to cycle."""
    pairs = list(pairwise(cycles))
    slices = sorted({(tag, value) for cycle in cycles for tag, shares in cycle["mix"].items() for value in shares})
    rows = [(f"{tag} {value}", tuple(_gain(before, after, tag, value) for before, after in pairs))
            for tag, value in slices]  # fmt: skip
    told = tuple(row for row in rows if any(row[1]))
    if not told:
        return None
    return drawn(
        Intervals(
            title="Gain by the record, by slice",
            caption="Points of the mark on the probe that a hundred more records of the slice brought, with 95 % "
            "intervals (Newcombe 1998). Left of the line more of it brought nothing: the slice may be full, too hard "
            "for this student, or marked by too few items.",
            series=tuple(f"cycle {after['cycle']}" for _, after in pairs),
            rows=told[:_MOST_SLICES],
            marks=((0.0, "no gain"),),
        )
    )


def _gain(before: Told, after: Told, tag: str, value: str) -> Estimate | None:
    """Of one slice in one cycle; None where it was not marked twice, or got no record."""
    marks = [(cycle["by_tag"].get(tag, {}).get(value), cycle["n_by_tag"].get(tag, {}).get(value, 0))
             for cycle in (before, after)]  # fmt: skip
    records = (after["made"] - before["made"]) * after["mix"].get(tag, {}).get(value, 0.0) / _HUNDRED
    if records <= 0 or not all(n for _, n in marks):
        return None
    spread = Interval.gain(*marks)
    points = [100 * figure / records for figure in (marks[1][0] - marks[0][0], spread.low, spread.high)]
    return points[0], points[1], points[2]
