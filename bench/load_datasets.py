"""Whether Hugging Face's `datasets` loads an exported folder offline, every record as we accepted it.

A run of two families in two languages is exported as files of 2,000 records each and read in an environment of its own
by `datasets.load_dataset(folder)`, without a network. Options: --records.

    records  accepted and exported
    loaded   rows that `datasets` read as split "train"           wanted: = records
    same     1 if question, answer, content and grade of every row, in order, are ours    wanted: 1
"""

import json
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
from bench.peers.setup import ask

from bench import harness
from provender.core.recipe import Recipe, Use
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.export import export
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

FAMILIES = ("reasoning/arithmetic/gcd", "reasoning/words/quantities")
RECIPE = Recipe(name="set", generators=tuple(Use(name=name) for name in FAMILIES), mix={("language", "sw"): 0.5})
EXPORT = Use(name="general/huggingface", dials={"rows": 2_000})


def exported(records: int, output: Path) -> tuple[Path, str]:
    """The exported folder, and the digest of what stands in the run's own store."""
    summary = run(replace(RECIPE, count=records), RunOptions(output=output))
    folder = RunFolder(summary.folder)
    facts = read_facts(folder)
    digest = sha256()
    for judged in Accepted(folder=folder, facts=facts).records():
        problem: Any = judged.record.payload
        row = [problem.question, problem.answer, judged.record.content.hex(), judged.grade]
        digest.update(json.dumps(row).encode())
    return export(folder, EXPORT, facts), digest.hexdigest()


def main() -> None:
    """Make, export, load and compare."""
    given = harness.options(__doc__ or "", records=5_000)
    with TemporaryDirectory(prefix="load-") as output:
        folder, digest = exported(given.records, Path(output))
        columns = sorted(pq.read_schema(next(folder.glob("data/*.parquet"))).names)
        peer, why = ask("datasets", "load.py", str(folder))
    if not peer:
        print(f"\n{why}")
        harness.finish("load_datasets", {"records": given.records}, peer={"missing": why})
        return
    agreed = peer["digest"] == digest and peer["columns"] == columns and peer["splits"] == ["train"]
    figures = {"records": given.records, "loaded": peer["rows"], "same": int(agreed)}
    harness.show(("figure", "value"), list(figures.items()), title=f"read by datasets {peer['version']}, offline")
    harness.finish("load_datasets", figures, peer={"version": peer["version"], "columns": peer["columns"]})


if __name__ == "__main__":
    main()
