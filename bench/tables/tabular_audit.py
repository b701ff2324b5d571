"""Our likeness of columns and pairs beside sdmetrics' quality report, and what the audits of a table cost.

    make bench NAME=tabular_audit                        Adult of PROVENDER_DATA; GENERATORS=tabular/copula

As in `tabular_fidelity` a quarter is held back and at most 10,000 rows are learned. Held back rows are compared with
those learned from (real_rows) and with rows by each generator. shapes, pairs: ours and sdmetrics'; apart: the largest
difference; cpu_s: of all audits of rows by the last generator that need no column named, attacks left out.
"""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from bench.harness import cpu_now, finish, options, show
from bench.peers.setup import ask
from bench.peers.tables import write_plain
from bench.tables.tabular_fidelity import ORIGIN, Split, asked

from provender.core.anchor import Anchor
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.tabular.measure.columns import shapes
from provender.tabular.measure.frame import frames
from provender.tabular.measure.pairs import trends
from provender.tabular.table import Rows, Table, table_of

AUDITS = ("marginals", "pairs", "detection", "usefulness", "associations", "rare", "queries")


def made_by(generator: str, split: Split) -> Table:
    """As many rows as were held back."""
    part = load("generator", generator, where="the bench")
    make = part.restore(part.fit(Rows(split.learned, ORIGIN, np.arange(len(split.learned))), seed=0, noise=None))
    return table_of([r for r in make(Shard(seed=0, start=0, count=len(split.held))) if isinstance(r, Record)])


def theirs(held: Table, tables: list[Table]) -> tuple[list[dict[str, float]] | None, str]:
    """sdmetrics' figures of each table, or None and why."""
    with TemporaryDirectory() as home:
        paths = [Path(home) / f"{at}.parquet" for at in range(1 + len(tables))]
        for path, table in zip(paths, [held, *tables], strict=True):
            write_plain(table, path)
        return ask("sdmetrics", "measure.py", *map(str, paths))


def audited(made: Table, split: Split) -> float:
    """CPU seconds of the audits."""
    rows = [Rows(table, ORIGIN, np.arange(len(table))) for table in (made, split.learned, split.held)]
    began = cpu_now()
    for name in AUDITS:
        load("audit", f"tabular/{name}")(rows[0], Anchor(reference=rows[1], control=rows[2]))
    return cpu_now() - began


def main() -> None:
    """Measure, ask sdmetrics, tell."""
    usual = {"table": "", "target": "", "generators": "tabular/autoregressive tabular/copula"}
    given = options(__doc__ or "", **{name: os.environ.get(name.upper(), value) for name, value in usual.items()})
    _, split = next(iter(asked(given)))
    made = {name: made_by(name, split) for name in given.generators.split()}
    tables = {"real_rows": split.learned, **made}
    ours = {}
    for name, table in tables.items():
        real, other = frames([split.held, table])
        ours[name] = {"shapes": shapes(real, other), "pairs": trends(real, other)}
    found, why = theirs(split.held, list(tables.values()))
    peer = dict(zip(tables, found, strict=True)) if found else {}
    rows = [(name, key, mine, peer.get(name, {}).get(key, why)) for name in tables for key, mine in ours[name].items()]
    show(("rows", "figure", "ours", "sdmetrics"), rows)
    gaps = [abs(mine - peer[name][key]) for name in peer for key, mine in ours[name].items()]
    apart = {"apart": max(gaps)} if gaps else {}
    cost = audited(list(tables.values())[-1], split)
    finish("tabular_audit", {**ours, **apart, "cpu_s": cost}, peer={"sdmetrics": peer or {"missing": why}})


if __name__ == "__main__":
    main()
