"""One value of a row put outside what its column can hold."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import stream
from provender.core.verdict import Corrupted
from provender.tabular.schema import MOST_DIGITS, Column, Kind
from provender.tabular.table import ARROW, Row, Table

_SPOILT = frozenset({Kind.DECIMAL, Kind.LATITUDE, Kind.LONGITUDE, Kind.ORDINAL, Kind.IDENTIFIER})


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class WrongValue:
    """Gives a decimal one more digit than is stored, or an ordinal or identifier a value that it cannot have.

    Example:
        A weight of 64.2, stored with one decimal, becomes 64.25.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no row, or has no column that can be spoilt."""
        row = record.payload
        if not isinstance(row, Row):
            return None
        places = [place for place, column in enumerate(row.table.schema) if _can(column, row, place)]
        if not places:
            return None
        place = stream(seed, 0, "tabular/wrong_value").choice(places)
        column = row.table.schema.columns[place]
        spoilt = _spoilt(column, row.table.arrays[place][row.at].as_py())
        return Corrupted(
            record=replace(record, payload=_with(row, place, spoilt)),
            kind="wrong_value",
            where=column.name,
            falsehood=f"{column.name} is {spoilt!r}",
        )


def _can(column: Column, row: Row, place: int) -> bool:
    """Whether a column's value can be spoilt: there is one, and something lies outside the kind."""
    fine = column.kind in _SPOILT and row.table.arrays[place][row.at].is_valid
    return fine and (column.kind is not Kind.DECIMAL or column.digits < MOST_DIGITS - 6)


def _spoilt(column: Column, value: Any) -> Any:
    """A value that the column cannot hold."""
    if column.kind in (Kind.ORDINAL, Kind.IDENTIFIER):
        return f"!{value}"
    if column.kind is not Kind.DECIMAL:
        return 181.0 + abs(value)
    return float(value) + 0.5 * 10.0**-column.digits


def _with(row: Row, place: int, value: Any) -> Row:
    """The row with another value in one place."""
    alone: Table = row.table.take([row.at])
    column = alone.schema.columns[place]
    array = pa.array([value], pa.string() if pa.types.is_dictionary(ARROW[column.kind]) else ARROW[column.kind])
    arrays: Sequence[Any] = [*alone.arrays[:place], array.cast(ARROW[column.kind]), *alone.arrays[place + 1 :]]
    return Row(Table(alone.schema, tuple(arrays)), 0)
