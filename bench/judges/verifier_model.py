"""A trained judge of steps on faults, families and real answers that it never saw. About 5 CPU minutes.

Three judges, taught by our families, by people's solutions and by both: their golds at the operating point, by exact
intervals, and 2,640 answers of four real language models to 660 questions of GSM8K, right where the reference says so.
What does each add to arithmetic checking, and to the agreement of the four? No such question was learned from. Then
leave one out, in folds: faults of kinds, and problems of families, that a judge was not taught. `auc` is how often a
faulty solution looks worse than a sound one, `first` how often the likeliest step of a faulty one is the first wrong.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
from bench.harness import cpu_now, finish, options, show
from bench.teacher_audit import FILE, HOME, votes_of
from numpy.typing import NDArray

from provender.core.artefact import Artefact
from provender.core.dials import has_default
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import find, load, names
from provender.core.verdict import Interval, Outcome
from provender.reasoning.agreement.confidence import sureness
from provender.reasoning.problem import Problem
from provender.reasoning.students._clues import MOST, clues
from provender.reasoning.students._hazard import Shape, bags, hazards, train
from provender.reasoning.students._marked import Marked, worked_of
from provender.reasoning.students._planted import family_of, kinds, planted
from provender.reasoning.students._reward import Fitted, auc, unpack
from provender.reasoning.students.process_reward import ProcessReward
from provender.reasoning.words.tally import Tally
from provender.stages.judges.exact import clopper_pearson

TRAINED = "gsm8k/train.jsonl"
TOUCH = 7_000  # where the records of a test start in their generators
PROBES = 100
DRAWS = 400
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Lab:
    """What the trainings took."""

    given: Any
    cpu_s: list[float]

    def fit(self, records: Sequence[Record], **dials: Any) -> tuple[Artefact, Fitted]:
        """A judge trained on records."""
        student = replace(ProcessReward(passes=self.given.passes, wrongs=2, false_accepts=0.025), **dials)
        before = cpu_now()
        artefact = student.fit(records, seed=self.given.seed)
        self.cpu_s.append(cpu_now() - before)
        return artefact, unpack(artefact)


def families() -> list[str]:
    """The families that need no tools, fitting or dials."""
    found = {name: find("generator", name) for name in names("generator") if name.startswith("reasoning/")}
    return [
        name for name, part in found.items()
        if not hasattr(part, "bind") and all(has_default(each) for each in fields(part) if each.init)
    ]  # fmt: skip


def made(name: str, count: int, *, start: int = 0) -> list[Record]:
    """Records of a family, in English."""
    return [
        each for each in load("generator", name)(Shard(seed=11, start=start, count=count)) if isinstance(each, Record)
    ]


def human(count: int, *, start: int = 0) -> list[Record]:
    """Questions of GSM8K's training file with their worked solutions by people."""
    reader = load("reader", "reasoning/gsm8k", {"path": TRAINED})
    return [record for record in islice(reader(), start, start + count) if shows_steps(record)]


def shows_steps(record: Record) -> bool:
    """Whether a record shows a solution."""
    return isinstance(record.payload, Problem) and bool(record.payload.solution)


def scored(judge: Fitted, marked: Sequence[Marked]) -> list[tuple[Marked, float, bool]]:
    """Each problem that is not too long, the chance of a fault, and whether the likeliest step is the wrong one."""
    told = zip(marked, judge.hazards([each.worked for each in marked]), strict=True)
    return [
        (each, 1 - float(np.prod([1 - one for one in hazards])), int(np.argmax(hazards)) == each.wrong)
        for each, hazards in told
        if hazards is not None
    ]


