"""What audits of tables catch: faults planted on purpose, and how often real rows are suspected.

    make bench NAME=tabular_planted                    10 seeds of each fault, 100 of sound rows; ROWS=3000

The ward (`tabular/ward`) gives as many made, reference and control rows, all by one law; then a fault is planted in the
made ones. caught: share of seeds in which the audit that the fault is for flags it; false_alarms: share of audits of
sound rows that flag something. An audit flags where made rows are worse than real ones by more than chance, as a whole
or in a part.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from bench.harness import cpu_now, finish, options, show

from provender.core.anchor import Anchor
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.tabular.table import Rows, Table, table_of
from provender.tabular.yardstick.told import flagged

AUDITS: Mapping[str, Mapping[str, object]] = {
    "marginals": {},
    "pairs": {},
    "detection": {},
    "usefulness": {"target": "responded"},
    "associations": {"target": "responded", "time": "stay_days", "event": "smoker"},
    "rare": {"share": 0.1},
    "survival": {"time": "stay_days", "event": "smoker"},
    "queries": {},
}


def ward(rows: int, seed: int) -> tuple[Table, Anchor]:
    """Made rows, and an anchor, all by one law; half as much weight again lies on a rare combination."""
    made = [
        r for r in load("generator", "tabular/ward")(Shard(seed=seed, start=0, count=3 * rows)) if isinstance(r, Record)
    ]
    table = table_of(made)
    parts = [Rows(table.slice(at * rows, rows), made[0].origin, np.arange(rows)) for at in range(3)]
    return parts[0].held, Anchor(reference=parts[1], control=parts[2])


def changed(table: Table, column: str, change: Callable[[pa.Array], pa.Array]) -> Table:
    """The table with one column changed."""
    at = table.schema.place(column, where="the bench")
    array = change(table.arrays[at]).cast(table.arrays[at].type)
    return replace(table, arrays=(*table.arrays[:at], array, *table.arrays[at + 1 :]))


def shuffled(table: Table, column: str, among: npt.NDArray[np.bool_] | None = None) -> Table:
    """The table with one column in another order, among some of the rows."""
    places = np.arange(len(table))
    some = places if among is None else places[among]
    places[some] = np.random.default_rng(0).permutation(some)
    return changed(table, column, lambda array: array.take(pa.array(places)))


def where(table: Table, **values: str) -> npt.NDArray[np.bool_]:
    """(n,) rows in which columns have these values."""
    told = {name: pc.equal(table[name].cast(pa.string()), value) for name, value in values.items()}
    hits = [np.asarray(hit.fill_null(False)) for hit in told.values()]
    return np.asarray(np.logical_and.reduce(hits), bool)


def without(table: Table, rows: npt.NDArray[np.bool_], share: float = 1.0) -> Table:
    """The table in which a share of some rows are replaced by others."""
    rng = np.random.default_rng(0)
    gone = rows & (rng.random(len(table)) < share)
    places = np.arange(len(table))
    places[gone] = rng.choice(places[~rows], gone.sum())
    return table.take(places)


def flipped(table: Table, share: float) -> Table:
    """The table with a share of the responses turned round."""
    turn = pa.array(np.random.default_rng(0).random(len(table)) < share)
    return changed(table, "responded", lambda array: pc.if_else(turn, pc.invert(array), array))


def lengthened(table: Table) -> Table:
    """The table with stays a fifth longer, in whole days."""
    return changed(table, "stay_days", lambda array: pc.round(pc.multiply(array.cast(pa.float64()), 1.2)))


def apart(table: Table) -> Table:
    """The table with every column in an order of its own."""
    rng = np.random.default_rng(0)
    return replace(table, arrays=tuple(array.take(pa.array(rng.permutation(len(table)))) for array in table.arrays))


FAULTS: Mapping[str, tuple[str, Callable[[Table], Table]]] = {
    "weight shifted by 2 kg": ("marginals", lambda t: changed(t, "weight_kg", lambda a: pc.add(a, 2.0))),
    "women fewer by a sixth": ("marginals", lambda t: without(t, where(t, sex="f"), 1 / 6)),
    "gaps filled": ("marginals", lambda t: changed(t, "weeks", lambda a: pc.fill_null(a, 20))),
    "diagnosis shuffled": ("pairs", lambda t: shuffled(t, "diagnosis")),
    "stage shuffled": ("detection", lambda t: shuffled(t, "stage")),
    "medication shuffled": ("detection", lambda t: shuffled(t, "medication")),
    "one response in seven turned": ("usefulness", lambda t: flipped(t, 1 / 7)),
    "treatment effect removed": ("associations", lambda t: shuffled(t, "responded")),
    "effect in asthma removed": ("associations", lambda t: shuffled(t, "responded", where(t, diagnosis="J45.0"))),
    "severe asthma dropped": ("rare", lambda t: without(t, where(t, diagnosis="J45.0", stage="severe"))),
    "stay lengthened by a fifth": ("survival", lengthened),
    "columns made apart": ("queries", apart),
}  # fmt: skip


def flags(audit: str, made: Table, anchor: Anchor) -> bool:
    """Whether an audit flags made rows."""
    rows = Rows(made, anchor.control[0].origin, np.arange(len(made)))
    return flagged(load("audit", f"tabular/{audit}", AUDITS[audit])(rows, anchor))


def main() -> None:
    """Plant every fault with every seed; audit sound rows, too."""
    usual = {"rows": 3000, "seeds": 10, "sound": 100}
    given = options(__doc__ or "", **{name: int(os.environ.get(name.upper(), value)) for name, value in usual.items()})
    caught, began = {}, cpu_now()
    for name, (audit, plant) in FAULTS.items():
        trials = [ward(given.rows, seed) for seed in range(given.seeds)]
        caught[name] = float(np.mean([flags(audit, plant(made), anchor) for made, anchor in trials]))
    show(("fault", "audit", "caught"), [(name, FAULTS[name][0], share) for name, share in caught.items()])
    alarms = dict.fromkeys(AUDITS, 0)
    for seed in range(given.sound):
        made, anchor = ward(given.rows, 1000 + seed)
        for audit in AUDITS:
            alarms[audit] += flags(audit, made, anchor)
    told = {audit: count / max(given.sound, 1) for audit, count in alarms.items()}
    show(("audit", "sound rows flagged"), list(told.items()))
    figures = {
        "caught": float(np.mean(list(caught.values()))),
        "least_caught": min(caught.values()),
        "false_alarms": float(np.mean(list(told.values()))),
        "most_false_alarms": max(told.values()),
        "cpu_s": cpu_now() - began,
    }
    finish("tabular_planted", {**figures, "caught_by_fault": caught, "false_alarms_by_audit": told})


if __name__ == "__main__":
    main()
