"""A history's window is learned beside the dates that bound it, and what is made keeps the window that was drawn."""

from datetime import date

import numpy as np
import pyarrow as pa
from tests.tabular.linked.test_household import homes

from provender.tabular.linked.family import At, Order
from provender.tabular.linked.timeline import MARK, days_of, learned_table, windowed, windows_of
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import Table

LINKED = homes(60)
ORDERS = LINKED.family.orders
WINDOW = f"{MARK}enrolled{MARK}last_seen{MARK}window"


def test_the_window_of_visits_lies_between_the_nearest_dates_that_bound_them() -> None:
    further = Order(At("patients", "born"), At("visits", "day"))

    assert [("enrolled", "last_seen")] == windows_of(LINKED, (*ORDERS, further))


def test_a_table_whose_rows_nothing_bounds_has_no_window() -> None:
    assert windows_of(LINKED, [order for order in ORDERS if order.high.table != "patients"]) == []


def test_a_window_is_the_days_between_its_dates_and_real_rows_stay_as_they_are() -> None:
    told = learned_table(LINKED, "patients", None, ORDERS)
    patients = LINKED["patients"]

    assert np.array_equal(days_of(patients["last_seen"]) - days_of(patients["enrolled"]), np.asarray(told[WINDOW]))
    assert told.schema.names.index(WINDOW) < told.schema.names.index(f"{MARK}visits")
    assert windowed(told).equals(told)


def test_the_first_date_is_counted_back_from_the_last_and_stays_among_those_drawn() -> None:
    day = Column(name="enrolled", kind=Kind.DATE, form="%Y-%m-%d")
    last = Column(name="last_seen", kind=Kind.DATE, form="%Y-%m-%d")
    schema = Schema((day, last, Column(name=WINDOW, kind=Kind.INTEGER)))
    early = [date(2020, 1, 1), date(2020, 6, 1), None, date(2020, 9, 1)]
    late = [date(2020, 3, 1), date(2020, 9, 1), date(2020, 9, 1), None]
    spans = pa.array([59, 1000, 5, 5], pa.int64())

    made = windowed(Table(schema, (pa.array(early, pa.date32()), pa.array(late, pa.date32()), spans)))

    assert [date(2020, 1, 2), date(2020, 1, 1), None, date(2020, 9, 1)] == made["enrolled"].to_pylist()
    assert late == made["last_seen"].to_pylist()
