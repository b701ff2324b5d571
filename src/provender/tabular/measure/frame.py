"""Tables as numbers, so that what is held against each other means the same: names under common codes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.tabular.schema import DATES, NUMBERS, Column
from provender.tabular.table import Table, whole

Floats: TypeAlias = npt.NDArray[np.float64]
MEASURED = NUMBERS | DATES  # kinds whose values have distances; the others are names


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """Rows as numbers.

    Attributes:
        values: (n, k); NaN where a value is missing. Numbers as they are, dates as days and times as microseconds
            since 1970, names as whole codes from 0.
        names: of the k columns.
        named: (k,) whether a column holds names, whose codes have no order.
        words: for each column an Arrow array, code -> name; empty for numbers and dates.
    """

    values: Floats
    names: tuple[str, ...]
    named: npt.NDArray[np.bool_]
    words: tuple[Any, ...] = ()

    def __len__(self) -> int:
        return len(self.values)

    def take(self, places: npt.NDArray[np.int64] | npt.NDArray[np.bool_]) -> "Frame":
        """The rows at `places`, or where it is true."""
        return replace(self, values=self.values[places])


def frames(tables: Sequence[Table]) -> list[Frame]:
    """Tables of one schema as frames: a name has one code in all of them.

    Identifiers, free text and empty columns are left out: they say nothing that could be measured.
    """
    kept = [column for column in tables[0].schema if column.learned]
    columns = [_numbers(column, [table[column.name] for table in tables]) for column in kept]
    named = np.array([column.kind not in MEASURED for column in kept], bool)
    names, words = tuple(column.name for column in kept), tuple(told for _, told in columns)
    sizes = [len(table) for table in tables]
    stacks = [np.column_stack([parts[at] for parts, _ in columns] or [np.empty((n, 0))]) for at, n in enumerate(sizes)]
    return [Frame(values, names, named, words) for values in stacks]


def _numbers(column: Column, arrays: Sequence[pa.Array]) -> tuple[Sequence[Floats], pa.Array]:
    """A column of several tables as numbers, and what its codes stand for."""
    if column.kind in MEASURED:
        steps = [whole(array) if column.kind in DATES else array for array in arrays]
        told = [np.asarray(array.cast(pa.float64(), safe=False).fill_null(np.nan), np.float64) for array in steps]
        return told, pa.array([], pa.string())
    texts = pa.chunked_array([array.cast(pa.string()) for array in arrays], pa.string()).combine_chunks()
    coded = texts.dictionary_encode()
    codes = np.asarray(coded.indices.cast(pa.float64()).fill_null(np.nan), np.float64)
    return np.split(codes, np.cumsum([len(array) for array in arrays])[:-1]), coded.dictionary


def stacked(real: Frame, made: Frame) -> tuple[Frame, npt.NDArray[np.int64]]:
    """Both as one frame, and (n,) 0 for a real row, 1 for a made one."""
    both = replace(real, values=np.vstack((real.values, made.values)))
    return both, np.repeat([0, 1], [len(real), len(made)])


def rounded(frame: Frame, digits: int = 1) -> Frame:
    """The frame with numbers to `digits` decimals: what gives made rows away is then no lattice of stored values."""
    return replace(frame, values=np.where(frame.named, frame.values, np.round(frame.values, digits)))
