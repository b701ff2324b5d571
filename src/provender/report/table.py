"""The page of a table: each column with its kind, why, and how its values lie. Static, like the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from provender.report.page import environment, file_text
from provender.report.svg import drawing, words

_WIDE = 440
_HIGH = 92
_LINE = 22
_LABEL = 170


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """One column on the page; all texts are plain.

    Attributes:
        name, kind, why: of the column.
        doubts: what to look at.
        distinct: different values; 0 says nothing.
        missing: how many are missing, in words; "" when none.
        gap: their share, in [0, 1].
        plot: a drawing of `steps` or `shares`; "" when there is nothing to draw.
        note: beside the drawing.
    """

    name: str
    kind: str
    why: str
    doubts: Sequence[str]
    distinct: int
    missing: str
    gap: float
    plot: str
    note: str


def table_page(name: str, columns: Sequence[Sketch], *, facts: Mapping[str, object], yaml: str) -> str:
    """The page; text is escaped by the template.

    Args:
        facts: rows, repeats, missing (a share), doubts, floor.
        yaml: the schema as one would correct it.
    """
    template = environment().from_string(file_text("table.html"))
    return template.render(name=name, columns=columns, yaml=yaml, style=Markup(file_text("page.css")), **facts)


def steps(counts: Sequence[int], ends: Sequence[str], *, title: str) -> str:
    """Bars standing side by side over the range of a column of numbers.

    Args:
        counts: one bar each, >= 0.
        ends: texts at the left and at the right end.
    """
    most = max(counts, default=0) or 1
    wide = _WIDE / max(len(counts), 1)
    parts = [f'<line class="grid" x1="0" y1="{_HIGH}" x2="{_WIDE}" y2="{_HIGH}"/>']
    for at, count in enumerate(counts):
        high = max((_HIGH - 4) * count / most, 1.5 if count else 0)
        box = f'x="{at * wide + 1:.1f}" y="{_HIGH - high:.1f}" width="{max(wide - 2, 1):.1f}" height="{high:.1f}"'
        parts.append(f'<rect class="bar" {box} rx="1.5"/>')
    for x, anchor, told in zip((0, _WIDE), ("start", "end"), ends, strict=True):
        parts.append(words(x, _HIGH + 18, told, "label", anchor=anchor))
    return drawing(parts, height=_HIGH + 26, width=_WIDE, title=title)


def shares(rows: Sequence[tuple[str, int]], total: int, *, title: str) -> str:
    """Bars lying below each other, one a name, with its share of all rows."""
    most = max((count for _, count in rows), default=0) or 1
    parts = []
    for at, (name, count) in enumerate(rows):
        y, wide = at * _LINE, (_WIDE - _LABEL - 60) * count / most
        parts.append(words(_LABEL - 8, y + 15, name if len(name) <= 24 else f"{name[:23]}…", "label", anchor="end"))
        box = f'x="{_LABEL}" y="{y + 2}" width="{max(wide, 1.5):.1f}" height="{_LINE - 5}"'
        parts.append(f'<rect class="bar" {box} rx="2"/>')
        parts.append(words(_LABEL + wide + 6, y + 15, f"{count / max(total, 1):.1%}", "value"))
    return drawing(parts, height=len(rows) * _LINE, width=_WIDE, title=title)
