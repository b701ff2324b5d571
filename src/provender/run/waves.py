"""Run a recipe: waves of orders until exactly N records are accepted, then the seal.

Wave k's orders depend only on what waves before k committed. Resuming is walking the same waves again and
finding their work done.
"""

from collections import deque
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import cast

from provender.core.errors import Interrupted
from provender.core.protocols import Engine, Lost
from provender.core.recipe import Recipe
from provender.core.registry import load
from provender.recipes.resolve import reasons, resolve
from provender.run.audit import audit
from provender.run.curator import Curator
from provender.run.finish import Summary, finish, shortfall
from provender.run.fitting import fit_generators
from provender.run.judges.golds import calibrated, untrusted
from provender.run.lockfile import settle
from provender.run.options import Progress, RunOptions
from provender.run.task import MAKE, Task, Work
from provender.run.teachers import open_gateway
from provender.run.watch.findings import findings as found_by_watch
from provender.run.workshop import Workshop
from provender.stages import balance
from provender.stages.balance import Cell, Maker, Order, Tally
from provender.stages.calibrate import require_sound
from provender.store.disk import discard
from provender.store.folder import RunFolder

_TASK_RECORDS = 8192
_TAUGHT_RECORDS = 256
_TAUGHT_S = 30 * 3600.0  # a batch of calls may take its server a day; a paused teacher must not cost a task its life


def run(recipe: Recipe, options: RunOptions | None = None) -> Summary:
    """Make a recipe's dataset, or go on where an earlier attempt stopped.

    Args:
        recipe: what to make.
        options: how; the default runs two workers into `runs/`.

    Returns:
        What came out, with the folder and the dataset's digest.

    Raises:
        RecipeChanged: the folder holds a run of another recipe.
        RunLocked: another process drives the run.
        Alarm: an audit's limit is broken, or a teacher errs more than it may; the data is kept for a look, not for use.
        Shortfall: fewer records than asked for; everything made is kept and sealed.
        Interrupted: the user stopped it; the same call goes on.
        MachineError: disk or memory failed; the same call goes on once that is mended.

    Guarantees:
        Same recipe and seed, same digest: for any number of workers, and after any crash.
    """
    how = options or RunOptions()
    folder = RunFolder(how.output / recipe.name)
    if how.fresh:
        discard(folder.path)
    with folder.lock():
        try:
            return _locked(recipe, how, folder)
        except KeyboardInterrupt:
            folder.event("interrupted")
            raise Interrupted(
                "the run was interrupted; what is finished is kept",
                where=str(folder.path),
                mend="run the same command again to go on",
            ) from None


def _locked(recipe: Recipe, how: RunOptions, folder: RunFolder) -> Summary:
    """The run, with its folder held."""
    workshop = Workshop(recipe=resolve(recipe), reasons=reasons(recipe))
    settle(folder, workshop)
    workshop.exams()  # a broken fingerprint is refused before anything is made
    with ExitStack() as stack:
        gateway = stack.enter_context(open_gateway(workshop, folder, max_cost=how.max_cost, notice=how.notice))
        workshop = replace(workshop, teachers=gateway.proxies())
        workshop = replace(workshop, fitted=fit_generators(workshop, folder))
        driver = _driver(workshop, folder, how)
        driver.go()
        if workshop.teachers:
            folder.event("asked", teachers=gateway.spent())  # of this attempt alone; the ledger tells of all
    watched = driver.curator.watched
    findings = [*found_by_watch(folder, workshop, watched), *([] if watched.stopped else audit(folder, workshop))]
    summary = finish(folder, driver.curator)
    require_sound(findings, where=str(folder.path))
    missing = shortfall(summary, driver.curator, driver.makers, counted=recipe.count is not None)
    if missing is not None:
        raise missing
    return summary


def _driver(workshop: Workshop, folder: RunFolder, how: RunOptions) -> "_Driver":
    """Everything the waves need."""
    makers = workshop.makers()
    cells = workshop.cells()
    work = Work(
        folder=folder.path,
        workshop=workshop,
        fingerprints=_fingerprints(workshop),
        untrusted=untrusted(calibrated(folder, workshop)),
    )
    curator = Curator(folder=folder, workshop=workshop, cells=cells, tallies=[Tally() for _ in cells])
    wall_s = max(how.wall_s, _TAUGHT_S) if workshop.teachers else how.wall_s
    dials = {"workers": how.workers, "wall_s": wall_s, "memory_mb": how.memory_mb}
    engine = cast("Engine", load("engine", "local", dials, where="run options"))
    return _Driver(work=work, curator=curator, makers=makers, engine=engine, how=how)


