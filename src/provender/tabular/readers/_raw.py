"""A file of rows as raw columns: for each the different texts in it, and which row has which.

Nothing here knows kinds. A CSV goes through Arrow block by block, every column as a dictionary, so that a million
rows take a few bytes a value; what is wrong with it is looked for only once Arrow has stumbled.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from provender.core.errors import InputError
from provender.tabular.readers._dialect import Dialect, dialect_of
from provender.tabular.readers._faults import RUNAWAY, check_quotes, fault_in
from provender.tabular.table import NAMED

MAX_COLUMNS = 4096
_BLOCK = 4 << 20
_PARQUET = b"PAR1"
_PLAIN = (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal, pa.types.is_boolean)
_TIMED = (pa.types.is_date, pa.types.is_timestamp, pa.types.is_time)
_WORDS = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Columns as they are written.

    Attributes:
        names: of the columns, all different.
        arrays: one dictionary array of trimmed strings a column; null where the file itself says null.
        doubts: what was mended on the way, each a sentence.
        lines: whether a row's number tells its line (a CSV), and the line of the first row.
    """

    names: tuple[str, ...]
    arrays: tuple[Any, ...]
    doubts: tuple[str, ...] = ()
    lines: int | None = field(default=None)

    def __len__(self) -> int:
        return len(self.arrays[0]) if self.arrays else 0

    def place(self, row: int) -> str:
        """Where a row stands, from 0."""
        return f"row {row + 1}" if self.lines is None else f"row {row + 1} (about line {row + self.lines})"


def read_raw(file: Path, *, header: bool) -> Raw:
    """The raw columns of a CSV, TSV or Parquet file, told apart by content.

    Raises:
        InputError: it is empty, ragged, badly quoted, or no table; says the line and the mend, and shows no value.
    """
    with file.open("rb") as data:
        start = data.read(4)
    if not start:
        raise InputError("the file is empty", where=str(file), mend="name a file with rows in it")
    raw = _parquet(file) if start == _PARQUET else _csv(file, header=header)
    if not len(raw):
        raise InputError("the file has a head and no rows", where=str(file), mend="name a file with rows in it")
    return raw


def raw_of(batches: Sequence[Any], names: Sequence[str], *, where: str, doubts: Sequence[str] = ()) -> Raw:
    """Arrow batches of plain columns as raw columns.

    Raises:
        InputError: a column holds lists, structs or bytes.
    """
    told, notes = distinct_names(names)
    arrays = []
    for place, name in enumerate(told):
        chunks = [_texts(batch.column(place), name, where=where) for batch in batches]
        arrays.append(_tidy(pa.chunked_array(chunks, NAMED)))
    return Raw(names=told, arrays=tuple(arrays), doubts=(*doubts, *notes))


def _texts(array: Any, name: str, *, where: str) -> Any:
    """A typed column as it would be written, in dictionary form; a number that is none is missing."""
    kind = array.type
    if pa.types.is_dictionary(kind):
        return _texts(array.dictionary_decode(), name, where=where)
    if not any(test(kind) for test in (*_PLAIN, *_TIMED, *_WORDS)) and not pa.types.is_null(kind):
        mend = f"leave it out, or make plain columns of it: SELECT {name!r} ... through tabular/query"
        raise InputError(f"the column {name!r} holds {kind}, which no cell of a table does", where=where, mend=mend)
    if pa.types.is_floating(kind):
        array = pc.if_else(pc.is_finite(array), array, None)
    if pa.types.is_timestamp(kind) and kind.tz:
        array = array.cast(pa.timestamp(kind.unit, "UTC")).cast(pa.timestamp(kind.unit))
    return array.cast(pa.string()).dictionary_encode().cast(NAMED)


def _tidy(column: Any) -> Any:
    """A dictionary column as one array whose texts are trimmed and all different."""
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):
        whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else pa.array([], NAMED)
    texts = pc.utf8_trim_whitespace(whole.dictionary).dictionary_encode()
    return pa.DictionaryArray.from_arrays(texts.indices.take(whole.indices), texts.dictionary)


def distinct_names(names: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """Names that are all different and not empty, and what was changed for that."""
    told: list[str] = []
    notes = []
    taken = {name.strip() for name in names}
    for place, given in enumerate(names, 1):
        name = given.strip() or f"column{place}"
        if name in told:
            number = next(n for n in range(2, len(names) + 2) if f"{name}_{n}" not in taken)
            notes.append(f"two columns are called {name!r}: the one in place {place} is read as '{name}_{number}'")
            name = f"{name}_{number}"
            taken.add(name)
        elif not given.strip():
            notes.append(f"the column in place {place} has no name: it is read as {name!r}")
        told.append(name)
    return tuple(told), notes


def _parquet(file: Path) -> Raw:
    """A Parquet file's columns."""
    try:
        with pq.ParquetFile(file) as data:
            names = data.schema_arrow.names
            _check_width(len(names), str(file))
            return raw_of(list(data.iter_batches(batch_size=65_536)), names, where=str(file))
    except (pa.ArrowException, OSError):
        raise InputError("the file is no whole Parquet file", where=str(file), mend="make it again") from None


def _check_width(columns: int, where: str) -> None:
    """Refuse what is no table."""
    if columns > MAX_COLUMNS:
        mend = "are the columns rows? turn the table round"
        raise InputError(f"{columns:,} columns, over {MAX_COLUMNS:,}", where=where, mend=mend)


def _csv(file: Path, *, header: bool) -> Raw:
    """A CSV's columns."""
    dialect = dialect_of(file, header=header)
    _check_width(len(dialect.names), str(file))
    names, notes = distinct_names(dialect.names)
    try:
        batches = list(_blocks(file, dialect, names))
    except (pa.ArrowException, EOFError, OSError, UnicodeError):
        raise fault_in(file, dialect) from None
    arrays = tuple(
        _tidy(pa.chunked_array([batch.column(place) for batch in batches], NAMED)) for place in range(len(names))
    )
    for array in arrays:
        if len(array.dictionary) and pc.max(pc.binary_length(array.dictionary)).as_py() > RUNAWAY:
            raise fault_in(file, dialect)
    if any(pc.any(pc.match_substring(array.dictionary, "\n")).as_py() for array in arrays):
        check_quotes(file, dialect)  # Arrow goes on where text follows a closing quote: lines may have run together
    return Raw(names=names, arrays=arrays, doubts=(*dialect.doubts, *notes), lines=dialect.skipped + 1)


def _blocks(file: Path, dialect: Dialect, names: Sequence[str]) -> Iterator[Any]:
    """The file's rows, block by block.

    Raises:
        ArrowInvalid: a row is ragged or badly quoted.
    """
    reading = arrow_csv.ReadOptions(
        column_names=list(names),
        skip_rows=dialect.skipped,
        block_size=_BLOCK,
        encoding=dialect.encoding,
        use_threads=False,
    )
    parsing = arrow_csv.ParseOptions(
        delimiter=dialect.delimiter, newlines_in_values=True, ignore_empty_lines=len(names) > 1
    )
    converting = arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, NAMED), check_utf8=True)
    with dialect.opened(file) as data:
        reader = arrow_csv.open_csv(data, read_options=reading, parse_options=parsing, convert_options=converting)
        yield from reader
