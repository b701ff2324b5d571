"""How like a held-back part of a real table a synthetic one is, beside the real rows that were learned from.

    make bench NAME=tabular_fidelity                                 Adult and SUPPORT2 of PROVENDER_DATA, 3 seeds
    make bench NAME=tabular_fidelity TABLE=any.csv TARGET=column     any table; SEEDS=1, GENERATOR=tabular/copula
    PEERS=mostlyai_engine (default: and ctgan; 0 for none)           one seed each, in environments of their own

A quarter is held back; of the rest at most 10,000 rows are learned. detection: AUC of boosted trees that tell held-back
from synthetic rows, 3 folds (0.5 is ideal), numbers with decimals also rounded to one; tstr: AUC for the target of
trees that learned on synthetic rows, on held-back ones; shapes, pairs: 1 - distance of each column (Kolmogorov-Smirnov,
total variation) and each pair (correlation, ten bins), all alike, which is not sdmetrics' figure (.93 for the copula on
Adult, where that says .80); violations: share of rows that break a dependency between two columns which every row
learned from keeps; cpu_s: of fit and sample, compiling included.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, permutations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from bench.harness import cpu_now, finish, options, show
from bench.peers.tables import drawn_by
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from provender.core.protocols import Fittable
from provender.core.recipe import Shard
from provender.core.record import Origin
from provender.core.registry import load
from provender.tabular.schema import DATES, NUMBERS
from provender.tabular.table import Rows, Table, table_of, whole

HOME = Path(__file__).parents[2]
ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
LEARNED = 10_000
_MEASURED = NUMBERS | DATES
FEW = 100  # different values of a column that may decide another
KNOWN = {"adult": ("income-per-year", ()), "support2": ("hospdead", ("death", "d.time"))}

Floats = npt.NDArray[np.float64]


class Frame(NamedTuple):
    """Rows as numbers: (n, k) values, NaN where missing, and for each column its name and whether it holds names."""

    values: Floats
    names: tuple[str, ...]
    named: npt.NDArray[np.bool_]


def frames(tables: Sequence[Table]) -> list[Frame]:
    """Tables as numbers, names under common codes; identifiers, text and empty columns left out."""
    kept = [c for c in tables[0].schema if c.learned]
    columns = []
    for column in kept:
        arrays = [table[column.name] for table in tables]
        if column.kind in _MEASURED:
            steps = [whole(a) if column.kind in DATES else a for a in arrays]
            columns.append([np.asarray(a.cast(pa.float64()).fill_null(np.nan), np.float64) for a in steps])
            continue
        texts = [a.cast(pa.string()) for a in arrays]
        codes = pa.chunked_array(texts).combine_chunks().dictionary_encode().indices.cast(pa.float64())
        columns.append(np.split(np.asarray(codes.fill_null(np.nan)), np.cumsum([len(a) for a in arrays])[:-1]))
    named = np.array([column.kind not in _MEASURED for column in kept])
    names = tuple(column.name for column in kept)
    return [Frame(np.column_stack([parts[at] for parts in columns]), names, named) for at in range(len(tables))]


def trees(frame: Frame, columns: Sequence[int]) -> HistGradientBoostingClassifier:
    """Boosted trees at their defaults; names of few values are categories."""
    few = [frame.named[c] and np.nanmax(frame.values[:, c], initial=0) < 250 for c in columns]
    return HistGradientBoostingClassifier(categorical_features=few, random_state=0)


def detection(real: Frame, made: Frame) -> float:
    """AUC of telling made rows from real ones."""
    both = Frame(np.vstack((real.values, made.values)), real.names, real.named)
    truth = np.repeat([0, 1], [len(real.values), len(made.values)])
    folds = StratifiedKFold(3, shuffle=True, random_state=0)
    model = trees(both, range(len(real.names)))
    return float(
        roc_auc_score(truth, cross_val_predict(model, both.values, truth, cv=folds, method="predict_proba")[:, 1])
    )


def tstr(learned: Frame, real: Frame, target: str, without: Sequence[str]) -> float:
    """AUC for the target's last value, of trees that learned on `learned`, on real rows."""
    at = real.names.index(target)
    columns = [c for c, name in enumerate(real.names) if name != target and name not in without]
    wanted = np.nanmax(real.values[:, at]) if real.named[at] else np.nanmedian(real.values[:, at]) + 1e-9
    model = trees(real, columns).fit(learned.values[:, columns], learned.values[:, at] >= wanted)
    return float(roc_auc_score(real.values[:, at] >= wanted, model.predict_proba(real.values[:, columns])[:, 1]))


