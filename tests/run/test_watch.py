"""The watch: a flawed teacher stops the run early, a sound one does not, and nothing else changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from provender.core.errors import Alarm
from provender.core.recipe import Limits, Recipe, Use, Watch
from provender.core.verdict import Grade
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.watch.findings import findings
from provender.run.watch.watched import Watched
from provender.run.waves import run
from provender.store.folder import RunFolder

COUNT = 1200
WATCH = Watch(error=0.2, by=("level",))


def _questions(file: Path) -> dict[str, tuple[str, str]]:
    """Sums in two levels, one in four with its answer known; question -> (answer, level)."""
    told = {}
    lines = []
    for at in range(COUNT):
        level, a, b = str(1 + at % 2), 100 + at, 17 + at * 3
        question = f"Ann has {a} nuts and finds {b} more. How many nuts has Ann?"
        told[question] = str(a + b), level
        line = {"question": question, "tags": {"level": level}, "answer": str(a + b) if at % 4 < 2 else ""}
        lines.append(json.dumps(line))
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return told


def _recipe(home: Path, *, flawed: str) -> Recipe:
    """A teacher that says the wrong sum in the level `flawed`."""
    asked = _questions(home / "q.jsonl")
    replies = {
        question: f"I counted them. There are {int(answer) + 100 * (level == flawed)}."
        for question, (answer, level) in asked.items()
    }
    return Recipe(
        name="watched",
        generators=(Use(name="reasoning/words/worked_answers"),),
        verifiers=(Use(name="reasoning/words/anchored_answer"), Use(name="general/clean_text")),
        count=None,
        teachers={"t": Use(name="scripted", dials={"replies": replies})},
        anchor=Use(name="reasoning/jsonl", dials={"path": str(home / "q.jsonl")}),
        splits={"reference": 1.0},
        accept=Grade.SCREENED,
        limits=Limits(teacher_share=1.0, teacher_share_because="this is a test"),
        watch=WATCH,
    )


def test_a_teacher_that_is_flawed_in_a_slice_stops_the_run_early(tmp_path: Path) -> None:
    recipe = _recipe(tmp_path, flawed="2")

    with pytest.raises(Alarm) as stop:
        run(recipe, RunOptions(output=tmp_path, workers=0))

    assert 4 == stop.value.exit_code
    assert "t is wrong in" in stop.value.what
    assert "slice level 2" in stop.value.what
    assert "in the slice level 2" in stop.value.mend
    facts = read_facts(RunFolder(tmp_path / "watched"))
    assert facts["tried"] < COUNT / 2
    (told,) = [finding for finding in facts["findings"] if finding["audit"] == "monitor/teacher_error"]
    assert told["broken"]
    assert "log10" in json.dumps(told["shown"])


@pytest.mark.parametrize("workers", [1, 2])
def test_the_same_run_is_stopped_at_the_same_place(tmp_path: Path, workers: int) -> None:
    recipe = _recipe(tmp_path, flawed="1")
    digests = []
    for name, how in (("one", 0), ("two", workers), ("one", 0)):
        with pytest.raises(Alarm):
            run(recipe, RunOptions(output=tmp_path / name, workers=how))
        digests.append(read_facts(RunFolder(tmp_path / name / "watched"))["digest"])

    assert 1 == len(set(digests))


def test_a_sound_teacher_is_let_through_whole(tmp_path: Path) -> None:
    summary = run(_recipe(tmp_path, flawed=""), RunOptions(output=tmp_path, workers=0))

    assert COUNT == summary.accepted
    (told, *_) = read_facts(RunFolder(summary.folder))["findings"]
    assert not told["broken"]
    assert told["parts"]["t, level 2"] == 0.0


def test_without_a_watch_the_flaw_gets_in(tmp_path: Path) -> None:
    recipe = replace(_recipe(tmp_path, flawed="2"), watch=replace(WATCH, error=None))

    summary = run(recipe, RunOptions(output=tmp_path, workers=0))

    assert COUNT - COUNT // 4 == summary.accepted  # only the wrong answers that are known were refused


def test_where_only_verified_records_count_no_teacher_stops_the_run(tmp_path: Path) -> None:
    recipe = replace(_recipe(tmp_path, flawed="2"), accept=Grade.ANCHORED)

    summary = run(recipe, RunOptions(output=tmp_path, workers=0))

    assert COUNT // 4 == summary.accepted
    assert findings(RunFolder(summary.folder), None, Watched(recipe))[0].limit is None  # type: ignore[arg-type]
