"""Finding damage: every byte that counts is read and held against its checksum."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from provender.core.errors import IntegrityError, ProvenderError
from provender.store import artefacts, commits, manifest, recipe_files
from provender.store.disk import Disk
from provender.store.frames import HEADER, MEND, Walk, salt_of
from provender.store.names import ARTEFACTS, JOURNAL, SHARDS, stem
from provender.store.shards import ShardRef, damaged

_SHOWN = 8  # damaged files that are told by name


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One damaged file: where it lies, what is wrong with it in one sentence, and what to do."""

    path: str
    what: str
    mend: str


def faults(disk: Disk) -> Iterator[Fault]:
    """Every file that differs from what was written; holds one file at a time."""
    tries: list[Callable[[], object]] = [
        partial(recipe_files.verify, disk),
        *(partial(commits.read, disk, path) for path in commits.paths(disk)),
        partial(_sealed, disk),
        *(partial(_journal, disk, f"{JOURNAL}/{name}") for name in disk.names(JOURNAL)),
        *(partial(artefacts.read, disk, name) for name in disk.names(ARTEFACTS)),
    ]
    told: set[Fault] = set()
    for attempt in tries:
        try:
            attempt()
        except ProvenderError as error:
            if (fault := _fault(error)) not in told:  # the manifest stumbles over the same commit again
                told.add(fault)
                yield fault
    yield from _shards(disk)


def must_be_whole(found: Sequence[Fault], *, run: str) -> None:
    """Go on only where nothing is damaged.

    Args:
        run: its folder, as the user calls it.

    Raises:
        IntegrityError: files are damaged; says each with what is wrong with it.
    """
    if not found:
        return
    if len(found) == 1:
        raise IntegrityError(found[0].what, where=f"{run}/{found[0].path}", mend=found[0].mend)
    told = "\n".join(f"    {fault.path}: {fault.what}" for fault in found[:_SHOWN])
    more = f"\n    and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    mend = "put the files back from a copy, or make the run again with --fresh"
    raise IntegrityError(f"{len(found)} files are damaged:\n{told}{more}", where=run, mend=mend)


def unreferenced(disk: Disk) -> list[str]:
    """Paths of shards that no commit names.

    Raises:
        IntegrityError: a commit cannot be read, so nobody knows what it names.
    """
    named = {ref.path for path in commits.paths(disk) for ref in commits.read(disk, path).shards}
    return [path for path in _shard_files(disk) if path not in named]


def _fault(error: ProvenderError) -> Fault:
    """An error as a line of the report."""
    return Fault(path=error.where, what=error.what, mend=error.mend)


def _shards(disk: Disk) -> Iterator[Fault]:
    """Shards that are missing or damaged, named by a commit or not."""
    named: dict[str, ShardRef] = {}
    namers: dict[str, str] = {}
    for commit in commits.paths(disk):
        try:
            refs = commits.read(disk, commit).shards
        except ProvenderError:
            continue  # reported above
        named.update((ref.path, ref) for ref in refs)
        namers.update((ref.path, commit) for ref in refs)
    for path in _shard_files(disk):
        ref = named.pop(path, None)
        try:
            sound = sha256(disk.read(path) or b"").hexdigest() == stem(path)
        except ProvenderError as error:
            yield _fault(error)
            continue
        if not sound:
            yield _fault(damaged("differs from what was committed", path, ref, commit=namers.get(path, "")))
    for path, ref in named.items():
        yield _fault(damaged("is missing", path, ref, commit=namers[path]))


def _shard_files(disk: Disk) -> Iterator[str]:
    """Paths of all shards on disk."""
    for folder in disk.names(SHARDS):
        for name in disk.names(f"{SHARDS}/{folder}"):
            yield f"{SHARDS}/{folder}/{name}"


def _sealed(disk: Disk) -> None:
    """Hold the manifest against the commits."""
    sealed = manifest.read(disk)
    if sealed is not None and sealed != manifest.root(disk):
        raise manifest.broken()


def _journal(disk: Disk, path: str) -> None:
    """Walk a journal to its end."""
    fetch = partial(disk.read_at, path)
    size = disk.size(path) or 0
    frames = Walk(fetch, salt_of(fetch(0, HEADER), where=path), size, where=path)
    for _ in frames:
        pass
    if frames.end < size:
        mend = f"if the run was stopped by a crash, resume it, which cuts them off; otherwise {MEND}"
        what = f"the last {size - frames.end} bytes are no whole entry: a torn write, or damage"
        raise IntegrityError(what, where=path, mend=mend)
