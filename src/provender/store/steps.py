"""Every way in which the store changes the disk, numbered, so that a test can stop it at any one of them.

The commit protocol of the house is steps 1 to 9; all other writing is numbered on from there.
`PROVENDER_FAULT=7:2` kills the process just before it does step 7 for the second time;
`PROVENDER_FAULT=7:2:ENOSPC` lets that step fail as a full disk would.
"""

import errno
import os
import signal
from enum import IntEnum
from typing import NamedTuple

VARIABLE = "PROVENDER_FAULT"


class Step(IntEnum):
    """One kind of change on disk."""

    SHARD_WRITE = 1
    SHARD_SYNC = 2
    SHARD_RENAME = 3
    SHARD_SYNC_FOLDER = 4
    COMMIT_WRITE = 5
    COMMIT_SYNC = 6
    COMMIT_LINK = 7
    COMMIT_SYNC_FOLDER = 8
    COMMIT_UNLINK = 9
    SEAL_WRITE = 10
    SEAL_SYNC = 11
    SEAL_LINK = 12
    SEAL_SYNC_FOLDER = 13
    SEAL_UNLINK = 14
    FILE_WRITE = 15
    FILE_SYNC = 16
    FILE_LINK = 17
    FILE_SYNC_FOLDER = 18
    FILE_UNLINK = 19
    FOLDER_MAKE = 20
    FOLDER_SYNC = 21
    SETTLE_SYNC = 22
    JOURNAL_CUT = 23
    JOURNAL_APPEND = 24
    JOURNAL_SYNC = 25
    DERIVED_WRITE = 26
    DERIVED_SYNC = 27
    DERIVED_RENAME = 28
    DERIVED_SYNC_FOLDER = 29
    EVENT_APPEND = 30
    CLEAN = 31


class Publishing(NamedTuple):
    """The five steps of a file that is written once and never changed."""

    write: Step
    sync: Step
    link: Step
    sync_folder: Step
    unlink: Step


class Replacing(NamedTuple):
    """The four steps of a file that may take the place of an older one."""

    write: Step
    sync: Step
    rename: Step
    sync_folder: Step


SHARD = Replacing(Step.SHARD_WRITE, Step.SHARD_SYNC, Step.SHARD_RENAME, Step.SHARD_SYNC_FOLDER)
COMMIT = Publishing(Step.COMMIT_WRITE, Step.COMMIT_SYNC, Step.COMMIT_LINK, Step.COMMIT_SYNC_FOLDER, Step.COMMIT_UNLINK)
SEAL = Publishing(Step.SEAL_WRITE, Step.SEAL_SYNC, Step.SEAL_LINK, Step.SEAL_SYNC_FOLDER, Step.SEAL_UNLINK)
FILE = Publishing(Step.FILE_WRITE, Step.FILE_SYNC, Step.FILE_LINK, Step.FILE_SYNC_FOLDER, Step.FILE_UNLINK)
DERIVED = Replacing(Step.DERIVED_WRITE, Step.DERIVED_SYNC, Step.DERIVED_RENAME, Step.DERIVED_SYNC_FOLDER)


class Trap:
    """Stops a step on purpose, once.

    Args:
        step: which one.
        nth: at which of its turns in this process, counted from 1.
        error: errno to fail with; 0 sends `kill` to this process instead.
        kill: the signal.
    """

    def __init__(self, step: int, nth: int = 1, *, error: int = 0, kill: int = signal.SIGKILL) -> None:
        self._step = step
        self._left = nth
        self._error = error
        self._kill = kill

    def spring(self, step: Step) -> None:
        """Called before every step; does nothing but at its own.

        Raises:
            OSError: the step is to fail.
        """
        if step != self._step:
            return
        self._left -= 1
        if self._left:
            return
        if self._error:
            raise OSError(self._error, os.strerror(self._error))
        os.kill(os.getpid(), self._kill)


def trap_from(text: str) -> Trap:
    """Read `step:nth` or `step:nth:ERRNO`; an empty text sets no trap.

    Raises:
        ValueError: `text` is neither.
    """
    if not text:
        return Trap(0)
    step, nth, *error = text.split(":")
    return Trap(Step(int(step)), int(nth), error=getattr(errno, error[0]) if error else 0)


TRAP = trap_from(os.environ.get(VARIABLE, ""))
