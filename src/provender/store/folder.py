"""A run folder: the one door through which the rest of the house reads and writes files.

recipe.yaml recipe.lock.json      what was asked for                        written once
shards/<aa>/<sha256>.parquet|tar  records, by the digest of their bytes     never modified
commits/<stage>/<task>.json       which shards count                        one for each task
journal/<name>.log                raw replies of teachers                   on disk before use
artefacts/<sha256>                fitted models                             never modified
manifest.json                     Merkle root over the commits              written last: sealed
manifest.sig.json                 signature of that root                    where it was asked for
export/ report/                   derived, may be made again at any time
logs/events.jsonl tmp/            advisory; leftovers
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from provender.core.artefact import Artefact
from provender.core.errors import IntegrityError, MachineError, RunLocked
from provender.store import artefacts, commits, manifest, recipe_files
from provender.store.check import Fault, faults, unreferenced
from provender.store.commits import Commit
from provender.store.disk import Disk, OsDisk
from provender.store.journal import Journal
from provender.store.names import (
    COMMITS,
    EVENTS,
    JOURNAL,
    LOGS,
    MANIFEST,
    TMP,
    artefact_path,
    commit_path,
    journal_path,
    parent,
    safe,
    safe_path,
)
from provender.store.shards import Blobs, NewShard, ShardRef, read_shard, ref_of
from provender.store.signing import signature
from provender.store.signing.keys import PublicKey, SigningKey
from provender.store.signing.signature import Signature
from provender.store.steps import COMMIT, DERIVED, FILE, SEAL, SHARD, Step
from provender.store.writer import Writer

if TYPE_CHECKING:
    import pyarrow as pa


class RunFolder:
    """A run on disk. Costs nothing to make, and pickles as its path.

    Args:
        path: of the folder; made by the first write.
        disk: the file system; the real one unless a test says otherwise.

    Raises:
        MachineError: (any method) the disk refused; what was committed is safe and the run can be resumed.
        IntegrityError: (any method that reads) bytes differ from what was written.

    Guarantees:
        After any crash, every commit that `commit` returned is there and all its shards can be read.
    """

    def __init__(self, path: Path, disk: Disk | None = None) -> None:
        self.path = Path(path).absolute()
        self._disk = disk or OsDisk(self.path)
        self._writer = Writer(self._disk)
        self._locked = False
        self._journals: dict[str, Journal] = {}

    def __reduce__(self) -> tuple[type["RunFolder"], tuple[Path]]:
        return RunFolder, (self.path,)

    def __repr__(self) -> str:
        return f"RunFolder({str(self.path)!r})"

    # --- who may write

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Be the run's only driver; leftovers of an earlier one are cleared first.

        Raises:
            RunLocked: another process drives this run.
        """
        self._writer.folder("")
        with self._disk.lock("", shared=False):
            self._settle()
            self._locked = True
            try:
                yield
            finally:
                self._locked = False
                self._journals.clear()

    def _settle(self) -> None:
        """Make durable what a killed driver may have left only in memory, and clear tmp/."""
        folders = [*(f"{COMMITS}/{stage}" for stage in self.stages()), COMMITS, JOURNAL, ""]
        for folder in folders:
            if self._disk.size(folder) is not None:
                self._disk.sync_folder(folder, Step.SETTLE_SYNC)
        self._writer.folder(TMP)
        # an orphaned worker may be committing, or somebody exporting: then all stays for the next time
        with suppress(RunLocked), self._disk.lock(TMP, shared=False):
            for name in self._disk.names(TMP):
                self._disk.unlink(f"{TMP}/{name}", Step.CLEAN)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Keep others from clearing tmp/, and from collecting garbage between a shard and its commit."""
        self._writer.folder(TMP)
        with self._disk.lock(TMP, shared=True):
            yield

    # --- what was asked for

    def write_recipe(self, yaml_text: str, lock: Mapping[str, object]) -> None:
        """Keep the recipe, once: as it was written, and resolved.

        Raises:
            RecipeChanged: the run was made from another one.
        """
        recipe_files.write(self._disk, self._writer, yaml_text, lock)

    def read_lock(self) -> dict[str, Any] | None:
        """The resolved recipe, or None for a new run."""
        return recipe_files.read_lock(self._disk)

    # --- commits and shards

    def commit(
        self,
        stage: str,
        task: str,
        *,
        shards: Sequence[NewShard] = (),
        what: Mapping[str, Any] | None = None,
        cost: Mapping[str, Any] | None = None,
    ) -> Commit:
        """Keep what a task made, for good; a task that is committed already keeps its first commit.

        Args:
            stage, task: safe names.
            what: facts that the recipe and its seed determine; they enter the manifest.
            cost: what it took; enters nothing.

        Raises:
            IntegrityError: the run is sealed and the task is not among its commits.
        """
        path = commit_path(stage, task)
        with self._writing():
            known = self.committed(stage, task)
            if known is not None:
                self._disk.sync_folder(parent(path), Step.COMMIT_SYNC_FOLDER)
                return known
            if self._disk.size(MANIFEST) is not None:
                raise IntegrityError(
                    f"the run is sealed and {path} is not there",
                    where=str(self.path),
                    mend=f"put the file back from a copy, or delete {MANIFEST} and run the same command again to "
                    "seal anew; other work needs a run of its own",
                )
            refs = tuple(self._place(shard) for shard in shards)
            made = Commit(stage=stage, task=task, shards=refs, what=what or {}, cost=cost or {})
            self._writer.publish(path, commits.encode(made), COMMIT)
            return commits.read(self._disk, path)  # ours, or that of the attempt that won

    def _place(self, shard: NewShard) -> ShardRef:
        """Steps 1 to 4; a file of that digest is replaced, since it may have been damaged."""
        ref = ref_of(shard)
        self._writer.replace(ref.path, [shard.data], SHARD)
        return ref

    def committed(self, stage: str, task: str) -> Commit | None:
        """The task's commit, or None while it has none."""
        return commits.find(self._disk, stage, task)

    def commits(self, stage: str) -> Iterator[Commit]:
        """A stage's commits, sorted by task."""
        return commits.walk(self._disk, safe(stage, "stage"))

    def stages(self) -> list[str]:
        """The stages that have commits, sorted."""
        return commits.stages(self._disk)

    def table(self, ref: ShardRef, columns: Sequence[str] | None = None) -> "pa.Table":
        """A Parquet shard; with `columns`, those alone."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        source = pa.BufferReader(read_shard(self._disk, ref))
        # ParquetFile, not read_table: that one loads the dataset machinery, 20 MB, to read one file
        return pq.ParquetFile(source).read(columns=None if columns is None else list(columns), use_threads=False)

    def blobs(self, ref: ShardRef) -> Mapping[str, bytes]:
        """A tar shard's blobs by name."""
        return Blobs(read_shard(self._disk, ref))

    # --- the end of a run

    def seal(self) -> str:
        """Close the run and return its root, hex; a sealed run returns the root it has.

        Raises:
            IntegrityError: what is committed is not what was sealed.
        """
        for stage in self.stages():
            self._disk.sync_folder(f"{COMMITS}/{stage}", Step.SETTLE_SYNC)
        root = manifest.root(self._disk)
        self._writer.publish(MANIFEST, manifest.dump(root), SEAL)
        if self.sealed() != root:
            raise manifest.broken()
        return root

    def sealed(self) -> str | None:
        """The root of a sealed run; None while it is open."""
        return manifest.read(self._disk)

    def sign(self, key: SigningKey) -> Signature:
        """Sign what is sealed, in the place of an older signature.

        Raises:
            InputError: the run is not sealed.
            IntegrityError: what is committed is not what was sealed.
        """
        with self._writing():
            return signature.sign(self._disk, self._writer, key)

    def signature(self, trusted: PublicKey | None = None) -> Signature | None:
        """Who signed what lies here, held against it; None where nobody did and nobody is `trusted` to have.

        Raises:
            IntegrityError: it is missing though somebody is trusted, by another key, of other bytes, or false.
            MissingExtra: the package `cryptography` is not installed.
        """
        return signature.verify(self._disk, trusted)

    def check(self) -> list[Fault]:
        """Read every byte that counts and report each file that differs from what was written."""
        return list(faults(self._disk))

    def collect_garbage(self) -> int:
        """Remove the shards that no commit names; how many.

        Raises:
            RunLocked: this process does not hold the lock, or a worker is committing.
            IntegrityError: a commit cannot be read, so nobody knows what it names; nothing is removed.
        """
        self._must_own("collect garbage")
        with self._disk.lock(TMP, shared=False):
            garbage = unreferenced(self._disk)
            for path in garbage:
                self._disk.unlink(path, Step.CLEAN)
        return len(garbage)

    def _must_own(self, deed: str) -> None:
        if not self._locked:
            raise RunLocked(
                f"only the run's driver may {deed}", where=str(self.path), mend="do it inside `with folder.lock():`"
            )

    # --- beside the commits

    def put_artefact(self, artefact: Artefact) -> str:
        """Keep a fitted model; returns its digest. One that is there already stays as it is."""
        self._writer.publish(artefact_path(artefact.digest), artefacts.encode(artefact), FILE)
        return artefact.digest

    def artefact(self, digest: str) -> Artefact:
        """The fitted model of that digest.

        Raises:
            UnknownName: there is none.
        """
        return artefacts.read(self._disk, digest)

    def journal(self, name: str) -> Journal:
        """The journal of that name; may be read by all, written inside `lock` alone."""
        if name in self._journals:
            return self._journals[name]  # two writers would not know of each other's entries
        journal = Journal(self._disk, self._writer, journal_path(name), owned=lambda: self._locked)
        if self._locked:
            self._journals[name] = journal
        if journal.cut:
            self.event("journal_cut", journal=name, bytes=journal.cut)
        return journal

    def event(self, kind: str, **facts: object) -> None:
        """Add a line to logs/events.jsonl; advisory, so a refusal of the disk is let pass.

        Control characters and everything beyond ASCII are escaped: the file is safe to show in a terminal.
        """
        line = json.dumps({"at": round(time.time(), 3), "kind": kind, **facts}, default=str)
        safe_line = line.replace("\x7f", "\\u007f")  # the one control character that JSON leaves as it is
        with suppress(MachineError):
            self._writer.folder(LOGS)
            self._disk.append(EVENTS, f"{safe_line}\n".encode(), Step.EVENT_APPEND, None)

    def write_derived(self, area: Literal["export", "report"], name: str, chunks: Iterable[bytes]) -> Path:
        """Write a file that can be made again, in the place of an older one, all or nothing.

        Args:
            name: safe names joined by "/", e.g. "data/train-00000.parquet".

        Raises:
            InputError: the name leads out of the folder or holds what a name should not.
        """
        path = f"{area}/{safe_path(name, 'file')}"
        with self._writing():
            self._writer.replace(path, chunks, DERIVED)
        return self.path / path

    def write_all_derived(self, area: Literal["export", "report"], pieces: Iterable[tuple[str, bytes]]) -> list[Path]:
        """Write many such files from pieces `(name, bytes)`, pieces of one name in order but not side by side.

        Memory holds one piece and the names. An older file stays until the last piece has come.

        Raises:
            InputError: a name leads out of the folder or holds what a name should not.
        """
        paths = ((f"{area}/{safe_path(name, 'file')}", data) for name, data in pieces)
        with self._writing():
            return [self.path / path for path in self._writer.replace_all(paths, DERIVED)]
