"""A recipe file to a `Recipe`, every refusal with its file and line.

# yaml-language-server: $schema=../src/provender/recipes/recipe.schema.json
name: quickstart
count: 6000
generators:
  - reasoning/arithmetic/gcd
  - {name: reasoning/arithmetic/column, dials: {operation: add}, weight: 2}
mix:
  language: {sw: 0.4}
"""

import os
import stat
from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Recipe
from provender.recipes.build import build
from provender.recipes.check import check
from provender.recipes.overrides import override
from provender.recipes.text import Marks, parse

MAX_BYTES = 256 * 1024


def load_recipe(path: str | Path, *, sets: Sequence[str] = ()) -> Recipe:
    """The recipe in a YAML file, checked down to the last dial.

    Args:
        path: the file.
        sets: overrides such as "mix.language.sw=0.4", applied in order.

    Raises:
        InputError: the file is missing, empty, not UTF-8, too large, or no file.
        RecipeError: what it asks for cannot be; says the line.
        MissingExtra: it names a part whose package is not installed.
    """
    recipe, marks = read_recipe(path, sets=sets)
    check(recipe, marks)
    return recipe


def read_recipe(path: str | Path, *, sets: Sequence[str] = ()) -> tuple[Recipe, Marks]:
    """As `load_recipe`, but parts are not looked up: the shape alone is checked."""
    recipe, marks = parse_recipe(_text(Path(path)), source=str(path), sets=sets)
    return replace(recipe, folder=str(Path(path).absolute().parent)), marks


def parse_recipe(text: str, *, source: str = "the recipe", sets: Sequence[str] = ()) -> tuple[Recipe, Marks]:
    """A recipe from YAML text, its parts not looked up.

    Raises:
        RecipeError: its shape is wrong.
    """
    tree, marks = parse(text, source)
    if not isinstance(tree, dict):
        found = "is empty" if tree is None else f"is a {type(tree).__name__}, not a mapping of keys"
        raise RecipeError(f"the recipe {found}", where=source, mend="start with `name:`, `count:` and `generators:`")
    for setting in sets:
        override(tree, marks, setting)
    return build(tree, marks), marks


def _text(path: Path) -> str:
    """The file's text."""
    data = _data(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise InputError(
            f"byte 0x{data[fault.start]:02x} is no UTF-8", where=f"{path} line {line}", mend="save the file as UTF-8"
        ) from None


def _data(path: Path) -> bytes:
    """The file's bytes; nothing is opened that is no regular file (a pipe would wait for ever)."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
            raise InputError(f"{path} is {kind}", where=str(path), mend="name a YAML file")
        if status.st_size > MAX_BYTES:
            mend = "recipes are small; was a data file given instead?"
            raise InputError(f"{path} has {status.st_size:,} bytes, over {MAX_BYTES:,}", where=str(path), mend=mend)
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"there is no recipe {path}", where=str(path), mend=_nearest(path)) from None
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise InputError(f"{path} cannot be read: {reason}", where=str(path), mend="name a readable file") from None


def _nearest(path: Path) -> str:
    """The mend for a missing file."""
    try:
        here = [name for name in os.listdir(path.parent) if name.endswith((".yaml", ".yml"))]
    except OSError:
        return f"there is no folder {path.parent} either; `provender init` writes a first recipe"
    near = get_close_matches(path.name, here, n=1)
    return f"did you mean {path.parent / near[0]}?" if near else "`provender init` writes a first recipe"
