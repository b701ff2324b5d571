"""Make a recipe's dataset, or go on where an earlier attempt stopped.

Stopped by Ctrl-C, a crash or a full disk, the same command goes on; nothing finished is done again.
"""

import argparse
import os
import shlex
from dataclasses import asdict, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of
from provender.cli.terminal import say_json
from provender.core.errors import Alarm, Interrupted, Shortfall

if TYPE_CHECKING:
    from provender.core.recipe import Recipe
    from provender.run.finish import Summary


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    output_flag(parser)
    parser.add_argument("--workers", type=int, metavar="N", help="processes (one a core); 0 works in this one")
    parser.add_argument("--fresh", action="store_true", help="throw an earlier run of that name away first")
    parser.add_argument("--max-cost", type=float, metavar="M", help="stop before the teachers cost more than this")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Run, export, report, and say what came out."""
    recipe = recipe_of(args)
    began = monotonic()
    folder = Path(args.output) / recipe.name
    try:
        summary = _run(recipe, args)
        made = _publish(recipe, folder)
    except Interrupted as stop:
        raise Interrupted(stop.what, where=stop.where, mend=f"go on with: {again(args)}") from None
    except Alarm as alarm:  # the data must not be used, so nothing is exported; the report shows why
        made = _publish(replace(recipe, exports=()), folder)
        raise Alarm(alarm.what, where=str(made["report"]), mend=alarm.mend) from None
    except Shortfall as short:  # what there is can be used, and the report tells why it is not more
        made = _publish(recipe, folder)
        raise Shortfall(short.what, where=str(made["report"]), mend=short.mend) from None
    if args.json:
        say_json({**asdict(summary), "made": made})
        return 0
    from provender.cli.summary import show_summary

    show_summary(summary, wall_s=monotonic() - began, made=made)
    return 0


def _run(recipe: "Recipe", args: argparse.Namespace) -> "Summary":
    """The run itself, with its progress shown."""
    from provender.cli.progress import live
    from provender.run.options import RunOptions
    from provender.run.waves import run

    workers = args.workers if args.workers is not None else cores()
    how = RunOptions(output=Path(args.output), workers=workers, fresh=args.fresh, max_cost=args.max_cost)
    if args.json:
        return run(recipe, how)
    with live() as progress:
        return run(recipe, replace(how, progress=progress))


def _publish(recipe: "Recipe", path: Path) -> dict[str, Path]:
    """Exports and the report, from the sealed run."""
    from provender.cli.publish import write_exports, write_report
    from provender.store.folder import RunFolder

    folder = RunFolder(path)
    exports = zip(recipe.exports, write_exports(folder, recipe.exports), strict=True)
    return {**{f"export {use.name}": made for use, made in exports}, "report": write_report(folder)}


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def again(args: argparse.Namespace) -> str:
    """The command that goes on with this run: the same, but never --fresh."""
    words = ["provender", "run", "-c", args.config]
    flags = {"-n": args.count, "--seed": args.seed, "--workers": args.workers, "--max-cost": args.max_cost}
    words += [word for flag, value in flags.items() if value is not None for word in (flag, str(value))]
    words += [word for setting in args.set for word in ("--set", setting)]
    words += ["-o", args.output] if args.output != "runs" else []
    return shlex.join(words + ["--json"] * args.json)
