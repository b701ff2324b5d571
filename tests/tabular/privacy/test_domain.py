"""Declared domains: every value has a code, whatever it was taken for, and comes back inside what was declared."""

from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import ProvenderError, RecipeError, UnknownName
from provender.core.registry import load
from provender.tabular.privacy.domain import Bins, Listed, domains_of, encoded
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Table

AGE = Column(name="age", kind=Kind.INTEGER)
WORDS = Column(name="age", kind=Kind.CATEGORY)


def domain(said: object) -> Bins | Listed:
    return domains_of({"x": said}, where="test")["x"]


def names(*texts: str | None) -> pa.Array:
    return pa.array(texts, pa.string()).dictionary_encode().cast(NAMED)


def test_numbers_fall_into_bins_and_outside_ones_into_the_nearest() -> None:
    bins = domain({"from": 10, "to": 40, "step": 10})

    assert bins.encode(AGE, pa.array([10, 19, 20, 39, 40, -5, 99, None])).tolist() == [0, 0, 1, 2, 2, 0, 2, 0]


def test_what_is_missing_or_no_number_has_the_last_code_where_that_may_be() -> None:
    bins = domain({"edges": [0, 1, 10], "missing": True})

    assert bins.encode(WORDS, names("0", "+7", "?", None, "1e400x")).tolist() == [0, 1, 2, 2, 2]
    assert bins.size == 3


