"""Train the recipe's student on a finished run's records, and score it by tag on the probe."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of, records_of
from provender.cli.terminal import say, say_json, say_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    output_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Train, keep the student beside the run, and tell its marks. The exam stays shut: `loop` opens it."""
    from provender.recipes.resolve import resolve
    from provender.run.cycle import plain_scores
    from provender.run.workshop import Workshop
    from provender.stages.train import train
    from provender.store.folder import RunFolder

    recipe = resolve(recipe_of(args))
    folder = Path(args.output) / recipe.name
    workshop = Workshop(recipe=recipe)
    records = records_of(folder)
    with workshop.beside():
        lesson = train(recipe, records, workshop.anchor())
    kept = RunFolder(folder).put_artefact(lesson.fitted)
    if args.json:
        say_json({"student": kept, "made": lesson.made, "anchored": lesson.anchored, **plain_scores(lesson.probe)})
        return 0
    marks = lesson.probe
    say(
        f"{marks.overall:.1%} ({marks.interval.low:.1%} to {marks.interval.high:.1%}) right of {marks.n:,} on the probe"
    )
    say(f"after {lesson.made:,} records of the run and {lesson.anchored:,} of the anchor", "")
    names = sorted(marks.measures)
    say_table([(name, f"{marks.measures[name]:.3f}") for name in names])
    rows = [
        (tag, value, f"{share:.1%}", marks.n_by_tag[tag, value], *_told(marks.measures_by_tag.get((tag, value)), names))
        for (tag, value), share in sorted(marks.by_tag.items())
    ]
    say_table(rows, head=("tag", "", "right", "of", *names))
    say("", f"student {kept}")
    return 0


def _told(measures: Mapping[str, float] | None, names: Sequence[str]) -> list[str]:
    """Measures by name; nothing where there is none."""
    found = measures or {}
    return [f"{found[name]:.3f}" if name in found else "" for name in names]
