"""The loop: run, train, revise, and again; every cycle is a run of its own, and the exam is opened once.

runs/<name>/               commits of the loop: one per cycle, and the exams
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
from provender.core.verdict import Finding, Scorecard
from provender.recipes.dump import dump_recipe
from provender.recipes.resolve import resolve
from provender.run.ledger.cycles import Cycle, read_cycle
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.marks import plain_scores, read_scores
from provender.run.lockfile import settle
from provender.run.options import RunOptions
from provender.run.watch.cycles import spent_by_run, uncovered
from provender.run.waves import run
from provender.run.workshop import Workshop
from provender.stages.calibrate import require_sound
from provender.stages.halting import halt
from provender.stages.revise import revise
from provender.stages.train import examine, no_student, train
from provender.store.disk import discard
from provender.store.folder import RunFolder

CYCLE = "cycle"
EXAM = "exam"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopSummary:
    """What a loop came to.

    Attributes:
        folder: of the loop.
        cycles: in order.
        exams: wing -> its last student's marks on the exam, which steered nothing; without those whose split is empty.
        ended: why there are no more cycles, in a sentence; "" where it has not ended.
    """

    folder: Path
    cycles: tuple[Cycle, ...]
    exams: Mapping[str, Scorecard]
    ended: str = ""

    @property
    def exam(self) -> Scorecard | None:
        """The marks of the only student, where the recipe names no wings."""
        return self.exams.get("")

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
        cycles.append(read_cycle(len(cycles), current, commit.what))
        current = current.mixed(cycles[-1].next_mixes)
    return LoopSummary(folder=folder.path, cycles=tuple(cycles), exams={})


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
            require_sound(cycles[-1].alarms, where=str(self.folder.path))
            marks = {name: [cycle.probes[name] for cycle in cycles] for name in cycles[-1].probes}
            ended = halt(first.loop, marks, sum(cycle.cost for cycle in cycles))
            following = current.mixed(cycles[-1].next_mixes)
            self._write_next(cycles[-1], current, following, ended)
            current = following
        opened = {name: self._exam(name, len(cycles) - 1) for name in cycles[-1].probes}
        exams = {name: each for name, each in opened.items() if each is not None}
        self.folder.seal()
        return LoopSummary(folder=self.folder.path, cycles=tuple(cycles), exams=exams, ended=ended)

    def _write_next(self, cycle: Cycle, was: Recipe, now: Recipe, ended: str) -> None:
        """The next recipe as YAML, and what changed of the last one with its reasons, as a diff that people read."""
        name = f"recipes/c{cycle.number + 1:02d}"
        marks = [f"{wing} {each.overall:.1%} {each.measure}".strip() for wing, each in cycle.probes.items()]
        changes = [f"{wing}: {change}" if wing else change
                   for wing, part in cycle.wings.items() for change in part.changes]  # fmt: skip
        why = [ended or f"cycle {cycle.number} on the probe: {', '.join(marks)}", *changes]
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
            self._insist()
            watch = replace(asked.watch, false_alarm=spent_by_run(asked.watch.false_alarm, number))
            recipe = replace(asked.untaught(), name=task, seed=seed_of(asked.seed, number), watch=watch)
            made = run(recipe, replace(self.how.run, output=self.folder.path / "cycles", fresh=False))
            found: list[Finding] = []
            last = before[-1].probes if before else {}
            wings = {
                wing: {**self._learn(number, wing, view, last.get(wing)), **self._cover(number, wing, found)}
                for wing, view in asked.views().items()
            }
            cost = sum(spent["cost"] for spent in made.spent.values())
            watched = [finding.plain() for finding in found]
            what = {"digest": made.digest, "cost": cost, "wings": wings, "watch": watched}
            commit = self.folder.commit(CYCLE, task, what=what)
        return read_cycle(number, asked, commit.what)

    def _insist(self) -> None:
        """Refuse a recipe that teaches nobody."""
        if not any(view.student for view in self.workshop.recipe.views().values()):
            raise no_student(self.workshop.recipe)

    def _learn(self, number: int, wing: str, asked: Recipe, last: Scorecard | None) -> dict[str, Any]:
        """Train a wing's student on all cycles so far, score on the probe, revise."""
        kept = [[tag, value, share] for (tag, value), share in sorted(asked.mix.items())]
        if asked.student is None:
            return {"made": 0, "probe": None, "changes": [], "next_mix": kept}
        own = self.workshop.wing(wing)
        with own.beside():
            anchor = own.anchor()
            lesson = train(asked, self._records(number, wing), anchor)
            revision = revise(asked, last, lesson.probe, first=own.recipe, private=anchor.private)
        self.folder.put_artefact(lesson.fitted)
        return {
            "artefact": lesson.fitted.digest,
            "made": lesson.made,
            "anchored": lesson.anchored,
            "probe": plain_scores(lesson.probe),
            "changes": [str(change) for change in revision.changes],
            "next_mix": [[tag, value, share] for (tag, value), share in sorted(revision.recipe.mix.items())],
        }

    def _cover(self, number: int, wing: str, found: list[Finding]) -> dict[str, Any]:
        """What of its anchor a wing misses in the cycle; what stops the loop is `found`."""
        own = self.workshop.wing(wing)
        first, now = (self._made(cycle, wing) for cycle in (0, number))
        with own.beside():
            missed, finding = uncovered(own, number, first, now)
        found += [finding.of_wing(wing)] if finding else []
        return {"missing": missed}

    def _made(self, cycle: int, wing: str) -> list[Record]:
        """A wing's accepted records of one cycle."""
        accepted = Accepted(folder=_folder_of(self.folder.path, cycle), facts={}, wing=wing)
        return [judged.record for judged in accepted.records()]

    def _records(self, number: int, wing: str) -> list[Record]:
        """A wing's records of cycles 0 to `number`; a content that came before is left out, unless repeats are data."""
        found: dict[object, Record] = {}
        for cycle in range(number + 1):
            for made in self._made(cycle, wing):
                repeats = self.workshop.codec(made.payload.codec).repeats_allowed
                found.setdefault(made.key if repeats else made.content, made)
        return list(found.values())

    def _exam(self, wing: str, last: int) -> Scorecard | None:
        """The exam's marks; opened once, and then only read from its commit."""
        task = f"final-{wing}" if wing else "final"
        commit = self.folder.committed(EXAM, task)
        own = self.workshop.wing(wing)
        if commit is None:
            if not own.anchor().exam:
                return None
            cycle = self.folder.committed(CYCLE, f"c{last:02d}")
            assert cycle is not None, "the exam comes after the last cycle"
            fitted = self.folder.artefact(cycle.what["wings"][wing]["artefact"])
            with own.beside():
                marks = examine(own.recipe, fitted, own.anchor())
            commit = self.folder.commit(EXAM, task, what={"marks": plain_scores(marks)})
        return read_scores(commit.what["marks"])


def seed_of(seed: int, cycle: int) -> int:
    """The seed of a cycle: the recipe's own for the first, then one that shares nothing with it."""
    if cycle == 0:
        return seed
    return int.from_bytes(blake2b(f"{seed}/cycle/{cycle}".encode(), digest_size=7).digest(), "little")
