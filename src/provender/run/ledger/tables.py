"""Judged records as Arrow tables: the spine's columns beside the wing's payload columns.

records   source version recipe seed index teacher lineage depth parents ... content grade verifier passed | payload
refused   the same with fate reason evidence instead of grade; failed items have null payload columns
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, ClassVar, cast

import pyarrow as pa

from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Blob, Codec, Failure, Key, Origin, Payload, Record, Tokens
from provender.store.folder import RunFolder
from provender.store.shards import ShardRef

_NAMED = pa.dictionary(pa.int32(), pa.string())
_KEY = pa.struct([("source", pa.string()), ("seed", pa.int64()), ("index", pa.int64())])
ORIGIN = pa.schema(
    [
        ("source", _NAMED),
        ("version", _NAMED),
        ("recipe", _NAMED),
        ("seed", pa.int64()),
        ("index", pa.int64()),
        ("teacher", _NAMED),
        ("lineage", _NAMED),
        ("depth", pa.int8()),
        ("parents", pa.list_(_KEY)),
        ("prompt_tokens", pa.int32()),
        ("completion_tokens", pa.int32()),
        ("prompt", pa.string()),
        ("tags", pa.map_(pa.string(), pa.string())),
        ("content", pa.binary(16)),
    ]
)
DECISION = pa.schema(
    [
        ("fate", _NAMED),
        ("grade", _NAMED),
        ("verifier", _NAMED),
        ("reason", pa.string()),
        ("evidence", pa.string()),
        ("passed", pa.list_(pa.string())),
    ]
)
SPINE = pa.schema([*ORIGIN, *DECISION])


class NoPayload:
    """The codec of a shard in which nothing could be made: no payload columns."""

    repeats_allowed: ClassVar[bool] = True
    schema = pa.schema([])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """An empty table."""
        return self.schema.empty_table(), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Payload]:
        """Nothing."""
        return ()


NO_PAYLOAD = NoPayload()


def encode(judged: Sequence[Judged], codec: Codec) -> tuple[pa.Table, Iterable[Blob]]:
    """One row a record: spine columns, then the codec's; and the blobs that the rows name."""
    table, blobs = codec.encode([item.record.payload for item in judged])
    spine = _origins([item.record for item in judged]) + _decisions(judged)
    return pa.Table.from_arrays([*spine, *table.columns], schema=pa.schema([*SPINE, *table.schema])), blobs


def encode_failures(failures: Sequence[Failure], shard: Shard, codec: Codec, *, source: str, version: str) -> pa.Table:
    """Failed items in the same columns: null where there is no record."""
    count = len(failures)
    columns = {
        "source": pa.array([source] * count, pa.string()).cast(_NAMED),
        "version": pa.array([version] * count, pa.string()).cast(_NAMED),
        "recipe": pa.array([shard.recipe] * count, pa.string()).cast(_NAMED),
        "seed": pa.array([shard.seed] * count, pa.int64()),
        "index": pa.array([failure.index for failure in failures], pa.int64()),
        "teacher": _names([failure.teacher for failure in failures]),
        "prompt_tokens": pa.array([failure.tokens.prompt for failure in failures], pa.int32()),
        "completion_tokens": pa.array([failure.tokens.completion for failure in failures], pa.int32()),
        "fate": pa.array(["failed"] * count, pa.string()).cast(_NAMED),
        "verifier": pa.array(["generate"] * count, pa.string()).cast(_NAMED),
        "reason": pa.array([failure.reason for failure in failures], pa.string()),
    }
    schema = pa.schema([*SPINE, *codec.schema])
    return pa.Table.from_arrays(
        [columns.get(field.name, pa.nulls(count, field.type)) for field in schema], schema=schema
    )


def _names(values: Sequence[str | None]) -> pa.Array:
    """A dictionary column."""
    return pa.array(values, pa.string()).dictionary_encode()


