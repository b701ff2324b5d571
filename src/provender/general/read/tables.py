"""Reference tables: what is known, by subject and relation, with the number of each row so that it can be cited.

    country,country@de,capital,area [km²],as of
    Kenya,Kenia,Nairobi,580367,2020

A column is a relation of the table's subject. "area [km²]" names a unit, "country@de" holds the German name, a cell
"Kyiv | Kiev" two names. With a column "as of" the latest row of a subject holds, and earlier ones are outdated.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from provender.core.errors import InputError
from provender.general.read.names import alternatives, bare, plain

AS_OF = "as of"
NO_NAMES: Mapping[str, Mapping[str, str]] = {}
_UNIT = re.compile(r"^(.*\S)\s*[\[(]([^\])]{1,40})[\])]$")
_ROWS = 1_000_000
_BYTES = 256 * 2**20


@dataclass(frozen=True, slots=True)
class Relation:
    """A column: its unit and what it is called, by language."""

    name: str
    unit: str = ""
    called: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self) -> set[str]:
        """Everything it is called, as compared."""
        return {bare(self.name), *(bare(name) for names in self.called.values() for name in names)}


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its number in the file, its subject, and its cells by relation, in any language."""

    number: int
    subject: str
    cells: Mapping[str, tuple[str, ...]]
    as_of: str = ""

    def held(self) -> list[tuple[str, str]]:
        """Every value with its relation."""
        return [(name, cell) for name, cells in self.cells.items() for cell in cells]


class Table:
    """Rows that can be found by subject."""

    def __init__(self, name: str, relations: Sequence[Relation], rows: Iterable[tuple[Row, Sequence[str]]]) -> None:
        self.name = name
        self.relations = {relation.name: relation for relation in relations}
        self.rows: list[Row] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        for row, subjects in rows:
            for key in {form(name) for name in subjects for form in (plain, bare)}:
                self._places[key].append(len(self.rows))
            self.rows.append(row)
        self._worth: dict[tuple[str, str], list[int]] = {}

    def find(self, subject: str) -> list[Row]:
        """The rows of a subject, latest first."""
        places = self._places.get(plain(subject)) or self._places.get(bare(subject)) or []
        rows = [self.rows[place] for place in places]
        return sorted(rows, key=lambda row: row.as_of, reverse=True) if len(rows) > 1 else rows

    def with_value(self, relation: str, value: str) -> list[Row]:
        """Rows whose cell of a relation holds a value, as names are compared."""
        if not self._worth:
            worth: dict[tuple[str, str], list[int]] = defaultdict(list)
            held = ((place, name, plain(cell)) for place, row in enumerate(self.rows) for name, cell in row.held())
            for place, name, cell in held:
                worth[name, cell].append(place)
            self._worth = dict(worth)
        return [self.rows[place] for place in self._worth.get((relation, plain(value)), ())]

    def cite(self, row: Row, relation: str) -> str:
        """A row as evidence: "countries.csv row 3: Kenya, area = 580367 km²"."""
        unit = self.relations[relation].unit
        dated = f", as of {row.as_of}" if row.as_of else ""
        value = row.cells.get(relation, ("",))[0]
        return f"{self.name} row {row.number}: {row.subject}, {relation} = {value}{unit and ' ' + unit}{dated}"


def table_of(
    name: str, head: Sequence[str], lines: Iterable[Sequence[str]], *,
    subject: str = "", called: Mapping[str, Mapping[str, str]] = {}, where: str = "",
) -> Table:  # fmt: skip
    """A table from its head and its lines of text.

    Args:
        subject: the column that says of what a row tells; the first one by default.
        called: column -> language -> what it is called there, several names divided by "|".

    Raises:
        InputError: no such column, two columns of one name, or too many rows.
    """
    where = where or name
    titles = [_title(cell) for cell in head]
    bases = [title for title, language, _ in titles if not language]
    if len(set(titles)) < len(titles) or not bases or "" in bases:
        raise InputError("two columns have one name, or one has none", where=where, mend="name each column once")
    chosen = subject or bases[0]
    if unknown := [column for column in (chosen, *called) if column not in bases]:
        raise InputError(f"there is no column {unknown[0]!r}", where=where, mend=f"choose one of {', '.join(bases)}")
    relations = [
        Relation(title, unit, {each: alternatives(names) for each, names in called.get(title, {}).items()})
        for title, language, unit in titles
        if not language and title not in (chosen, AS_OF)
    ]
    return Table(name, relations, _rows(titles, lines, chosen, where=where))


