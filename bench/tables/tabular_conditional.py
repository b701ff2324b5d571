"""A rare group dialled up, held against real rows of that group; and gaps filled, beside what others would fill in.

    make bench NAME=tabular_conditional                    Adult of PROVENDER_DATA, four groups, 3 seeds
    make bench NAME=tabular_conditional BENCH_SEEDS=1

10,000 rows are learned, all others are the truth. For each group and seed 2,000 rows of it are asked for by `where`.
exact: share of them that are of the group (a row that cannot be made counts against it); pairs, detection: of them
against real rows of the group that nobody learned, beside the same of the learned rows of the group (`real_`), of
rows of the group picked out of 20,000 that were made without asking (`picked_`), and of rows drawn with one candidate
each (`one_`). tstr: AUC on real rows of the group, of trees that learned 10,000 made rows (`tstr_before`), the same
and the 2,000 (`tstr_after`), the 10,000 real ones (`tstr_real`). Intervals are 95 % over groups and seeds.
fill: a fifth of the cells of 1,000 rows are taken out; wrong: share of names filled wrongly; off: mean absolute error
of numbers in standard deviations; of one draw, of ten (median, commonest), of column medians and commonest names, of
ten nearest neighbours.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from bench.harness import finish, options, show
from sklearn.metrics import roc_auc_score

from provender.core.artefact import Artefact
from provender.core.recipe import Shard
from provender.core.record import Origin
from provender.core.registry import load
from provender.tabular.asking.conditions import conditions_of
from provender.tabular.generators.autoregressive import Autoregressive
from provender.tabular.measure.detection import detection
from provender.tabular.measure.frame import Frame, frames
from provender.tabular.measure.models import trees
from provender.tabular.measure.pairs import pairs
from provender.tabular.measure.threads import one_core
from provender.tabular.table import Rows, Table, stacked, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
TARGET = "income-per-year"
GROUPS = (("education", "Doctorate"), ("race", "Amer-Indian-Eskimo"), ("marital-status", "Widowed"), (TARGET, ">50K"))
LEARNED, ASKED, PLAIN, HOLES = 10_000, 2_000, 20_000, 1_000
NEAREST, DRAWS = 10, 10

Floats = npt.NDArray[np.float64]


def group(table: Table, name: str, value: str) -> Table:
    """The rows of a group."""
    (asked,) = conditions_of({name: value}, table.schema, where="the bench")
    return table.take(np.flatnonzero(asked.met(table)))


def drawn(learned: Artefact, seed: int, count: int, **dials: Any) -> Table:
    """Rows of what was learned; failures are left out."""
    make = Autoregressive(**dials).restore(learned)
    return table_of([row for row in make(Shard(seed=seed, start=0, count=count)) if not isinstance(row, tuple)])


@one_core
def useful(learned: Frame, real: Frame) -> float:
    """AUC for the target on real rows."""
    at = real.names.index(TARGET)
    columns = [c for c in range(len(real.names)) if c != at]
    wanted = learned.values[:, at].max()
    truth = real.values[:, at] == wanted
    model = trees(learned, columns).fit(learned.values[:, columns], learned.values[:, at] == wanted)
    return float(roc_auc_score(truth, model.predict_proba(real.values[:, columns])[:, 1]))


def measured(
    learned: Artefact, seed: int, halves: tuple[Table, Table], *, before: Table, asked: tuple[str, str]
) -> dict[str, float]:
    """One group with one seed; `before` is what was made without asking."""
    known, held = halves
    real, seen = group(held, *asked), group(known, *asked)
    told = drawn(learned, seed + 1000, ASKED, where=dict([asked]))
    one = drawn(learned, seed + 1000, ASKED, where=dict([asked]), candidates=1)
    most = min(len(real), len(seen), 1000)
    tables = [real.slice(0, most), seen.slice(0, most), group(before, *asked), told, one]
    plain, more = before.slice(0, LEARNED), before.slice(0, LEARNED + ASKED)
    truth, own, picked, made, single, whole, larger, mixed, every, rest = frames(
        [*tables, plain, more, stacked([plain, told]), known, real]
    )
    cut = np.arange(most)
    found = {"exact": len(group(told, *asked)) / ASKED}
    for name, frame in (("real_", own), ("picked_", picked), ("one_", single), ("", made)):
        there = frame.take(cut[: len(frame)])
        found |= {f"{name}pairs": pairs(truth, there), f"{name}detection": detection(truth, there)}
    found["real_rows"] = float(len(seen))
    if asked[0] != TARGET:
        learners = {"before": whole, "more": larger, "after": mixed, "real": every}
        found |= {f"tstr_{name}": useful(frame, rest) for name, frame in learners.items()}
    return found


def filled(learned: Artefact, seed: int, halves: tuple[Table, Table]) -> dict[str, float]:
    """What is filled into gaps, against what stood there."""
    known, held = halves
    part = Autoregressive().restore(learned)
    rng = np.random.default_rng(seed)
    whole = held.take(rng.permutation(len(held))[:HOLES])
    holes = rng.random((HOLES, len(whole.schema))) < 0.2
    gone = Table(whole.schema, tuple(_without(a, holes[:, at]) for at, a in enumerate(whole.arrays)))
    draws = [part.impute(gone, seed=seed * DRAWS + at) for at in range(DRAWS)]
    truth, base, gaps, *made = frames([whole, known, gone, *draws])
    told = {
        "one_draw": made[0].values,
        "ten_draws": _together(np.stack([each.values for each in made]), base.named),
        "medians": np.broadcast_to(_centres(base.values, base.named), truth.values.shape),
        "neighbours": _neighbours(base, gaps),
    }
    lost = np.isnan(gaps.values) & ~np.isnan(truth.values)
    return {
        f"{name}_{key}": error
        for name, values in told.items()
        for key, error in _errors(values, truth, lost, base).items()
    }


def _without(array: Any, holes: npt.NDArray[np.bool_]) -> Any:
    """An array with holes."""
    return pa.array([None if hole else value for hole, value in zip(holes, array.to_pylist(), strict=True)], array.type)


def _together(values: Floats, named: npt.NDArray[np.bool_]) -> Floats:
    """(n, k) of (draws, n, k): medians of numbers, the commonest of names."""
    return np.stack([_centres(values[:, row], named) for row in range(values.shape[1])])


def _centres(values: Floats, named: npt.NDArray[np.bool_]) -> Floats:
    """(k,) of (n, k): medians of numbers, the commonest of names."""
    found = np.full(values.shape[1], np.nan)
    there = ~np.isnan(values).all(axis=0)
    found[there] = np.nanmedian(values[:, there], axis=0)
    for at in np.flatnonzero(named):
        codes, counts = np.unique(values[~np.isnan(values[:, at]), at], return_counts=True)
        found[at] = codes[counts.argmax()] if len(codes) else np.nan
    return found


def _neighbours(base: Frame, gaps: Frame) -> Floats:
    """Each row's gaps from its nearest rows: by known names that differ and known numbers in standard deviations."""
    spread = np.nanstd(base.values, axis=0) + 1e-12
    found = np.empty(gaps.values.shape)
    for at, row in enumerate(gaps.values):
        apart = np.abs(base.values - row) / spread
        apart[:, base.named] = apart[:, base.named] > 0
        nearest = np.argpartition(np.nansum(apart[:, ~np.isnan(row)], axis=1), NEAREST)[:NEAREST]
        found[at] = _centres(base.values[nearest], base.named)
    return found


