"""Tables as columns: rows are views that cost nothing until somebody looks at one.

Table      a schema and one Arrow array a column; missing values are nulls
Row        the payload: a table and a place in it
Rows       a table as records
TableCodec rows <-> one struct column "row", each field with its column's kind beside it
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, ClassVar, TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.record import Blob, Payload, Record
from provender.core.registry import codec
from provender.tabular.columnar import Places, Records, neighbours
from provender.tabular.schema import Column, Kind, Schema, schema_of

Words: TypeAlias = npt.NDArray[np.uint64]

NAMED = pa.dictionary(pa.int32(), pa.string())
ARROW: Mapping[Kind, Any] = {
    Kind.INTEGER: pa.int64(),
    Kind.DECIMAL: pa.float64(),
    Kind.LATITUDE: pa.float64(),
    Kind.LONGITUDE: pa.float64(),
    Kind.BOOLEAN: pa.bool_(),
    Kind.DATE: pa.date32(),
    Kind.DATETIME: pa.timestamp("us"),
    Kind.CATEGORY: NAMED,
    Kind.ORDINAL: NAMED,
    Kind.CODE: NAMED,
    Kind.IDENTIFIER: pa.string(),
    Kind.TEXT: pa.string(),
    Kind.EMPTY: pa.string(),
}
ROW = "row"  # the one payload column: a table may well have columns called "seed" or "tags" itself
MISSING = -1e300  # a missing value among the features: finite, so that it can be sorted
_ABOUT = b"provender.column"


@dataclass(frozen=True, eq=False)
class Table:
    """Columns of equal length.

    Attributes:
        schema: what the columns are.
        arrays: one Arrow array a column, of the type that `ARROW` gives its kind, null where a value is missing.
            Floats are finite.
    """

    schema: Schema
    arrays: tuple[Any, ...]

    def __post_init__(self) -> None:
        assert len(self.schema) == len(self.arrays), "one array a column"
        assert all(a.type == ARROW[c.kind] for c, a in zip(self.schema, self.arrays, strict=True)), "types of the kinds"
        assert len({len(array) for array in self.arrays}) <= 1, "columns of equal length"

    def __len__(self) -> int:
        return len(self.arrays[0]) if self.arrays else 0

    def __getitem__(self, name: str) -> Any:
        return self.arrays[self.schema.place(name, where="a table")]

    def take(self, places: Sequence[int] | Places, /) -> "Table":
        """The rows at `places`, in that order."""
        wanted = pa.array(np.asarray(places, np.int64))
        return Table(self.schema, tuple(array.take(wanted) for array in self.arrays))

    def slice(self, start: int, count: int) -> "Table":
        """`count` rows from `start`; nothing is copied."""
        return Table(self.schema, tuple(array.slice(start, count) for array in self.arrays))

    def equals(self, other: "Table") -> bool:
        """Whether schema and values are the same."""
        return self.schema == other.schema and all(
            _plain(one).equals(_plain(two)) for one, two in zip(self.arrays, other.arrays, strict=True)
        )

    @cached_property
    def digests(self) -> npt.NDArray[np.uint8]:
        """(n, 16): equal exactly when all values of two rows are, across tables with the same columns."""
        return _digests(self.schema.columns, self.arrays, len(self))

    @cached_property
    def groups(self) -> npt.NDArray[np.uint8]:
        """(n, 16): of the unit's column where the schema names one, else of the whole row."""
        if not self.schema.unit:
            return self.digests
        place = self.schema.place(self.schema.unit, where="a table")
        return _digests((self.schema.columns[place],), (self.arrays[place],), len(self))

    @cached_property
    def features(self) -> npt.NDArray[np.float64]:
        """(n, columns): numbers as they are, dates as days, names by a hash in [0, 1); `MISSING` where null."""
        told = [_feature(array) for array in self.arrays]
        return np.column_stack(told) if told else np.empty((len(self), 0))


def _plain(array: Any) -> Any:
    """A dictionary array as what it stands for."""
    return array.cast(pa.string()) if pa.types.is_dictionary(array.type) else array