def told_of(found: Iterable[tuple[Marked, float, bool]]) -> dict[str, float | int | None]:
    """The marks of some problems: auc, first, and how many were faulty."""
    seen = list(found)
    faulty = [each.wrong is not None for each, _, _ in seen]
    hits = [hit for each, _, hit in seen if each.wrong is not None]
    area = auc(faulty, [chance for _, chance, _ in seen])
    return {
        "auc": None if area is None else round(area, 4),
        "first": round(float(np.mean(hits)), 4) if hits else None,
        "by_chance": round(
            float(np.mean([1 / (len(e.worked.steps) + 1) for e, _, _ in seen if e.wrong is not None])), 4
        ),
        "faulty": len(hits),
    }


def unseen_kinds(lab: Lab, pool: Sequence[Record], test: Sequence[Record]) -> dict[str, Any]:
    """Kinds of faults in folds, each judged by one who was taught the others."""
    every, folds = kinds(), lab.given.folds
    found: dict[str, list[tuple[Marked, float, bool]]] = defaultdict(list)
    for fold in range(folds):
        out = every[fold::folds]
        _, judge = lab.fit(pool, kinds=tuple(kind for kind in every if kind not in out))
        marked = [each for record in test for each in planted(record, most=2, seed=5, among=out)]
        answered = scored(judge, marked)
        sound = [each for each in answered if each[0].wrong is None]
        for kind in out:
            own = [each for each in answered if each[0].kind == kind]
            if len(own) >= 20:
                found[kind] = [*own, *sound]
        found["all"] += answered
    return _shown(found, "kinds of faults that it was not taught")


def unseen_families(lab: Lab, pool: Sequence[Record], test: Sequence[Record]) -> dict[str, Any]:
    """Families in folds, each judged by one who was taught the others."""
    every, folds = sorted({family_of(record) for record in test}), lab.given.folds
    found: dict[str, list[tuple[Marked, float, bool]]] = defaultdict(list)
    for fold in range(folds):
        out = every[fold::folds]
        _, judge = lab.fit([record for record in pool if family_of(record) not in out])
        own = [record for record in test if family_of(record) in out]
        for each in scored(judge, [one for record in own for one in planted(record, most=2, seed=5)]):
            found[each[0].family].append(each)
            found["all"].append(each)
    return _shown(found, "families that it was not taught")


def _shown(found: dict[str, list[tuple[Marked, float, bool]]], title: str) -> dict[str, Any]:
    """The table, and its figures."""
    figures = {
        name: told_of(each) for name, each in sorted(found.items(), key=lambda item: (item[0] != "all", item[0]))
    }
    keys = ("auc", "first", "by_chance", "faulty")
    show(("left out", *keys), [(name, *(one[key] for key in keys)) for name, one in figures.items()], title=title)
    return figures


def at_the_point(judge: Fitted) -> dict[str, Any]:
    """Its golds: of the faulty how many pass, of the sound how many are refused, and how often it is silent."""
    told = list(zip(judge.golds, judge.chances([each.worked for each in judge.golds]), strict=True))
    limits = judge.thresholds
    bad = [chance for each, chance in told if each.wrong is not None and chance is not None]
    good = [chance for each, chance in told if each.wrong is None and chance is not None]
    return {
        "auc": auc([each.wrong is not None for each, _ in told], [chance for _, chance in told]),
        "faulty": len(bad),
        "sound": len(good),
        "false_accepts": _interval(sum(one <= limits.passes for one in bad), len(bad)),
        "false_rejects": _interval(sum(one >= limits.refuses for one in good), len(good)),
        "faulty_refused": _interval(sum(one >= limits.refuses for one in bad), len(bad)),
        "sound_passed": _interval(sum(one <= limits.passes for one in good), len(good)),
    }


def _interval(hits: int, n: int) -> dict[str, Any]:
    """A share with its exact interval."""
    found: Interval = clopper_pearson(hits, n)
    return {"hits": hits, "of": n, "interval": [round(found.low, 4), round(found.high, 4)]}


@dataclass(slots=True)
class Real:
    """The real models' answers; each array one entry an answer."""

    records: list[Record]
    right: NDArray[np.bool_]
    question: NDArray[np.int64]
    refuted: NDArray[np.bool_]
    sure: Floats
    known: NDArray[np.bool_]


