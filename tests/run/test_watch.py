"""The watch: a flawed teacher stops the run early, a sound one does not, and nothing else changes."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from tests.parts.fading import told

from provender.cli.main import main
from provender.core.errors import Alarm
from provender.core.recipe import Limits, Loop, Recipe, Use, Watch
from provender.core.verdict import Grade
from provender.recipes.dump import dump_recipe
from provender.run.cycle import LoopOptions, loop, so_far
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.watch.findings import findings
from provender.run.watch.watched import Watches
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
    assert findings(RunFolder(summary.folder), None, Watches.over(recipe))[0].limit is None  # type: ignore[arg-type]


def _fading(home: Path, *, fresh: int) -> Recipe:
    """A loop of which each cycle but the first says little, unless `fresh` is no cycle's seed and none does."""
    lines = [{"question": told(99, at, wide=True), "answer": str(at)} for at in range(400)]
    (home / "words.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    return Recipe(
        name="fading",
        generators=(Use(name="throwaway/fading", dials={"fresh": fresh}),),
        verifiers=(Use(name="general/clean_text"),),
        count=150,
        seed=5,
        anchor=Use(name="reasoning/jsonl", dials={"path": str(home / "words.jsonl")}),
        splits={"control": 0.5, "probe": 0.5},
        accept=Grade.SCREENED,
        student=Use(name="throwaway/rote"),
        loop=Loop(cycles=3),
    )


@pytest.mark.usefixtures("outside_parts")
def test_a_loop_that_says_less_and_less_is_stopped(tmp_path: Path) -> None:
    recipe = _fading(tmp_path, fresh=5)

    with pytest.raises(Alarm) as stop:
        loop(recipe, LoopOptions(run=RunOptions(output=tmp_path, workers=0)))

    assert "cycle 1 no longer says" in stop.value.what
    assert "the slice all" in stop.value.what
    summary = so_far(recipe, tmp_path)
    assert [0, 1] == [cycle.number for cycle in summary.cycles]
    assert summary.cycles[1].only.missing["all"] > summary.cycles[0].only.missing["all"] + 0.2


@pytest.mark.usefixtures("outside_parts")
def test_a_loop_that_says_the_same_goes_on(tmp_path: Path) -> None:
    summary = loop(_fading(tmp_path, fresh=-1), LoopOptions(run=RunOptions(output=tmp_path, workers=0)))

    assert 3 == len(summary.cycles)
    assert all(not cycle.alarms for cycle in summary.cycles)


@pytest.mark.usefixtures("outside_parts")
def test_a_stopped_loop_has_a_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop.yaml").write_text(dump_recipe(_fading(tmp_path, fresh=5)), "utf-8")

    assert 4 == main(["loop", "-c", "loop.yaml", "--workers", "0"])

    assert "report/index.html" in capsys.readouterr().err
    page = Path("runs/fading/report/index.html").read_text("utf-8")
    assert "Do not use this data" in page
    assert "Missing mass by cycle" in page
