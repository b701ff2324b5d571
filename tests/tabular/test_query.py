"""A question in SQL gives a table, reads one file alone, and leaks nothing when it fails."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provender.core.errors import InputError
from provender.core.registry import load
from provender.tabular.schema import Kind
from provender.tabular.table import Table

duckdb = pytest.importorskip("duckdb")

PLANTED = "QZXJKVWPLANTED"


@pytest.fixture
def visits(tmp_path: Path) -> Path:
    """Forty visits."""
    file = tmp_path / "visits' list.csv"
    file.write_text("age,ward\n" + "".join(f"{age},{'ab'[age % 2]}\n" for age in range(20, 60)) + f"{PLANTED},a\n")
    return file


def ask(file: Path, sql: str) -> Table:
    table = load("reader", "tabular/query", {"path": str(file), "sql": sql}).reading().table
    assert isinstance(table, Table)
    return table


def test_a_question_gives_a_table(visits: Path) -> None:
    table = ask(visits, "SELECT TRY_CAST(age AS INT) AS age, ward FROM data WHERE TRY_CAST(age AS INT) < 30")

    assert table["age"].to_pylist() == list(range(20, 30))
    assert [column.kind for column in table.schema] == [Kind.INTEGER, Kind.CATEGORY]


def test_a_parquet_file_and_a_database_are_asked_alike(tmp_path: Path) -> None:
    pq.write_table(pa.table({"age": [1, 2, 3]}), tmp_path / "a.parquet")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as base:
        base.execute("CREATE TABLE data AS SELECT * FROM (VALUES (1), (2), (3)) AS t(age)")

    tables = [ask(tmp_path / name, "SELECT age FROM data WHERE age > 1") for name in ("a.parquet", "a.duckdb")]

    assert tables[0].equals(tables[1])
    assert tables[0]["age"].to_pylist() == [2, 3]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT nothing FROM data", "nothing"),
        ("SELEC 1", "syntax error"),
        ("SELECT CAST(age AS INT) AS age FROM data", "ConversionException"),
        ("SELECT * FROM data WHERE age = '0'", "no rows"),
        ("SELECT * FROM read_csv('{other}')", "Permission Error"),
        ("COPY data TO '{other}.out'", "no single SELECT"),
        ("SET enable_external_access = true", "no single SELECT"),
        ("SELECT 1; SELECT 2", "no single SELECT"),
    ],
)
def test_what_is_refused_shows_no_value(visits: Path, tmp_path: Path, sql: str, told: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text("secret\n1\n")

    with pytest.raises(InputError) as refused:
        ask(visits, sql.format(other=other))

    assert (
        told in str(refused.value) or "Permission Error" in str(refused.value) or "Invalid Input" in str(refused.value)
    )
    assert PLANTED not in str(refused.value)
    assert not (tmp_path / "other.csv.out").exists()
