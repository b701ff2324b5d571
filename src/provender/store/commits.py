"""Commits: one small file a task, which makes its shards count. Readers follow commits only.

The protocol is steps 1 to 9 of `store.steps`: each shard is written, synced, renamed and its name synced (1-4);
only then the commit that names it is written, synced, linked and its name synced (5-8), and the spare name goes (9).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from provender.core.errors import IntegrityError
from provender.store import checked
from provender.store.disk import Disk
from provender.store.names import AGAIN, COMMITS, commit_path
from provender.store.shards import ShardRef

_MEND = f"put the file back from a copy, or delete it{AGAIN}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Commit:
    """What one task left.

    Attributes:
        stage, task: its name.
        shards: what it wrote.
        what: plain JSON facts that the recipe and its seed determine; they enter the manifest.
        cost: what it took (CPU seconds, tokens, money); differs from run to run and enters nothing.
    """

    stage: str
    task: str
    shards: tuple[ShardRef, ...] = ()
    what: Mapping[str, Any] = field(default_factory=dict)
    cost: Mapping[str, Any] = field(default_factory=dict)

    def determined(self) -> dict[str, object]:
        """All but the cost, as plain JSON values: what the manifest is computed from."""
        return {"stage": self.stage, "task": self.task, "shards": self.shards, "what": self.what}


def encode(commit: Commit) -> bytes:
    """The bytes of a commit file."""
    return checked.dump({**commit.determined(), "cost": commit.cost})


def decode(data: bytes, path: str) -> Commit:
    """Read what `encode` wrote.

    Raises:
        IntegrityError: a byte differs, or the file lies under another task's name.
    """
    body = checked.load(data, where=path, mend=_MEND)
    shards = tuple(ShardRef(*shard) for shard in body["shards"])
    commit = Commit(stage=body["stage"], task=body["task"], shards=shards, what=body["what"], cost=body["cost"])
    if commit_path(commit.stage, commit.task) != path:
        raise IntegrityError(f"the commit of {commit.stage}/{commit.task} lies here", where=path, mend=_MEND)
    return commit


def read(disk: Disk, path: str) -> Commit:
    """The commit at `path`.

    Raises:
        IntegrityError: it is gone, or a byte differs.
    """
    data = disk.read(path)
    if data is None:
        raise IntegrityError("a commit is gone", where=path, mend=_MEND)
    return decode(data, path)


def find(disk: Disk, stage: str, task: str) -> Commit | None:
    """The commit of a task, if it has one."""
    path = commit_path(stage, task)
    data = disk.read(path)
    return None if data is None else decode(data, path)


def stages(disk: Disk) -> list[str]:
    """The stages that have a folder, sorted."""
    return disk.names(COMMITS)


def walk(disk: Disk, stage: str) -> Iterator[Commit]:
    """The commits of a stage, sorted by task; holds one at a time."""
    for name in disk.names(f"{COMMITS}/{stage}"):
        yield read(disk, f"{COMMITS}/{stage}/{name}")


def paths(disk: Disk) -> Iterator[str]:
    """Paths of all commits, sorted."""
    for stage in stages(disk):
        for name in disk.names(f"{COMMITS}/{stage}"):
            yield f"{COMMITS}/{stage}/{name}"


def shard_of(commit: Commit, kind: str) -> ShardRef | None:
    """The commit's shard of a kind, if it has one."""
    return next((ref for ref in commit.shards if ref.kind == kind), None)
