"""What each way to dial brings: a real student's marks at the end, by gain, by Thompson, by weakness and uniformly.

Reasoning: chains modulo 10 of one to three operations and of nine, which so small a student does not learn. Each cycle
makes 500 proved records by the mix, teaches a new student all records so far, scores it on the probe, and the product's
own `revise` says the next mix; the exam is opened once, at the end. And Swahili up: the same student with 3 % and with
40 % of Swahili questions. Tables: a disease that 3 % of 8,000 made-up patients have, in 3 % and 30 % of 1,000 made
rows; trees say who responds, asked of real rows (`tabular_loop` steers a diagnosis that is not rare: no sure gain).
Twin: a brake that was shown 2 % and 40 % of children among 240 encounters, and a loop of four cycles of 120 that begins
with 2 % and dials by itself. About 15 CPU minutes. Options: --seeds (0 leaves reasoning out), --cycles, --count,
--rare-seeds.

    gain, interval   wing -> exam marks beside those of the uniform mix (of a slice that is dialled up: beside the mix
                     before), mean over seeds and 95 % interval (Student's t, paired)
    by_dial          way -> the same for each way of dialling
"""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import sqrt
from statistics import mean, stdev

import scipy.stats
from bench.harness import cpu_seconds, finish, options, show
from bench.watch import rare

from provender.core.recipe import Loop, Recipe, Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.stages.revise import revise

FAMILY = "reasoning/arithmetic/modular_chain"
STUDENT = {"steps": 300, "width": 32, "layers": 1, "heads": 2, "batch": 16, "rate": 6e-3, "context": 96}
LEVELS = ("1", "2", "3", "6")
DIALS = ("uniform", "gain", "thompson", "weakness")
PROBE = 150

student = load("student", "reasoning/decoder", STUDENT)
judge = load("verifier", FAMILY)

Gains = Sequence[float]


def proved(count: int, seed: int, start: int, **dials: str) -> list[Record]:
    """Records that the family's verifier proves."""
    made = list(load("generator", FAMILY, dials)(Shard(seed=seed, start=start, count=count)))
    return [record for record, said in zip(made, judge(made), strict=True) if said.outcome is Outcome.PASS]


def looped(dial: str, seed: int, cycles: int, count: int) -> dict[str, float]:
    """Exam marks by level, and of all levels alike, after the last cycle."""
    first = Recipe(
        name="dial", generators=(), count=count, mix={("level", level): 1 / len(LEVELS) for level in LEVELS},
        loop=Loop(dial=dial, floor=0.15),
    )  # fmt: skip
    probe, exam = (
        [record for level in LEVELS for record in proved(PROBE, seed, place, level=level)]
        for place in (10**6, 2 * 10**6)
    )
    recipe, before, pool = first, None, list[Record]()
    for cycle in range(cycles):
        for level in LEVELS:
            wanted = round(recipe.mix["level", level] * count)
            pool += proved(wanted, seed, cycle * 10_000, level=level)
        fitted = student.fit(pool, seed=seed)
        marks = student.score(fitted, probe)
        recipe = replace(revise(recipe, before, marks, first=first).recipe, seed=seed)
        before = marks
    final = student.score(fitted, exam).by_tag
    told = {level: final["level", level] for level in LEVELS}
    return {**told, "all": mean(told.values())}


def swahili(seed: int, share: float, count: int) -> float:
    """The student's marks on Swahili questions with so much Swahili in its data."""
    many = round(share * count)
    pool = proved(many, seed, 0, level="2", language="sw")
    pool += proved(count - many, seed, 50_000, level="2", language="en")
    exam = proved(300, seed, 10**6, level="2", language="sw")
    return float(student.score(student.fit(pool, seed=seed), exam).overall)


def interval(gains: Gains) -> list[float]:
    """95 % of a mean (Student's t)."""
    reach = float(scipy.stats.t.ppf(0.975, len(gains) - 1)) * stdev(gains) / sqrt(len(gains))
    return [round(mean(gains) - reach, 4), round(mean(gains) + reach, 4)]


def told(gains: Gains) -> dict[str, object]:
    """A mean gain with its interval."""
    return {"gain": round(mean(gains), 4), "interval": interval(gains), "seeds": len(gains)}


