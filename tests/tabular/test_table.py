"""Rows are views of columns: exact through the codec, equal by content, free until looked at."""

import pickle
from pathlib import Path

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st
from tests.tabular.strategies import BRISK, tables

from provender.core.anchor import SPLITS, split
from provender.core.protocols import Judged
from provender.core.recipe import Shard
from provender.core.record import Columnar, Failure, Origin
from provender.run.ledger import tables as ledger
from provender.store.folder import RunFolder
from provender.store.shards import NewShard, parquet_bytes
from provender.tabular.schema import Column, Kind, Schema, schema_of
from provender.tabular.table import Row, Rows, Table, TableCodec, joined, stacked, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
CODEC = TableCodec()


def rows(table: Table) -> list[Row]:
    return [Row(table, at) for at in range(len(table))]


def records(table: Table) -> Rows:
    return Rows(table, ORIGIN, np.arange(1, len(table) + 1))


def numbers(values: list[int | None], name: str = "n", unit: str = "") -> Table:
    return Table(Schema((Column(name=name, kind=Kind.INTEGER),), unit=unit), (pa.array(values, pa.int64()),))


@BRISK
@given(table=tables())
def test_rows_come_back_from_their_codec_exactly(table: Table) -> None:
    encoded, blobs = CODEC.encode(rows(table))
    back = CODEC.decode(encoded, {blob.name: blob.data for blob in blobs})

    assert list(back) == rows(table)
    assert not len(table) or joined(back).equals(table)


@BRISK
@given(table=tables())
def test_a_schema_comes_back_from_its_plain_form(table: Table) -> None:
    assert schema_of(table.schema.plain()) == table.schema


def test_rows_come_back_from_the_store_with_their_schema(tmp_path: Path) -> None:
    table = numbers([1, None, 3], unit="n")
    new = NewShard("records", "parquet", parquet_bytes(CODEC.encode(rows(table))[0]), 3)

    folder = RunFolder(tmp_path)
    (ref,) = folder.commit("make", "t1", shards=[new]).shards

    assert joined(CODEC.decode(folder.table(ref), {})).equals(table)


@BRISK
@given(table=tables())
def test_digests_are_equal_exactly_when_values_are(table: Table) -> None:
    made = rows(table)

    for one in made:
        for other in made:
            assert (one.digest() == other.digest()) == (one.values() == other.values())


def test_digests_do_not_depend_on_the_table_around_a_row() -> None:
    table = Table(Schema((Column(name="c", kind=Kind.CATEGORY),)), (pa.array(["b", "a", "b"]).dictionary_encode(),))

    alone = [Row(table.take([at]), 0).digest() for at in range(3)]

    assert alone == [row.digest() for row in rows(table)]
    assert alone[0] == alone[2] != alone[1]


def test_the_same_values_under_another_name_are_another_row() -> None:
    assert rows(numbers([1], "a"))[0].digest() != rows(numbers([1], "b"))[0].digest()


def test_minus_zero_is_zero() -> None:
    table = Table(Schema((Column(name="x", kind=Kind.DECIMAL),)), (pa.array([0.0, -0.0]),))

    assert len({row.digest() for row in rows(table)}) == 1


@BRISK
@given(table=tables(), data=st.data())
def test_records_are_the_rows_at_their_places(table: Table, data: st.DataObject) -> None:
    made = records(table)
    places = data.draw(st.lists(st.integers(0, max(len(table) - 1, 0)), max_size=6)) if len(table) else []

    assert [record.payload for record in made] == rows(table)
    assert [record.key.index for record in made.take(places)] == [place + 1 for place in places]
    assert list(made[1:3]) == list(made)[1:3]
    assert made.groups() == [row.group() for row in rows(table)]


@BRISK
@given(table=tables())
def test_rows_of_cut_tables_are_one_table_again(table: Table) -> None:
    cut = len(table) // 2
    pieces = [table.slice(0, cut), table.slice(cut, len(table) - cut)]

    assert stacked(pieces).equals(table)
    whole = table_of([*records(pieces[0]), *records(pieces[1])])
    assert not len(table) or whole.equals(table)


def test_a_row_travels_alone() -> None:
    row = rows(numbers(list(range(100_000))))[77_777]

    packed = pickle.dumps(row)

    assert pickle.loads(packed) == row
    assert len(packed) < 4096


def test_a_split_leaves_columns_as_columns() -> None:
    table = numbers(list(range(400)))
    shares = {"reference": 0.5, "control": 0.2, "probe": 0.2, "exam": 0.1}

    anchor = split(records(table), shares, digest="")
    listed = split(list(records(table)), shares, digest="")

    parts = [getattr(anchor, name) for name in SPLITS]
    assert all(isinstance(part, Columnar) for part in parts)
    assert [list(part) for part in parts] == [getattr(listed, name) for name in SPLITS]
    assert sorted(record.key.index for part in parts for record in part) == list(range(1, 401))


def test_rows_of_one_unit_never_straddle_a_split() -> None:
    patients = [number % 40 for number in range(400)]
    visits = list(range(400))
    schema = Schema((Column(name="patient", kind=Kind.INTEGER), Column(name="visit", kind=Kind.INTEGER)), "patient")
    table = Table(schema, (pa.array(patients), pa.array(visits)))

    anchor = split(records(table), {"reference": 0.5, "control": 0.5}, digest="")

    seen = [set(table_of(part)["patient"].to_pylist()) for part in (anchor.reference, anchor.control)]
    assert not seen[0] & seen[1]
    assert len(seen[0] | seen[1]) == 40


def test_a_row_tells_its_values_as_they_are_written() -> None:
    schema = Schema((Column(name="n", kind=Kind.INTEGER), Column(name="ok", kind=Kind.BOOLEAN, levels=("no", "yes"))))
    table = Table(schema, (pa.array([5, None]), pa.array([False, True])))

    assert [row.text() for row in rows(table)] == ["n: 5\nok: no", "n: \nok: yes"]


def test_features_are_finite_and_of_one_length() -> None:
    table = numbers([5, None])

    assert [row.features() for row in rows(table)] == [[5.0], [-1e300]]


def test_a_table_stands_beside_what_failed_in_one_shard() -> None:
    judged = [Judged(record=record, fate="rejected") for record in records(numbers([1, 2]))]
    shard = Shard(seed=0, start=0, count=9)
    failed = ledger.encode_failures([Failure(7, "no reason")], shard, CODEC, source="s", version="1")

    both = ledger.concat(ledger.encode(judged, CODEC)[0], failed)

    back = ledger.decode(both.slice(0, 2), CODEC, {})
    assert [item.record.payload for item in back] == [item.record.payload for item in judged]
    assert both.num_rows == 3
