"""What columns are asked to be: the words, the rows that meet them, and the codes that may stand for them."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import RecipeError, UnknownName
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.tabular.asking.conditions import MISSING, OTHER, condition, conditions_of, labels
from provender.tabular.asking.narrowing import edited, known, narrowed
from provender.tabular.asking.support import behind
from provender.tabular.encoding.encoder import learn_encoder
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import Table, table_of

WARD = table_of(
    [r for r in load("generator", "tabular/ward")(Shard(seed=1, start=0, count=600)) if isinstance(r, Record)]
)

ASKED = [
    ("sex", "f", lambda row: row["sex"] == "f"),
    ("sex", {"not": "f"}, lambda row: row["sex"] != "f"),
    ("stage", ["mild", "severe"], lambda row: row["stage"] in ("mild", "severe")),
    ("smoker", "yes", lambda row: row["smoker"]),
    ("smoker", True, lambda row: row["smoker"]),
    ("age", "65..80", lambda row: 65 <= row["age"] <= 80),
    ("age", "65..", lambda row: row["age"] >= 65),
    ("age", "..40", lambda row: row["age"] <= 40),
    ("age", 50, lambda row: row["age"] == 50),
    ("age", ["..30", "70.."], lambda row: row["age"] <= 30 or row["age"] >= 70),
    ("age", {"not": "30..70"}, lambda row: row["age"] < 30 or row["age"] > 70),
    ("weight_kg", "70.5..90", lambda row: 70.5 <= row["weight_kg"] <= 90),
    ("weight_kg", 77.7, lambda row: row["weight_kg"] == 77.7),
    ("weight_kg", {"not": ["60..70", 80]}, lambda row: not 60 <= row["weight_kg"] <= 70 and row["weight_kg"] != 80),
    ("creatinine", None, lambda row: row["creatinine"] is None),
    ("creatinine", MISSING, lambda row: row["creatinine"] is None),
    ("creatinine", {"not": [None]}, lambda row: row["creatinine"] is not None),
    ("diagnosis", "I10", lambda row: row["diagnosis"] == "I10"),
    ("diagnosis", "I*", lambda row: row["diagnosis"].startswith("I")),
    ("diagnosis", ["J45*", "E11.9"], lambda row: row["diagnosis"] in ("J45.0", "E11.9")),
    ("admitted", "2022-02-01..2022-03-31", lambda row: "2022-02-01" <= str(row["admitted"]) <= "2022-03-31"),
    ("admitted", {"not": "2022-01-01..2023-06-30"}, lambda row: str(row["admitted"]) > "2023-06-30"),
]  # fmt: skip


def rows_of(table: Table) -> list[dict[str, Any]]:
    return [
        dict(zip(table.schema.names, row, strict=True))
        for row in zip(*(a.to_pylist() for a in table.arrays), strict=True)
    ]


@pytest.mark.parametrize(("name", "said", "truth"), ASKED)
def test_a_row_meets_what_is_asked_exactly_when_it_is_so(name, said, truth) -> None:
    met = condition(WARD.schema[name], said, where="a test").met(WARD)

    assert [bool(truth(row)) for row in rows_of(WARD)] == met.tolist()


@pytest.mark.parametrize(("name", "said", "truth"), ASKED)
@given(seed=st.integers(0, 2**32))
def test_whatever_code_is_left_stands_for_what_is_asked(name, said, truth, seed) -> None:
    encoder = learn_encoder(WARD)
    left = narrowed(encoder, [condition(WARD.schema[name], said, where="a test")], where="a test")
    rng = np.random.default_rng(seed)
    codes = np.column_stack([rng.choice(np.flatnonzero(np.isfinite(logs)), 40) for logs in left.leave])
    if name == "diagnosis":  # stems that agree, as a network draws them
        codes = _agreeing(encoder, codes, rng, left.leave)

    made = left.encoder.decode(codes.astype(np.int32), rng.random(codes.shape), np.arange(40), seed=0)

    assert all(truth(row) for row in rows_of(made))


def _agreeing(encoder, codes, rng, leave):
    real = encoder.encode(WARD)
    fits = np.all([np.isfinite(logs)[real[:, at]] for at, logs in enumerate(leave)], axis=0)
    return real[rng.choice(np.flatnonzero(fits), len(codes))]


def test_what_is_certain_comes_first_in_the_order() -> None:
    asked = conditions_of({"age": "40..", "sex": "f"}, WARD.schema, where="a test")

    left = narrowed(learn_encoder(WARD), asked, where="a test")

    sizes = [int(np.isfinite(left.leave[at]).sum()) for at in left.order[:2]]
    assert sizes[0] == 1 < sizes[1]
    assert sorted(left.order) == list(range(len(left.leave)))


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"sexe": "f"}, "no column is called 'sexe'"),
        ({"patient": "P-00001"}, "it is not learned"),
        ({"age": "old"}, "is no value of 'age'"),
        ({"age": "80..20"}, "is empty"),
        ({"age": ".."}, "has no end"),
        ({"age": []}, "nothing is asked of"),
        ({"age": {"but": 3}}, "say not"),
        ({"smoker": "maybe"}, "asked to be 'maybe'"),
        ({"admitted": "last week"}, "is no value of 'admitted'"),
    ],
)
def test_what_cannot_be_asked_is_refused(said, words) -> None:
    with pytest.raises((RecipeError, UnknownName), match=words):
        conditions_of(said, WARD.schema, where="a test")


def test_a_value_that_nobody_has_is_refused_before_anything_is_drawn() -> None:
    asked = conditions_of({"sex": "x"}, WARD.schema, where="a test")

    with pytest.raises(RecipeError, match="nothing that was learned of 'sex'"):
        narrowed(learn_encoder(WARD), asked, where="a test")


def test_real_support_is_counted_for_every_combination() -> None:
    found = behind(WARD, {"age": "60.."}, {"sex": ["f"], "diagnosis": ["J45.0", "I10"]}, where="a test")

    assert len(found) == 6
    assert sum(found.values()) == sum(row["age"] >= 60 for row in rows_of(WARD))
    for pairs, count in found.items():
        told = dict(pairs)
        hits = [
            row for row in rows_of(WARD)
            if row["age"] >= 60 and (row["sex"] == "f") == (told["sex"] == "f")
            and (row["diagnosis"] if row["diagnosis"] in ("J45.0", "I10") else OTHER) == told["diagnosis"]
        ]  # fmt: skip
        assert len(hits) == count


def test_values_that_share_rows_are_refused() -> None:
    with pytest.raises(RecipeError, match="two of the values of 'age' share rows"):
        labels(WARD, "age", ["..50", "50.."], where="a test")


def test_one_column_is_asked_for_in_one_place() -> None:
    with pytest.raises(RecipeError, match="stands in the mix and under where"):
        behind(WARD, {"sex": "f"}, {"sex": ["m"]}, where="a test")


@pytest.mark.parametrize(("said", "change"), [("+10", 10), (-3, -3), (10.0, 10), ("*2", None)])
def test_an_edit_changes_every_value_alike(said, change) -> None:
    told = edited(WARD, "age", said, where="a test").to_pylist()

    assert told == [age * 2 if change is None else age + change for age in WARD["age"].to_pylist()]


def test_an_edit_of_what_is_missing_leaves_it_missing() -> None:
    told = edited(WARD, "creatinine", "*1.5", where="a test")

    assert told.is_null().to_pylist() == WARD["creatinine"].is_null().to_pylist()


@pytest.mark.parametrize(("name", "said"), [("sex", "+1"), ("age", "older"), ("age", "nan"), ("admitted", "*2")])
def test_an_edit_that_cannot_be_is_refused(name, said) -> None:
    with pytest.raises(RecipeError, match="is no edit of"):
        edited(WARD, name, said, where="a test")


def test_known_columns_are_known_by_all_their_parts_and_no_others() -> None:
    encoder = learn_encoder(WARD)

    codes = known(encoder, {"diagnosis": WARD["diagnosis"]})

    real = encoder.encode(WARD)
    at = next(place for place in range(codes.shape[1]) if codes[0, place] >= 0)
    assert (codes[:, at : at + 3] == real[:, at : at + 3]).all()
    assert (np.delete(codes, [at, at + 1, at + 2], axis=1) == -1).all()


def test_a_moment_is_asked_for_by_its_day() -> None:
    column = Column(name="t", kind=Kind.DATETIME, form="iso")
    days = pa.array([86_400_000_000 * day + 5 for day in (0, 1, 2)], pa.int64()).cast(pa.timestamp("us"))

    met = condition(column, "1970-01-02", where="a test").met(Table(Schema((column,)), (days,)))

    assert met.tolist() == [False, True, False]
