"""The loop: run, train, revise, and again; every cycle is a run of its own, and the exam is opened once.

runs/<name>/               commits of the loop: one per cycle, and the exam
runs/<name>/cycles/c00/    a run folder like any other
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from hashlib import blake2b
from pathlib import Path
from typing import Any

from provender.core.errors import Interrupted
from provender.core.recipe import Recipe
from provender.core.record import Record
from provender.core.verdict import Finding, Interval, Scorecard
from provender.recipes.dump import dump_recipe
from provender.recipes.resolve import resolve
from provender.run.ledger.dataset import Accepted
from provender.run.lockfile import settle
from provender.run.options import RunOptions
from provender.run.watch.cycles import spent_by_run, uncovered
from provender.run.waves import run
from provender.run.workshop import Workshop
from provender.stages.calibrate import require_sound
from provender.stages.halting import halt
from provender.stages.revise import revise
from provender.stages.train import examine, train
from provender.store.disk import discard
from provender.store.folder import RunFolder

CYCLE = "cycle"
EXAM = "exam"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """One round.

    Attributes:
        number: from 0.
        digest: of its dataset.
        made: records the student learned from, all cycles so far together.
        probe: the student's marks that steer the next cycle.
        mix: (tag, value) -> share that this cycle was asked for.
        changes: what the next recipe does otherwise, in sentences.
        next_mix: of the next recipe.
        missing: slice -> share of the anchor that no record of this cycle holds.
        alarm: why the loop must not go on; None while it may.
        cost: of its run, in the teachers' money.
    """

    number: int
    digest: str
    made: int
    probe: Scorecard
    mix: Mapping[tuple[str, str], float]
    changes: tuple[str, ...]
    next_mix: Mapping[tuple[str, str], float]
    missing: Mapping[str, float] = field(default_factory=dict)
    alarm: Finding | None = None
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopSummary:
    """What a loop came to.

    Attributes:
        folder: of the loop.
        cycles: in order.
        exam: the last student's marks on the exam, which steered nothing; None where the split is empty.
        ended: why there are no more cycles, in a sentence; "" where it has not ended.
    """

    folder: Path
    cycles: tuple[Cycle, ...]
    exam: Scorecard | None
    ended: str = ""

    @property
    def folders(self) -> list[RunFolder]:
        """The cycles' run folders, in order."""
        return [_folder_of(self.folder, cycle.number) for cycle in self.cycles]


def _folder_of(loop_folder: Path, number: int) -> RunFolder:
    """The run folder of one cycle."""
    return RunFolder(loop_folder / "cycles" / f"c{number:02d}")


def _silent(cycle: Cycle) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopOptions:
    """How to loop: the options of each run, and who is told of each finished cycle."""

    run: RunOptions = field(default_factory=RunOptions)
    told: Callable[[Cycle], None] = _silent


def loop(recipe: Recipe, options: LoopOptions | None = None) -> LoopSummary:
    """Run cycles until the target is reached, the budget spent, nothing is gained, or their number is done.

    Raises:
        RecipeError: there is no student, or no anchor to score it on.
        Alarm: an audit's limit is broken in some cycle, a teacher errs too much, or cycles cover less and less.
        Shortfall: a cycle could not be filled.
        Interrupted: the user stopped it; the same call goes on.

    Guarantees:
        A finished cycle is never done again; the exam is scored once and steers nothing.
        Cycles never share a record: each has a seed of its own, and contents seen before are not learned twice.
    """
    how = options or LoopOptions()
    folder = RunFolder(how.run.output / recipe.name)
    if how.run.fresh:
        discard(folder.path)
    workshop = Workshop(recipe=resolve(recipe))
    with folder.lock():
        try:
            settle(folder, workshop)
            return _Loop(workshop=workshop, folder=folder, how=how).go()
        except KeyboardInterrupt:
            raise Interrupted(
                "the loop was interrupted; what is finished is kept",
                where=str(folder.path),
                mend="run the same command again to go on",
            ) from None


