"""What a finding shows, as plain data that any report can draw: no colours, no sizes, no values of single records.

An audit fills `Finding.shown` with these; they are committed with the finding, and `report/charts.py` draws them.

    Intervals  estimates with their intervals, one row a thing, several series beside each other (a forest plot)
    Curves     lines over an axis: survival, distributions, what an attacker reaches
    Bars       shares by name, several series beside each other
    Heat       a square of numbers in [0, 1], e.g. one for each pair of columns
    Sheet      a table of words
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias

Estimate: TypeAlias = tuple[float, float, float]  # value, low, high


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervals:
    """Estimates with their intervals.

    Attributes:
        title, caption: plain text.
        series: what stands beside each other, e.g. ("real", "synthetic").
        rows: a name, and one estimate for each series; None where there is none.
        marks: values with a line of their own, and what they are, e.g. ((0.5, "chance"),).
        log: whether the axis grows by factors, as ratios ask for; all values are then > 0.
    """

    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Estimate | None, ...]], ...]
    caption: str = ""
    marks: tuple[tuple[float, str], ...] = ()
    log: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """Lines over an axis.

    Attributes:
        title, caption: plain text.
        lines: a name and its points (x, y), x growing.
        across, up: what the axes are.
        stepped: whether a line keeps its height up to the next point.
        levels: heights with a dashed line of their own, and what they are, e.g. ((0.0, "alarm"),).
    """

    title: str
    lines: tuple[tuple[str, tuple[tuple[float, float], ...]], ...]
    across: str = ""
    up: str = ""
    caption: str = ""
    stepped: bool = False
    levels: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """Shares by name.

    Attributes:
        title, caption: plain text.
        series: what stands beside each other.
        rows: a name, and for each series a share in [0, 1].
    """

    title: str
    series: tuple[str, ...]
    rows: tuple[tuple[str, tuple[float, ...]], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """A square of numbers.

    Attributes:
        title, caption: plain text.
        names: of rows and columns alike.
        values: one row a name; in [0, most], None where there is nothing.
        most: the value of the strongest colour.
    """

    title: str
    names: tuple[str, ...]
    values: tuple[tuple[float | None, ...], ...]
    caption: str = ""
    most: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of words.

    Attributes:
        title, caption: plain text.
        head: of the columns.
        rows: of text.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


Chart: TypeAlias = Intervals | Curves | Bars | Heat | Sheet
_KINDS: Mapping[str, Any] = {kind.__name__.lower(): kind for kind in (Intervals, Curves, Bars, Heat, Sheet)}


def plain(chart: Chart) -> dict[str, Any]:
    """A chart as JSON values."""
    return {"kind": type(chart).__name__.lower(), **_listed(asdict(chart))}


def chart_of(told: Mapping[str, Any]) -> Chart:
    """Read what `plain` wrote.

    >>> sheet = Sheet(title="Groups", head=("group", "rows"), rows=(("a", "12"),))
    >>> chart_of(plain(sheet)) == sheet
    True
    """
    fields = {name: _tupled(value) for name, value in told.items() if name != "kind"}
    chart: Chart = _KINDS[told["kind"]](**fields)
    return chart


def _listed(value: Any) -> Any:
    """Tuples as lists, so that what is written equals what is read."""
    if isinstance(value, dict):
        return {name: _listed(each) for name, each in value.items()}
    return [_listed(each) for each in value] if isinstance(value, tuple | list) else value


def _tupled(value: Any) -> Any:
    """Lists as tuples."""
    return tuple(_tupled(each) for each in value) if isinstance(value, list) else value
