"""A braking policy after natural and after importance-sampled encounters, on natural ones that it never saw.

Three policies a seed: `natural`; `important`, whose encounters are drawn where blows of `--harm` m/s are, and count by
their weights; and `unweighed`, the same encounters with their weights thrown away. All else is alike, the price of
braking in vain too. Rates are shares of natural encounters; `_alone` those of a driver without any help.

    harm_rate          blows of `--harm` m/s or more       wanted: important < natural, the interval off zero
    collision_rate     any blow
    false_brake_rate   braked before the driver, who would have hit nobody    wanted: no more than natural
    harm_rate_at_*     the same, each policy made as cautious as braking in vain in `--vain` of all allows
    *_gain             important less natural, mean over seeds with its paired 95 % interval
"""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

from collections.abc import Iterator

import numpy as np
from bench.twins.paired import paired

from bench import harness
from provender.core.artefact import Artefact
from provender.twin.braking.drawn import draw, noisy, outcome
from provender.twin.students.brake import Brake, Cases, rates

ARMS = ("natural", "important", "unweighed")
EVEN = "harm_rate_at_even_false_brakes"
RATES = ("harm_rate", "collision_rate", "false_brake_rate", EVEN)
_CHUNK = 25_000
_EXAM = 2**40  # the stream of the exam: no seed of a lesson


def drawn(count: int, harm: float | None, key: int) -> Cases:
    """Encounters as arrays, either hazard as often as it comes."""
    rng = np.random.Generator(np.random.Philox(key=key))
    found = draw(rng.random(count) < 0.5, harm, rng)
    return Cases(found.child, found.factors, found.weights, noisy(found, rng), outcome(found.child, found.factors))


def exam(count: int) -> Iterator[Cases]:
    """Natural encounters, some at a time."""
    return (drawn(_CHUNK, None, _EXAM + at) for at in range(-(-count // _CHUNK)))


def lesson(arm: str, count: int, harm: float, seed: int) -> Cases:
    """What an arm learns from; the important and the unweighed learn from the same."""
    return drawn(count, None if arm == "natural" else harm, 2 * seed + (arm != "natural"))


def cautious(part: Brake, fitted: Artefact, vain: float) -> float:
    """The log odds to add so that a policy brakes in vain in this share of other natural encounters."""
    asked, low, high = drawn(_CHUNK, None, _EXAM - 1), -12.0, 12.0
    for _ in range(12):
        middle = (low + high) / 2
        often = float(part.drive(fitted, asked, caution=middle).in_vain.mean())
        low, high = (middle, high) if often < vain else (low, middle)
    return low


def main() -> None:
    """Teach, drive, and compare."""
    given = harness.options(__doc__ or "", count=500, seeds=5, exam=400_000, harm=13.0, cost=200.0, vain=0.01)
    part = {arm: Brake(harm=given.harm, cost=given.cost, weighed=arm != "unweighed") for arm in ARMS}
    taught: dict[tuple[str, int], Artefact] = {}

    def teach() -> None:
        for arm in ARMS:
            for seed in range(given.seeds):
                taught[arm, seed] = part[arm].learned(lesson(arm, given.count, given.harm, seed), seed=seed)

    spent = harness.cpu_seconds(teach) / len(ARMS) / given.seeds
    cautions = {(arm, seed): cautious(part[arm], fitted, given.vain) for (arm, seed), fitted in taught.items()}
    sums: dict[tuple[str, int], dict[str, list[float]]] = {pair: {} for pair in taught}
    for asked in exam(given.exam):
        for (arm, seed), fitted in taught.items():
            told = rates(part[arm].drive(fitted, asked), asked, asked.weights, harm=given.harm)
            even = rates(
                part[arm].drive(fitted, asked, caution=cautions[arm, seed]), asked, asked.weights, harm=given.harm
            )
            for name, value in {**told, EVEN: even["harm_rate"]}.items():
                sums[arm, seed].setdefault(name, []).append(value)
    seen = {pair: {name: float(np.mean(values)) for name, values in told.items()} for pair, told in sums.items()}
    _tell(seen, given.seeds, {"cpu_s_to_learn": round(spent, 2), "encounters": given.count, "exam": given.exam})


def _tell(seen: dict[tuple[str, int], dict[str, float]], seeds: int, figures: dict[str, object]) -> None:
    """The rates of each arm, and what importance sampling changes."""
    rows = []
    for arm in ARMS:
        means = {name: float(np.mean([seen[arm, seed][name] for seed in range(seeds)])) for name in seen[arm, 0]}
        rows.append((arm, *(f"{means[name]:.3%}" for name in RATES)))
        figures |= {f"{name}_{arm}": means[name] for name in RATES}
    alone = seen[ARMS[0], 0]
    rows.append(("no policy", f"{alone['harm_rate_alone']:.3%}", f"{alone['collision_rate_alone']:.3%}", "0", ""))
    figures |= {name: alone[name] for name in ("harm_rate_alone", "collision_rate_alone")}
    harness.show(
        ("learned from", "hard blows", "any blow", "braked in vain", "hard blows at even braking in vain"), rows
    )
    changes = []
    for other in ARMS[1:]:
        for name in RATES:
            pairs = [[seen[arm, seed][name] for seed in range(seeds)] for arm in ("natural", other)]
            gap = paired(*pairs)
            figures[f"{name}_{'gain' if other == 'important' else 'unweighed_gain'}"] = [*gap]
            changes.append((other, name, str(gap)))
    harness.show(("arm", "rate", "less natural, 95 % over seeds"), changes, title="Differences")
    harness.finish("twin_brake", figures)


if __name__ == "__main__":
    main()
