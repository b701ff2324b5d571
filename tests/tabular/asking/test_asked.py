"""Rows that are asked to be something are so, all of them; gaps are filled and nothing else; scenarios are labelled."""

from datetime import date
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError
from provender.core.protocols import Make
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import load
from provender.tabular.generators.autoregressive import Autoregressive
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import Rows, Table, table_of

pytestmark = pytest.mark.slow
KEPT = ("if sex = f then weight_kg = 70", "18 <= age <= 97")
REFERENCE = [r for r in load("generator", "tabular/ward")(Shard(seed=1, start=0, count=500)) if isinstance(r, Record)]


@pytest.fixture(scope="module")
def learned() -> Artefact:
    return Autoregressive(epochs=2, constraints=KEPT).fit(REFERENCE, seed=0, noise=None)


def made(learned: Artefact, count: int = 300, start: int = 0, **dials: object) -> list[Record | Failure]:
    make = cast("Make", Autoregressive(**dials).restore(learned))  # type: ignore[arg-type]
    return list(make(Shard(seed=3, start=start, count=count)))


def values(rows: list[Record | Failure], name: str) -> set[object]:
    assert all(isinstance(row, Record) for row in rows)
    return set(table_of([row for row in rows if isinstance(row, Record)])[name].to_pylist())


@pytest.mark.parametrize(
    ("where", "allowed"),
    [
        ({"sex": "f"}, {"f"}),
        ({"sex": "f", "weight_kg": 70}, {"f"}),
        ({"age": "70..80", "sex": "m"}, {"m"}),
        ({"creatinine": None, "sex": {"not": "m"}}, {"f"}),
    ],
)
def test_rows_are_what_they_are_asked_to_be_beside_all_constraints(learned, where, allowed) -> None:
    rows = made(learned, where=where)

    assert values(rows, "sex") == allowed
    if "age" in where:
        assert values(rows, "age") <= set(range(70, 81))
    if "creatinine" in where:
        assert values(rows, "creatinine") == {None}
    if allowed == {"f"}:
        assert values(rows, "weight_kg") == {70.0}


def test_what_a_constraint_forbids_is_a_failure_with_its_reason(learned) -> None:
    rows = made(learned, 5, where={"sex": "f", "weight_kg": 71})

    assert all(isinstance(row, Failure) for row in rows)
    assert "if sex = f then weight_kg = 70" in rows[0].reason  # type: ignore[union-attr]
    assert "beside what was asked of sex, weight_kg" in rows[0].reason  # type: ignore[union-attr]


def test_a_value_that_was_never_seen_is_made_all_the_same(learned) -> None:
    assert values(made(learned, where={"stay_days": 99}), "stay_days") == {99}


def test_a_scenario_is_labelled_and_every_row_is_edited(learned) -> None:
    rows = made(learned, edits={"stay_days": "+100"}, where={"sex": "m"})

    assert min(cast("set[int]", values(rows, "stay_days"))) > 100
    assert {row.tags["scenario"] for row in rows if isinstance(row, Record)} == {"stay_days +100"}
    assert "scenario" not in made(learned, 1, where={"sex": "m"})[0].tags  # type: ignore[union-attr]


def test_asked_for_rows_may_be_cut_anywhere(learned) -> None:
    dials: dict[str, object] = {"where": {"age": "60.."}, "edits": {"age": "+5"}}
    whole = made(learned, 60, 1000, **dials)

    assert made(learned, 24, 1000, **dials) + made(learned, 36, 1024, **dials) == whole


def test_gaps_are_filled_and_given_cells_stay(learned) -> None:
    part = Autoregressive().restore(learned)
    whole = table_of(REFERENCE[:200])
    rng = np.random.default_rng(0)
    holes = [rng.random(len(whole)) < 0.3 for _ in whole.schema]
    arrays = tuple(_without(array, flags) for array, flags in zip(whole.arrays, holes, strict=True))

    filled = part.impute(Table(whole.schema, arrays), seed=1)

    for column, given, told in zip(whole.schema, arrays, filled.arrays, strict=True):
        there = given.is_valid().to_numpy(zero_copy_only=False)
        assert told.filter(pa.array(there)).to_pylist() == given.filter(pa.array(there)).to_pylist()
        if column.learned and column.name != "weeks":
            assert told.null_count == 0
    sexes, weeks = filled["sex"].to_pylist(), filled["weeks"].to_pylist()
    given_weeks = arrays[whole.schema.place("weeks", where="a test")].is_valid().to_pylist()
    assert all(
        (week is None) == (sex == "m") for sex, week, told in zip(sexes, weeks, given_weeks, strict=True) if not told
    )
    assert part.impute(Table(whole.schema, arrays), seed=1).equals(filled)


def test_a_gap_in_what_decides_is_filled_with_what_it_decides() -> None:
    whole = table_of(REFERENCE)
    at = whole.schema.names.index("sex")
    gone = np.random.default_rng(1).random(len(whole)) < 0.2
    gaps = Table(whole.schema, (*whole.arrays[:at], _without(whole["sex"], gone), *whole.arrays[at + 1 :]))
    part: Any = Autoregressive()
    part = part.restore(part.fit(Rows(gaps, REFERENCE[0].origin, np.arange(len(gaps))), seed=0, noise=None))

    filled = part.impute(gaps, seed=1)

    sexes, weeks = filled["sex"].to_pylist(), filled["weeks"].is_null().to_pylist()
    assert {("f", False), ("m", True)} == set(zip(sexes, weeks, strict=True))
    right = np.array(sexes)[gone] == np.array(whole["sex"].to_pylist())[gone]
    assert right.mean() > 0.95, "weeks of the row tell its sex"


def test_a_stay_may_be_asked_for_by_its_end_and_made_longer() -> None:
    rng = np.random.default_rng(0)
    came = rng.integers(18_000, 19_000, 400)
    dates = [pa.array(days.astype(np.int32)).cast(pa.date32()) for days in (came, came + rng.poisson(5, 400))]
    schema = Schema(tuple(Column(name=name, kind=Kind.DATE, form="%Y-%m-%d") for name in ("came", "left")))
    part = Autoregressive(epochs=1)
    learned = part.fit(Rows(Table(schema, tuple(dates)), REFERENCE[0].origin, np.arange(400)), seed=0, noise=None)

    asked = values(made(learned, where={"left": "2020-03-01..2020-03-31"}), "left")
    longer = table_of([row for row in made(learned, edits={"left": "+40"}) if isinstance(row, Record)])

    assert {(day.year, day.month) for day in cast("set[date]", asked)} == {(2020, 3)}
    came, left = (longer[name].cast(pa.int32()).to_numpy() for name in ("came", "left"))
    assert len(longer) == 300
    assert 40 <= (left - came).min() <= (left - came).max() <= 60


def _without(array: Any, holes: npt.NDArray[np.bool_]) -> Any:
    return pa.array([None if hole else value for hole, value in zip(holes, array.to_pylist(), strict=True)], array.type)


def test_what_cannot_be_asked_is_refused_when_the_part_is_restored(learned) -> None:
    with pytest.raises(RecipeError, match="is no value of 'age'"):
        made(learned, where={"age": "young"})
    with pytest.raises(RecipeError, match="is no edit of 'sex'"):
        made(learned, edits={"sex": "+1"})
