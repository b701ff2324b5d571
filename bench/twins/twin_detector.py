"""A detector after as many pictures of three kinds, on maps that it never saw: what choosing frames is worth.

    a   clear day alone
    b   half clear day, half light and weather at random
    c   a third clear day, a third at random, a sixth each of a covering array's cases and of the most critical moments

Examined are `rare`, cases of every triple of circumstances in other cities; `common`, clear days in other cities; and,
with `MAP=path` of a file of OpenStreetMap or OpenDRIVE, `real`: light and weather at random there. Each seed draws its
own pictures from pools `--pool` times as large, begins from its own weights, and serves all three arms.

    ap                  exam -> slice -> mean average precision of a, b, c
    c_b, b_a            exam -> slice -> mean difference over seeds, its paired 95 % interval      wanted: rare > 0
    rare_mean_*         the same of the mean over the rare slices of the first exam
    frames, seeds, wide, pool    what was run: `BENCH_FRAMES`, `BENCH_SEEDS`; asked for are 2,000 and 5

Pictures, and the marks of each student, stay under runs/bench/twin_detector: a run that was stopped goes on.
A different renderer is not asked: none is at hand.
"""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

import json
from argparse import Namespace
from collections.abc import Mapping
from hashlib import sha256

import numpy as np
from bench.twins.paired import paired
from bench.twins.shots import HOME, shots

from bench import harness
from provender.core.verdict import Scorecard
from provender.twin.students._pictures import CLASSES, Pictures, chosen, joined
from provender.twin.students.detector import Detector

ARMS: Mapping[str, Mapping[str, float]] = {
    "a": {"clear": 1.0},
    "b": {"clear": 1 / 2, "weather": 1 / 2},
    "c": {"clear": 1 / 3, "weather": 1 / 3, "covering": 1 / 6, "critical": 1 / 6},
}
RARE = (
    ("light", "night"), ("light", "dusk"), ("fog", "fog"), ("fog", "dense"), ("precipitation", "rain"),
    ("precipitation", "snow"), ("contrast", "faint"), ("shown", "part"), ("shown", "little"),
)  # fmt: skip
_EXAM = 901  # the seed of the exams' cities
_HIDDEN = {"case", "scenario", "weather", "wet", "crowd", "youngest", "distance"}  # tags that are not told of here

Marks = Mapping[str, float]  # "slice value" -> average precision


def main() -> None:
    """Make what is missing, teach, examine, compare."""
    given = harness.options(__doc__ or "", frames=480, seeds=5, wide=160, pool=2.0, passes=12.0, exam=160)
    exams = _exams(given)
    marks = {(arm, seed): _marks(arm, seed, exams, given) for seed in range(given.seeds) for arm in ARMS}
    figures: dict[str, object] = {name: getattr(given, name) for name in ("frames", "seeds", "wide", "pool", "passes")}
    figures |= {"exam_frames": {name: len(exam.tags) for name, exam in exams.items()}, "ap": {}, "c_b": {}, "b_a": {}}
    for exam in exams:
        _tell(exam, {pair: told[exam] for pair, told in marks.items()}, given.seeds, figures)
    harness.finish("twin_detector", figures)


def _exams(given: Namespace) -> dict[str, Pictures]:
    """The pictures of each exam."""
    found = {
        "rare": shots("covering", given.exam, seed=_EXAM, wide=given.wide),
        "common": shots("clear", given.exam // 2, seed=_EXAM, wide=given.wide),
    }
    if place := os.environ.get("MAP"):
        found["real"] = shots("weather", given.exam // 2, seed=_EXAM, wide=given.wide, map=place)
    return found


def _lesson(arm: str, seed: int, given: Namespace) -> Pictures:
    """What an arm learns from: of each kind its share, drawn from a pool."""
    parts = []
    for kind, share in ARMS[arm].items():
        count = round(share * given.frames)
        pool = shots(kind, round(given.pool * count), seed=1, wide=given.wide)
        rng = np.random.Generator(np.random.Philox(key=[seed, sum(kind.encode())]))
        parts.append(chosen(pool, np.sort(rng.permutation(len(pool.tags))[:count])))
    return joined(parts)


def _marks(arm: str, seed: int, exams: Mapping[str, Pictures], given: Namespace) -> dict[str, Marks]:
    """The marks of one student in each exam; read where they were worked out before."""
    part = Detector(wide=given.wide, passes=given.passes)
    asked = {"arm": ARMS[arm], "seed": seed, "exams": {name: len(one.tags) for name, one in exams.items()},
             "part": repr(part), **vars(given), "map": os.environ.get("MAP", "")}  # fmt: skip
    file = HOME / "marks" / f"{sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:24]}.json"
    if not file.exists():
        lesson = _lesson(arm, seed, given)
        assert len(lesson.tags) == given.frames, "equal budgets"
        fitted = part.learned(lesson, seed=seed)
        told = {name: _plain(part.marks(fitted, exam)) for name, exam in exams.items()}
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(told))
    kept: dict[str, Marks] = json.loads(file.read_text())
    return kept


def _plain(card: Scorecard) -> dict[str, float]:
    """A scorecard's marks by the names of its slices, and of each class by light."""
    told = {"all": card.overall} | {f"class {name}": card.measures.get(f"ap_{name}", np.nan) for name in CLASSES}
    told |= {f"{tag} {value}": mark for (tag, value), mark in card.by_tag.items() if tag not in _HIDDEN}
    if {*RARE} <= {*card.by_tag}:
        told["rare mean"] = float(np.mean([card.by_tag[pair] for pair in RARE]))
    return {name: mark for name, mark in told.items() if np.isfinite(mark)}


def _tell(exam: str, marks: Mapping[tuple[str, int], Marks], seeds: int, figures: dict[str, object]) -> None:
    """One exam's table and figures."""
    names = [name for name in marks["a", 0] if all(name in told for told in marks.values())]
    rows, means, gaps = [], {}, {"c_b": {}, "b_a": {}}  # type: ignore[var-annotated]
    for name in names:
        column = {arm: [marks[arm, seed][name] for seed in range(seeds)] for arm in ARMS}
        means[name] = {arm: round(float(np.mean(values)), 4) for arm, values in column.items()}
        up, first = paired(column["b"], column["c"]), paired(column["a"], column["b"])
        gaps["c_b"][name], gaps["b_a"][name] = [*up], [*first]
        rows.append((name, *(f"{means[name][arm]:.3f}" for arm in ARMS), str(first), str(up)))
    harness.show(("slice", *ARMS, "b - a", "c - b"), rows, title=f"{exam}: average precision")
    for key, told in (("ap", means), *gaps.items()):
        figures[key] = {**_dict(figures[key]), exam: told}
        if key != "ap" and "rare mean" in told:
            figures[f"rare_mean_{key}"] = told["rare mean"]


def _dict(value: object) -> dict[str, object]:
    """A figure that is a table."""
    assert isinstance(value, dict)
    return value


if __name__ == "__main__":
    main()
