"""Check a recipe: its keys, every part's name and dials, its mix, and that the files it names are there."""

import argparse
from typing import TYPE_CHECKING

from provender.cli.flags import json_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json, say_table

if TYPE_CHECKING:
    from provender.core.recipe import Recipe


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Refuse with an error, or say in short what the recipe asks for."""
    from provender.recipes.resolve import resolve

    recipe = resolve(recipe_of(args))
    if args.json:
        say_json({"valid": True, "digest": recipe.digest, "recipe": recipe.canonical()})
        return 0
    say(f"{args.config} is a valid recipe", "")
    rows = [
        ("records", "all" if recipe.count is None else f"{recipe.count:,} accepted{_grade(recipe)}"),
        ("generators", ", ".join(use.name for use in recipe.generators)),
        ("verifiers", ", ".join(use.name for use in recipe.verifiers)),
        ("mix", ", ".join(f"{tag}={value} {share:.0%}" for (tag, value), share in recipe.mix.items())),
        ("teachers", ", ".join(recipe.teachers)),
        ("anchor", recipe.anchor.name if recipe.anchor else ""),
        ("student", recipe.student.name if recipe.student else ""),
        *((f"wing {name}", _wing(view)) for name, view in recipe.views().items() if name),
        ("exports", ", ".join(use.name for use in recipe.exports)),
        ("digest", recipe.digest[:16]),
    ]
    say_table([row for row in rows if row[1]])
    return 0


def _grade(recipe: "Recipe") -> str:
    """The grade that all records need; of several wings each has its own."""
    return "" if recipe.wings else f", {recipe.accept.value} or better"


def _wing(view: "Recipe") -> str:
    """What one wing asks for."""
    count = "all" if view.count is None else f"{view.count:,} accepted"
    mix = [f"{tag}={value} {share:.0%}" for (tag, value), share in view.mix.items()]
    said = [f"{count}, {view.accept.value} or better", *mix]
    said += [f"anchor {view.anchor.name}"] if view.anchor else []
    return ", ".join(said + ([f"student {view.student.name}"] if view.student else []))
