"""A teacher with a systematic flaw makes 80 % of the data: probes until it is caught, and what got in. About a minute.

Two teachers behind servers on the loopback add three-digit numbers, a question each; one question in ten has a known
answer, and nothing marks it. The flawed teacher, asked for 80 % of the records, drops the carry into the hundreds, but
only in level 3 of four; the other is sound, and of another lineage. Neither writes an equation that could be refuted.
The same recipe is run without a watch, with `watch.error: 0.05` and with the default. Options: --questions, --known,
--seeds.

    probes             that the flawed teacher had answered in that slice at the alarm, median of the seeds
    leaked             wrong answers accepted before the stop, median; none is exported from a run that was stopped
    leaked_undefended  the same without a watch
    stopped_and_named  share of the runs that were stopped with an alarm that names teacher and slice
"""

import json
import os
import random
import re
import statistics
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.harness import cpu_now, finish, options, show

from provender.backends.teachers.rehearsal import Rehearsal, Script
from provender.backends.teachers.scripted import Scripted
from provender.core.errors import Alarm
from provender.core.recipe import Watch
from provender.recipes.load import load_recipe
from provender.run.ledger.dataset import Accepted, curated
from provender.run.options import RunOptions
from provender.run.watch.watched import Watched
from provender.run.waves import run
from provender.store.folder import RunFolder

LEVELS, SLICE = ("1", "2", "3", "4"), "3"
NAMED = rf"flawed is wrong .* slice level {SLICE}"
NONE, STRICT, USUAL = "null", "0.05", str(Watch().error)
DEFENCES = {NONE: "none", STRICT: f"watch.error: {STRICT}", USUAL: f"watch.error: {USUAL}"}
RECIPE = """
name: hallucination
count: {count}
anchor: {{name: reasoning/jsonl, dials: {{path: "{home}/questions.jsonl"}}, splits: {{reference: 1.0}}}}
teachers:
  flawed: {{name: openai, dials: {{model: flawed, lineage: a, base_url: "{flawed}"}}}}
  sound: {{name: openai, dials: {{model: sound, lineage: b, base_url: "{sound}"}}}}
generators:
  - {{name: reasoning/words/worked_answers, dials: {{teachers: [flawed]}}, weight: 8}}
  - {{name: reasoning/words/worked_answers, dials: {{teachers: [sound]}}, weight: 2}}
verifiers: [reasoning/words/anchored_answer, reasoning/words/prose_arithmetic, general/clean_text]
accept: screened
limits: {{teacher_share: 0.85, teacher_share_because: what gets in past the watch is what is measured}}
watch: {{by: [level], error: {error}}}
"""


class Question(NamedTuple):
    """A sum, and the level it is told to be of."""

    text: str
    a: int
    b: int
    level: str

    def flawed(self) -> int:
        """Without the carry into the hundreds, in the one slice."""
        carry = (self.a % 100 + self.b % 100) // 100
        return self.a + self.b - 100 * carry * (self.level == SLICE)


class Outcome(NamedTuple):
    """What came of a run: wrong answers accepted, records accepted, records made, probes at the alarm, its words."""

    leaked: int
    accepted: int
    tried: int
    probes: int | None
    told: str
    cpu_s: float


def questions(count: int, seed: int) -> list[Question]:
    """Sums that no two share."""
    rng = random.Random(seed)
    pairs = rng.sample([(a, b) for a in range(110, 900, 3) for b in range(110, 900, 7)], count)
    text = "A shop has {} nails and gets {} more. How many nails does it have?"
    return [Question(text.format(a, b), a, b, rng.choice(LEVELS)) for a, b in pairs]


def replies(asked: list[Question], *, flawed: bool) -> dict[str, str]:
    """What a teacher says to each question."""
    return {q.text: f"I put them together. The shop has {q.flawed() if flawed else q.a + q.b} nails." for q in asked}


def outcome(home: Path, asked: list[Question], servers: tuple[str, str], error: str) -> Outcome:
    """One whole run; `error` is what a teacher may have wrong."""
    told = RECIPE.format(home=home, count=int(0.9 * len(asked)), flawed=servers[0], sound=servers[1], error=error)
    (home / "recipe.yaml").write_text(told, "utf-8")
    recipe = load_recipe(home / "recipe.yaml")
    before, words = cpu_now(), ""
    try:
        run(recipe, RunOptions(output=home / error, workers=0))
    except Alarm as alarm:
        words = f"{alarm.what}\n  mend: {alarm.mend}"
    spent = cpu_now() - before
    folder = RunFolder(home / error / "hallucination")
    records = [judged.record for judged in Accepted(folder=folder, facts={}).records()]
    truth = {q.text: q.a + q.b for q in asked}
    wrong = sum(int(record.payload.answer) != truth[record.payload.question] for record in records)  # type: ignore[attr-defined]
    eye, tried = Watched(recipe), 0
    for commit, _ in curated(folder):
        eye.take(commit)
        tried += int(commit.what["count"])
    line = eye.errors.lines.get(("flawed", f"level {SLICE}"))
    return Outcome(wrong, len(records), tried, line.alarmed if line else None, words, spent)


def defended(count: int, known: float, seed: int) -> dict[str, Outcome]:
    """Each defence, on the same questions and servers."""
    asked = questions(count, seed)
    rng = random.Random(seed + 1)
    with TemporaryDirectory() as folder:
        home = Path(folder)
        lines = [
            {"question": q.text, "answer": str(q.a + q.b) if rng.random() < known else "", "tags": {"level": q.level}}
            for q in asked
        ]
        (home / "questions.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
        scripts = [Script(teacher=Scripted(replies=replies(asked, flawed=flawed))) for flawed in (True, False)]
        with Rehearsal(scripts[0]) as one, Rehearsal(scripts[1]) as two:
            return {error: outcome(home, asked, (one.base_url, two.base_url), error) for error in DEFENCES}


def figures(runs: list[dict[str, Outcome]], error: str) -> dict[str, object]:
    """What a defence came to over the seeds."""
    told, alone = ([each[name] for each in runs] for name in (error, NONE))
    probes = [each.probes for each in told if each.probes is not None and each.told]
    leaked, undefended = (sum(each.leaked for each in side) for side in (told, alone))
    return {
        "probes": statistics.median(probes) if len(probes) == len(runs) else None,
        "leaked": statistics.median(each.leaked for each in told),
        "leaked_undefended": statistics.median(each.leaked for each in alone),
        "share_that_got_in": round(leaked / max(undefended, 1), 4),
        "stopped_and_named": sum(bool(re.search(NAMED, each.told)) for each in told) / len(runs),
    }


def main() -> None:
    """Run, count, print."""
    given = options(__doc__ or "", questions=6000, known=0.1, seeds=5)
    os.environ.pop("OPENAI_API_KEY", None)
    runs = [defended(given.questions, given.known, seed) for seed in range(given.seeds)]
    rows = [
        (seed, DEFENCES[error], each.tried, each.accepted, each.leaked, each.probes or 0, each.cpu_s)
        for seed, told in enumerate(runs)
        for error, each in told.items()
    ]
    head = ("seed", "defence", "asked for", "accepted", "wrong among them", "probes at the alarm", "CPU s")
    show(head, rows, title=f"{given.questions} questions, {given.known:.0%} with a known answer")
    print(f"\nthe alarm of seed 0:\n{runs[0][STRICT].told}")
    finish("hallucination", {**figures(runs, STRICT), "with_the_default_limit": figures(runs, USUAL)})


if __name__ == "__main__":
    main()
