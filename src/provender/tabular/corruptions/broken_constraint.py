"""One value of a row put where a constraint is broken."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.verdict import Corrupted
from provender.tabular.schema import NUMBERS, Column, Kind
from provender.tabular.table import ARROW, Row, Table

_FAR = 1e6  # no number of the table is as large


@corruption
@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenConstraint:
    """Gives columns values with which a constraint no longer holds.

    Attributes:
        spoil: column -> the value it gets, "far" for a number beyond all others, "-far" for one below.

    Example:
        corruptions: [{name: tabular/broken_constraint, dials: {spoil: {d.time: "-far"}}}]
    """

    spoil: Mapping[str, str]

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no row, lacks a value or a column, or already has what is put there."""
        row = record.payload
        if not isinstance(row, Row) or not set(self.spoil) <= set(row.table.schema.names):
            return None
        alone: Table = row.table.take([row.at])
        before = Row(alone, 0)
        if any(before.values()[name] is None for name in self.spoil):
            return None
        arrays = list(alone.arrays)
        for name, text in self.spoil.items():
            place = alone.schema.place(name, where="tabular/broken_constraint")
            arrays[place] = _array(alone.schema.columns[place], text)
        spoilt = Row(Table(alone.schema, tuple(arrays)), 0)
        if spoilt == before:
            return None
        names = ", ".join(self.spoil)
        bad = replace(record, payload=spoilt)
        return Corrupted(record=bad, kind="broken_constraint", where=names, falsehood=f"{names} say what cannot be")


def _array(column: Column, text: str) -> Any:
    """One value of a column."""
    wanted = ARROW[column.kind]
    if column.kind is Kind.BOOLEAN:
        return pa.array([text == column.levels[1]], wanted)
    if column.kind in NUMBERS:
        number = {"far": _FAR, "-far": -_FAR}.get(text)
        return pa.array([float(text) if number is None else number]).cast(wanted)
    return pa.array([text], pa.string()).cast(wanted) if not pa.types.is_dictionary(wanted) else _name(text)


def _name(text: str) -> Any:
    """One name."""
    return pa.array([text], pa.string()).dictionary_encode()
