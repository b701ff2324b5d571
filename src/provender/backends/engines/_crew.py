"""Workers as their driver sees them: give a task, hear an answer, enforce limits, bury the dead."""

import os
import pickle
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Pipe, wait
from pathlib import Path
from typing import Any

from provender.backends.engines._worker import WHERE
from provender.backends.engines._zygote import zygote
from provender.core.errors import MachineError

_LOOK_S = 0.1  # between two looks at memory and clock: 10 reads of /proc a second and worker cost 0.1 % of a core
_STILLBORN = 3  # workers in a row that may die before they are ready
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(slots=True)
class Job:
    """A task on its way: pickled once, tried until it ends or has failed too often."""

    position: int
    data: bytes
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one task may use: seconds by the clock, MiB of resident memory; None is unlimited."""

    wall_s: float | None
    memory_mb: int | None


class Worker:
    """One process, its pipe, and the job it works on.

    Attributes:
        job: in hand; None while idle or not yet ready.
        ready: whether it has loaded the function.
    """

    def __init__(self, hello: bytes) -> None:
        self.job: Job | None = None
        self.ready = False
        self._since = 0.0
        self._doom = ""
        self._pipe, theirs = Pipe()
        self._zygote = zygote()
        with theirs:
            self._pid = self._zygote.fork(theirs.fileno())
        self._death = _pidfd(self._pid)
        self._send(hello)

    @property
    def handles(self) -> list[Any]:
        """What to wait for: an answer, or death even while a child of the task still holds the pipe."""
        return [self._pipe] if self._death is None else [self._pipe, self._death]

    def give(self, job: Job) -> None:
        """Hand it a job; the clock starts."""
        self.job = job
        self._since = time.monotonic()
        self._send(job.data)

    def hear(self) -> tuple[str, Any]:
        """Its answer, or ("dead", reason). An answer that was complete before the death still counts."""
        try:
            if self._pipe.poll():
                kind, value = pickle.loads(self._pipe.recv_bytes())
                return kind, value
        except (EOFError, OSError):
            pass
        return "dead", self.bury()

    def enforce(self, limits: Limits) -> None:
        """Kill it if its job is over a limit; the death is heard like any other."""
        if self.job is None or self._doom:
            return
        spent = time.monotonic() - self._since
        if limits.wall_s is not None and spent > limits.wall_s:
            self._doom = f"it ran for {spent:.1f} s, the limit is {limits.wall_s:g} s"
        elif limits.memory_mb is not None and (used := _resident_mb(self._pid)) > limits.memory_mb:
            self._doom = f"it used {used} MiB of memory, the limit is {limits.memory_mb} MiB"
        if self._doom:
            self._kill()

    def bury(self) -> str:
        """Kill what is left of it and collect it; returns why it ended."""
        self._kill()
        try:
            code = self._zygote.reap(self._pid)
        except MachineError:
            code = None
        self._pipe.close()
        if self._death is not None:
            os.close(self._death)
        return self._doom or _cause(code)

    def _send(self, data: bytes) -> None:
        """Write to it; if it is dead, that is heard soon enough."""
        with suppress(ConnectionError):
            self._pipe.send_bytes(data)

    def _kill(self) -> None:
        """End the process and its children."""
        for end in (os.killpg, os.kill):  # the group does not exist until the worker has made it
            with suppress(ProcessLookupError):
                end(self._pid, signal.SIGKILL)


class Crew:
    """All workers of one map; at most `slots`, started when there is work for them."""

    def __init__(self, hello: bytes, *, slots: int, limits: Limits) -> None:
        self._hello = hello
        self._slots = slots
        self._limits = limits
        self._workers: list[Worker] = []
        self._stillborn = 0
        self._next_look = 0.0

    @property
    def jobs(self) -> int:
        """Jobs in hand."""
        return sum(worker.job is not None for worker in self._workers)

    def staff(self, wanted: int) -> None:
        """Start workers until there are `wanted`, or as many as there are slots."""
        while len(self._workers) < min(wanted, self._slots):
            self._workers.append(Worker(self._hello))

    def idle(self) -> Iterator[Worker]:
        """Workers that can take a job."""
        return (worker for worker in self._workers if worker.ready and worker.job is None)

    def listen(self) -> Iterator[tuple[Worker, str, Any]]:
        """Wait up to a tenth of a second for answers and deaths: (worker, "done" | "raised" | "dead", value).

        Raises:
            MachineError: workers keep dying before they can start.
        """
        stirred = set(wait([handle for worker in self._workers for handle in worker.handles], _LOOK_S))
        for worker in [worker for worker in self._workers if not stirred.isdisjoint(worker.handles)]:
            kind, value = worker.hear()
            if kind == "ready":
                worker.ready = True
                self._stillborn = 0
                continue
            if kind == "dead":
                self._workers.remove(worker)
                self._count_stillborn(worker, value)
            yield worker, kind, value
        self._look()

    def dismiss(self) -> None:
        """Kill and collect everybody."""
        while self._workers:
            self._workers.pop().bury()

    def _look(self) -> None:
        """Enforce the limits, at most ten times a second."""
        if time.monotonic() >= self._next_look:
            self._next_look = time.monotonic() + _LOOK_S
            for worker in self._workers:
                worker.enforce(self._limits)

    def _count_stillborn(self, worker: Worker, reason: str) -> None:
        """Give up when nobody survives the start: no task can be blamed."""
        self._stillborn += not worker.ready
        if self._stillborn >= _STILLBORN:
            raise MachineError(
                f"{_STILLBORN} workers in a row died before they could take a task: {reason}",
                where=WHERE,
                mend="look above for what they printed; --workers 0 runs the task in this process",
            )


def _pidfd(pid: int) -> int | None:
    """A handle that becomes readable when the process dies; None where the system has no such thing."""
    try:
        return os.pidfd_open(pid)
    except (AttributeError, OSError):
        return None


def _resident_mb(pid: int) -> int:
    """Resident memory in MiB by /proc; 0 when the process or /proc is not there."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * _PAGE >> 20
    except (OSError, IndexError):
        return 0


def _cause(code: int | None) -> str:
    """Why a worker ended, from its exit code."""
    if code is None:
        return "it died with the process that starts workers"
    if code < 0:
        return f"it was killed by {signal.Signals(-code).name}"
    return f"it ended with exit status {code}"