def so_far(recipe: Recipe, output: Path) -> LoopSummary:
    """What a loop has come to without going on: its finished cycles."""
    folder = RunFolder(output / recipe.name)
    cycles: list[Cycle] = []
    current = recipe
    while (commit := folder.committed(CYCLE, f"c{len(cycles):02d}")) is not None:
        cycles.append(_read_cycle(len(cycles), current, commit.what))
        current = replace(current, mix=cycles[-1].next_mix)
    return LoopSummary(folder=folder.path, cycles=tuple(cycles), exam=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Loop:
    """Walks through the cycles."""

    workshop: Workshop
    folder: RunFolder
    how: LoopOptions

    def go(self) -> LoopSummary:
        """All cycles, then the exam."""
        first = self.workshop.recipe
        cycles: list[Cycle] = []
        current, ended = first, ""
        while not ended:
            cycles.append(self._cycle(len(cycles), current, cycles))
            self.how.told(cycles[-1])
            if (found := cycles[-1].alarm) is not None:
                require_sound([found], where=str(self.folder.path))
            ended = halt(first.loop, [cycle.probe for cycle in cycles], sum(cycle.cost for cycle in cycles))
            following = replace(current, mix=cycles[-1].next_mix)
            self._write_next(cycles[-1], current, following, ended)
            current = following
        exam = self._exam(len(cycles) - 1)
        self.folder.seal()
        return LoopSummary(folder=self.folder.path, cycles=tuple(cycles), exam=exam, ended=ended)

    def _write_next(self, cycle: Cycle, was: Recipe, now: Recipe, ended: str) -> None:
        """The next recipe as YAML, and what changed of the last one with its reasons, as a diff that people read."""
        name = f"recipes/c{cycle.number + 1:02d}"
        why = [ended or f"cycle {cycle.number} marks {cycle.probe.overall:.1%} on the probe", *cycle.changes]
        head = "".join(f"# {line}\n" for line in why)
        before, after = dump_recipe(was), dump_recipe(now)
        lines = unified_diff(
            before.splitlines(keepends=True), after.splitlines(keepends=True),
            f"c{cycle.number:02d}.yaml", f"c{cycle.number + 1:02d}.yaml",
        )  # fmt: skip
        self.folder.write_derived("report", f"{name}.diff", [(head + "".join(lines)).encode()])
        self.folder.write_derived("report", f"{name}.yaml", [(head + after).encode()])

    def _cycle(self, number: int, asked: Recipe, before: list[Cycle]) -> Cycle:
        """One round, or its commit."""
        task = f"c{number:02d}"
        commit = self.folder.committed(CYCLE, task)
        if commit is None:
            watch = replace(asked.watch, false_alarm=spent_by_run(asked.watch.false_alarm, number))
            recipe = replace(asked, name=task, seed=seed_of(asked.seed, number), student=None, watch=watch)
            output = self.folder.path / "cycles"
            made = run(recipe, replace(self.how.run, output=output, fresh=False))
            cost = sum(spent["cost"] for spent in made.spent.values())
            what = {"digest": made.digest, "cost": cost, **self._learn(number, asked, before), **self._cover(number)}
            commit = self.folder.commit(CYCLE, task, what=what)
        return _read_cycle(number, asked, commit.what)

    def _learn(self, number: int, asked: Recipe, before: list[Cycle]) -> dict[str, Any]:
        """Train on all cycles so far, score on the probe, revise."""
        with self.workshop.beside():
            anchor = self.workshop.anchor()
            lesson = train(asked, self._records(number), anchor)
            last = before[-1].probe if before else None
            revision = revise(asked, last, lesson.probe, first=self.workshop.recipe, private=anchor.private)
        self.folder.put_artefact(lesson.fitted)
        return {
            "artefact": lesson.fitted.digest,
            "made": lesson.made,
            "anchored": lesson.anchored,
            "probe": plain_scores(lesson.probe),
            "changes": [str(change) for change in revision.changes],
            "next_mix": [[tag, value, share] for (tag, value), share in sorted(revision.recipe.mix.items())],
        }

    def _cover(self, number: int) -> dict[str, Any]:
        """What of the anchor the cycle misses, and whether that stops the loop."""
        first, now = (self._made(cycle) for cycle in (0, number))
        with self.workshop.beside():
            missed, found = uncovered(self.workshop, number, first, now)
        return {"missing": missed, "watch": [found.plain()] if found else []}

    def _made(self, cycle: int) -> list[Record]:
        """Accepted records of one cycle."""
        return [judged.record for judged in Accepted(folder=_folder_of(self.folder.path, cycle), facts={}).records()]

    def _records(self, number: int) -> list[Record]:
        """Accepted records of cycles 0 to `number`; a content that came before is left out, unless repeats are data."""
        found: dict[object, Record] = {}
        for cycle in range(number + 1):
            for made in self._made(cycle):
                repeats = self.workshop.codec(made.payload.codec).repeats_allowed
                found.setdefault(made.key if repeats else made.content, made)
        return list(found.values())

    def _exam(self, last: int) -> Scorecard | None:
        """The exam's marks; opened once, and then only read from its commit."""
        commit = self.folder.committed(EXAM, "final")
        if commit is None:
            if not self.workshop.anchor().exam:
                return None
            cycle = self.folder.committed(CYCLE, f"c{last:02d}")
            assert cycle is not None, "the exam comes after the last cycle"
            fitted = self.folder.artefact(cycle.what["artefact"])
            with self.workshop.beside():
                marks = examine(self.workshop.recipe, fitted, self.workshop.anchor())
            commit = self.folder.commit(EXAM, "final", what={"marks": plain_scores(marks)})
        return read_scores(commit.what["marks"])


def seed_of(seed: int, cycle: int) -> int:
    """The seed of a cycle: the recipe's own for the first, then one that shares nothing with it."""
    if cycle == 0:
        return seed
    return int.from_bytes(blake2b(f"{seed}/cycle/{cycle}".encode(), digest_size=7).digest(), "little")


def _read_cycle(number: int, asked: Recipe, what: Mapping[str, Any]) -> Cycle:
    """A cycle from its commit."""
    return Cycle(
        number=number,
        digest=what["digest"],
        made=what["made"],
        probe=read_scores(what["probe"]),
        mix=asked.mix,
        changes=tuple(what["changes"]),
        next_mix={(tag, value): share for tag, value, share in what["next_mix"]},
        missing=what.get("missing", {}),
        cost=what.get("cost", 0.0),
        alarm=next((found for found in map(Finding.of, what.get("watch", ())) if found.broken), None),
    )


def plain_scores(marks: Scorecard) -> dict[str, Any]:
    """A scorecard as JSON values."""
    return {
        "overall": marks.overall,
        "n": marks.n,
        "interval": [marks.interval.low, marks.interval.high],
        "by_tag": [[tag, value, share, marks.n_by_tag[tag, value]] for (tag, value), share in marks.by_tag.items()],
        "measures": dict(marks.measures),
        "measures_by_tag": [[tag, value, dict(told)] for (tag, value), told in marks.measures_by_tag.items()],
    }


def read_scores(plain: Mapping[str, Any]) -> Scorecard:
    """Read what `plain_scores` wrote."""
    return Scorecard(
        overall=plain["overall"],
        n=plain["n"],
        interval=Interval(low=plain["interval"][0], high=plain["interval"][1]),
        by_tag={(tag, value): share for tag, value, share, _ in plain["by_tag"]},
        n_by_tag={(tag, value): n for tag, value, _, n in plain["by_tag"]},
        measures=plain.get("measures", {}),
        measures_by_tag={(tag, value): told for tag, value, told in plain.get("measures_by_tag", [])},
    )


def cycle_facts(cycles: tuple[Cycle, ...]) -> list[dict[str, Any]]:
    """Cycles as the report and `--json` show them."""
    told = []
    for cycle in cycles:
        by_tag: dict[str, dict[str, float]] = {}
        for (tag, value), share in cycle.probe.by_tag.items():
            by_tag.setdefault(tag, {})[value] = share
        told.append(
            {
                "cycle": cycle.number,
                "overall": cycle.probe.overall,
                "interval": [cycle.probe.interval.low, cycle.probe.interval.high],
                "n": cycle.probe.n,
                "by_tag": by_tag,
                "measures": dict(cycle.probe.measures),
                "changes": list(cycle.changes),
                "missing": dict(cycle.missing),
                "cost": cycle.cost,
                "made": cycle.made,
                "digest": cycle.digest,
            }
        )
    return told
