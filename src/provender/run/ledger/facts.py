"""What can be said of a sealed run in plain JSON: for the dataset's card, the report and `--json`."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from provender.run.curator import CURATE, shard_of
from provender.run.finish import Summary
from provender.run.ledger.dataset import curated
from provender.run.task import MAKE
from provender.store.folder import RunFolder

_SLICES = ("teacher", "lineage", "grade", "verifier")


def facts_of(folder: RunFolder, summary: Summary) -> dict[str, Any]:
    """Everything that the commits and the lock file tell.

    Keys: name, digest, recipe (canonical), recipe_digest, versions, anchor, wanted, accepted, tried, rejected,
    failed, funnel, flow, refused, mix, cells, accepted_by (teacher, lineage, grade, verifier -> count), cpu_s, spent.
    """
    lock = folder.read_lock() or {}
    dropped, made = _flow(folder)
    return {
        "name": lock["recipe"]["name"],
        "digest": summary.digest,
        "recipe": lock["recipe"],
        "recipe_digest": lock["digest"],
        "versions": {"provender": lock["provender"], **lock["generators"], **lock["packages"]},
        "anchor": lock["anchor"],
        "wanted": summary.wanted,
        "accepted": summary.accepted,
        "tried": summary.tried,
        "rejected": made["rejected"] + sum(dropped.values()),
        "failed": made["failed"],
        "flow": {"tried": summary.tried, "made": summary.tried - made["failed"], "verified": made["accepted"]}
        | {"accepted": summary.accepted},
        "dropped": dict(sorted(dropped.items())),
        "funnel": {name: dict(counts) for name, counts in sorted(summary.funnel.items())},
        "refused": dict(summary.refused),
        "mix": {tag: {value: list(pair) for value, pair in values.items()} for tag, values in summary.mix.items()},
        "cells": [list(cell) for cell in summary.cells],
        "accepted_by": _accepted_by(folder),
        "cpu_s": summary.cpu_s,
        "spent": dict(summary.spent),
    }


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


def _accepted_by(folder: RunFolder) -> dict[str, dict[str, int]]:
    """Accepted records by teacher, lineage, grade and verifier."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _SLICES}
    for commit, drops in curated(folder):
        ref = shard_of(commit, "records")
        if ref is None or not ref.rows:
            continue
        gone = {row for row, _, _ in drops}
        table = folder.table(ref, columns=_SLICES)
        for name in _SLICES:
            values = table[name].to_pylist()
            counts[name].update(value or "none" for row, value in enumerate(values) if row not in gone)
    return {name: dict(sorted(counter.items())) for name, counter in counts.items()}


def recipe_text(folder: RunFolder) -> str:
    """The recipe as the run keeps it."""
    return (Path(folder.path) / "recipe.yaml").read_text(encoding="utf-8")


def as_json(facts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The facts without what depends on the machine: equal for equal datasets."""
    return {key: value for key, value in facts.items() if key not in {"cpu_s", "spent"}}