def dialled(given: Namespace) -> dict[str, dict[str, object]]:
    """Ways of dialling beside the uniform mix; shown as a table."""
    found: dict[str, list[Mapping[str, float]]] = {dial: [] for dial in DIALS}

    def work() -> None:
        for seed in range(given.seeds):
            for dial in DIALS:
                found[dial].append(looped(dial, seed, given.cycles, given.count))

    spent = cpu_seconds(work)
    gains = {
        dial: told([here["all"] - there["all"] for here, there in zip(of, found["uniform"], strict=True)])
        for dial, of in found.items()
        if dial != "uniform"
    }
    rows = [
        (dial, *(mean(each[name] for each in of) for name in (*LEVELS, "all")), *_gain(gains.get(dial)))
        for dial, of in found.items()
    ]
    head = ("dial", *(f"level {level}" for level in LEVELS), "all levels", "beside uniform", "95 % interval")
    size = f"{given.cycles} cycles of {given.count} records, {given.seeds} seeds"
    show(head, rows, title=f"exam marks after {size}; {spent:.0f} CPU s")
    return gains


def _gain(entry: Mapping[str, object] | None) -> tuple[str, str]:
    """A gain in words."""
    return (f"{entry['gain']:+.3f}", str(entry["interval"])) if entry else ("", "")


def reasoning(given: Namespace) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    """Slice or loop -> its gain; and the loop's by way of dialling."""
    gains = dialled(given)
    pairs = [(swahili(seed, 0.03, given.count), swahili(seed, 0.4, given.count)) for seed in range(given.seeds)]
    up = told([after - before for before, after in pairs])
    means = [mean(each) for each in zip(*pairs, strict=True)]
    show(("Swahili, 3 % of the data", "40 %", "gain"), [(*means, up["gain"])])
    return {"reasoning": gains["thompson"], "reasoning, Swahili up": up}, gains


def tabular(seeds: int) -> dict[str, dict[str, object]]:
    """A rare disease up."""
    found = [rare.disease(seed, count=1000, patients=8000, epochs=30) for seed in range(seeds)]
    up, others = (told([each[f"after{of}"] - each[f"before{of}"] for each in found]) for of in ("", "_others"))
    head = ("seed", f"{rare.RARE}, {rare.USUAL:.0%} of the made rows", f"{rare.MORE:.0%}", "all others before", "after")
    show(head, [(seed, *each.values()) for seed, each in enumerate(_in_order(found))])
    print(f"{rare.RARE}: {up['gain']:+} {up['interval']}; all others: {others['gain']:+} {others['interval']}")
    return {"tabular, a rare disease up": up, "tabular, what the others pay": others}


def _in_order(found: Sequence[Mapping[str, float]]) -> list[dict[str, float]]:
    """Before and after of the disease, then of the others."""
    return [{key: each[key] for key in ("before", "after", "before_others", "after_others")} for each in found]


def twin(seeds: int) -> dict[str, dict[str, object]]:
    """Children up, by hand and by the loop."""
    found = [rare.children(seed, count=240, steps=300, exam=400) for seed in range(seeds)]
    head = ("seed", f"children, {rare.FEW:.0%} of the encounters", f"{rare.MANY:.0%}", "hard blows before", "after")
    show(head, [(seed, each["before"], each["after"], each["before_harm"], each["after_harm"])
                for seed, each in enumerate(found)])  # fmt: skip
    loops = {dial: [rare.looped(dial, seed, cycles=4, count=120, steps=300, exam=400) for seed in range(seeds)]
             for dial in ("uniform", "gain", "thompson")}  # fmt: skip
    titles = ("a loop that begins with 2 % of children", "marks on them", "on cars ahead", "share at the end")
    show(titles, [(dial, *(mean(each[name] for each in of) for name in ("child", "lead", "share")))
                for dial, of in loops.items()])  # fmt: skip
    sides = {dial: [here["child"] - there["child"] for here, there in zip(of, loops["uniform"], strict=True)]
             for dial, of in loops.items()}  # fmt: skip
    return {
        "twin, children up": told([each["after"] - each["before"] for each in found]),
        **{f"twin, the loop dials by {dial}": told(gained) for dial, gained in sides.items() if dial != "uniform"},
    }


def main() -> None:
    """Measure every wing."""
    given = options(__doc__ or "", seeds=8, cycles=5, count=500, rare_seeds=8)
    wings, gains = reasoning(given) if given.seeds > 1 else ({}, {})
    if given.rare_seeds > 1:
        wings |= {**twin(given.rare_seeds), **tabular(given.rare_seeds)}
    figures = {key: {wing: each[key] for wing, each in wings.items()} for key in ("gain", "interval")}
    finish("dial_up", {**figures, "by_dial": gains})


if __name__ == "__main__":
    main()
