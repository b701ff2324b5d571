"""Measure how often each of the recipe's judges errs: on its gold set, on planted errors, on your own labels.

A judge with too few golds is uncalibrated: with limits.false_accepts in the recipe, its passes do not verify.
Of a model that judges it tells what moves it and should not: place, length, an author's confidence, chance.
Exit code 4 where a judge errs more than the limit allows, or speaks otherwise of the same golds than before.
"""

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import InputError

if TYPE_CHECKING:
    from provender.stages.judges.rates import Calibration

_HEAD = ("judge and slice", "let through", "95 %", "wrongly refused", "95 %", "silent")
_CHANGED = 0.01  # p-value below which a judge is told to have drifted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    output_flag(parser)
    parser.add_argument("--golds", type=int, default=400, metavar="N", help="golds a judge, half of them faulty (400)")
    parser.add_argument("--limit", type=float, metavar="SHARE", help="of false accepts (the recipe's, else 0.05)")
    parser.add_argument("--labels", metavar="FILE", help="your labels of the recipe's run, from `provender label`")
    parser.add_argument("--before", metavar="FILE", help="what --json printed before: what has changed since?")
    parser.add_argument(
        "--again", metavar="NAME", help="ask models anew and keep it under NAME, e.g. may: has one changed?"
    )
    parser.add_argument("--slices", action="store_true", help="show every slice, not only the whole")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Measure and tell."""
    from provender.recipes.resolve import resolve
    from provender.run.judges.golds import biases, calibrations
    from provender.run.judges.labelled import labelled
    from provender.run.teachers import JOURNAL, with_teachers
    from provender.run.workshop import Workshop
    from provender.stages.judges.rates import LIMIT
    from provender.store.folder import RunFolder
    from provender.store.names import safe

    alone = Workshop(recipe=resolve(recipe_of(args)))
    limit = args.limit or alone.recipe.limits.false_accepts or LIMIT
    if args.golds < 2 or not 0 < limit <= 0.5:
        raise InputError(
            "--golds or --limit is out of range", where="the command line", mend="N >= 2, 0 < SHARE <= 0.5"
        )
    home = Path(args.output) / alone.recipe.name
    with ExitStack() as stack:
        journal = f"again-{safe(args.again, 'journal')}" if args.again else JOURNAL
        workshop = with_teachers(alone, RunFolder(home), stack, journal=journal)
        found = calibrations(workshop, count=args.golds, limit=limit)
        drifts = _drifts(args.before, found)
        told: dict[str, Any] = {"judges": [each.plain() for each in found], "drift": drifts, "biases": biases(workshop)}
        if args.labels:
            told["labels"] = labelled(workshop, home, Path(args.labels), limit=limit)
    if args.json:
        say_json(told)
    else:
        _show(told, slices=args.slices)
    return 4 if any(each.state == "too lax" for each in found) or any(each["p"] < _CHANGED for each in drifts) else 0


def _drifts(path: str | None, found: "Sequence[Calibration]") -> list[dict[str, Any]]:
    """What each judge says otherwise of the same golds than in a file."""
    from provender.stages.judges.rates import drifted

    if path is None:
        return []
    try:
        before = {told["judge"]: told for told in json.loads(Path(path).read_text("utf-8"))["judges"]}
    except (OSError, ValueError, TypeError, KeyError):
        mend = "give a file that `provender calibrate --json` printed"
        raise InputError("this tells of no judges", where=path, mend=mend) from None
    compared = [(each, drifted(before.get(each.judge, {}), each)) for each in found]
    return [{"judge": each.judge, **drift._asdict()} for each, drift in compared]


def _show(told: dict[str, Any], *, slices: bool) -> None:
    """The rates for people."""
    from provender.stages.judges.rates import SILENT

    spoke = [judge for judge in told["judges"] if judge["state"] != SILENT]
    for judge in spoke:
        most, limit = f"{judge['bound']:.1%}", f"{judge['limit']:.1%}"
        say(f"{judge['judge']}: {judge['state']}; lets through at most {most} of what is faulty, limit {limit}")
    if silent := [judge["judge"] for judge in told["judges"] if judge["state"] == SILENT]:
        say(f"{SILENT}, so nothing is measured: {', '.join(silent)}")
    say("")
    say_table([row for judge in spoke for row in _rows(judge, slices=slices)], head=_HEAD)
    for name, moved in told["biases"].items():
        for bias in moved:
            found = "BIAS" if bias["found"] else "no bias seen"
            say(f"{name}: {bias['name']}: {found}: {bias['told']} (p = {bias['p']:.2g})")
    for each in told["drift"]:
        if each["changed"]:
            found = "DRIFT" if each["p"] < _CHANGED else "no drift seen"
            text = f"otherwise of {each['changed']} golds, {each['harsher']} harsher, {each['milder']} milder"
            say(f"{each['judge']}: {found}: {text} (p = {each['p']:.2g})")
    if labels := told.get("labels"):
        low, high = labels["interval"]
        say("", f"your labels: {labels['labels']}; truly sound are {labels['sound']:.1%} ({low:.1%} to {high:.1%})")
        low, high = labels["labels_alone"]
        say(f"  of all {labels['records']:,} records; by your labels alone ({low:.1%} to {high:.1%})", "")
        say_table([row for judge in labels["judges"] for row in _rows(judge, slices=slices)], head=_HEAD)


def _rows(judge: dict[str, Any], *, slices: bool) -> list[tuple[object, ...]]:
    """A judge's lines of the table."""
    rows: list[tuple[object, ...]] = []
    for part in judge["slices"] if slices else judge["slices"][:1]:
        name = judge["judge"] if part["name"] == "all" else f"  {part['name']}"
        let, refused = f"{part['let']} of {part['faulty']}", f"{part['refused']} of {part['sound']}"
        rows.append((name, let, _share(part["false_accepts"]), refused, _share(part["false_rejects"]), part["silent"]))
    return rows


def _share(interval: Sequence[float]) -> str:
    """An interval in per cent."""
    return f"{interval[0]:.1%} to {interval[1]:.1%}"
