"""What one counts in linked tables to see whether they are alike: each aspect sorts things into classes.

rows        how many rows of a table hang from a row above
gaps        days between one row of a parent and the next
next        a name in one row of a parent, and the name in the next
pairs       a column of a row, and a column of the row that it hangs from

Classes are laid by the reference: its commonest names, and bins of equal count for numbers. Two sets of tables are
compared by the total variation distance: the least share of things that would have to change class.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.columnar import Places
from provender.tabular.linked.household import Linked
from provender.tabular.schema import DATES, NAMES, NUMBERS, Column, Kind
from provender.tabular.table import whole

Codes: TypeAlias = npt.NDArray[np.int64]

_NAMES, _BINS, _COUNTS = 12, 8, 12
_DAY_US = 86_400_000_000
_COMPARED = frozenset({*NAMES, *NUMBERS, *DATES, Kind.BOOLEAN})


class Seen(NamedTuple):
    """Things of one aspect: (n,) the household of each, its class, and how many classes there are."""

    homes: Places
    codes: Codes
    size: int

    def shares(self, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """(size,) the share of each class, households counted by weight."""
        counts = np.bincount(self.codes, weights=weights[self.homes], minlength=self.size)
        return np.asarray(counts / max(counts.sum(), 1e-9))


Sorter: TypeAlias = Callable[[Linked], Seen]


def aspects(reference: Linked) -> Mapping[str, Sorter]:
    """Every aspect of a family, its classes laid by the reference."""
    found: dict[str, Sorter] = {}
    for place, member in enumerate(reference.family.members):
        if not place:
            continue
        found[f"rows {member.name}"] = _rows_sorter(place)
        if member.order:
            found[f"gaps {member.name}"] = _gaps_sorter(reference, place, member.order)
        for column in member.schema:
            if column.kind in (Kind.CATEGORY, Kind.ORDINAL, Kind.BOOLEAN) and member.order:
                found[f"next {member.name}.{column.name}"] = _next_sorter(_classes(reference, place, column), place)
        found.update(_pairs(reference, place))
    return found


def _rows_sorter(place: int) -> Sorter:
    """Rows below each row above."""

    def sort(linked: Linked) -> Seen:
        above = linked.homes[linked.family.parent_of(place)]
        return Seen(above, np.minimum(linked.counts(place), _COUNTS), _COUNTS + 1)

    return sort


def _neighbours(linked: Linked, place: int) -> Places:
    """Rows that have an elder sibling right before them."""
    owners = linked.owners[place]
    return np.flatnonzero(owners[1:] == owners[:-1]) + 1


def _gaps_sorter(reference: Linked, place: int, order: str) -> Sorter:
    """Days between siblings."""

    def gaps(linked: Linked) -> tuple[Places, npt.NDArray[np.float64]]:
        days, rows = _numbers(linked.tables[place][order]), _neighbours(linked, place)
        return rows, days[rows] - days[rows - 1]

    edges = _edges(gaps(reference)[1])

    def sort(linked: Linked) -> Seen:
        rows, told = gaps(linked)
        return Seen(linked.homes[place][rows], _binned(told, edges), len(edges) + 2)

    return sort


def _next_sorter(classes: "Classes", place: int) -> Sorter:
    """A name, and the name in the next row."""

    def sort(linked: Linked) -> Seen:
        codes, rows = classes.of(linked), _neighbours(linked, place)
        return Seen(linked.homes[place][rows], codes[rows - 1] * classes.size + codes[rows], classes.size**2)

    return sort


def _pairs(reference: Linked, place: int) -> Iterator[tuple[str, Sorter]]:
    """Each column of a table with each of the table above."""
    family = reference.family
    above = family.parent_of(place)
    for mine in _compared(reference, place):
        for theirs in _compared(reference, above):
            own, other = _classes(reference, place, mine), _classes(reference, above, theirs)
            name = f"pairs {family.names[above]}.{theirs.name} x {family.names[place]}.{mine.name}"
            yield name, _pair_sorter(own, other, place)


def _pair_sorter(own: "Classes", other: "Classes", place: int) -> Sorter:
    """A column of a row with one of the row above."""

    def sort(linked: Linked) -> Seen:
        codes = other.of(linked)[linked.owners[place]] * own.size + own.of(linked)
        return Seen(linked.homes[place], codes, own.size * other.size)

    return sort


def _compared(linked: Linked, place: int) -> list[Column]:
    """The columns that say something of a row."""
    return [column for column in linked.family.members[place].schema if column.kind in _COMPARED]


class Classes(NamedTuple):
    """The classes of one column: names, or edges of bins; the last is for what is missing."""

    place: int
    column: str
    names: tuple[str, ...]
    edges: npt.NDArray[np.float64]

    @property
    def size(self) -> int:
        """How many there are."""
        return (len(self.names) if self.names else len(self.edges)) + 2

    def of(self, linked: Linked) -> Codes:
        """(n,) the class of each row."""
        array = linked.tables[self.place][self.column]
        if not self.names:
            return _binned(_numbers(array), self.edges)
        texts = array.cast(pa.string())
        codes = np.asarray(pc.fill_null(pc.index_in(texts, pa.array(self.names)), len(self.names))).astype(np.int64)
        return np.where(np.asarray(texts.is_null()), len(self.names) + 1, codes)


def _classes(reference: Linked, place: int, column: Column) -> Classes:
    """A column's classes."""
    array = reference.tables[place][column.name]
    if column.kind in NUMBERS or column.kind in DATES:
        return Classes(place, column.name, (), _edges(_numbers(array)))
    counted = pc.value_counts(array.cast(pa.string()).drop_null())
    pairs = zip(counted.field("counts").to_pylist(), counted.field("values").to_pylist(), strict=True)
    names = tuple(name for _, name in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))[:_NAMES])
    return Classes(place, column.name, names or ("",), np.empty(0))


def _numbers(array: Any) -> npt.NDArray[np.float64]:
    """(n,) numbers, days of dates; NaN where missing."""
    if pa.types.is_temporal(array.type):
        days = np.asarray(whole(array).fill_null(0)).astype(np.float64)
        values = days if pa.types.is_date32(array.type) else days / _DAY_US
        return np.where(np.asarray(array.is_null()), np.nan, values)
    return np.asarray(array.cast(pa.float64()).fill_null(float("nan")))


def _edges(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Borders of bins of equal count."""
    there = values[~np.isnan(values)]
    return np.unique(np.quantile(there, np.arange(1, _BINS) / _BINS)) if len(there) else np.empty(0)


def _binned(values: npt.NDArray[np.float64], edges: npt.NDArray[np.float64]) -> Codes:
    """(n,) bins of numbers; the last class for what is missing."""
    codes = np.searchsorted(edges, np.nan_to_num(values), "right")
    return np.where(np.isnan(values), len(edges) + 1, codes).astype(np.int64)


def distance(one: Seen, two: Seen, weights: "tuple[npt.NDArray[Any], npt.NDArray[Any]]") -> float:
    """The total variation distance of two sets of things, households counted by weight."""
    return float(np.abs(one.shares(weights[0]) - two.shares(weights[1])).sum() / 2)
