"""Anybody's Parquet file, and our own columns, as problems."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from provender.core.errors import InputError
from provender.core.recipe import Shard
from provender.core.registry import load
from provender.reasoning.problem import Problem, ProblemCodec
from provender.reasoning.readers.parquet import Parquet


def test_parquet_reads_our_own_columns_back(tmp_path: Path) -> None:
    made = load("generator", "reasoning/arithmetic/gcd")(Shard(seed=1, start=0, count=5))
    problems = [record.payload for record in made]
    file = tmp_path / "ours.parquet"
    pq.write_table(ProblemCodec().encode(problems)[0], file)

    records = list(Parquet(path=str(file))())

    assert [record.payload for record in records] == problems
    assert [record.origin.index for record in records] == [1, 2, 3, 4, 5]


def test_parquet_finds_the_usual_names(tmp_path: Path) -> None:
    file = tmp_path / "any.parquet"
    pq.write_table(pa.table({"problem": ["q"], "solution": ["so 1+1 = 2"], "id": [7]}), file)

    (record,) = Parquet(path=str(file))()

    assert record.payload == Problem("q", "2", "en", None, "so 1+1 = 2")


def test_parquet_names_the_row_it_cannot_use(tmp_path: Path) -> None:
    file = tmp_path / "any.parquet"
    pq.write_table(pa.table({"question": ["q", None]}), file)

    with pytest.raises(InputError, match="no question") as caught:
        list(Parquet(path=str(file))())

    assert caught.value.where == f"{file} row 2"


@pytest.mark.parametrize("keep", [0, 4, 100, -5])
def test_parquet_refuses_what_is_cut_off(tmp_path: Path, keep: int) -> None:
    file = tmp_path / "cut.parquet"
    pq.write_table(pa.table({"question": ["q"] * 100}), file)
    file.write_bytes(file.read_bytes()[:keep])

    with pytest.raises(InputError, match="no whole Parquet file"):
        list(Parquet(path=str(file))())


def test_parquet_refuses_a_table_without_rows(tmp_path: Path) -> None:
    file = tmp_path / "empty.parquet"
    pq.write_table(pa.table({"question": pa.array([], pa.string())}), file)

    with pytest.raises(InputError, match="no rows"):
        list(Parquet(path=str(file))())
