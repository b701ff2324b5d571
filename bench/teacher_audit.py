"""Four real language models audited with 100 known answers of 660, as if the other 560 were not known. About 10 CPU s.

The probes are drawn at random (`--seed`); then the same is done for 200 other draws, since one lucky draw
proves nothing. The truth, which only this bench looks at, is the share of all 660 answers that the reference
answers confirm. Beside it what the probes say by themselves, and what agreement says by itself (Dawid and
Skene, each model counted as a lineage of its own).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from bench.harness import cpu_seconds, finish, options, show
from numpy.typing import NDArray

from provender.core.protocols import Tools
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Interval
from provender.reasoning.agreement import dawid_skene
from provender.reasoning.agreement.confidence import Sureness, reliability, sureness
from provender.reasoning.agreement.promise import promise
from provender.reasoning.agreement.rates import Rate, ranked, rates
from provender.reasoning.agreement.votes import Votes
from provender.reasoning.words.tally import Tally, tally
from provender.reasoning.words.truths import Truths

HOME = Path(__file__).parent.parent
FILE = "gsm8k/model_solutions.jsonl"
MODELS = ("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification")
NEAR = 0.05
ASKED = (0.8, 0.85, 0.9, 0.95)
RISK = 0.1


@dataclass(slots=True)
class Draws:
    """What many draws of the probes came to; rows are draws, columns teachers."""

    off: NDArray[np.float64]
    plain_off: NDArray[np.float64]
    covered: NDArray[np.bool_]
    width: NDArray[np.float64]
    ranked: int
    sure: NDArray[np.float64]
    right: NDArray[np.bool_]
    kept: dict[float, list[NDArray[np.bool_]]]
    most: list[float]


def votes_of(data: str) -> tuple[Tally, Votes]:
    """The models' answers, every truth known."""
    os.environ["PROVENDER_DATA"] = data
    reference = list(load("reader", "reasoning/gsm8k", {"path": FILE})())
    teachers = {
        name: load("teacher", "replay", {"path": FILE, "lineage": "gpt-3", "answer": f"{name}.solution"})
        for name in MODELS
    }
    make = load("generator", "reasoning/words/worked_answers").bind(Tools(teachers=teachers, reference=reference))
    made = make(Shard(seed=0, start=0, count=len(reference) * len(MODELS)))
    told = tally([each for each in made if isinstance(each, Record)], Truths.of(reference))
    return told, told.votes


def audited(told: Tally, probes: int, seed: int) -> tuple[list[Rate], Votes, Sureness]:
    """One audit: rates, the votes with their probes, and how sure each answer is."""
    votes = told.probing(probes, seed=seed).votes
    sure = sureness(votes, seed=seed)
    return rates(votes, sure), votes, sure


def kept(votes: Votes, sure: Sureness, asked: float) -> NDArray[np.bool_] | None:
    """Whether each answer that passes is right, of the questions whose truth is not known; None: no promise."""
    found = promise(votes, sure, asked, risk=RISK)
    if found.threshold is None:
        return None
    return votes.right[(sure.all >= found.threshold) & votes.given & ~votes.known[:, None]]


def repeated(told: Tally, truth: NDArray[np.float64], probes: int, seeds: range) -> Draws:
    """The audit once a seed."""
    best = [told.votes.teachers[place] for place in np.argsort(-truth)]
    found = [audited(told, probes, seed) for seed in seeds]
    ends = np.array([[(rate.interval.low, rate.interval.high) for rate in each] for each, _, _ in found])
    return Draws(
        off=np.array([[rate.estimated for rate in each] for each, _, _ in found]) - truth,
        plain_off=np.array([[rate.plain for rate in each] for each, _, _ in found]) - truth,
        covered=(ends[:, :, 0] <= truth) & (truth <= ends[:, :, 1]),
        width=ends[:, :, 1] - ends[:, :, 0],
        ranked=sum(ranked(each) == best for each, _, _ in found),
        sure=np.concatenate([sure.all[~votes.known].ravel() for _, votes, sure in found]),
        right=np.concatenate([votes.right[~votes.known].ravel() for _, votes, _ in found]),
        kept={
            asked: [each for _, votes, sure in found if (each := kept(votes, sure, asked)) is not None]
            for asked in ASKED
        },
        most=[promise(votes, sure, 1.0, risk=RISK).most for _, votes, sure in found],
    )


def alone(votes: Votes) -> tuple[float, ...]:
    """What agreement says with no probe at all."""
    unknown = Votes(
        teachers=votes.teachers,
        lineages=votes.teachers,
        classes=votes.classes,
        known=np.zeros(len(votes), bool),
        right=votes.right,
    )
    return dawid_skene.fit(unknown).right


def by_company(votes: Votes) -> Iterator[tuple[object, ...]]:
    """How often an answer is right, by how many models gave it."""
    company = np.where(votes.given, votes.same().sum(2) + 1, 0)
    for size in range(1, len(votes.teachers) + 1):
        hits, n = int(votes.right[company == size].sum()), int((company == size).sum())
        yield size, n, f"{hits / max(n, 1):.1%}", _told(Interval.wilson(hits, n))


def _told(interval: Interval) -> str:
    """An interval in words."""
    return f"{interval.low:.3f} to {interval.high:.3f}"


