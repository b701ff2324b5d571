"""Which column is a table's key, which columns name rows of other tables, and the tree that they make.

A key has a value in every row, each once. A column is taken for a link where all its values are keys of another table
and its name says so: numbers from 1 on lie in many tables' keys by chance alone. Tables that many rows share, such as
districts, are said to be public: their keys are then plain names. Of the others one is the root, and each other table
hangs from exactly one: from the deepest that it names, so that what it names further up follows from there; or, where
a column names each row of another table once (disposition -> client), the other hangs from it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from provender.core.errors import InputError, UnknownName

_ENDINGS = ("", "_id", "id", "_key", "_no", "_nr", "_number")


class Link(NamedTuple):
    """A column whose values are keys of another table."""

    table: str
    column: str
    to: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column} -> {self.to}"


class Hung(NamedTuple):
    """A table's place in the tree; as `Member`, without columns."""

    name: str
    key: str
    parent: str = ""
    link: str = ""
    held: str = ""
    above: tuple[tuple[str, str], ...] = ()


class Ground(NamedTuple):
    """What a tree grows on: tables that are to be made, all keys, and the links among those tables."""

    tables: "Mapping[str, Texts]"
    keys: Mapping[str, str]
    links: Sequence[Link]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a recipe says of how tables hang together; what it leaves open is found.

    Attributes:
        keys: table -> its key; "" for none.
        links: as "visits.patient -> patients".
        root: the table that hangs from none; "" to find it.
        public: tables that are known to everybody: their keys may be learned as names, and they are not made.
    """

    keys: Mapping[str, str] = field(default_factory=dict)
    links: tuple[str, ...] = ()
    root: str = ""
    public: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class Texts:
    """A table's columns as they are written: name -> (n,) strings, null or "" where missing."""

    columns: Mapping[str, Any]

    def there(self, column: str) -> Any:
        """The different values of a column."""
        array = self.columns[column]
        values = pc.unique(array.cast(pa.string())).drop_null()
        return values.filter(pc.not_equal(values, ""))

    def full(self, column: str) -> bool:
        """Whether each row has a value."""
        array = self.columns[column].cast(pa.string())
        return not array.null_count and not pc.any(pc.equal(array, "")).as_py()

    def once(self, column: str) -> bool:
        """Whether no value stands in two rows."""
        array = self.columns[column].cast(pa.string())
        there = len(array) - array.null_count - (pc.sum(pc.equal(array, "")).as_py() or 0)
        return bool(len(self.there(column)) == there)


def keys_of_tables(tables: Mapping[str, Texts], claims: Claims, *, where: str) -> dict[str, str]:
    """Table -> its key, "" where it has none.

    Raises:
        UnknownName: a table or column is named that is not there.
        InputError: what is said to be a key repeats, or is missing somewhere.
    """
    for name, column in claims.keys.items():
        _known(tables, name, column, where=where)
        if column and not (tables[name].full(column) and tables[name].once(column)):
            mend = "name a column with a value in each row, each once, or none: ''"
            raise InputError(f"{name}.{column} is no key: values repeat or are missing", where=where, mend=mend)
    return {name: claims.keys.get(name, _key(name, tables)) for name in tables}


def _known(tables: Mapping[str, Texts], name: str, column: str, *, where: str) -> None:
    """Refuse a table or column that is not there."""
    if name not in tables:
        raise UnknownName.among("table", name, tables, where=where)
    if column and column not in tables[name].columns:
        raise UnknownName.among(f"column of {name!r}", column, tables[name].columns, where=where)


def _key(name: str, tables: Mapping[str, Texts]) -> str:
    """The key of a table: a column of its own name first, else one that is called an id of nobody else."""
    table = tables[name]
    others = {word for other in tables if other != name for word in _words(other)} - _words(name)
    own = [column for column in table.columns if column.lower() in _words(name) | {"id", "key"}]
    like = [c for c in table.columns if c.lower().endswith(("id", "_key", "_no", "_nr")) and c.lower() not in others]
    return next((column for column in (*own, *like) if table.full(column) and table.once(column)), "")


def _words(table: str) -> set[str]:
    """What a column that names rows of a table may be called."""
    stems = {table.lower(), table.lower().removesuffix("s"), table.lower().removesuffix("es")}
    if table.lower().endswith("ies"):
        stems.add(table.lower().removesuffix("ies") + "y")
    return {f"{stem}{ending}" for stem in stems for ending in _ENDINGS}


def links_of_tables(
    tables: Mapping[str, Texts], keys: Mapping[str, str], claims: Claims, *, where: str
) -> tuple[Link, ...]:
    """The links that are said, else those that are found.

    Raises:
        UnknownName: a table or column is named that is not there.
        InputError: a link cannot be read, leads to a table without a key, or has values that are none of its keys.
    """
    if not claims.links:
        return tuple(_found(tables, keys))
    links = []
    for text in claims.links:
        left, arrow, to = (part.strip() for part in text.partition("->"))
        table, _, column = left.partition(".")
        if not (arrow and to and column):
            raise InputError(f"{text!r} is no link", where=where, mend="say e.g. 'visits.patient -> patients'")
        link = Link(table, column, to)
        _known(tables, table, column, where=where)
        _known(tables, to, "", where=where)
        if not keys[to]:
            raise InputError(f"{link}: {to!r} has no key", where=where, mend=f"say keys: {{{to}: COLUMN}}")
        if not _within(tables, link, keys):
            mend = f"leave such rows out, e.g. sql: {{{table}: SELECT ... WHERE ...}}, or the link"
            raise InputError(f"{link}: some rows name a key that is not there", where=where, mend=mend)
        links.append(link)
    return tuple(links)


