"""Households: one row of the root table with all that hangs from it, many of them kept as columns.

Linked           a family, one table a member, and for each row above where its rows below begin
Household        the payload: linked tables and a place in the root
Households       linked tables as records
HouseholdCodec   households <-> one struct column "household": a row and, nested, the lists of rows below it
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import Any, ClassVar, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.record import Blob, Payload, Record
from provender.core.registry import codec
from provender.tabular.columnar import Places, Records, neighbours
from provender.tabular.linked.family import Family, family_of
from provender.tabular.schema import Schema
from provender.tabular.table import MISSING, Row, Table, Words, from_struct, mixed, stacked, struct_of

COLUMN = "household"
_ROW, _BELOW = "row", "below"
_ABOUT = b"provender.family"
_STEP = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, eq=False)
class Linked:
    """Tables of which each row below the root belongs to one row above.

    Attributes:
        family: which tables, and how they hang together.
        tables: one a member; rows of one parent stand together, in the parents' order.
        starts: for each member (parents + 1,) where each parent's rows begin; (0, rows) for the root.

    Guarantees:
        `stacked_homes([homes.take(a), homes.take(b)])` equals `homes.take([*a, *b])`.
    """

    family: Family
    tables: tuple[Table, ...]
    starts: tuple[Places, ...]

    def __post_init__(self) -> None:
        assert len(self.tables) == len(self.starts) == len(self.family.members), "one table a member"
        assert all(starts[-1] == len(table) for starts, table in zip(self.starts, self.tables, strict=True))

    def __len__(self) -> int:
        return len(self.tables[0])

    def __getitem__(self, name: str) -> Table:
        return self.tables[self.family.place(name)]

    def counts(self, place: int) -> Places:
        """(parents,) rows that each row above has in a table."""
        return np.diff(self.starts[place])

    @cached_property
    def owners(self) -> tuple[Places, ...]:
        """For each member (n,) the place of each row's parent; its own place for the root."""
        own = np.arange(len(self))
        return (own, *(np.repeat(np.arange(len(s) - 1), np.diff(s)) for s in self.starts[1:]))

    @cached_property
    def homes(self) -> tuple[Places, ...]:
        """For each member (n,) the place of the household that each row belongs to."""
        told: list[Places] = [self.owners[0]]
        for place in range(1, len(self.tables)):
            told.append(told[self.family.parent_of(place)][self.owners[place]])
        return tuple(told)

    def up(self, name: str, ancestor: str) -> Places:
        """(n,) for each row of a table the place of the row of `ancestor` that it hangs from."""
        line = self.family.line(name)
        found = np.arange(len(self[name]))
        for step in line[: line.index(ancestor)]:
            found = self.owners[self.family.place(step)][found]
        return found

    def take(self, places: Sequence[int] | Places, /) -> "Linked":
        """The households at `places`, in that order."""
        chosen = [np.asarray(places, np.int64)]
        starts = [np.array([0, len(chosen[0])])]
        for at in range(1, len(self.tables)):
            rows, ends = ranges(self.starts[at], chosen[self.family.parent_of(at)])
            chosen.append(rows)
            starts.append(ends)
        tables = tuple(table.take(rows) for table, rows in zip(self.tables, chosen, strict=True))
        return Linked(self.family, tables, tuple(starts))

    def equals(self, other: "Linked") -> bool:
        """Whether family, rows and who belongs to whom are the same."""
        return (
            self.family == other.family
            and all(one.equals(two) for one, two in zip(self.tables, other.tables, strict=True))
            and all(np.array_equal(one, two) for one, two in zip(self.starts, other.starts, strict=True))
        )

    @cached_property
    def digests(self) -> npt.NDArray[np.uint8]:
        """(households, 16): equal exactly when all rows of two households are, and hang together alike."""
        total = np.zeros((len(self), 2), np.uint64)
        for place, table in enumerate(self.tables):
            name = np.frombuffer(blake2b(self.family.names[place].encode(), digest_size=16).digest(), np.uint64)
            homes, owners = self.homes[place], self.owners[place]
            first = np.searchsorted(homes, np.arange(len(self)))  # each household's first row
            above = self.homes[self.family.parent_of(place)] if place else homes
            eldest = np.searchsorted(above, homes) if place else owners  # the household's first parent
            seats = np.stack([np.arange(len(homes)) - first[homes], owners - eldest], axis=1).astype(np.uint64)
            words = table.digests.view(np.uint64).reshape(-1, 2)
            np.add.at(total, homes, mixed(mixed(words + name) + _STEP * (seats[:, :1] + 1) + mixed(seats[:, 1:] + 1)))
        return _told(mixed(total))

    @cached_property
    def groups(self) -> npt.NDArray[np.uint8]:
        """(households, 16): of the root's row, or of the unit that its schema names."""
        return self.tables[0].groups

    @cached_property
    def features(self) -> npt.NDArray[np.float64]:
        """(households, k): the root's features; of each other table how many rows, and the mean of each feature."""
        told = [self.tables[0].features]
        for place in range(1, len(self.tables)):
            values, homes = self.tables[place].features, self.homes[place]
            counts = np.bincount(homes, minlength=len(self)).astype(np.float64)
            there = values != MISSING
            known = np.stack([np.bincount(homes, weights=column, minlength=len(self)) for column in there.T], axis=1)
            kept = np.where(there, values, 0.0)
            sums = np.stack([np.bincount(homes, weights=column, minlength=len(self)) for column in kept.T], axis=1)
            told += [counts[:, None], np.where(known > 0, sums / np.maximum(known, 1), MISSING)]
        return np.hstack(told)


