"""The mark of every exported record, as one Parquet file beside the data: formats for training have no place for it.

key       source:seed:index, by which the data's own lines join where they carry it; rows lie in the data's order
content   digest of the record
synthetic, dataset, source, version, recipe, seed, index, depth, parents     what it is, and enough to make it again
teacher, lineage, part, model, prompt     who wrote it, and SHA-256 of what was asked; null for what no model wrote
grade, verifier, passed                   how firmly it holds, and by whose judgement
sources, licences                         what it draws from, and under which licence or naming whom; "" nobody said
"""

import io
from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from provender.core.protocols import Dataset

NAME = "marks.parquet"
_TAKEN = (
    "source", "version", "recipe", "seed", "index", "depth", "teacher", "lineage", "prompt", "grade", "verifier",
    "passed",
)  # fmt: skip
_LIST = pa.list_(pa.string())
_SCHEMA = pa.schema(
    [
        ("key", pa.string()), ("content", pa.string()), ("synthetic", pa.bool_()), ("dataset", pa.string()),
        ("source", pa.string()), ("version", pa.string()), ("recipe", pa.string()), ("seed", pa.int64()),
        ("index", pa.int64()), ("depth", pa.int8()), ("teacher", pa.string()), ("lineage", pa.string()),
        ("prompt", pa.string()), ("grade", pa.string()), ("verifier", pa.string()), ("passed", _LIST),
        ("parents", _LIST), ("part", pa.string()), ("model", pa.string()), ("sources", _LIST), ("licences", _LIST),
    ]
)  # fmt: skip


def marks(dataset: Dataset, facts: Mapping[str, Any]) -> bytes:
    """The file."""
    sink = io.BytesIO()
    with pq.ParquetWriter(sink, _SCHEMA, compression="zstd") as writer:
        for table in dataset.tables():
            writer.write_table(_marked(table, facts))
    return sink.getvalue()


def _marked(table: pa.Table, facts: Mapping[str, Any]) -> pa.Table:
    """The marks of one task's records."""
    rows = table.num_rows
    columns: dict[str, Any] = {name: table[name].cast(_SCHEMA.field(name).type) for name in _TAKEN}
    parts = [columns[name].cast(pa.string()) for name in ("source", "seed", "index")]
    columns["key"] = pc.binary_join_element_wise(*parts, ":")
    columns["content"] = pa.array([each.hex() for each in table["content"].to_pylist()], pa.string())
    columns["synthetic"] = pa.repeat(True, rows)
    columns["dataset"] = pa.repeat(str(facts["digest"]), rows)
    columns["parents"] = pa.array([[_key(each) for each in some or ()] for some in table["parents"].to_pylist()], _LIST)
    columns["part"] = _mapped(columns["teacher"], lambda name: _use(facts, name).get("name"), pa.string())
    columns["model"] = _mapped(columns["teacher"], lambda name: _use(facts, name)["dials"].get("model"), pa.string())
    columns["sources"] = _mapped(columns["source"], lambda name: _drawn(facts, name, "name"), _LIST)
    columns["licences"] = _mapped(columns["source"], lambda name: _drawn(facts, name, "licence"), _LIST)
    return pa.table([columns[name] for name in _SCHEMA.names], schema=_SCHEMA)


def _drawn(facts: Mapping[str, Any], source: str, field: str) -> list[str]:
    """Name or licence of each source behind a generator's records."""
    return [each[field] for each in facts["sources"] if source in each["behind"]]


def _use(facts: Mapping[str, Any], teacher: str) -> dict[str, Any]:
    """What the recipe says of a teacher."""
    return {"dials": {}, **facts["recipe"]["teachers"].get(teacher, {})}


def _key(parent: Mapping[str, Any]) -> str:
    """A parent's key as text."""
    return f"{parent['source']}:{parent['seed']}:{parent['index']}"


def _mapped(column: Any, told: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """A column of few different names with each replaced by what is told of it; null stays null."""
    coded = column.combine_chunks().dictionary_encode()
    values = pa.array([told(name) for name in coded.dictionary.to_pylist()], kind)
    return values.take(coded.indices)
