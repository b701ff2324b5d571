"""Tasks for the engine tests: workers import them from here."""

import os
import pickle
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from provender.core.errors import InputError


def square(n: int) -> int:
    return n * n


def anything(value: object) -> str:
    return repr(value)


def pid_of(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def surroundings(name: str) -> tuple[str | None, str, list[str]]:
    return os.environ.get(name), os.getcwd(), sys.path


@dataclass(frozen=True)
class DieOnce:
    """Kills its worker the first time that it meets one of `victims`; `folder` remembers."""

    folder: Path
    victims: frozenset[int]

    def __call__(self, n: int) -> int:
        mark = self.folder / str(n)
        if n in self.victims and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return n * n


def poison(n: int) -> int:
    """Five kills its worker every time, six leaves by exit."""
    if n == 5:
        os.kill(os.getpid(), signal.SIGSEGV)
    if n == 6:
        os._exit(7)
    return n * n


def sleep_if_odd(n: int) -> int:
    time.sleep(60 if n % 2 else 0)
    return n


def grow(mebibytes: int) -> int:
    hoard = bytearray(mebibytes << 20)
    for page in range(0, len(hoard), 4096):
        hoard[page] = 1
    time.sleep(0 if mebibytes < 100 else 60)
    return len(hoard) >> 20


class OddError(Exception):
    """Pickles, but cannot be read back."""

    def __init__(self, first: int, second: int) -> None:
        super().__init__(f"{first} and {second}")


class Unreadable:
    """Pickles, but cannot be read back."""

    def __reduce__(self) -> tuple[object, ...]:
        return pickle.loads, (b"no pickle",)


def fail(kind: str) -> object:
    """Raise or return something awkward."""
    if kind == "plain":
        raise LookupError("nothing there")
    if kind == "ours":
        raise InputError("line 3 is torn", where="data.jsonl line 3", mend="fetch the file again")
    if kind == "odd":
        raise OddError(1, 2)
    if kind == "exit":
        raise SystemExit(3)
    return (lambda: 0) if kind == "lambda" else Unreadable()


def with_child(seconds: float) -> int:
    """Leaves a sleeping grandchild that holds the pipe, then waits."""
    child = os.fork()
    if child == 0:
        time.sleep(seconds)
        os._exit(0)
    Path("grandchild").write_text(str(child))
    time.sleep(seconds)
    return child