def _errors(values: Floats, truth: Frame, lost: npt.NDArray[np.bool_], base: Frame) -> dict[str, float]:
    """Share of names that are wrong, and how far numbers are off."""
    wrong = (values != truth.values)[lost & base.named]
    off = (np.abs(values - truth.values) / (np.nanstd(base.values, axis=0) + 1e-12))[lost & ~base.named]
    return {"wrong": float(wrong.mean()), "off": float(np.nanmean(off))}


def interval(values: list[float]) -> list[float]:
    """95 % of a mean, normal."""
    reach = 1.96 * np.std(values, ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0.0
    return [round(float(np.mean(values) - reach), 4), round(float(np.mean(values) + reach), 4)]


def means(found: list[Mapping[str, float]]) -> dict[str, float]:
    """The mean of each figure, over those that have it."""
    keys = list(dict.fromkeys(key for each in found for key in each))
    return {key: float(np.mean([each[key] for each in found if key in each])) for key in keys}


def main() -> None:
    """Measure every group and the filling of gaps with every seed."""
    given = options(__doc__ or "", seeds=3)
    home = Path(__file__).parents[2].parent / "shared" / "data"
    path = str(Path(os.environ.get("PROVENDER_DATA") or home) / "tabular" / "adult.csv")
    table = cast("Table", load("reader", "tabular/file", {"path": path}).reading().table)
    order = np.random.default_rng(0).permutation(len(table))
    halves = table.take(order[:LEARNED]), table.take(order[LEARNED:])
    each: dict[str, list[Mapping[str, float]]] = {f"{name}={value}": [] for name, value in GROUPS}
    gaps: list[Mapping[str, float]] = []
    part = Autoregressive()
    for seed in range(given.seeds):
        learned = part.fit(Rows(halves[0], ORIGIN, np.arange(LEARNED)), seed=seed, noise=None)
        before = drawn(learned, seed, PLAIN)
        for asked in GROUPS:
            each["=".join(asked)].append(measured(learned, seed, halves, before=before, asked=asked))
        gaps.append(filled(learned, seed, halves))
    groups = {name: means(found) for name, found in each.items()}
    keys = list(next(iter(groups.values())))
    show(
        ("figure", *groups),
        [(key, *(groups[name].get(key, "") for name in groups)) for key in keys],
        title="groups dialled up",
    )
    told = [one for found in each.values() for one in found]
    gain = interval([one["tstr_after"] - one["tstr_more"] for one in told if "tstr_after" in one])
    show(("gaps", "value"), list(means(gaps).items()), title="a fifth of the cells filled")
    finish(
        "tabular_conditional",
        {"groups": groups, "mean": means(told), "tstr_gain": gain, "fill": means(gaps)}
        | {f"{key}_interval": interval([one[key] for one in told]) for key in ("pairs", "detection")},
    )


if __name__ == "__main__":
    main()