def _told(words: Words) -> npt.NDArray[np.uint8]:
    """(n, 16) bytes of (n, 2) words."""
    return np.ascontiguousarray(words).view(np.uint8).reshape(len(words), 16)


def ranges(starts: Places, chosen: Places) -> tuple[Places, Places]:
    """The rows that begin at `starts` for each chosen parent, one parent's after the other's, and where each begins."""
    lengths = starts[chosen + 1] - starts[chosen]
    ends = np.concatenate(([0], np.cumsum(lengths)))
    return np.repeat(starts[chosen] - ends[:-1], lengths) + np.arange(ends[-1]), ends


def stacked_homes(parts: Sequence[Linked]) -> Linked:
    """Households of one family, one part after the other."""
    if len(parts) == 1:
        return parts[0]
    first = parts[0].family
    assert all(part.family == first for part in parts), "households of different families in one task"
    tables = tuple(stacked([part.tables[at] for part in parts]) for at in range(len(first.members)))
    starts = []
    for at in range(len(tables)):
        lengths = np.concatenate([np.diff(part.starts[at]) for part in parts])
        starts.append(np.concatenate(([0], np.cumsum(lengths))))
    return Linked(first, tables, (np.array([0, len(tables[0])]), *starts[1:]))


@dataclass(frozen=True, slots=True, eq=False)
class Household:
    """One row of a root table and all rows that hang from it: a payload of the tabular wing.

    Attributes:
        linked: the tables that hold it.
        at: its place in the root, from 0.

    Guarantees:
        Two households are equal exactly when their tables, rows and who belongs to whom are.
    """

    codec: ClassVar[str] = "tabular/linked/household"

    linked: Linked
    at: int

    def alone(self) -> Linked:
        """The tables with this household's rows only."""
        return self.linked.take([self.at])

    def text(self) -> str:
        """One line a row, each below the row that it hangs from."""
        return "\n".join(_lines(self.alone(), 0, range(1)))

    def features(self) -> Sequence[float]:
        """As `Linked.features`: one length for all households of a family."""
        return cast("list[float]", self.linked.features[self.at].tolist())

    def digest(self) -> bytes:
        """16 bytes over all rows."""
        return bytes(self.linked.digests[self.at])

    def group(self) -> bytes:
        """16 bytes of the root's key: a household never straddles a split."""
        return bytes(self.linked.groups[self.at])

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Household):
            return NotImplemented
        return self.alone().equals(other.alone())

    def __hash__(self) -> int:
        return hash(self.digest())

    def __reduce__(self) -> tuple[object, ...]:
        """A household travels alone."""
        return Household, (self.alone(), 0)


