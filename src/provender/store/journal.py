"""A journal: raw replies by the digest of their prompt, on disk before anybody uses them.

What follows the last good frame is the torn end of a write that nobody was told of: the next driver that opens the
journal moves it to quarantine/. A bad frame before one that was synced later is damage, and is reported.
"""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from hashlib import blake2b
from threading import Lock

from provender.core.errors import MachineError, RunLocked
from provender.store.disk import Disk
from provender.store.frames import HEADER, Frame, Walk, damaged, encode, frame_at, new_header, salt_of
from provender.store.names import QUARANTINE, stem
from provender.store.steps import DERIVED, FILE, Step
from provender.store.writer import Writer

_HIGH = 1 << 63  # set in every stored hash, so that 0 is an empty slot


class Index:
    """Hash of key -> offset, in 16 bytes a slot and at most two slots in three used.

    A dict of the same would take five times as much. The caller compares the keys.
    """

    def __init__(self) -> None:
        self._allot(16)
        self.count = 0

    def _allot(self, slots: int) -> None:
        self._mask = slots - 1
        self._hashes = array("Q", bytes(8 * slots))
        self._offsets = array("Q", bytes(8 * slots))

    def find(self, key: bytes) -> Iterator[int]:
        """The offsets at which `key` may stand: nearly always none or one."""
        wanted = _hash(key)
        place = wanted & self._mask
        while seen := self._hashes[place]:
            if seen == wanted:
                yield self._offsets[place]
            place = (place + 1) & self._mask

    def add(self, key: bytes, offset: int) -> None:
        """Note that `key` stands at `offset`."""
        self.count += 1
        if 3 * self.count > 2 * len(self._hashes):
            old = zip(self._hashes, self._offsets, strict=True)
            self._allot(2 * len(self._hashes))
            for seen, where in old:
                if seen:
                    self._set(seen, where)
        self._set(_hash(key), offset)

    def _set(self, hashed: int, offset: int) -> None:
        place = hashed & self._mask
        while self._hashes[place]:
            place = (place + 1) & self._mask
        self._hashes[place], self._offsets[place] = hashed, offset


def _hash(key: bytes) -> int:
    """64 bits that an outsider's choice of keys cannot crowd."""
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "little") | _HIGH


class Journal:
    """Key -> bytes, append-only. Threads may share it; only the process that holds the run's lock may put.

    Args:
        path: in the run folder.
        owned: whether this process holds the run's lock now.

    Attributes:
        cut: bytes of a torn end that opening it cut off.

    Raises:
        IntegrityError: a byte before the last frame differs from what was written.

    Guarantees:
        What `put` returned from is there after any crash.
        The first value of a key stands for ever.
        Memory grows by 24 to 48 bytes an entry, whatever the entries hold.
    """

    def __init__(self, disk: Disk, writer: Writer, path: str, *, owned: Callable[[], bool]) -> None:
        self._disk = disk
        self._writer = writer
        self._path = path
        self._owned = owned
        self._fetch = partial(disk.read_at, path)
        self._busy = Lock()
        self._broken = False
        self._index = Index()
        self._end = 0
        self.cut = 0
        size = disk.size(path)
        if size is not None:
            self._open(size)

    def _open(self, size: int) -> None:
        """Learn where everything stands; as the owner, also cut a torn end off and make the rest durable."""
        self._salt = salt_of(self._fetch(0, HEADER), where=self._path)
        frames = Walk(self._fetch, self._salt, size, where=self._path)
        for offset, frame in frames:
            self._index.add(frame.key, offset)
        self._end = frames.end
        if not self._owned():
            return
        if size > self._end:
            self.cut = size - self._end
            torn = f"{QUARANTINE}/{stem(self._path)}-{self._end}.torn"
            self._writer.replace(torn, [self._fetch(self._end, self.cut)], DERIVED)
            self._disk.cut(self._path, self._end, Step.JOURNAL_CUT)
        # the last driver may have been killed between its write and its sync: nothing is used before it is durable
        self._disk.append(self._path, b"", Step.JOURNAL_APPEND, Step.SETTLE_SYNC)

    def __len__(self) -> int:
        return self._index.count

    def get(self, key: str) -> bytes | None:
        """The value that was put under `key`, or None.

        Raises:
            IntegrityError: its bytes have changed since this journal was opened.
        """
        with self._busy:
            return self._get(key.encode())

    def _get(self, key: bytes) -> bytes | None:
        for offset in self._index.find(key):
            frame = frame_at(self._fetch, self._salt, offset)
            if frame is None:
                raise damaged(f"the entry at byte {offset} differs from what was written", where=self._path)
            if frame.key == key:
                return frame.value
        return None

    def put(self, key: str, value: bytes) -> None:
        """Keep `value` under `key`; a key that has a value keeps it. Durable when it returns.

        Raises:
            RunLocked: this process does not hold the run's lock.
            MachineError: the disk refused; the journal takes nothing more until the run is resumed.
        """
        self.put_all([(key, value)])

    def put_all(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """`put` each of them, with one sync for all: after a crash any of them may be missing until it returns."""
        with self._busy:
            self._writable()
            batch = self._index.count
            new: dict[bytes, bytes] = {}
            for name, value in entries:
                key = name.encode()
                if key not in new and self._get(key) is None:
                    new[key] = encode(self._salt, Frame(batch + len(new), batch, key, value))
            if new:
                self._append(new)

    def _append(self, frames: Mapping[bytes, bytes]) -> None:
        """Write and sync frames by their keys; a failure is final."""
        self._broken = True
        self._disk.append(self._path, b"".join(frames.values()), Step.JOURNAL_APPEND, Step.JOURNAL_SYNC)
        self._broken = False
        for key, data in frames.items():
            self._index.add(key, self._end)
            self._end += len(data)

    def _writable(self) -> None:
        """Refuse a writer who must not write; make the file for the first entry."""
        if not self._owned():
            raise RunLocked(
                "a journal is written by the run's driver alone, and this process holds no lock",
                where=self._path,
                mend="put inside `with folder.lock():`",
            )
        if self._broken:
            raise MachineError(
                "the disk refused an earlier entry, so nobody knows how this journal ends",
                where=self._path,
                mend="end this process and resume the run",
            )
        if not self._end:
            self._writer.publish(self._path, new_header(), FILE)
            self._salt = salt_of(self._fetch(0, HEADER), where=self._path)
            self._end = HEADER
