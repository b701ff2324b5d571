"""Rows of a JSON Lines, CSV, TSV or Parquet file, one at a time; each a flat mapping of dotted names."""

import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any, cast

from provender.core.errors import InputError, ProvenderError
from provender.core.jsonl import fault_of

MAX_LINE = 32 * 2**20  # characters: longer lines are no records but a broken or hostile file
MAX_COLUMNS = 4096
_NESTING = 4
_GZIP = b"\x1f\x8b"
_PARQUET = b"PAR1"

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Source:
    """A file of rows.

    Attributes:
        path: of the file.
        format: "jsonl", "csv", "tsv" or "parquet".
        header: whether a CSV's first row names its columns.
    """

    path: Path
    format: str
    header: bool = True

    def rows(self) -> Iterator[Row]:
        """The rows in order, read as they are asked for.

        Raises:
            InputError: the file is truncated, in another encoding, or not of its format; says the line.
        """
        read = {"jsonl": self._jsonl, "csv": self._csv, "tsv": self._csv, "parquet": self._parquet}[self.format]
        try:
            yield from read()
        except ProvenderError:
            raise
        except UnicodeDecodeError as fault:
            bad = f"byte 0x{fault.object[fault.start]:02x} is no UTF-8"
            raise InputError(bad, where=str(self.path), mend="convert the file to UTF-8") from None
        except (EOFError, gzip.BadGzipFile, zlib.error, csv.Error) as fault:
            raise InputError(str(fault), where=str(self.path), mend="is the file complete?") from None

    def _text(self) -> IO[str]:
        """The file as text, unpacked where it is packed."""
        return io.TextIOWrapper(opened(self.path), encoding="utf-8-sig", newline="")

    def _jsonl(self) -> Iterator[Row]:
        """One JSON object a line; empty lines are passed over."""
        with self._text() as file:
            number = 0
            while line := file.readline(MAX_LINE):
                number += 1
                if len(line) >= MAX_LINE:
                    raise self._bad(number, f"the line has over {MAX_LINE:,} characters")
                if line.strip():
                    yield flat(self._object(line, number))

    def _object(self, line: str, number: int) -> dict[str, object]:
        """The object on a line."""
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as fault:
            raise self._bad(number, f"no JSON: {fault_of(fault)}") from None
        if not isinstance(value, dict):
            raise self._bad(number, f"a JSON {type(value).__name__}, not an object")
        return value

    def _csv(self) -> Iterator[Row]:
        """One record a row, all values text."""
        csv.field_size_limit(MAX_LINE)
        with self._text() as file:
            reader = csv.reader(file, delimiter="\t" if self.format == "tsv" else ",", strict=True)
            lines = ((reader.line_num, values) for values in reader if values)
            first = next(lines, None)
            if first is None:
                return
            second = [] if self.header else [first]
            second += [line] if (line := next(lines, None)) else []
            names = self._names(first, second)
            for number, values in chain(second, lines):
                if len(values) != len(names):
                    raise self._bad(number, f"{len(values)} values for {len(names)} columns")
                yield dict(zip(names, values, strict=True))

    def _names(self, first: tuple[int, list[str]], second: list[tuple[int, list[str]]]) -> list[str]:
        """The columns' names; a table written with row names has one value more than names."""
        number, names = first
        if len(names) > MAX_COLUMNS:
            raise self._bad(number, f"{len(names):,} columns, over {MAX_COLUMNS:,}")
        if not self.header:
            return [f"column{place}" for place in range(1, len(names) + 1)]
        return ["(row)", *names] if second and len(second[0][1]) == len(names) + 1 else names

    def _parquet(self) -> Iterator[Row]:
        """Row by row, a batch in memory."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            with pq.ParquetFile(self.path) as file:
                batches = (batch.to_pylist(maps_as_pydicts="lossy") for batch in file.iter_batches(batch_size=1024))
                yield from map(flat, chain.from_iterable(batches))
        except (pa.ArrowException, OSError) as fault:
            reason = str(fault).partition("\n")[0]
            raise InputError(f"no Parquet: {reason}", where=str(self.path), mend="is the file complete?") from None

    def _bad(self, line: int, what: str) -> InputError:
        """The error for a line."""
        mend = "every line must be one JSON object" if self.format == "jsonl" else "mend or remove the line"
        return InputError(what, where=f"{self.path} line {line}", mend=mend)


def source(path: str, *, header: bool = True) -> Source:
    """The file, its format told by its content first and its name second.

    Raises:
        InputError: it is missing, empty, no regular file, or of no format we read.
    """
    from provender.core.files import locate

    file = locate(path, where="the command line")
    try:
        with opened(file) as data:
            start = data.read(4096)
    except (OSError, EOFError, zlib.error) as fault:
        raise InputError(f"{file} cannot be read: {fault}", where=str(file), mend="is the file complete?") from None
    if not start.strip():
        raise InputError(f"{file} is empty", where=str(file), mend="name a file with records in it")
    return Source(file, _format(file, start), header)


def opened(file: Path) -> IO[bytes]:
    """The file's bytes, unpacked where it is packed."""
    with file.open("rb") as data:
        packed = data.read(2) == _GZIP
    return cast("IO[bytes]", gzip.GzipFile(file)) if packed else file.open("rb")


def _format(file: Path, start: bytes) -> str:
    """The format of a file that starts so."""
    if start[:4] == _PARQUET:
        return "parquet"
    if start.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{":
        return "jsonl"
    for suffix in reversed(file.suffixes):
        if suffix in (".csv", ".tsv", ".jsonl"):
            return suffix[1:]
    if start.lstrip()[:1] == b"[":
        mend = "write one JSON object a line (JSON Lines)"
    else:
        mend = "give JSON Lines, CSV, TSV or Parquet; a name that ends so helps"
    raise InputError(f"the format of {file} is not known", where=str(file), mend=mend)


def flat(row: Mapping[str, Any], prefix: str = "", depth: int = 1) -> dict[str, object]:
    """Nested objects as dotted names: {"a": {"b": 1}} is {"a.b": 1}."""
    found: dict[str, object] = {}
    for key, value in row.items():
        if isinstance(value, Mapping) and value and depth < _NESTING:
            found.update(flat(value, f"{prefix}{key}.", depth + 1))
        else:
            found[f"{prefix}{key}"] = value
    return found
