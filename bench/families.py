"""Every family of reasoning problems: how fast, how varied, by which rules, and how hard its levels are.

A record counts when its question was read back, every step checked, and the answer found by a second method. One
core; each family at its default dials, its languages by turns. `--only gcd` measures those whose names hold it.
Beside it reasoning-gym's nearest tasks, which verify nothing and tell no steps. Takes about three CPU minutes.

    count               families                                                     wanted: >= 45
    median_per_core     verified records a CPU second, over the families             wanted: >= 5,000
    slowest_per_core    of the slowest family                                        wanted: >= 50
    distinct_min        distinct abstract problems among 10,000, fewest of all       wanted: >= 9,500
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from statistics import fmean, median
from time import process_time
from typing import Any, NamedTuple

from bench.peers.setup import ask

from bench import harness
from provender.core import dials, registry
from provender.core.protocols import Verifier
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.reasoning.difficulty import difficulty
from provender.reasoning.problem import Problem

WING = "reasoning/"
DISTINCT_OF = 10_000
SECONDS = 0.8  # CPU, for each family's speed
CHUNK = 25
NEAREST = {
    "algebra/linear_equations": "simple_equations",
    "algebra/polynomial_product": "polynomial_multiplication",
    "arithmetic/column": "chain_sum",
    "arithmetic/decimals": "decimal_arithmetic",
    "arithmetic/fractions": "fraction_simplification",
    "arithmetic/gcd": "gcd",
    "arithmetic/multiplication": "products",
    "arithmetic/precedence": "basic_arithmetic",
    "arithmetic/prime_factors": "prime_factorization",
    "combinatorics/shortest_path": "shortest_path",
    "logic/knights_and_knaves": "knights_knaves",
    "logic/sudoku": "sudoku",
    "logic/syllogisms": "syllogism",
    "logic/zebra": "zebra_puzzles",
    "measure/calendar": "calendar_arithmetic",
    "number_theory/base_conversion": "base_conversion",
}  # the task of reasoning-gym that asks most nearly what the family asks


class Row(NamedTuple):
    """A family, measured."""

    name: str
    per_core: float
    distinct: int
    steps: float
    loads: Sequence[float]
    goal: str
    rules: Sequence[str]


def families() -> list[str]:
    """Generators of the wing that need nothing handed in and no dial set."""
    found = {name: registry.find("generator", name) for name in registry.names("generator") if name.startswith(WING)}
    ready = [name for name, part in found.items() if all(map(dials.has_default, fields(part)))]
    return [name for name in ready if "bind" not in dir(found[name]) and "restore" not in dir(found[name])]


def made(name: str, chosen: Mapping[str, object], start: int, count: int) -> list[Record]:
    """Records of a family."""
    part = registry.load("generator", name, chosen)
    return [found for found in part(Shard(seed=11, start=start, count=count)) if isinstance(found, Record)]


def settings(name: str) -> list[dict[str, object]]:
    """Default dials in every language."""
    makes = registry.find("generator", name).makes  # type: ignore[attr-defined]
    return [{"language": language} for language in makes["language"]]


def verifiers() -> dict[str, Verifier]:
    """The wing's verifiers that need nothing handed in."""
    found = {name: registry.find("verifier", name) for name in registry.names("verifier") if name.startswith(WING)}
    return {name: registry.load("verifier", name) for name, part in found.items() if "bind" not in dir(part)}


def judge_of(record: Record, known: Mapping[str, Verifier]) -> Verifier:
    """The verifier that passes a record, among those that want to see it."""
    for verifier in known.values():
        wanted: Mapping[str, Sequence[str]] = getattr(verifier, "judges", {})
        shown = all(record.tags.get(tag) in values for tag, values in wanted.items())
        if shown and verifier([record])[0].outcome is Outcome.PASS:
            return verifier
    raise SystemExit(f"no verifier passes {record.key}:\n{record.payload.text()}")


