"""A comma-separated file of the accepted rows, each value written as the table that was learned wrote it."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.tabular.schema import Schema
from provender.tabular.table import ROW, rows_table
from provender.tabular.written import csv_lines


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class Csv:
    """One CSV file in UTF-8 (RFC 4180); rows of a recipe's second table go into a second file.

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
            table = rows_table(shard)
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
