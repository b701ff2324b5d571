"""A file system in memory that can lose power: what a crash may leave of it, every possible way.

After a kill everything that was done is there: the system's cache outlives the process. After a power loss

- any subset of the changes of names that no `sync_folder` made durable may have reached the disk; a rename counts as
  two changes, so the file may end up under both names or under none;
- bytes that no `sync` made durable may be there in full, as zeros, by their first or their second half, or not at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from itertools import product

from provender.store.names import TMP, parent
from provender.store.steps import Step

FOLDER = -1  # stands for an inode where the name is a folder's

State = Mapping[str, bytes | None]  # path -> bytes, None for a folder
Change = tuple[str, int | None]  # (path, its new inode), None when the name goes


class Crash(BaseException):
    """The machine stopped here."""


class SimulatedDisk:
    """A `Disk` whose operations are counted, so that it can crash between any two of them.

    Args:
        crash_at: operations that are done before the crash; None never crashes. Writing is two operations, so that
            a kill may leave half a file.
        dropped: a sync that this disk only pretends to do.
    """

    def __init__(self, state: State | None = None, *, crash_at: int | None = None, dropped: Step | None = None) -> None:
        self.done = 0
        self.crash_at = crash_at
        self.dropped = dropped
        self.steps: list[Step] = []
        self._bytes: dict[int, bytes] = {}  # inode -> as readers see it
        self._synced: dict[int, bytes] = {}  # inode -> as it is on disk for certain
        self._names: dict[str, int] = {}
        self._durable: dict[str, int] = {"": FOLDER}
        self._pending: list[Change] = []
        for path, data in (state or {}).items():
            inode = FOLDER if data is None else self._new_inode(data)
            if data is not None:
                self._synced[inode] = data
            self._durable[path] = inode
        self._names.update(self._durable)

    # --- what a crash leaves

    def after_kill(self) -> "SimulatedDisk":
        """The same machine with the process gone: nothing is lost, nothing became durable."""
        twin = SimulatedDisk(dropped=self.dropped)
        twin._bytes, twin._synced = dict(self._bytes), dict(self._synced)
        twin._names, twin._durable, twin._pending = dict(self._names), dict(self._durable), list(self._pending)
        return twin

    def state(self) -> State:
        """What readers see now."""
        return {path: None if inode == FOLDER else self._bytes[inode] for path, inode in self._names.items()}

    def after_power_loss(self, *, tmp: bool = False) -> Iterator[State]:
        """Every state in which the machine may come up again, each once.

        Args:
            tmp: enumerate leftovers in tmp/ too; else they are all there or all gone, since nobody reads them.
        """
        seen = set()
        for names in self._possible_names(tmp=tmp):
            for state in self._possible_bytes(names):
                mark = frozenset(state.items())
                if mark not in seen:
                    seen.add(mark)
                    yield state

    def _possible_names(self, *, tmp: bool) -> Iterator[dict[str, int]]:
        """Every set of names: each subset of the pending changes, applied in their order."""
        free = [change for change in self._pending if tmp or parent(change[0]) != TMP]
        bound = [change for change in self._pending if change not in free]
        for chosen in product((False, True), repeat=len(free)):
            kept = [change for change, keep in zip(free, chosen, strict=True) if keep]
            for rest in ([], bound) if bound else ([],):
                names = dict(self._durable)
                for path, inode in [*kept, *rest]:
                    _apply(names, path, inode)
                yield {path: inode for path, inode in names.items() if _reachable(path, names)}

    def _possible_bytes(self, names: Mapping[str, int]) -> Iterator[State]:
        """Every content of the named files."""
        inodes = sorted({inode for inode in names.values() if inode != FOLDER})
        for contents in product(*(self._variants(inode) for inode in inodes)):
            content = dict(zip(inodes, contents, strict=True))
            yield {path: None if inode == FOLDER else content[inode] for path, inode in names.items()}

    def _variants(self, inode: int) -> set[bytes]:
        """What the disk may hold of a file."""
        now, base = self._bytes[inode], self._synced.get(inode, b"")
        if self._synced.get(inode) == now or not now.startswith(base):  # durable, or cut short
            return {now, self._synced.get(inode, now)}
        half = (len(now) - len(base)) // 2
        return {
            now,
            base,
            base + bytes(len(now) - len(base)),
            now[: len(base) + half],
            base + bytes(half) + now[len(base) + half :],
        }

    # --- the operations

    def _step(self, step: Step) -> None:
        if self.done == self.crash_at:
            raise Crash
        self.done += 1
        self.steps.append(step)

    def _new_inode(self, data: bytes) -> int:
        inode = len(self._bytes)
        self._bytes[inode] = data
        return inode

    def _change(self, path: str, inode: int | None) -> None:
        _apply(self._names, path, inode)
        self._pending.append((path, inode))

    def read(self, path: str) -> bytes | None:
        """As readers see it."""
        inode = self._names.get(path, FOLDER)
        return None if inode == FOLDER else self._bytes[inode]

    def read_at(self, path: str, offset: int, size: int) -> bytes:
        """As readers see it."""
        return self._bytes[self._names[path]][offset : offset + size]

    def size(self, path: str) -> int | None:
        """As readers see it; 0 for a folder."""
        inode = self._names.get(path)
        return None if inode is None else len(self._bytes.get(inode, b""))

    def names(self, folder: str) -> list[str]:
        """As readers see it."""
        return sorted(path.rpartition("/")[2] for path in self._names if path and parent(path) == folder)

    def make(self, folder: str, step: Step) -> None:
        """One operation."""
        self._step(step)
        if folder not in self._names:
            self._change(folder, FOLDER)

    def create(self, path: str, chunks: Iterable[bytes], write: Step, sync: Step) -> None:
        """Three operations: half the bytes, the rest, the sync."""
        assert path not in self._names, path
        assert self._names.get(parent(path)) == FOLDER, path
        self._fill(path, b"".join(chunks), write=write, sync=sync)

    def append(self, path: str, data: bytes, write: Step, sync: Step | None) -> None:
        """Three operations, as `create`."""
        self._fill(path, data, write=write, sync=sync)

    def _fill(self, path: str, data: bytes, *, write: Step, sync: Step | None) -> None:
        half = len(data) // 2
        self._step(write)
        if path not in self._names:
            self._change(path, self._new_inode(b""))
        inode = self._names[path]
        self._bytes[inode] += data[:half]
        self._step(write)
        self._bytes[inode] += data[half:]
        if sync is not None:
            self._step(sync)
            if sync != self.dropped:
                self._synced[inode] = self._bytes[inode]

    def cut(self, path: str, size: int, step: Step) -> None:
        """One operation."""
        self._step(step)
        inode = self._names[path]
        self._bytes[inode] = self._bytes[inode][:size]

    def sync_folder(self, folder: str, step: Step) -> None:
        """One operation."""
        self._step(step)
        if step == self.dropped:
            return
        for path, inode in [change for change in self._pending if parent(change[0]) == folder]:
            _apply(self._durable, path, inode)
        self._pending = [change for change in self._pending if parent(change[0]) != folder]

    def rename(self, old: str, new: str, step: Step) -> None:
        """One operation for readers, two for the disk."""
        self._step(step)
        self._change(new, self._names[old])
        self._change(old, None)

    def link(self, old: str, new: str, step: Step) -> bool:
        """One operation."""
        self._step(step)
        if new in self._names:
            return False
        self._change(new, self._names[old])
        return True

    def unlink(self, path: str, step: Step) -> None:
        """One operation."""
        self._step(step)
        self._change(path, None)

    @contextmanager
    def lock(self, folder: str, *, shared: bool) -> Iterator[None]:
        """Held by the only process there is."""
        assert self._names.get(folder) == FOLDER, folder
        with nullcontext():
            yield


def _apply(names: dict[str, int], path: str, inode: int | None) -> None:
    """One change of names."""
    if inode is None:
        names.pop(path, None)
    else:
        names[path] = inode


def _reachable(path: str, names: Mapping[str, int]) -> bool:
    """Whether every folder above is there."""
    while path:
        path = parent(path)
        if names.get(path) != FOLDER:
            return False
    return True
