"""Worker processes on this machine, one per slot, supervised: a dead worker costs its task one attempt, no more."""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from provender.backends.engines._crew import Crew, Job, Limits, Worker
from provender.backends.engines._worker import WHERE, hello
from provender.backends.engines._zygote import zygote
from provender.backends.parcel import pack, raise_error, unpack
from provender.core.errors import RecipeError
from provender.core.protocols import Lost
from provender.core.registry import engine

T = TypeVar("T")
R = TypeVar("R")


@engine
@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """Worker processes on this machine.

    Attributes:
        workers: processes at once; None takes one per usable core, 0 runs every task in this process (for
            debugging: no limits, no rescue).
        wall_s: seconds one task may take before its worker is killed; None for no limit.
        memory_mb: MiB of resident memory a worker may hold, libraries included (about 100 MiB); None for no
            limit. Watched through /proc ten times a second, so Linux only, and a burst may overshoot. Not
            RLIMIT_AS: allocators reserve gigabytes of address space that they never touch.
        attempts: times that a task may cost its worker's life before it is given up as `Lost`.

    Guarantees:
        Each task yields exactly one result, or `Lost`, whichever workers die; which worker ran it changes nothing.
        Tasks are pulled one by one, at most `workers` in flight; an exception in a task ends the map.
        No worker outlives the map, however it ends, nor the driver, even one killed with SIGKILL.
    """

    workers: int | None = None
    wall_s: float | None = 600.0
    memory_mb: int | None = 4096
    attempts: int = 3

    def __post_init__(self) -> None:
        for name, least in (("workers", 0), ("wall_s", 0.001), ("memory_mb", 1), ("attempts", 1)):
            value = getattr(self, name)
            if value is not None and value < least:
                raise RecipeError(f"{name}={value} is too small", where=WHERE, mend=f"give {name} >= {least}")

    @property
    def slots(self) -> int:
        """Processes at once, `workers=None` resolved."""
        return len(os.sched_getaffinity(0)) if self.workers is None else self.workers

    def map(self, task: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[tuple[int, R | Lost]]:
        """Run `task` over `tasks`; (position, result) as they finish, in any order.

        Args:
            task: a function or a callable frozen dataclass that can be pickled by its module's name.
            tasks: pulled only when a worker is free; a generator is closed with the map.

        Raises:
            ProvenderError: the task, an item or a result cannot be pickled.
            MachineError: workers cannot be started at all.
            Exception: whatever the task raised, its worker's traceback added as a note.
        """
        try:
            if self.slots == 0:
                for position, item in enumerate(tasks):
                    yield position, task(item)
            else:
                yield from self._supervise(task, tasks)
        finally:
            if isinstance(tasks, Generator):
                tasks.close()

    def _supervise(self, task: Callable[[T], R], tasks: Iterable[T]) -> Iterator[tuple[int, Any]]:
        """Keep the slots busy until all tasks have ended."""
        crew = Crew(hello(task), slots=self.slots, limits=Limits(wall_s=self.wall_s, memory_mb=self.memory_mb))
        zygote().load(_modules(task))
        source = enumerate(tasks)
        waiting: deque[Job] = deque()
        try:
            while True:
                room = self.slots - len(waiting) - crew.jobs
                waiting.extend(_job(position, item) for position, item in islice(source, room))
                in_hand = len(waiting) + crew.jobs
                if not in_hand:
                    return
                crew.staff(in_hand)
                for worker, job in zip(crew.idle(), tuple(waiting), strict=False):
                    worker.give(job)
                    waiting.popleft()
                for worker, kind, value in crew.listen():
                    yield from self._settle(worker, kind, value, waiting)
        finally:
            crew.dismiss()

    def _settle(self, worker: Worker, kind: str, value: Any, waiting: deque[Job]) -> Iterator[tuple[int, Any]]:
        """What one answer or death means for the job it ends; a job to be tried again joins `waiting`."""
        job, worker.job = worker.job, None
        if kind == "raised":
            raise_error(value, f"{WHERE}, task {job.position}" if job else WHERE)
        if job is None:
            return
        if kind == "done":
            yield job.position, unpack(value, f"the result of task {job.position}", where=WHERE)
            return
        job.failures += 1
        if job.failures < self.attempts:
            waiting.append(job)
        else:
            yield job.position, Lost(f"its worker died {job.failures} times; the last time {value}", job.failures)


def _job(position: int, item: object) -> Job:
    """An item, packed."""
    return Job(position, pack(item, f"task {position}", where=WHERE))


def _modules(task: object) -> list[str]:
    """The module that defines the task, to be loaded before the forks."""
    while isinstance(task, partial):
        task = task.func
    name = getattr(task, "__module__", None) or type(task).__module__
    return [] if name == "__main__" else [name]