def main() -> None:
    """Audit, repeat, print."""
    given = options(
        __doc__ or "",
        data=os.environ.get("PROVENDER_DATA") or str(HOME.parent / "shared" / "data"),
        probes=100,
        draws=200,
        seed=0,
    )
    if not (Path(given.data) / FILE).is_file():
        raise SystemExit(f"there is no {FILE} in {given.data}: set PROVENDER_DATA to the folder of real data")
    told, votes = votes_of(given.data)
    truth = votes.right.mean(0)
    one, _, _ = audited(told, given.probes, given.seed)
    draws: list[Draws] = []
    spent = cpu_seconds(lambda: draws.append(repeated(told, truth, given.probes, range(1000, 1000 + given.draws))))
    many = draws[0]
    _show_one(one, truth, alone(votes), title=f"from {given.probes} probes drawn by seed {given.seed}")
    _show_many(many, votes.teachers)
    show(("models that gave the answer", "answers", "right", "95 % interval"), by_company(votes), title="agreement")
    finish("teacher_audit", _figures(one, many, truth, spent / given.draws))


def _show_one(one: list[Rate], truth: NDArray[np.float64], unaided: tuple[float, ...], *, title: str) -> None:
    """The table of one draw."""
    others = [(f"{rate.plain:.3f}", f"{by:.3f}") for rate, by in zip(one, unaided, strict=True)]
    show(
        ("teacher", "true", "estimated", "95 % interval", "probes alone", "agreement alone"),
        [
            (rate.teacher, *(f"{each:.3f}" for each in (true, rate.estimated)), _told(rate.interval), *rest)
            for rate, true, rest in zip(one, truth, others, strict=True)
        ],
        title=f"share of answers that are right, {title}",
    )


def _show_many(many: Draws, teachers: tuple[str, ...]) -> None:
    """The tables of all draws."""
    spread = [np.sqrt((each**2).mean(0)) for each in (many.off, many.plain_off)]
    show(
        ("teacher", "root mean square error", "probes alone", "coverage", "mean width"),
        [
            (name, *(f"{each[place]:.4f}" for each in (*spread, many.covered.mean(0), many.width.mean(0))))
            for place, name in enumerate(teachers)
        ],
        title=f"over {len(many.off)} draws of the probes",
    )
    shown = reliability(many.sure, many.right)
    show(
        ("stated at least", "and below", "answers", "mean stated", "right"),
        [
            (f"{low:.2f}", f"{high:.2f}", n // len(many.off), f"{stated:.3f}", f"{right:.3f}")
            for (low, high, n, stated, _), right in zip(shown, _shares(many, shown), strict=True)
        ],
        title="how sure an unanchored answer is, against how often it is right (a draw's average)",
    )

    show(
        ("confidence asked", "promised in draws", "and broken", "answers kept", "right", "least"),
        [(f"{asked:.2f}", *map(str, _promised(many, asked).values())) for asked in ASKED],
        title=f"what a recipe gets that asks for a confidence (risk {RISK:g}; the most promised in a middle draw is "
        f"{float(np.median(many.most)):.3f})",
    )


def _promised(many: Draws, asked: float) -> dict[str, float]:
    """In which shares of all draws a confidence was promised, and broken; the answers kept, and the share right."""
    shares = [float(each.mean()) for each in many.kept[asked]]
    return {
        "promised": round(len(shares) / len(many.off), 4),
        "broken": round(sum(share < asked for share in shares) / len(many.off), 4),
        "answers": round(float(np.mean([each.size for each in many.kept[asked]]))) if shares else 0,
        "right": round(float(np.mean(shares)), 4) if shares else 0.0,
        "least": round(min(shares), 4) if shares else 0.0,
    }


def _shares(many: Draws, shown: list[tuple[float, float, int, float, Interval]]) -> list[float]:
    """The share right in each bin of stated probability."""
    return [
        float(many.right[(many.sure >= low) & ((many.sure < high) | (high == 1))].mean()) if n else 0.0
        for low, high, n, _, _ in shown
    ]


def _figures(one: list[Rate], many: Draws, truth: NDArray[np.float64], cpu_s: float) -> dict[str, object]:
    """The figures for machines."""
    near, plain_near = (np.abs(each) <= NEAR for each in (many.off, many.plain_off))
    return {
        "estimated": {rate.teacher: round(rate.estimated, 4) for rate in one},
        "true": {rate.teacher: round(float(true), 4) for rate, true in zip(one, truth, strict=True)},
        "interval": {rate.teacher: [round(rate.interval.low, 4), round(rate.interval.high, 4)] for rate in one},
        "largest_error": round(max(abs(rate.estimated - true) for rate, true in zip(one, truth, strict=True)), 4),
        "ranked_right": ranked(one) == [one[place].teacher for place in np.argsort(-truth)],
        "draws": len(many.off),
        "coverage": round(float(many.covered.mean()), 4),
        "all_within_05": round(float(near.all(1).mean()), 4),
        "each_within_05": round(float(near.mean()), 4),
        "all_within_05_by_probes_alone": round(float(plain_near.all(1).mean()), 4),
        "ranked_right_share": round(many.ranked / len(many.off), 4),
        "at_confidence": {str(asked): _promised(many, asked) for asked in ASKED},
        "promised_in_a_middle_draw": round(float(np.median(many.most)), 4),
        "cpu_s_per_audit": round(cpu_s, 4),
    }


if __name__ == "__main__":
    main()
