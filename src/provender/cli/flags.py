"""Flags that several verbs share."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provender.core.recipe import Recipe


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


def recipe_of(args: argparse.Namespace) -> "Recipe":
    """The recipe that the flags name, checked."""
    from provender.recipes.load import load_recipe

    sets = list(args.set)
    sets += [f"{key}={value}" for key in ("count", "seed") if (value := getattr(args, key)) is not None]
    return load_recipe(args.config, sets=sets)
