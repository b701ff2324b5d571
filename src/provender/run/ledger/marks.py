"""A student's marks as JSON values, and back."""

from collections.abc import Mapping
from typing import Any

from provender.core.verdict import Interval, Scorecard


def plain_scores(marks: Scorecard) -> dict[str, Any]:
    """A scorecard as JSON values."""
    return {
        "overall": marks.overall,
        "measure": marks.measure,
        "n": marks.n,
        "counted": marks.counted,
        "interval": [marks.interval.low, marks.interval.high],
        "by_tag": [[tag, value, share, marks.n_by_tag[tag, value]] for (tag, value), share in marks.by_tag.items()],
        "measures": dict(marks.measures),
        "measures_by_tag": [[tag, value, dict(told)] for (tag, value), told in marks.measures_by_tag.items()],
        "interval_by_tag": [[tag, value, told.low, told.high] for (tag, value), told in marks.interval_by_tag.items()],
        "few": [[tag, value, n] for (tag, value), n in marks.few.items()],
    }


def read_scores(plain: Mapping[str, Any]) -> Scorecard:
    """Read what `plain_scores` wrote; earlier versions wrote neither intervals by tag nor what was too few to mark."""
    return Scorecard(
        overall=plain["overall"],
        measure=plain["measure"],
        n=plain["n"],
        counted=plain["counted"],
        interval=Interval(low=plain["interval"][0], high=plain["interval"][1]),
        by_tag={(tag, value): share for tag, value, share, _ in plain["by_tag"]},
        n_by_tag={(tag, value): n for tag, value, _, n in plain["by_tag"]},
        measures=plain["measures"],
        measures_by_tag={(tag, value): told for tag, value, told in plain["measures_by_tag"]},
        interval_by_tag={
            (tag, value): Interval(low=low, high=high) for tag, value, low, high in plain.get("interval_by_tag", ())
        },
        few={(tag, value): n for tag, value, n in plain.get("few", ())},
    )
