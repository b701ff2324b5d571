"""Tell where a run stands: what is made, accepted, refused, and whether it is finished."""

import argparse
from collections import Counter

from provender.cli.flags import json_flag, run_folder
from provender.cli.terminal import say, say_json, say_table


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    parser.add_argument("run", metavar="RUN", help="the run's folder, e.g. runs/quickstart")
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Add up the run's commits."""
    from provender.run.curator import CURATE
    from provender.run.task import MAKE

    folder = run_folder(args)
    lock = folder.read_lock() or {}
    made: Counter[str] = Counter()
    cpu_s = 0.0
    tasks = 0
    for commit in folder.commits(MAKE):
        made.update({name: int(commit.what[name]) for name in ("accepted", "rejected", "failed")})
        cpu_s += float(commit.cost.get("cpu_s", 0.0))
        tasks += 1
    waves = list(folder.commits(CURATE))
    dropped = sum(ref.rows for wave in waves for ref in wave.shards)
    sealed = folder.sealed()
    told = {
        "recipe": lock["recipe"]["name"],
        "wanted": lock["recipe"]["count"],
        "state": "finished" if sealed else "unfinished: run the same command again to go on",
        "dataset": sealed,
        "waves": len(waves),
        "tasks": tasks,
        "verified": made["accepted"],
        "dropped afterwards": dropped,
        "rejected": made["rejected"],
        "failed": made["failed"],
        "cpu_s": round(cpu_s, 3),
    }
    if args.json:
        say_json(told)
        return 0
    say(f"{folder.path}", "")
    say_table([(name, "all" if value is None else value) for name, value in told.items() if name != "dataset" or value])
    return 0