def real_answers(data: str, seed: int) -> Real:
    """The answers with what arithmetic and agreement say of them; agreement knows a hundred truths."""
    told: Tally = votes_of(data)[0]
    probed = told.probing(PROBES, seed=seed).votes
    sure = sureness(probed, seed=seed).all
    places = [
        (row, at) for row, answers in enumerate(told.answers) for at, each in enumerate(answers) if each is not None
    ]
    records = [each for answers in told.answers for each in answers if each is not None]
    said = load("verifier", "reasoning/words/prose_arithmetic")(records)
    rows, columns = np.array(places).T
    return Real(
        records=records,
        right=told.votes.right[rows, columns],
        question=rows,
        refuted=np.array([verdict.outcome is Outcome.FAIL for verdict in said]),
        sure=sure[rows, columns],
        known=probed.known[rows],
    )


def on_real(judge: Fitted, real: Real) -> dict[str, Any]:
    """What a judge adds on real answers; everything beside `refuted` on those whose arithmetic holds."""
    raw = judge.chances([worked_of(record.payload) for record in real.records if isinstance(record.payload, Problem)])
    chance = np.array([0.5 if one is None else one for one in raw])
    left = ~real.refuted
    asked = left & ~real.known
    both = _together(real, chance, left)
    limits = judge.thresholds
    wrong, right = left & ~real.right, left & real.right
    return {
        "answers": int(left.sum()),
        "wrong": int(wrong.sum()),
        "auc": _area(real, chance, left),
        "auc_agreement": _area(real, -real.sure, asked),
        "auc_both": _area(real, both, asked),
        "gain_over_agreement": _gain(real, both, -real.sure, asked),
        "wrong_refused": _interval(int((chance[wrong] >= limits.refuses).sum()), int(wrong.sum())),
        "right_refused": _interval(int((chance[right] >= limits.refuses).sum()), int(right.sum())),
        "wrong_passed": _interval(int((chance[wrong] <= limits.passes).sum()), int(wrong.sum())),
        "right_passed": _interval(int((chance[right] <= limits.passes).sum()), int(right.sum())),
        "best_of_four": _picked(real, chance, both),
    }


def _area(real: Real, worse: Floats, among: NDArray[np.bool_]) -> float | None:
    """How often a wrong answer has the higher value than a right one."""
    area = auc((~real.right[among]).tolist(), worse[among].tolist())
    return None if area is None else round(area, 4)


def _together(real: Real, chance: Floats, left: NDArray[np.bool_]) -> Floats:
    """How likely an answer is wrong by agreement and judge, a logistic regression on the known questions."""
    from sklearn.linear_model import LogisticRegression

    held = [np.log(one / (1 - one)) for one in (np.clip(each, 1e-4, 1 - 1e-4) for each in (real.sure, chance))]
    features = np.stack(held, 1)
    model = LogisticRegression(C=1.0).fit(features[left & real.known], ~real.right[left & real.known])
    told: Floats = model.decision_function(features)
    return told


