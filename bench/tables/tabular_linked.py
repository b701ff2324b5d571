"""Linked tables made after a bank's (berka) and after a made-up clinic, beside real households and independent tables.

    make bench NAME=tabular_linked                         the clinic, 2,400 patients; the bank where the data lies
    make bench NAME=tabular_linked PERSONS=1000 DATA=path/to/berka

Households are halved: one half is learned from, made rows are held against the other. orphans: rows that name no row
above, and keys that repeat; violations: rows whose dates break an order that all real ones keep; rows, gaps, next,
pairs: mean total variation distance from the held-back half of the number of rows a parent, of days between rows, of
which name follows which, and of a column with one of the row above. real: the learned half against the held-back one,
what nothing can be asked to beat. independent: real rows of each table, drawn alone and hung from parents at random.
cost: CPU milliseconds a patient, compiling left out, of two passes of learning and of drawing, with 1,000 and 4,000 of
them; cost_ratio: the second beside the first, 1 where cost is linear, less where small tables take shorter steps.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from bench.harness import cpu_now, finish, options, show

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.recipes.load import load_recipe
from provender.tabular.columnar import Places
from provender.tabular.linked.family import Order
from provender.tabular.linked.household import Linked, linked_of
from provender.tabular.linked.likeness import aspects, distance
from provender.tabular.linked.timeline import days_of

HOME = Path(__file__).parents[2]
KINDS = ("rows", "gaps", "next", "pairs")
SIZES = {"small": 1000, "large": 4000}


def clinic(count: int, *, seed: int) -> list[Record]:
    """Patients of the clinic."""
    made = load("generator", "tabular/clinic")(Shard(seed=seed, start=0, count=count))
    return [record for record in made if isinstance(record, Record)]


def berka(folder: str) -> Sequence[Record]:
    """The bank's accounts, as `recipes/linked.yaml` reads them."""
    recipe = load_recipe(HOME / "recipes" / "linked.yaml")
    assert recipe.anchor
    return cast("Sequence[Record]", load("reader", recipe.anchor.name, {**recipe.anchor.dials, "path": folder})())


def whole(records: Sequence[Record]) -> Linked:
    """Households as tables."""
    linked = linked_of(records)
    assert linked is not None
    return linked


def learned(records: Sequence[Record], **dials: object) -> Any:
    """The generator after households."""
    part = load("generator", "tabular/linked", dials)
    return part.restore(part.fit(records, seed=0, noise=None))


def drawn(part: Any, count: int) -> list[Record]:
    """Households made."""
    return [record for record in part(Shard(seed=1, start=0, count=count)) if isinstance(record, Record)]


def independent(real: Linked, *, seed: int) -> Linked:
    """Real rows of each table, drawn alone with replacement and hung from the rows above at random."""
    rng = np.random.default_rng(seed)
    tables = [real.tables[0].take(rng.integers(0, len(real), len(real)))]
    starts = [real.starts[0]]
    for place, member in list(enumerate(real.family.members))[1:]:
        table = real.tables[place].take(rng.integers(0, len(real.tables[place]), len(real.tables[place])))
        above = len(tables[real.family.parent_of(place)])
        owners = rng.integers(0, above, len(table))
        days = days_of(table[member.order]) if member.order else np.zeros(len(table))
        tables.append(table.take(np.lexsort((days, owners))))
        starts.append(np.concatenate(([0], np.cumsum(np.bincount(owners, minlength=above)))))
    return Linked(real.family, tuple(tables), tuple(starts))


def violations(linked: Linked, orders: Sequence[Order]) -> int:
    """Rows whose dates break an order with a date of the same row or of one above."""
    count = 0
    for order in orders:
        ends = (order.low, order.high)
        lines = [linked.family.line(end.table) for end in ends]
        below = ends[0].table if ends[1].table in lines[0] else ends[1].table
        if any(end.table not in linked.family.line(below) for end in ends):
            continue  # the reader refuses such
        low, high = (days_of(linked[end.table][end.column])[linked.up(below, end.table)] for end in ends)
        count += int((low > high).sum())
    return count


