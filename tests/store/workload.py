"""One small run that touches every step of the store, in this process or, to be killed, in one of its own.

python -m tests.store.workload FOLDER      drives the run and prints its root
"""

import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from provender.core.artefact import Artefact
from provender.store.folder import RunFolder
from provender.store.shards import NewShard

TASKS = ("t0", "t1")
YAML = "count: 2\n"
LOCK = {"count": 2}
MODEL = Artefact(content=b"weights", kind="k", made_by="m", from_data="d")


@dataclass
class Told:
    """What a run acknowledged, and what it did for it."""

    acknowledged: set[str] = field(default_factory=set)
    paid: Counter[str] = field(default_factory=Counter)
    made: Counter[str] = field(default_factory=Counter)


def reply_to(task: str) -> bytes:
    """The teacher's only answer."""
    return f"reply to {task}".encode()


def shards(task: str, reply: bytes) -> list[NewShard]:
    """A shard of the task's own and one that all tasks share."""
    own = f"rows of {task} from ".encode() + reply
    return [NewShard("records", "bin", own, 1), NewShard("refused", "bin", b"shared", 2)]


def drive(folder: RunFolder, told: Told) -> str:
    """The whole run, resumed where it stands: recipe, a paid reply and a commit a task, a fit, garbage, the seal."""
    with folder.lock():
        folder.write_recipe(YAML, LOCK)
        told.acknowledged.add("recipe")
        for task in TASKS:
            if folder.committed("generate", task) is None:
                make(folder, task, told)
            told.acknowledged.add(task)
        folder.put_artefact(MODEL)
        told.acknowledged.add("artefact")
        folder.collect_garbage()
        root = folder.seal()
        told.acknowledged.add("sealed")
        folder.write_derived("export", "data/all.txt", [b"derived ", b"text"])
    return root


def make(folder: RunFolder, task: str, told: Told) -> None:
    """One task: ask the teacher unless it is known what it said, then commit."""
    journal = folder.journal("teacher")
    reply = journal.get(task)
    if reply is None:
        told.paid[task] += 1
        reply = reply_to(task)
        journal.put(task, reply)
    told.acknowledged.add(f"reply {task}")
    told.made[task] += 1
    folder.commit("generate", task, shards=shards(task, reply), what={"rows": 1})


if __name__ == "__main__":
    print(drive(RunFolder(Path(sys.argv[1])), Told()))
