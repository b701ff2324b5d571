"""What is written and what is kept are the same, both ways."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import given
from tests.tabular.strategies import BRISK, column, tables

from provender.tabular.schema import Kind
from provender.tabular.table import Table
from provender.tabular.written import csv_lines, digits_of, parsed, rendered


@BRISK
@given(table=tables())
def test_what_is_written_is_read_again(table: Table) -> None:
    for kept, array in zip(table.schema, table.arrays, strict=True):
        told = array.drop_null()
        again = parsed(rendered(told, kept), kept)
        assert again.to_pylist() == told.to_pylist()


@pytest.mark.parametrize(
    ("kind", "said", "texts"),
    [
        (Kind.INTEGER, {}, ["0", "-7", "123456789012345678"]),
        (Kind.INTEGER, {"digits": 1, "fixed": True}, ["12.0", "-3.0"]),
        (Kind.DECIMAL, {"digits": 9}, ["1.199951172", "-0.5", "100", "0.000000001"]),
        (Kind.DECIMAL, {"digits": 2, "fixed": True}, ["1.50", "2.00", "-0.25"]),
        (Kind.DECIMAL, {"digits": 1, "mark": ","}, ["1,5", "-2"]),
        (Kind.DATE, {"form": "%d.%m.%Y"}, ["31.12.1999", "01.02.1801"]),
        (Kind.DATETIME, {"form": "%Y-%m-%dT%H:%M"}, ["2024-02-29T23:59"]),
        (Kind.BOOLEAN, {"levels": ("N", "Y")}, ["Y", "N"]),
    ],
)
def test_a_value_is_written_as_it_was(kind: Kind, said: dict[str, object], texts: list[str]) -> None:
    from dataclasses import replace

    kept = replace(column("x", kind), **{"digits": 0, "fixed": False, "mark": ".", **said})  # type: ignore[arg-type]

    assert rendered(parsed(pa.array(texts), kept), kept).to_pylist() == texts


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.INTEGER, "12.5"), (Kind.INTEGER, "twelve"), (Kind.INTEGER, "9" * 40), (Kind.INTEGER, "٣"),
        (Kind.DECIMAL, "1e999"), (Kind.DECIMAL, "nan"), (Kind.DECIMAL, "1,5"), (Kind.DECIMAL, ""),
        (Kind.LATITUDE, "90.5"), (Kind.LONGITUDE, "-180,5"), (Kind.BOOLEAN, "maybe"), (Kind.DATE, "30/02/2024"),
        (Kind.ORDINAL, "medium"),
    ],
)  # fmt: skip
def test_what_is_none_of_a_kind_is_read_as_nothing(kind: Kind, text: str) -> None:
    assert parsed(pa.array([text]), column("x", kind)).to_pylist() == [None]


def test_decimals_are_counted_as_they_are_written() -> None:
    texts = pa.array(["3", "1.50", "2.500000e-01", "1e3", ".125", "5e-324"])

    assert digits_of(texts).tolist() == [0, 1, 2, 0, 3, 17]


@BRISK
@given(table=tables())
def test_a_table_is_a_csv_that_others_read(table: Table) -> None:
    lines = csv_lines(table)

    found = list(csv.reader(io.StringIO("\r\n".join([*lines, ""]), newline=""), strict=True))

    texts = [rendered(array, kept).to_pylist() for kept, array in zip(table.schema, table.arrays, strict=True)]
    assert found[0] == list(table.schema.names)
    assert found[1:] == [["" if value is None else value for value in row] for row in zip(*texts, strict=True)]
