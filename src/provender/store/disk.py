"""The file system as the store sees it: a handful of operations, each with its step's number.

`Disk` is the shim behind every write; `OsDisk` is the real one. Paths are relative to the run folder, with "/".
"""

import errno
import fcntl
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from provender.core.errors import InputError, MachineError, RunLocked
from provender.store.names import OURS
from provender.store.steps import DERIVED, TRAP, Step, Trap

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC


class Disk(Protocol):
    """What the store needs of a file system.

    Guarantees:
        Nothing is durable before its `sync` (a file's bytes) or `sync_folder` (names) returned.
    """

    def read(self, path: str) -> bytes | None:
        """The whole file; None when there is none."""

    def read_at(self, path: str, offset: int, size: int) -> bytes:
        """At most `size` bytes from `offset`."""

    def size(self, path: str) -> int | None:
        """Bytes in the file; None when there is none."""

    def names(self, folder: str) -> list[str]:
        """What the folder holds, sorted; empty when there is none."""

    def make(self, folder: str, step: Step) -> None:
        """Make one folder if it is not there."""

    def create(self, path: str, chunks: Iterable[bytes], write: Step, sync: Step) -> None:
        """Write a new file and sync its bytes."""

    def append(self, path: str, data: bytes, write: Step, sync: Step | None) -> None:
        """Add to the end of a file, made if it is not there; sync its bytes if there is a step for it."""

    def cut(self, path: str, size: int, step: Step) -> None:
        """Shorten a file to `size` bytes."""

    def sync_folder(self, folder: str, step: Step) -> None:
        """Make the names in a folder durable."""

    def rename(self, old: str, new: str, step: Step) -> None:
        """Give a file its final name, replacing what bore it."""

    def link(self, old: str, new: str, step: Step) -> bool:
        """Give a file a second name; False when that name is taken."""

    def unlink(self, path: str, step: Step) -> None:
        """Remove a name if it is there."""

    def lock(self, folder: str, *, shared: bool) -> AbstractContextManager[None]:
        """Hold a folder: many may share it (waiting for their turn), one may own it.

        Raises:
            RunLocked: it was to be owned and somebody else holds it.
        """


class OsDisk:
    """The real file system under `root`.

    Raises:
        MachineError: any operation that the system refused, with a mend. A failed sync is never retried:
            after it nobody knows which bytes are on disk, so the task is made again in a new run of the program.
    """

    def __init__(self, root: Path, trap: Trap = TRAP) -> None:
        self.root = root
        self._trap = trap

    def _at(self, path: str) -> str:
        """The absolute path."""
        return f"{self.root}/{path}"

    @contextmanager
    def _doing(self, path: str, step: Step | None = None, *, doing: str = "reading") -> Iterator[str]:
        """The absolute path, with what the system refuses put into words; a step is always one of writing."""
        try:
            if step is not None:
                self._trap.spring(step)
            yield self._at(path)
        except OSError as error:
            raise machine_error(error, self._at(path), doing if step is None else f"writing (step {step})") from error

    def read(self, path: str) -> bytes | None:
        """The whole file in one go; None when there is none."""
        with self._doing(path) as name:
            try:
                with open(name, "rb", buffering=0) as file:
                    return file.readall()
            except (FileNotFoundError, NotADirectoryError):
                return None

    def read_at(self, path: str, offset: int, size: int) -> bytes:
        """A stretch of a file, without moving any cursor."""
        with self._doing(path) as name, open(name, "rb", buffering=0) as file:
            return os.pread(file.fileno(), size, offset)

    def size(self, path: str) -> int | None:
        """Bytes in the file; None when there is none."""
        with self._doing(path) as name:
            try:
                return os.stat(name).st_size
            except (FileNotFoundError, NotADirectoryError):
                return None

    def names(self, folder: str) -> list[str]:
        """What the folder holds, sorted; empty when there is none."""
        with self._doing(folder) as name:
            try:
                return sorted(os.listdir(name))
            except (FileNotFoundError, NotADirectoryError):
                return []

    def make(self, folder: str, step: Step) -> None:
        """Make one folder; a link in its place is refused, since it might lead out of the run."""
        with self._doing(folder, step) as name:
            if not folder:
                _make_root(self.root)
                return
            try:
                os.mkdir(name)
            except FileExistsError:
                if not stat.S_ISDIR(os.lstat(name).st_mode):
                    raise

    def create(self, path: str, chunks: Iterable[bytes], write: Step, sync: Step) -> None:
        """Write a new file and sync its bytes; never follows a link nor opens what is there."""
        with self._doing(path, write) as name:
            file = os.open(name, _NEW, 0o644)
        self._fill(file, path, chunks, write=write, sync=sync)

    def append(self, path: str, data: bytes, write: Step, sync: Step | None) -> None:
        """Add to the end of a file, made if it is not there; sync its bytes if there is a step for it."""
        with self._doing(path, write) as name:
            file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        self._fill(file, path, [data], write=write, sync=sync)

    def _fill(self, file: int, path: str, chunks: Iterable[bytes], *, write: Step, sync: Step | None) -> None:
        """Write all, sync, close; one descriptor, so that the sync sees every error of the write."""
        try:
            for chunk in chunks:
                with self._doing(path, doing=f"writing (step {write})"):
                    _write_all(file, chunk)
            if sync is not None:
                with self._doing(path, sync):
                    os.fsync(file)
        finally:
            os.close(file)

    def cut(self, path: str, size: int, step: Step) -> None:
        """Shorten a file."""
        with self._doing(path, step) as name:
            os.truncate(name, size)

    def sync_folder(self, folder: str, step: Step) -> None:
        """Make the names in a folder durable."""
        with self._doing(folder, step) as name:
            _sync_folder(name)

    def rename(self, old: str, new: str, step: Step) -> None:
        """Give a file its final name, replacing what bore it."""
        with self._doing(new, step) as name:
            os.rename(self._at(old), name)

    def link(self, old: str, new: str, step: Step) -> bool:
        """Give a file a second name; False when that name is taken."""
        with self._doing(new, step) as name:
            try:
                os.link(self._at(old), name)
            except FileExistsError:
                return False
            return True

    def unlink(self, path: str, step: Step) -> None:
        """Remove a name if it is there."""
        with self._doing(path, step) as name, suppress(FileNotFoundError):
            os.unlink(name)

    @contextmanager
    def lock(self, folder: str, *, shared: bool) -> Iterator[None]:
        """Hold a folder by flock(2): the system lets go of it with the process, however that ends."""
        with self._doing(folder) as name:
            file = os.open(name, _FOLDER)
        try:
            with self._doing(folder) as name:
                _flock(file, name, shared=shared)
            yield
        finally:
            os.close(file)  # which also lets go of the lock


