"""Objects in a language model's reply, read tolerantly and held against the schema that was asked for.

A server that enforces schemas replies with the object alone; others wrap it in prose or a code fence. Either way the
object counts only if it obeys, and why it does not is said in a sentence that the model can be told.
"""

import json
from collections.abc import Mapping
from typing import NoReturn

_LONGEST = 200_000  # characters of a reply that are looked at
_TRIES = 3  # places where an object may begin

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


class Unfit(ValueError):
    """A reply holds no object that obeys the schema; says why in one sentence."""


def record_schema(**properties: Mapping[str, object]) -> dict[str, object]:
    """The schema of an object with exactly these properties, in the form that strict servers demand."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def read_object(text: str, schema: Mapping[str, object]) -> dict[str, object]:
    """The object in a reply.

    Args:
        schema: JSON Schema; of its words type, properties, required, additionalProperties, items, enum, minItems,
            maxItems and maxLength are heeded.

    Raises:
        Unfit: there is none, or it does not obey.

    >>> read_object('Sure! ```json\\n{"a": 1}\\n```', record_schema(a={"type": "integer"}))
    {'a': 1}
    """
    found = _first_object(text[:_LONGEST])
    _check(found, schema, "the object")
    return found


def _first_object(text: str) -> dict[str, object]:
    """The first whole object in a text."""
    decoder = json.JSONDecoder(parse_constant=_refuse, object_pairs_hook=_once)
    at, why = text.find("{"), "the reply holds no JSON object"
    for _ in range(_TRIES):
        if at < 0:
            break
        try:
            found = decoder.raw_decode(text, at)[0]
            if isinstance(found, dict):
                return found
        except (ValueError, RecursionError) as error:
            why = f"the reply's JSON cannot be read: {str(error)[:120]}"
        at = text.find("{", at + 1)
    raise Unfit(why)


def _refuse(word: str) -> NoReturn:
    """NaN and Infinity are not JSON."""
    raise ValueError(f"{word} is not JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object whose names are all different."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _check(value: object, schema: Mapping[str, object], where: str) -> None:
    """Raise `Unfit` where a value does not obey."""
    kind = schema.get("type")
    if isinstance(kind, str) and not _is(value, kind):
        raise Unfit(f"{where} must be of type {kind}")
    allowed = schema.get("enum")
    if isinstance(allowed, list | tuple) and value not in allowed:
        raise Unfit(f"{where} must be one of {', '.join(map(str, allowed))}")
    if isinstance(value, str):
        _within(len(value), None, schema.get("maxLength"), f"the characters of {where}")
    if isinstance(value, list):
        _within(len(value), schema.get("minItems"), schema.get("maxItems"), f"the items of {where}")
        items = schema.get("items")
        for place, item in enumerate(value if isinstance(items, Mapping) else ()):
            _check(item, items, f"item {place + 1} of {where}")  # type: ignore[arg-type]
    if isinstance(value, dict):
        _check_properties(value, schema, where)


def _check_properties(value: Mapping[str, object], schema: Mapping[str, object], where: str) -> None:
    """Raise `Unfit` where an object lacks something, has something of another kind, or too much."""
    known = schema.get("properties")
    properties = known if isinstance(known, Mapping) else {}
    required = schema.get("required")
    for name in required if isinstance(required, list | tuple) else ():
        if name not in value:
            raise Unfit(f"{where} lacks {name!r}")
    for name, inner in value.items():
        if name in properties:
            _check(inner, properties[name], f"{name!r} of {where}")
        elif schema.get("additionalProperties") is False:
            raise Unfit(f"{where} has {name[:40]!r}, which was not asked for")


def _is(value: object, kind: str) -> bool:
    """Whether a value is of a JSON type; true is no number."""
    if isinstance(value, bool):
        return kind == "boolean"
    return isinstance(value, _TYPES.get(kind, object))


def _within(size: int, least: object, most: object, what: str) -> None:
    """Raise `Unfit` for a size outside its bounds."""
    if isinstance(least, int) and size < least:
        raise Unfit(f"{what} must be at least {least}")
    if isinstance(most, int) and size > most:
        raise Unfit(f"{what} must be at most {most}")
