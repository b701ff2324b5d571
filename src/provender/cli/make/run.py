"""Make a recipe's dataset, or go on where an earlier attempt stopped.

Stopped by Ctrl-C, a crash or a full disk, the same command goes on; nothing finished is done again.
"""

import argparse
from dataclasses import asdict, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from provender.cli.flags import again, json_flag, options_of, recipe_flags, recipe_of, run_flags, sign_flag, signer_of
from provender.cli.terminal import pointed, say, say_json
from provender.core.errors import Alarm, Interrupted, Shortfall

if TYPE_CHECKING:
    from provender.core.protocols import Block
    from provender.core.recipe import Recipe
    from provender.run.finish import Summary
    from provender.store.signing.keys import SigningKey


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    run_flags(parser)
    sign_flag(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Run, export, report, and say what came out."""
    recipe, signer = recipe_of(args), signer_of(args)
    began = monotonic()
    folder = Path(args.output) / recipe.name
    try:
        summary = _run(recipe, args)
        made, tables = _publish(recipe, folder)
    except Interrupted as stop:
        raise Interrupted(stop.what, where=stop.where, mend=f"go on with: {again(args, 'run')}") from None
    except Alarm as alarm:  # the data must not be used, so nothing is exported; the report shows why
        made, _ = _publish(replace(recipe, exports=()), folder)
        raise Alarm(alarm.what, where=str(made["report"]), mend=pointed(alarm.mend, folder)) from None
    except Shortfall as short:
        if not _sealed(folder):  # the budget is spent: there is nothing to publish before it is raised
            raise
        # what there is can be used, and the report tells why it is not more
        made, _ = _publish(recipe, folder)
        _sign(folder, signer)
        raise Shortfall(short.what, where=str(made["report"]), mend=short.mend) from None
    signed = _sign(folder, signer)
    if args.json:
        say_json({**asdict(summary), "made": made, **signed})
        return 0
    from provender.cli.summary import show_summary

    show_summary(summary, wall_s=monotonic() - began, made=made, counted=recipe.count is not None, tables=tables)
    say(*(f"signed by {name}" for name in signed.values()))
    return 0


def _run(recipe: "Recipe", args: argparse.Namespace) -> "Summary":
    """The run itself, with its progress shown."""
    from provender.cli.progress import live
    from provender.run.waves import run

    how = options_of(args)
    if args.json:
        return run(recipe, how)
    with live() as progress:
        return run(recipe, replace(how, progress=progress, notice=progress.notice))


def _sealed(path: Path) -> bool:
    """Whether the run has come to its end."""
    from provender.store.folder import RunFolder

    return RunFolder(path).sealed() is not None


def _sign(path: Path, signer: "SigningKey | None") -> dict[str, str]:
    """Sign the sealed run; the key's fingerprint under its name in JSON."""
    from provender.store.folder import RunFolder

    return {"signed_by": RunFolder(path).sign(signer).key.fingerprint} if signer else {}


def _publish(recipe: "Recipe", path: Path) -> "tuple[dict[str, Path], list[Block]]":
    """Exports and the report, from the sealed run: where they lie, and the report's tables."""
    from provender.cli.publish import write_exports, write_report
    from provender.store.folder import RunFolder

    folder = RunFolder(path)
    exports = zip(recipe.exports, write_exports(folder, recipe.exports), strict=True)
    report, tables = write_report(folder)
    return {**{f"export {use.name}": made for use, made in exports}, "report": report}, tables
