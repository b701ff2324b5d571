"""What the watch shows beside its findings: who made a slice's unproved records, and what cycles no longer say."""

from collections.abc import Mapping, Sequence
from typing import Any

from provender.core.chart import Bars, Curves
from provender.core.protocols import Block
from provender.report.charts import drawn

_MOST_SLICES, _MOST_LINES = 20, 6
_WORLD = "no teacher"


def watched(facts: Mapping[str, Any]) -> list[tuple[str, list[Block]]]:
    """Headings with their blocks; nothing where no teacher wrote and no cycle was held against the anchor."""
    found = [
        ("Who made what nobody proved", _shares(facts.get("shares", []), facts["recipe"]["limits"])),
        *(
            (f"What of the anchor the data no longer says{f' ({name})' if name else ''}", _missing(cycles))
            for name, cycles in _by_wing(facts.get("cycles", []))
        ),
    ]
    return [(heading, blocks) for heading, blocks in found if blocks]


def _by_wing(cycles: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Mapping[str, Any]]]]:
    """Each wing's part of the cycles; "" where there is one."""
    names = sorted(cycles[0].get("wings", {"": None})) if cycles else []
    return [(name, [cycle["wings"][name] if name else cycle for cycle in cycles]) for name in names]


def _shares(shares: Sequence[tuple[str, Mapping[str, int]]], limits: Mapping[str, Any]) -> list[Block]:
    """Unproved records of each slice by lineage."""
    names = sorted({name for _, counts in shares for name in counts if name})
    if not names:
        return []
    rows = [
        (slice_ or "all", tuple(counts.get(name, 0) / sum(counts.values()) for name in (*names, "")))
        for slice_, counts in shares
        if sum(counts.values())
    ]
    why = limits.get("teacher_share_because", "")
    chart = Bars(
        title="Teacher share by slice",
        caption=f"Accepted records that are neither proved nor anchored. At most {limits['teacher_share']:.0%} of a "
        f"slice's may come from one lineage{f', because: {why}' if why else ''}.",
        series=(*names, _WORLD),
        rows=tuple(rows[:_MOST_SLICES]),
    )
    return [drawn(chart)]


def _missing(cycles: Sequence[Mapping[str, Any]]) -> list[Block]:
    """Missing mass by cycle, whole and by slice."""
    told = [cycle.get("missing", {}) for cycle in cycles]
    names = sorted({name for each in told for name in each}, key=lambda name: (name != "all", name))[:_MOST_LINES]
    lines = tuple(
        (name, tuple((float(at), each[name]) for at, each in enumerate(told) if name in each)) for name in names
    )
    if not any(len(line) > 1 for _, line in lines):
        return []
    chart = Curves(
        title="Missing mass by cycle",
        caption="Share of the words, and pairs of words, of the anchor's control split that no record of the cycle "
        "holds, at the same number of records and the same mix each cycle.",
        lines=lines,
        across="cycle",
        up="share missing",
    )
    return [drawn(chart)]
