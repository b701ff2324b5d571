"""One small student of five families in two languages: held-out marks, its own steps judged by our verifiers.

Five families, each in English and Swahili, are made and proved by the house's own parts; a twentieth of the abstract
problems is held out, in both languages at once. One `reasoning/decoder` learns from the worked steps of all ten slices
together and is examined in each on held-out problems. Three seeds; takes about half an hour of CPU.

    score          share of held-out answers right, per seed, all slices together             wanted: >= .95 each
    cpu_s          CPU seconds of training, examination and the judging of chains, per seed   wanted: < 600 each
    step_validity  share of the student's own sentences that the verifiers prove, per seed; of a solution with a wrong
                   sentence only what stands before it counts
    chains_proved  share of its solutions that the verifiers prove whole, answer included, per seed
    slices         family and language -> the same, one value a seed

The levels hold thousands of problems each: modular chains of three operations (level 3), sums and differences of
numbers below a thousand (1), their division by one figure, figure by figure (1), two or three knights and knaves (1),
and equations like 6z + 5 = -19 (1).
"""

import time
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from statistics import fmean
from typing import Any, NamedTuple

from bench.students.classroom import Lessons, held_out, judged, problem, proved

from bench import harness
from provender.core import registry
from provender.core.record import Record

FAMILIES = {  # level, and examples in each language: more of what is learned more slowly
    "reasoning/arithmetic/modular_chain": (3, 4_000),
    "reasoning/arithmetic/column": (1, 7_000),
    "reasoning/arithmetic/long_division": (1, 5_000),
    "reasoning/logic/knights_and_knaves": (1, 7_000),
    "reasoning/algebra/linear_equations": (1, 16_000),
}
LANGUAGES = ("en", "sw")


class Slice(NamedTuple):
    """A family in a language."""

    family: str
    language: str

    @property
    def name(self) -> str:
        """E.g. "column en"."""
        return f"{self.family.rpartition('/')[2]} {self.language}"


def lessons(exam: int) -> dict[Slice, Lessons]:
    """Records to learn from, and an exam of `exam` records, for each slice; each is tagged with its slice."""
    school = {}
    for family, (level, count) in FAMILIES.items():
        for language in LANGUAGES:
            one = Slice(family, language)
            made = proved(family, {"level": level, "language": language}, count)
            taught, asked = held_out(replace(record, tags={**record.tags, "slice": one.name}) for record in made)
            school[one] = Lessons(taught, asked[:exam])
    return school


def taught_and_examined(given: Namespace, seed: int, school: dict[Slice, Lessons]) -> dict[str, Any]:
    """One student of all slices: its figures, and those of each slice."""
    dials = {name: getattr(given, name) for name in ("steps", "batch", "context", "width", "layers", "heads", "rate")}
    student = registry.load("student", "reasoning/decoder", {"pieces": "words", **dials})
    taught: list[Record] = [record for each in school.values() for record in each.taught]
    exam: list[Record] = [record for each in school.values() for record in each.exam]
    before = time.process_time()
    fitted = student.fit(taught, seed=seed)
    trained = time.process_time() - before
    card = student.score(fitted, exam)
    told = dict(zip(map(id, exam), student.solve(fitted, [problem(record) for record in exam]), strict=True))
    slices = {}
    for one, (_, asked) in school.items():
        marks = judged(one.family, asked, [told[id(record)] for record in asked])
        score = card.by_tag["slice", one.name]
        slices[one.name] = {"score": score, "step_validity": marks.steps, "chains_proved": marks.chains}
    spent = time.process_time() - before
    _show(seed, slices, trained, spent)
    return {"score": card.overall, "cpu_s": spent, "slices": slices}


def _show(seed: int, slices: dict[str, dict[str, float]], trained: float, spent: float) -> None:
    """One student's marks, for people."""
    harness.show(
        ("slice", "right", "steps proved", "chains proved"),
        [(name, *marks.values()) for name, marks in slices.items()],
        title=f"seed {seed}: {trained:.0f} CPU s of training, {spent:.0f} in all",
    )


def main() -> None:
    """Teach, examine, judge, print."""
    given = harness.options(
        __doc__, seeds=3, exam=80, steps=4000, batch=10, context=200, width=96, layers=2, heads=3, rate=3e-3
    )
    school = lessons(given.exam)
    runs = [taught_and_examined(given, seed, school) for seed in range(given.seeds)]
    names: Sequence[str] = [one.name for one in school]
    harness.finish(
        "student_families",
        {
            "score": [run["score"] for run in runs],
            "cpu_s": [run["cpu_s"] for run in runs],
            "step_validity": [fmean(run["slices"][name]["step_validity"] for name in names) for run in runs],
            "chains_proved": [fmean(run["slices"][name]["chains_proved"] for name in names) for run in runs],
            "slices": {
                name: {figure: [run["slices"][name][figure] for run in runs] for figure in runs[0]["slices"][name]}
                for name in names
            },
            "taught": sum(len(each.taught) for each in school.values()),
            "exam": sum(len(each.exam) for each in school.values()),
        },
    )


if __name__ == "__main__":
    main()