def _write_all(file: int, data: bytes) -> None:
    """Write every byte: one call may take only a part."""
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _sync_folder(path: str) -> None:
    """Make the names in a folder durable."""
    file = os.open(path, _FOLDER)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _make_root(root: Path) -> None:
    """The run folder and its missing ancestors, each durable in its own parent."""
    missing = [folder for folder in (root, *root.parents) if not folder.is_dir()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        _sync_folder(str(folder.parent))


def _flock(file: int, name: str, *, shared: bool) -> None:
    """Lock an open folder; the system releases it with the process, however that ends."""
    try:
        fcntl.flock(file, fcntl.LOCK_SH if shared else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as held:
        raise RunLocked(
            "another process is at work on this run",
            where=name,
            mend="wait until it has ended, or stop it; the run can then be resumed",
        ) from held


_MENDS = {
    errno.ENOSPC: "free some space on this disk",
    errno.EDQUOT: "free some space in your quota",
    errno.EROFS: "choose a folder on a disk that can be written to (-o)",
    errno.EACCES: "make the folder writable for you, or choose another (-o)",
    errno.EPERM: "make the folder writable for you, or choose another (-o)",
    errno.EEXIST: "a file stands where a folder should: remove it, or choose another place (-o)",
    errno.ENOTDIR: "a file stands where a folder should: remove it, or choose another place (-o)",
    errno.EIO: "the disk reports a fault: look at the system log and check the disk",
    errno.EMFILE: "let the process open more files (ulimit -n)",
}


def machine_error(error: OSError, path: str, doing: str) -> MachineError:
    """What the system refused while `doing` something, in the house's form."""
    mend = _MENDS.get(error.errno or 0, "remove the cause")
    return MachineError(
        f"{error.strerror or error} while {doing}",
        where=path,
        mend=f"{mend}; what was committed is safe, and the same command resumes the run",
    )


def discard(run: Path) -> None:
    """Remove a run folder with all it holds, paid replies of teachers included; nothing there is no error.

    Raises:
        RunLocked: somebody drives the run.
        InputError: the folder holds something that no run makes; nothing is removed.
        MachineError: the disk refused.

    Guarantees:
        After a crash at any moment the run is there as it was, or not at all.
    """
    if not run.exists():
        return
    strange = [run.name] if run.is_symlink() or not run.is_dir() else sorted(set(os.listdir(run)) - OURS)
    if strange:
        raise InputError(
            f"{run} holds {strange[0]!r}, which no run makes, so it is not thrown away",
            where=str(run),
            mend="name another run or output folder, or remove it yourself",
        )
    aside = run.with_name(f".{run.name}.{token_hex(6)}.discarded")
    try:
        with OsDisk(run).lock("", shared=False):
            os.rename(run, aside)
        shutil.rmtree(aside)
    except OSError as error:
        raise machine_error(error, str(run), "throwing it away") from error


def write_whole(file: Path, data: bytes) -> None:
    """Write a file where the user wants it, in the place of any older one; whole or not at all.

    Raises:
        InputError: there is no such folder, or a folder bears the name.
        MachineError: the system refused.
    """
    if not file.parent.is_dir():
        raise InputError(f"there is no folder {file.parent}", where=str(file), mend="make it first")
    if file.is_dir():
        raise InputError(f"{file} is a folder", where=str(file), mend="name a file inside it")
    disk, spare = OsDisk(file.parent), f".{token_hex(12)}"
    try:
        disk.create(spare, [data], DERIVED.write, DERIVED.sync)
        disk.rename(spare, file.name, DERIVED.rename)
    finally:
        disk.unlink(spare, Step.CLEAN)
    disk.sync_folder("", DERIVED.sync_folder)