def per_core(name: str, known: Mapping[str, Verifier]) -> float:
    """Verified records a CPU second, languages by turns; stops at the first record that is not proved.

    Without the cyclic collector, as a worker runs its tasks.
    """
    gc.disable()
    turns = settings(name)
    judge = judge_of(made(name, turns[0], 0, 1)[0], known)
    done, began = 0, process_time()
    while process_time() - began < SECONDS:
        records = made(name, turns[done // CHUNK % len(turns)], done, CHUNK)
        if any(verdict.outcome is not Outcome.PASS for verdict in judge(records)):
            raise SystemExit(f"{name}: a record is not proved")
        done += CHUNK
    taken = process_time() - began
    gc.enable()
    return done / taken


def distinct(name: str) -> int:
    """Distinct abstract problems among the first 10,000."""
    part = registry.load("generator", name)
    shard = Shard(seed=11, start=0, count=DISTINCT_OF)
    return len({found.payload.group() for found in part(shard) if isinstance(found, Record)})


def told(records: Sequence[Record]) -> Iterator[Any]:
    """The derivations of records."""
    for record in records:
        if isinstance(record.payload, Problem) and record.payload.derivation:
            yield record.payload.derivation


def measured(name: str, known: Mapping[str, Verifier]) -> Row:
    """One family."""
    part = registry.find("generator", name)
    levels = part.makes.get("level", ()) if "level" in dials.dial_types(part) else ()  # type: ignore[attr-defined]
    by_level = [list(told(made(name, {"level": level}, 0, 50))) for level in levels]
    stories = list(told(made(name, {}, 0, 200)))
    goal = stories[0].goal
    return Row(
        name=name.removeprefix(WING),
        per_core=per_core(name, known),
        distinct=distinct(name),
        steps=fmean(len(story.steps) for story in stories),
        loads=[fmean(difficulty(story).load for story in level) for level in by_level],
        goal=str(goal[0]) if isinstance(goal, tuple) else str(type(goal).__name__),
        rules=sorted({step.rule for story in stories for step in story.steps}),
    )


def beside(rows: Sequence[Row]) -> dict[str, object]:
    """The nearest tasks' bare generation in the same run, and ours, verified, to theirs."""
    ours = {row.name: row.per_core for row in rows if row.name in NEAREST}
    if not ours:
        return {}
    peer, why = ask("reasoning_gym", "generate.py", str(SECONDS), *[NEAREST[name] for name in ours])
    if not peer:
        print(f"\n{why}")
        return {"missing": why}
    made = {
        name: (round(rate), peer[NEAREST[name]], round(rate / peer[NEAREST[name]], 3)) for name, rate in ours.items()
    }
    harness.show(
        ("family", "verified/s", "reasoning-gym's task", "items/s, bare", "ours to theirs"),
        [(name, rate, NEAREST[name], theirs, ratio) for name, (rate, theirs, ratio) in made.items()],
        title="beside it: generation alone",
    )
    return {name: {"task": NEAREST[name], "per_core": made[name][1], "ratio": made[name][2]} for name in made}


def main() -> None:
    """Measure the families, print the tables and the figures."""
    only = harness.options(__doc__ or "", only="").only
    known = verifiers()
    rows = [measured(name, known) for name in families() if only in name]
    harness.show(
        ("family", "verified/s", "distinct of 10,000", "steps", "load by level"),
        [
            (row.name, f"{row.per_core:,.0f}", f"{row.distinct:,}", f"{row.steps:.1f}",
             " ".join(f"{load:.1f}" for load in row.loads))
            for row in rows
        ],
    )  # fmt: skip
    harness.show(("family", "goal", "rules"), [(row.name, row.goal, ", ".join(row.rules)) for row in rows])
    figures = {
        "count": len(rows),
        "median_per_core": round(median(row.per_core for row in rows)),
        "slowest_per_core": round(min(row.per_core for row in rows)),
        "distinct_min": min(row.distinct for row in rows),
    }
    harness.finish("families", figures, peer=beside(rows))


if __name__ == "__main__":
    main()
