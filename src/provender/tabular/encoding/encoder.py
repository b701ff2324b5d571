"""A whole table as small whole numbers, and back: what generators learn from and draw.

column        parts                                  a part's codes
number        1                                      atoms, bins, missing
name          1                                      names, rare, missing
date          1 (days), with a time 2 (seconds)      as numbers; days since another date where those scatter less
code          3: first character, first three, all   as names; the finest that is not rare is written
identifier    none: made anew from the row's index
text          none: left out of what is made
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.tabular.columnar import Places
from provender.tabular.encoding.names import Names, learn_names, names_from
from provender.tabular.encoding.numbers import Codes, Floats, Numbers, learn_numbers, numbers_from
from provender.tabular.encoding.remake import remade
from provender.tabular.schema import DATES, NAMES, NUMBERS, Column, Kind, Schema, schema_of
from provender.tabular.table import ARROW, NAMED, Table, whole

Part: TypeAlias = Numbers | Names

FLOOR = 10
CODE_STEMS = (1, 3)  # ICD-10's chapter letter and category; the full code is the last part
_DAY_US = 86_400_000_000
_SECOND_US = 1_000_000
_NEARER = 0.5
_UNNUMBERED = frozenset({*NAMES, Kind.BOOLEAN})


class Absence(NamedTuple):
    """Codes of a deciding column: those under which another is empty, and those under which it may be or not."""

    empty: frozenset[int]
    either: frozenset[int]


@dataclass(frozen=True, eq=False, kw_only=True)
class Encoder:
    """Codes for every learned column of a table.

    Attributes:
        schema: of the table that was learned.
        parts: for each column its parts, none for what is not learned.
        since: a date -> one before it in the table from which its days are counted.
        absent: for a column that another decides to be empty: the codes of the other's first part that do so, and
            those that leave it open, as a missing one may.

    Guarantees:
        No code but "missing" stands for fewer than `floor` rows of the table that was learned.
        Atoms and names come back exactly; what lies in a bin comes back inside it, on the stored precision's grid.
    """

    schema: Schema
    parts: tuple[tuple[Part, ...], ...]
    absent: Mapping[str, "Absence"]
    since: Mapping[str, str] = field(default_factory=dict)

    @property
    def flat(self) -> tuple[Part, ...]:
        """All parts in order: one a column of the codes."""
        return tuple(part for parts in self.parts for part in parts)

    @property
    def made(self) -> Schema:
        """The columns of what `decode` makes: all but free text."""
        unit = self.schema.unit
        columns = tuple(column for column in self.schema if column.kind is not Kind.TEXT)
        return Schema(columns, unit=unit if any(column.name == unit for column in columns) else "")

    def encode(self, table: Table) -> Codes:
        """(n, parts) codes of a table with these columns."""
        told: list[Codes] = []
        arrays = dict(zip(table.schema.names, table.arrays, strict=True))
        for column, parts in zip(table.schema, self.parts, strict=True):
            values = self.values(column, arrays) if parts else []
            told += [part.encode(value) for part, value in zip(parts, values, strict=True)]
        return np.column_stack(told) if told else np.empty((len(table), 0), np.int32)

    def values(self, column: Column, arrays: Mapping[str, Any]) -> list[Any]:
        """A learned column's values as `split` has them; of a date that is counted from another, days since that."""
        told = split(column, arrays[column.name])
        if (other := self.since.get(column.name)) is not None:
            told[0] = told[0] - split(self.schema[other], arrays[other])[0]
        return told

    def decode(self, codes: Codes, within: Floats, indices: Places, *, seed: int) -> Table:
        """The rows that codes stand for.

        Args:
            codes: (n, parts).
            within: (n, parts) uniform draws in [0, 1): where in its bin a value lies.
            indices: (n,) of the rows, for identifiers made anew.
            seed: of the run, likewise.
        """
        arrays: dict[str, Any] = {}
        codes = self._obeying(codes, within)
        at = 0
        for column, parts in zip(self.schema, self.parts, strict=True):
            mine = slice(at, at + len(parts))
            at = mine.stop
            if parts:
                other = self.since.get(column.name)
                base = 0.0 if other is None else split(self.schema[other], arrays[other])[0]
                arrays[column.name] = _learned(column, parts, codes[:, mine], within[:, mine], base=base)
            elif column.kind is Kind.IDENTIFIER:
                arrays[column.name] = pa.array(remade(column.form, indices, seed=seed, name=column.name), pa.string())
            elif column.kind is Kind.EMPTY:
                arrays[column.name] = pa.nulls(len(codes), pa.string())
        return Table(self.made, tuple(arrays.values()))

    def _obeying(self, codes: Codes, within: Floats) -> Codes:
        """Codes of which those are missing that another column decides to be, and others only where it is open."""
        told = codes.copy()
        places = self._places()
        for name, (empty, either) in self.absent.items():
            place = self.schema.place(name, where="an encoder")
            decider = self.schema.columns[place].absent_by
            decides = told[:, places[decider].start]
            gone, sure = np.isin(decides, list(empty)), ~np.isin(decides, list(either))
            for at, part in zip(range(places[name].start, places[name].stop), self.parts[place], strict=True):
                last = part.size - 1
                lost = sure & ~gone & (told[:, at] == last)
                told[lost, at] = _drawn(part.counts[:last], within[lost, at])
                told[gone, at] = last
        return told

    def _places(self) -> dict[str, range]:
        """Column -> its columns among the codes."""
        ends = np.cumsum([0, *map(len, self.parts)]).tolist()
        return {name: range(ends[at], ends[at + 1]) for at, name in enumerate(self.schema.names)}

    def plain(self) -> str:
        """The encoder as JSON text."""
        parts = [[{**part.plain(), "kind": type(part).__name__} for part in parts] for parts in self.parts]
        absent = {name: [sorted(codes) for codes in each] for name, each in self.absent.items()}
        told = {"schema": self.schema.plain(), "parts": parts, "absent": absent, "since": dict(self.since)}
        return json.dumps(told, ensure_ascii=False)


