"""Make, train, examine, revise, and again: until the recipe's cycles are done or its target is reached.

Each cycle is a run of its own under runs/<name>/cycles. Stopped by Ctrl-C or a crash, the same command goes on.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of
from provender.cli.make.run import cores
from provender.cli.terminal import say, say_json, say_table

if TYPE_CHECKING:
    from provender.core.verdict import Scorecard
    from provender.run.cycle import Cycle, LoopSummary


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    output_flag(parser)
    parser.add_argument("--workers", type=int, metavar="N", help="processes (one a core); 0 works in this one")
    parser.add_argument("--fresh", action="store_true", help="throw an earlier loop of that name away first")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Loop, report, and say what the student came to."""
    from provender.cli.publish import write_cycle_exports, write_loop_report
    from provender.run.cycle import LoopOptions, cycle_facts, loop, plain_scores
    from provender.run.options import RunOptions

    recipe = recipe_of(args)
    workers = args.workers if args.workers is not None else cores()
    how = RunOptions(output=Path(args.output), workers=workers, fresh=args.fresh)
    told = _say_nothing if args.json else _say_cycle
    summary = loop(recipe, LoopOptions(run=how, told=told))
    write_cycle_exports(summary, recipe.exports)
    report = write_loop_report(summary)
    if args.json:
        exam = plain_scores(summary.exam) if summary.exam else None
        say_json({"folder": summary.folder, "cycles": cycle_facts(summary.cycles), "exam": exam, "report": report})
    else:
        _say_end(summary, report)
    return 0


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
    say_table([("folder", summary.folder), ("report", report)])


def _marks(marks: "Scorecard") -> str:
    """A score with its interval."""
    return f"{marks.overall:.1%} ({marks.interval.low:.1%} to {marks.interval.high:.1%}, n = {marks.n:,})"