@given(value=st.integers(-10, 60), kind=st.sampled_from(["integer", "decimal", "category"]))
def test_a_code_does_not_depend_on_what_its_column_was_taken_for(value: int, kind: str) -> None:
    column = Column(name="x", kind=Kind(kind), digits=2 if kind == "decimal" else 0, fixed=kind == "decimal")
    array = {"integer": pa.array([value]), "decimal": pa.array([float(value)]), "category": names(str(value))}[kind]

    assert domain({"from": 0, "to": 50, "step": 5}).encode(column, array).tolist() == [min(max(value // 5, 0), 9)]
    assert domain([str(v) for v in range(60)]).encode(column, array).tolist() == [max(value, 0) % 60]


@given(within=st.floats(0, 1, exclude_max=True), code=st.integers(0, 3))
def test_a_number_comes_back_inside_its_bin_on_its_grid(within: float, code: int) -> None:
    bins = domain({"edges": [0, 0.5, 1, 7.25, 10], "digits": 2})
    assert isinstance(bins, Bins)

    array = bins.decode(np.array([code], np.int32), np.array([within]))

    assert bins.encode(Column(name="x", kind=Kind.DECIMAL, digits=2), array).tolist() == [code]
    assert round(array[0].as_py(), 2) == array[0].as_py()


@pytest.mark.parametrize("kind", ["date", "datetime", "category"])
def test_days_fall_into_their_bins_and_come_back_as_dates(kind: str) -> None:
    bins = domain({"from": "2020-01-01", "to": "2020-12-31", "step": 100, "missing": True})
    days = [date(2020, 1, 1), date(2020, 4, 10), date(2020, 12, 31), date(1999, 1, 1), None]
    array = {
        "date": pa.array(days, pa.date32()),
        "datetime": pa.array([d and datetime(d.year, d.month, d.day, 23, 59) for d in days], pa.timestamp("us")),
        "category": names(*(d.isoformat() if d else "30 February" for d in days)),
    }[kind]

    codes = bins.encode(Column(name="x", kind=Kind(kind), form="%Y-%m-%d"), array)

    assert codes.tolist() == [0, 1, 3, 0, 4]
    made = bins.decode(codes, np.full(5, 0.999)).to_pylist()
    assert made == [date(2020, 4, 9), date(2020, 7, 18), date(2020, 12, 31), date(2020, 4, 9), None]
    assert bins.column("x").kind is Kind.DATE


def test_the_last_bin_holds_its_upper_edge_and_a_bin_may_hold_one_number() -> None:
    bins = domain({"edges": [0, 1, 3]})

    made = [bins.decode(np.array([1, 0], np.int32), np.array([w, w])).to_pylist() for w in (0.0, 0.5, 0.999)]

    assert made == [[1, 0], [2, 0], [3, 0]]


ODD = st.sampled_from(["oops", "1.5", "30 February", "", "unknown", "x,y", "-", "1e3", "07"])
PLAIN = st.one_of(
    st.lists(st.integers(0, 60).map(str), min_size=12, max_size=30),
    st.lists(st.sampled_from(["1,5", "2,25", "10,0"]), min_size=12, max_size=30),
    st.lists(st.sampled_from(["1.50", "2.25", "10.00"]), min_size=12, max_size=30),
    st.lists(st.dates(date(2020, 1, 1), date(2020, 12, 31)).map(str), min_size=12, max_size=30),
    st.lists(st.sampled_from(["yes", "no"]), min_size=12, max_size=30),
)
DECLARED = (
    {"from": 0, "to": 60, "step": 5, "missing": True},
    {"from": "2020-01-01", "to": "2020-12-31", "step": 30, "missing": True},
    {"names": ["1", "1.5", "7", "10", "60"], "missing": True},
    {"names": ["yes", "no"]},
)


@given(texts=PLAIN, odd=ODD)
def test_one_odd_value_moves_nobody_elses_code(texts: list[str], odd: str) -> None:
    with TemporaryDirectory() as folder:
        tables = []
        for name, lines in (("all", texts), ("more", [*texts, odd])):
            file = Path(folder) / f"{name}.csv"
            file.write_text("x;y\n" + "".join(f'"{text}";1\n' for text in lines))
            tables.append(load("reader", "tabular/file", {"path": str(file)}).reading().table)

    for said in DECLARED:
        one, more = (encoded(table, domains_of({"x": said}, where="test"))[:, 0].tolist() for table in tables)
        assert more[: len(texts)] == one, (said, [table.schema["x"] for table in tables])


def test_names_come_back_and_unknown_ones_count_as_missing_or_as_the_first() -> None:
    may, must = domain({"names": ["a", "b"], "missing": True}), domain(["a", "b"])
    told = names("b", "a", "c", None)

    assert may.encode(WORDS, told).tolist() == [1, 0, 2, 2]
    assert must.encode(WORDS, told).tolist() == [1, 0, 0, 0]
    assert may.decode(np.array([2, 1], np.int32), np.zeros(2)).to_pylist() == [None, "b"]


def test_levels_make_an_ordinal_and_lists_a_category() -> None:
    assert domain({"levels": ["I", "II"]}).column("stage") == Column(
        name="stage", kind=Kind.ORDINAL, levels=("I", "II")
    )
    assert domain(["f", "m"]).column("sex").kind is Kind.CATEGORY
    assert domain({"from": 0, "to": 1, "step": 0.1, "digits": 1}).column("x").digits == 1


def test_only_declared_columns_are_looked_at() -> None:
    schema = Schema((AGE, Column(name="secret", kind=Kind.INTEGER)))
    table = Table(schema, (pa.array([3, 4]), pa.array([1, 2])))

    assert encoded(table, domains_of({"age": {"from": 0, "to": 9, "step": 1}}, where="test")).tolist() == [[3], [4]]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], "no list of names"),
        ({"names": ["a", "a"]}, "twice"),
        ({"from": 3, "to": 1, "step": 1}, "no width"),
        ({"from": 0, "to": 10}, "step is no such number"),
        ({"from": 0, "to": 1e9, "step": 1e-3}, "too many"),
        ({"edges": [1]}, "two numbers"),
        ({"edges": [2, 1]}, "do not ascend"),
        ({"edges": [0, 0.2, 0.4, 1]}, "no number of 0 decimals"),
        ({"edges": [0, float("nan")]}, "no such number"),
        ({"names": ["a"], "missing": "yes"}, "neither true nor false"),
        ({"from": 0, "to": 1, "step": 1, "digits": 99}, "no number of decimals"),
        ("a", "no list of names"),
        (["1", "1.0"], "same number"),
        (["1", "unknown"], "read as missing"),
        ({"from": "2020-01-01", "to": "2020-13-01", "step": 1}, "no days"),
        ({"from": "2020-01-01", "to": "2021-01-01", "step": 1, "digits": 1}, "no decimals"),
    ],
)
def test_a_domain_that_cannot_be_is_refused(said: object, told: str) -> None:
    with pytest.raises(RecipeError, match=told):
        domain(said)


def test_an_unknown_key_of_a_domain_offers_the_nearest() -> None:
    with pytest.raises(UnknownName) as caught:
        domain({"from": 0, "too": 1, "step": 1})

    assert isinstance(caught.value, ProvenderError)
    assert "did you mean 'to'?" in str(caught.value)
