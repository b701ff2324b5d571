"""What pydantic found wrong, said in the house's form: with the line, the value and the field's own meaning."""

from types import NoneType, UnionType
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from provender.core.errors import RecipeError, UnknownName
from provender.recipes.models import RecipeModel
from provender.recipes.text import Marks, Path, Plain

Loc: TypeAlias = tuple[int | str, ...]

_SHOWN = 60
_WORDING = {
    "int_type": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_type": "should be a number",
    "string_type": "should be text",
    "list_type": "should be a list",
    "dict_type": "should be a mapping of keys",
    "model_type": "should be a mapping of keys",
    "too_short": "should have at least one item",
    "string_pattern_mismatch": "is not a name",
}


def fault(failed: ValidationError, tree: Plain, marks: Marks) -> RecipeError:
    """The first error of a validation, in the file's order; a missing key comes last, for a misspelt one explains it.

    Args:
        tree: the values that were refused.
        marks: where they were written.
    """
    order = {path: place for place, path in enumerate(marks.places)}
    found = [(_inside(error["loc"], tree), error) for error in failed.errors(include_url=False)]
    first = min(found, key=lambda item: (item[1]["type"] == "missing", order.get(item[0], -1)))[0]
    return _said([error for path, error in found if path == first], first, tree, marks)


def _said(errors: list[ErrorDetails], path: Path, tree: Plain, marks: Marks) -> RecipeError:
    """One error about the value at `path`, which may have failed several alternatives."""
    loc, kind = errors[0]["loc"], errors[0]["type"]
    owner, key, info = _field(loc)
    where = marks.at(*path)
    if kind == "extra_forbidden":
        return UnknownName.among("key", str(path[-1]), owner.model_fields, where=where)
    if kind == "missing":
        return RecipeError(f"{_dotted(path)} has no {key!r}", where=where, mend=f"add {key}: {_meaning(info)}")
    value = _at(path, tree)
    choices = _choices(info)
    if choices and isinstance(value, str):
        return UnknownName.among("grade" if key == "accept" else key, value, choices, where=where)
    wanted = " or ".join(dict.fromkeys(_wanted(error) for error in errors)).replace(" or should be ", " or ")
    return RecipeError(f"{_dotted(path)}={_shown(value)} {wanted}", where=where, mend=f"{key}: {_meaning(info)}")


def _inside(loc: Loc, tree: Plain) -> Path:
    """The part of an error's location that leads through the tree; pydantic also names alternatives."""
    path: Path = ()
    here: Any = tree
    for step in loc:
        if (isinstance(here, dict) and step in here) or (isinstance(here, list) and isinstance(step, int)):
            path, here = (*path, step), _at((step,), here)
    return path


def _at(path: Path, tree: Plain) -> Any:
    """The value that a path leads to."""
    value: Any = tree
    for step in path:
        value = value[step]
    return value


def _field(loc: Loc) -> tuple[type[BaseModel], str, FieldInfo | None]:
    """The innermost model on the way, the last key in it, and that key's field."""
    owner: type[BaseModel] = RecipeModel
    key, info = "the recipe", None
    inner: Any = RecipeModel
    for step in loc:
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            owner, key, info = inner, str(step), inner.model_fields.get(str(step))
            inner = _single(info.annotation) if info else None
        else:
            inner = _single((get_args(inner) or (None,))[-1])  # the items of a list, the values of a mapping
    return owner, key, info


def _single(annotation: Any) -> Any:
    """An annotation without its `| None` and its constraints."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next((kind for kind in get_args(annotation) if kind is not NoneType), None)
    return get_args(annotation)[0] if get_origin(annotation) is Annotated else annotation


def _choices(info: FieldInfo | None) -> tuple[str, ...]:
    """The words that a field allows, when it allows only words."""
    words = get_args(info.annotation) if info else ()
    return words if words and all(isinstance(word, str) for word in words) else ()


def _wanted(error: ErrorDetails) -> str:
    """What the value should have been, as the rest of our sentence."""
    return _WORDING.get(error["type"]) or error["msg"].replace("Input should", "should")


def _meaning(info: FieldInfo | None) -> str:
    """The field's description."""
    return (info.description if info else None) or "see the recipe reference"


def _dotted(path: Path) -> str:
    """("generators", 0, "dials") -> generators.0.dials, as `--set` takes it."""
    return ".".join(map(str, path)) or "the recipe"


def _shown(value: object) -> str:
    """A value, cut short."""
    text = repr(value)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 3] + "..."
