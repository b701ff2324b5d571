"""Near repeats of a run: the index of `stages.near` over the texts that the run's shards hold."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.run.ledger import tables
from provender.run.task import MAKE
from provender.run.workshop import Workshop
from provender.stages.near.repeats import Looked, NearSeen
from provender.store.commits import Commit, shard_of
from provender.store.folder import RunFolder
from provender.store.shards import ShardRef

_ROW_BITS = 32  # a place: which of the curated tasks above, which of its rows below


@dataclass(slots=True, kw_only=True)
class Neighbours:
    """Finds records that nearly repeat an earlier one, task by task.

    Attributes:
        folder: of the run; earlier texts are read from its shards again, so none is held here.
        workshop: knows the codecs.
        threshold: least similarity that makes a near repeat.
    """

    folder: RunFolder
    workshop: Workshop
    threshold: float
    _tasks: list[str] = field(default_factory=list)
    _looked: Looked | None = None
    _seen: NearSeen = field(init=False)

    def __post_init__(self) -> None:
        self._seen = NearSeen(threshold=self.threshold, recall=self._recall)

    def look(self, task: str, commit: Commit, ref: ShardRef, *, gone: Set[int]) -> Iterator[tuple[int, str]]:
        """Each row of a task that is a near repeat, and why; `gone` rows are refused already."""
        first = len(self._tasks) << _ROW_BITS
        self._tasks.append(task)
        texts = self._texts(commit, ref, range(ref.rows))
        places = np.arange(first, first + ref.rows, dtype=np.uint64)
        self._looked = self._seen.look(texts, places, skip=gone)
        for row, twin in sorted(self._looked.twins.items()):
            yield row, f"nearly repeats {self._key(twin.place)}: {twin.alike:.0%} of their word triples are the same"

    def keep(self, stays: npt.NDArray[np.bool_]) -> None:
        """Remember the rows, of the task that was looked at last, that stay."""
        assert self._looked is not None, "a task is looked at before it is kept"
        self._seen.keep(self._looked, stays)
        self._looked = None

    def _recall(self, places: Sequence[int]) -> Mapping[int, str]:
        """Texts of earlier records, each shard read once."""
        wanted: dict[int, list[int]] = defaultdict(list)
        for place in places:
            wanted[place >> _ROW_BITS].append(place)
        found: dict[int, str] = {}
        for number, theirs in wanted.items():
            commit, ref = self._shard(number)
            rows = [place & (2**_ROW_BITS - 1) for place in theirs]
            found |= zip(theirs, self._texts(commit, ref, rows), strict=True)
        return found

    def _texts(self, commit: Commit, ref: ShardRef, rows: Sequence[int]) -> list[str]:
        """What a reader of these records sees."""
        table = tables.read(self.folder, ref)
        blobs = shard_of(commit, "records.blobs")
        some = table if len(rows) == table.num_rows else table.take(pa.array(rows))
        codec = self.workshop.codec(commit.what["codec"])
        judged = tables.decode(some, codec, self.folder.blobs(blobs) if blobs else {})
        return [item.record.payload.text() for item in judged]

    def _key(self, place: int) -> str:
        """The key of the record at a place."""
        _, ref = self._shard(place >> _ROW_BITS)
        row = self.folder.table(ref, columns=["source", "seed", "index"]).slice(place & (2**_ROW_BITS - 1), 1)
        source, seed, index = (column[0].as_py() for column in row.columns)
        return f"{source}:{seed}:{index}"

    def _shard(self, number: int) -> tuple[Commit, ShardRef]:
        """The records of an earlier task."""
        commit = self.folder.committed(MAKE, self._tasks[number])
        ref = shard_of(commit, "records") if commit else None
        assert commit is not None, "what was kept was committed"
        assert ref is not None, "what was kept was a record"
        return commit, ref
