"""A recipe as YAML that people like to read and `load_recipe` reads back to the very same recipe."""

import json
import re

from provender.core.errors import RecipeError
from provender.core.recipe import Recipe
from provender.recipes.build import plain
from provender.recipes.text import Plain, scalar

_PLAIN_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")


def dump_recipe(recipe: Recipe) -> str:
    """The recipe as YAML; what equals its default is left out.

    Guarantees:
        `load_recipe` of the text equals `recipe` (lists in dials come back as tuples).
    """
    return dump(plain(recipe))


def dump(value: Plain) -> str:
    """Plain values as such YAML, e.g. a piece to be pasted into a recipe."""
    return "\n".join(_lines(value)) + "\n"


def _lines(value: Plain) -> list[str]:
    """A mapping's or list's lines; what is inside is indented by two."""
    if isinstance(value, dict):
        return [line for key, item in value.items() for line in _entry(f"{_word(key)}:", item)]
    if isinstance(value, list):
        return [line for item in value for line in _entry("-", item)]
    return [_flow(value)]


def _entry(head: str, value: Plain) -> list[str]:
    """`head` with its value: on one line where it is small, below it otherwise."""
    if not isinstance(value, dict | list) or not value or _is_small(value):
        return [f"{head} {_flow(value)}"]
    inner = _lines(value)
    if head == "-":
        return [f"- {inner[0]}", *(f"  {line}" for line in inner[1:])]
    return [head, *(f"  {line}" for line in inner)]


def _is_small(value: "dict[str, Plain] | list[Plain]") -> bool:
    """Whether a container holds only scalars and fits on a line."""
    items = value.values() if isinstance(value, dict) else value
    named = isinstance(value, dict) and "name" in value
    return not named and not any(isinstance(item, dict | list) for item in items) and len(_flow(value)) <= 80


def _flow(value: Plain) -> str:
    """A value on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(key)}: {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    if isinstance(value, str):
        return _word(value)
    return json.dumps(value)  # null, true, 3 and 0.5 are written alike in JSON and YAML


def _word(text: str) -> str:
    """Text as it may stand in YAML: bare where every reader takes it for text, else quoted."""
    if _PLAIN_WORD.fullmatch(text):
        try:
            if scalar(text, where="") == text:
                return text
        except RecipeError:
            pass
    return '"' + "".join(_escaped(char) for char in text) + '"'


def _escaped(char: str) -> str:
    """A character inside double quotes."""
    if char in '"\\':
        return "\\" + char
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
