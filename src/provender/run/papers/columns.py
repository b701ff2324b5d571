"""The columns of exported files, as their first rows show them: what a record set of Croissant says of each.

data/train-00000-of-00001.parquet     from its schema
train.jsonl                           from its first lines: {"messages": [{"role": ..., "content": ...}], ...}
patients.csv                          from its values, as Arrow reads them
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

_LINES = 50  # of JSON Lines that are looked at
_KINDS = {bool: "sc:Boolean", int: "sc:Integer", float: "sc:Float", str: "sc:Text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A column.

    Attributes:
        name: as the file has it.
        kind: of its values, in Croissant's words; "" for one whose inside has names of its own.
        many: whether a row has a list of them.
        inside: name -> kind of what a structure holds.
    """

    name: str
    kind: str
    many: bool = False
    inside: tuple[tuple[str, str], ...] = ()


def columns_of(file: Path) -> list[Told]:
    """The columns of a Parquet, JSON Lines or CSV file; none where it is another kind, or holds what has no name.

    What is nested deeper than a structure in a list is left out.
    """
    match file.suffix:
        case ".parquet":
            return [told for field in pq.read_schema(file) if (told := _of_arrow(field.name, field.type))]
        case ".jsonl":
            with file.open("rb") as lines:
                return _of_lines([json.loads(line) for line in islice(lines, _LINES)])
        case ".csv":
            return [told for field in _csv(file) if (told := _of_arrow(field.name, field.type))]
    return []


def _csv(file: Path) -> pa.Schema:
    """Of a CSV file; empty where Arrow cannot read it."""
    try:
        return pc.read_csv(file, parse_options=pc.ParseOptions(newlines_in_values=True)).schema
    except pa.ArrowInvalid:
        return pa.schema([])


def _of_arrow(name: str, kind: pa.DataType) -> Told | None:
    """One column of a Parquet file."""
    many = pa.types.is_list(kind) or pa.types.is_large_list(kind)
    inner = kind.value_type if many else kind
    if pa.types.is_struct(inner):
        inside = [(field.name, _plain(field.type)) for field in inner]
        named = tuple((key, plain) for key, plain in inside if plain)
        return Told(name=name, kind="", many=many, inside=named) if named else None
    plain = _plain(inner)
    return Told(name=name, kind=plain, many=many) if plain else None


def _plain(kind: pa.DataType) -> str:
    """A type without an inside in Croissant's words; "" for any other."""
    asked = pa.types
    tests = (
        (asked.is_boolean, "sc:Boolean"), (asked.is_integer, "sc:Integer"), (asked.is_floating, "sc:Float"),
        (asked.is_date, "sc:Date"), (asked.is_timestamp, "sc:DateTime"), (asked.is_string, "sc:Text"),
        (asked.is_large_string, "sc:Text"), (asked.is_binary, "sc:Text"), (asked.is_dictionary, "sc:Text"),
    )  # fmt: skip
    return next((word for test, word in tests if test(kind)), "")


def _of_lines(rows: Sequence[Any]) -> list[Told]:
    """The columns of JSON Lines."""
    if not all(isinstance(row, dict) for row in rows):
        return []
    names = dict.fromkeys(name for row in rows for name in row)
    found = (_of_values(name, [row[name] for row in rows if row.get(name) is not None]) for name in names)
    return [told for told in found if told]


def _of_values(name: str, values: Sequence[Any]) -> Told | None:
    """One column of JSON Lines by its values; None where they are of no one kind."""
    many = bool(values) and all(isinstance(value, list) for value in values)
    flat = [item for value in values for item in value] if many else values
    if flat and all(isinstance(item, dict) for item in flat):
        keys = dict.fromkeys(key for item in flat for key in item)
        inside = {key: _kind(item[key] for item in flat if item.get(key) is not None) for key in keys}
        named = tuple((key, kind) for key, kind in inside.items() if kind)
        return Told(name=name, kind="", many=many, inside=named) if named else None
    kind = _kind(flat)
    return Told(name=name, kind=kind, many=many) if kind else None


def _kind(values: Iterable[Any]) -> str:
    """What plain values are, whole numbers among fractions being fractions; "" where that is nothing plain."""
    kinds = {type(value) for value in values}
    if kinds == {int, float}:
        return "sc:Float"
    return _KINDS.get(kinds.pop(), "") if len(kinds) == 1 else ""


def grouped(files: Mapping[str, Path]) -> dict[str, list[str]]:
    """Files whose columns are told once, by a name for them: the pieces of one table together."""
    sets: dict[str, list[str]] = {}
    for name in files:
        path = Path(name)
        if path.suffix in (".parquet", ".jsonl", ".csv"):
            pieces = "-of-" in path.stem
            sets.setdefault(path.stem.split("-0")[0] if pieces else name, []).append(name)
    return sets
