"""Tell what a run would do: cells of the mix with their quotas, first orders, CPU time and cost. Asks no teacher."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from provender.cli.flags import json_flag, recipe_flags, recipe_of
from provender.cli.terminal import say, say_json, say_table

if TYPE_CHECKING:
    from provender.cli.meter import Bill
    from provender.run.workshop import Workshop
    from provender.stages.balance import Cell

_CELLS = 40


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the flags."""
    recipe_flags(parser)
    json_flag(parser)


def call(args: argparse.Namespace) -> int:
    """Work the mix out, measure a few records, and tell."""
    from provender.cli.meter import counted_workshop, estimate
    from provender.recipes.resolve import reasons, resolve
    from provender.run.fitting import choice_of, learners
    from provender.stages.balance import Tally, candidate_cap, next_orders

    written = recipe_of(args)
    recipe = resolve(written)
    workshop, counters = counted_workshop(recipe)
    workshop = replace(workshop, reasons=reasons(written))
    with workshop.beside():
        makers = workshop.makers()
        asked = workshop.cells()
        wanted = sum(cell.quota for cell in asked)
        cap = candidate_cap(wanted, recipe.limits.max_candidates)
        orders = next_orders(asked, [Tally() for _ in asked], makers, cap=cap)
        first = {order.cell: order.count for order in orders}
        tries = [(cell, first.get(place, 0)) for place, cell in enumerate(asked)]
        learning = learners(workshop)
        choices = {written.generators[at].name: choice_of(part, workshop, at=at) for at, part in learning.items()}
        holds = [_circumstances(workshop, cell) for cell in asked]
        guess = estimate(workshop, counters, [(cell, count) for cell, count in tries if cell.maker not in learning])
    told = {
        "wanted": wanted,
        "most_tried": cap,
        "cells": [
            {**_cell(cell, wanted), **({"holds": case} if case else {}), "first_order": count}
            for (cell, count), case in zip(tries, holds, strict=True)
        ],
        "cpu_s": round(guess.cpu_s, 4),
        "learners": [recipe.generators[at].name for at in learning],
        "choices": {name: choice for name, choice in choices.items() if choice},
        "teachers": {name: _bill(bill) for name, bill in guess.bills.items()},
    }
    if args.json:
        say_json(told)
    else:
        _show(told)
    return 0


def _cell(cell: "Cell", wanted: int) -> dict[str, Any]:
    """A cell with its share, and the real records behind it where it was learned."""
    from provender.stages.balance import told as real

    share = round(cell.quota / wanted, 6) if wanted else 0.0
    behind = {} if cell.behind is None else {"real": real(cell.behind)}
    return {"generator": cell.name, "tags": dict(cell.tags), "share": share, "quota": cell.quota, **behind}


def _circumstances(workshop: "Workshop", cell: "Cell") -> dict[str, str]:
    """What the case of a cell holds, where its generator has cases and tells them."""
    part = workshop.part("generator", workshop.recipe.generators[cell.maker])
    case = dict(cell.tags).get("case", "")
    return dict(part.circumstances(case)) if case and hasattr(part, "circumstances") else {}


def _bill(bill: "Bill") -> dict[str, Any]:
    """A bill in whole tokens."""
    return {
        "calls": round(bill.calls),
        "prompt_tokens": round(bill.prompt_tokens),
        "completion_tokens": None if bill.completion_tokens is None else round(bill.completion_tokens),
        "money": None if bill.money is None else round(bill.money, 4),
    }


def _show(told: dict[str, Any]) -> None:
    """The plan for people."""
    say(f"{told['wanted']:,} records wanted, at most {told['most_tried']:,} tried", "")
    tags = list(dict.fromkeys(tag for cell in told["cells"] for tag in cell["tags"]))
    learned = any("real" in cell for cell in told["cells"])
    cased = any("holds" in cell for cell in told["cells"])
    rows = [
        (cell["generator"], *(cell["tags"].get(tag) or "(none)" for tag in tags), f"{cell['share']:.1%}", cell["quota"])
        + ((cell.get("real", ""),) if learned else ())
        + (
            (", ".join(value for value in cell.get("holds", {}).values() if value not in ("none", "nobody")),)
            if cased
            else ()
        )
        for cell in told["cells"]
        if cell["quota"]
    ]
    more = [*(["real records"] if learned else []), *(["circumstances"] if cased else [])]
    say_table(rows[:_CELLS], head=("generator", *tags, "share", "records", *more))
    if len(rows) > _CELLS:
        say(f"  and {len(rows) - _CELLS:,} cells more: --json lists them all")
    say("", f"about {told['cpu_s']:,.1f} s of CPU to make and judge the first orders, measured on a few of them")
    for name in told["learners"]:
        say(f"{name} learns from the anchor first; neither that nor what it makes is counted here")
    for name, (choice, why) in told["choices"].items():
        say(f"{name} chooses {choice}: {why}")
    bills = [
        (name, *("unknown" if value is None else value for value in bill.values()))
        for name, bill in told["teachers"].items()
    ]
    if bills:
        say("", "teachers, estimated at most:")
        say_table(bills, head=("teacher", "calls", "prompt tokens", "completion tokens", "money"))
