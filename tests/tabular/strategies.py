"""Random tables of every kind of column."""

from datetime import date, datetime

import pyarrow as pa
from hypothesis import settings
from hypothesis import strategies as st

from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import ARROW, Table

BRISK = settings(max_examples=30, deadline=None)

names = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=8)
words = names.map(str.strip).filter(bool)
whole = st.integers(-(10**17), 10**17)
tenths = st.integers(-(10**8), 10**8).map(lambda n: n / 100)
seconds = st.datetimes(datetime(1800, 1, 1), datetime(2200, 1, 1)).map(lambda moment: moment.replace(microsecond=0))

VALUES: dict[Kind, st.SearchStrategy[object]] = {
    Kind.INTEGER: whole,
    Kind.DECIMAL: tenths,
    Kind.LATITUDE: st.integers(-9000, 9000).map(lambda n: n / 100),
    Kind.LONGITUDE: st.integers(-18000, 18000).map(lambda n: n / 100),
    Kind.BOOLEAN: st.booleans(),
    Kind.DATE: st.dates(date(1800, 1, 1), date(2200, 1, 1)),
    Kind.DATETIME: seconds,
    Kind.CATEGORY: words,
    Kind.ORDINAL: st.sampled_from(["low", "high"]),
    Kind.CODE: words,
    Kind.IDENTIFIER: words,
    Kind.TEXT: words,
    Kind.EMPTY: st.none(),
}
SAID: dict[Kind, dict[str, object]] = {
    Kind.DECIMAL: {"digits": 2},
    Kind.LATITUDE: {"digits": 2, "fixed": True},
    Kind.LONGITUDE: {"digits": 2, "mark": ","},
    Kind.BOOLEAN: {"levels": ("no", "yes")},
    Kind.DATE: {"form": "%d/%m/%Y"},
    Kind.DATETIME: {"form": "%Y-%m-%d %H:%M:%S"},
    Kind.ORDINAL: {"levels": ("low", "high")},
    Kind.IDENTIFIER: {"form": "AA-##"},
}


def column(name: str, kind: Kind) -> Column:
    """A column of a kind, written in a way of its own."""
    return Column(name=name, kind=kind, **SAID.get(kind, {}))  # type: ignore[arg-type]


@st.composite
def tables(draw: st.DrawFn, *, most: int = 6) -> Table:
    """A table of one to `most` columns and up to nine rows, values missing here and there."""
    kinds = draw(st.lists(st.sampled_from(list(Kind)), min_size=1, max_size=most))
    called = draw(st.lists(names, min_size=len(kinds), max_size=len(kinds), unique=True))
    rows = draw(st.integers(0, 9))
    columns = tuple(column(name, kind) for name, kind in zip(called, kinds, strict=True))
    arrays = [
        pa.array(draw(st.lists(st.none() | VALUES[kind], min_size=rows, max_size=rows)), plain(kind)) for kind in kinds
    ]
    stored = tuple(a.cast(ARROW[kind]) for a, kind in zip(arrays, kinds, strict=True))
    return Table(Schema(columns, unit=draw(st.sampled_from(["", called[0]]))), stored)


def plain(kind: Kind) -> pa.DataType:
    """The type in which values of a kind are handed to Arrow."""
    return pa.string() if pa.types.is_dictionary(ARROW[kind]) else ARROW[kind]
