"""What can be said of a sealed run in plain JSON: for the dataset's card, the report and `--json`."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from provender.core.errors import InputError
from provender.run.curator import CURATE
from provender.run.ledger.dataset import curated
from provender.run.ledger.tables import read
from provender.run.task import MAKE
from provender.store.commits import shard_of
from provender.store.folder import RunFolder

if TYPE_CHECKING:
    from provender.run.finish import Summary

FACTS = "facts"
TASK = "run"
_SLICES = ("teacher", "lineage", "depth", "grade", "verifier")


def note_facts(folder: RunFolder, summary: "Summary") -> None:
    """Commit what can be said of the run before it is sealed; facts that are committed already stay."""
    lock = _lock(folder)
    dropped, made = _flow(folder)
    what = {
        "name": lock["recipe"]["name"],
        "recipe": lock["recipe"],
        "recipe_digest": lock["digest"],
        "versions": {"provender": lock["provender"], **lock["generators"], **lock["packages"]},
        "anchor": lock["anchor"],
        "private": lock["private"],
        "sources": lock["sources"],
        **({"anchors": lock["anchors"]} if "anchors" in lock else {}),
        "wanted": summary.wanted,
        "accepted": summary.accepted,
        "tried": summary.tried,
        "rejected": made["rejected"] + sum(dropped.values()),
        "failed": made["failed"],
        "flow": {
            "tried": summary.tried,
            "made": summary.tried - made["failed"],
            "verified": made["accepted"],
            "accepted": summary.accepted,
        },
        "dropped": dict(sorted(dropped.items())),
        "funnel": {name: dict(sorted(counts.items())) for name, counts in sorted(summary.funnel.items())},
        "refused": dict(summary.refused),
        "mix": {tag: {value: list(pair) for value, pair in values.items()} for tag, values in summary.mix.items()},
        "cells": [list(cell) for cell in summary.cells],
        **({"weighing": dict(summary.weighing)} if summary.weighing else {}),
        **({"shares": [list(entry) for entry in summary.shares]} if summary.shares else {}),
        "support": [list(entry) for entry in summary.support],
        "accepted_by": _accepted_by(folder),
        "prompts": _prompts(folder) if lock["recipe"]["teachers"] else {},
        "findings": _findings(folder),
        "left": _left(folder),
        "judges": [told for commit in folder.commits("calibrate") for told in commit.what["judges"]],
        "choices": [commit.what["choice"] for commit in folder.commits("fit") if "choice" in commit.what],
        "privacy": [commit.what["privacy"] for commit in folder.commits("fit") if "privacy" in commit.what],
    }
    folder.commit(FACTS, TASK, what=what, cost=_took(summary))


def _took(summary: "Summary") -> dict[str, object]:
    """What the run took."""
    return {"cpu_s": round(summary.cpu_s, 6), "besides": summary.besides, "spent": summary.spent}


def read_facts(folder: RunFolder) -> dict[str, Any]:
    """Everything that can be said of a finished run in plain JSON.

    Keys: name, digest, recipe (canonical), recipe_digest, versions, anchor, private, sources, wanted, accepted, tried,
    rejected, failed, flow, dropped, funnel, refused, mix, cells, weighing, support (cell, real records, made), shares
    (by slice), accepted_by (teacher, lineage, depth, grade, verifier -> count), prompts (how many different ones, and a
    digest over all), findings, left (audit -> why it measured nothing), judges (error rates, where the recipe limits
    them), choices (the generator that was chosen, and why), privacy (what each private learner spent), cpu_s (to make
    and judge), besides (CPU seconds of learning and audits), spent.

    Raises:
        InputError: the run is not finished.
    """
    commit = folder.committed(FACTS, TASK)
    digest = folder.sealed()
    if commit is None or digest is None:
        raise InputError(
            f"the run in {folder.path} is not finished",
            where=str(folder.path),
            mend="go on with it: run the command that started it again",
        )
    return {"digest": digest, **_unsaid(commit.what["recipe"]), **commit.what, **commit.cost}


def _lock(folder: RunFolder) -> dict[str, Any]:
    """The run's lock."""
    lock = folder.read_lock() or {}
    return {**_unsaid(lock["recipe"]), **lock}


def _unsaid(recipe: Mapping[str, Any]) -> dict[str, Any]:
    """What runs of earlier versions did not write down: an anchor is then private unless its recipe says otherwise."""
    anchor: Mapping[str, Any] = recipe.get("anchor") or {}
    private = bool(anchor) and anchor.get("dials", {}).get("private") is not False
    return {"private": private, "sources": [], "prompts": {}, "left": {}, "besides": {}}


def _findings(folder: RunFolder) -> list[dict[str, Any]]:
    """What the watch and the audits found."""
    commits = [folder.committed(stage, "run") for stage in ("watch", "audit")]
    return [told for commit in commits if commit for told in commit.what["findings"]]


def _left(folder: RunFolder) -> dict[str, str]:
    """The audits that measured nothing, and why."""
    commit = folder.committed("audit", "run")
    return dict(commit.what.get("left", {})) if commit else {}


def _flow(folder: RunFolder) -> tuple[Counter[str], Counter[str]]:
    """What curation dropped, by who dropped it; what the tasks accepted, rejected and failed."""
    dropped: Counter[str] = Counter()
    for wave in folder.commits(CURATE):
        ref = shard_of(wave, "dropped")
        if ref and ref.rows:
            dropped.update(folder.table(ref, columns=["verifier"])["verifier"].to_pylist())
    made: Counter[str] = Counter()
    for commit in folder.commits(MAKE):
        made.update({fate: int(commit.what[fate]) for fate in ("accepted", "rejected", "failed")})
    return dropped, made


def _prompts(folder: RunFolder) -> dict[str, Any]:
    """How many different prompts stand behind accepted records, and SHA-256 over their digests in order."""
    found: set[str] = set()
    for table in _accepted(folder, ("prompt",)):
        found.update(filter(None, table["prompt"].to_pylist()))
    return {"different": len(found), "sha256": sha256("".join(sorted(found)).encode()).hexdigest()}


def _accepted_by(folder: RunFolder) -> dict[str, dict[str, int]]:
    """Accepted records by teacher, lineage, depth, grade and verifier."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _SLICES}
    for table in _accepted(folder, _SLICES):
        for name in _SLICES:
            for entry in table[name].cast(pa.string()).value_counts().to_pylist():
                counts[name][entry["values"] or "none"] += entry["counts"]
    return {name: dict(sorted(counter.items())) for name, counter in counts.items()}


def _accepted(folder: RunFolder, columns: Sequence[str]) -> Iterator[pa.Table]:
    """Those columns of the accepted records, task by task."""
    for commit, drops in curated(folder):
        ref = shard_of(commit, "records")
        if ref is None or not ref.rows:
            continue
        table = read(folder, ref, columns)
        if drops:
            keep = np.ones(table.num_rows, bool)
            keep[[row for row, _, _ in drops]] = False
            table = table.filter(pa.array(keep))
        yield table
