"""What can be told of a private column without telling of anybody: counts under ten are left out everywhere.

The ends of a column of numbers are its tenth smallest and its tenth largest value, so that no single row shows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.readers._reading import Found, Reading
from provender.tabular.schema import DATES, NUMBERS, UNLEARNED, Column, Kind
from provender.tabular.table import whole
from provender.tabular.written import rendered

FLOOR = 10  # rows behind anything that is told
_YEARS = 1800, 2200  # whole numbers between are told as years: no rougher than dates, which are told to their month
_BARS = 24
_NAMES = 8
_SPIKE = 0.5  # share of one value from which it is told apart from the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """One column for a page or a terminal.

    Attributes:
        found: its kind and the evidence.
        rows: of the table.
        ends: the tenth smallest, the median and the tenth largest value, rounded; empty where there are too few.
        bars: how many rows lie in each of equally wide steps from the first end to the last; 0 where under ten.
        names: the commonest values with their rows, each at least ten.
        others: values that are not among `names`, and their rows.
        spike: a value that most rows share, and its rows; the bars leave it out.
    """

    found: Found
    rows: int
    ends: tuple[str, ...] = ()
    bars: tuple[int, ...] = ()
    names: tuple[tuple[str, int], ...] = ()
    others: tuple[int, int] = (0, 0)
    spike: tuple[str, int] | None = None

    @property
    def column(self) -> Column:
        """The column."""
        return self.found.column


def portraits(reading: Reading) -> list[Portrait]:
    """One portrait a column."""
    return [_portrait(found, array) for found, array in zip(reading.found, reading.table.arrays, strict=True)]


def _portrait(found: Found, array: Any) -> Portrait:
    """One column's portrait."""
    kind, rows = found.column.kind, len(array)
    if kind in UNLEARNED or found.missing > rows - FLOOR:
        return Portrait(found=found, rows=rows)
    if kind in NUMBERS or kind in DATES:
        return _measured(found, array)
    counts = _counts(rendered(array, found.column))
    shown = [(name, count) for name, count in counts if count >= FLOOR][:_NAMES]
    rest = rows - found.missing - sum(count for _, count in shown)
    others = (len(counts) - len(shown), rest)
    return Portrait(found=found, rows=rows, names=_ordered(shown, found.column), others=others)


def _counts(texts: Any) -> list[tuple[str, int]]:
    """Values with their rows, the commonest first."""
    counted = pc.value_counts(texts.drop_null())
    pairs = zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))


def _ordered(shown: Sequence[tuple[str, int]], column: Column) -> tuple[tuple[str, int], ...]:
    """Names in their own order where they have one."""
    if column.kind is not Kind.ORDINAL:
        return tuple(shown)
    return tuple(sorted(shown, key=lambda pair: column.levels.index(pair[0])))


def _measured(found: Found, array: Any) -> Portrait:
    """The portrait of numbers or dates."""
    values = array.drop_null()
    steps = values if found.column.kind in NUMBERS else whole(values)
    numbers: npt.NDArray[np.float64] = np.sort(steps.to_numpy(zero_copy_only=False).astype(np.float64))
    spike, rest = _spike(numbers)
    shown = None if spike is None else (_exactly(spike[0], found.column), spike[1])
    if len(rest) < 3 * FLOOR:
        return Portrait(found=found, rows=len(array), spike=shown)
    low, middle, high = rest[FLOOR - 1], rest[len(rest) // 2], rest[-FLOOR]
    years = found.column.kind is Kind.INTEGER and _YEARS[0] <= low and high <= _YEARS[1]
    ends = tuple(f"{value:.0f}" if years else _text(value, found.column) for value in (low, middle, high))
    bars = _bars(rest, low, high, whole=found.column.kind is Kind.INTEGER)
    return Portrait(found=found, rows=len(array), ends=ends, bars=bars, spike=shown)


def _spike(numbers: npt.NDArray[np.float64]) -> tuple[tuple[float, int] | None, npt.NDArray[np.float64]]:
    """The value that more than half of the rows share, if another is left beside it; and the other rows."""
    middle = numbers[len(numbers) // 2]
    same = numbers == middle
    count = int(same.sum())
    if not _SPIKE * len(numbers) < count < len(numbers) or count < FLOOR:
        return None, numbers
    return (float(middle), count), numbers[~same]


def _bars(numbers: npt.NDArray[np.float64], low: float, high: float, *, whole: bool) -> tuple[int, ...]:
    """Rows in each step from `low` to `high`, what lies beyond counted with the outermost."""
    steps = min(_BARS, int(high - low) + 1) if whole else _BARS if high > low else 1
    width = (high - low + whole) / steps or 1.0
    places = np.clip(((numbers - low) / width).astype(np.int64), 0, steps - 1)
    counts = np.bincount(places, minlength=steps)
    return tuple(int(count) if count >= FLOOR else 0 for count in counts)


def _text(value: float, column: Column) -> str:
    """A number to three figures, a date to its month: rough enough to be nobody's own.

    >>> [_text(value, Column(name="x", kind=Kind.DECIMAL)) for value in (14452.7344, 0.715942, -37.0)]
    ['14,500', '0.716', '-37']
    """
    if column.kind in DATES:
        days = int(value) if column.kind is Kind.DATE else int(value) // 86_400_000_000
        return (date(1970, 1, 1) + timedelta(days=days)).isoformat()[:7]
    return format(Decimal(f"{value + 0.0:.3g}"), ",f")  # -0.0 becomes 0.0


def _exactly(value: float, column: Column) -> str:
    """A value that most rows share, as it is written."""
    if column.kind in DATES:
        return _text(value, column)
    array = pa.array([value])
    return str(rendered(array.cast(pa.int64()) if column.kind is Kind.INTEGER else array, column)[0].as_py())


def facts(portrait: Portrait) -> Mapping[str, object]:
    """A portrait as JSON values."""
    found = portrait.found
    told: dict[str, object] = {
        **found.column.plain(),
        "why": found.why,
        "doubts": list(found.doubts),
        "missing": found.missing,
        "distinct": found.distinct,
    }
    if portrait.ends:
        told["ends"] = list(portrait.ends)
    if portrait.names:
        told["names"] = dict(portrait.names)
    if portrait.spike:
        told["spike"] = list(portrait.spike)
    return told
