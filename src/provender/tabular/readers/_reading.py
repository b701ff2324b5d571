"""Raw columns to a table: kinds guessed or said, values read, each with its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import InputError, UnknownName
from provender.core.recipe import NOTHING
from provender.core.record import Origin
from provender.tabular.readers._kinds import ALWAYS_MISSING, Guess, Seen, forms_of, guess
from provender.tabular.readers._raw import Raw
from provender.tabular.readers._shapes import pattern_of, shapes_of
from provender.tabular.schema import DATES, NUMBERS, Column, Kind, Schema, column_of
from provender.tabular.table import Rows, Table
from provender.tabular.written import digits_of, parsed, points

_FEW = 20  # different values of a column that may decide whether another is empty
_ROWS = 100  # of a value that leaves another column empty, though others do so at times,
_CHANCE = log(1e-12)  # where columns that know nothing of each other hardly would
_FLOOR = 10  # rows on either side before a rule of emptiness is believed
_DECIDING = frozenset({Kind.CATEGORY, Kind.ORDINAL, Kind.BOOLEAN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a recipe says of a table before it is read.

    Attributes:
        columns: name -> a kind, or a mapping of a column's fields.
        unit: the column that says whose a row is.
        missing: words that mean "missing" beside the usual ones.
    """

    columns: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    unit: str = ""
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A column as it was found.

    Attributes:
        column: its kind and how it is written.
        why: what speaks for the kind; names no value.
        doubts: what a person should look at.
        missing: rows without a value.
        distinct: different values.
    """

    column: Column
    why: str
    doubts: tuple[str, ...]
    missing: int
    distinct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A table with what was found out about it.

    Attributes:
        table: the rows.
        found: one entry a column.
        doubts: about the file as a whole.
    """

    table: Table
    found: tuple[Found, ...]
    doubts: tuple[str, ...]

    def rows(self) -> Rows:
        """The table as records with source "anchor"; a record's index is its row's number, from 1."""
        origin = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
        return Rows(self.table, origin, np.arange(1, len(self.table) + 1))


def reading_of(raw: Raw, said: Said, *, where: str) -> Reading:
    """The table that raw columns hold.

    Raises:
        UnknownName: what is said is of no column that there is.
        RecipeError: what is said of a column cannot be.
        InputError: a column's values are not of the kind that is said; says where the first stands, and shows none.
    """
    for name in [*said.columns, *([said.unit] if said.unit else [])]:
        if name not in raw.names:
            raise UnknownName.among("column", name, raw.names, where=where)
    pairs = [_column(name, array, raw, said, where=where) for name, array in zip(raw.names, raw.arrays, strict=True)]
    found = tuple(entry for entry, _ in pairs)
    arrays = tuple(array for _, array in pairs)
    found = _absences(found, arrays, told=set(said.columns))
    schema = Schema(tuple(entry.column for entry in found), unit=said.unit)
    return Reading(table=Table(schema, arrays), found=found, doubts=raw.doubts)


def _column(name: str, array: Any, raw: Raw, said: Said, *, where: str) -> tuple[Found, Any]:
    """One column's kind, evidence and values."""
    seen, codes = _seen(name, array, said.missing)
    told = guess(seen)
    if name in said.columns:
        column = column_of(name, said.columns[name], usual=told.column, where=f"{where}, column {name!r}")
        told = Guess(column=_completed(column, seen), why="said in the recipe", missing=told.missing)
    gone = pc.is_in(seen.texts, pa.array(told.missing, pa.string()))
    values = parsed(pc.if_else(gone, None, seen.texts), told.column)
    wrong = (pc.is_null(values).to_numpy(zero_copy_only=False)) & ~gone.to_numpy(zero_copy_only=False)
    if wrong.any() and told.column.kind is not Kind.EMPTY:
        raise _misfits(told.column, np.isin(codes, np.flatnonzero(wrong)), raw, where=where)
    taken = values.take(pa.array(codes, mask=codes < 0))
    doubts = list(told.doubts)
    if told.misfits:
        row = int(np.flatnonzero(np.isin(codes, _places(seen.texts, told.misfits)))[0])
        doubts.append(f"the first that is no number stands in {raw.place(row)}")
    missing = int(taken.null_count)
    distinct = len(seen.counts) - int(pc.sum(gone).as_py() or 0)
    return Found(column=told.column, why=told.why, doubts=tuple(doubts), missing=missing, distinct=distinct), taken


def _seen(name: str, array: Any, missing: Sequence[str]) -> tuple[Seen, npt.NDArray[np.int64]]:
    """A raw column's different values, and (n,) which row has which: -1 where it is missing."""
    texts = array.dictionary.cast(pa.string())
    gone = pc.is_in(texts, pa.array([*ALWAYS_MISSING, *missing])).to_numpy(zero_copy_only=False)
    codes = array.indices.fill_null(len(texts)).to_numpy(zero_copy_only=False).astype(np.int64)
    counts = np.bincount(codes, minlength=len(texts) + 1)[:-1]
    keep = ~gone & (counts > 0)
    renumbered = np.append(np.where(keep, np.cumsum(keep) - 1, -1), -1)
    return Seen(name=name, texts=texts.filter(pa.array(keep)), counts=counts[keep]), renumbered[codes]