def _found(tables: Mapping[str, Texts], keys: Mapping[str, str]) -> Iterator[Link]:
    """Columns that are called after another table's key, or after the table, and hold its keys alone."""
    for name, other in permutations(tables, 2):
        for column in tables[name].columns if keys[other] else ():
            named = column.lower() in _words(other) or (column == keys[other] and column.lower() not in ("id", "key"))
            if column == keys[name] or not named or not len(tables[name].there(column)):
                continue
            if _within(tables, link := Link(name, column, other), keys):
                yield link


def _within(tables: Mapping[str, Texts], link: Link, keys: Mapping[str, str]) -> bool:
    """Whether all values are keys of the other table."""
    values = tables[link.table].there(link.column)
    return bool(pc.all(pc.is_in(values, tables[link.to].there(keys[link.to]))).as_py() in (True, None))


def tree_of(
    tables: Mapping[str, Texts], keys: Mapping[str, str], links: Sequence[Link], claims: Claims, *, where: str
) -> tuple[Hung, ...]:
    """The tree: the root first, each table after the one that it hangs from.

    Raises:
        UnknownName: the root or a public table is not there.
        InputError: some table hangs from none, or from two of which neither hangs from the other.
    """
    for name in (*claims.public, *([claims.root] if claims.root else [])):
        _known(tables, name, "", where=where)
    private = [name for name in tables if name not in claims.public]
    inner = [link for link in links if link.table not in claims.public and link.to not in claims.public]
    ground = Ground({name: tables[name] for name in private}, keys, inner)
    tried = [_hung(root, ground) for root in ([claims.root] if claims.root else private)]
    best = max(tried, key=len)
    left = [name for name in private if name not in {hung.name for hung in best}]
    if left:
        raise _unhung(left, [hung.name for hung in best], inner, where)
    return best


def _unhung(left: Sequence[str], placed: Sequence[str], links: Sequence[Link], where: str) -> InputError:
    """The error for tables that find no place in the tree."""
    for hub in (*left, *placed):
        named = [link for link in links if link.to == hub]
        if len({link.table for link in named}) > 1 and not any(link.table == hub for link in links):
            what = f"{hub!r} is shared by others, which so hang together in no tree: {'; '.join(map(str, named))}"
            mend = f"say public: [{hub}] if everybody may know it, or root: {hub}, or another root, or fewer links:"
            return InputError(what, where=where, mend=mend)
    torn = [str(link) for link in links if link.table in left or link.to in left]
    if torn:
        what = f"{', '.join(map(repr, left))} find no place below {placed[0]!r}: there are {'; '.join(torn)}"
        return InputError(what, where=where, mend="each table hangs from one: say another root, or fewer links:")
    mend = f"say links: ['{left[0]}.COLUMN -> {placed[0]}', ...], or public: [{left[0]}], or leave it out under tables:"
    return InputError(f"{left[0]!r} names no other table", where=where, mend=mend)


def _hung(root: str, ground: Ground) -> tuple[Hung, ...]:
    """As much of a tree as grows from a root."""
    placed = {root: Hung(root, ground.keys[root])}
    grown = True
    while grown:
        grown = False
        for name in ground.tables:
            if name in placed:
                continue
            hung = _below(name, placed, ground) or _beside(name, placed, ground)
            if hung is not None:
                placed[name], grown = hung, True
    return tuple(placed.values())


def _line(placed: Mapping[str, Hung], name: str) -> list[str]:
    """A table and those it hangs from."""
    found = [name]
    while placed[found[-1]].parent:
        found.append(placed[found[-1]].parent)
    return found


def _below(name: str, placed: Mapping[str, Hung], ground: Ground) -> Hung | None:
    """A table under the deepest of those that it names; None where it names two of different branches."""
    own, table = [link for link in ground.links if link.table == name], ground.tables[name]
    there = [link for link in own if link.to in placed]
    if not there or any(link.to not in placed and not table.once(link.column) for link in own):
        return None
    deepest = max(there, key=lambda link: len(_line(placed, link.to)))
    line = _line(placed, deepest.to)
    rest = [link for link in there if link is not deepest]
    if any(link.to not in line for link in rest) or not table.full(deepest.column):
        return None
    above = tuple((link.column, link.to) for link in rest)
    return Hung(name, ground.keys[name], parent=deepest.to, link=deepest.column, above=above)


def _beside(name: str, placed: Mapping[str, Hung], ground: Ground) -> Hung | None:
    """A table whose rows are each named once by rows of another: it hangs from that."""
    tables = ground.tables
    if any(link.table == name for link in ground.links):
        return None
    for link in ground.links:
        if link.to != name or link.table not in placed or not tables[link.table].once(link.column):
            continue
        if len(tables[link.table].there(link.column)) == len(tables[name].there(ground.keys[name])):
            return Hung(name, ground.keys[name], parent=link.table, held=link.column)
    return None
