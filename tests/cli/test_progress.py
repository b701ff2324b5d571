"""Progress on a terminal and in a pipe; nothing of it on stdout."""

import io
import sys
from dataclasses import replace

import pytest

from provender.cli import progress as live_progress
from provender.cli.progress import Bar, Lines, Pace, live, status
from provender.run.options import Progress

HALF = Progress(wave=0, wanted=1000, accepted=400, tried=500, cpu_s=1.0)


def test_the_pace_is_that_of_late() -> None:
    pace = Pace()

    assert pace.add(1000, 0.0) == 0.0
    assert pace.add(1100, 10.0) == 10.0
    assert pace.add(3100, 30.0) == 100.0


@pytest.mark.parametrize(
    ("progress", "rate", "said"),
    [
        (replace(HALF, spent=1.5), 10.0, "80.0% accepted, 10/s, 1:00 left, 1.50 spent"),
        (HALF, 0.1, "80.0% accepted, 0/s, 1:40:00 left"),
        (HALF, 0.0, "80.0% accepted"),
        (replace(HALF, accepted=1000, tried=1000), 10.0, "100.0% accepted, 10/s"),
        (replace(HALF, accepted=0, tried=0), 0.0, ""),
    ],
)
def test_progress_says_acceptance_rate_and_time_left(progress: Progress, rate: float, said: str) -> None:
    assert status(progress, rate) == said


def test_a_pipe_gets_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clock = iter([0.0, 1.0, 6.0, 7.0])
    monkeypatch.setattr(live_progress, "monotonic", lambda: next(clock))
    with Lines() as lines:
        for accepted in (100, 600, 700):
            lines(replace(HALF, accepted=accepted))

    told = capsys.readouterr()
    assert told.err == "600 of 1,000 records, 120.0% accepted, 100/s, 0:04 left\n"
    assert told.out == ""


def test_a_terminal_gets_a_bar_that_is_wiped(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", terminal)
    with live() as bar:
        assert isinstance(bar, Bar)
        bar(HALF)

    assert "400/1000" in terminal.getvalue()
    assert terminal.getvalue().endswith("\x1b[2K")
