"""How like a held-back part of a real table a synthetic one is, beside the real rows that were learned from.

    make bench NAME=tabular_fidelity                                 Adult and SUPPORT2 of PROVENDER_DATA, 3 seeds
    make bench NAME=tabular_fidelity TABLE=any.csv TARGET=column     any table; SEEDS=1, GENERATOR=tabular/copula
    PEERS=mostlyai_engine (default: and ctgan; 0 for none)           one seed each, in environments of their own

A quarter is held back; of the rest at most 10,000 rows are learned. detection: AUC of boosted trees that tell held-back
from synthetic rows, 3 folds (0.5 is ideal), numbers with decimals also rounded to one; tstr: AUC for the target of
trees that learned on synthetic rows, on held-back ones; shapes, all_pairs: 1 - distance of each column
(Kolmogorov-Smirnov, total variation) and each pair (correlation, ten bins), all alike; pairs: the same over those pairs
alone between which anything holds in the held-back rows, which is sdmetrics' figure exactly (`tabular_audit`).
Until now `pairs` was what all_pairs is, where pairs that have nothing to do with each other hide what is lost: of the
copula on Adult it says .93, `pairs` .85; violations: share of rows that break a dependency between two columns which
every row learned from keeps; cpu_s: of fit and sample, compiling included; rows_per_s: of further rows drawn as a
run draws them, 20,000 at once, by the clock on all cores.
"""

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from bench.harness import cpu_now, finish, options, show
from bench.peers.tables import drawn_by

from provender.core.protocols import Fittable
from provender.core.recipe import Shard
from provender.core.record import Origin
from provender.core.registry import load
from provender.tabular.measure.columns import shapes
from provender.tabular.measure.dependencies import violations
from provender.tabular.measure.detection import detection
from provender.tabular.measure.frame import frames, rounded
from provender.tabular.measure.pairs import pairs, trends
from provender.tabular.measure.usefulness import tstr
from provender.tabular.table import Rows, Table, table_of

HOME = Path(__file__).parents[2]
ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
LEARNED = 10_000
TIMED = 20_000
KNOWN = {"adult": ("income-per-year", ()), "support2": ("hospdead", ("death", "d.time"))}


class Split(NamedTuple):
    """What is learned and what is held back of a table, its target, and what the target is not told from."""

    learned: Table
    held: Table
    target: str
    without: Sequence[str]


def halves(table: Table, target: str, without: Sequence[str]) -> Split:
    """A quarter held back; of the rest what is learned."""
    order = np.random.default_rng(0).permutation(len(table))
    cut = len(table) // 4
    return Split(table.take(order[cut:][:LEARNED]), table.take(order[:cut]), target, without)


def measured(split: Split, *, generator: str, seed: int) -> dict[str, float]:
    """All figures of one seed."""
    rest = split.learned
    part: Fittable = load("generator", generator, where="the bench")
    began = cpu_now()
    make = part.restore(part.fit(Rows(rest, ORIGIN, np.arange(len(rest))), seed=seed, noise=None))
    made = table_of([r for r in make(Shard(seed=seed, start=0, count=len(split.held))) if not isinstance(r, tuple)])
    spent = cpu_now() - began
    began = time.perf_counter()
    more = sum(1 for _ in make(Shard(seed=seed, start=len(split.held), count=TIMED)))
    pace = more / (time.perf_counter() - began)
    return {**scored(split, made), "cpu_s": spent, "rows_per_s": pace}


def scored(split: Split, made: Table) -> dict[str, float]:
    """How like the held-back rows made ones are."""
    real, learned, drawn = frames([split.held, split.learned, made])
    return {
        "detection": detection(real, drawn),
        "detection_rounded": detection(rounded(real), rounded(drawn)),
        "tstr": tstr(drawn, real, split.target, split.without),
        "tstr_real": tstr(learned, real, split.target, split.without),
        "shapes": shapes(real, drawn),
        "pairs": trends(real, drawn),
        "all_pairs": pairs(real, drawn),
        "violations": violations(learned, drawn),
    }


def beside(split: Split, peers: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The same figures of peers, or why there are none."""
    found: dict[str, dict[str, Any]] = {}
    for peer in peers:
        made, told = drawn_by(peer, split.learned, len(split.held), seed=0)
        found[peer] = told if made is None else {**scored(split, made), **told}
    return found


def asked(given: Any) -> Iterator[tuple[str, Split]]:
    """Names of tables, and what is learned and held back of them."""
    data = Path(os.environ.get("PROVENDER_DATA") or HOME.parent / "shared" / "data") / "tabular"
    files: Mapping[str, tuple[str, Sequence[str]]] = KNOWN if not given.table else {given.table: (given.target, ())}
    for name, (target, without) in files.items():
        path = name if given.table else str(data / f"{name}.csv")
        table = load("reader", "tabular/file", {"path": path}).reading().table
        table.schema.place(target, where="TARGET")
        yield Path(name).stem, halves(table, target, without)


def main() -> None:
    """Measure every table with every seed."""
    usual = {"table": "", "target": "", "seeds": "3", "generator": "tabular/autoregressive"}
    usual |= {"peers": "mostlyai_engine ctgan"}
    given = options(__doc__ or "", **{name: os.environ.get(name.upper(), value) for name, value in usual.items()})
    figures: dict[str, object] = {}
    peer: dict[str, object] = {}
    for name, split in asked(given):
        found = [measured(split, generator=given.generator, seed=seed) for seed in range(int(given.seeds))]
        heads = ("figure", *(f"seed {seed}" for seed in range(len(found))), "mean")
        means = {key: float(np.mean([each[key] for each in found])) for key in found[0]}
        show(heads, [(key, *(f[key] for f in found), means[key]) for key in means], title=f"{name}: {given.generator}")
        others = beside(split, [each for each in given.peers.split() if each != "0"])
        for other, told in others.items():
            ratio = {"cpu_ratio": means["cpu_s"] / told["cpu_s"]} if "cpu_s" in told else {}
            others[other] = {**told, **ratio}
            show(
                ("figure", other),
                list(others[other].items()),
                title=f"{name}: {other}, one seed; cpu_ratio: ours to it",
            )
        figures[name], peer[name] = means, others
    finish("tabular_fidelity", figures, peer=peer)


if __name__ == "__main__":
    main()
