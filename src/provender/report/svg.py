"""Small charts as inline SVG: bars and lines whose colours come from the page, so that they follow its theme.

Every text is escaped; nothing here writes a link, a script or a foreign object.
"""

from collections.abc import Mapping, Sequence
from html import escape

_BAR = 22
_GAP = 8
_LABEL = 250
_PLOT = 420
_WIDTH = _LABEL + _PLOT + 150


def bars(rows: Sequence[tuple[str, float, str]], *, title: str) -> str:
    """Horizontal bars, one a row.

    Args:
        rows: label, length (>= 0), text at the bar's end.
        title: what the chart shows, for those who cannot see it.
    """
    longest = max((length for _, length, _ in rows), default=0) or 1
    parts = []
    for at, (label, length, told) in enumerate(rows):
        y = at * (_BAR + _GAP)
        width = max(_PLOT * length / longest, 1 if length else 0)
        parts.append(words(_LABEL - 10, y + 15, short(label), "label", anchor="end"))
        parts.append(f'<rect class="bar" x="{_LABEL}" y="{y}" width="{width:.1f}" height="{_BAR}" rx="3"/>')
        parts.append(words(_LABEL + width + 8, y + 15, told, "value"))
    return drawing(parts, height=len(rows) * (_BAR + _GAP), title=title)


def pairs(rows: Sequence[tuple[str, float, float]], *, title: str) -> str:
    """Asked against got: an outline for what was asked, a bar for what was got.

    Args:
        rows: label, share asked, share got, each in [0, 1].
    """
    longest = max((max(asked, got) for _, asked, got in rows), default=0) or 1
    parts = []
    for at, (label, asked, got) in enumerate(rows):
        y = at * (_BAR + _GAP)
        wide, long = _PLOT * got / longest, _PLOT * asked / longest
        parts.append(words(_LABEL - 10, y + 15, short(label), "label", anchor="end"))
        parts.append(f'<rect class="bar" x="{_LABEL}" y="{y + 3}" width="{wide:.1f}" height="{_BAR - 6}" rx="3"/>')
        parts.append(f'<rect class="asked" x="{_LABEL}" y="{y}" width="{long:.1f}" height="{_BAR}" rx="3"/>')
        parts.append(words(_LABEL + max(wide, long) + 8, y + 15, f"{got:.1%} of {asked:.1%}", "value"))
    return drawing(parts, height=len(rows) * (_BAR + _GAP), title=title)


def ranges(rows: Sequence[tuple[str, float, float, float]], *, limit: float, title: str) -> str:
    """Intervals of shares, one a row, on a scale from 0 to the largest end; a line marks the limit.

    Args:
        rows: label, low, share seen, high, each share in [0, 1].
    """
    longest = max([high for _, _, _, high in rows] + [limit]) or 1
    high_px = len(rows) * (_BAR + _GAP)
    at_limit = _LABEL + _PLOT * limit / longest
    parts = [f'<line class="limit" x1="{at_limit:.1f}" y1="0" x2="{at_limit:.1f}" y2="{high_px}"/>']
    for at, (label, low, seen, high) in enumerate(rows):
        y = at * (_BAR + _GAP) + _BAR / 2
        left, right, dot = (_LABEL + _PLOT * share / longest for share in (low, high, seen))
        parts.append(words(_LABEL - 10, y + 4, short(label), "label", anchor="end"))
        parts.append(f'<rect class="range" x="{left:.1f}" y="{y - 3}" width="{max(right - left, 1):.1f}" height="6"/>')
        parts.append(f'<circle class="dot s0" cx="{dot:.1f}" cy="{y}" r="5"/>')
        parts.append(words(_LABEL + _PLOT + 10, y + 4, f"{seen:.1%}, at most {high:.1%}", "value"))
    parts.append(words(at_limit, high_px + 14, f"limit {limit:.0%}", "label", anchor="middle"))
    return drawing(parts, height=high_px + 20, title=title)


def lines(series: Mapping[str, Sequence[float]], *, title: str) -> str:
    """Shares over cycles: one line a series, cycles from 0.

    Args:
        series: name -> a value in [0, 1] for each cycle.
    """
    steps = max((len(values) for values in series.values()), default=1)
    high, wide = 180, _PLOT + 120
    parts = []
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        y = 10 + high * (1 - share)
        parts.append(f'<line class="grid" x1="60" y1="{y}" x2="{60 + wide}" y2="{y}"/>')
        parts.append(words(50, y + 4, f"{share:.0%}", "label", anchor="end"))
    for step in range(steps):
        parts.append(words(60 + _across(step, steps, wide), high + 32, f"cycle {step}", "label", anchor="middle"))
    for at, (name, values) in enumerate(series.items()):
        points = [(60 + _across(step, steps, wide), 10 + high * (1 - value)) for step, value in enumerate(values)]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline class="line s{at % 6}" points="{drawn}"/>')
        parts += [f'<circle class="dot s{at % 6}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
        parts.append(f'<rect class="key s{at % 6}" x="60" y="{high + 48 + 20 * at}" width="12" height="12" rx="2"/>')
        told = f"{name}: {', '.join(f'{value:.1%}' for value in values)}"
        parts.append(words(80, high + 58 + 20 * at, told, "label"))
    return drawing(parts, height=high + 56 + 20 * len(series), title=title)


def plainly(value: object) -> str:
    """Text without control, formatting or bidirectional override characters: they could hide what is said."""
    return "".join(char if char.isprintable() or char in "\n\t" else "�" for char in str(value))


def _across(step: int, steps: int, wide: float) -> float:
    """Where a cycle lies on the horizontal axis."""
    return wide * (step + 0.5) / steps


def words(x: float, y: float, text: str, kind: str, *, anchor: str = "start") -> str:
    """One piece of text, of the class "label" or "value"."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(plainly(text))}</text>'


def short(label: str) -> str:
    """A label that fits its column."""
    return label if len(label) <= 36 else f"…{label[-35:]}"


def drawing(parts: Sequence[str], *, height: float, title: str, width: float = _WIDTH) -> str:
    """The chart, scaled to its column."""
    drawn, told = "".join(parts), escape(plainly(title), quote=True)
    head = f'<svg viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{told}">'
    return f"{head}<title>{told}</title>{drawn}</svg>"
