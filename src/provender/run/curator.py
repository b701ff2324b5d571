"""What a run has done so far, and what is dropped after each wave: repeats, surplus, too much of one teacher.

Nothing here is saved for resuming: the run walks through its waves again, finds their tasks committed, and
comes to the same decisions, so a crash cannot make the state and the commits disagree.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from provender.core.recipe import wing_of
from provender.core.verdict import Grade
from provender.run.neighbours import Neighbours
from provender.run.task import MAKE, Task
from provender.run.watch.watched import Watches
from provender.run.workshop import Workshop
from provender.stages import balance, shares
from provender.stages.balance import Cell, Tally
from provender.stages.curate import NEAR_REPEAT, NOWHERE, REPEAT, Seen
from provender.store.commits import Commit, shard_of
from provender.store.folder import RunFolder
from provender.store.shards import NewShard, ShardRef, parquet_bytes

CURATE = "curate"
DROPPED = pa.schema(
    [
        ("task", pa.string()),
        ("row", pa.int32()),
        ("verifier", pa.string()),
        ("reason", pa.string()),
    ]
)
_TOLD = {  # a drop as it is counted: reasons themselves name a record or a share
    REPEAT: "repeats: an earlier record has the same content",
    NEAR_REPEAT: "near_repeats: an earlier record says almost the same",
    balance.SURPLUS: "quota: its cell was full",
    shares.TEACHER_SHARE: "limits.teacher_share: one lineage made too much of its slice",
}
_INDEX_BITS = np.uint64(48)  # a place in the index of contents is the record's key: generator above, index below
_INDEX_MASK = np.uint64(2**48 - 1)


Slice: TypeAlias = tuple[tuple[str, str], ...]  # one value for each tag of the mix; of several wings, the wing first
WING = "wing"


class Unproved(NamedTuple):
    """A row that was accepted without proof, and the lineage it comes from."""

    task: Task
    row: int
    lineage: str | None


class Drop(NamedTuple):
    """An accepted row taken out again."""

    row: int
    verifier: str
    reason: str


@dataclass(slots=True)
class Curator:
    """Decides, wave by wave, which verified records stay.

    Attributes:
        tallies: what happened so far, one per cell.
        funnel: verifier -> outcome -> count.
        cpu_s: CPU seconds of all curated tasks.
        neighbours: looks for near repeats where the recipe asks for that.
        watched: what is known of the teachers' errors.

    Guarantees:
        Depends only on the tasks' commits and their order; deciding a wave again gives the same commit.
    """

    folder: RunFolder
    workshop: Workshop
    cells: Sequence[Cell]
    tallies: list[Tally]
    funnel: dict[str, Counter[str]] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    cpu_s: float = 0.0
    neighbours: Neighbours | None = None
    watched: Watches = field(init=False)
    _wave: dict[int, Tally] = field(default_factory=dict)
    _dropped: list[pa.Table] = field(default_factory=list)
    _unproved: dict[Slice, list[Unproved]] = field(default_factory=dict)
    _made: dict[Slice, dict[str, int]] = field(default_factory=dict)
    _others: Counter[Slice] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.watched = Watches.over(self.workshop.recipe)
        if (threshold := self.workshop.recipe.limits.near_repeats) is not None:
            self.neighbours = Neighbours(folder=self.folder, workshop=self.workshop, threshold=threshold)

    @property
    def accepted(self) -> int:
        """Accepted records in all cells."""
        return sum(tally.accepted for tally in self.tallies)

    @property
    def tried(self) -> int:
        """Candidates in all cells."""
        return sum(tally.tried for tally in self.tallies)

    @property
    def shares(self) -> tuple[tuple[str, dict[str, int]], ...]:
        """Each slice's accepted records that nobody proved, by lineage; "" is no teacher."""
        slices = sorted(set(self._made) | set(self._others))
        return tuple(
            (
                ", ".join(f"{tag} {value or '(none)'}" for tag, value in at),
                {**self._made.get(at, {}), "": self._others[at]},
            )
            for at in slices
        )

    def take(self, task: Task) -> None:
        """Curate a committed task; a wave's tasks are taken in their order, as soon as those before are there."""
        table = self._task(task, self._wave.setdefault(task.at, Tally()))
        if table.num_rows:
            self._dropped.append(table)

    def close(self, number: int, tasks: Sequence[Task]) -> None:
        """End a wave whose tasks are all taken: commit what is dropped, advance the tallies."""
        table = pa.concat_tables([DROPPED.empty_table(), *self._dropped, *self._over_share()])
        shards = [NewShard(kind="dropped", suffix="parquet", data=parquet_bytes(table), rows=table.num_rows)]
        cells = {str(at): [count.tried, count.accepted] for at, count in sorted(self._wave.items())}
        what = {"cells": cells, "tasks": [task.name for task in tasks]}
        self.folder.commit(CURATE, f"w{number:03d}", shards=shards, what=what, cost={})
        for at, count in self._wave.items():
            balance.note_wave(self.tallies[at], tried=count.tried, accepted=count.accepted, refused=count.refused)
        self._wave, self._dropped, self._unproved = {}, [], {}

    def _task(self, task: Task, count: Tally) -> pa.Table:
        """Decide one task's rows; returns what is dropped of them."""
        commit = self.folder.committed(MAKE, task.name)
        assert commit is not None, f"{task.name} is curated before it is committed"
        self._note(commit, count)
        self.watched.take(commit, task.cell.name)
        ref = shard_of(commit, "records")
        if ref is None or not ref.rows:
            return DROPPED.empty_table()
        drops = self._drops(task, commit, ref, count)
        count.accepted += ref.rows - len(drops)
        count.refused.update(_TOLD[drop.verifier] for drop in drops)
        return _table(task, drops)

    def _note(self, commit: Commit, count: Tally) -> None:
        """Count what the task itself said."""
        count.tried += int(commit.what["count"])
        count.refused.update(commit.what["reasons"])
        for verifier, outcomes in commit.what["funnel"].items():
            self.funnel.setdefault(verifier, Counter()).update(outcomes)
        self.cpu_s += float(commit.cost.get("cpu_s", 0.0))

    def _drops(self, task: Task, commit: Commit, ref: ShardRef, count: Tally) -> list[Drop]:
        """Repeats first, near ones after exact ones, then what is beyond the quota; teachers' shares are the wave's."""
        table = self.folder.table(ref, columns=["index", "content", "grade", "lineage"])
        unique = not self.workshop.codec(commit.what["codec"]).repeats_allowed
        digests, places = (
            _contents(table, task.cell.maker) if unique else (np.empty((0, 16), np.uint8), np.empty(0, np.uint64))
        )
        drops = self._repeats(digests, places) if unique else []
        near = self.neighbours if unique else None
        if near:
            told = near.look(task.name, commit, ref, gone={drop.row for drop in drops})
            drops += [Drop(row, NEAR_REPEAT, reason) for row, reason in told]
        gone = {drop.row for drop in drops}
        room = task.cell.quota - self.tallies[task.at].accepted - count.accepted
        kept = [row for row in range(table.num_rows) if row not in gone] if room < ref.rows else []
        drops += [Drop(row, balance.SURPLUS, "surplus: its cell was full") for row in kept[max(room, 0) :]]
        self._note_unproved(task, table, {drop.row for drop in drops})
        if unique:
            stays = np.ones(len(places), bool)
            stays[[drop.row for drop in drops]] = False
            self.seen.keep(digests[stays], places[stays])
            if near:
                near.keep(stays)
        return drops

    def _repeats(self, digests: npt.NDArray[np.uint8], places: npt.NDArray[np.uint64]) -> list[Drop]:
        """Rows whose content the dataset already has."""
        twins = self.seen.find(digests, places)
        return [
            Drop(int(row), REPEAT, f"repeats {self._key(int(twins[row]))}") for row in np.flatnonzero(twins != NOWHERE)
        ]

    def _key(self, place: int) -> str:
        """The key of the record at a place in the index."""
        recipe = self.workshop.recipe
        return f"{recipe.generators[place >> int(_INDEX_BITS)].name}:{recipe.seed}:{place & int(_INDEX_MASK)}"

    def _note_unproved(self, task: Task, table: pa.Table, gone: set[int]) -> None:
        """Keep in mind what teachers' shares are counted over."""
        own = self.workshop.of(task.cell.name).recipe
        grades = table["grade"].to_pylist() if own.accept is Grade.SCREENED else []
        lineages = table["lineage"].to_pylist() if grades else []
        wing = ((WING, wing_of(task.cell.name)),) if self.workshop.recipe.wings else ()
        rows = self._unproved.setdefault((*wing, *task.cell.tags), [])
        rows += [Unproved(task, row, lineages[row]) for row, grade in enumerate(grades)
                 if grade == "screened" and row not in gone]  # fmt: skip

    def _over_share(self) -> Iterator[pa.Table]:
        """What of a wave one lineage has made too much of, by slice, whichever generators fill it.

        Only the whole wave can tell: of the first task alone, one lineage has often made all.
        """
        share = self.workshop.recipe.limits.teacher_share
        for at, rows in sorted(self._unproved.items()):
            lineages = [row.lineage for row in rows]
            places, self._made[at], self._others[at] = shares.over_share(
                lineages, share=share, made=self._made.get(at, {}), others=self._others[at]
            )
            for place in places:
                task, row, lineage = rows[place]
                count = self._wave[task.at]
                count.accepted -= 1
                count.refused[_TOLD[shares.TEACHER_SHARE]] += 1
                reason = f"{lineage} made more than {share:.0%} of its slice"
                yield _table(task, [Drop(row, shares.TEACHER_SHARE, reason)])


def _table(task: Task, drops: Sequence[Drop]) -> pa.Table:
    """What is dropped of a task, as it is committed."""
    return pa.table(
        [
            [task.name] * len(drops),
            [drop.row for drop in drops],
            [drop.verifier for drop in drops],
            [drop.reason for drop in drops],
        ],
        schema=DROPPED,
    )


def _contents(table: pa.Table, maker: int) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint64]]:
    """Content digests (n, 16) and places (n,) of a task's rows."""
    content = table["content"].combine_chunks()
    digests = np.frombuffer(content.buffers()[1], np.uint8).reshape(-1, 16)
    indices = table["index"].to_numpy().astype(np.uint64)
    return digests[content.offset : content.offset + len(content)], (np.uint64(maker) << _INDEX_BITS) + indices
