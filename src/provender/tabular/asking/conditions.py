"""What columns are asked to be: the same words in a generator's dials, in a mix and in a student's groups.

sex: female                 a name as it is written; a code's branch is "I50*"
age: 65..90                 an interval of numbers or days, both ends included; an open one is "65.." or "..17"
race: [Black, Other]        any of these
country: {not: [Mexico]}    none of these
creatinine: null            missing, in a mix "(missing)"
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import RecipeError
from provender.tabular.schema import DATES, NUMBERS, Column, Kind, Schema
from provender.tabular.table import Table, whole
from provender.tabular.written import parsed, rendered

Flags: TypeAlias = npt.NDArray[np.bool_]
Span: TypeAlias = tuple[float, float]

OTHER = "(other)"  # what a mix and a group call all that they do not name
MISSING = "(missing)"
SCENARIO = "scenario"  # the tag of rows that were edited: nobody was so
_DAY_US = 86_400_000_000
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What one column is asked to be.

    Attributes:
        column: whose values.
        names: any of these, as they are written; of a code with "*" at the end, any that begins so.
        spans: of numbers, or of days since 1970: within any of these, both ends included.
        missing: whether a missing value is among what is meant.
        negated: whether all but these is asked for.
    """

    column: Column
    names: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    missing: bool = False
    negated: bool = False

    @property
    def by_number(self) -> bool:
        """Whether it speaks of numbers or days."""
        return self.column.kind in NUMBERS or self.column.kind in DATES

    def met(self, table: Table) -> Flags:
        """(n,) which rows are as it asks."""
        array = table[self.column.name]
        gone = array.is_null().to_numpy(zero_copy_only=False)
        told = self._within(_numbers(array)) if self.by_number else self._named(rendered(array, self.column))
        return np.asarray(np.where(gone, self.missing, told) != self.negated)

    def _within(self, values: npt.NDArray[np.float64]) -> Flags:
        """Which numbers lie in a span."""
        inside = [(values >= low) & (values <= high) for low, high in self.spans]
        return np.asarray(np.any([np.zeros(len(values), bool), *inside], axis=0))

    def _named(self, texts: Any) -> Flags:
        """Which names are meant."""
        encoded = pc.dictionary_encode(texts.cast(pa.string()))
        known = np.array([self.means(name) for name in encoded.dictionary.to_pylist()] + [False])
        return np.asarray(known[np.asarray(encoded.indices.fill_null(len(known) - 1))])

    def means(self, name: str) -> bool:
        """Whether a name is among those that are named, `negated` left aside."""
        return any(name.startswith(said[:-1]) if self.is_branch(said) else name == said for said in self.names)

    def is_branch(self, said: str) -> bool:
        """Whether a name stands for all codes that begin with it."""
        return self.column.kind is Kind.CODE and said.endswith("*") and len(said) > 1


def _numbers(array: Any) -> npt.NDArray[np.float64]:
    """(n,) numbers, or days since 1970; 0 where missing."""
    values = array if pa.types.is_floating(array.type) else whole(array)
    told = np.asarray(values.cast(pa.float64(), safe=False).fill_null(0.0).to_numpy(zero_copy_only=False))
    return np.floor(told / _DAY_US) if pa.types.is_timestamp(array.type) else told


def conditions_of(said: Mapping[str, object], schema: Schema, *, where: str) -> tuple[Condition, ...]:
    """The conditions that somebody says, one a column.

    Raises:
        UnknownName: a column that the table does not have; offers the nearest.
        RecipeError: a value that the column cannot have, or a column that is not learned.
    """
    return tuple(condition(schema.columns[schema.place(name, where=where)], said[name], where=where) for name in said)


