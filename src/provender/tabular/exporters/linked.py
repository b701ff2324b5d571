"""One file a table of the accepted households, each value written as the tables that were learned wrote it."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa
import pyarrow.parquet as pq

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.tabular.linked.family import Family
from provender.tabular.linked.household import COLUMN, Linked, homes_table
from provender.tabular.written import csv_lines

_UNSAFE = re.compile(r"[^\w.-]|^\.")


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedFiles:
    """One CSV (RFC 4180, UTF-8) or Parquet file a table, linked by the keys that stand in them.

    Attributes:
        format: of the files.

    Example:
        exports: [{name: tabular/linked, dials: {format: parquet}}]
    """

    format: Literal["csv", "parquet"] = "csv"

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields CSV files in pieces, a task each; Parquet files whole."""
        known: list[Family] = []
        kept: dict[str, list[Any]] = {}
        for shard in dataset.tables():
            if COLUMN not in shard.column_names:
                continue
            linked = homes_table(shard)
            fresh = linked.family not in known
            known += [linked.family] if fresh else []
            for file, place in _files(linked.family, known.index(linked.family), self.format).items():
                if self.format == "csv":
                    lines = csv_lines(linked.tables[place])[0 if fresh else 1 :]
                    yield file, "".join(f"{line}\n" for line in lines).encode()
                else:
                    kept.setdefault(file, []).append(_columns(linked, place))
        for file, tables in kept.items():
            data = io.BytesIO()
            pq.write_table(pa.concat_tables(tables), data, compression="zstd")
            yield file, data.getvalue()


def _files(family: Family, turn: int, suffix: str) -> dict[str, int]:
    """File -> place of its table; names are made safe, and told apart where that made them alike."""
    found: dict[str, int] = {}
    for place, name in enumerate(family.names):
        stem = (_UNSAFE.sub("_", name) or "table") + (f"-{turn + 1}" if turn else "")
        told = stem
        while f"{told}.{suffix}" in found:
            told = f"{told}_{place}"
        found[f"{told}.{suffix}"] = place
    return found


def _columns(linked: Linked, place: int) -> Any:
    """A table as plain Arrow columns."""
    table = linked.tables[place]
    arrays = [a.cast(pa.string()) if pa.types.is_dictionary(a.type) else a for a in table.arrays]
    return pa.table(dict(zip(table.schema.names, arrays, strict=True)))
