"""A comma-separated file of the accepted rows, each value written as the table that was learned wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.tabular.asking.conditions import SCENARIO
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, ROW, Table, rows_table
from provender.tabular.written import csv_lines


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Csv:
    """One CSV file in UTF-8 (RFC 4180); rows of a recipe's second table go into a second file.

    Rows of a scenario say so in a last column, so that they have a file of their own and never pass for ordinary ones.

    Attributes:
        file: its name.

    Example:
        exports: [{name: tabular/csv, dials: {file: patients.csv}}]
    """

    file: str = "rows.csv"

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the file in pieces, a task each."""
        known: list[Schema] = []
        for shard in dataset.tables():
            if ROW not in shard.column_names:
                continue
            table = _labelled(rows_table(shard), shard)
            lines = csv_lines(table)
            if table.schema in known:
                lines = lines[1:]
            else:
                known.append(table.schema)
            yield self._name(known.index(table.schema)), "".join(f"{line}\n" for line in lines).encode()

    def _name(self, place: int) -> str:
        """The file of a table by its place among the run's tables."""
        stem, dot, suffix = self.file.rpartition(".")
        return f"{stem}-{place + 1}{dot}{suffix}" if place else self.file


def _labelled(table: Table, shard: pa.Table) -> Table:
    """A table with its records' scenario as a column, where they are of one."""
    told = [dict(tags or {}).get(SCENARIO) for tags in shard["tags"].to_pylist()]
    if not any(told):
        return table
    name = SCENARIO
    while name in table.schema.names:
        name += "_"
    column = Column(name=name, kind=Kind.CATEGORY)
    labels = pa.array(told, pa.string()).dictionary_encode().cast(NAMED)
    return Table(Schema((*table.schema, column), unit=table.schema.unit), (*table.arrays, labels))