def condition(column: Column, said: object, *, where: str) -> Condition:
    """One column's condition.

    Raises:
        RecipeError: as `conditions_of`.
    """
    if not column.learned:
        mend = "only what is learned can be asked for; `provender describe` shows what each column is"
        raise RecipeError(f"{column.name!r} is {column.kind.value}: it is not learned", where=where, mend=mend)
    if isinstance(said, Mapping):
        if set(said) != {"not"}:
            raise RecipeError(f"{column.name!r} is asked for by {sorted(map(str, said))}", where=where, mend="say not:")
        return _read(column, said["not"], negated=True, where=where)
    return _read(column, said, negated=False, where=where)


def _read(column: Column, said: object, *, negated: bool, where: str) -> Condition:
    """A condition of one value or a list of them."""
    each = list(said) if isinstance(said, list | tuple) else [said]
    if not each:
        raise RecipeError(f"nothing is asked of {column.name!r}", where=where, mend="give a value")
    missing = any(one is None or one == MISSING for one in each)
    there = [_text(one, column) for one in each if one is not None and one != MISSING]
    if column.kind in NUMBERS or column.kind in DATES:
        spans = tuple(_span(text, column, where=where) for text in there)
        return Condition(column=column, spans=spans, missing=missing, negated=negated)
    if column.kind is Kind.BOOLEAN and (odd := set(there) - set(column.levels)):
        mend = f"say {' or '.join(column.levels)}"
        raise RecipeError(f"{column.name!r} is asked to be {min(odd)!r}", where=where, mend=mend)
    return Condition(column=column, names=tuple(there), missing=missing, negated=negated)


def _text(value: object, column: Column) -> str:
    """A value as the column writes it."""
    if isinstance(value, bool) and column.kind is Kind.BOOLEAN:
        return column.levels[value]
    return str(value)


def _span(text: str, column: Column, *, where: str) -> Span:
    """A value or an interval."""
    low, dots, high = text.partition("..")
    ends = (low.strip(), high.strip()) if dots else (text, text)
    if not any(ends):
        raise RecipeError(f"{text!r} of {column.name!r} has no end", where=where, mend="say e.g. 65..90, or 65..")
    first, last = (_end(end, column, where=where) for end in ends)
    span = (-inf if first is None else first, inf if last is None else last)
    if span[0] > span[1]:
        raise RecipeError(f"{text!r} of {column.name!r} is empty", where=where, mend="say the lower end first")
    return span


def _end(text: str, column: Column, *, where: str) -> float | None:
    """An end of an interval; None where it is open."""
    if not text:
        return None
    if column.kind in DATES:
        value = _day(text, column)
    else:
        value = _as_float(parsed(pa.array([text], pa.string()), column)[0].as_py())
    if value is None:
        mend = f"write it as the column does, which is {column.kind.value}"
        raise RecipeError(f"{text!r} is no value of {column.name!r}", where=where, mend=mend)
    return value


def _day(text: str, column: Column) -> float | None:
    """Days since 1970 of a day written as the column's file does or as ISO 8601 says."""
    try:
        return float((date.fromisoformat(text) - _EPOCH).days)
    except ValueError:
        found = parsed(pa.array([text], pa.string()), column)[0].as_py()
        return None if found is None else float((date(found.year, found.month, found.day) - _EPOCH).days)


def _as_float(value: object) -> float | None:
    """A number; None for none."""
    return float(value) if isinstance(value, int | float) else None


def labels(table: Table, name: str, values: Sequence[str], *, where: str) -> list[str]:
    """Which of some named values each row has, in the words of a mix; `OTHER` where it has none of them.

    Raises:
        UnknownName, RecipeError: as `conditions_of`; or two of the values share a row.
    """
    told = np.full(len(table), OTHER, object)
    seen = np.zeros(len(table), bool)
    column = table.schema.columns[table.schema.place(name, where=where)]
    for value in values:
        mine = condition(column, value, where=where).met(table)
        if (mine & seen).any():
            mend = "let no row be two of them at once"
            raise RecipeError(f"two of the values of {name!r} share rows", where=where, mend=mend)
        told[mine] = value
        seen |= mine
    return [str(each) for each in told]
