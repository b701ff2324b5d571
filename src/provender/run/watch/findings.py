"""What the watch over a run found, committed with it, as audits are."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from provender.core.verdict import Finding
from provender.run.ledger import tables
from provender.run.ledger.dataset import blobs_of, codec_of, curated, is_of
from provender.run.watch.watched import TYPICAL, Watched, Watches, screens_of
from provender.run.workshop import Workshop
from provender.stages.monitors import typical
from provender.store.commits import shard_of
from provender.store.folder import RunFolder

WATCH, TASK = "watch", "run"
_MOST = 4000  # records whose features are looked at


def findings(folder: RunFolder, workshop: Workshop, watches: Watches) -> list[Finding]:
    """What the watch found, committed with the run."""
    commit = folder.committed(WATCH, TASK)
    if commit is None:
        found = [
            each.of_wing(name)
            for name, watched in watches.wings.items()
            for each in _of_wing(folder, workshop, watched, name)
        ]
        if not found:
            return []
        commit = folder.commit(WATCH, TASK, what={"findings": [finding.plain() for finding in found]})
    return [Finding.of(told) for told in commit.what["findings"]]


def _of_wing(folder: RunFolder, workshop: Workshop, watched: Watched, wing: str) -> Iterator[Finding]:
    """What was found in one wing."""
    yield from watched.errors.findings()
    yield from watched.agreement.findings(watched.errors)
    yield from _typicality(folder, workshop.wing(wing), wing)


def _typicality(folder: RunFolder, workshop: Workshop, wing: str) -> Iterator[Finding]:
    """Whether screens refuse what is unusual; nothing where they refused little, or rows are private."""
    anchor = workshop.anchor()
    screens = screens_of(workshop.recipe)
    if anchor.private or not screens or min(len(anchor.reference), len(anchor.control)) < typical.LEAST:
        return
    drawn = list(_features(folder, screens, wing))
    accepted = np.array([let for _, let in drawn], bool)
    if (~accepted).sum() < typical.LEAST:
        return
    kinds = {len(row) for row, _ in drawn} | {len(record.payload.features()) for record in anchor.control[:1]}
    if len(kinds) != 1 or kinds == {0}:
        return  # payloads of different kinds have no distance
    known, held = ([record.payload.features() for record in part] for part in (anchor.reference, anchor.control))
    distances = typical.Distances.of(known, held)
    alpha = workshop.recipe.watch.false_alarm * TYPICAL
    yield typical.typicality(distances, np.array([row for row, _ in drawn], float), accepted, alpha=alpha)


def _features(folder: RunFolder, screens: frozenset[str], wing: str) -> Iterator[tuple[Sequence[float], bool]]:
    """Features of the first few thousand records that no judge of truth refused, and whether screens let them in."""
    left = _MOST
    for commit, _ in curated(folder):
        for kind, let in (("records", True), ("refused", False)):
            ref = shard_of(commit, kind)
            if left <= 0 or ref is None or not ref.rows:
                continue
            table = tables.read(folder, ref)
            if not let:
                table = table.filter(pc.is_in(table["verifier"].cast(pa.string()), pa.array(sorted(screens))))
            blobs = blobs_of(folder, commit, f"{kind}.blobs")
            if wing and not is_of(table, wing):
                continue
            for judged in tables.decode(table, codec_of(commit), blobs):
                yield judged.record.payload.features(), let
            left -= table.num_rows
