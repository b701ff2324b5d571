"""A detector after as many pictures of three kinds, on maps that it never saw: what choosing frames is worth.

    a   clear day alone
    b   half clear day, half light and weather at random
    c   a third of each of these, chosen by what a first student missed; the rest a covering array's cases, of two
        stagings of each that with more to find, and the most critical moments

The first student learns from a few hundred pictures of b and is marked on a probe; a picture is then drawn the more
likely, the more it shows of whom that student misses. Examined are `rare`, cases of every triple of circumstances in
other cities; `common`, clear days in other cities; and, with `MAP=path` of a file of OpenStreetMap or OpenDRIVE,
`real`: light and weather at random there. No setting was chosen by these exams, but that they were seen at five passes
before `passes` became fifteen, which the probe chose. Each seed draws its own pictures from
the pools, begins from its own weights, and serves all three arms.

    ap                  exam -> slice -> mean average precision of a, b, c
    c_b, b_a, c_a       exam -> slice -> mean difference over seeds, its paired 95 % interval      wanted: rare > 0
    rare_mean_*         the same of the mean over the rare slices of the first exam
    need                of each class: how much of it the first student misses, 1 less its mark
    frames, seeds, wide, pool    what was run: `BENCH_FRAMES`, `BENCH_SEEDS`; asked for are 2,000 and 5

Pictures, and the marks of each student, stay under runs/bench/twin_detector: a run that was stopped goes on.
Pictures of another renderer are not asked about yet: `twin_render` draws the same triangles through three.
"""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

import json
from argparse import Namespace
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from bench.twins.paired import paired
from bench.twins.shots import HOME, shots

from bench import harness
from provender.core.verdict import Scorecard
from provender.twin.maps.map import Floats
from provender.twin.students._pictures import CLASSES, Pictures, chosen, joined
from provender.twin.students._slices import asked
from provender.twin.students.detector import Detector

ARMS: Mapping[str, Mapping[str, float]] = {
    "a": {"clear": 1.0},
    "b": {"clear": 1 / 2, "weather": 1 / 2},
    "c": {"clear": 0.33, "weather": 0.33, "full": 0.22, "critical": 0.12},
}
_CHOOSES = "c"  # the arm that draws ordinary pictures by what the first student missed
RARE = (
    ("light", "night"), ("light", "dusk"), ("fog", "fog"), ("fog", "dense"), ("precipitation", "rain"),
    ("precipitation", "snow"), ("contrast", "faint"), ("shown", "part"), ("shown", "little"),
)  # fmt: skip
_POOL, _PROBE, _EXAM = 1, 902, 7303  # seeds of cities: to learn from, to steer and tune by, to report
_FIRST = 448  # pictures that the first student learns from
_KEEN = 2.0  # power of what a picture is worth, by which it is drawn
_HIDDEN = {"case", "scenario", "weather", "wet", "crowd", "youngest", "distance"}  # tags that are not told of here

Marks = Mapping[str, float]  # "slice value" -> average precision


def main() -> None:
    """Make what is missing, teach, examine, compare."""
    given = harness.options(
        __doc__ or "", frames=2000, seeds=5, wide=320, pool=1.0, passes=15.0, window=160, exam=448, probe=128
    )
    need = _need(given)
    exams = _exams(given)
    marks = {(arm, seed): _marks(arm, seed, exams, given, need=need) for seed in range(given.seeds) for arm in ARMS}
    named = ("frames", "seeds", "wide", "pool", "passes", "window")
    figures: dict[str, object] = {name: getattr(given, name) for name in named}
    figures |= {"need": dict(zip(CLASSES, need, strict=True)), "ap": {}, "c_b": {}, "b_a": {}, "c_a": {}}
    figures["exam_frames"] = {name: len(exam.tags) for name, exam in exams.items()}
    for exam in exams:
        _tell(exam, {pair: told[exam] for pair, told in marks.items()}, given.seeds, figures)
    harness.finish("twin_detector", figures)


