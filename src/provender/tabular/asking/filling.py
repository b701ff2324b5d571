"""Gaps of a real table filled by what was learned of it, every filled cell labelled as made.

A filled table holds real rows. It is written where its owner asks, and never enters a run, an export or a mix.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import InputError
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import ARROW, NAMED, Table

MADE = "made"  # the column that names the cells of its row that were made
_BETWEEN = "; "


class Imputer(Protocol):
    """What fills: a fitted generator that can be asked for a row's gaps given the rest of it."""

    def impute(self, table: Table, /, *, seed: int) -> Table:
        """The table with its gaps filled; given cells stay."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Filled:
    """A table whose gaps were filled.

    Attributes:
        table: the rows in their order.
        made: column -> (n,) which of its cells were made; columns without any are left out.
        left: column -> how many of its cells stay empty: never learned, or empty by what another column says.
    """

    table: Table
    made: Mapping[str, npt.NDArray[np.bool_]]
    left: Mapping[str, int]

    @property
    def cells(self) -> int:
        """How many were made."""
        return sum(int(flags.sum()) for flags in self.made.values())

    @property
    def rows(self) -> int:
        """How many have a cell that was made."""
        return int(np.any(list(self.made.values()), axis=0).sum()) if self.made else 0

    def labelled(self) -> Table:
        """The table with a last column that names each row's made cells, empty where all are real."""
        names = list(self.made)
        flags = np.column_stack([self.made[name] for name in names]) if names else np.zeros((len(self.table), 0), bool)
        kinds, which = np.unique(flags, axis=0, return_inverse=True)
        told = [_BETWEEN.join(name for name, there in zip(names, kind, strict=True) if there) or None for kind in kinds]
        label = MADE
        while label in self.table.schema.names:
            label += "_"
        array = pa.array(told, pa.string()).take(pa.array(which.reshape(-1))).dictionary_encode().cast(NAMED)
        columns = (*self.table.schema, Column(name=label, kind=Kind.CATEGORY))
        return Table(Schema(columns, unit=self.table.schema.unit), (*self.table.arrays, array))


def fill(part: Imputer, table: Table, *, seed: int) -> Filled:
    """Fill the gaps of a table, each with a draw given all that its row tells.

    Guarantees:
        A cell is told as made exactly where it was empty and is not; every other cell stays.
    """
    whole = part.impute(table, seed=seed)
    made, left = {}, {}
    for name, old, new in zip(table.schema.names, table.arrays, whole.arrays, strict=True):
        flags = pc.and_(pc.is_null(old), pc.is_valid(new)).to_numpy(zero_copy_only=False)
        if flags.any():
            made[name] = flags
        if new.null_count:
            left[name] = new.null_count
    return Filled(table=whole, made=made, left=left)


def as_learned(table: Table, schema: Schema, *, where: str) -> Table:
    """A table of another file in the columns that were learned, in their order; what is never learned may be absent.

    Raises:
        InputError: it lacks a column that was learned, or has one that was not: nothing is known of that.
    """
    lost = [c.name for c in schema if c.learned and c.name not in table.schema.names]
    more = [name for name in table.schema.names if name not in schema.names]
    for names, what in ((lost, "it lacks"), (more, "nothing was learned of")):
        if names:
            shown = ", ".join(map(repr, names[:8])) + (" ..." if len(names) > 8 else "")
            mend = "give a table with the columns that were learned"
            raise InputError(f"{what} the columns {shown}", where=where, mend=mend)
    arrays = [
        table[column.name] if column.name in table.schema.names else pa.nulls(len(table), ARROW[column.kind])
        for column in schema
    ]
    return Table(schema, tuple(arrays))
