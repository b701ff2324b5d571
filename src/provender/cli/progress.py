"""A run's live progress: a bar on a terminal, a line now and then elsewhere; always on stderr."""

import sys
from collections import deque
from time import monotonic
from types import TracebackType
from typing import Any

from provender.cli.terminal import one_line
from provender.run.options import Progress

_WINDOW_S = 20.0
_LINE_EVERY_S = 5.0
_WIDE = 200


class Pace:
    """The rate of late, from what was told in the last seconds; a resumed run's old records do not count."""

    def __init__(self) -> None:
        self._told: deque[tuple[float, int]] = deque()

    def add(self, accepted: int, now: float) -> float:
        """Accepted records a second; 0 until two moments are known."""
        self._told.append((now, accepted))
        while len(self._told) > 2 and now - self._told[0][0] > _WINDOW_S:
            self._told.popleft()
        (then, before), (_, after) = self._told[0], self._told[-1]
        return (after - before) / (now - then) if now - then > 0.05 else 0.0


def status(progress: Progress, rate: float) -> str:
    """What there is to say, e.g. `98.2% accepted, 5,210/s, 0:04 left`."""
    words = [f"{progress.accepted / progress.tried:.1%} accepted"] if progress.tried else []
    left = progress.wanted - progress.accepted
    if rate > 0:
        words.append(f"{rate:,.0f}/s")
        if left > 0:
            words.append(f"{_clock(left / rate)} left")
    if progress.spent:
        words.append(f"{progress.spent:,.2f} spent")
    return ", ".join(words)


def _clock(seconds: float) -> str:
    """Minutes and seconds."""
    whole = int(seconds + 0.5)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


class Lines:
    """Plain lines, for logs and pipes."""

    def __init__(self) -> None:
        self._pace = Pace()
        self._last = monotonic()

    def __enter__(self) -> "Lines":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing to tidy."""

    def __call__(self, progress: Progress) -> None:
        """Print a line if the last one is old."""
        now = monotonic()
        rate = self._pace.add(progress.accepted, now)
        if now - self._last >= _LINE_EVERY_S:
            self._last = now
            told = f"{progress.accepted:,} of {progress.wanted:,} records, {status(progress, rate)}"
            sys.stderr.write(told.rstrip(", ") + "\n")
            sys.stderr.flush()

    def notice(self, line: str) -> None:
        """Print a line at once."""
        sys.stderr.write(one_line(line, _WIDE) + "\n")
        sys.stderr.flush()


class Bar:
    """A bar on a terminal."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
        from rich.progress import Progress as RichProgress

        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self._bar = RichProgress(*columns, console=Console(stderr=True), transient=True)
        self._task = self._bar.add_task("starting", total=None)
        self._pace = Pace()

    def __enter__(self) -> "Bar":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the bar: the summary follows."""
        self._bar.stop()

    def __call__(self, progress: Progress) -> None:
        """Move the bar."""
        rate = self._pace.add(progress.accepted, monotonic())
        told: dict[str, Any] = {"total": progress.wanted, "completed": progress.accepted}
        self._bar.update(self._task, description=status(progress, rate), **told)

    def notice(self, line: str) -> None:
        """Print a line above the bar."""
        self._bar.console.print(one_line(line, _WIDE), markup=False, highlight=False)


def live() -> "Bar | Lines":
    """What fits where stderr leads."""
    return Bar() if sys.stderr.isatty() else Lines()
