"""Fill the gaps of a real table by what a recipe's generator learns of it; every filled cell is labelled as made.

Each gap gets a draw given all that its row tells, so that filled columns keep their spread; what another column decides
to be empty stays empty. A last column, `made`, names the cells of its row that were made. The file holds real rows: it
is no release, and no run takes it in.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import InputError, RecipeError, discreet

if TYPE_CHECKING:
    from provender.run.workshop import Workshop
    from provender.tabular.asking.filling import Filled, Imputer
    from provender.tabular.table import Table

_FLOOR = 10  # cells: fewer are not counted out


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("table", metavar="TABLE", nargs="?", help="a file with the same columns (the one learned from)")
    recipe_flags(parser, count="of no matter here: every row is filled")
    output_flag(parser)
    parser.add_argument("--to", metavar="FILE", default="filled.csv", help="the .csv file to write (filled.csv)")
    parser.add_argument("--draws", type=int, default=1, metavar="N", help="files, each filled by other draws (1)")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Learn or take what was learned, fill, write, tell; never over a file that is there."""
    files = _files(Path(args.to), args.draws)
    recipe = recipe_of(args)
    if recipe.limits.epsilon is not None:
        mend = "fill it with a recipe without epsilon, and keep what comes out as you keep the table"
        raise RecipeError("filling looks at rows one by one, which no epsilon pays for", where=args.config, mend=mend)
    from provender.run.fitting import learned
    from provender.store.disk import write_whole
    from provender.tabular.asking.filling import fill
    from provender.tabular.written import csv_lines

    workshop = learned(recipe, Path(args.output))
    with workshop.beside(), discreet():
        name, part = _imputer(workshop)
        table = _table(workshop, args.table)
        for at, file in enumerate(files):
            filled = fill(part, table, seed=recipe.seed + at)
            write_whole(file, "".join(f"{line}\n" for line in csv_lines(filled.labelled())).encode())
    _tell(filled, files, name, args)
    return 0


def _files(to: Path, draws: int) -> list[Path]:
    """Where to write: one file, or one for each draw.

    Raises:
        InputError: one of them is there, or is no CSV.
    """
    if to.suffix != ".csv" or draws < 1:
        what = f"--draws {draws}" if draws < 1 else f"--to {to}"
        raise InputError(f"{what} is nothing to write", where="the command line", mend="give N >= 1 and a .csv")
    files = [to] if draws == 1 else [to.with_stem(f"{to.stem}-{at + 1}") for at in range(draws)]
    for file in files:
        if file.exists():
            raise InputError(f"{file} is already there", where=str(file), mend="name another file: --to FILE")
    return files


def _imputer(workshop: "Workshop") -> "tuple[str, Imputer]":
    """The first generator that fills gaps, and its name.

    Raises:
        RecipeError: none does.
    """
    for at, artefact in workshop.fitted.items():
        use = workshop.recipe.generators[at]
        made = workshop.part("generator", use).restore(artefact)
        if hasattr(made, "impute"):
            return use.name, made
    mend = "take tabular/autoregressive: --set generators.0.name=tabular/autoregressive --set name=filling"
    raise RecipeError("no generator of the recipe fills gaps", where=workshop.recipe.name, mend=mend)


def _table(workshop: "Workshop", other: str | None) -> "Table":
    """The table that was learned from, or another file read as that one was.

    Raises:
        InputError: the file is missing, or its columns are others.
    """
    from provender.tabular.asking.filling import as_learned
    from provender.tabular.table import table_of

    use = workshop.recipe.anchor
    assert use is not None, "whoever learns has an anchor"
    reader: Any = workshop.part("reader", use)
    table = table_of(reader())
    if other is None:
        return table
    from provender.tabular.readers.file import File

    known = File(path=other).reading().table.schema.names
    kinds = {column.name: column.plain() for column in table.schema if column.name in known}
    given = File(path=other, columns=kinds, missing=getattr(reader, "missing", ())).reading().table
    return as_learned(given, table.schema, where=other)


def _tell(filled: "Filled", files: list[Path], name: str, args: argparse.Namespace) -> None:
    """What was filled; a few cells are not counted out."""
    rows = {
        column: {"filled": int(filled.made[column].sum()) if column in filled.made else 0, "left": left}
        for column in filled.table.schema.names
        if (left := filled.left.get(column, 0)) or column in filled.made
    }
    told = {column: {what: _said(count) for what, count in counts.items()} for column, counts in rows.items()}
    if args.json:
        say_json({"files": [str(file) for file in files], "generator": name, "columns": told})
        return
    say(f"{_said(filled.cells)} cells of {_said(filled.rows)} rows filled by {name}, of {len(filled.table):,} rows", "")
    table = [(column, *counts.values()) for column, counts in told.items()]
    say_table(table, head=("column", "filled", "left empty"))
    say("", *(f"wrote {file}" for file in files), "its last column, made, names the cells of each row that were made")
    say("it holds real rows: keep it as you keep the table; it is no release")


def _said(count: int) -> str:
    """A count as it may be told."""
    return f"{count:,}" if count >= _FLOOR or not count else f"under {_FLOOR}"
