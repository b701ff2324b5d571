"""The audit of histories: real households are as near as real ones, spoilt ones are not, lost rows are counted."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest
from tests.tabular.linked.test_household import clinic, homes

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Finding
from provender.tabular.linked.household import Households, Linked
from provender.tabular.table import Table

AUDIT = load("audit", "tabular/linked/histories", {"resamples": 20})


def records(linked: Linked) -> Households:
    return Households(linked, clinic(1)[0].origin, np.arange(len(linked)))


WHOLE = homes(900)
ANCHOR = Anchor(
    reference=records(WHOLE.take(np.arange(300))), control=records(WHOLE.take(np.arange(300, 600))), private=True
)


def found(linked: Linked) -> Finding:
    told = AUDIT(records(linked), ANCHOR)
    assert isinstance(told, Finding)
    return told


def column(linked: Linked, name: str, column: str, array: object) -> Linked:
    """Linked tables with another column."""
    place = linked.family.place(name)
    table = linked.tables[place]
    at = table.schema.place(column, where="a test")
    arrays = (*table.arrays[:at], array, *table.arrays[at + 1 :])
    tables = (*linked.tables[:place], Table(table.schema, arrays), *linked.tables[place + 1 :])
    return replace(linked, tables=tables)


def test_more_real_households_are_as_near_as_those_that_were_learned() -> None:
    finding = found(WHOLE.take(np.arange(600, 900)))

    assert finding.interval.low <= 0 <= finding.interval.high
    assert finding.parts["orphans and repeated keys"] == 0


def test_histories_whose_reasons_were_shuffled_are_told_apart() -> None:
    made = WHOLE.take(np.arange(600, 900))
    mixed = np.random.default_rng(0).permutation(len(made["visits"]))
    finding = found(column(made, "visits", "reason", made["visits"]["reason"].take(pa.array(mixed))))

    assert finding.parts["what follows what, made"] > finding.intervals["what follows what, ceiling"].high


def test_an_orphan_and_a_repeated_key_are_counted() -> None:
    made = WHOLE.take(np.arange(600, 900))
    keys = made["visits"]["visit"].to_pylist()
    keys[1] = keys[0]

    assert found(column(made, "visits", "visit", pa.array(keys))).parts["orphans and repeated keys"] >= 1


def test_without_households_there_is_nothing_to_compare() -> None:
    nobody: list[Record] = []
    with pytest.raises(RecipeError, match="no households"):
        AUDIT(nobody, ANCHOR)