def names_of(head: Sequence[str]) -> tuple[str, ...]:
    """The columns of a head, without languages and units."""
    return tuple(dict.fromkeys(_title(cell)[0] for cell in head))


def _title(cell: str) -> tuple[str, str, str]:
    """A column's name, language and unit."""
    hit = _UNIT.match(cell.strip())
    title, unit = (hit[1], hit[2]) if hit else (cell.strip(), "")
    name, _, language = title.partition("@")
    return name.strip(), language.strip(), unit


def _rows(
    titles: Sequence[tuple[str, str, str]], lines: Iterable[Sequence[str]], chosen: str, *, where: str
) -> Iterator[tuple[Row, Sequence[str]]]:
    """Each row with every name of its subject; lines without a subject are left out."""
    for number, line in enumerate(lines, 1):
        if number > _ROWS:
            raise InputError(f"more than {_ROWS:,} rows", where=where, mend="give the rows that matter")
        cells: dict[str, tuple[str, ...]] = {}
        for (title, _, _), cell in zip(titles, line, strict=False):
            cells[title] = cells.get(title, ()) + alternatives(cell)
        names = cells.pop(chosen, ())
        as_of = "".join(cells.pop(AS_OF, ()))
        if names:
            yield Row(number, names[0], {title: told for title, told in cells.items() if told}, as_of), names


def lines_of(file: Path, sql: str = "") -> tuple[list[str], list[list[str]]]:
    """Head and lines of a CSV, TSV or Parquet file, or of the answer to one SELECT over it (the file is `data`).

    Raises:
        InputError: the file is too large, no table, or the question cannot be asked.
    """
    if file.stat().st_size > _BYTES:
        raise InputError("the file is too large for a reference table", where=str(file), mend="give at most 256 MiB")
    if sql:
        return _asked(file, sql)
    with file.open("rb") as data:
        parquet = data.read(4) == b"PAR1"
    return _parquet(file) if parquet else _text(file)


def _text(file: Path) -> tuple[list[str], list[list[str]]]:
    """Of a CSV or TSV file in UTF-8."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            first = stream.readline()
            stream.seek(0)
            sign = max("\t;,", key=first.count)
            lines = [line for line in csv.reader(stream, delimiter=sign, strict=True) if any(line)]
    except (UnicodeDecodeError, csv.Error, OSError):
        raise InputError("this is no table in UTF-8", where=str(file), mend="save it as CSV, UTF-8") from None
    if not lines or any("\0" in cell for cell in lines[0]):
        raise InputError("the table has no head", where=str(file), mend="give names of columns in the first line")
    return lines[0], lines[1:]


def _parquet(file: Path) -> tuple[list[str], list[list[str]]]:
    """Of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.ParquetFile(file).read()
    except (pa.ArrowException, OSError):
        raise InputError("this Parquet file cannot be read", where=str(file), mend="write it again") from None
    return _cells(found)


def _cells(found: Any) -> tuple[list[str], list[list[str]]]:
    """An Arrow table as text."""
    columns = [["" if value is None else str(value) for value in column.to_pylist()] for column in found.columns]
    return list(found.schema.names), [list(line) for line in zip(*columns, strict=True)]


def _asked(file: Path, sql: str) -> tuple[list[str], list[list[str]]]:
    """The answer of DuckDB, which may read this one file and nothing else."""
    import duckdb

    quoted = "'" + str(file).replace("'", "''") + "'"
    with file.open("rb") as data:
        reader = "read_parquet" if data.read(4) == b"PAR1" else "read_csv_auto"
    try:
        with duckdb.connect() as base:
            if [each.type for each in base.extract_statements(sql)] != [duckdb.StatementType.SELECT]:
                raise InputError("the SQL is no single SELECT", where=str(file), mend="ask one question")
            base.execute(f"SET allowed_paths = [{quoted}]")
            base.execute("SET enable_external_access = false; SET lock_configuration = true")
            base.execute(f"CREATE VIEW data AS SELECT * FROM {reader}({quoted})")
            return _cells(base.sql(sql).to_arrow_table())
    except duckdb.Error as fault:
        told = str(fault).partition("\n")[0][:200]
        raise InputError(
            f"DuckDB refuses the question: {told}", where=str(file), mend="the file is called data"
        ) from None
