"""Make, train, examine, revise, and again: until the target, the budget, no more gain, or the last of the cycles.

Each cycle is a run of its own under runs/<name>/cycles; report/recipes holds every next recipe, and why it changed.
Stopped by Ctrl-C or a crash, the same command goes on.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.flags import again, json_flag, options_of, recipe_flags, recipe_of, run_flags, sign_flag, signer_of
from provender.cli.make._crossed import crossed, say_crossed
from provender.cli.terminal import near, pointed, say, say_json, say_table
from provender.core.errors import Alarm, Interrupted

if TYPE_CHECKING:
    from provender.core.recipe import Recipe
    from provender.core.verdict import Scorecard
    from provender.run.cycle import LoopSummary
    from provender.run.ledger.cycles import Cycle, Part


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    run_flags(parser)
    sign_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Loop, report, and say what the student came to."""
    from provender.cli.publish import write_cycle_exports, write_loop_report
    from provender.run.cycle import LoopOptions, loop
    from provender.run.ledger.cycles import cycle_facts
    from provender.run.ledger.marks import plain_scores

    recipe, signer = recipe_of(args), signer_of(args)
    tell = _say_nothing if args.json else _say_cycle
    try:
        summary = loop(recipe, LoopOptions(run=options_of(args), told=tell))
    except Interrupted as stop:
        raise Interrupted(stop.what, where=stop.where, mend=f"go on with: {again(args, 'loop')}") from None
    except Alarm as alarm:
        page, stopped = _report(recipe, args, alarm)
        raise Alarm(alarm.what, where=near(page), mend=pointed(alarm.mend, stopped)) from None
    if signer is not None:
        for folder in summary.folders:
            folder.sign(signer)
    write_cycle_exports(summary, recipe.exports)
    report = write_loop_report(summary)
    if args.json:
        exams = {name: plain_scores(marks) for name, marks in summary.exams.items()}
        exam = {"exams": exams} if recipe.wings else {"exam": exams.get("")}
        told = {"folder": summary.folder, "cycles": cycle_facts(summary.cycles), **exam}
        say_json({**told, "ended": summary.ended, "report": report})
    else:
        _say_end(summary, report)
    return 0


def _report(recipe: "Recipe", args: argparse.Namespace, alarm: Alarm) -> tuple[Path, Path]:
    """The report of a loop that was stopped, and the run that raised the alarm."""
    from provender.cli.publish import write_loop_report
    from provender.run.cycle import so_far
    from provender.store.folder import RunFolder

    summary, where = so_far(recipe, Path(args.output)), Path(alarm.where)
    if summary.folder == where:
        return write_loop_report(summary), summary.folders[-1].path
    return write_loop_report(summary, stopped=RunFolder(where)), where


def _say_nothing(cycle: "Cycle") -> None:
    """For programs, which read the end alone."""


def _say_cycle(cycle: "Cycle") -> None:
    """One finished cycle, wing by wing."""
    for name, part in cycle.wings.items():
        _say_part(f"cycle {cycle.number}{f', {name}' if name else ''}", part)
    say("")


def _say_part(head: str, part: "Part") -> None:
    """What a wing's student came to, and what it is to get next."""
    if (probe := part.probe) is None:
        say(f"{head}: no student")
        return
    say(f"{head}: {part.made:,} records learned, probe {_marks(probe)}")
    apart = crossed(probe)
    rows = [
        (f"{tag} {value}", f"{share:.1%}", f"{probe.n_by_tag[tag, value]:,} {probe.counted}")
        for (tag, value), share in sorted(probe.by_tag.items())
        if len({other for name, other in probe.by_tag if name == tag}) > 1 and tag not in apart
    ]
    say_table(rows)
    say_crossed(probe)
    for change in part.changes:
        say(f"    next: {change}")


def _say_end(summary: "LoopSummary", report: Path) -> None:
    """The exams, and where everything lies."""
    for name, marks in summary.exams.items():
        say(f"exam{f' of {name}' if name else ''}, opened once: {_marks(marks)}", "")
    say(f"ended: {summary.ended}", "")
    recipes = report.parent / "recipes"
    say_table([("folder", near(summary.folder)), ("report", near(report)), ("recipes", near(recipes))])


def _marks(marks: "Scorecard") -> str:
    """A score with what it is, and its interval."""
    more = "".join(f", {name} {value:.3f}" for name, value in sorted(marks.measures.items()))
    spread = f"{marks.interval.low:.1%} to {marks.interval.high:.1%}, n = {marks.n:,}"
    return f"{marks.overall:.1%} {marks.measure} ({spread}){more}"
