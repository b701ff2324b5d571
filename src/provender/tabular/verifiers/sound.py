"""Is a row what its columns say? Looks at values and kinds alone: a sound row proves nothing, so it is SCREENED."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.tabular.linked.household import Household, Linked
from provender.tabular.schema import Column, Kind
from provender.tabular.table import Row, Table

NAME = "tabular/sound"
_DEGREES = {Kind.LATITUDE: 90, Kind.LONGITUDE: 180}
_CLASSES = {"#": "[0-9]", "A": "[A-Z]", "a": "[a-z]"}
_YEARS = (1, 9999)

Flags = npt.NDArray[np.bool_]


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """Fails a row, or a household with a row, with a value that its column cannot hold; passes any other as SCREENED.

    Checked are: endless numbers, more decimals than are stored, degrees out of bounds, levels that an ordinal does not
    have, identifiers of another pattern, empty names.

    Example:
        A latitude of 91.2 fails; "severe" passes where the levels are mild, moderate, severe.
    """

    screens: ClassVar[bool] = True

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record; each table is looked at once."""
        seen: dict[int, list[tuple[str, Flags]]] = {}
        return [self._judge(record, seen) for record in records]

    def _judge(self, record: Record, seen: dict[int, list[tuple[str, Flags]]]) -> Verdict:
        """The verdict on one record."""
        row = record.payload
        if not isinstance(row, Row | Household):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason="no row of a table")
        whole = row.table if isinstance(row, Row) else row.linked
        if id(whole) not in seen:
            seen[id(whole)] = _faults(whole) if isinstance(whole, Table) else _faults_of_homes(whole)
        for reason, wrong in seen[id(whole)]:
            if wrong[row.at]:
                return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason)
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED)


def _faults(table: Table) -> "list[tuple[str, Flags]]":
    """For each column with wrong values: what is wrong, without the value, and (n,) in which rows."""
    found = []
    for column, array in zip(table.schema, table.arrays, strict=True):
        for what, wrong in _wrongs(column, array):
            flags = np.asarray(pc.fill_null(wrong, False))
            if flags.any():
                found.append((f"the column {column.name!r} holds {what}", flags))
    return found


def _faults_of_homes(linked: Linked) -> "list[tuple[str, Flags]]":
    """The faults of all tables' rows, each with the households that it stands in."""
    found = []
    for name, table, homes in zip(linked.family.names, linked.tables, linked.homes, strict=True):
        for reason, rows in _faults(table):
            flags = np.zeros(len(linked), bool)
            flags[homes[rows]] = True
            found.append((f"in {name!r} {reason}", flags))
    return found


def _wrongs(column: Column, array: Any) -> list[tuple[str, Any]]:
    """Kinds of faults that a column may have, each with where it has them."""
    kind = column.kind
    if pa.types.is_floating(array.type):
        return _of_floats(column, array)
    if kind is Kind.ORDINAL:
        known = pc.is_in(array.cast(pa.string()), pa.array(column.levels, pa.string()))
        return [("a level that it does not have", pc.and_(pc.invert(known), array.is_valid()))]
    if kind is Kind.IDENTIFIER:
        return [("an identifier of another pattern", pc.invert(pc.match_substring_regex(array, _regex(column.form))))]
    if kind in (Kind.CATEGORY, Kind.CODE):
        return [("a name without letters", pc.equal(pc.utf8_trim_whitespace(array.cast(pa.string())), ""))]
    if kind in (Kind.DATE, Kind.DATETIME):
        years = pc.year(array)
        outside = pc.or_(pc.less(years, _YEARS[0]), pc.greater(years, _YEARS[1]))
        return [("a date that no calendar has", outside)]
    return [("a value", array.is_valid())] if kind is Kind.EMPTY else []


def _of_floats(column: Column, array: Any) -> list[tuple[str, Any]]:
    """Faults of numbers."""
    values = np.asarray(array.fill_null(0.0))
    finite = np.isfinite(values)
    told = np.where(finite, values, 0.0)
    on_grid = np.array([float(f"{value:.{column.digits}f}") for value in told.tolist()]) == told
    faults = [
        ("an endless number", pa.array(~finite)),
        (f"more than {column.digits} decimals", pa.array(~on_grid)),
    ]
    if column.kind in _DEGREES:
        most = _DEGREES[column.kind]
        faults.append((f"more than {most} degrees", pa.array(np.abs(told) > most)))
    return faults


def _regex(form: str) -> str:
    """An identifier's pattern as a regular expression; digits may follow where it can write too few values."""
    told = []
    signs = iter(form)
    for sign in signs:
        told.append(re.escape(next(signs, "\\")) if sign == "\\" else _CLASSES.get(sign, re.escape(sign)))
    return f"^{''.join(told)}[0-9]*$"