def shapes(real: Frame, made: Frame) -> float:
    """Mean likeness of the columns."""
    return float(
        np.mean([_column(real.values[:, c], made.values[:, c], real.named[c]) for c in range(len(real.names))])
    )


def _column(real: Floats, made: Floats, named: bool) -> float:
    """1 - Kolmogorov-Smirnov's distance, or total variation for names."""
    if named:
        return _variation(np.nan_to_num(real, nan=-1), np.nan_to_num(made, nan=-1))
    one, two = (np.sort(values[~np.isnan(values)]) for values in (real, made))
    points = np.concatenate((one, two))
    ranks = [np.searchsorted(values, points, "right") / max(len(values), 1) for values in (one, two)]
    return 1 - float(np.abs(ranks[0] - ranks[1]).max(initial=0))


def _variation(real: Floats, made: Floats) -> float:
    """1 - total variation between two columns of codes."""
    codes, places = np.unique(np.concatenate((real, made)), return_inverse=True)
    shares = [np.bincount(p, minlength=len(codes)) / len(p) for p in np.split(places, [len(real)])]
    return 1 - float(np.abs(shares[0] - shares[1]).sum() / 2)


def pairs(real: Frame, made: Frame) -> float:
    """Mean likeness of the pairs of columns."""
    return float(np.mean([_pair(real, made, *pair) for pair in combinations(range(len(real.names)), 2)]))


def _pair(real: Frame, made: Frame, one: int, two: int) -> float:
    """Half the difference of correlations for numbers; for others the total variation over ten equal steps."""
    if not (real.named[one] or real.named[two]):
        told = []
        for frame in (real, made):
            values = frame.values[:, [one, two]]
            values = values[~np.isnan(values).any(axis=1)]
            steady = len(values) < 3 or not (np.ptp(values, axis=0) > 0).all()
            told.append(0.0 if steady else float(np.asarray(np.corrcoef(values.T))[0, 1]))
        return 1 - abs(told[0] - told[1]) / 2
    joint = []
    for frame in (real, made):
        parts = []
        for c in (one, two):
            edges = np.linspace(np.nanmin(real.values[:, c]), np.nanmax(real.values[:, c]), 11)
            values = frame.values[:, c] if real.named[c] else np.clip(np.searchsorted(edges, frame.values[:, c]), 0, 11)
            parts.append(np.where(np.isnan(frame.values[:, c]), -1, values))
        joint.append(parts[0] * 100_003 + parts[1])
    return _variation(joint[0], joint[1])


def violations(learned: Frame, made: Frame) -> float:
    """Share of made rows that break a dependency which all learned rows keep."""
    broken = np.zeros(len(made.values), bool)
    values, other = (np.nan_to_num(frame.values, nan=-1) for frame in (learned, made))
    few = [c for c in range(len(learned.names)) if 2 <= len(np.unique(values[:, c])) <= FEW]
    for one, two in permutations(few, 2):
        told = dict(zip(values[:, one], values[:, two], strict=True))
        if all(np.array([told[key] for key in values[:, one]]) == values[:, two]):
            broken |= np.array(
                [told.get(key, value) != value for key, value in zip(*other[:, [one, two]].T, strict=True)]
            )
    return float(broken.mean())


def rounded(frame: Frame) -> Frame:
    """The frame with numbers to one decimal."""
    return frame._replace(values=np.where(frame.named, frame.values, np.round(frame.values, 1)))


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
    return {**scored(split, made), "cpu_s": spent}


def scored(split: Split, made: Table) -> dict[str, float]:
    """How like the held-back rows made ones are."""
    real, learned, drawn = frames([split.held, split.learned, made])
    return {
        "detection": detection(real, drawn),
        "detection_rounded": detection(rounded(real), rounded(drawn)),
        "tstr": tstr(drawn, real, split.target, split.without),
        "tstr_real": tstr(learned, real, split.target, split.without),
        "shapes": shapes(real, drawn),
        "pairs": pairs(real, drawn),
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
