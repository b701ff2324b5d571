"""Linked tables from the files of a folder: keys and links are found, or said, and the tables put into one tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import InputError, UnknownName
from provender.core.files import locate_folder
from provender.core.recipe import NOTHING
from provender.core.record import Origin
from provender.core.registry import reader
from provender.tabular.columnar import Places
from provender.tabular.linked.family import Family, Member
from provender.tabular.linked.finding import Claims, Hung, Link, Texts, keys_of_tables, links_of_tables, tree_of
from provender.tabular.linked.household import Households, Linked
from provender.tabular.readers._raw import Raw, read_raw
from provender.tabular.readers._reading import Said, reading_of
from provender.tabular.readers.query import Query
from provender.tabular.schema import DATES, Column, Kind, Schema
from provender.tabular.table import Table, whole

NAME = "tabular/linked"
_MARKS, _SUMS = "marks.parquet", "SHA256SUMS"  # papers that go with an export
_SUFFIXES = (".csv", ".tsv", ".txt", ".parquet", ".csv.gz", ".tsv.gz", ".txt.gz")
_LATEST = np.iinfo(np.int64).max
_NONE_SAID: Mapping[str, str] = {}


@reader
@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTables:
    """The tables of a folder as households: one row of the root table each, with all rows that hang from it.

    A table hangs from the deepest table that it names; what it names further up must agree. Where a table names two of
    which neither hangs from the other (many to many), or rows of a table are shared by many (districts), the reader
    says what to decide: another root, `public`, or a link left out.

    Attributes:
        path: the folder, beside the recipe, here, or in PROVENDER_DATA.
        tables: name -> file in the folder; all its CSV, TSV and Parquet files, named after them, where none is said.
        sql: name -> one SELECT over `data`, which is that table's file: to leave columns out or make others.
        keys: table -> the column that names its rows, "" for none; found where nothing is said.
        links: e.g. "visits.patient -> patients"; found where none is said.
        root: the table that a household has one row of; found where nothing is said.
        public: tables that everybody may know: not made, and their keys learned as plain names.
        order: table -> the date by which the rows of one parent follow each other, "" for none; else its one date, or
            the first that is never missing.
        columns: corrects what is detected: "visits.day" -> a kind, or {kind, digits, form, levels, ...}.
        missing: words that mean "missing", beside the usual ones.
        private: whether values must never be shown.

    Example:
        anchor: {name: tabular/linked, dials: {path: clinic}}
        anchor: {name: tabular/linked, dials: {path: bank, root: account, public: [district]}}
    """

    path: str
    tables: Mapping[str, str] = field(default_factory=lambda: _NONE_SAID)
    sql: Mapping[str, str] = field(default_factory=lambda: _NONE_SAID)
    keys: Mapping[str, str] = field(default_factory=lambda: _NONE_SAID)
    links: tuple[str, ...] = ()
    root: str = ""
    public: tuple[str, ...] = ()
    order: Mapping[str, str] = field(default_factory=lambda: _NONE_SAID)
    columns: Mapping[str, object] = field(default_factory=lambda: NOTHING)
    missing: tuple[str, ...] = ()
    private: bool = True

    def __call__(self) -> Households:
        """The households in the order of the root's rows; a record's index is its row's number there, from 1.

        Raises:
            InputError: a file is missing or no table, or the tables make no tree; shows no value.
            UnknownName: a table or column is named that is not there.
        """
        linked = self.reading()
        origin = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
        return Households(linked, origin, np.arange(1, len(linked) + 1))

    def files(self) -> Mapping[str, Path]:
        """Name of a table -> its file."""
        folder = locate_folder(self.path, where=f"reader {NAME}")
        if self.tables:
            found = {name: folder / file for name, file in self.tables.items()}
        else:
            named = [file for file in sorted(folder.iterdir()) if file.name.lower().endswith(_SUFFIXES)]
            if (folder / _SUMS).is_file():  # an export: the marks beside its tables are none of them
                named = [file for file in named if file.name != _MARKS]
            found = {file.name.partition(".")[0]: file for file in named}
        for name, file in found.items():
            if not file.is_file():
                mend = f"say tables: {{{name}: FILE}}, a file of the folder"
                raise InputError(f"there is no file {file.name!r} for {name!r}", where=str(folder), mend=mend)
        if not found:
            raise InputError("the folder holds no table", where=str(folder), mend=f"put {_SUFFIXES[0]} files into it")
        return found

    def reading(self) -> Linked:
        """The tables, put into a tree."""
        raws = {name: self._raw(name, file) for name, file in self.files().items()}
        where = f"reader {NAME}, {self.path}"
        self._check_names(raws, where)
        texts = {name: Texts(columns=dict(zip(raw.names, raw.arrays, strict=True))) for name, raw in raws.items()}
        claims = Claims(keys=self.keys, links=self.links, root=self.root, public=self.public)
        keys = keys_of_tables(texts, claims, where=where)
        links = links_of_tables(texts, keys, claims, where=where)
        tree = tree_of(texts, keys, links, claims, where=where)
        shared = [link for link in links if link.to in self.public]
        tables = {hung.name: self._table(hung, raws[hung.name], shared, where) for hung in tree}
        return _assembled(tree, tables, self.order, where)

    def _raw(self, name: str, file: Path) -> Raw:
        """A table as it is written."""
        if name in self.sql:
            return Query(path=str(file.absolute()), sql=self.sql[name]).raw()
        return read_raw(file, header=True)

    def _check_names(self, raws: Mapping[str, Raw], where: str) -> None:
        """Refuse a table that is named and is not there."""
        named = [entry.partition(".")[0] for entry in self.columns]
        for name in (*self.sql, *self.order, *named):
            if name not in raws:
                raise UnknownName.among("table", name, raws, where=where)

    def _table(self, hung: Hung, raw: Raw, shared: Sequence[Link], where: str) -> Table:
        """A table's values; keys and links are identifiers, keys of public tables plain names."""
        said = {c: s for entry, s in self.columns.items() for t, _, c in [entry.partition(".")] if t == hung.name}
        for link in shared:
            if link.table == hung.name:
                said.setdefault(link.column, Kind.CATEGORY.value)
        for column in (hung.key, hung.link, *(column for column, _ in hung.above)):
            if column:
                said[column] = Kind.IDENTIFIER.value
        told = Said(columns=said, missing=self.missing)
        return reading_of(raw, told, where=f"{where}, table {hung.name!r}").table


