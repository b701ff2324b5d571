"""Flags that several verbs share."""

import argparse
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from provender.core.errors import InputError

if TYPE_CHECKING:
    from provender.core.recipe import Recipe
    from provender.store.folder import RunFolder


def recipe_flags(parser: argparse.ArgumentParser) -> None:
    """The recipe, and what the command line changes of it."""
    parser.add_argument("-c", "--config", metavar="FILE", required=True, help="the recipe, a YAML file")
    parser.add_argument("-n", "--count", metavar="N", help="ACCEPTED records wanted, or all (overrides the recipe)")
    parser.add_argument("--seed", metavar="N", help="seed (overrides the recipe)")
    parser.add_argument(
        "--set",
        metavar="A.B=C",
        action="append",
        default=[],
        help="override any value, e.g. --set mix.language.sw=0.4 or --set generators.0.dials.level=3",
    )


def json_flag(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def output_flag(parser: argparse.ArgumentParser) -> None:
    """`-o/--output`."""
    parser.add_argument("-o", "--output", metavar="DIR", default="runs", help="folder of the run folders (runs)")


def recipe_of(args: argparse.Namespace) -> "Recipe":
    """The recipe that the flags name, checked, and the files that its parts name found.

    Raises:
        RecipeError: it asks for what cannot be; says the line.
        InputError: it, or a file that one of its parts names, is missing.
    """
    from provender.core import files
    from provender.core.registry import load
    from provender.recipes.check import named_parts
    from provender.recipes.load import load_recipe

    sets = list(args.set)
    sets += [f"{key}={value}" for key in ("count", "seed") if (value := getattr(args, key)) is not None]
    recipe = load_recipe(args.config, sets=sets)
    with files.beside(recipe.folder):
        for kind, _, use in named_parts(recipe):
            path = getattr(load(kind, use.name, use.dials), "path", None)
            if isinstance(path, str) and path:
                files.locate(path, where=f"{args.config}, {use.name}")
    return recipe


def run_folder(args: argparse.Namespace) -> "RunFolder":
    """The run that `args.run` names.

    Raises:
        InputError: there is no run; offers the nearest folder that holds one.
    """
    from provender.store.folder import RunFolder

    path = Path(args.run)
    folder = RunFolder(path)
    if path.is_dir() and folder.read_lock() is not None:
        return folder
    runs = sorted(str(found.parent) for found in path.parent.glob("*/recipe.lock.json"))
    near = get_close_matches(str(path), runs, n=1)
    mend = (
        f"did you mean {near[0]}?" if near else f"there are: {', '.join(runs)}" if runs else "`provender run` makes one"
    )
    raise InputError(f"there is no run in {path}", where=str(path), mend=mend)
