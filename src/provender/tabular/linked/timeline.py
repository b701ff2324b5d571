"""Dates below the root as days since the row before, or since a date above: what is learned in their place.

A visit's day is told as days since the visit before, the first one's as days since its patient's enrolment; other dates
of the visit as days since its day. Times of day are learned beside. So gaps, not dates, are what is drawn, and a
history begins where its parent does. Of the root, the days between two dates that bound a history (its window) are
learned beside them, before the number of rows: a long history needs a long window, and no network of few rows finds
the difference of two dates by itself.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from provender.tabular.columnar import Places
from provender.tabular.encoding.encoder import Encoder
from provender.tabular.encoding.numbers import Floats
from provender.tabular.linked.context import Standing, owners_of
from provender.tabular.linked.family import At, Family, Member, Order
from provender.tabular.linked.household import Linked
from provender.tabular.schema import DATES, Column, Kind, Schema
from provender.tabular.table import Table, whole

MARK = "\0"  # before the names of columns that no table has: a count of children, a time of day, a window
_WINDOW = f"{MARK}window"
_DAY_US = 86_400_000_000


def days_of(array: Any) -> Floats:
    """(n,) days since 1970, times of day left out; NaN where missing."""
    steps = whole(array)
    gone = array.is_null().to_numpy(zero_copy_only=False)
    plain = np.asarray(steps.fill_null(0)).astype(np.int64)
    days = plain if pa.types.is_date32(array.type) else plain // _DAY_US
    return np.where(gone, np.nan, days.astype(np.float64))


def seconds_of(array: Any) -> Floats:
    """(n,) seconds since midnight; NaN where missing."""
    steps = np.asarray(whole(array).fill_null(0)).astype(np.int64)
    gone = array.is_null().to_numpy(zero_copy_only=False)
    return np.where(gone, np.nan, (steps % _DAY_US) // 1_000_000)


def moments_of(array: Any) -> Floats:
    """(n,) microseconds since 1970; NaN where missing."""
    return np.asarray(days_of(array) * _DAY_US + (0 if pa.types.is_date32(array.type) else seconds_of(array) * 1e6))


def dates_of(moments: Floats, column: Column) -> Any:
    """A column of dates from microseconds since 1970."""
    gone = np.isnan(moments)
    steps = np.where(gone, 0, moments).astype(np.int64)
    if column.kind is Kind.DATE:
        return pa.array((steps // _DAY_US).astype(np.int32), pa.int32(), mask=gone).cast(pa.date32())
    return pa.array(steps, pa.int64(), mask=gone).cast(pa.timestamp("us"))


def learned_schema(family: Family, name: str, windows: Sequence[tuple[str, str]] = ()) -> Schema:
    """The columns learned of a table: gaps for dates below the root, windows, how many rows hang from a row."""
    member = family[name]
    told = [column for column in member.schema if column.learned and column.name not in member.copied]
    told.sort(key=lambda column: column.name != member.order)  # the day first: others are drawn given it
    columns: list[Column] = []
    for column in told:
        if column.kind in DATES and member.parent:
            columns.append(Column(name=column.name, kind=Kind.INTEGER))
            if column.kind is Kind.DATETIME:
                columns.append(Column(name=f"{MARK}{column.name}{MARK}time", kind=Kind.INTEGER))
        else:
            columns.append(column)
    counts = [Column(name=f"{MARK}{child}", kind=Kind.INTEGER) for child in family.children(name)]
    spans = [Column(name=f"{MARK}{early}{MARK}{late}{_WINDOW}", kind=Kind.INTEGER) for early, late in windows]
    return Schema((*columns, *spans, *counts))


def learned_table(linked: Linked, name: str, reference: At | None, orders: Sequence[Order] = ()) -> Table:
    """The values that are learned of a table."""
    family, member, table = linked.family, linked.family[name], linked[name]
    windows = windows_of(linked, orders) if not member.parent else []
    base = base_days(linked, name, reference)
    arrays: dict[str, Any] = {}
    for column in member.schema:
        if not column.learned or column.name in member.copied:
            continue
        if column.kind not in DATES or not member.parent:
            arrays[column.name] = table[column.name]
            continue
        own = base if column.name == member.order or not member.order else days_of(table[member.order])
        arrays[column.name] = _numbers(days_of(table[column.name]) - own)
        arrays[f"{MARK}{column.name}{MARK}time"] = _numbers(seconds_of(table[column.name]))
    for child in family.children(name):
        arrays[f"{MARK}{child}"] = pa.array(linked.counts(family.place(child)), pa.int64())
    for early, late in windows:
        arrays[f"{MARK}{early}{MARK}{late}{_WINDOW}"] = _numbers(_span(table, early, late))
    schema = learned_schema(family, name, windows)
    return Table(schema, tuple(arrays[column.name] for column in schema))


def windows_of(linked: Linked, orders: Sequence[Order]) -> list[tuple[str, str]]:
    """For each table below the root whose rows lie between two dates of it, these two; of several the nearest."""
    family, root = linked.family, linked.family.root.name
    found: dict[tuple[str, str], None] = {}
    for child in family.children(root):
        lows, highs = bounds_of(orders, child, family[child].order) if family[child].order else ([], [])
        pairs = [(low.column, high.column) for low in lows for high in highs if low.table == high.table == root]
        spans = {pair: float(np.nan_to_num(_span(linked.tables[0], *pair)).mean()) for pair in pairs}
        if spans:
            found[min(spans, key=lambda pair: (spans[pair], pair))] = None
    return list(found)


def paced(encoder: Encoder) -> tuple[tuple[int, int], ...]:
    """The columns of codes that count rows, each with every column that tells a window's days."""
    ends = np.cumsum([0, *map(len, encoder.parts)]).tolist()
    marked = [(name, at) for name, at in zip(encoder.schema.names, ends, strict=False) if name.startswith(MARK)]
    windows = [at for name, at in marked if name.endswith(_WINDOW)]
    counts = [at for name, at in marked if name.count(MARK) == 1]
    return tuple((count, window) for count in counts for window in windows)


