"""Worked steps teach a small student, bare answers do not: held-out marks after the same number of examples.

Problems like `7+5*3-2*8+4=`, left to right modulo 10, made and proved by the house's own parts, split by hash of the
problem. Two students that differ in one dial learn from the same records: one reads the worked steps and the answer,
the other the answer alone. Three seeds; takes about seven CPU minutes, well under two for any one training.

    cot        share of held-out answers right, per seed, learned from worked steps      wanted: >= .95 each
    answer     the same, learned from the answer alone                                  wanted: <= .30 each
    majority   share right of always giving the commonest answer
    cot_proved share of the first student's own written solutions that the verifier proves, step by step
"""

import time
from argparse import Namespace
from collections import Counter
from typing import Any

from bench.students.classroom import Lessons, held_out, judged, problem, proved

from bench import harness
from provender.core import registry

CHAIN = "reasoning/arithmetic/modular_chain"


def lesson(show: str, given: Namespace, seed: int, data: Lessons) -> dict[str, Any]:
    """One student taught and examined."""
    taught, exam = data
    dials = {"show": show, "steps": given.examples // given.batch, "batch": given.batch}
    student = registry.load("student", "reasoning/decoder", dials)
    before = time.process_time()
    fitted = student.fit(taught, seed=seed)
    spent = time.process_time() - before
    card = student.score(fitted, exam)
    told = student.solve(fitted, [problem(record) for record in exam])
    sound = judged(CHAIN, exam, told).chains if show == "steps" else 0.0
    print(f"seed {seed}, {show}: {card.overall:.3f} right, {spent:.0f} CPU s", flush=True)
    return {"seed": seed, "show": show, "right": card.overall, "span": card.interval, "cpu_s": spent, "proved": sound}


def main() -> None:
    """Train, examine, print."""
    given = harness.options(__doc__, seeds=3, examples=24_000, level=5, batch=32)
    taught, exam = school = held_out(proved(CHAIN, {"level": given.level}, given.examples))
    common = Counter(problem(record).answer for record in taught).most_common(1)[0][0]
    majority = sum(problem(record).answer == common for record in exam) / len(exam)
    runs = [lesson(show, given, seed, school) for seed in range(given.seeds) for show in ("steps", "answer")]
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