def _assembled(tree: Sequence[Hung], tables: Mapping[str, Table], order: Mapping[str, str], where: str) -> Linked:
    """The tables in the order of the tree, rows of one parent together."""
    formed, keys = _formed(tree, tables), {hung.name: hung.key for hung in tree}
    sorted_tables: dict[str, Table] = {}
    starts = []
    members = []
    for hung in tree:
        table = formed[hung.name]
        steps = order.get(hung.name, _order(table)) if hung.parent else ""
        if steps and (steps not in table.schema.names or table.schema[steps].kind not in DATES):
            mend = f"name a column of dates, or say columns: {{{hung.name}.{steps}: date}}"
            raise InputError(f"{hung.name!r} cannot be put in order by {steps!r}", where=where, mend=mend)
        if not hung.parent:
            sorted_tables[hung.name] = table
            starts.append(np.array([0, len(table)]))
        else:
            above = sorted_tables[hung.parent]
            pair = (hung.key, hung.held) if hung.held else (hung.link, keys[hung.parent])
            owners = _owners(hung, table[pair[0]], above[pair[1]], where=where)
            moments = _moments(table[steps]) if steps else np.zeros(len(table), np.int64)
            rows = np.lexsort((np.arange(len(table)), moments, owners))
            sorted_tables[hung.name] = table.take(rows)
            starts.append(np.searchsorted(owners[rows], np.arange(len(sorted_tables[hung.parent]) + 1)))
        members.append(Member(schema=table.schema, order=steps, **hung._asdict()))
    linked = Linked(Family(tuple(members)), tuple(sorted_tables.values()), tuple(starts))
    _check_above(linked, where)
    return linked


def _formed(tree: Sequence[Hung], tables: Mapping[str, Table]) -> dict[str, Table]:
    """The tables, every column that holds a key written by the pattern of that key."""
    forms = {hung.name: tables[hung.name].schema[hung.key].form for hung in tree if hung.key}
    keyed: dict[tuple[str, str], str] = {}
    for hung in tree:
        keyed |= {(hung.name, hung.link): forms[hung.parent]} if hung.link else {}
        keyed |= {(hung.parent, hung.held): forms[hung.name]} if hung.held else {}
        keyed |= {(hung.name, column): forms[table] for column, table in hung.above}
    found = {}
    for hung in tree:
        table = tables[hung.name]
        columns = tuple(_with_form(column, keyed.get((hung.name, column.name))) for column in table.schema)
        arrays = tuple(
            array.cast(pa.string()) if column.kind is Kind.IDENTIFIER else array
            for column, array in zip(columns, table.arrays, strict=True)
        )
        found[hung.name] = Table(Schema(columns, unit="" if hung.parent else hung.key), arrays)
    return found


def _with_form(column: Column, form: str | None) -> Column:
    """A column as one of identifiers of a pattern, where it is one."""
    return column if form is None else Column(name=column.name, kind=Kind.IDENTIFIER, form=form)


def _order(table: Table) -> str:
    """The date by which rows follow each other: the only one, or the first that is never missing."""
    dates = [column.name for column in table.schema if column.kind in DATES]
    full = [name for name in dates if not table[name].null_count]
    return dates[0] if len(dates) == 1 else next(iter(full), "")


def _owners(hung: Hung, own: Any, named: Any, *, where: str) -> Places:
    """(n,) the place of each row's parent: where what a row names is named."""
    found = pc.index_in(own, named)
    if found.null_count:
        mend = "mend them, or leave them out through sql:"
        raise InputError(f"some rows of {hung.name!r} name no row of {hung.parent!r}", where=where, mend=mend)
    return np.asarray(found).astype(np.int64)


def _moments(array: Any) -> Places:
    """(n,) whole numbers in the order of dates, those without a date last."""
    return np.asarray(pc.fill_null(whole(array), _LATEST))


def _check_above(linked: Linked, where: str) -> None:
    """Refuse rows that name another row further up than the one they hang from."""
    for member in linked.family.members:
        for column, ancestor in member.above:
            theirs = linked[ancestor][linked.family[ancestor].key].take(pa.array(linked.up(member.name, ancestor)))
            if not pc.all(pc.fill_null(pc.equal(linked[member.name][column], theirs), False)).as_py():
                mend = (
                    f"leave the column out through sql:, or say links: without '{member.name}.{column} -> {ancestor}'"
                )
                what = f"{member.name}.{column} names other rows of {ancestor!r} than those that its rows hang from"
                raise InputError(what, where=where, mend=mend)