def _origins(records: Sequence[Record]) -> list[pa.Array]:
    """The ORIGIN columns."""
    origins = [record.origin for record in records]
    parents = pa.array(
        [[parent._asdict() for parent in origin.parents] if origin.parents else [] for origin in origins],
        pa.list_(_KEY),
    )
    return [
        _names([origin.source for origin in origins]),
        _names([origin.version for origin in origins]),
        _names([origin.recipe for origin in origins]),
        pa.array([origin.seed for origin in origins], pa.int64()),
        pa.array([origin.index for origin in origins], pa.int64()),
        _names([origin.teacher for origin in origins]),
        _names([origin.lineage for origin in origins]),
        pa.array([origin.depth for origin in origins], pa.int8()),
        parents,
        pa.array([origin.tokens.prompt for origin in origins], pa.int32()),
        pa.array([origin.tokens.completion for origin in origins], pa.int32()),
        pa.array([origin.prompt for origin in origins], pa.string()),
        _tags([record.tags for record in records]),
        pa.array([record.payload.digest() for record in records], pa.binary(16)),
    ]


def _tags(tags: Sequence[Mapping[str, str]]) -> pa.Array:
    """The tags column from flat lists."""
    offsets = pa.array([0, *accumulate(len(item) for item in tags)], pa.int32())
    keys = pa.array([key for item in tags for key in item], pa.string())
    values = pa.array([value for item in tags for value in item.values()], pa.string())
    return pa.MapArray.from_arrays(offsets, keys, values)


def _decisions(judged: Sequence[Judged]) -> list[pa.Array]:
    """The DECISION columns."""
    evidence = [json.dumps(dict(item.evidence), ensure_ascii=False) if item.evidence else "" for item in judged]
    return [
        _names([item.fate for item in judged]),
        _names([item.grade for item in judged]),
        _names([item.verifier for item in judged]),
        pa.array([item.reason for item in judged], pa.string()),
        pa.array(evidence, pa.string()),
        pa.array([item.passed for item in judged], pa.list_(pa.string())),
    ]


def read(folder: RunFolder, ref: ShardRef, columns: Sequence[str] | None = None) -> pa.Table:
    """The rows of a shard that `encode` made, now or in an earlier version, whose missing columns are null."""
    table = folder.table(ref, columns=columns)
    for name in columns or SPINE.names:
        if name in SPINE.names and name not in table.column_names:
            field = SPINE.field(name)
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table


def decode(table: pa.Table, codec: Codec, blobs: Mapping[str, bytes]) -> list[Judged]:
    """The judged records of a table that `encode` made; rows without a record are not for this."""
    payloads = codec.decode(table, blobs)
    rows = table.select(SPINE.names).to_pylist(maps_as_pydicts="strict")
    return [_judged(row, payload) for row, payload in zip(rows, payloads, strict=True)]


def _judged(row: dict[str, Any], payload: Payload) -> Judged:
    """One row back to a judged record."""
    origin = Origin(
        source=row["source"],
        version=row["version"],
        recipe=row["recipe"],
        seed=row["seed"],
        index=row["index"],
        teacher=row["teacher"],
        lineage=row["lineage"],
        depth=row["depth"],
        parents=tuple(Key(**parent) for parent in row["parents"]),
        tokens=Tokens(row["prompt_tokens"], row["completion_tokens"]),
        prompt=row["prompt"],
    )
    return Judged(
        record=Record(payload=payload, origin=origin, tags=row["tags"]),
        fate=row["fate"],
        grade=row["grade"],
        verifier=row["verifier"],
        reason=row["reason"],
        evidence=cast("Mapping[str, str]", json.loads(row["evidence"]) if row["evidence"] else {}),
        passed=tuple(row["passed"] or ()),
    )


def concat(one: pa.Table, other: pa.Table) -> pa.Table:
    """Rows of both, null where one lacks a column; dictionaries are made one."""
    return pa.concat_tables([one, other], promote_options="default").unify_dictionaries().combine_chunks()
