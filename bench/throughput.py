"""Records generated, verified, deduplicated and committed per CPU second, and what the driver's memory does.

Six families in English and Swahili at default dials, through the real run: every question read back, every step
checked, every shard on disk. Beside it reasoning-gym's bare generation, which verifies and stores nothing.
Options: --records (of the long run), --workers, --sample (records of each of the three short runs).

    per_core_median   records per CPU second, workers and driver together, median of three runs   wanted: >= 5,000
    records           accepted in the one long run                                                wanted: >= 1,000,000
    bytes_per_record  driver's growth from 10 % of the long run to its end, per record            wanted: <= 64
"""

import os
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import mkdtemp

from bench.peers.setup import ask

from bench import harness
from provender.core.recipe import Recipe, Use
from provender.run.finish import Summary
from provender.run.ledger.dataset import Accepted
from provender.run.options import Progress, RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

FAMILIES = (
    "reasoning/arithmetic/column",
    "reasoning/arithmetic/fractions",
    "reasoning/arithmetic/gcd",
    "reasoning/algebra/linear_systems",
    "reasoning/words/quantities",
    "reasoning/logic/knights_and_knaves",
)


def recipe(families: tuple[str, ...], count: int) -> Recipe:
    """A run of those families, half of it in Swahili."""
    uses = tuple(Use(name=name) for name in families)
    return Recipe(name="throughput", generators=uses, count=count, seed=1, mix={("language", "sw"): 0.5})


def resident() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


@dataclass
class Watch:
    """Notes the driver's memory at 10 % of a run and its greatest size afterwards."""

    at_tenth: int = 0
    most: int = 0
    told: float = field(default_factory=time.monotonic)

    def __call__(self, progress: Progress) -> None:
        now = resident()
        if progress.accepted >= progress.wanted / 10:
            self.at_tenth = self.at_tenth or now
            self.most = max(self.most, now)
        if time.monotonic() - self.told > 15:
            self.told = time.monotonic()
            print(f"  {progress.accepted:,} of {progress.wanted:,}", flush=True)


def timed(
    families: tuple[str, ...], count: int, workers: int, watch: Callable[[Progress], None] | None = None
) -> tuple[Summary, float, float, Path]:
    """A run in a folder of its own: summary, records per CPU second, wall seconds, folder."""
    folder = Path(mkdtemp(prefix="throughput-"))
    how = RunOptions(output=folder, workers=workers)
    if watch:
        how = replace(how, progress=watch)
    before, began = time.process_time(), time.monotonic()
    summary = run(recipe(families, count), how)
    driver = time.process_time() - before
    return summary, summary.accepted / (summary.cpu_s + driver), time.monotonic() - began, folder


def shape(summary: Summary) -> dict[str, tuple[float, float, float]]:
    """Mean steps, characters of question and solution, by family, over the first 12,000 records."""
    sums: dict[str, list[float]] = {}
    for number, judged in enumerate(Accepted(folder=RunFolder(summary.folder), facts={}).records()):
        question, solution, _, steps = judged.record.payload.features()
        entry = sums.setdefault(judged.record.origin.source, [0, 0, 0, 0])
        for at, value in enumerate((1, steps, question, solution)):
            entry[at] += value
        if number >= 12_000:
            break
    return {name: (s / n, q / n, t / n) for name, (n, s, q, t) in sorted(sums.items())}


def each_alone(sample: int) -> None:
    """Each family in a run of its own."""
    rows = []
    for family in FAMILIES:
        summary, rate, _, folder = timed((family,), max(sample // 3, 4_000), 1)
        steps, question, solution = shape(summary)[family]
        rows.append((family, round(rate), round(steps, 2), round(question), round(solution)))
        shutil.rmtree(folder)
    head = ("family", "records/s/core", "steps", "question chars", "solution chars")
    harness.show(head, rows, title="each family alone, start-up of the run included")


def together(sample: int) -> tuple[float, float]:
    """All families, three times: median records per CPU second, mean steps."""
    rates, steps = [], 0.0
    for _ in range(3):
        summary, rate, _, folder = timed(FAMILIES, sample, 2)
        rates.append(rate)
        steps = statistics.mean(value[0] for value in shape(summary).values())
        shutil.rmtree(folder)
    return statistics.median(rates), steps


def long_run(records: int, workers: int) -> dict[str, object]:
    """One long run: the driver's growth, and what it wrote."""
    print(f"\none run of {records:,} records on {workers} workers", flush=True)
    watch = Watch()
    summary, rate, wall, folder = timed(FAMILIES, records, workers, watch)
    growth = max(watch.most, resident()) - watch.at_tenth
    stored = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    shutil.rmtree(folder)
    return {
        "records": summary.accepted,
        "bytes_per_record": round(max(growth, 0) / summary.accepted, 1),
        "per_core_long": round(rate),
        "wall_s": round(wall, 1),
        "stored_bytes_per_record": round(stored / summary.accepted, 1),
    }


def main() -> None:
    """Measure and print."""
    given = harness.options(__doc__ or "", records=1_000_000, workers=2, sample=30_000)
    each_alone(given.sample)
    median, steps = together(given.sample)
    figures: dict[str, object] = {"per_core_median": round(median), "steps_mean": round(steps, 2)}
    figures |= long_run(given.records, given.workers)
    harness.show(("figure", "value"), list(figures.items()), title="all six families together")
    peer, why = ask("reasoning_gym", "generate.py", "3")
    if peer:
        made = [(task, rate, round(median / rate, 2)) for task, rate in peer.items()]
        told = ("reasoning-gym task", "items/s/core, bare", "ours, verified and stored, to theirs")
        harness.show(told, made, title="beside it: generation alone")
    else:
        print(f"\n{why}")
    harness.finish("throughput", figures, peer=peer or {"missing": why})


if __name__ == "__main__":
    main()
