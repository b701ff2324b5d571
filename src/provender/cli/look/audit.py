"""Hold a finished run against its anchor with the recipe's audits; exit code 4 when a limit is broken."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from provender.cli.flags import json_flag, output_flag, recipe_flags, recipe_of, records_of
from provender.cli.terminal import say, say_json, say_table
from provender.core.errors import RecipeError

if TYPE_CHECKING:
    from provender.core.verdict import Finding


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    output_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Measure, tell, and refuse where a limit is broken."""
    from provender.recipes.resolve import resolve
    from provender.run.ledger.dataset import tried
    from provender.run.workshop import Workshop
    from provender.stages.calibrate import calibrate, require_sound
    from provender.store.folder import RunFolder

    recipe = resolve(recipe_of(args))
    if not recipe.audits:
        mend = "add audits: [NAME]; `provender parts audit` lists them"
        raise RecipeError("the recipe names no audit", where=args.config, mend=mend)
    folder = Path(args.output) / recipe.name
    workshop = Workshop(recipe=recipe)
    records = records_of(folder)
    with workshop.beside():
        findings = calibrate(recipe, records, workshop.anchor(), tried=lambda: tried(RunFolder(folder)))
    if args.json:
        say_json([finding.plain() for finding in findings])
    else:
        _show(findings)
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


def _part(finding: "Finding", name: str) -> tuple[object, ...]:
    """A slice with its value and, where it has one, its interval."""
    seen = finding.intervals.get(name)
    return name, finding.parts[name], f"{seen.low:.3f} to {seen.high:.3f}" if seen else ""