def orphans(linked: Linked) -> int:
    """Rows that name another row above than the one they hang from, and keys that repeat."""
    count = 0
    for place, member in enumerate(linked.family.members):
        table = linked.tables[place]
        if member.key:
            keys = table[member.key].to_pylist()
            count += len(keys) - len(set(keys))
        if member.link:
            above = linked.family.members[linked.family.parent_of(place)]
            named = linked[above.name][above.key].take(linked.owners[place])
            count += sum(a != b for a, b in zip(table[member.link].to_pylist(), named.to_pylist(), strict=True))
    return count


def apart(made: Linked, control: Linked, reference: Linked) -> dict[str, float]:
    """The mean distance of each kind of aspect; of the bank no parent has two dated rows, so there are no gaps."""
    ones = (np.ones(len(made)), np.ones(len(control)))
    there = {name: sort for name, sort in aspects(reference).items() if len(sort(reference).codes)}
    told = {name: distance(sort(made), sort(control), ones) for name, sort in there.items()}
    kinds = {kind: [value for name, value in told.items() if name.startswith(kind)] for kind in KINDS}
    return {kind: float(np.mean(values)) for kind, values in kinds.items() if values}


def likeness(records: Sequence[Record], name: str) -> dict[str, float]:
    """All figures of one family, told and returned."""
    order: Places = np.random.default_rng(0).permutation(len(records))
    halves = [[records[at] for at in half.tolist()] for half in np.array_split(order, 2)]
    reference, control = map(whole, halves)
    part = learned(halves[0])
    made = whole(drawn(part, len(control)))
    three = {"made": made, "real": reference, "independent": independent(reference, seed=0)}
    orders = made.family.orders
    rows: dict[str, Mapping[str, float]] = {
        what: {
            "orphans": float("nan") if what == "independent" else orphans(linked),  # their keys are nobody's
            "violations": violations(linked, orders),
            **apart(linked, control, reference),
        }
        for what, linked in three.items()
    }
    keys = list(rows["made"])
    show(("rows", *keys), [(what, *told.values()) for what, told in rows.items()], title=f"{name}: {len(made):,} made")
    return {
        f"{name}_{key}" + ("" if what == "made" else f"_{what}"): value
        for what, told in rows.items()
        for key, value in told.items()
        if not np.isnan(value)
    }


def cost() -> dict[str, float]:
    """CPU milliseconds a patient: all is done twice, and the second time nothing is compiled."""
    told: dict[str, float] = {}
    for name, size in SIZES.items():
        records = clinic(size, seed=5)
        learned(records, passes=2)
        began = cpu_now()
        part = learned(records, passes=2)
        fitted = cpu_now()
        drawn(part, size)
        warm = cpu_now()
        drawn(part, size)
        told |= {f"fit_ms_{name}": 1e3 * (fitted - began) / size, f"draw_ms_{name}": 1e3 * (cpu_now() - warm) / size}
    told |= {f"{what}_cost_ratio": told[f"{what}_ms_large"] / told[f"{what}_ms_small"] for what in ("fit", "draw")}
    show(("figure", "value"), list(told.items()), title="each patient")
    return told


def main() -> None:
    """Both families, and what they cost."""
    data = os.environ.get("DATA") or str(Path(os.environ.get("PROVENDER_DATA", "")) / "tabular" / "berka")
    given = options(__doc__ or "", persons=int(os.environ.get("PERSONS", "2400")), data=data)
    figures = likeness(clinic(2 * given.persons, seed=3), "clinic")
    if Path(given.data).is_dir():
        figures |= likeness(berka(str(Path(given.data).resolve())), "berka")
    else:
        print("the bank's tables are not here: give DATA=folder, or PROVENDER_DATA")
    finish("tabular_linked", figures | cost())


if __name__ == "__main__":
    main()
