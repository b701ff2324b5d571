"""Write a finished run's records in another form: with the recipe's exporters, or those named here."""

import argparse

from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import say_json, say_table
from provender.core.recipe import Use


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("run", metavar="RUN", help="the run's folder, e.g. runs/quickstart")
    parser.add_argument("exporters", nargs="*", metavar="NAME", help="exporters (those of the recipe)")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Export, and say where to."""
    from provender.cli.publish import write_exports
    from provender.core.errors import InputError
    from provender.recipes.load import parse_recipe

    folder = run_folder(args)
    kept = (folder.path / "recipe.yaml").read_text("utf-8")
    uses = tuple(Use(name=name) for name in args.exporters) or parse_recipe(kept)[0].exports
    if not uses:
        mend = "name one: `provender parts exporter` lists them"
        raise InputError("the recipe names no exporter", where=str(folder.path), mend=mend)
    made = dict(zip([use.name for use in uses], write_exports(folder, uses), strict=True))
    if args.json:
        say_json(made)
    else:
        say_table(made.items())
    return 0
