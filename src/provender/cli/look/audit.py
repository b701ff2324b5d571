"""Hold data against ground truth; exit code 4 when a limit is broken.

With `-c` a finished run is held against its anchor by the recipe's audits. With a table, made by whatever tool, all
audits of tables and all attacks are run: `provender audit made.csv --reference real.csv --control other.csv`, where
the reference is what the table was made from, and control holds rows of the same kind that were not used.
"""

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of, records_of
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import InputError, RecipeError, discreet

if TYPE_CHECKING:
    from provender.core.verdict import Finding


_DIALS = {
    "target": "the outcome that a model would predict",
    "group": "the column whose groups are looked into",
    "treatment": "the column of treatments whose effects a study would look for",
    "condition": "the column of conditions within which they are looked for",
    "time": "how long a row was watched, with --event",
    "event": "whether it happened in the end",
}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("table", metavar="TABLE", nargs="?", help="a CSV or Parquet file that was made, by any tool")
    parser.add_argument("--reference", metavar="FILE", help="the real rows that it was made from")
    parser.add_argument("--control", metavar="FILE", help="real rows of the same kind that were not used")
    for name, told in _DIALS.items():
        parser.add_argument(f"--{name}", metavar="COLUMN", help=told)
    parser.add_argument("--audit", action="append", default=[], metavar="NAME", help="only this (all that fit)")
    recipe_flags(parser, required=False)
    output_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Measure, tell, and refuse where a limit is broken."""
    if bool(args.table) == bool(args.config):
        mend = "give -c RECIPE for a run, or TABLE with --reference and --control for a table from anywhere"
        raise InputError("either a recipe or a table is audited", where="the command line", mend=mend)
    return _release(args) if args.table else _run(args)


def _release(args: argparse.Namespace) -> int:
    """Audit and attack a table, and draw the page."""
    from provender.stages.calibrate import require_sound
    from provender.tabular.yardstick.release import audits, findings, release

    for flag in ("reference", "control"):
        if not getattr(args, flag):
            mend = "give --reference FILE, the rows it was made from, and --control FILE, real rows held back from that"
            raise InputError(f"--{flag} is missing", where="the command line", mend=mend)
    with discreet():
        rows, anchor = release(args.table, args.reference, args.control)
        parts = audits({name: value for name in _DIALS if (value := getattr(args, name))}, asked=args.audit)
        found: list[Finding] = []
        left: dict[str, str] = {}
        for name, told in findings(rows, anchor, parts):
            if isinstance(told, str):
                left[name] = told
                continue
            found.append(told)
            if not args.json:
                _show([told])
    page = _page(
        args, found, left, {"made": len(rows), "learned from": len(anchor.reference), "held back": len(anchor.control)}
    )
    if args.json:
        say_json({"findings": [finding.plain() for finding in found], "left": left, "page": str(page)})
    else:
        _show_left(left)
        say(f"page: {page}")
    require_sound(found, where=args.table)
    return 0


def _page(args: argparse.Namespace, found: "list[Finding]", left: dict[str, str], rows: dict[str, int]) -> Path:
    """Write the page of an audited table."""
    from provender.report.audited import audit_page
    from provender.store.folder import RunFolder
    from provender.tabular.attacks.statement import statement

    name = Path(args.table).name
    sheets = statement(found, left)
    plain = [each.plain() for each in found]
    html = audit_page(name, plain, verb="audit", rows=rows, left=left, statement=sheets)
    safe = re.sub(r"[^A-Za-z0-9._-]+", "-", name).lstrip(".-") or "table"
    return RunFolder(Path(args.output) / f"audited-{safe}").write_derived("report", "index.html", [html.encode()])


def _run(args: argparse.Namespace) -> int:
    """Hold a run against its anchor."""
    from provender.recipes.resolve import resolve
    from provender.run.audit import audited
    from provender.run.ledger.dataset import tried
    from provender.run.workshop import Workshop
    from provender.stages.calibrate import require_sound
    from provender.store.folder import RunFolder

    recipe = resolve(recipe_of(args))
    if not recipe.audits:
        mend = "add audits: [NAME]; `provender parts audit` lists them"
        raise RecipeError("the recipe names no audit", where=args.config, mend=mend)
    folder = Path(args.output) / recipe.name
    workshop = Workshop(recipe=recipe)
    records = records_of(folder)
    findings, left = audited(workshop, records, tried=lambda: tried(RunFolder(folder)))
    if args.json:
        say_json([finding.plain() for finding in findings])
    else:
        _show(findings)
        _show_left(left)
    require_sound(findings, where=str(folder))
    return 0


def _show(findings: "list[Finding]") -> None:
    """The findings for people."""
    for finding in findings:
        limit = "" if finding.limit is None else f", the limit is {finding.limit:.3g}"
        found = f"{finding.value:.3g} ({finding.interval.low:.3g} to {finding.interval.high:.3g}){limit}"
        say(f"{finding.audit}: {found}", f"  {finding.reason}")
        say_table([_part(finding, name) for name in finding.parts], indent=4)
        say("")


def _show_left(left: dict[str, str]) -> None:
    """The audits that measured nothing, and why."""
    for name, why in left.items():
        say(f"{name}: left out", f"  {why}", "")


def _part(finding: "Finding", name: str) -> tuple[object, ...]:
    """A slice with its value and, where it has one, its interval."""
    seen = finding.intervals.get(name)
    return name, finding.parts[name], f"{seen.low:.3f} to {seen.high:.3f}" if seen else ""
