"""Make and judge a few records of a recipe, from every part of its mix, and write nothing.

What learns really learns, and forgets it again. Teachers are really asked; their replies are kept in the run's
journal, so that the run does not pay for them again.
"""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.entries import entry, show_entry
from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json
from provender.core.errors import InputError

if TYPE_CHECKING:
    from provender.core.protocols import Judged
    from provender.core.record import Failure
    from provender.run.workshop import Workshop
    from provender.stages.balance import Cell


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser, count="records to show (5)")
    output_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Make, judge, show."""
    from provender.recipes.resolve import resolve
    from provender.run.fitting import fit_once
    from provender.run.teachers import with_teachers
    from provender.run.workshop import Workshop
    from provender.store.folder import RunFolder

    wanted, args.count = _number(args.count), None
    recipe = resolve(recipe_of(args))
    with ExitStack() as stack:
        apart = Workshop(recipe=replace(recipe, name=f"{recipe.name}.preview"))  # parts are kept by recipe
        workshop = with_teachers(apart, RunFolder(Path(args.output) / recipe.name), stack)
        workshop = replace(workshop, fitted=fit_once(workshop))
        judged, failures = _made(workshop, wanted)
    entries = [entry(item) for item in judged]
    if args.json:
        say_json({"records": entries, "failures": [failure._asdict() for failure in failures]})
        return 0
    for told in entries:
        show_entry(told)
    for failure in failures:
        say(f"  ✗ failed: {failure.reason}")
    return 0


def _number(text: str | None) -> int:
    """How many records to show."""
    if text is None:
        return 5
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 1000:
        raise InputError(f"-n {text} is no number of records to show", where="the command line", mend="give 1 to 1000")
    return int(text)


def _made(workshop: "Workshop", wanted: int) -> "tuple[list[Judged], list[Failure]]":
    """`wanted` records, each from the next cell in turn, judged; and what could not be made."""
    from provender.core.recipe import Shard
    from provender.stages.generate import generate
    from provender.stages.verify import verify

    recipe = workshop.recipe
    judged: list[Judged] = []
    failures: list[Failure] = []
    for cell, start, count in _shares(workshop, wanted):
        shard = Shard(seed=recipe.seed, start=start, count=count, recipe=recipe.digest)
        with workshop.beside():
            made = generate(workshop.generator(cell), shard, source=cell.name)
            own = workshop.of(cell.name)
            told = verify(made.records, own.verifiers(), accept=own.recipe.accept, depth=recipe.limits.depth)
        judged += told.judged
        failures += made.failures
    return judged, failures


def _shares(workshop: "Workshop", wanted: int) -> "Iterator[tuple[Cell, int, int]]":
    """Cells with the stretch of their generator to show, evenly spread over the cells."""
    makers = workshop.makers()
    asked = [cell for cell in workshop.cells() if cell.quota]
    start = 0
    for place in range(min(wanted, len(asked))):
        cell = asked[place * len(asked) // min(wanted, len(asked))]
        count = wanted // min(wanted, len(asked)) + (place < wanted % min(wanted, len(asked)))
        held = makers[cell.maker].size
        count = count if held is None else min(count, max(held - start, 0))
        if count:
            yield cell, start, count
        start += count
