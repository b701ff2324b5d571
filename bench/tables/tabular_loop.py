"""What the loop over a table gains: the weak slice, with the mix steered by the probe and with the mix left alone.

    make bench NAME=tabular_loop                 recipes/table_loop.yaml on a made-up ward, 5 seeds
    make bench NAME=tabular_loop BENCH_SEEDS=2 BENCH_COUNT=300 BENCH_CYCLES=3

For each seed a ward of 5,000 is made and two loops go over it, alike but for `loop.floor`: .5 lets the mix move, 1
holds it. The weak slice is the named diagnosis with the lowest mark after the first cycle. before, after: share right
on the probe; exam_steered, exam_held: on the exam, opened once, the same rows for both loops; gain: their difference
over seeds, with a 95 % interval (Student's t).
"""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.stats
from bench.harness import finish, options, show

from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.recipes.load import load_recipe
from provender.run.cycle import LoopOptions, LoopSummary, loop
from provender.run.options import RunOptions
from provender.tabular.table import table_of
from provender.tabular.written import csv_lines

RECIPE = Path(__file__).parents[2] / "recipes" / "table_loop.yaml"
WARD = 5000


def ward(file: Path, seed: int) -> None:
    """A made-up ward as a file."""
    made = load("generator", "tabular/ward", where="the bench")(Shard(seed=seed, start=0, count=WARD))
    file.write_text("\n".join(csv_lines(table_of([row for row in made if isinstance(row, Record)]))) + "\n")


def went(folder: Path, seed: int, floor: float, given: Any) -> LoopSummary:
    """A loop over the ward in a folder."""
    sets = [
        f"seed={seed}", f"count={given.count}", f"loop.cycles={given.cycles}", f"loop.floor={floor}",
        f"generators.0.reference={folder / 'ward.csv'}", f"generators.0.dials={{epochs: {given.epochs}}}",
    ]  # fmt: skip
    run = RunOptions(output=folder / f"floor{floor:g}", workers=0)
    return loop(load_recipe(RECIPE, sets=sets), LoopOptions(run=run))


def measured(seed: int, given: Any) -> dict[str, Any]:
    """Both loops of one seed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ward(folder / "ward.csv", seed)
        steered, held = (went(folder, seed, floor, given) for floor in (0.5, 1.0))
    assert steered.exam is not None, "the recipe has an exam"
    assert held.exam is not None, "the recipe has an exam"
    first = steered.cycles[0].probes[""]
    weak = min((pair for pair in steered.cycles[0].only.mix), key=lambda pair: first.by_tag[pair])
    return {
        "weak": f"{weak[0]}={weak[1]}",
        "share": steered.cycles[-1].only.mix[weak] / steered.cycles[0].only.mix[weak],
        "before": first.by_tag[weak],
        "after": steered.cycles[-1].probes[""].by_tag[weak],
        "exam_steered": steered.exam.by_tag[weak],
        "exam_held": held.exam.by_tag[weak],
        "overall_steered": steered.exam.overall,
        "overall_held": held.exam.overall,
        "exam_rows": steered.exam.n_by_tag[weak],
    }


def interval(values: npt.NDArray[np.float64]) -> list[float]:
    """95 % of a mean (Student's t)."""
    reach = scipy.stats.t.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return [float(values.mean() - reach), float(values.mean() + reach)]


def main() -> None:
    """Measure every seed."""
    given = options(__doc__ or "", seeds=5, count=600, cycles=2, epochs=12)
    found = [measured(seed, given) for seed in range(given.seeds)]
    heads = ("seed", *found[0])
    show(heads, [(seed, *each.values()) for seed, each in enumerate(found)], title="the weak slice, seed by seed")
    numbers = {key: np.array([each[key] for each in found], float) for key in found[0] if key != "weak"}
    figures: dict[str, object] = {key: float(values.mean()) for key, values in numbers.items()}
    for name, one, two in (("gain", "exam_steered", "exam_held"), ("gain_overall", "overall_steered", "overall_held")):
        apart = numbers[one] - numbers[two]
        figures[name], figures[f"{name}_interval"] = float(apart.mean()), interval(apart)
    finish("tabular_loop", figures)


if __name__ == "__main__":
    main()
