"""A made-up register, and releases after it that leak in ways of their own, or not at all."""

from collections.abc import Callable, Mapping

import numpy as np
import pyarrow as pa

from provender.core.anchor import Anchor
from provender.core.recipe import Shard
from provender.core.record import Origin
from provender.core.registry import load
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import ARROW, Row, Rows, Table, joined, stacked

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
SCHEMA = Schema(
    (
        Column(name="age", kind=Kind.INTEGER),
        Column(name="weight", kind=Kind.DECIMAL, digits=1),
        Column(name="pressure", kind=Kind.DECIMAL, digits=1),
        Column(name="marker", kind=Kind.DECIMAL, digits=2),
        Column(name="ward", kind=Kind.CATEGORY),
        Column(name="drug", kind=Kind.CATEGORY),
        Column(name="smokes", kind=Kind.BOOLEAN, levels=("no", "yes")),
    )
)


def register(count: int, seed: int) -> Table:
    """People whose columns hang together, in the same way for every seed."""
    rng = np.random.default_rng(seed)
    age = rng.integers(18, 95, count)
    weight = np.round(60 + 0.2 * age + 10 * rng.standard_normal(count), 1)
    pressure = np.round(100 + 0.4 * age + 0.1 * weight + 8 * rng.standard_normal(count), 1)
    marker = np.round(np.exp(rng.standard_normal(count) * 0.7), 2)
    ward = np.array(["A", "B", "C", "D"])[np.minimum((age - 18) // 20, 3)]
    drug = np.array(["none", "x", "y"])[np.where(pressure > 140, rng.integers(1, 3, count), 0)]
    values = (age, weight, pressure, marker, ward, drug, rng.random(count) < 0.3)
    return Table(SCHEMA, tuple(_cast(pa.array(each), c) for each, c in zip(values, SCHEMA, strict=True)))


def _cast(array: pa.Array, column: Column) -> pa.Array:
    """An array as a table keeps it."""
    stored = ARROW[column.kind]
    return array.dictionary_encode().cast(stored) if pa.types.is_dictionary(stored) else array.cast(stored)


def rows(table: Table) -> Rows:
    """A table as records."""
    return Rows(table, ORIGIN, np.arange(len(table)))


def anchor(learned: Table, control: Table) -> Anchor:
    """Real rows, those learned from and others."""
    return Anchor(reference=rows(learned), control=rows(control), private=True)


def copying(learned: Table, fresh: Table, share: float) -> Table:
    """Fresh rows, `share` of them replaced by rows that were learned from."""
    count = round(share * len(fresh))
    return stacked([learned.slice(0, count), fresh.slice(0, len(fresh) - count)])


def blurred(table: Table, seed: int, spread: float) -> Table:
    """Rows with numbers moved by so much of their spread: a kernel density of a narrow band."""
    rng = np.random.default_rng(seed)
    arrays = []
    for column, array in zip(table.schema, table.arrays, strict=True):
        if column.kind not in (Kind.INTEGER, Kind.DECIMAL):
            arrays.append(array)
            continue
        values = np.asarray(array.cast(pa.float64()))
        moved = np.round(values + spread * values.std() * rng.standard_normal(len(values)), column.digits)
        arrays.append(pa.array(moved).cast(ARROW[column.kind], safe=False))
    return Table(table.schema, tuple(arrays))


def fitted(generator: str, learned: Table, seed: int) -> Table:
    """As many rows by a generator that learned from the table."""
    part = load("generator", generator, where="the bench")
    make = part.restore(part.fit(rows(learned), seed=seed, noise=None))
    made = make(Shard(seed=seed, start=0, count=len(learned)))
    return joined([each.payload for each in made if isinstance(getattr(each, "payload", None), Row)])


Release = Callable[[Table, int], Table]
"""(rows learned from, seed) -> a release of as many rows."""

OVERFIT: Mapping[str, Release] = {
    "a tenth copied": lambda learned, seed: copying(learned, register(len(learned), 10_000 + seed), 0.1),
    "all moved by 1 %": lambda learned, seed: blurred(learned, seed, 0.01),
    "a fifth copied, moved by 1 %": lambda learned, seed: copying(
        blurred(learned, seed, 0.01), register(len(learned), 10_000 + seed), 0.2
    ),
}
SOUND: Mapping[str, Release] = {
    "other people": lambda learned, seed: register(len(learned), 20_000 + seed),
    "tabular/copula": lambda learned, seed: fitted("tabular/copula", learned, seed),
}