def _span(table: Table, early: str, late: str) -> Floats:
    """(n,) days between two dates of a row."""
    return days_of(table[late]) - days_of(table[early])


def windowed(table: Table) -> Table:
    """The root's rows with each window's first date counted back from its last one: a history that was cut stays so."""
    arrays = dict(zip(table.schema.names, table.arrays, strict=True))
    for column in table.schema:
        if not column.name.endswith(_WINDOW):
            continue
        early, late = column.name.removesuffix(_WINDOW).split(MARK)[1:]
        span = np.asarray(arrays[column.name].cast(pa.float64()).fill_null(float("nan")))
        drawn = days_of(arrays[early])
        day = days_of(arrays[late]) - span
        known = drawn[~np.isnan(drawn)]
        day = np.clip(day, known.min(), known.max()) if len(known) else day
        moments = np.where(np.isnan(day) | np.isnan(drawn), drawn, day) * _DAY_US + np.nan_to_num(_time(arrays[early]))
        arrays[early] = dates_of(moments, table.schema[early])
    return Table(table.schema, tuple(arrays.values()))


def _time(array: Any) -> Floats:
    """(n,) microseconds since midnight; 0 of a day."""
    return np.zeros(len(array)) if pa.types.is_date32(array.type) else seconds_of(array) * 1e6


def _numbers(values: Floats) -> Any:
    """Whole numbers, missing where NaN."""
    gone = np.isnan(values)
    return pa.array(np.where(gone, 0, values).astype(np.int64), pa.int64(), mask=gone)


def base_days(linked: Linked, name: str, reference: At | None) -> Floats:
    """(n,) the day that each row's date is counted from: of the row before it, else of the reference."""
    member, count = linked.family[name], len(linked[name])
    base = days_above(linked, name, reference)
    if not member.order or not count:
        return base
    days = days_of(linked[name][member.order])
    owners = linked.owners[linked.family.place(name)]
    return before(days, owners, base)


def days_above(linked: Linked, name: str, at: At | None) -> Floats:
    """(n,) for each row of a table a date of the row that it hangs from; day 0 where no date is named."""
    if at is None:
        return np.zeros(len(linked[name]))
    return days_of(linked[at.table][at.column])[linked.up(name, at.table)]


def before(days: Floats, owners: Places, base: Floats) -> Floats:
    """(n,) the last known day among the rows of the same parent before each row, else its base."""
    places = np.arange(len(days))
    known = np.maximum.accumulate(np.where(np.isnan(days), -1, places))
    earlier = np.concatenate(([-1], known[:-1]))
    first = np.searchsorted(owners, owners)  # each parent's first row
    return np.where(earlier >= first, days[np.maximum(earlier, 0)], base)


def reference_of(linked: Linked, name: str) -> At | None:
    """The date above that a table's dates are counted from: of those never later, the nearest on the whole."""
    member = linked.family[name]
    dates = (member.order,) if member.order else member.dates()
    own = [days_of(linked[name][column]) for column in dates]
    best: tuple[bool, float, At] | None = None
    for ancestor in linked.family.line(name)[1:] if own else ():
        for column in linked.family[ancestor].dates():
            at = At(ancestor, column)
            gaps = np.concatenate([days - days_above(linked, name, at) for days in own])
            gaps = gaps[~np.isnan(gaps)]
            if len(gaps):
                told = (bool((gaps < 0).any()), float(np.abs(gaps).mean()), at)
                best = told if best is None or told[:2] < best[:2] else best
    return best[2] if best else None


def standing_of(linked: Linked, name: str, reference: At | None, bounds: Sequence[At]) -> Standing:
    """Where the rows of a table stand."""
    place = linked.family.place(name)
    starts = linked.starts[place]
    owners = owners_of(starts)
    seat = np.arange(len(owners)) - starts[owners]
    first = days_above(linked, name, reference) if reference else np.full(len(owners), np.nan)
    now = base_days(linked, name, reference) if reference else first
    ends = [days_above(linked, name, at) for at in bounds]
    last = np.fmin.reduce(ends) if ends else np.full(len(owners), np.nan)
    return Standing(seat, np.diff(starts)[owners] - seat - 1, now - first, last - now, now)


class Limits(NamedTuple):
    """(n,) days that a date may not precede and not pass; NaN where there is no bound."""

    low: Floats
    high: Floats


def kept_within(days: Floats, limits: Limits, draws: Floats) -> Floats:
    """Days inside their bounds: one that lies outside is laid evenly between them, or at the one that there is.

    Args:
        draws: (n,) uniform in [0, 1).
    """
    low, high = limits
    told = np.where(days < low, low, days)
    late = told > high
    start = np.where(np.isnan(low), high, low)
    return np.where(late, np.floor(start + draws * (np.maximum(high - start, 0) + 1)), told)


def bounds_of(orders: Sequence[Order], name: str, column: str) -> tuple[list[At], list[At]]:
    """The dates of other tables that a date may not precede, and those that it may not pass."""
    own = At(name, column)
    lows = [order.low for order in orders if order.high == own and order.low.table != name]
    highs = [order.high for order in orders if order.low == own and order.high.table != name]
    return lows, highs


def own_orders(orders: Sequence[Order], member: Member) -> list[tuple[str, str]]:
    """(earlier, later) dates within one row of a table."""
    return [(o.low.column, o.high.column) for o in orders if o.low.table == o.high.table == member.name]
