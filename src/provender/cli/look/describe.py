"""Tell what is in a file: a table's columns with their kinds and gaps, a map's plan; else its fields.

A flat CSV, TSV or Parquet file is a table: each column's kind is told with what speaks for it, a page shows how its
values lie, and no count under ten appears. OpenStreetMap XML and OpenDRIVE are maps: a page shows the plan, what is
there and what was left out. Of JSON Lines and of nested Parquet the fields and a few rows are told.
"""

import argparse
from pathlib import Path
from typing import Any

from provender.cli.flags import json_flag, output_flag
from provender.cli.profile import Column, Profile, profile
from provender.cli.rows import Source, source
from provender.cli.terminal import one_line, say, say_json, say_table
from provender.core.errors import discreet
from provender.core.files import locate

_WIDE = 100


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("file", metavar="FILE", help="the file; .gz is unpacked")
    parser.add_argument("-n", "--count", type=int, default=2, metavar="N", help="rows to show of what is no table (2)")
    parser.add_argument("--no-header", action="store_true", help="the first row of a CSV is data, not names")
    output_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Read it all once, then tell."""
    if _is_map(args.file):
        from provender.cli import mapped

        mapped.show(locate(args.file, where="the command line"), output=Path(args.output), json=args.json)
        return 0
    file = source(args.file, header=not args.no_header)
    if _is_table(file):
        from provender.cli import portrait
        from provender.tabular.readers.file import File

        with discreet():
            reading = File(path=str(file.path), header=file.header).reading()
            portrait.show(reading, file=file.path, format=file.format, output=Path(args.output), json=args.json)
        return 0
    return _tell(args, file)


def _is_map(path: str) -> bool:
    """Whether a file is XML; of that we read nothing but maps."""
    try:
        with locate(path, where="the command line").open("rb") as data:
            return data.read(64).lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<"
    except OSError:
        return False  # the other way of reading says what is wrong


def _is_table(file: Source) -> bool:
    """Whether a file is flat: text between delimiters, or Parquet without columns inside columns."""
    if file.format != "parquet":
        return file.format in ("csv", "tsv")
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return not any(pa.types.is_nested(kind) for kind in pq.read_schema(file.path).types)
    except (pa.ArrowException, OSError):
        return False  # the other way of reading says what is wrong


def _tell(args: argparse.Namespace, file: Source) -> int:
    """Tell of rows that are no table."""
    found = profile(file.rows(), samples=max(args.count, 0), where=str(file.path))
    if args.json:
        columns = {name: _facts(column, found.rows) for name, column in found.columns.items()}
        say_json({"format": file.format, "rows": found.rows, "repeats": found.repeats, "columns": columns})
        return 0
    size = file.path.stat().st_size
    say(f"{file.path}: {file.format}, {size:,} bytes, {found.rows:,} rows, {found.repeats:,} of them repeats", "")
    _show_columns(found)
    for number, row in enumerate(found.samples, 1):
        say("", f"row {number}")
        say_table(
            [
                (one_line(name, 40), one_line(str(value), _WIDE))
                for name, value in row.items()
                if value not in (None, "")
            ]
        )
    return 0


def _facts(column: Column, rows: int) -> dict[str, Any]:
    """A column for programs."""
    return {
        "kind": column.kind,
        "missing": rows - column.present,
        "distinct": None if column.values is None else len(column.values),
        "low": column.low if column.present else None,
        "mean": column.mean if column.present else None,
        "high": column.high if column.present else None,
        "commonest": dict(column.commonest()),
    }


def _show_columns(found: Profile) -> None:
    """The columns for people; sizes of text are lengths in characters."""
    rows = []
    for name, column in found.columns.items():
        facts = _facts(column, found.rows)
        distinct = "many" if facts["distinct"] is None else f"{facts['distinct']:,}"
        spread = f"{_short(column.low)} … {_short(column.mean)} … {_short(column.high)}" if column.present else ""
        common = ", ".join(f"{one_line(value, 24)} {times / found.rows:.0%}" for value, times in column.commonest())
        length = " characters" if column.kind == "text" else " items" if column.kind == "list" else ""
        rows.append(
            (one_line(name, 40), column.kind, f"{facts['missing']:,}", distinct, spread + length * bool(spread), common)
        )
    say_table(rows, head=("column", "kind", "missing", "distinct", "least … mean … most", "commonest"))


def _short(value: float) -> str:
    """A number, whole where it is."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4g}"