def _drawn(counts: npt.NDArray[np.int64], within: Floats) -> Codes:
    """Codes as often as they were seen."""
    ends = np.cumsum(counts) / max(counts.sum(), 1)
    return np.minimum(np.searchsorted(ends, within, "right"), max(len(counts) - 1, 0)).astype(np.int32)


def encoder_from(text: str) -> Encoder:
    """Read what `Encoder.plain` wrote."""
    plain = json.loads(text)
    readers: Mapping[str, Any] = {"Numbers": numbers_from, "Names": names_from}
    return Encoder(
        schema=schema_of(plain["schema"]),
        parts=tuple(tuple(readers[part["kind"]](part) for part in parts) for parts in plain["parts"]),
        absent={name: Absence(*map(frozenset, each)) for name, each in plain["absent"].items()},
        since=plain["since"],
    )


def learn_encoder(table: Table, *, floor: int = FLOOR, spans: bool = False) -> Encoder:
    """The codes for a table.

    Args:
        floor: least rows behind a code; values rarer than that are merged.
        spans: whether a date may be learned as days since another: a stay is no difference of two coarse dates.
    """
    since = _since(table) if spans else {}
    bare = Encoder(schema=table.schema, parts=(), absent={}, since=since)
    arrays = dict(zip(table.schema.names, table.arrays, strict=True))
    learned = [bare.values(column, arrays) if column.learned else [] for column in table.schema]
    parts = tuple(_learn(column, values, floor) for column, values in zip(table.schema, learned, strict=True))
    absent = {}
    for column, mine in zip(table.schema, parts, strict=True):
        if column.absent_by and mine and mine[0].missing:
            decider = table.schema.place(column.absent_by, where="an encoder")
            if parts[decider]:
                codes = parts[decider][0].encode(split(table.schema.columns[decider], table.arrays[decider])[0])
                absent[column.name] = _absence(codes, table[column.name])
    return Encoder(schema=table.schema, parts=parts, absent=absent, since=since)


def _since(table: Table) -> dict[str, str]:
    """Dates that lie so near to one before them in the table that the days between scatter half as much, or less."""
    names = [column.name for column in table.schema if column.kind in DATES]
    days = {name: split(table.schema[name], table[name])[0] for name in names}
    found: dict[str, str] = {}
    for at, name in enumerate(names):
        own = days[name]
        known = [other for other in names[:at] if not np.isnan(days[other][~np.isnan(own)]).any()]
        scatter = {other: _scatter(own - days[other]) for other in known}
        nearest = min(scatter, key=lambda each: scatter[each], default="")
        if nearest and scatter[nearest] < _NEARER * _scatter(own):
            found[name] = nearest
    return found


