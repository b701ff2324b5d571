"""Make, train, examine, revise, and again: until the target, the budget, no more gain, or the last of the cycles.

Each cycle is a run of its own under runs/<name>/cycles; report/recipes holds every next recipe, and why it changed.
Stopped by Ctrl-C or a crash, the same command goes on.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.flags import again, json_flag, options_of, recipe_flags, recipe_of, run_flags, sign_flag, signer_of
from provender.cli.terminal import near, say, say_json, say_table
from provender.core.errors import Alarm, Interrupted

if TYPE_CHECKING:
    from provender.core.recipe import Recipe
    from provender.core.verdict import Scorecard
    from provender.run.cycle import Cycle, LoopSummary


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    run_flags(parser)
    sign_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Loop, report, and say what the student came to."""
    from provender.cli.publish import write_cycle_exports, write_loop_report
    from provender.run.cycle import LoopOptions, cycle_facts, loop, plain_scores

    recipe, signer = recipe_of(args), signer_of(args)
    tell = _say_nothing if args.json else _say_cycle
    try:
        summary = loop(recipe, LoopOptions(run=options_of(args), told=tell))
    except Interrupted as stop:
        raise Interrupted(stop.what, where=stop.where, mend=f"go on with: {again(args, 'loop')}") from None
    except Alarm as alarm:
        raise Alarm(alarm.what, where=str(_report(recipe, args, alarm)), mend=alarm.mend) from None
    if signer is not None:
        for folder in summary.folders:
            folder.sign(signer)
    write_cycle_exports(summary, recipe.exports)
    report = write_loop_report(summary)
    if args.json:
        exam = plain_scores(summary.exam) if summary.exam else None
        told = {"folder": summary.folder, "cycles": cycle_facts(summary.cycles), "exam": exam}
        say_json({**told, "ended": summary.ended, "report": report})
    else:
        _say_end(summary, report)
    return 0


def _report(recipe: "Recipe", args: argparse.Namespace, alarm: Alarm) -> Path:
    """The report of what raised the alarm: the whole loop, or the run of one cycle."""
    from provender.cli.publish import write_loop_report, write_report
    from provender.run.cycle import so_far
    from provender.store.folder import RunFolder

    summary = so_far(recipe, Path(args.output))
    if summary.folder == Path(alarm.where):
        return write_loop_report(summary)
    return write_report(RunFolder(Path(alarm.where)))[0]


def _say_nothing(cycle: "Cycle") -> None:
    """For programs, which read the end alone."""


def _say_cycle(cycle: "Cycle") -> None:
    """One finished cycle."""
    say(f"cycle {cycle.number}: {cycle.made:,} records learned, probe {_marks(cycle.probe)}")
    rows = [
        (f"{tag} {value}", f"{share:.1%}", f"{cycle.probe.n_by_tag[tag, value]:,} items")
        for (tag, value), share in sorted(cycle.probe.by_tag.items())
        if len({other for name, other in cycle.probe.by_tag if name == tag}) > 1
    ]
    say_table(rows)
    for change in cycle.changes:
        say(f"    next: {change}")
    say("")


def _say_end(summary: "LoopSummary", report: Path) -> None:
    """The exam, and where everything lies."""
    if summary.exam is not None:
        say(f"exam, opened once: {_marks(summary.exam)}", "")
    say(f"ended: {summary.ended}", "")
    recipes = report.parent / "recipes"
    say_table([("folder", near(summary.folder)), ("report", near(report)), ("recipes", near(recipes))])


def _marks(marks: "Scorecard") -> str:
    """A score with its interval."""
    more = "".join(f", {name} {value:.3f}" for name, value in sorted(marks.measures.items()))
    return f"{marks.overall:.1%} ({marks.interval.low:.1%} to {marks.interval.high:.1%}, n = {marks.n:,}){more}"
