"""Hold two recipes against each other: the same budget each round, the same student, and which one it learns more from.

    provender compare a.yaml b.yaml --rounds 5 -n 500

The first recipe makes its count each round, and what that costs is the budget: the second makes as many records as that
buys. Both teach the same student, from the same seed. The verdict names a winner, or says that nobody can tell yet and
how many rounds more it would seem to take. Stopped, the same command goes on.
"""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, options_of, recipe_of, run_flags
from provender.cli.terminal import near, say, say_json, say_table
from provender.core.errors import InputError, Interrupted

if TYPE_CHECKING:
    from provender.run.contest.rounds import Round

_LEAST = 2
_UNEQUAL = 1.2  # times the lesser spending from which both were not given the same


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("recipes", nargs=2, metavar="RECIPE", help="two recipes with the same student and anchor")
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds of the same budget (5)")
    parser.add_argument("-n", "--count", metavar="N", help="accepted records of the first recipe in each round")
    parser.add_argument("--seed", metavar="N", help="another seed, for both")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", help="a value in both recipes")
    run_flags(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Run the rounds, decide, and tell."""
    from provender.run.contest.outcome import outcome
    from provender.run.contest.rounds import Contest

    if args.rounds < _LEAST:
        mend = f"give --rounds {_LEAST} or more: of one round nobody can tell luck from merit"
        raise InputError(f"--rounds {args.rounds} is too few", where="the command line", mend=mend)
    one, two = (recipe_of(argparse.Namespace(**{**vars(args), "config": name})) for name in args.recipes)
    told = _silent if args.json else _say_round
    contest = Contest(recipes=(one, two), how=options_of(args), told=told)
    try:
        rounds = contest.rounds(args.rounds)
    except Interrupted as stop:
        raise Interrupted(stop.what, where=stop.where, mend="go on with the same command") from None
    result = outcome((one, two), rounds, unit=contest.unit)
    if args.json:
        say_json({"folder": contest.folder.path, **result})
    else:
        _show(result)
        say_table([("folder", near(contest.folder.path))])
    return 0


def _silent(number: int, sides: "Sequence[Round]") -> None:
    """For programs, which read the end alone."""


def _say_round(number: int, sides: "Sequence[Round]") -> None:
    """One finished round."""
    told = [
        f"{side}: {each.accepted:,} records for {each.cost:.3g}{_mark(each)}"
        for side, each in zip("ab", sides, strict=True)
    ]
    say(f"round {number}  {'   '.join(told)}")


def _mark(side: "Round") -> str:
    """The student's mark, where there is one."""
    return "" if side.mark is None else f", mark {side.mark:.1%}"


def _show(result: Mapping[str, Any]) -> None:
    """The verdict, and both sides beside each other."""
    sides = list(result["sides"].values())
    unit = result["unit"]
    rows = [
        (f"{unit} spent", *(f"{side['cost']:.4g}" for side in sides)),
        (f"{unit} an accepted record", *(_figure(side["cost_per_accepted"], ".4g") for side in sides)),
        ("accepted of tried", *(f"{side['accepted']:,} of {side['tried']:,}" for side in sides)),
        ("student's mark", *(_figure(side["mark"], ".1%") for side in sides)),
        (f"mark by {unit}", *(_figure(side["mark_per_cost"], ".3g") for side in sides)),
        ("diversity beside the anchor", *(_figure(side["diversity"], ".2f") for side in sides)),
    ]
    if any(side["learning"] for side in sides):
        rows.insert(1, ("CPU s of learning first, not in it", *(f"{side['learning']:.4g}" for side in sides)))
    judges = sorted({name for side in sides for name in side["judges"]})
    rows += [(f"refused by {name}", *(f"{side['judges'].get(name, 0):.1%}" for side in sides)) for name in judges]
    say("")
    say_table(rows, head=("", *(f"{name}: {side['recipe']}" for name, side in zip("ab", sides, strict=True))))
    say("", result["says"], "")
    low, high = sorted(side["cost"] for side in sides)
    if high > _UNEQUAL * low:
        say(f"one side spent {high / max(low, 1e-12):.2f} times what the other did: give rounds more records", "")


def _figure(value: Sequence[float] | None, form: str) -> str:
    """A mean with its interval; nothing where there is none."""
    if value is None:
        return ""
    middle, low, high = (format(each, form) for each in value)
    return f"{middle} ({low} to {high})"