def words_of(array: Any) -> Words:
    """(n, 2) words of an array's values, equal exactly when the values are; zeros where missing."""
    if pa.types.is_string(array.type):
        array = array.dictionary_encode()
    if pa.types.is_dictionary(array.type):
        names = array.dictionary.to_pylist()
        hashed = b"".join(blake2b((name or "").encode(), digest_size=16).digest() for name in names) + bytes(16)
        codes = array.indices.fill_null(len(names)).to_numpy(zero_copy_only=False)
        return cast("Words", np.frombuffer(hashed, np.uint64).reshape(-1, 2)[codes])
    if pa.types.is_floating(array.type):
        raw = array.fill_null(0).to_numpy(zero_copy_only=False) + 0.0  # -0.0 becomes 0.0
    else:
        raw = whole(array).fill_null(0).to_numpy(zero_copy_only=False)
    words = np.repeat(np.ascontiguousarray(raw).view(np.uint64)[:, None], 2, axis=1)
    words = mixed(words + np.array([0x9E3779B97F4A7C15, 0xD1B54A32D192ED03], np.uint64))
    words[array.is_null().to_numpy(zero_copy_only=False)] = 0
    return words


def whole(array: Any) -> Any:
    """Whole numbers as they are, days since 1970, microseconds since 1970, 0 and 1: int64."""
    if pa.types.is_date32(array.type) or pa.types.is_boolean(array.type):  # Arrow casts these by narrower types alone
        array = array.cast(pa.int32() if pa.types.is_date32(array.type) else pa.int8())
    return array.cast(pa.int64())


def mixed(words: Words) -> Words:
    """Every bit of a word stirred into all of it: the finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return cast("Words", words ^ (words >> np.uint64(31)))


def _digests(columns: Sequence[Column], arrays: Sequence[Any], count: int) -> npt.NDArray[np.uint8]:
    """(count, 16) digests over columns; a column's name salts its values."""
    total = np.zeros((count, 2), np.uint64)
    for column, array in zip(columns, arrays, strict=True):
        name = blake2b(f"{column.name}\0{ARROW[column.kind]}".encode(), digest_size=16).digest()
        total = mixed(total * np.uint64(0x9E3779B97F4A7C15) + np.frombuffer(name, np.uint64) + words_of(array))
    return total.view(np.uint8).reshape(count, 16)


def _feature(array: Any) -> npt.NDArray[np.float64]:
    """(n,) numbers of a column."""
    if pa.types.is_dictionary(array.type) or pa.types.is_string(array.type):
        told = (words_of(array)[:, 0] >> np.uint64(11)) / 2.0**53
    else:
        steps = array if pa.types.is_floating(array.type) else whole(array).cast(pa.float64(), safe=False)
        told = steps.fill_null(0).to_numpy(zero_copy_only=False)
    return np.where(array.is_null().to_numpy(zero_copy_only=False), MISSING, told)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One row of a table: the payload of the tabular wing.

    Attributes:
        table: that holds it.
        at: its place there, from 0.

    Guarantees:
        Two rows are equal exactly when their columns and values are.
    """

    codec: ClassVar[str] = "tabular/table"

    table: Table
    at: int

    def values(self) -> dict[str, object]:
        """Column name -> value; None where it is missing."""
        arrays = self.table.arrays
        return {column.name: a[self.at].as_py() for column, a in zip(self.table.schema, arrays, strict=True)}

    def text(self) -> str:
        """One line a column."""
        pairs = zip(self.table.schema, self.values().values(), strict=True)
        return "\n".join(f"{column.name}: {_said(column, value)}" for column, value in pairs)

    def features(self) -> Sequence[float]:
        """Shape (columns,), as `Table.features`."""
        return cast("list[float]", self.table.features[self.at].tolist())

    def digest(self) -> bytes:
        """16 bytes over all values."""
        return bytes(self.table.digests[self.at])

    def group(self) -> bytes:
        """16 bytes of the unit that the row is about; the row's own where none is named."""
        return bytes(self.table.groups[self.at])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return self.table.schema == other.table.schema and self.values() == other.values()

    def __hash__(self) -> int:
        return hash(self.digest())

    def __reduce__(self) -> tuple[object, ...]:
        """A row travels alone, not with all of its table."""
        return Row, (self.table.take([self.at]), 0)


