"""What changed between two recipes, field by field: why an old run is not continued with a new recipe."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_ABSENT = object()
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: `mix.language.sw: 0.4 -> 0.5`.

    Attributes:
        path: dotted; parts in lists go by their names, e.g. `generators[reasoning/arithmetic/gcd].weight`.
        old, new: the values as short JSON; "" where there is none.
    """

    path: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}: {self.old or '(nothing)'} -> {self.new or '(nothing)'}"


def diff(old: Mapping[str, object], new: Mapping[str, object]) -> list[Change]:
    """The changes from one canonical recipe (`Recipe.canonical()`) to another.

    Guarantees:
        Empty exactly when the two are equal.
    """
    return list(_compare("", old, new))


def _compare(path: str, old: Any, new: Any) -> Iterator[Change]:
    """Changes below `path`."""
    if _json(old) == _json(new):
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in dict.fromkeys((*old, *new)):
            inner = f"{path}.{key}" if path else str(key)
            yield from _compare(inner, old.get(key, _ABSENT), new.get(key, _ABSENT))
    elif _is_parts(old) and _is_parts(new):
        yield from _compare_parts(path, old, new)
    else:
        yield Change(path, _short(old), _short(new))


def _json(value: object) -> str:
    """What the recipe's digest sees: 1 and true differ."""
    return "" if value is _ABSENT else json.dumps(value, sort_keys=True)


def _is_parts(value: object) -> bool:
    """Whether a value is a list of parts."""
    return isinstance(value, list) and all(isinstance(item, Mapping) and "name" in item for item in value)


def _compare_parts(path: str, old: list[Any], new: list[Any]) -> Iterator[Change]:
    """Parts are matched by name, so that one more at the front is one change; their order counts too."""
    before, after = _by_name(old), _by_name(new)
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, _ABSENT), after.get(name, _ABSENT)
        yield from _compare(f"{path}[{name}]", was, now)
    kept = [name for name in before if name in after]
    if kept != [name for name in after if name in before]:
        yield Change(f"{path} (order)", ", ".join(before), ", ".join(after))


def _by_name(parts: list[Any]) -> dict[str, Any]:
    """Parts by name; a second of the same name is `name#2`."""
    named: dict[str, Any] = {}
    seen: dict[str, int] = {}
    for part in parts:
        seen[part["name"]] = seen.get(part["name"], 0) + 1
        times = seen[part["name"]]
        named[part["name"] if times == 1 else f"{part['name']}#{times}"] = part
    return named


def _short(value: object) -> str:
    """A value as JSON, cut; a part by its name."""
    if value is _ABSENT:
        return ""
    if isinstance(value, Mapping) and "name" in value:
        value = value["name"] if not value.get("dials") else {"name": value["name"], "dials": value["dials"]}
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
