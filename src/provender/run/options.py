"""How a run is made. Nothing here changes what comes out, so nothing here enters a digest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a run stands, told after every finished task.

    Attributes:
        wave: number of the wave, from 0.
        wanted: accepted records asked for.
        accepted: verified so far, before repeats and surplus are dropped.
        tried: candidates so far.
        cpu_s: CPU seconds of all tasks so far.
        spent: money so far.
    """

    wave: int
    wanted: int
    accepted: int
    tried: int
    cpu_s: float
    spent: float = 0.0


def _silent(progress: Progress) -> None:
    """Tell nobody."""


def _mute(line: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How to run.

    Attributes:
        output: folder that holds run folders.
        workers: processes; 0 works in this one.
        fresh: throw away an unfinished or finished run of the same name first.
        max_cost: hard stop on money, together with the recipe's own (the lower counts).
        wall_s, memory_mb: limits of one task; where it waits for teachers, it may take a day and more.
        progress: called after every finished task.
        notice: called, from another thread, with a line that people should read while the run goes on.
    """

    output: Path = Path("runs")
    workers: int = 2
    fresh: bool = False
    max_cost: float | None = None
    wall_s: float = 600.0
    memory_mb: int = 4096
    progress: Callable[[Progress], None] = field(default=_silent)
    notice: Callable[[str], None] = field(default=_mute)
