"""One task of a run, in whatever process: make a shard, judge it, commit it."""

import gc
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import process_time

import pyarrow as pa

from provender.core.protocols import Judged, Lost
from provender.core.recipe import Shard
from provender.core.record import Blob, Codec, Failure, Record
from provender.run.ledger import tables
from provender.run.watch.watched import screens_of, seen
from provender.run.workshop import Workshop
from provender.stages.balance import Cell
from provender.stages.curate import refuse_known
from provender.stages.exams.refuse import refuse_exam_items
from provender.stages.generate import generate
from provender.stages.verify import verify
from provender.store.folder import RunFolder
from provender.store.shards import NewShard, parquet_bytes, tar_bytes

MAKE = "make"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A stretch of one cell. `name` is the commit's; `at` the cell's position."""

    name: str
    at: int
    cell: Cell
    start: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a worker does with a task; picklable.

    Attributes:
        folder: of the run.
        workshop: the recipe's parts.
        fingerprints: groups of the anchor's held-back splits.
        untrusted: judges whose passes only screen.
    """

    folder: Path
    workshop: Workshop
    fingerprints: frozenset[bytes] = frozenset()
    untrusted: frozenset[str] = frozenset()

    def __call__(self, task: Task) -> str:
        """Make, judge and commit; returns the task's name. A committed task is not done again."""
        folder = RunFolder(self.folder)
        if folder.committed(MAKE, task.name):
            return task.name
        with without_cycle_search(), self.workshop.beside():
            self._make(folder, task)
        return task.name

    def _make(self, folder: RunFolder, task: Task) -> None:
        """Make, judge and commit."""
        began = process_time()
        own = self.workshop.of(task.cell.name)
        recipe = own.recipe
        part = self.workshop.generator(task.cell)
        digest = self.workshop.recipe.digest
        shard = Shard(seed=recipe.seed, start=task.start, count=task.count, recipe=digest)
        made = generate(part, shard, source=task.cell.name)
        judgement = verify(
            made.records,
            own.verifiers(),
            accept=recipe.accept,
            depth=recipe.limits.depth,
            untrusted=self.untrusted,
            screens=screens_of(recipe),
        )
        judged = refuse_known(judgement.judged, self.fingerprints)
        judged = refuse_exam_items(judged, self.workshop.exams())
        codec_name = _codec_name(made.records)
        what = {
            "cell": task.at,
            "start": task.start,
            "count": task.count,
            "codec": codec_name,
            "funnel": {name: dict(counts) for name, counts in judgement.funnel.items()},
            **_counts(judged, made.failures),
        }
        if told := seen(judged, judgement.wrong, recipe.watch.by):
            what["watch"] = told
        new = _shards(judged, made.failures, shard, self.workshop.codec(codec_name), task=task, version=_version(part))
        folder.commit(MAKE, task.name, shards=new, what=what, cost={"cpu_s": round(process_time() - began, 6)})

    def bury(self, task: Task, lost: Lost) -> None:
        """Commit a task that no worker survived: each of its records failed, with the reason."""
        failures = [Failure(index, lost.reason) for index in range(task.start, task.start + task.count)]
        shard = Shard(
            seed=self.workshop.recipe.seed, start=task.start, count=task.count, recipe=self.workshop.recipe.digest
        )
        table = tables.encode_failures(failures, shard, tables.NO_PAYLOAD, source=task.cell.name, version="")
        what = {"cell": task.at, "start": task.start, "count": task.count, "codec": "", "funnel": {}}
        what |= _counts([], failures)
        new = [NewShard(kind="refused", suffix="parquet", data=parquet_bytes(table), rows=len(failures))]
        RunFolder(self.folder).commit(MAKE, task.name, shards=new, what=what, cost={"attempts": lost.attempts})


@contextmanager
def without_cycle_search() -> Iterator[None]:
    """Hold the cycle collector back: records form no cycles, and searching them took a third of a task's time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _version(part: object) -> str:
    """The generator's version, also behind a bound or fitted one."""
    return str(getattr(type(part), "version", ""))


def _codec_name(records: Sequence[Record]) -> str:
    """The codec of a shard's payloads, which all of one generator's records share; "" when there is none."""
    return records[0].payload.codec if records else ""


def _counts(judged: Sequence[Judged], failures: Sequence[Failure]) -> dict[str, object]:
    """How many were accepted, and why the others were not."""
    refused = Counter(f"{item.verifier}: {item.reason}" for item in judged if item.fate != "accepted")
    refused.update(f"generate: {failure.reason}" for failure in failures)
    accepted = sum(item.fate == "accepted" for item in judged)
    return {
        "accepted": accepted,
        "rejected": len(judged) - accepted,
        "failed": len(failures),
        "reasons": dict(sorted(refused.most_common(20))),
    }


def _shards(
    judged: Sequence[Judged], failures: Sequence[Failure], shard: Shard, codec: Codec, *, task: Task, version: str
) -> list[NewShard]:
    """The accepted records and the refused ones, each with the blobs they name."""
    accepted = [item for item in judged if item.fate == "accepted"]
    rejected = [item for item in judged if item.fate != "accepted"]
    new = _packed("records", *tables.encode(accepted, codec))
    if rejected or failures:
        table, blobs = tables.encode(rejected, codec)
        failed = tables.encode_failures(failures, shard, codec, source=task.cell.name, version=version)
        new += _packed("refused", tables.concat(table, failed), blobs)
    return new


def _packed(kind: str, table: pa.Table, blobs: Iterable[Blob]) -> list[NewShard]:
    """A parquet shard, and a tar shard beside it where there are blobs."""
    new = [NewShard(kind=kind, suffix="parquet", data=parquet_bytes(table), rows=table.num_rows)]
    images = list(blobs)
    if images:
        new.append(NewShard(kind=f"{kind}.blobs", suffix="tar", data=tar_bytes(images), rows=len(images)))
    return new
