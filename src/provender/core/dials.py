"""A part's fields as dials: recipe values checked against the field's type, then frozen."""

import re
import sys
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from functools import lru_cache
from typing import Any, Literal, Union, get_args, get_origin

from provender.core.errors import RecipeError, UnknownName

_DIGITS = re.compile(r"-?[0-9]{1,1000}")  # longer ones are an attack on `int`, which takes the square of their time
_SHOWN = 80  # characters of a refused value in its error


@lru_cache(maxsize=1024)
def dial_types(part: type) -> Mapping[str, Any]:
    """Field name -> resolved type of a part's dials."""
    hints = typing.get_type_hints(part)
    return {field.name: hints[field.name] for field in fields(part) if field.init}


def has_default(field: "Field[Any]") -> bool:
    """Whether a dial may be left out."""
    return field.default is not MISSING or field.default_factory is not MISSING


def make(part: type, dials: Mapping[str, object], *, name: str, where: str) -> Any:
    """The part with its dials set.

    Raises:
        UnknownName: a dial that the part does not have.
        RecipeError: a value of the wrong type, a missing dial, or one the part itself refuses.
    """
    known = dial_types(part)
    values: dict[str, object] = {}
    for key, value in dials.items():
        if key not in known:
            raise UnknownName.among(f"dial of {name}", key, known, where=where)
        values[key] = coerce(value, known[key], dial=f"{name}.{key}", where=where)
    missing = [
        field.name for field in fields(part) if field.init and field.name not in values and not has_default(field)
    ]
    if missing:
        raise RecipeError(f"{name} needs {', '.join(missing)}", where=where, mend=f"add dials: {{{missing[0]}: ...}}")
    return part(**values)


def coerce(value: object, wanted: Any, *, dial: str, where: str) -> object:
    """`value` as `wanted`: whole numbers pass for float, digit strings for int, lists for tuples.

    Raises:
        RecipeError: it is of another type.
    """
    origin = get_origin(wanted)
    if origin in (Union, types.UnionType):
        return _coerce_union(value, get_args(wanted), dial=dial, where=where)
    if origin is Literal:
        return _coerce_literal(value, get_args(wanted), dial=dial, where=where)
    if origin is tuple and isinstance(value, list | tuple):
        item = get_args(wanted)[0]
        return tuple(coerce(entry, item, dial=dial, where=where) for entry in value)
    if origin is not None and isinstance(value, Mapping) and issubclass(origin, Mapping):
        item = get_args(wanted)[1]
        return {str(key): coerce(value[key], item, dial=dial, where=where) for key in value}
    if _fits(value, wanted):
        return float(value) if wanted is float else value  # type: ignore[arg-type]
    if wanted is int and isinstance(value, str) and _DIGITS.fullmatch(value):
        return int(value)
    raise _wrong(value, wanted, dial=dial, where=where)


def _fits(value: object, wanted: Any) -> bool:
    """Whether a scalar is of the wanted type; a bool is no number."""
    if wanted is Any or wanted is object:
        return True
    if isinstance(value, bool):
        return wanted is bool
    if wanted is float:
        return isinstance(value, float) or (isinstance(value, int) and abs(value) <= sys.float_info.max)
    return isinstance(wanted, type) and isinstance(value, wanted)


def _coerce_union(value: object, choices: tuple[Any, ...], *, dial: str, where: str) -> object:
    """The first member of a union that takes the value."""
    if value is None and types.NoneType in choices:
        return None
    for choice in choices:
        try:
            return coerce(value, choice, dial=dial, where=where)
        except RecipeError:
            continue
    raise _wrong(value, " or ".join(str(getattr(c, "__name__", c)) for c in choices), dial=dial, where=where)


def _coerce_literal(value: object, allowed: tuple[Any, ...], *, dial: str, where: str) -> object:
    """One of a closed list; tags arrive as text, so "2" passes for 2."""
    for choice in allowed:
        if str(choice) == str(value):
            return choice
    known = ", ".join(repr(choice) for choice in allowed)
    raise RecipeError(f"{dial}={_shown(value)} is not one of {known}", where=where, mend=f"choose one of {known}")


def _wrong(value: object, wanted: Any, *, dial: str, where: str) -> RecipeError:
    """The error for a value of another type."""
    kind = str(getattr(wanted, "__name__", wanted)).replace("typing.", "")
    return RecipeError(
        f"{dial}={_shown(value)} is a {type(value).__name__}, not {kind}",
        where=where,
        mend=f"give a value of type {kind}",
    )


def _shown(value: object) -> str:
    """A value as an error shows it: its beginning, however long it is."""
    try:
        text = repr(value)
    except ValueError:
        return "(an endless number)"  # Python refuses to write out more than 4,300 digits
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
