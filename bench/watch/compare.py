"""Two recipes in contest: does `provender compare` name the better one, and nobody where both are alike? 4 minutes.

The better one makes chains modulo 10 of two and three operations, which the probe asks for; the other chains of five,
which it does not. Both teach the same small student. Then the better one is held against itself under another seed.
Options: --rounds, --count.

    winner             the recipe that was named, and `alike`: who was named of the two that are alike   wanted: null
    cost_per_accepted  CPU seconds, by recipe
    spent_apart        what the one side spent, times what the other did                            wanted: near 1
"""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.harness import finish, options, show

from provender.core.recipe import Recipe, Use
from provender.run.contest.outcome import outcome
from provender.run.contest.rounds import Contest
from provender.run.options import RunOptions

CHAIN = "reasoning/arithmetic/modular_chain"
RIGHT = Recipe(
    name="asked-for",
    generators=(Use(name=CHAIN),),
    mix={("level", "2"): 0.6, ("level", "3"): 0.4},
    anchor=Use(
        name="general/generated",
        dials={"generators": (CHAIN,), "vary": {"level": ("2", "3")}, "count": 400, "seed": 99},
    ),
    splits={"control": 0.2, "probe": 0.8},
    student=Use(
        name="reasoning/decoder",
        dials={"steps": 200, "width": 32, "layers": 1, "heads": 2, "batch": 16, "rate": 6e-3, "context": 96},
    ),
)
WRONG = replace(RIGHT, name="too-long", mix={("level", "5"): 1.0})


def held(one: Recipe, two: Recipe, rounds: int, home: Path) -> dict[str, Any]:
    """A contest and what it came to."""
    contest = Contest(recipes=(one, two), how=RunOptions(output=home, workers=0))
    told = outcome((one, two), contest.rounds(rounds), unit=contest.unit)
    show(
        ("side", "recipe", "accepted", "CPU s", "CPU s an accepted record", "mark"),
        [(side, each["recipe"], each["accepted"], each["cost"], each["cost_per_accepted"][0], each["mark"][0])
         for side, each in told["sides"].items()],
        title=told["says"],
    )  # fmt: skip
    return told


def main() -> None:
    """Hold both contests, print."""
    given = options(__doc__ or "", rounds=8, count=300)
    right, wrong = (replace(each, count=given.count) for each in (RIGHT, WRONG))
    with TemporaryDirectory() as folder:
        told = held(wrong, right, given.rounds, Path(folder))
        alike = held(right, replace(right, name="the-same-again", seed=77), given.rounds, Path(folder))
    sides = told["sides"]
    costs = [each["cost"] for each in sides.values()]
    figures = {
        "winner": sides[told["winner"]]["recipe"] if told["winner"] else None,
        "alike": alike["winner"],
        "more": alike["more"],
        "spent_apart": round(max(costs) / min(costs), 4),
        "cost_per_accepted": {each["recipe"]: round(each["cost_per_accepted"][0], 6) for each in sides.values()},
        "mark": {each["recipe"]: round(each["mark"][0], 4) for each in sides.values()},
    }
    finish("compare", figures)


if __name__ == "__main__":
    main()