def _gain(real: Real, one: Floats, other: Floats, among: NDArray[np.bool_]) -> dict[str, float]:
    """How much larger one area is than another, with a bootstrap over questions."""
    rng = np.random.default_rng(0)
    questions = np.unique(real.question[among])
    rows = [np.flatnonzero(among & (real.question == each)) for each in questions]
    gains = []
    for _ in range(DRAWS):
        drawn = np.concatenate([rows[at] for at in rng.integers(0, len(rows), len(rows))])
        wrong = (~real.right[drawn]).tolist()
        areas = [auc(wrong, each[drawn].tolist()) for each in (one, other)]
        gains.append((areas[0] or 0.0) - (areas[1] or 0.0))
    low, high = np.quantile(gains, (0.025, 0.975))
    whole = (_area(real, one, among) or 0.0) - (_area(real, other, among) or 0.0)
    return {"gain": round(whole, 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def _picked(real: Real, chance: Floats, both: Floats) -> dict[str, float]:
    """Share of the questions not known whose picked answer is right, by who picks among the four."""
    rows = [np.flatnonzero((real.question == each) & ~real.known) for each in np.unique(real.question[~real.known])]
    refuted = real.refuted * 10.0
    picks = {
        "judge": chance,
        "judge_after_arithmetic": chance + refuted,
        "agreement": -real.sure + refuted,
        "both": both + 100 * refuted,
    }
    told = {
        name: round(float(np.mean([real.right[row[np.argmin(by[row])]] for row in rows])), 4)
        for name, by in picks.items()
    }
    return {"by_chance": round(float(np.mean([real.right[row].mean() for row in rows])), 4), **told}


def main() -> None:
    """Train, leave out, examine, print."""
    given = options(
        __doc__ or "",
        data=os.environ.get("PROVENDER_DATA") or str(HOME.parent / "shared" / "data"),
        each=24, people=2500, passes=20.0, folds=2, seed=0,
    )  # fmt: skip
    if not (Path(given.data) / FILE).is_file():
        raise SystemExit(f"there is no {FILE} in {given.data}: set PROVENDER_DATA to the folder of real data")
    os.environ["PROVENDER_DATA"] = given.data
    lab = Lab(given, [])
    own, people = [record for name in families() for record in made(name, given.each)], human(given.people)
    real = real_answers(given.data, given.seed)
    figures = _taught(lab, {"families": own, "people": people, "both": [*own, *people]}, real)
    figures["taught_by_answers"] = {"auc": by_outcomes(real, given.seed)}
    some = [record for name in families() for record in made(name, 20, start=TOUCH)] + human(300, start=TOUCH)
    pool = [*own, *people[: given.people // 4]]
    figures["unseen_kinds"] = unseen_kinds(lab, pool, some)
    figures["unseen_families"] = unseen_families(lab, pool, some)
    figures["cpu_s_of_training"] = [round(each, 1) for each in lab.cpu_s]
    finish("verifier_model", figures)


def _taught(lab: Lab, learned: dict[str, list[Record]], real: Real) -> dict[str, Any]:
    """Judges taught by this and that, on their golds and on real answers."""
    figures: dict[str, Any] = {}
    rows = []
    for name, records in learned.items():
        _, judge = lab.fit(records)
        golds, told = at_the_point(judge), on_real(judge, real)
        figures[f"taught_by_{name}"] = {"golds": golds, "real": told, "cpu_s": round(lab.cpu_s[-1], 1)}
        areas = (told[key] for key in ("auc", "auc_agreement", "auc_both"))
        rows.append((name, len(records), round(lab.cpu_s[-1], 1), golds["auc"], *areas))
    head = ("taught by", "records", "CPU s", "auc on golds", "on real answers", "agreement", "both")
    show(head, rows, title="real answers: those whose arithmetic holds")
    return figures


def by_outcomes(real: Real, seed: int) -> float | None:
    """The same network taught by real answers whose truth is known, in five folds over questions."""
    left = np.flatnonzero(~real.refuted)
    payloads = [real.records[at].payload for at in left]
    found = [clues(worked_of(problem)) for problem in payloads if isinstance(problem, Problem)]
    rows = bags([list(dict.fromkeys(clue for step in steps for clue in step))[:MOST] for steps in found])
    wrong, fold = (~real.right[left]).astype(np.float32), real.question[left] % 5
    shape = Shape(width=16, hidden=32, steps=120, rate=3e-3, forget=0.5)
    told = np.zeros(len(left))
    for part in range(5):
        rng = np.random.Generator(np.random.Philox(seed))
        taught = fold != part
        weights = train(rows[taught], wrong[taught], shape=shape, batch=256, rng=rng)
        told[~taught] = hazards(weights, rows[~taught], forget=shape.forget)
    return auc((wrong > 0).tolist(), told.tolist())


if __name__ == "__main__":
    main()