def _scatter(days: Floats) -> float:
    """Between which days the middle half lies."""
    there = days[~np.isnan(days)]
    return float(np.subtract(*np.quantile(there, (0.75, 0.25)))) if len(there) else 0.0


def _absence(codes: Codes, array: Any) -> Absence:
    """What deciding codes say of whether a column is empty."""
    gone = array.is_null().to_numpy(zero_copy_only=False)
    empty, there = (frozenset(codes[flags].tolist()) for flags in (gone, ~gone))
    return Absence(empty - there, empty & there)


def _learn(column: Column, values: Sequence[Any], floor: int) -> tuple[Part, ...]:
    """A column's parts, each from its values."""
    if column.kind in _UNNUMBERED:
        order = column.levels if column.kind in (Kind.ORDINAL, Kind.BOOLEAN) else ()
        return tuple(learn_names(value, floor=floor, order=order) for value in values)
    digits = column.digits if column.kind in NUMBERS and column.kind is not Kind.INTEGER else 0
    return tuple(learn_numbers(value, floor=floor, digits=digits) for value in values)


def split(column: Column, array: Any) -> list[Any]:
    """A learned column's values, one array a part: floats with NaN for missing, or strings."""
    if column.kind is Kind.CODE:
        texts = array.cast(pa.string())
        return [pc.utf8_slice_codeunits(texts, 0, stop) for stop in CODE_STEMS] + [texts]
    if column.kind is Kind.BOOLEAN:
        return [pc.if_else(array, column.levels[1], column.levels[0])]
    if column.kind in NAMES:
        return [array]
    if column.kind not in DATES:
        return [_floats(array)]
    steps = _floats(whole(array))
    if column.kind is Kind.DATE:
        return [steps]
    days = np.floor(steps / _DAY_US)
    return [days, np.floor((steps - days * _DAY_US) / _SECOND_US)]


def _floats(array: Any) -> Floats:
    """(n,) floats, NaN where missing."""
    values = array.cast(pa.float64(), safe=False)
    return np.asarray(values.fill_null(float("nan")).to_numpy(zero_copy_only=False))


def _learned(column: Column, parts: Sequence[Part], codes: Codes, within: Floats, *, base: Any) -> Any:
    """A learned column's values from its codes; dates are counted from the days `base`."""
    values: list[Any] = [part.decode(codes[:, at], within[:, at]) for at, part in enumerate(parts)]
    if column.kind is Kind.CODE:
        return _finest(values, [part for part in parts if isinstance(part, Names)], codes)
    if column.kind is Kind.BOOLEAN:
        return pc.equal(values[0], column.levels[1])
    if column.kind in NAMES:
        return values[0].dictionary_encode().cast(NAMED)
    if column.kind in DATES:
        return _dates(column, [values[0] + base, *values[1:]])
    return pa.array(values[0], mask=np.isnan(values[0])).cast(ARROW[column.kind], safe=False)


def _finest(values: Sequence[Any], parts: Sequence[Names], codes: Codes) -> Any:
    """For each row the finest stem of a code that is not rare; missing where the full code is."""
    told = values[0]
    for at, part in enumerate(parts[1:], 1):
        known = pa.array((codes[:, at] < len(part.names)) | ((at == len(parts) - 1) & _missing(part, codes[:, at])))
        told = pc.if_else(known, values[at], told)
    return told.dictionary_encode().cast(NAMED)


def _missing(part: Names, codes: Codes) -> npt.NDArray[np.bool_]:
    """Where a part says that there is no value."""
    return np.asarray((codes == part.size - 1) & part.missing)


def _dates(column: Column, values: Sequence[Floats]) -> Any:
    """Dates from days, and seconds where there are some."""
    gone = np.logical_or.reduce([np.isnan(value) for value in values])
    days = np.where(gone, 0, values[0]).astype(np.int64)
    if column.kind is Kind.DATE:
        return pa.array(days.astype(np.int32), pa.int32(), mask=gone).cast(pa.date32())
    steps = days * _DAY_US + np.where(gone, 0, values[1]).astype(np.int64) * _SECOND_US
    return pa.array(steps, pa.int64(), mask=gone).cast(pa.timestamp("us"))
