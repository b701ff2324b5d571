"""Ten generations of student becomes teacher, with the real small student, in four ways. About 17 CPU minutes.

A generation's teacher is the student of the one before: it answers new questions, and its answers teach the next, which
starts from nothing. One question in five has a known answer, hidden among the others (the probes). The ways:

    replace     all that the teacher said, and nothing else
    accumulate  all that any teacher so far said, and the real records of the beginning
    anchored    what the teacher said, and the real records of the beginning again each time
    verified    of what the teacher said only what the family's verifier proves; asked until there is enough

Limits on depth and on teachers' shares are lifted, as they would refuse the first three. The monitors are those of a
run and a loop: errors of the teacher's unproved records, by operations, and what of the anchor is no longer said. All
seeds are run in `replace` and `verified`, the first `--curves` in the others. Options: --seeds, --curves,
--generations, --page.

    alarm_generation  way -> the generation of the alarm by seed, null for none   wanted: replace <= 2, verified null
    right             way -> share of the exam that the students of each generation have right, mean of the seeds
"""

import os

os.environ.setdefault("NPROC", "1")  # one thread: a second one spins where the machine is shared

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import mean

from bench.harness import cpu_seconds, finish, options, show

from provender.core import registry
from provender.core.artefact import Artefact
from provender.core.chart import Chart, Curves
from provender.core.recipe import Shard, Watch
from provender.core.record import Record
from provender.core.verdict import Grade
from provender.reasoning.problem import Problem
from provender.report.charts import drawn
from provender.report.page import drawn_blocks, file_text
from provender.run.watch.cycles import part_of
from provender.run.watch.watched import ERRORS
from provender.stages.monitors.errors import Errors, Probe
from provender.stages.monitors.missing import missing
from provender.stages.verify import verify

FAMILY = "reasoning/arithmetic/modular_chain"
STUDENT = {"steps": 300, "width": 32, "layers": 1, "heads": 2, "batch": 16, "rate": 6e-3, "context": 96}
WAYS = ("replace", "accumulate", "anchored", "verified")
RECORDS, EXAM, KNOWN, PATIENCE = 600, 400, 5, 4
WATCH = Watch(error=0.2)

student = registry.load("student", "reasoning/decoder", STUDENT)
judge = registry.load("verifier", FAMILY)


@dataclass(slots=True)
class Line:
    """One way with one seed.

    Attributes:
        right: by generation, of the exam.
        agreed: by generation, answers of the exam that are the same as the teacher's.
        wrong: by generation, of the records that it learned from.
        missed: by generation, of what the anchor says.
        alarm: generation of the first alarm, and what raised it.
        short: records that a generation could not get.
    """

    right: list[float] = field(default_factory=list)
    agreed: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)
    missed: list[float] = field(default_factory=list)
    alarm: tuple[int, str] | None = None
    short: int = 0


def asked(seed: int, generation: int, count: int, *, part: int = 0) -> list[Record]:
    """Real records, proved, of a stretch of the family that no other generation sees."""
    shard = Shard(seed=seed, start=(generation * 16 + part) * 100_000, count=count)
    return list(registry.load("generator", FAMILY, {"level": "2"})(shard))


def answered(fitted: Artefact, questions: Sequence[Record], generation: int) -> list[Record]:
    """The same questions with a student's own steps and answers, of a depth that says how many models stand behind."""
    problems = [problem(record) for record in questions]
    told = student.solve(fitted, problems)
    return [
        replace(
            record,
            payload=Problem(old.question, said.answer, old.language, None, said.steps),
            origin=replace(record.origin, teacher="student", lineage="student", depth=generation),
        )
        for record, old, said in zip(questions, problems, told, strict=True)
    ]


def problem(record: Record) -> Problem:
    """The payload."""
    assert isinstance(record.payload, Problem)
    return record.payload


def made(fitted: Artefact, seed: int, generation: int, *, proved: bool) -> tuple[list[Record], list[Record]]:
    """What a generation accepts of its teacher, and the questions with their truth."""
    kept: list[Record] = []
    truths: list[Record] = []
    for part in range(PATIENCE if proved else 1):
        questions = asked(seed, generation, RECORDS, part=part)
        told = answered(fitted, questions, generation)
        if proved:
            judged = verify(told, {FAMILY: judge}, accept=Grade.PROVED, depth=generation).judged
            told = [item.record for item in judged if item.fate == "accepted"]
        kept += told
        truths += questions
        if len(kept) >= RECORDS:
            break
    return kept[:RECORDS], truths


def followed(way: str, seed: int, generations: int, first: Artefact) -> Line:
    """One way through all generations."""
    real, exam = asked(seed, 0, RECORDS), asked(seed, 0, EXAM, part=9)
    line, fitted, pool = Line(), first, list(real)
    errors = Errors(limit=WATCH.error or 1.0, false_alarm=WATCH.false_alarm * ERRORS)
    before = marks(line, fitted, exam, None)
    for generation in range(1, generations + 1):
        told, questions = made(fitted, seed, generation, proved=way == "verified")
        line.short += RECORDS - len(told)
        line.wrong.append(watch(errors, told, questions))
        look(line, errors, generation, (exam, real, told), seed=seed)
        pool = {"accumulate": [*pool, *told], "anchored": [*real, *told]}.get(way, told)
        fitted = student.fit(pool, seed=seed * 100 + generation)
        before = marks(line, fitted, exam, before)
    return line


