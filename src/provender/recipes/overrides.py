"""`--set a.b=c`: one value of a recipe replaced from the command line, under the same checks as the file's."""

from difflib import get_close_matches
from typing import cast

from provender.core.errors import RecipeError
from provender.recipes.text import Marks, Path, Plain, parse

_LISTS = ("generators", "verifiers", "audits", "exports")
_PARTS = ("anchor", "student")


def override(tree: Plain, marks: Marks, setting: str) -> None:
    """Set one value in `tree`, e.g. `mix.language.sw=0.4` or `generators.0.dials.level=3`.

    Missing mappings on the way are made; a list takes one more item at its end; a bare part name becomes a mapping.
    The value is YAML: `null`, `3`, `[a, b]`, `{en: 0.5}`.

    Raises:
        RecipeError: no `=`, an empty key, a value that is no YAML, or a way that leads nowhere.
    """
    where = f"--set {setting}"
    dotted, equals, text = setting.partition("=")
    if not equals or not dotted or not all(dotted.split(".")):
        raise RecipeError(f"{setting!r} sets nothing", where=where, mend="write --set KEY=VALUE, e.g. --set count=100")
    try:
        value, _ = parse(text, where)
    except RecipeError as refusal:  # a setting has no lines
        raise RecipeError(refusal.what, where=where, mend=refusal.mend) from None
    holder, path = tree, cast("Path", ())
    keys = dotted.split(".")
    while keys:
        key = _step(holder, keys, where)
        path = (*path, key)
        inner = _inner(holder, key, keys, where) if keys else value
        if inner is not _get(holder, key) or not keys:
            _put(holder, key, inner)
            _mark(marks, path, where)
        holder = inner


def _mark(marks: Marks, path: Path, where: str) -> None:
    """What lies at `path`, and all inside it, now comes from the command line."""
    for known in [known for known in marks.places if known[: len(path)] == path]:
        del marks.places[known]
    marks.places[path] = where


def _step(holder: Plain, keys: list[str], where: str) -> str | int:
    """Take the next key off `keys`: the longest one the mapping has (names may hold dots), or a list's index."""
    if isinstance(holder, dict):
        for end in range(len(keys), 1, -1):
            if (joined := ".".join(keys[:end])) in holder:
                del keys[:end]
                return joined
        return keys.pop(0)
    key = keys.pop(0)
    items = cast("list[Plain]", holder)
    if key.isascii() and key.isdigit() and len(key) < 6 and int(key) <= len(items):
        return int(key)
    near = [name for item in items if (name := _name(item)) == key or key in get_close_matches(key, [name])]
    mend = f"items are numbered from 0; {len(items)} would add one" + (f"; {near[0]} has a number" if near else "")
    raise RecipeError(f"{key!r} is no place in a list of {len(items)}", where=where, mend=mend)


def _name(item: Plain) -> str:
    """A list item's name."""
    return str(item.get("name", "")) if isinstance(item, dict) else str(item)


def _put(holder: Plain, key: str | int, value: Plain) -> None:
    """Set a mapping's value or a list's item; a list grows by one."""
    if isinstance(holder, list) and key == len(holder):
        holder.append(value)
    else:
        cast("dict[str | int, Plain]", holder)[key] = value


def _inner(holder: Plain, key: str | int, keys: list[str], where: str) -> Plain:
    """The mapping or list at `key`, a fresh one where there is none."""
    inner = _get(holder, key)
    if isinstance(inner, dict | list):
        return inner
    if inner is None:
        return [] if key in _LISTS and keys[0] == "0" else {}
    if isinstance(inner, str) and (isinstance(key, int) or key in _PARTS):
        return {"name": inner}
    raise RecipeError(f"{key}={inner!r} holds nothing to set", where=where, mend=f"set {key} itself")


def _get(holder: Plain, key: str | int) -> Plain:
    """What lies at `key`; None where nothing does."""
    if isinstance(holder, dict):
        return holder.get(cast("str", key))
    items = cast("list[Plain]", holder)
    return items[cast("int", key)] if cast("int", key) < len(items) else None