def _exams(given: Namespace) -> dict[str, Pictures]:
    """The pictures of each exam."""
    found = {
        "rare": shots("covering", given.exam, seed=_EXAM, wide=given.wide),
        "common": shots("clear", given.exam // 3, seed=_EXAM, wide=given.wide),
    }
    if place := os.environ.get("MAP"):
        found["real"] = shots("weather", given.exam // 3, seed=_EXAM, wide=given.wide, map=place)
    return found


def _part(given: Namespace, passes: float) -> Detector:
    """The student; who is lower than a fifteenth of a picture is asked of nobody, as in KITTI."""
    return Detector(wide=given.wide, passes=passes, window=given.window, least=given.wide * 9 / 16 / 15)


def _need(given: Namespace) -> list[float]:
    """Of each class, one less the mark of a first student on the probe."""
    part = _part(given, 2 * given.passes)
    file = _kept("need", {"part": repr(part), "first": _FIRST, "probe": given.probe})
    if not file.exists():
        lesson = joined([shots(kind, _FIRST // 2, seed=_POOL, wide=given.wide) for kind in ARMS["b"]])
        kinds = (("covering", given.probe), ("clear", given.probe // 2))
        probe = joined([shots(kind, count, seed=_PROBE, wide=given.wide) for kind, count in kinds])
        told = part.marks(part.learned(lesson, seed=0), probe).measures
        file.write_text(json.dumps([round(1 - told.get(f"ap_{name}", 0.0), 3) for name in CLASSES]))
    need: list[float] = json.loads(file.read_text())
    return need


def _lesson(arm: str, seed: int, given: Namespace, need: Sequence[float]) -> Pictures:
    """What an arm learns from: of each kind its share, drawn from a pool."""
    parts: list[Pictures] = []
    largest = {kind: max(told.get(kind, 0.0) for told in ARMS.values()) for told in ARMS.values() for kind in told}
    for kind, share in ARMS[arm].items():
        pool = shots(kind, round(given.pool * largest[kind] * given.frames) + 1, seed=_POOL, wide=given.wide)
        rng = np.random.Generator(np.random.Philox(key=[seed, sum(kind.encode())]))
        worth = np.ones(len(pool.tags))
        if arm == _CHOOSES and kind in ARMS["b"]:
            worth = _worth(pool, need, least=given.wide * 9 / 16 / 15)
        order = np.argsort(-np.log(rng.random(len(worth))) / worth)  # Efraimidis, Spirakis 2006: without repeats
        count = round(share * given.frames)
        if kind == [*ARMS[arm]][-1]:
            count = given.frames - sum(len(part.tags) for part in parts)  # what rounding has left
        parts.append(chosen(pool, np.sort(order[:count])))
    return joined(parts)


def _worth(pool: Pictures, need: Sequence[float], *, least: float) -> Floats:
    """(n,) how much there is to learn from each picture: everybody to be found, by the need of their class."""
    wanted = asked(pool, least)
    total = np.bincount(pool.of[wanted], np.array(need)[pool.classes[wanted]], minlength=len(pool.tags))
    return np.asarray((total + 0.1) ** _KEEN)


def _marks(
    arm: str, seed: int, exams: Mapping[str, Pictures], given: Namespace, *, need: Sequence[float]
) -> dict[str, Marks]:
    """The marks of one student in each exam; read where they were worked out before."""
    part = _part(given, given.passes)
    told = {name: value for name, value in vars(given).items() if name != "seeds"}
    told |= {"arm": ARMS[arm], "seed": seed, "exams": {name: len(one.tags) for name, one in exams.items()}}
    told |= {"part": repr(part), "need": need if arm == _CHOOSES else 0, "map": os.environ.get("MAP", "")}
    file = _kept("marks", told)
    if not file.exists():
        lesson = _lesson(arm, seed, given, need)
        assert len(lesson.tags) == given.frames, "equal budgets"
        fitted = part.learned(lesson, seed=seed)
        file.write_text(json.dumps({name: _plain(part.marks(fitted, exam)) for name, exam in exams.items()}))
        print(f"{arm} {seed} learned", flush=True)
    kept: dict[str, Marks] = json.loads(file.read_text())
    return kept


def _kept(folder: str, about: Mapping[str, object]) -> Path:
    """The file of what was worked out under these settings."""
    file = HOME / folder / f"{sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:24]}.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


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
    rows, means, gaps = [], {}, {"c_b": {}, "b_a": {}, "c_a": {}}  # type: ignore[var-annotated]
    for name in names:
        column = {arm: [marks[arm, seed][name] for seed in range(seeds)] for arm in ARMS}
        means[name] = {arm: round(float(np.mean(values)), 4) for arm, values in column.items()}
        up, first = paired(column["b"], column["c"]), paired(column["a"], column["b"])
        both = paired(column["a"], column["c"])
        gaps["c_b"][name], gaps["b_a"][name], gaps["c_a"][name] = [*up], [*first], [*both]
        rows.append((name, *(f"{means[name][arm]:.3f}" for arm in ARMS), str(first), str(up), str(both)))
    harness.show(("slice", *ARMS, "b - a", "c - b", "c - a"), rows, title=f"{exam}: average precision")
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
