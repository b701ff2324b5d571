"""A run's records as others see them: accepted ones for exports and students, refused ones for a look."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.protocols import Judged
from provender.core.recipe import wing_of
from provender.core.record import Blob, Codec, Record
from provender.core.registry import load
from provender.run.curator import CURATE
from provender.run.ledger import tables
from provender.run.ledger.cost import Costs
from provender.run.task import MAKE
from provender.store.commits import Commit, shard_of
from provender.store.folder import RunFolder


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The accepted records of a run, in order; `core.protocols.Dataset`.

    Attributes:
        folder: of the run.
        facts: for the dataset's card.
        wing: whose records alone; "" for all.
    """

    folder: RunFolder
    facts: Mapping[str, object]
    wing: str = ""

    def tables(self) -> Iterator[pa.Table]:
        """One table a task, without what was dropped."""
        for table, _ in self._tables():
            yield table

    def _tables(self) -> Iterator[tuple[pa.Table, Commit]]:
        """Tables with the commits they come from."""
        for commit, drops in curated(self.folder):
            ref = shard_of(commit, "records")
            if ref is None or not ref.rows:
                continue
            table = tables.read(self.folder, ref)
            if self.wing and not is_of(table, self.wing):
                continue
            if drops:
                keep = np.ones(table.num_rows, bool)
                keep[[row for row, _, _ in drops]] = False
                table = table.filter(pa.array(keep))
            if table.num_rows:
                yield table, commit

    def blobs(self) -> Iterator[Blob]:
        """The blobs of what was accepted, without those of what was dropped."""
        told: set[str] = set()
        for table, commit in self._tables():
            blobs = blobs_of(self.folder, commit, "records.blobs")
            if not blobs:
                continue
            payloads = [judged.record.payload for judged in tables.decode(table, codec_of(commit), blobs)]
            for blob in codec_of(commit).encode(payloads)[1]:
                if blob.name not in told:
                    told.add(blob.name)
                    yield blob

    def records(self) -> Iterator[Judged]:
        """Every accepted record."""
        costs = Costs.of(self.folder)
        for table, commit in self._tables():
            blobs = blobs_of(self.folder, commit, "records.blobs")
            for judged in tables.decode(table, codec_of(commit), blobs):
                yield _priced(judged, commit, costs)


def of_wing(records: Sequence[Record], name: str) -> Sequence[Record]:
    """The records that generators of a wing made; all of them where there is one wing, ""."""
    return [record for record in records if wing_of(record.origin.source) == name] if name else records


def is_of(table: pa.Table, wing: str) -> bool:
    """Whether a task's records are a wing's; they are all of one generator."""
    return bool(table.num_rows) and wing_of(str(table["source"][0].as_py())) == wing


def _priced(judged: Judged, commit: Commit, costs: Costs) -> Judged:
    """A record with what it cost."""
    origin = judged.record.origin
    return replace(judged, cost=costs.record(commit, origin.teacher, *origin.tokens))


def codec_of(commit: Commit) -> Codec:
    """The codec of a task's records."""
    name = commit.what["codec"]
    return load("codec", name) if name else tables.NO_PAYLOAD


def curated(folder: RunFolder) -> Iterator[tuple[Commit, list[tuple[int, str, str]]]]:
    """Every curated task in order, with the (row, verifier, reason) of what was dropped from it."""
    for wave in folder.commits(CURATE):
        drops: dict[str, list[tuple[int, str, str]]] = {}
        ref = shard_of(wave, "dropped")
        rows = folder.table(ref).to_pylist() if ref and ref.rows else []
        for row in rows:
            drops.setdefault(row["task"], []).append((row["row"], row["verifier"], row["reason"]))
        for task in wave.what["tasks"]:
            commit = folder.committed(MAKE, task)
            assert commit is not None, f"{task} is curated but not committed"
            yield commit, drops.get(task, [])


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """One entry of the ledger that is not an accepted record.

    Attributes:
        key: of the record.
        fate: "rejected" or "failed".
        verifier, reason, evidence: who refused it and why.
        tags: as asked for; empty for what could not be made.
        judged: the record itself, None where none was made.
        cost: as in `Judged`.
    """

    key: str
    fate: str
    verifier: str
    reason: str
    evidence: Mapping[str, str]
    tags: Mapping[str, str]
    judged: Judged | None
    cost: Mapping[str, float]


def refused(folder: RunFolder) -> Iterator[Refused]:
    """Every rejected or failed item, task by task: refused by a verifier first, then what curation dropped."""
    costs = Costs.of(folder)
    for commit, drops in curated(folder):
        codec = codec_of(commit)
        if ref := shard_of(commit, "refused"):
            table = tables.read(folder, ref)
            yield from _rejected(table, commit, costs, blobs=blobs_of(folder, commit, "refused.blobs"))
            yield from _failed(table, commit, costs)
        ref = shard_of(commit, "records")
        if drops and ref:
            table = tables.read(folder, ref)
            blobs = blobs_of(folder, commit, "records.blobs")
            for row, verifier, reason in drops:
                judged = _priced(tables.decode(table.slice(row, 1), codec, blobs)[0], commit, costs)
                yield _of(judged, verifier=verifier, reason=reason)


def tried(folder: RunFolder) -> list[Record]:
    """Every record that was made, accepted ones first, then what was refused."""
    kept = [judged.record for judged in Accepted(folder=folder, facts={}).records()]
    return kept + [entry.judged.record for entry in refused(folder) if entry.judged is not None]


def _of(judged: Judged, *, verifier: str, reason: str) -> Refused:
    """A judged record as an entry of the ledger."""
    return Refused(
        key=str(judged.record.key),
        fate="rejected",
        verifier=verifier,
        reason=reason,
        evidence=judged.evidence,
        tags=judged.record.tags,
        judged=replace(judged, fate="rejected", verifier=verifier, reason=reason),
        cost=judged.cost,
    )


def _rejected(table: pa.Table, commit: Commit, costs: Costs, *, blobs: Mapping[str, bytes]) -> Iterator[Refused]:
    """Rows of records that a verifier refused."""
    for judged in tables.decode(table.filter(pc.not_equal(table["fate"], "failed")), codec_of(commit), blobs):
        yield _of(_priced(judged, commit, costs), verifier=judged.verifier, reason=judged.reason)


def _failed(table: pa.Table, commit: Commit, costs: Costs) -> Iterator[Refused]:
    """Rows of items that could not be made."""
    columns = ["source", "seed", "index", "verifier", "reason", "teacher", "prompt_tokens", "completion_tokens"]
    for row in table.filter(pc.equal(table["fate"], "failed")).select(columns).to_pylist():
        yield Refused(
            key=f"{row['source']}:{row['seed']}:{row['index']}",
            fate="failed",
            verifier=row["verifier"],
            reason=row["reason"],
            evidence={},
            tags={},
            judged=None,
            cost=costs.record(commit, row["teacher"], row["prompt_tokens"], row["completion_tokens"]),
        )


def blobs_of(folder: RunFolder, commit: Commit, kind: str) -> Mapping[str, bytes]:
    """The blobs of a task's shard; empty where it has none."""
    ref = shard_of(commit, kind)
    return folder.blobs(ref) if ref else {}
