"""How a CSV is written: its encoding, its delimiter, its head. Told by its beginning and by its bytes."""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

from provender.core.errors import InputError

DELIMITERS = (",", ";", "\t", "|")
_NUMBER = re.compile(r"[-+]?[0-9]+([.,][0-9]+)?")
_HEAD = 1 << 18  # bytes that settle the dialect
_CHUNK = 1 << 22
_GZIP = b"\x1f\x8b"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a CSV is written.

    Attributes:
        encoding: as Python and Arrow call it.
        delimiter: between values.
        names: of the columns, as the head has them.
        skipped: lines before the first row.
        packed: whether it is gzipped.
        doubts: what a person should know of it.
    """

    encoding: str
    delimiter: str
    names: tuple[str, ...]
    skipped: int
    packed: bool
    doubts: tuple[str, ...] = ()

    def opened(self, file: Path) -> IO[bytes]:
        """The file's bytes, unpacked, without the mark of their order."""
        return opened(file, packed=self.packed)

    def records(self, file: Path) -> "Iterator[tuple[int, list[str]]]":
        """(line on which it ends, values) of every record, as Python's strict reader sees them.

        Raises:
            csv.Error: a quote is misplaced or never closed.
        """
        with io.TextIOWrapper(self.opened(file), self.encoding, newline="") as text:
            reader = csv.reader(text, delimiter=self.delimiter, strict=True)
            yield from ((reader.line_num, values) for values in reader)


def opened(file: Path, *, packed: bool) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return cast("IO[bytes]", gzip.open(file)) if packed else file.open("rb")


def dialect_of(file: Path, *, header: bool) -> Dialect:
    """How a file is written.

    Raises:
        InputError: it is no text, or is packed and broken.
    """
    with file.open("rb") as data:
        packed = data.read(2) == _GZIP
    try:
        with opened(file, packed=packed) as data:
            start = data.read(_HEAD)
            encoding, doubts = _encoding(start, data, where=str(file))
    except (EOFError, OSError, zlib.error):
        raise InputError("the packed file is broken", where=str(file), mend="is it complete? pack it again") from None
    if not start.strip():
        raise InputError("the file is empty", where=str(file), mend="name a file with rows in it")
    text = start.decode(encoding, "replace")
    lines = text.splitlines(keepends=True)
    whole = lines[:-1] if len(start) == _HEAD and len(lines) > 1 else lines
    delimiter = _delimiter(whole)
    names, skipped = _head(whole, delimiter, header=header)
    if header and names and all(_NUMBER.fullmatch(name.strip()) for name in names):
        doubts.append(
            "the first line holds nothing but numbers: if it is no head, say --no-header, in a recipe header: false"
        )
    return Dialect(
        encoding=encoding, delimiter=delimiter, names=names, skipped=skipped, packed=packed, doubts=tuple(doubts)
    )


def _encoding(start: bytes, rest: IO[bytes], *, where: str) -> tuple[str, list[str]]:
    """The encoding of bytes that begin so and go on so: UTF-8 if they are, else Windows' Latin."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name, []
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, piece = 1, start
    try:
        while piece:
            if b"\0" in piece:
                raise InputError("the file holds zero bytes: it is no text", where=where, mend="export it as CSV")
            decoder.decode(piece)
            line += piece.count(b"\n")
            piece = rest.read(_CHUNK)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as fault:
        line += fault.object.count(b"\n", 0, fault.start)
        return "cp1252", [f"line {line} is not UTF-8: the file is read as Windows-1252; check its accents"]
    return "utf-8", []


def _delimiter(lines: Sequence[str]) -> str:
    """The delimiter that cuts most lines into the same number of values, and more than one."""
    best = {mark: _agreement(lines, mark) for mark in DELIMITERS}
    return max(DELIMITERS, key=lambda mark: best[mark])


def _agreement(lines: Sequence[str], mark: str) -> tuple[float, int]:
    """Share of the records that have the commonest number of values, 0 for one value; and that number."""
    counts = Counter(len(values) for values in csv.reader(lines[:500], delimiter=mark) if values)
    width, times = counts.most_common(1)[0] if counts else (1, 0)
    return (times / counts.total(), width) if width > 1 else (0.0, 1)


def _head(lines: Sequence[str], delimiter: str, *, header: bool) -> tuple[tuple[str, ...], int]:
    """The columns' names and how many lines come before the first row.

    A table written with its rows' names has one name less than values.
    """
    reader = csv.reader(lines, delimiter=delimiter)
    first = next((values for values in reader if values), [])
    before = reader.line_num
    if not header:
        return tuple(f"column{place}" for place in range(1, len(first) + 1)), 0
    widths = Counter(len(values) for _, values in zip(range(100), reader, strict=False) if values)
    width = widths.most_common(1)[0][0] if widths else len(first)
    return tuple(["(row)", *first] if width == len(first) + 1 else first), before
