"""Findings' charts as blocks of a page: whoever audits says what is shown, this file alone says how it looks."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil, floor, isfinite, log10
from typing import Any

from provender.core.chart import Bars, Chart, Curves, Heat, Intervals, Sheet, chart_of
from provender.core.protocols import Block
from provender.report.svg import drawing, short, words

_LEFT = 250  # where the plot of a chart with labels begins
_WIDE = 370
_ROW = 15
_TOP = 26  # room for the key
_CURVE_LEFT, _CURVE_WIDE, _CURVE_HIGH = 64, 720, 240
_FAR = 1e100  # what lies further is drawn at the edge
_MOST_TEXT = 14  # characters of a name at a heat map's edge

Scale = Callable[[float], float]


def audited(findings: Sequence[Mapping[str, Any]]) -> list[tuple[str, list[Block]]]:
    """A heading and blocks for each finding, in plain JSON, that shows something; what was found stands first."""
    shown = [(told, [chart_of(chart) for chart in told.get("shown", ())]) for told in findings]
    return [
        (told["audit"], [Block(title="", lines=(told["reason"],)), *map(drawn, charts)])
        for told, charts in shown
        if charts
    ]


def drawn(chart: Chart) -> Block:
    """A chart as a block."""
    if isinstance(chart, Sheet):
        return Block(title=chart.title, caption=chart.caption, head=chart.head, rows=chart.rows)
    if isinstance(chart, Intervals):
        svg = _intervals(chart)
    elif isinstance(chart, Curves):
        svg = _curves(chart)
    elif isinstance(chart, Bars):
        svg = _bars(chart)
    else:
        svg = _heat(chart)
    return Block(title=chart.title, caption=chart.caption, svg=svg)


def _intervals(chart: Intervals) -> str:
    """A forest plot: a dot and a line for each estimate, a row for each thing."""
    told = [value for _, row in chart.rows for each in row if each for value in each]
    low, high = _span([*told, *(at for at, _ in chart.marks)], log=chart.log)
    across = _scale(low, high, _LEFT, _LEFT + _WIDE, log=chart.log)
    tall = _ROW * len(chart.series) + 8
    bottom = _TOP + tall * len(chart.rows)
    parts = [*_key(chart.series), *_axis(across, _ticks(low, high, log=chart.log), _TOP, bottom)]
    for at, name in chart.marks:
        parts.append(_line(across(at), _TOP, across(at), bottom, kind="asked"))
        parts.append(words(across(at), bottom + 34, name, "label", anchor="middle"))
    for row, (name, estimates) in enumerate(chart.rows):
        top = _TOP + row * tall
        parts.append(words(_LEFT - 12, top + tall / 2 + 4, short(name), "label", anchor="end"))
        for at, estimate in enumerate(estimates):
            parts += _estimate(estimate, across, top + 4 + _ROW * (at + 0.5), at) if estimate else []
    return drawing(parts, height=bottom + 42, title=chart.title)


def _estimate(estimate: tuple[float, float, float], across: Scale, y: float, series: int) -> list[str]:
    """A dot, its interval, and both in figures."""
    value, low, high = estimate
    told = _said(value) if low == value == high else f"{_said(value)} ({_said(low)} to {_said(high)})"
    return [
        _line(across(low), y, across(high), y, kind=f"line s{series % 6}"),
        f'<circle class="dot s{series % 6}" cx="{across(value):.1f}" cy="{y:.1f}" r="4"/>',
        words(_LEFT + _WIDE + 12, y + 4, told, "value"),
    ]


def _line(x1: float, y1: float, x2: float, y2: float, *, kind: str = "grid") -> str:
    """A straight line."""
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _curves(chart: Curves) -> str:
    """Lines over an axis."""
    points = [point for _, line in chart.lines for point in line]
    left, right = _span([x for x, _ in points])
    heights = [*(y for _, y in points), *(at for at, _ in chart.levels), 0.0]
    low, high = _span(heights)
    low = max(low, min(heights))  # a share of nothing has no room below 0
    bottom = _TOP + _CURVE_HIGH
    across = _scale(left, right, _CURVE_LEFT, _CURVE_LEFT + _CURVE_WIDE)
    up = _scale(low, high, bottom, _TOP)
    parts = [*_key([name for name, _ in chart.lines], left=_CURVE_LEFT)]
    parts += _axis(across, _ticks(left, right), _TOP, bottom)
    for tick in _ticks(low, high):
        y = up(tick)
        parts.append(_line(_CURVE_LEFT, y, _CURVE_LEFT + _CURVE_WIDE, y))
        parts.append(words(_CURVE_LEFT - 8, y + 4, _said(tick), "label", anchor="end"))
    for at, (_, line) in enumerate(chart.lines):
        places = [(across(x), up(y)) for x, y in line]
        if chart.stepped:
            places = [
                place
                for one, two in zip(places, [*places[1:], *places[-1:]], strict=True)
                for place in (one, (two[0], one[1]))
            ]
        parts.append(f'<polyline class="line s{at % 6}" points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}"/>')
    for height, name in chart.levels:
        parts.append(_line(_CURVE_LEFT, up(height), _CURVE_LEFT + _CURVE_WIDE, up(height), kind="limit"))
        parts.append(words(_CURVE_LEFT + _CURVE_WIDE, up(height) - 6, name, "value", anchor="end"))
    parts.append(words(_CURVE_LEFT + _CURVE_WIDE, bottom + 36, chart.across, "label", anchor="end"))
    parts.append(words(_CURVE_LEFT, bottom + 36, f"upright: {chart.up}" if chart.up else "", "label"))
    return drawing(parts, height=bottom + 42, title=chart.title)


def _bars(chart: Bars) -> str:
    """Bars lying below each other, those of one name together."""
    most = min(max((share for _, shares in chart.rows for share in shares), default=0), _FAR) or 1
    tall = _ROW * len(chart.series) + 6
    parts = _key(chart.series)
    for row, (name, shares) in enumerate(chart.rows):
        top = _TOP + row * tall
        parts.append(words(_LEFT - 12, top + tall / 2 + 2, short(name), "label", anchor="end"))
        for at, share in enumerate(shares):
            y, wide = top + at * _ROW, max(_WIDE * min(share, _FAR) / most, 1 if share else 0)
            parts.append(
                f'<rect class="bar s{at % 6}" x="{_LEFT}" y="{y}" width="{wide:.1f}" height="{_ROW - 2}" rx="2"/>'
            )
            parts.append(words(_LEFT + wide + 8, y + 11, f"{share:.1%}", "value"))
    return drawing(parts, height=_TOP + tall * len(chart.rows), title=chart.title)


def _heat(chart: Heat) -> str:
    """A square of cells, the stronger the higher the number."""
    size = min(30.0, 640 / max(len(chart.names), 1))
    left, top = 150.0, 110.0
    cut = [name if len(name) <= _MOST_TEXT + 4 else f"{name[: _MOST_TEXT + 3]}…" for name in chart.names]
    parts = []
    for row, values in enumerate(chart.values):
        y = top + row * size
        parts.append(words(left - 6, y + size / 2 + 4, cut[row], "label", anchor="end"))
        x = left + row * size + size / 2
        parts.append(f'<g transform="rotate(-45 {x:.1f} {top - 6:.1f})">{words(x, top - 6, cut[row], "label")}</g>')
        for column, value in enumerate(values):
            if value is None:
                continue
            box = f'x="{left + column * size:.1f}" y="{y:.1f}" width="{size - 1:.1f}" height="{size - 1:.1f}"'
            parts.append(f'<rect class="heat" {box} fill-opacity="{min(value / (chart.most or 1), 1):.2f}"/>')
    key = top + len(chart.names) * size + 24
    for step in range(6):
        box = f'x="{left + 60 * step}" y="{key}" width="60" height="10"'
        parts.append(f'<rect class="heat" {box} fill-opacity="{step / 5:.2f}"/>')
        parts.append(words(left + 60 * step + 30, key + 25, _said(chart.most * step / 5), "label", anchor="middle"))
    return drawing(parts, height=key + 34, title=chart.title)


def _key(names: Sequence[str], *, left: float = _LEFT) -> list[str]:
    """What each colour stands for; nothing for one series alone."""
    parts, x = [], left
    for at, name in enumerate(names if len(names) > 1 else ()):
        parts.append(f'<rect class="key s{at % 6}" x="{x:.1f}" y="3" width="12" height="12" rx="2"/>')
        parts.append(words(x + 18, 14, name, "label"))
        x += 40 + 7.2 * len(name)
    return parts


def _axis(across: Scale, ticks: Sequence[float], top: float, bottom: float) -> list[str]:
    """Upright lines at the ticks, and what they stand for."""
    parts = []
    for tick in ticks:
        parts.append(_line(across(tick), top, across(tick), bottom))
        parts.append(words(across(tick), bottom + 17, _said(tick), "label", anchor="middle"))
    return parts


def _span(values: Sequence[float], *, log: bool = False) -> tuple[float, float]:
    """The range of an axis, a little wider than what lies on it."""
    sound = [min(max(value, -_FAR), _FAR) for value in values if isfinite(value)]
    kept = [value for value in sound if value > 1 / _FAR or not log] or [0.1 if log else 0.0, 1.0]
    low, high = min(kept), max(kept)
    if log:
        low, high = max(low, high / 1e4), min(high, low * 1e4) if low > 0 else high
        return low / 1.15, high * 1.15
    margin = max(abs(low) / 100, 0.5) if high - low <= abs(low) * 1e-9 else 0.0
    return low - margin, high + margin


def _scale(low: float, high: float, start: float, end: float, *, log: bool = False) -> Scale:
    """From a value to its place, kept within the plot."""
    bend: Scale = log10 if log else float

    def place(value: float) -> float:
        inside = min(max(value, low), high) if isfinite(value) else (high if value > 0 else low)
        return start + (end - start) * (bend(inside) - bend(low)) / ((bend(high) - bend(low)) or 1)

    return place


def _ticks(low: float, high: float, *, log: bool = False) -> list[float]:
    """Round values on an axis, about five."""
    if log:
        powers = range(floor(log10(low)), ceil(log10(high)) + 1)
        found = [
            factor * 10.0**power for power in powers for factor in (1, 2, 5) if low <= factor * 10.0**power <= high
        ]
        return found if len(found) <= 9 else [tick for tick in found if log10(tick) == floor(log10(tick))]
    rough = (high - low) / 5
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough * 0.999)
    return [at * step for at in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)]


def _said(value: float) -> str:
    """A number in three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
