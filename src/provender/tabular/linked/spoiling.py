"""What all corruptions of households share: which rows there are, and a household with other values in one column."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from provender.core.record import Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.tabular.linked.family import Member
from provender.tabular.linked.household import Household, Linked
from provender.tabular.table import Table


def opened(record: Record, part: str, seed: int) -> tuple[Linked, Stream] | None:
    """A record's household alone, with draws; None for any other payload."""
    home = record.payload
    return (home.alone(), stream(seed, 0, part)) if isinstance(home, Household) else None


def below(linked: Linked) -> list[tuple[int, Member]]:
    """The tables below the root that have rows: place and member."""
    return [(at, m) for at, m in enumerate(linked.family.members) if at and len(linked.tables[at])]


def written(linked: Linked, place: int, column: str, values: Mapping[int, Any]) -> Linked:
    """The household with other values in some rows of one column."""
    table = linked.tables[place]
    at = table.schema.place(column, where="linked tables")
    array = table.arrays[at]
    told = array.to_pylist()
    for row, value in values.items():
        told[row] = value
    arrays = (*table.arrays[:at], pa.array(told, array.type), *table.arrays[at + 1 :])
    tables = (*linked.tables[:place], Table(table.schema, arrays), *linked.tables[place + 1 :])
    return Linked(linked.family, tables, linked.starts)


def spoilt(record: Record, linked: Linked, kind: str, *, where: str, falsehood: str) -> Corrupted:
    """The record with another household."""
    return Corrupted(record=replace(record, payload=Household(linked, 0)), kind=kind, where=where, falsehood=falsehood)


def several(linked: Linked, place: int) -> Sequence[int]:
    """Places of the parents that have two rows or more in a table."""
    found: list[int] = np.flatnonzero(linked.counts(place) > 1).tolist()
    return found
