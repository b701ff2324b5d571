"""Train the recipe's student on a finished run's records, and score it by tag on the probe."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of, records_of
from provender.cli.make._crossed import crossed, say_crossed
from provender.cli.terminal import say, say_json, say_table

if TYPE_CHECKING:
    from provender.stages.train import Lesson


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    output_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Train, keep the student beside the run, and tell its marks. The exam stays shut: `loop` opens it."""
    from provender.recipes.resolve import resolve
    from provender.run.ledger.dataset import of_wing
    from provender.run.ledger.marks import plain_scores
    from provender.run.workshop import Workshop
    from provender.stages.train import train
    from provender.store.folder import RunFolder

    recipe = resolve(recipe_of(args))
    folder = Path(args.output) / recipe.name
    workshop = Workshop(recipe=recipe)
    records = records_of(folder)
    told: dict[str, Any] = {}
    for name, one in workshop.wings().items():
        if one.recipe.student is None and name:
            continue
        with one.beside():
            lesson = train(one.recipe, of_wing(records, name), one.anchor())
        kept = RunFolder(folder).put_artefact(lesson.fitted)
        told[name] = {"student": kept, "made": lesson.made, "anchored": lesson.anchored, **plain_scores(lesson.probe)}
        if not args.json:
            _show(name, lesson, kept)
    if args.json:
        say_json(told.get("", {"wings": told}))
    return 0


def _show(wing: str, lesson: "Lesson", kept: str) -> None:
    """What a student came to, for people."""
    marks = lesson.probe
    spread = f"{marks.interval.low:.1%} to {marks.interval.high:.1%}, n = {marks.n:,} {marks.counted}"
    say(f"{f'{wing}: ' if wing else ''}{marks.overall:.1%} {marks.measure} ({spread}) on the probe")
    say(f"after {lesson.made:,} records of the run and {lesson.anchored:,} of the anchor", "")
    names = sorted(marks.measures)
    say_table([(name, f"{marks.measures[name]:.3f}") for name in names])
    apart = crossed(marks)
    rows = [
        (tag, value, f"{share:.1%}", marks.n_by_tag[tag, value], *_told(marks.measures_by_tag.get((tag, value)), names))
        for (tag, value), share in sorted(marks.by_tag.items())
        if tag not in apart
    ]
    say_table(rows, head=("tag", "", marks.measure, "of", *names))
    say_crossed(marks)
    say("", f"student {kept}")


def _told(measures: Mapping[str, float] | None, names: Sequence[str]) -> list[str]:
    """Measures by name; nothing where there is none."""
    found = measures or {}
    return [f"{found[name]:.3f}" if name in found else "" for name in names]
