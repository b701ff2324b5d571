"""Records to look at: all of a small run, an even sample of a large one."""

from itertools import islice

from provender.core.protocols import Block, Judged
from provender.core.registry import load, names
from provender.run.ledger import tables
from provender.run.ledger.dataset import Accepted, blobs_of, codec_of, curated, refused
from provender.store.commits import shard_of
from provender.store.folder import RunFolder

MOST = 4_000


def samples(folder: RunFolder, *, accepted: int, most: int = MOST) -> list[Judged]:
    """Accepted and refused records, at most `most` of each, spread evenly over the tasks.

    Args:
        accepted: how many the run accepted.
        most: what a page can take in.
    """
    kept = Accepted(folder=folder, facts={}).records() if accepted <= most else _spread(folder, most)
    denied = (entry.judged for entry in refused(folder) if entry.judged is not None)
    return [*islice(kept, most), *islice(denied, most)]


def _spread(folder: RunFolder, most: int) -> "list[Judged]":
    """The first few accepted records of every task."""
    tasks = list(curated(folder))
    each = max(most // max(len(tasks), 1), 1)
    found: list[Judged] = []
    for commit, drops in tasks:
        ref = shard_of(commit, "records")
        if ref is None or not ref.rows:
            continue
        gone = {row for row, _, _ in drops}
        head = tables.read(folder, ref).slice(0, each + len(gone))
        judged = tables.decode(head, codec_of(commit), blobs_of(folder, commit, "records.blobs"))
        found += [item for row, item in enumerate(judged) if row not in gone][:each]
    return found


def drawn(judged: list[Judged]) -> list[tuple[str, list[Block]]]:
    """What the panels of the records' wings make of them, under a heading each."""
    wings = {item.record.payload.codec.partition("/")[0] for item in judged}
    found = []
    for name in names("panel"):
        if name.partition("/")[0] in {*wings, "general"}:
            panel = load("panel", name)
            found.append((str(panel.heading), list(panel(judged))))
    return found