def marks(line: Line, fitted: Artefact, exam: Sequence[Record], before: Sequence[str] | None) -> list[str]:
    """A student's answers to the exam, with its marks noted."""
    answers = [said.answer for said in student.solve(fitted, [problem(record) for record in exam])]
    line.right.append(mean(said == problem(record).answer for said, record in zip(answers, exam, strict=True)))
    if before is not None:
        line.agreed.append(mean(one == two for one, two in zip(answers, before, strict=True)))
    return answers


def watch(errors: Errors, told: Sequence[Record], questions: Sequence[Record]) -> float:
    """Show the monitor the probes among what was accepted; the share of all that is wrong, which it does not know."""
    truth = {record.key: problem(record).answer for record in questions}
    wrong = [problem(record).answer != truth[record.key] for record in told]
    slices = [_slices(record) for record in told]
    for at, parts in enumerate(slices):
        if at % KNOWN:
            errors.let_in("student", parts, 1)
    errors.look([Probe("student", parts, wrong[at]) for at, parts in enumerate(slices) if at % KNOWN == 0])
    return mean(wrong) if wrong else 0.0


def _slices(record: Record) -> tuple[str, ...]:
    """Whether there is a product in the chain."""
    return ("with a product",) if "*" in problem(record).question else ("without",)


def look(line: Line, errors: Errors, generation: int, parts: tuple[Sequence[Record], ...], *, seed: int) -> None:
    """Note what is missed, and the first alarm."""
    anchor, first, now = ([problem(record).solution for record in part] for part in parts)
    alpha = WATCH.false_alarm / 2 * part_of(generation)
    found = missing(anchor, [("", text) for text in first], [("", text) for text in now], alpha=alpha, seed=seed)
    if found is not None:
        line.missed.append(found.now)
    if line.alarm is None and errors.alarms():
        line.alarm = generation, f"errors, {errors.alarms()[0].slice}"
    elif line.alarm is None and found is not None and found.rise.low > (WATCH.missing or 1.0):
        line.alarm = generation, "missing mass"


def curves(lines: Mapping[str, Sequence[Line]]) -> list[Chart]:
    """The means of the seeds, by generation."""
    told = (
        ("right", 0, "Exam questions that the student has right", "share right"),
        ("wrong", 1, "Records of a generation that are wrong", "share wrong"),
        ("agreed", 1, "Answers in which student and teacher agree", "share that agree"),
        ("missed", 1, "What of the anchor a generation no longer says", "share missing"),
    )
    drawn_lines = {
        name: tuple((way, tuple((float(at), value) for at, value in enumerate(averaged(of, name), begin)))
                    for way, of in lines.items())
        for name, begin, _, _ in told
    }  # fmt: skip
    return [Curves(title=title, lines=drawn_lines[name], across="generation", up=up) for name, _, title, up in told]


def page(charts: Sequence[Chart]) -> str:
    """The curves as the report draws them."""
    blocks = drawn_blocks([("Ten generations of student becomes teacher", [drawn(chart) for chart in charts])])
    style = file_text("page.css")
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style><main>{blocks}</main></html>'


def averaged(lines: Sequence[Line], name: str) -> list[float]:
    """The mean over seeds, by generation."""
    return [mean(values) for values in zip(*(getattr(line, name) for line in lines), strict=True)]


def main() -> None:
    """Follow, watch, print."""
    given = options(__doc__ or "", seeds=20, curves=5, generations=10, page="")
    lines: dict[str, list[Line]] = {way: [] for way in WAYS}

    def all_seeds() -> None:
        for seed in range(given.seeds):
            first = student.fit(asked(seed, 0, RECORDS), seed=seed * 100)
            for way in WAYS:
                if seed < given.curves or way in ("replace", "verified"):
                    lines[way].append(followed(way, seed, given.generations, first))
            print(f"seed {seed}:", {way: of[-1].alarm for way, of in lines.items() if len(of) > seed}, flush=True)

    spent = cpu_seconds(all_seeds)
    fits = sum(len(line.right) for of in lines.values() for line in of)
    head = ("way", "seeds", *(f"gen {at}" for at in range(0, given.generations + 1, 2)), "alarms", "latest", "short")
    rows = []
    for way, of in lines.items():
        alarms = [line.alarm[0] for line in of if line.alarm]
        right = [f"{value:.2f}" for value in averaged(of, "right")[::2]]
        rows.append((way, len(of), *right, len(alarms), max(alarms, default=0), sum(line.short for line in of)))
    show(head, rows, title=f"share of the exam right, by generation; {spent:.0f} CPU s, {spent / fits:.2f} a student")
    if given.page:
        Path(given.page).write_text(page(curves(lines)), "utf-8")
    figures = {
        "alarm_generation": {way: [line.alarm and line.alarm[0] for line in of] for way, of in lines.items()},
        "right": {way: [round(value, 3) for value in averaged(of, "right")] for way, of in lines.items()},
        "cpu_s": round(spent),
    }
    finish("collapse", figures)


if __name__ == "__main__":
    main()
