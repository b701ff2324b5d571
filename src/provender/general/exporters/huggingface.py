"""A folder that `datasets.load_dataset` reads: Parquet splits, beside the card that every export gets.

    data/train-00000-of-00003.parquet      payload columns, then lineage, verdict and grade
    frames/..., maps/...                   what the columns name beside the table, e.g. pictures, under those names

Layout after the Hugging Face hub's documentation of dataset repositories and dataset cards.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from provender.core.protocols import Dataset
from provender.core.registry import exporter
from provender.general.exporters._canary import canary

_LINEAGE = (
    "source",
    "version",
    "recipe",
    "seed",
    "index",
    "teacher",
    "lineage",
    "depth",
    "parents",
    "prompt_tokens",
    "completion_tokens",
    "prompt",
    "content",
)
_VERDICT = ("grade", "verifier", "passed")


@exporter
@dataclass(frozen=True, slots=True, kw_only=True)
class HuggingFace:
    """Parquet files, and the pictures and other files that they name.

    Attributes:
        rows: records a file.
        licence: identifier for the card's `license` field, as the hub knows it; "" says nothing.

    Example:
        exports: [{name: general/huggingface, dials: {licence: cc-by-4.0}}]
    """

    rows: int = 100_000
    licence: str = ""

    def __call__(self, dataset: Dataset, /) -> Iterator[tuple[str, bytes]]:
        """Yields the data files, then what they name beside themselves; the card comes with every export."""
        facts = cast("Mapping[str, Any]", dataset.facts)
        mark = canary(str(facts["digest"]))
        files = max(ceil(int(facts["accepted"]) / self.rows), 1)
        number = 0
        for number, table in enumerate(_files(dataset, self.rows), 1):
            yield f"data/train-{number - 1:05d}-of-{files:05d}.parquet", _parquet(table, mark)
        if not number:
            yield f"data/train-00000-of-{files:05d}.parquet", _parquet(pa.table({"question": pa.nulls(0)}), mark)
        for blob in dataset.blobs():
            yield blob.name, blob.data


def _files(dataset: Dataset, rows: int) -> Iterator[pa.Table]:
    """The records in tables of exactly `rows`, the last one shorter."""
    held: list[pa.Table] = []
    count = 0
    for table in dataset.tables():
        plain = _plain(table)
        held.append(plain)
        count += plain.num_rows
        while count >= rows:
            whole = pa.concat_tables(held, promote_options="permissive")
            yield whole.slice(0, rows)
            held, count = [whole.slice(rows)], count - rows
    if count:
        yield pa.concat_tables(held, promote_options="permissive")


def _plain(table: pa.Table) -> pa.Table:
    """Payload columns first, then lineage and verdict, in types that every reader knows."""
    spine = {*_LINEAGE, *_VERDICT, "tags", "fate", "reason", "evidence"}
    columns = {name: table[name] for name in table.column_names if name not in spine}
    tags = _tags(table["tags"].combine_chunks())
    if tags is not None:
        columns["tags"] = tags
    for name in (*_LINEAGE, *_VERDICT):
        column = table[name]
        if pa.types.is_dictionary(column.type):
            column = column.cast(pa.string())
        columns[name] = column
    columns["content"] = pa.array([value.hex() for value in table["content"].to_pylist()], pa.string())
    return pa.table(columns)


def _tags(tags: Any) -> pa.Array | None:
    """A map column as a struct: maps are not read everywhere. None without any tag: no file holds an empty struct."""
    keys = sorted(pc.unique(tags.keys).to_pylist())
    if not keys:
        return None
    rows = tags.to_pylist(maps_as_pydicts="strict")
    columns = [pa.array([row.get(key) for row in rows], pa.string()) for key in keys]
    return pa.StructArray.from_arrays(columns, names=keys)


def _parquet(table: pa.Table, mark: str) -> bytes:
    """A Parquet file that carries the canary in its metadata."""
    sink = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"canary": mark}), sink, compression="zstd")
    return sink.getvalue()