def _places(texts: Any, words: Sequence[str]) -> npt.NDArray[np.int64]:
    """Where words stand among texts."""
    return np.flatnonzero(pc.is_in(texts, pa.array(words, pa.string())).to_numpy(zero_copy_only=False))


def _completed(column: Column, seen: Seen) -> Column:
    """A column that somebody named, with the fields that follow from its values."""
    texts = seen.texts
    if column.kind in NUMBERS and not column.digits and column.kind is not Kind.INTEGER:
        digits = digits_of(points(texts, column.mark)).max(initial=0)
        return replace(column, digits=int(digits))
    if column.kind is Kind.BOOLEAN and not column.levels:
        two = sorted(texts.slice(0, 3).to_pylist())
        return replace(column, levels=tuple(two) if len(two) == 2 else ("false", "true"))
    if column.kind is Kind.IDENTIFIER and not column.form and len(texts):
        return replace(column, form=pattern_of(texts, shapes_of(texts)[0]))
    if column.kind in DATES and not column.form and len(texts):
        forms = [form for form in forms_of(texts) if parsed(texts, replace(column, form=form)).null_count == 0]
        return replace(column, form=forms[0] if forms else "iso")
    return column


def _misfits(column: Column, rows: npt.NDArray[np.bool_], raw: Raw, *, where: str) -> InputError:
    """The error for values that are not of their column's kind."""
    count = int(rows.sum())
    first = raw.place(int(np.flatnonzero(rows)[0]))
    told = f"{count:,} values are" if count >= _FLOOR else "some values are"
    return InputError(
        f"the column {column.name!r}: {told} no {column.kind.value}",
        where=f"{where} {first}",
        mend=f"mend them, list what stands for nothing under missing, or say columns: {{{column.name}: category}}",
    )


def _absences(found: tuple[Found, ...], arrays: Sequence[Any], *, told: set[str]) -> tuple[Found, ...]:
    """The columns, with the one that decides whether another is empty named where there is such a one."""
    deciding = [
        (entry.column.name, array.cast(pa.string()).dictionary_encode().indices.fill_null(_FEW))
        for entry, array in zip(found, arrays, strict=True)
        if entry.column.kind in _DECIDING and 1 < entry.distinct <= _FEW
    ]
    codes = {name: np.minimum(indices.to_numpy(zero_copy_only=False), _FEW) for name, indices in deciding}
    return tuple(
        _with_decider(entry, array, codes) if entry.column.name not in told else entry
        for entry, array in zip(found, arrays, strict=True)
    )


def _with_decider(entry: Found, array: Any, codes: Mapping[str, npt.NDArray[Any]]) -> Found:
    """A column with what decides its emptiness, if anything does in every row."""
    count = len(array)
    if not _FLOOR <= entry.missing <= count - _FLOOR:
        return entry
    empty = array.is_null().to_numpy(zero_copy_only=False)
    counts = {
        name: np.bincount(code * 2 + empty, minlength=2 * _FEW + 2).reshape(-1, 2)
        for name, code in codes.items()
        if name != entry.column.name
    }
    sure = [name for name, table in counts.items() if not (table.min(axis=1) > 0).any()]
    open_ = [name for name, table in counts.items() if _decides(table[:-1], count)]  # where it is there itself
    for name in (*sure, *open_)[:1]:
        column = replace(entry.column, absent_by=name)
        return replace(entry, column=column, why=f"{entry.why}; whether it is empty follows from {name!r}")
    ruled = {name: _ruled_out(table[:-1], entry.missing / count) for name, table in counts.items()}
    if name := max(ruled, key=lambda each: ruled[each], default=""):
        told = f"{entry.why}; some values of {name!r} leave it empty"
        return replace(entry, column=replace(entry.column, absent_by=name), why=told) if ruled[name] else entry
    return entry


def _ruled_out(table: npt.NDArray[np.int64], empty: float) -> int:
    """How many of (values, there or empty) rows have a value that leaves the column empty, and not by chance."""
    rows = table[(table[:, 0] == 0) & (table[:, 1] >= _ROWS), 1]
    return int(rows[rows * log(empty) < _CHANCE].sum())


def _decides(table: npt.NDArray[np.int64], count: int) -> bool:
    """Whether (values, there or empty) rows say of every value which of the two follows, most rows having a value."""
    enough = 2 * table.sum() >= count and (table.sum(axis=0) >= _FLOOR).all()
    return bool(enough and not (table.min(axis=1) > 0).any())