def _said(column: Column, value: object) -> object:
    """A value as one says it: nothing where it is missing, a boolean by its own words."""
    if value is None:
        return ""
    return column.levels[bool(value)] if column.kind is Kind.BOOLEAN and column.levels else value


@dataclass(frozen=True, eq=False)
class Rows(Records[Table]):
    """A table as records: made when they are looked at."""

    def payload(self, at: int, /) -> Row:
        """The row at a place."""
        return Row(self.held, at)


def table_of(records: Sequence[Record]) -> Table:
    """The table of records that are rows, in their order; what is none is left out.

    Raises:
        AssertionError: they have different columns.
    """
    if isinstance(records, Rows):
        return records.held
    return joined([record.payload for record in records if isinstance(record.payload, Row)])


def joined(rows: Sequence[Row]) -> Table:
    """Rows, of whatever tables with one schema, as one table; neighbours of one table are taken together."""
    if not rows:
        return Table(Schema(()), ())
    return stacked(neighbours([(row.table, row.at) for row in rows]))


def stacked(tables: Sequence[Table]) -> Table:
    """Tables of one schema, one below the other."""
    if len(tables) == 1:
        return tables[0]
    first = tables[0].schema
    assert all(table.schema == first for table in tables), "rows of different tables in one task"
    arrays = []
    for column, *parts in zip(first, *(table.arrays for table in tables), strict=True):
        pile = pa.chunked_array(parts, ARROW[column.kind])
        arrays.append(pile.unify_dictionaries().combine_chunks() if column.kind in _NAMED else pile.combine_chunks())
    return Table(first, tuple(_one(array) for array in arrays))


_NAMED = frozenset(kind for kind, stored in ARROW.items() if stored is NAMED)


def _one(array: Any) -> Any:
    """A combined array, of whatever Arrow made of it."""
    return array.chunk(0) if isinstance(array, pa.ChunkedArray) and array.num_chunks == 1 else array


def struct_of(table: Table) -> Any:
    """A table as one struct array, its schema in the fields' metadata."""
    told = []
    arrays = [_plain(array) for array in table.arrays]
    for column, array in zip(table.schema, arrays, strict=True):
        about = column.plain() | ({"unit": True} if column.name == table.schema.unit else {})
        told.append(pa.field(column.name, array.type, metadata={_ABOUT: json.dumps(about)}))
    return pa.StructArray.from_arrays(arrays, fields=told)


def from_struct(array: Any) -> Table:
    """Read what `struct_of` wrote."""
    columns: dict[str, dict[str, Any]] = {}
    unit = ""
    for entry in array.type:
        about = json.loads(entry.metadata[_ABOUT])
        unit = entry.name if about.pop("unit", False) else unit
        columns[entry.name] = about
    schema = schema_of({"columns": columns, "unit": unit})
    pairs = zip(schema, array.flatten(), strict=True)
    return Table(schema, tuple(pc.dictionary_encode(a) if c.kind in _NAMED else a for c, a in pairs))


@codec
@dataclass(frozen=True, slots=True)
class TableCodec:
    """Rows as one struct column, whose fields are the table's own columns and carry their kinds."""

    repeats_allowed: ClassVar[bool] = True

    @property
    def schema(self) -> pa.Schema:
        """No columns: which there are is the table's own affair."""
        return pa.schema([])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The column "row"; none where there are no payloads."""
        if not payloads:
            return self.schema.empty_table(), ()
        column = struct_of(joined(cast("Sequence[Row]", payloads)))
        return pa.Table.from_arrays([column], schema=pa.schema([pa.field(ROW, column.type)])), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Row]:
        """The rows of `table`, all of one `Table`."""
        if ROW not in table.column_names:
            return ()
        found = rows_table(table)
        return [Row(found, at) for at in range(len(found))]


def rows_table(table: pa.Table) -> Table:
    """The `Table` in a shard's column "row"."""
    column = table.column(ROW)
    return from_struct(column.combine_chunks() if column.num_chunks != 1 else column.chunk(0))
