"""What a column is: its kind, how its values are written, and what decides whether it is empty.

columns:
  age: integer
  stage: {kind: ordinal, levels: [I, II, III, IV]}
  weeks: {kind: integer, absent_by: sex}
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, cast

from provender.core.errors import RecipeError, UnknownName


class Kind(StrEnum):
    """What the values of a column mean, which decides how they are learned, made and shown."""

    INTEGER = "integer"  # whole numbers that count or measure
    DECIMAL = "decimal"  # numbers with a stored precision
    CATEGORY = "category"  # names without an order
    ORDINAL = "ordinal"  # names with an order
    BOOLEAN = "boolean"  # two words, one of them true
    DATE = "date"  # a day
    DATETIME = "datetime"  # a day and a time of day
    LATITUDE = "latitude"  # degrees north, -90 to 90
    LONGITUDE = "longitude"  # degrees east, -180 to 180
    CODE = "code"  # a hierarchical code such as ICD-10's: each character narrows the meaning
    IDENTIFIER = "identifier"  # says who, never what: not learned, made anew by its pattern
    TEXT = "text"  # free words: not learned, left out
    EMPTY = "empty"  # nothing in it: stays empty


NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.LATITUDE, Kind.LONGITUDE})
NAMES = frozenset({Kind.CATEGORY, Kind.ORDINAL, Kind.CODE})
DATES = frozenset({Kind.DATE, Kind.DATETIME})
UNLEARNED = frozenset({Kind.IDENTIFIER, Kind.TEXT, Kind.EMPTY})

BOUNDS: Mapping[Kind, float] = {Kind.LATITUDE: 90.0, Kind.LONGITUDE: 180.0}  # most degrees either way
MOST_DIGITS = 17  # decimals that tell any two 64-bit floats below 1 apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column.

    Attributes:
        name: as the table's head has it.
        kind: what its values mean.
        digits: decimals of a stored number.
        fixed: whether zeros at the end are written ("1.50").
        mark: the decimal mark, "." or ",".
        form: of a date, as `strptime` reads it; of an identifier, its pattern: "#" a digit, "A" and "a" a letter,
            anything else itself, after "\\" always itself.
        levels: of an ordinal, lowest first; of a boolean, the words for false and true.
        absent_by: the column whose value decides whether this one is empty; "" when none does.
    """

    name: str
    kind: Kind
    digits: int = 0
    fixed: bool = False
    mark: str = "."
    form: str = ""
    levels: tuple[str, ...] = ()
    absent_by: str = ""

    def plain(self) -> dict[str, object]:
        """The column as JSON values, what is at its default left out."""
        usual = Column(name="", kind=self.kind)
        told = {key: value for key, value in asdict(self).items() if key != "name" and value != getattr(usual, key)}
        return {"kind": self.kind.value, **{k: list(v) if isinstance(v, tuple) else v for k, v in told.items()}}

    @property
    def learned(self) -> bool:
        """Whether generators may learn its values."""
        return self.kind not in UNLEARNED


_FIELDS = tuple(entry.name for entry in fields(Column) if entry.name != "name")


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns of a table, in order.

    Attributes:
        columns: with names that differ.
        unit: the column that says whose a row is: rows of one unit never straddle a split; "" when each row stands
            for itself.
    """

    columns: tuple[Column, ...]
    unit: str = ""
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        places = {column.name: place for place, column in enumerate(self.columns)}
        object.__setattr__(self, "_places", places)
        assert len(places) == len(self.columns), "two columns share a name"

    def __iter__(self) -> Iterator[Column]:
        return iter(self.columns)

    def __len__(self) -> int:
        return len(self.columns)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(self._places)

    def place(self, name: str, *, where: str) -> int:
        """Where a column stands.

        Raises:
            UnknownName: there is none of that name; offers the nearest.
        """
        if name not in self._places:
            raise UnknownName.among("column", name, self._places, where=where)
        return self._places[name]

    def __getitem__(self, name: str) -> Column:
        return self.columns[self._places[name]]

    def plain(self) -> dict[str, object]:
        """The schema as JSON values: what the dials `columns` and `unit` of a reader take."""
        told: dict[str, object] = {"columns": {column.name: column.plain() for column in self.columns}}
        return told | ({"unit": self.unit} if self.unit else {})


def column_of(name: str, said: object, *, usual: Column, where: str) -> Column:
    """A column as somebody says it is: a kind alone, or a mapping of its fields.

    Args:
        said: e.g. "category", or {"kind": "ordinal", "levels": ["low", "high"]}.
        usual: what was detected: its fields are kept where `said` names the same kind and is silent of them.

    Raises:
        UnknownName: no such kind or field.
        RecipeError: a field's value cannot be.
    """
    told = said if isinstance(said, Mapping) else {"kind": said}
    for key in told:
        if key not in _FIELDS:
            raise UnknownName.among(f"field of the column {name!r}", str(key), _FIELDS, where=where)
    kind = _kind(told.get("kind", usual.kind), name=name, where=where)
    base = usual if kind is usual.kind else Column(name=name, kind=kind, absent_by=usual.absent_by)
    values: dict[str, Any] = {key: _value(key, value, name=name, where=where) for key, value in told.items()}
    column = replace(base, **{**values, "kind": kind, "name": name})
    _check(column, where=where)
    return column


def _kind(said: object, *, name: str, where: str) -> Kind:
    """The kind of that name."""
    try:
        return Kind(str(said))
    except ValueError:
        kinds = [kind.value for kind in Kind]
        raise UnknownName.among(f"kind of column (for {name!r})", str(said), kinds, where=where) from None


def _value(key: str, value: object, *, name: str, where: str) -> object:
    """A field's value in its type."""
    wanted = {"digits": int, "fixed": bool, "levels": (list, tuple)}.get(key, str)
    if not isinstance(value, cast("type", wanted)) or (key == "digits" and isinstance(value, bool)):
        kind = {"digits": "a whole number", "fixed": "true or false", "levels": "a list"}.get(key, "text")
        raise RecipeError(f"{key} of the column {name!r} is not {kind}", where=where, mend=f"give {key} {kind}")
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else value


def _check(column: Column, *, where: str) -> None:
    """Refuse fields that contradict the kind."""
    name = column.name
    if column.kind is Kind.ORDINAL and len(set(column.levels)) < max(len(column.levels), 2):
        mend = "give levels: [lowest, ..., highest], each once"
        raise RecipeError(f"the ordinal column {name!r} needs two different levels or more", where=where, mend=mend)
    if column.kind is Kind.BOOLEAN and column.levels and len(set(column.levels)) != 2:
        mend = "give levels: [the word for false, the word for true]"
        raise RecipeError(f"the boolean column {name!r} has two levels", where=where, mend=mend)
    if not 0 <= column.digits <= MOST_DIGITS:
        mend = f"give 0 <= digits <= {MOST_DIGITS}"
        raise RecipeError(f"digits={column.digits} of the column {name!r} cannot be stored", where=where, mend=mend)
    if column.mark not in (".", ","):
        raise RecipeError(f"mark={column.mark!r} of {name!r} is no decimal mark", where=where, mend='give "." or ","')


def schema_of(plain: Mapping[str, Any]) -> Schema:
    """Read what `Schema.plain` wrote."""
    columns = [
        column_of(name, said, usual=Column(name=name, kind=Kind(said["kind"])), where="a stored schema")
        for name, said in plain["columns"].items()
    ]
    return Schema(tuple(columns), unit=str(plain.get("unit", "")))