def _lines(linked: Linked, place: int, rows: Iterable[int]) -> Iterator[str]:
    """Lines for rows of a table and what hangs from them."""
    name = linked.family.names[place]
    depth = len(linked.family.line(name)) - 1
    for at in rows:
        said = Row(linked.tables[place], at).text().replace("\n", "; ")
        yield f"{'  ' * depth}{name}: {said}"
        for child in linked.family.children(name):
            below = linked.family.place(child)
            yield from _lines(linked, below, range(linked.starts[below][at], linked.starts[below][at + 1]))


@dataclass(frozen=True, eq=False)
class Households(Records[Linked]):
    """Linked tables as records, one a household: made when they are looked at."""

    def payload(self, at: int, /) -> Household:
        """The household at a place."""
        return Household(self.held, at)


def linked_of(records: Sequence[Record]) -> Linked | None:
    """The households among records as linked tables, in their order; None where there is none.

    Raises:
        AssertionError: they are of different families.
    """
    if isinstance(records, Households):
        return records.held
    found = [record.payload for record in records if isinstance(record.payload, Household)]
    return joined_homes(found) if found else None


def joined_homes(homes: Sequence[Household]) -> Linked:
    """Households, of whatever tables of one family, together; neighbours of one `Linked` are taken together."""
    return stacked_homes(neighbours([(home.linked, home.at) for home in homes]))


@codec
@dataclass(frozen=True, slots=True)
class HouseholdCodec:
    """Households as one nested struct column, whose fields are the tables' own columns and carry their kinds."""

    repeats_allowed: ClassVar[bool] = True

    @property
    def schema(self) -> pa.Schema:
        """No columns: which there are is the tables' own affair."""
        return pa.schema([])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """The column "household"; none where there are no payloads."""
        if not payloads:
            return self.schema.empty_table(), ()
        column = _nested(joined_homes(cast("Sequence[Household]", payloads)), 0)
        return pa.Table.from_arrays([column], schema=pa.schema([pa.field(COLUMN, column.type)])), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Household]:
        """The households of `table`, all of one `Linked`."""
        if COLUMN not in table.column_names:
            return ()
        found = homes_table(table)
        return [Household(found, at) for at in range(len(found))]


def _nested(linked: Linked, place: int) -> Any:
    """A table as structs: its rows, and for each the lists of rows below."""
    rows = struct_of(linked.tables[place])
    about = None if place else {_ABOUT: json.dumps(linked.family.plain(), ensure_ascii=False)}
    arrays, fields = [rows], [pa.field(_ROW, rows.type, metadata=about)]
    lists, named = [], []
    for child in linked.family.children(linked.family.names[place]):
        below = linked.family.place(child)
        starts = pa.array(linked.starts[below], pa.int32())
        lists.append(pa.ListArray.from_arrays(starts, _nested(linked, below)))
        named.append(pa.field(child, lists[-1].type))
    if lists:
        arrays.append(pa.StructArray.from_arrays(lists, fields=named))
        fields.append(pa.field(_BELOW, arrays[-1].type))
    return pa.StructArray.from_arrays(arrays, fields=fields)


def homes_table(table: pa.Table) -> Linked:
    """The households in a shard's column "household"."""
    column = table.column(COLUMN)
    array = column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    plain = json.loads(array.type.field(_ROW).metadata[_ABOUT])
    found: dict[str, tuple[Table, Places]] = {}
    _read(array, plain["members"][0]["name"], np.array([0, len(array)]), found)
    names = [member["name"] for member in plain["members"]]
    schemas: list[Schema] = [found[name][0].schema for name in names]
    pairs = [found[name] for name in names]
    return Linked(family_of(plain, schemas), tuple(t for t, _ in pairs), tuple(s for _, s in pairs))


def _read(array: Any, name: str, starts: Places, found: dict[str, tuple[Table, Places]]) -> None:
    """Read a table and what hangs from it into `found`."""
    parts = dict(zip([each.name for each in array.type], array.flatten(), strict=True))
    found[name] = (from_struct(parts[_ROW]), starts)
    if _BELOW not in parts:
        return
    below = parts[_BELOW]
    for entry, lists in zip(below.type, below.flatten(), strict=True):
        lengths = np.asarray(pc.fill_null(pc.list_value_length(lists), 0))
        _read(lists.flatten(), entry.name, np.concatenate(([0], np.cumsum(lengths))).astype(np.int64), found)
