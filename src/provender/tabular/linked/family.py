"""Which tables hang from which: a tree of tables, each row below the root belonging to one row above it.

patients (key patient)
  visits (key visit, link patient, in order of day)        0 to 12 a patient
    medications (link visit, above patient: patients)      0 to 3 a visit
orders: patients.enrolled <= visits.day <= patients.last_seen
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from provender.core.errors import UnknownName
from provender.tabular.schema import DATES, Schema


class At(NamedTuple):
    """A column of a table."""

    table: str
    column: str

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


class Order(NamedTuple):
    """Two dates of a row and of one that it hangs from (or of one row), the lower never after the higher."""

    low: At
    high: At

    def __str__(self) -> str:
        return f"{self.low} <= {self.high}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One table of a family.

    Attributes:
        name: of the table.
        schema: of its columns.
        key: the column that names its rows, each once; "" where none does.
        parent: the table it hangs from; "" for the root.
        link: its column that holds the parent's key; "" for the root, and where `held` says it.
        held: the column of the parent that holds this table's key: each row belongs to one row of the parent.
        above: its other columns that repeat the key of a table further up: (column, table).
        order: the date by which the rows of one parent follow each other; "" where they have no order.
        least, most: rows that a row of the parent has; most is None where nothing is known of it.
    """

    name: str
    schema: Schema
    key: str = ""
    parent: str = ""
    link: str = ""
    held: str = ""
    above: tuple[tuple[str, str], ...] = ()
    order: str = ""
    least: int = 0
    most: int | None = None

    @property
    def copied(self) -> frozenset[str]:
        """Columns whose values follow from other rows, or say who a row is: none of them is learned."""
        return frozenset(name for name in (self.key, self.link, *(column for column, _ in self.above)) if name)

    def dates(self) -> tuple[str, ...]:
        """The columns of dates."""
        return tuple(column.name for column in self.schema if column.kind in DATES)

    def plain(self) -> dict[str, Any]:
        """All but the schema as JSON values."""
        told = {name: getattr(self, name) for name in _FIELDS}
        return {**told, "above": [list(pair) for pair in self.above]}


_FIELDS = ("name", "key", "parent", "link", "held", "order", "least", "most")


@dataclass(frozen=True, slots=True)
class Family:
    """Tables that hang together, the root first, each after the one it hangs from.

    Attributes:
        members: the tables.
        orders: between dates of rows that hang together.
    """

    members: tuple[Member, ...]
    orders: tuple[Order, ...] = ()
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        places = {member.name: at for at, member in enumerate(self.members)}
        object.__setattr__(self, "_places", places)
        assert len(places) == len(self.members), "two tables share a name"
        assert all(not m.parent if not at else places[m.parent] < at for at, m in enumerate(self.members)), "a tree"

    @property
    def names(self) -> tuple[str, ...]:
        """The tables' names."""
        return tuple(self._places)

    @property
    def root(self) -> Member:
        """The table that hangs from none."""
        return self.members[0]

    def place(self, name: str, *, where: str = "linked tables") -> int:
        """Where a table stands.

        Raises:
            UnknownName: there is none of that name; offers the nearest.
        """
        if name not in self._places:
            raise UnknownName.among("table", name, self._places, where=where)
        return self._places[name]

    def __getitem__(self, name: str) -> Member:
        return self.members[self._places[name]]

    def parent_of(self, place: int) -> int:
        """Where the table stands that another hangs from."""
        return self._places[self.members[place].parent]

    def children(self, name: str) -> tuple[str, ...]:
        """The tables that hang from one, in order."""
        return tuple(member.name for member in self.members if member.parent == name)

    def line(self, name: str) -> tuple[str, ...]:
        """A table and those it hangs from, up to the root."""
        found = [name]
        while parent := self[found[-1]].parent:
            found.append(parent)
        return tuple(found)

    def plain(self) -> dict[str, Any]:
        """All but the schemas as JSON values."""
        orders = [[list(order.low), list(order.high)] for order in self.orders]
        return {"members": [member.plain() for member in self.members], "orders": orders}

    def with_schemas(self, schemas: Sequence[Schema]) -> "Family":
        """The same tree of tables with other columns."""
        pairs = zip(self.members, schemas, strict=True)
        return Family(tuple(replace(member, schema=schema) for member, schema in pairs), self.orders)


def family_of(plain: Mapping[str, Any], schemas: Sequence[Schema]) -> Family:
    """Read what `Family.plain` wrote."""
    members = []
    for told, schema in zip(plain["members"], schemas, strict=True):
        above = tuple((str(column), str(table)) for column, table in told["above"])
        members.append(Member(schema=schema, above=above, **{name: told[name] for name in _FIELDS}))
    orders = tuple(Order(At(*low), At(*high)) for low, high in plain["orders"])
    return Family(tuple(members), orders)
