"""Flags that several verbs share."""

import argparse
import os
import shlex
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from provender.core.errors import InputError, RecipeError

if TYPE_CHECKING:
    from provender.core.recipe import Recipe
    from provender.core.record import Record
    from provender.recipes.text import Marks
    from provender.run.options import RunOptions
    from provender.store.folder import RunFolder
    from provender.store.signing.keys import SigningKey


def recipe_flags(
    parser: argparse.ArgumentParser,
    *,
    count: str = "ACCEPTED records wanted, or all (overrides the recipe)",
    required: bool = True,
) -> None:
    """The recipe, and what the command line changes of it."""
    parser.add_argument("-c", "--config", metavar="FILE", required=required, help="the recipe, a YAML file")
    parser.add_argument("-n", "--count", metavar="N", help=count)
    parser.add_argument("--seed", metavar="N", help="seed (overrides the recipe)")
    parser.add_argument(
        "--set",
        metavar="A.B=C",
        action="append",
        default=[],
        help="override any value, e.g. --set mix.language.sw=0.4 or --set generators.0.dials.level=3",
    )


def run_flags(parser: argparse.ArgumentParser) -> None:
    """How to run, and where to."""
    output_flag(parser)
    parser.add_argument("--workers", type=int, metavar="N", help="processes (one a core); 0 works in this one")
    parser.add_argument("--fresh", action="store_true", help="throw an earlier run of that name away first")
    parser.add_argument("--max-cost", type=float, metavar="M", help="stop before the teachers cost more than this")


def sign_flag(parser: argparse.ArgumentParser) -> None:
    """`--sign`."""
    parser.add_argument("--sign", metavar="KEY", help="sign what was made with the secret key in this file")


def signer_of(args: argparse.Namespace) -> "SigningKey | None":
    """The key that `--sign` names, read before anything is made.

    Raises:
        InputError: others may read it, or it is none.
    """
    from provender.store.signing.keys import read_secret

    return read_secret(Path(args.sign).expanduser()) if args.sign else None


def options_of(args: argparse.Namespace) -> "RunOptions":
    """What `run_flags` ask for.

    Raises:
        InputError: a negative number.
    """
    from provender.run.options import RunOptions

    for flag in ("workers", "max_cost"):
        if (value := getattr(args, flag)) is not None and not value >= 0:
            mend = "give a number >= 0"
            raise InputError(f"--{flag.replace('_', '-')}={value} is negative", where="the command line", mend=mend)
    workers = args.workers if args.workers is not None else cores()
    return RunOptions(output=Path(args.output), workers=workers, fresh=args.fresh, max_cost=args.max_cost)


def cores() -> int:
    """Cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def again(args: argparse.Namespace, verb: str) -> str:
    """The command that goes on with what was interrupted: the same, but never --fresh."""
    words = ["provender", verb, "-c", args.config]
    flags = {"-n": args.count, "--seed": args.seed, "--workers": args.workers, "--max-cost": args.max_cost}
    words += [word for flag, value in flags.items() if value is not None for word in (flag, str(value))]
    words += [word for setting in args.set for word in ("--set", setting)]
    words += ["--sign", args.sign] if getattr(args, "sign", None) else []
    words += ["-o", args.output] if args.output != "runs" else []
    return shlex.join(words + ["--json"] * args.json)


def json_flag(parser: argparse.ArgumentParser) -> None:
    """`--json`."""
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def output_flag(parser: argparse.ArgumentParser) -> None:
    """`-o/--output`."""
    parser.add_argument("-o", "--output", metavar="DIR", default="runs", help="folder of the run folders (runs)")


def recipe_of(args: argparse.Namespace) -> "Recipe":
    """The recipe that the flags name, checked, and the files that its parts name found.

    Raises:
        RecipeError: it asks for what cannot be; says the line.
        InputError: it, or a file that one of its parts names, is missing.
    """
    from provender.core import files
    from provender.core.registry import load
    from provender.recipes.check import check, named_parts
    from provender.recipes.load import read_recipe

    sets = list(args.set)
    sets += [f"{key}={value}" for key in ("count", "seed") if (value := getattr(args, key)) is not None]
    recipe, marks = read_recipe(args.config, sets=sets)
    check(recipe, marks)
    _check_cells(recipe, marks)
    with files.beside(recipe.folder):
        for kind, _, use in named_parts(recipe):
            part = load(kind, use.name, use.dials)
            path = getattr(part, "path", None)
            if hasattr(part, "files"):
                part.files()  # a folder's; it says itself what is missing
            elif isinstance(path, str) and path:
                files.locate(path, where=f"{args.config}, {use.name}")
        for place, name in enumerate(recipe.limits.decontaminate):
            if name != "anchor":
                files.locate(name, where=marks.at("limits", "decontaminate", place))
    return recipe


def _check_cells(recipe: "Recipe", marks: "Marks") -> None:
    """The tags' shares can be met together, not only each alone."""
    from provender.recipes.check import dialled, makes_of
    from provender.recipes.wings import views
    from provender.stages.balance import Maker, cells

    for view, seen in views(recipe, marks):
        if view.count is None or dialled(view):  # which values there are is told by what is learned from
            continue
        makers = [Maker(name=use.name, weight=use.weight, makes=makes_of(use)) for use in view.generators]
        try:
            cells(makers, view.mix, view.count)
        except RecipeError as refusal:
            where = seen.at(*refusal.where.split(".", 2))
            raise RecipeError(refusal.what, where=where, mend=refusal.mend) from None


def run_folder(args: argparse.Namespace) -> "RunFolder":
    """The run that `args.run` names.

    Raises:
        InputError: there is no run; offers the nearest folder that holds one.
    """
    from provender.store.folder import RunFolder

    path = Path(args.run)
    folder = RunFolder(path)
    if path.is_dir() and folder.read_lock() is not None:
        return folder
    runs = sorted(str(found.parent) for found in path.parent.glob("*/recipe.lock.json"))
    near = get_close_matches(str(path), runs, n=1)
    mend = (
        f"did you mean {near[0]}?" if near else f"there are: {', '.join(runs)}" if runs else "`provender run` makes one"
    )
    raise InputError(f"there is no run in {path}", where=str(path), mend=mend)


def records_of(path: Path) -> "list[Record]":
    """The accepted records of a finished run.

    Raises:
        InputError: there is no run, or it is not finished.
    """
    from provender.run.ledger.dataset import Accepted
    from provender.run.ledger.facts import read_facts

    folder = run_folder(argparse.Namespace(run=str(path)))
    facts = read_facts(folder)
    return [judged.record for judged in Accepted(folder=folder, facts=facts).records()]
