"""A table from anywhere beside the real rows that it was made after: read alike, and audited."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from provender.core.anchor import Anchor
from provender.core.dials import has_default
from provender.core.errors import InputError, ProvenderError
from provender.core.registry import find, load, names
from provender.core.verdict import Finding
from provender.tabular.readers.file import File
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import Rows

ATTACKS = "tabular/attacks/"
_WHERE = "the command line"


def release(made: str, reference: str, control: str) -> tuple[Rows, Anchor]:
    """Rows of a file that somebody made, and real rows: those that were learned from and others, as one anchor.

    A column has one kind in all three, whatever each file alone looks like.

    Raises:
        InputError: a file is missing or broken, or lacks a column of the reference.
    """
    paths = (reference, made, control)
    schemas = [File(path=path).reading().table.schema for path in paths]
    for path, schema in zip(paths[1:], schemas[1:], strict=True):
        _check(schema, schemas[0], path=path, reference=reference)
    kinds = {column.name: _common([s[column.name] for s in schemas if column.name in s.names]) for column in schemas[0]}
    told = [
        File(path=path, columns={name: said for name, said in kinds.items() if name in schema.names})()
        for path, schema in zip(paths, schemas, strict=True)
    ]
    return told[1], Anchor(reference=told[0], control=told[2], private=True)


def _check(schema: Schema, real: Schema, *, path: str, reference: str) -> None:
    """Refuse a file that lacks a column that is learned."""
    lost = [column.name for column in real if column.learned and column.name not in schema.names]
    if lost:
        shown = ", ".join(map(repr, lost[:8])) + (" ..." if len(lost) > 8 else "")
        mend = f"give a table with the columns of {Path(reference).name}, or leave these out there as well"
        raise InputError(f"it has no column {shown}", where=path, mend=mend)


def _common(columns: Sequence[Column]) -> Mapping[str, object]:
    """What a column is to all files: as the first that holds anything says, where the others can be so."""
    first = next((column for column in columns if column.kind is not Kind.EMPTY), columns[0])
    kinds = {column.kind for column in columns} - {Kind.EMPTY}
    if kinds and kinds <= {Kind.INTEGER, Kind.DECIMAL}:
        kind = Kind.DECIMAL if Kind.DECIMAL in kinds else Kind.INTEGER
        return {"kind": kind.value, "digits": max(column.digits for column in columns)}
    if not first.learned or len(kinds) < 2:
        alike = len({column.levels for column in columns if column.kind is first.kind}) < 2
        return first.plain() if alike or first.kind is not Kind.ORDINAL else {"kind": Kind.CATEGORY.value}
    return {"kind": Kind.CATEGORY.value}


def audits(said: Mapping[str, object], *, asked: Sequence[str] = ()) -> list[tuple[str, object]]:
    """The audits of tables that there are, attacks last, each told what it takes of `said`.

    Args:
        said: dials by name, e.g. {"target": "died", "group": "sex"}; an audit takes those that it has.
        asked: names; () takes all that need no dial.
    """
    chosen = asked or [name for name in names("audit") if _is_of_tables(name) and _is_ready(name)]
    found = []
    for name in sorted(chosen, key=lambda name: (name.startswith(ATTACKS), name)):
        known = _fields(name)
        dials = {dial: value for dial, value in said.items() if dial in known}
        found.append((name, load("audit", name, dials, where=_WHERE)))
    return found


def _fields(name: str) -> Mapping[str, object]:
    """A part's dials."""
    fields: Mapping[str, object] = find("audit", name).__dataclass_fields__  # type: ignore[attr-defined]
    return fields


def _is_of_tables(name: str) -> bool:
    """Whether an audit is of plain tables: `tabular/<name>` or an attack."""
    return name.startswith(ATTACKS) or (name.startswith("tabular/") and name.count("/") == 1)


def _is_ready(name: str) -> bool:
    """Whether every dial has a default."""
    return all(has_default(entry) for entry in _fields(name).values() if entry.init)  # type: ignore[attr-defined,arg-type]


def findings(rows: Rows, anchor: Anchor, parts: Sequence[tuple[str, object]]) -> Iterator[tuple[str, Finding | str]]:
    """What each audit finds, or why it found nothing."""
    for name, part in parts:
        try:
            yield name, part(rows, anchor)  # type: ignore[operator]
        except ProvenderError as refused:
            yield name, f"{refused.what}: {refused.mend}" if refused.mend else refused.what
