"""Rows of a peer, learned from a table of ours in an environment of its own."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.peers.setup import ask

from provender.tabular.schema import NAMES, Column, Kind, Schema
from provender.tabular.table import ARROW, NAMED, Table

_RARE = "_RARE_"  # what mostlyai-engine writes for values that are too rare, in dates too


def drawn_by(peer: str, table: Table, count: int, *, seed: int) -> tuple[Table | None, dict[str, Any]]:
    """A table by a peer, and what it tells of its cost; None and why where it cannot be had here.

    Args:
        peer: folder under bench/peers with a generate.py.
        table: that it learns, without what we do not learn either (identifiers, free text).
        count: rows to draw.
    """
    kept = [column for column in table.schema if column.learned]
    with TemporaryDirectory() as home:
        learned, made = Path(home) / "learned.parquet", Path(home) / "made.parquet"
        write_plain(table, learned)
        told, why = ask(peer, "generate.py", str(learned), str(made), str(count), str(seed))
        if told is None:
            return None, {"missing": why}
        rows = pq.read_table(made)
        arrays = tuple(_ours(column, rows[column.name].combine_chunks()) for column in kept)
    return Table(Schema(tuple(kept)), arrays), told


def write_plain(table: Table, path: Path) -> None:
    """The columns that peers learn as a Parquet file."""
    kept = [column for column in table.schema if column.learned]
    pq.write_table(pa.table({column.name: _plain(column, table[column.name]) for column in kept}), path)


def _plain(column: Column, array: Any) -> Any:
    """A column as a peer takes it: numbers, dates, words."""
    if column.kind is Kind.BOOLEAN:
        return pc.if_else(array, column.levels[1], column.levels[0])
    return array.cast(pa.string()) if column.kind in NAMES else array


def _ours(column: Column, array: Any) -> Any:
    """A peer's column as ours."""
    if column.kind is Kind.BOOLEAN:
        return pc.equal(array.cast(pa.string()), column.levels[1])
    if pa.types.is_string(array.type) and column.kind not in NAMES:
        array = pc.if_else(pc.equal(array, _RARE), None, array)
    if column.kind in NAMES:
        return array.cast(pa.string()).dictionary_encode().cast(NAMED)
    return pc.round(array).cast(ARROW[column.kind]) if column.kind is Kind.INTEGER else array.cast(ARROW[column.kind])
