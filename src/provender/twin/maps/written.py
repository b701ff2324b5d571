"""A map as JSON and back, exactly: numbers are written so that they come back to the bit."""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, get_args, get_origin

import numpy as np

from provender.twin.maps.map import Map


def to_json(map: Map) -> bytes:
    """A map as canonical JSON: equal maps give equal bytes.

    Raises:
        ValueError: a number in it is not finite.
    """
    return json.dumps(plain(map), ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


def from_json(data: bytes) -> Map:
    """Read what `to_json` wrote."""
    found: Map = shaped(json.loads(data), Map)
    return found


def plain(value: Any) -> Any:
    """A frozen dataclass of this wing as lists, texts and numbers: its fields' values in order."""
    if is_dataclass(value):
        return [plain(getattr(value, entry.name)) for entry in fields(value)]
    if isinstance(value, np.ndarray):
        return [list(value.shape), value.ravel().tolist()]
    if isinstance(value, tuple):
        return [plain(entry) for entry in value]
    return value


def shaped(value: Any, kind: Any) -> Any:
    """What `plain` made of a value of the type `kind`, as that value."""
    origin, inside = get_origin(kind), get_args(kind)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{name: shaped(entry, hints[name]) for name, entry in zip(hints, value, strict=True)})
    if origin is np.ndarray:
        shape, numbers = value
        return np.array(numbers, np.float64).reshape(shape)
    if origin in (types.UnionType, typing.Union):
        return None if value is None else shaped(value, inside[0])
    if origin is tuple:
        of = [inside[0]] * len(value) if inside[1:] == (...,) else inside
        return tuple(shaped(entry, each) for entry, each in zip(value, of, strict=True))
    if isinstance(kind, type) and issubclass(kind, tuple):  # a named one
        return kind(*value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, float | StrEnum) else value


@lru_cache(maxsize=64)
def _hints(kind: type) -> Mapping[str, Any]:
    """Field name -> resolved type, in the fields' order."""
    hints = typing.get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in fields(kind)}
