"""Reference tables as a writer of questions reads them: facts, each a subject, a relation and a value in some language.

    country,country@de,capital,area [km²],as of

A column "x@de" holds German, "x [km²]" has a unit, "A | B" is one thing with two names, of which the first is written.
With a column "as of" the latest row of a subject counts.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from provender.core.errors import InputError
from provender.core.files import locate
from provender.general.render.labels import LABELS

SHIPPED = ("countries", "elements", "planets")
_MOST = 1000  # columns of a file
_TIME = "as of"


class Column(NamedTuple):
    """A column's name, language and unit."""

    name: str
    language: str
    unit: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One cell, as it is told in a language.

    Attributes:
        label: what the relation is called, with its article.
        value: as the table writes it.
        unit: "" for none.
    """

    table: str
    subject: str
    relation: str
    label: str
    value: str
    unit: str = ""


def facts(table: str, language: str, *, subject: str, words: Mapping[str, Mapping[str, str]]) -> list[Fact]:
    """Every fact of a table that can be told in a language; a column without a name there is left out.

    Args:
        table: a file (CSV, TSV, Parquet), or one of `SHIPPED`.
        subject: the column that says of what a row tells; "" for the first.
        words: column -> language -> what it is called, with its article.

    Raises:
        InputError: the file is missing or no table.
    """
    head, lines = _shipped(table) if table in SHIPPED else _file(table)
    columns = [_column(cell) for cell in head]
    base = subject or columns[0].name
    if base not in {column.name for column in columns}:
        raise InputError(f"there is no column {base!r}", where=table, mend=f"choose one of {', '.join(head)}")
    told = [(column, label) for column in columns if (label := _label(column, language, words)) and column.name != base]
    newest: dict[tuple[str, str], tuple[str, Fact]] = {}
    for line in lines:
        cells = {(c.name, c.language): cell.split("|")[0].strip() for c, cell in zip(columns, line, strict=False)}
        known, when = cells.get((base, ""), ""), cells.get((_TIME, ""), "")
        for column, label in told if known else ():
            value = cells.get((column.name, language)) or cells.get((column.name, ""), "")
            if value and when >= newest.get((known, column.name), ("",))[0]:
                name = cells.get((base, language)) or known
                fact = Fact(Path(table).stem, name, column.name, label, value, column.unit)
                newest[known, column.name] = (when, fact)
    return [fact for _, fact in newest.values()]


def _label(column: Column, language: str, words: Mapping[str, Mapping[str, str]]) -> str:
    """What a column is called in a language; "" where nobody says, English calls it by its own name."""
    if column.language or column.name == _TIME:
        return ""
    own = f"the {column.name}" if language == "en" else ""
    called = words.get(column.name, {}).get(language) or LABELS.get(column.name, {}).get(language) or own
    return called.split("|")[0].strip()


def _column(cell: str) -> Column:
    """A column's head taken apart."""
    title, unit = cell.strip(), ""
    for opened, closed in ("[]", "()"):
        if title.endswith(closed) and opened in title:
            title, _, unit = title[:-1].rpartition(opened)
    name, _, language = title.strip().partition("@")
    return Column(name.strip(), language, unit.strip())


def _file(path: str) -> tuple[list[str], list[list[str]]]:
    """Head and lines of a file; another time of change is another table."""
    file = locate(path, where="general/grounded.tables")
    return _loaded(file.absolute(), file.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _loaded(file: Path, _changed: int) -> tuple[list[str], list[list[str]]]:
    """As `_file`."""
    try:
        with file.open("rb") as data:
            parquet = data.read(4) == b"PAR1"
        read = pyarrow.parquet.read_table(file) if parquet else _csv(file)
    except (pa.ArrowException, OSError, UnicodeDecodeError):
        raise InputError("this is no table", where=str(file), mend="give CSV in UTF-8, or Parquet") from None
    rows = [["" if cell is None else str(cell) for cell in row] for row in zip(*map(_list, read.columns), strict=True)]
    head = list(read.schema.names) if parquet else rows.pop(0) if rows else []
    if not head:
        raise InputError("the table is empty", where=str(file), mend="give a head and rows")
    return head, rows


def _list(column: Any) -> list[object]:
    """An Arrow column as a list."""
    return list(column.to_pylist())


def _csv(file: Path) -> Any:
    """A text file as an Arrow table of text, its head as the first row."""
    with file.open(encoding="utf-8-sig") as stream:
        first = stream.readline()
    sign = max("\t;,", key=first.count)
    text = pyarrow.csv.ConvertOptions(column_types={f"f{at}": pa.string() for at in range(_MOST)})
    return pyarrow.csv.read_csv(
        file,
        read_options=pyarrow.csv.ReadOptions(autogenerate_column_names=True),
        parse_options=pyarrow.csv.ParseOptions(delimiter=sign, newlines_in_values=True),
        convert_options=text,
    )


@lru_cache(maxsize=8)
def _shipped(name: str) -> tuple[list[str], list[list[str]]]:
    """Head and lines of a table that comes along."""
    file = "capitals.tsv" if name == "countries" else f"{name}.tsv"
    text = files("provender.general").joinpath("tables", file).read_text("utf-8")
    head, *lines = csv.reader(text.splitlines(), delimiter="\t")
    return (head, lines) if name != "countries" else (_COUNTRIES, list(_countries(head, lines)))


_LANGUAGES = ("en", "de", "fr", "es", "sw")
LICENCES = {"countries": "Unicode-3.0", "elements": "Apache-2.0", "planets": "Apache-2.0"}  # of tables that come along
_COUNTRIES = [
    "country", *(f"country@{each}" for each in _LANGUAGES), "country code", "capital",
    *(f"capital@{each}" for each in _LANGUAGES),
]  # fmt: skip


def _countries(head: Sequence[str], lines: Sequence[Sequence[str]]) -> Iterator[list[str]]:
    """Each country with a capital, its names by CLDR."""
    from babel import Locale

    locales = [Locale.parse(language) for language in _LANGUAGES]
    for line in lines:
        told = dict(zip(head, line, strict=False))
        code = told["territory"]
        capitals = [told.get(f"capital@{language}", "") for language in _LANGUAGES]
        names = [str(locale.territories.get(code, "")) for locale in locales]
        yield [names[0], *names, code, told["capital"], *capitals]
