"""Durable writing: folders, files that are written once, and files that replace an older one."""

from collections.abc import Iterable
from secrets import token_hex

from provender.store.disk import Disk
from provender.store.names import TMP, parent
from provender.store.steps import Publishing, Replacing, Step


class Writer:
    """The only two ways in which a file gets its name.

    Guarantees:
        When a method returns, its file is on disk with all its bytes, and so is every folder above it.
        Before that, no reader can see a part of the file under its final name.
    """

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._durable: set[str] = set()

    def folder(self, path: str) -> None:
        """Make a folder and those above it, each durable in its parent.

        A folder that is already there may have been made a moment ago by a process that was killed before it
        synced the name, so each process syncs every name once itself.
        """
        if path in self._durable:
            return
        if path:
            self.folder(parent(path))
        self._disk.make(path, Step.FOLDER_MAKE)
        if path:
            self._disk.sync_folder(parent(path), Step.FOLDER_SYNC)
        self._durable.add(path)

    def publish(self, path: str, data: bytes, steps: Publishing) -> bool:
        """Write a file once and for ever; False when the name was taken, whose file then stays as it is."""
        spare = self._spare(path)
        self._disk.create(spare, [data], steps.write, steps.sync)
        won = self._disk.link(spare, path, steps.link)
        # also for the loser: the winner may have died before it made the name durable
        self._disk.sync_folder(parent(path), steps.sync_folder)
        self._disk.unlink(spare, steps.unlink)
        return won

    def replace(self, path: str, chunks: Iterable[bytes], steps: Replacing) -> None:
        """Write a file in the place of any older one."""
        spare = self._spare(path)
        self._disk.create(spare, chunks, steps.write, steps.sync)
        self._disk.rename(spare, path, steps.rename)
        self._disk.sync_folder(parent(path), steps.sync_folder)

    def replace_all(self, pieces: Iterable[tuple[str, bytes]], steps: Replacing) -> list[str]:
        """Write files from pieces `(path, bytes)`; pieces of one path may be apart. Returns the paths, sorted.

        Nothing takes its place before the last piece has come, so an error on the way leaves the older files.
        """
        spares: dict[str, str] = {}
        for path, data in pieces:
            if path not in spares:
                spares[path] = self._spare(path)
            self._disk.append(spares[path], data, steps.write, None)
        for path, spare in sorted(spares.items()):
            self._disk.append(spare, b"", steps.write, steps.sync)
            self._disk.rename(spare, path, steps.rename)
            self._disk.sync_folder(parent(path), steps.sync_folder)
        return sorted(spares)

    def _spare(self, path: str) -> str:
        """A fresh name under tmp/ for a file on its way to `path`."""
        self.folder(TMP)
        self.folder(parent(path))
        return f"{TMP}/{token_hex(12)}"
