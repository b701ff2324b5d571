"""What a wide table takes: learning it, and making as many rows again.

    make bench NAME=tabular_scale                  200 columns x 50,000 rows
    make bench NAME=tabular_scale COLUMNS=400 ROWS=20000 GENERATOR=tabular/copula

The table is made up: factors that nobody sees move its columns, of which a third are numbers with decimals, a third
whole numbers (many of them 0), a third names; every tenth column has gaps. seconds: wall clock of fit and sample,
compiling included; cpu_s: the same in CPU seconds; peak_mb: most memory that the process held, with the table and all
that it imports; pairs_off: mean difference of the correlations of 2,000 pairs of numbers, real against made.
"""

import os
import resource
import sys
import time

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from bench.harness import cpu_now, finish, options, show

from provender.core.protocols import Fittable
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.core.registry import load
from provender.tabular.schema import NUMBERS, Column, Kind, Schema
from provender.tabular.table import NAMED, Rows, Table, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
FACTORS = 12
PAIRS = 2_000
_NAMES = np.array([f"group {place}" for place in range(40)])


def made_up(rows: int, columns: int) -> Table:
    """A wide table whose columns depend on each other."""
    rng = np.random.default_rng(0)
    factors = rng.normal(size=(rows, FACTORS))
    schema, arrays = [], []
    for place in range(columns):
        moved = factors @ rng.normal(size=FACTORS) / np.sqrt(FACTORS) + rng.normal(size=rows)
        gone = rng.random(rows) < 0.3 if place % 10 == 9 else np.zeros(rows, bool)
        column, array = _column(place, moved, gone)
        schema.append(column)
        arrays.append(array)
    return Table(Schema(tuple(schema)), tuple(arrays))


def _column(place: int, moved: npt.NDArray[np.float64], gone: npt.NDArray[np.bool_]) -> tuple[Column, pa.Array]:
    """A column of the kind that its place has."""
    name = f"column {place}"
    if place % 3 == 0:
        return Column(name=name, kind=Kind.DECIMAL, digits=2), pa.array(np.round(moved * 10, 2), mask=gone)
    if place % 3 == 1:
        counted = np.maximum(np.exp(moved).astype(np.int64) - 1, 0)
        return Column(name=name, kind=Kind.INTEGER), pa.array(counted, mask=gone)
    size = 3 + place % 38
    ranks = np.argsort(np.argsort(moved)) * size // len(moved)
    return Column(name=name, kind=Kind.CATEGORY), pa.array(_NAMES[ranks], mask=gone).dictionary_encode().cast(NAMED)


def pairs_off(real: Table, made: Table) -> float:
    """Mean difference between the correlations of pairs of numbers."""
    names = [column.name for column in real.schema if column.kind in NUMBERS]
    told = []
    for table in (real, made):
        values = np.column_stack([np.asarray(table[name].cast(pa.float64()).fill_null(0.0)) for name in names])
        told.append(np.corrcoef(values.T))
    apart = np.abs(told[0] - told[1])[np.triu_indices(len(names), 1)]
    return float(np.random.default_rng(1).permutation(apart)[:PAIRS].mean())


def peak_mb() -> float:
    """Most memory that this process has held, in MiB."""
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return held / 2**20 if sys.platform == "darwin" else held / 2**10


def main() -> None:
    """Learn a wide table and make it again."""
    sizes = {name: int(os.environ.get(name.upper(), usual)) for name, usual in (("columns", 200), ("rows", 50_000))}
    given = options(__doc__ or "", **sizes, generator=os.environ.get("GENERATOR", "tabular/autoregressive"))
    table = made_up(given.rows, given.columns)
    part: Fittable = load("generator", given.generator, where="the bench")
    spent, began = cpu_now(), time.perf_counter()
    make = part.restore(part.fit(Rows(table, ORIGIN, np.arange(len(table))), seed=0, noise=None))
    fitted = time.perf_counter() - began
    made = table_of([row for row in make(Shard(seed=0, start=0, count=len(table))) if isinstance(row, Record)])
    figures = {
        "seconds": time.perf_counter() - began,
        "fit_s": fitted,
        "cpu_s": cpu_now() - spent,
        "peak_mb": peak_mb(),
        "pairs_off": pairs_off(table, made),
    }
    show(("figure", "value"), list(figures.items()), title=f"{given.columns} columns x {given.rows:,} rows")
    finish("tabular_scale", figures)


if __name__ == "__main__":
    main()
