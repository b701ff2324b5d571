"""The tables that ship with scikit-learn are read as they were measured."""

import numpy as np
import pytest
from sklearn import datasets

from provender.core.anchor import split
from provender.core.registry import load
from provender.tabular.schema import Kind


@pytest.mark.parametrize(("name", "rows", "columns"), [("diabetes", 442, 11), ("breast_cancer", 569, 31)])
def test_a_table_is_whole_and_all_its_columns_are_learned(name: str, rows: int, columns: int) -> None:
    reading = load("reader", "tabular/sklearn", {"table": name}).reading()

    assert (len(reading.table), len(reading.table.schema.names)) == (rows, columns)
    assert {entry.column.kind for entry in reading.found} <= {Kind.INTEGER, Kind.DECIMAL, Kind.CATEGORY}
    assert not any(entry.missing for entry in reading.found)


def test_measurements_are_those_that_were_taken() -> None:
    table = load("reader", "tabular/sklearn", {"table": "breast_cancer"}).reading().table
    told = datasets.load_breast_cancer()

    assert np.array_equal(told.data[:, 3], [float(value) for value in table["mean_area"].to_pylist()])
    assert told.target_names[told.target].tolist() == table["diagnosis"].to_pylist()


def test_patients_are_in_years_and_not_scaled() -> None:
    table = load("reader", "tabular/sklearn").reading().table

    assert 19 == min(table["age"].to_pylist())
    assert 79 == max(table["age"].to_pylist())
    assert {"sex1", "sex2"} == set(table["sex"].to_pylist())


def test_the_table_is_public_so_that_its_values_may_be_shown() -> None:
    reader = load("reader", "tabular/sklearn")

    assert not split(reader(), {"reference": 1.0}, digest="", private=reader.private).private
