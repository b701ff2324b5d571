"""Write a first recipe, commented, ready for `provender run`."""

import argparse
import re
from pathlib import Path

from provender.cli.terminal import say
from provender.core.errors import InputError

_STARTER = """\
# yaml-language-server: $schema={schema}
# Checked by `provender validate -c {file}`, made by `provender run -c {file}`.
name: {name}          # of the folder under runs/
count: 1000           # ACCEPTED records wanted
seed: 0

generators:           # `provender parts generator` lists them, `provender parts NAME` shows their dials
{generators}

mix:                  # shares of the accepted records by tag
  language: {{sw: 0.4}} # the rest goes to the other languages

accept: proved        # the weakest grade that counts: proved, anchored or screened
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("file", nargs="?", default="recipe.yaml", metavar="FILE", help="where to write (recipe.yaml)")


def call(args: argparse.Namespace) -> int:
    """Write the file; never over another one."""
    from provender.recipes.schema import FILE

    path = Path(args.file)
    name = re.sub(r"[^A-Za-z0-9._-]+", "-", path.stem).strip("-._") or "first"
    generators = "\n".join(f"  - {part}" for part in _GENERATORS)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(_STARTER.format(schema=FILE, file=path, name=name, generators=generators))
    except FileExistsError:
        raise InputError(f"{path} is already there", where=str(path), mend="name another file") from None
    except FileNotFoundError:
        raise InputError(f"there is no folder {path.parent}", where=str(path), mend="make it first") from None
    say(f"wrote {path}", f"next: provender run -c {path}")
    return 0


_GENERATORS = ("reasoning/arithmetic/fractions", "reasoning/algebra/linear_systems", "reasoning/words/quantities")
