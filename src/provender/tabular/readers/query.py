"""A table from a question in SQL, asked of one file through DuckDB, which may read nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from provender.core.errors import InputError
from provender.core.files import locate
from provender.core.recipe import NOTHING
from provender.core.registry import reader
from provender.tabular.readers._raw import Raw, raw_of
from provender.tabular.readers._reading import Reading, Said, reading_of
from provender.tabular.table import Rows

_BASES = (b"DUCK",)  # at byte 8 of a DuckDB file
_ROWS = 65_536
_TELLS = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException, duckdb.PermissionException)


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """The answer to a SQL question; a CSV or Parquet file is the table `data`, a DuckDB file has its own tables.

    Attributes:
        path: the one file that may be read; found beside the recipe, here, or in PROVENDER_DATA.
        sql: one SELECT, in DuckDB's dialect.
        columns, unit, missing, private: as of `tabular/file`.

    Example:
        anchor: {name: tabular/query, dials: {path: visits.csv, sql: "SELECT age, ward FROM data WHERE age >= 18"}}
    """

    path: str
    sql: str = "SELECT * FROM data"
    columns: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    unit: str = ""
    missing: tuple[str, ...] = ()
    private: bool = True

    def __call__(self) -> Rows:
        """The rows of the answer; a record's index is its row's number, from 1.

        Raises:
            InputError: the file is missing, the question cannot be asked, or its answer is no table.
        """
        return self.reading().rows()

    def reading(self) -> Reading:
        """The table with the evidence for each column's kind."""
        said = Said(columns=self.columns, unit=self.unit, missing=self.missing)
        return reading_of(self.raw(), said, where=self._where)

    @property
    def _where(self) -> str:
        """What is asked of whom, for errors."""
        return f"{locate(self.path, where='reader tabular/query')}, asked {self.sql[:80]!r}"

    def raw(self) -> Raw:
        """The answer as it is written."""
        file, where = locate(self.path, where="reader tabular/query"), self._where
        try:
            with _opened(file) as base:
                answer = base.sql(_one_question(base, self.sql, where)).to_arrow_reader(_ROWS)
                batches, names = list(answer), answer.schema.names
        except duckdb.Error as fault:
            raise _refused(fault, where) from None
        raw = raw_of(batches, names, where=where)
        if not len(raw):
            raise InputError("the answer has no rows", where=where, mend="ask for rows that there are")
        return raw


def _one_question(base: Any, sql: str, where: str) -> str:
    """The SQL, if it is one SELECT and nothing else."""
    kinds = [statement.type for statement in base.extract_statements(sql)]
    if kinds != [duckdb.StatementType.SELECT]:
        raise InputError("the SQL is no single SELECT", where=where, mend="ask one question, and change nothing")
    return sql


def _opened(file: Path) -> Any:
    """A connection that sees one file and nothing else of the machine."""
    with file.open("rb") as data:
        own = data.read(12)[8:] in _BASES
    base = duckdb.connect(str(file), read_only=True) if own else duckdb.connect()
    if not own:
        base.execute(f"SET allowed_paths = [{_text(file)}]")
    base.execute("SET enable_external_access = false; SET lock_configuration = true")
    if not own:
        kind = "read_parquet" if _is_parquet(file) else "read_csv"
        plain = "" if kind == "read_parquet" else ", all_varchar = true, header = true"
        base.execute(f"CREATE VIEW data AS SELECT * FROM {kind}({_text(file)}{plain})")
    return base


def _text(file: Path) -> str:
    """A path as SQL writes it."""
    return "'" + str(file).replace("'", "''") + "'"


def _is_parquet(file: Path) -> bool:
    """Whether a file is Parquet."""
    with file.open("rb") as data:
        return data.read(4) == b"PAR1"


def _refused(fault: Exception, where: str) -> InputError:
    """The error for a question that was not answered; only what is about the question itself is repeated."""
    told = str(fault).partition("\n")[0] if isinstance(fault, _TELLS) else type(fault).__name__
    mend = "the table is called data; DESCRIBE data tells its columns, all of them text in a CSV (CAST them)"
    return InputError(f"DuckDB refuses the question: {told}", where=where, mend=mend)