def _fingerprints(workshop: Workshop) -> frozenset[bytes]:
    """Groups of the anchors' held-back records, which nothing that is made may repeat.

    Where two records may be alike (two patients may share a row) a repeat is a coincidence: refusing it would bend
    the data, and tell who is held back.
    """
    held = [records for one in workshop.wings().values() if (records := one.held())]
    return frozenset(
        record.payload.group()
        for records in held
        if not workshop.codec(records[0].payload.codec).repeats_allowed
        for record in records
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Driver:
    """Walks through the waves."""

    work: Work
    curator: Curator
    makers: Sequence[Maker]
    engine: Engine
    how: RunOptions

    def go(self) -> None:
        """Order, make, curate, until nothing more is to be ordered."""
        wanted = sum(cell.quota for cell in self.curator.cells)
        cap = balance.candidate_cap(wanted, self.work.workshop.recipe.limits.max_candidates)
        wave, watched = 0, self.curator.watched
        while not watched.stopped and (orders := self._orders(cap)):
            tasks = list(self._tasks(wave, orders))
            self._make(wave, tasks, wanted)
            self.curator.close(wave, tasks)
            wave += 1

    def _orders(self, cap: int) -> Sequence[Order]:
        """What to try next."""
        most = self.curator.watched.most(self.curator.tried)
        return balance.next_orders(self.curator.cells, self.curator.tallies, self.makers, cap=cap, taught=most)

    def _tasks(self, wave: int, orders: Sequence[Order]) -> Iterator[Task]:
        """The orders cut into tasks; their size depends on the recipe alone."""
        number = 0
        for order in orders:
            cell = self.curator.cells[order.cell]
            size = self._size(cell)
            for start in range(order.start, order.start + order.count, size):
                count = min(size, order.start + order.count - start)
                yield Task(name=f"w{wave:03d}-t{number:06d}", at=order.cell, cell=cell, start=start, count=count)
                number += 1

    def _size(self, cell: Cell) -> int:
        """Records a task: few where each waits for a teacher, or where the generator says that they are large."""
        maker = self.makers[cell.maker]
        return maker.batch or (_TAUGHT_RECORDS if maker.taught else _TASK_RECORDS)

    def _make(self, wave: int, tasks: Sequence[Task], wanted: int) -> None:
        """Have the wave's uncommitted tasks made and curated, telling of each as it finishes."""
        teller = _Teller(
            wave=wave, wanted=wanted, curator=self.curator, tell=self.how.progress, cpu_s=self.curator.cpu_s
        )
        done = {task.name for task in tasks if teller.add(task)}
        due = [task for task in tasks if task.name not in done]
        waiting = deque(tasks)
        self._curate(waiting, done)
        results = self.engine.map(self.work, due)
        try:
            for position, result in results:
                if isinstance(result, Lost):
                    self.work.bury(due[position], result)
                done.add(due[position].name)
                teller.add(due[position])
                self._curate(waiting, done)
        finally:
            results.close()  # type: ignore[attr-defined]  # a generator: its workers end with it, also on an error

    def _curate(self, waiting: "deque[Task]", done: Container[str]) -> None:
        """Curate what is made, in the tasks' order and beside the workers; what is out of turn waits."""
        while waiting and waiting[0].name in done:
            self.curator.take(waiting.popleft())


@dataclass(slots=True, kw_only=True)
class _Teller:
    """Adds up a wave's commits and tells of them."""

    wave: int
    wanted: int
    curator: Curator
    tell: Callable[[Progress], None]
    accepted: int = 0
    tried: int = 0
    cpu_s: float

    def add(self, task: Task) -> bool:
        """Tell of a task's commit; False when it has none yet."""
        commit = self.curator.folder.committed(MAKE, task.name)
        if commit is None:
            return False
        self.accepted += int(commit.what["accepted"])
        self.tried += int(commit.what["count"])
        self.cpu_s += float(commit.cost.get("cpu_s", 0.0))
        so_far = self.curator
        self.tell(
            Progress(
                wave=self.wave,
                wanted=self.wanted,
                accepted=min(so_far.accepted + self.accepted, self.wanted),
                tried=so_far.tried + self.tried,
                cpu_s=self.cpu_s,
            )
        )
        return True
