"""Worked steps teach a small student, bare answers do not: held-out marks after the same number of examples.

Problems like `7+5*3-2*8+4=`, left to right modulo 10, made and proved by the house's own parts, split by hash of the
problem. Two students that differ in one dial learn from the same records: one reads the worked steps and the answer,
the other the answer alone. Three seeds; takes about seven CPU minutes, well under two for any one training.

    cot        share of held-out answers right, per seed, learned from worked steps      wanted: >= .95 each
    answer     the same, learned from the answer alone                                  wanted: <= .30 each
    majority   share right of always giving the commonest answer
    cot_proved share of the first student's own written solutions that the verifier proves, step by step
"""

import os
import time
from argparse import Namespace
from collections import Counter
from collections.abc import Sequence
from typing import Any

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

from bench import harness
from provender.core import registry
from provender.core.anchor import split
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.verdict import Outcome
from provender.reasoning.problem import Problem

CHAIN = "reasoning/arithmetic/modular_chain"
SHARES = {"reference": 0.95, "exam": 0.05}


def problems(count: int, level: int) -> tuple[Sequence[Record], Sequence[Record]]:
    """Proved records to learn from and held-out ones, no problem in both."""
    made = list(registry.load("generator", CHAIN, {"level": level})(Shard(seed=1, start=0, count=count)))
    verdicts = registry.load("verifier", CHAIN)(made)
    proved = {record.content: record for record, verdict in zip(made, verdicts, strict=True) if passed(verdict)}
    anchor = split(proved.values(), SHARES, digest="")
    return anchor.reference, anchor.exam


def passed(verdict: Any) -> bool:
    """Whether a verdict is a pass."""
    return bool(verdict.outcome is Outcome.PASS)


def answer_of(record: Record) -> str:
    """The written answer."""
    return record.payload.answer if isinstance(record.payload, Problem) else ""


def proved_share(exam: Sequence[Record], told: Sequence[Any]) -> float:
    """Share of a student's own solutions that the verifier proves from the question's text."""
    own = [
        Record(payload=Problem(asked.payload.question, said.answer, prose=said.steps), origin=asked.origin)
        for asked, said in zip(exam, told, strict=True)
        if isinstance(asked.payload, Problem)
    ]
    return sum(map(passed, registry.load("verifier", CHAIN)(own))) / len(own)


def lesson(show: str, given: Namespace, seed: int, data: tuple[Sequence[Record], Sequence[Record]]) -> dict[str, Any]:
    """One student taught and examined."""
    taught, exam = data
    dials = {"show": show, "steps": given.examples // given.batch, "batch": given.batch}
    student = registry.load("student", "reasoning/decoder", dials)
    before = time.process_time()
    fitted = student.fit(taught, seed=seed)
    spent = time.process_time() - before
    card = student.score(fitted, exam)
    told = student.solve(fitted, [record.payload for record in exam])
    proved = proved_share(exam, told) if show == "steps" else 0.0
    print(f"seed {seed}, {show}: {card.overall:.3f} right, {spent:.0f} CPU s", flush=True)
    return {"seed": seed, "show": show, "right": card.overall, "span": card.interval, "cpu_s": spent, "proved": proved}


def main() -> None:
    """Train, examine, print."""
    given = harness.options(__doc__, seeds=3, examples=24_000, level=5, batch=32)
    taught, exam = problems(given.examples, given.level)
    common = Counter(answer_of(record) for record in taught).most_common(1)[0][0]
    majority = sum(answer_of(record) == common for record in exam) / len(exam)
    runs = [lesson(show, given, seed, (taught, exam)) for seed in range(given.seeds) for show in ("steps", "answer")]
    harness.show(
        ("seed", "learned from", "right", "from", "to", "CPU s"),
        [(run["seed"], run["show"], run["right"], run["span"].low, run["span"].high, run["cpu_s"]) for run in runs],
        title=f"{len(exam)} held-out problems, {len(taught):,} to learn from; always {common!r}: {majority:.3f} right",
    )
    steps, bare = ([run for run in runs if run["show"] == show] for show in ("steps", "answer"))
    harness.finish(
        "cot_vs_answer",
        {
            "cot": [run["right"] for run in steps],
            "answer": [run["right"] for run in bare],
            "majority": majority,
            "cot_proved": [run["proved"] for run in steps],
            "exam": len(exam),
            "examples": given.examples,
            "cot_cpu_s": [run["cpu_s"] for run in steps],
            "answer_cpu_s": [run["cpu_s"] for run in bare],
        },
    )


if __name__ == "__main__":
    main()
