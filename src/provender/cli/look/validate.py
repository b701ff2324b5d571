"""Check a recipe: its keys, every part's name and dials, its mix, and that the files it names are there."""

import argparse

from provender.cli.flags import json_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json, say_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Refuse with an error, or say in short what the recipe asks for."""
    from provender.core import files
    from provender.core.registry import load
    from provender.recipes.check import named_parts
    from provender.recipes.resolve import resolve

    recipe = recipe_of(args)
    with files.beside(recipe.folder):
        for kind, _, use in named_parts(recipe):
            path = getattr(load(kind, use.name, use.dials), "path", None)
            if isinstance(path, str) and path:
                files.locate(path, where=f"{args.config}, {use.name}")
    recipe = resolve(recipe)
    if args.json:
        say_json({"valid": True, "digest": recipe.digest, "recipe": recipe.canonical()})
        return 0
    say(f"{args.config} is a valid recipe", "")
    rows = [
        ("records", "all" if recipe.count is None else f"{recipe.count:,} accepted, {recipe.accept.value} or better"),
        ("generators", ", ".join(use.name for use in recipe.generators)),
        ("verifiers", ", ".join(use.name for use in recipe.verifiers)),
        ("mix", ", ".join(f"{tag}={value} {share:.0%}" for (tag, value), share in recipe.mix.items())),
        ("teachers", ", ".join(recipe.teachers)),
        ("anchor", recipe.anchor.name if recipe.anchor else ""),
        ("student", recipe.student.name if recipe.student else ""),
        ("exports", ", ".join(use.name for use in recipe.exports)),
        ("digest", recipe.digest[:16]),
    ]
    say_table([row for row in rows if row[1]])
    return 0
