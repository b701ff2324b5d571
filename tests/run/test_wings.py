"""A recipe over several wings: one ledger, and to each wing its own truth, mix, grade and student."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.errors import RecipeError
from provender.core.recipe import Limits, Loop, Recipe, Use, Watch, Wing, wing_of
from provender.core.verdict import Grade
from provender.recipes.dump import dump_recipe
from provender.recipes.load import load_recipe, parse_recipe
from provender.run.cycle import LoopOptions, loop
from provender.run.ledger.cycles import cycle_facts
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

CHAIN, ENCOUNTERS, WARD = "reasoning/arithmetic/modular_chain", "twin/braking/encounters", "tabular/ward"
TRUTH = {"generators": (CHAIN,), "vary": {"level": ("1", "2")}, "count": 120, "seed": 9}
ROADS = {"generators": (ENCOUNTERS,), "vary": {"hazard": ("child", "lead")}, "count": 60}
SPLITS = {"reference": 0.3, "control": 0.3, "probe": 0.2, "exam": 0.2}
ROTE = Use(name="throwaway/rote")
RECIPE = Recipe(
    name="wings",
    count=90,
    generators=(Use(name=ENCOUNTERS, weight=1), Use(name=CHAIN, weight=3), Use(name=WARD, weight=2)),
    wings={
        "reasoning": Wing(
            accept=Grade.PROVED,
            anchor=Use(name="general/generated", dials=TRUTH),
            splits=SPLITS,
            mix={("level", "1"): 0.5, ("level", "2"): 0.5},
            student=ROTE,
        ),
        "tabular": Wing(accept=Grade.SCREENED),
        "twin": Wing(
            accept=Grade.PROVED,
            anchor=Use(name="general/generated", dials=ROADS),
            splits=SPLITS,
            mix={("hazard", "child"): 0.6, ("hazard", "lead"): 0.4},
            student=ROTE,
        ),
    },
    audits=(Use(name="general/drift", dials={"limit": 1.0}),),
    loop=Loop(cycles=2),
)


def _made(folder: Path) -> dict[str, list[str]]:
    """Wing -> the grades of its accepted records."""
    found: dict[str, list[str]] = {}
    for judged in Accepted(folder=RunFolder(folder), facts={}).records():
        found.setdefault(wing_of(judged.record.origin.source), []).append(judged.grade)
    return found


def test_each_wing_gets_its_part_its_mix_and_its_grade(tmp_path: Path) -> None:
    here, there = (run(RECIPE.untaught(), RunOptions(output=tmp_path / name, workers=how))
                   for name, how in (("here", 0), ("there", 2)))  # fmt: skip

    made = _made(there.folder)

    assert {"reasoning": 45, "tabular": 30, "twin": 15} == {name: len(grades) for name, grades in made.items()}
    assert {"proved"} == {*made["reasoning"], *made["twin"]}
    assert {"screened"} == {*made["tabular"]}
    assert {"child": (9, 9), "lead": (6, 6)} == there.mix["hazard (twin)"]
    assert here.digest == there.digest


@pytest.mark.usefixtures("outside_parts")
def test_the_loop_teaches_each_wings_student_and_opens_each_exam_once(tmp_path: Path) -> None:
    options = LoopOptions(run=RunOptions(output=tmp_path, workers=0))

    summary = loop(RECIPE, options)
    before = {path: path.stat().st_mtime_ns for path in summary.folder.rglob("commits/**/*.json")}
    again = loop(RECIPE, options)

    assert {"reasoning", "twin"} == set(summary.exams) == set(summary.cycles[0].probes)
    assert 45 == summary.cycles[0].wings["reasoning"].made < summary.cycles[1].wings["reasoning"].made <= 90
    assert before == {path: path.stat().st_mtime_ns for path in again.folder.rglob("commits/**/*.json")}
    told = json.dumps(cycle_facts(summary.cycles))
    assert told == json.dumps(cycle_facts(again.cycles))
    audits = [finding["audit"] for finding in read_facts(summary.folders[-1])["findings"]]
    assert ["general/drift (reasoning)", "general/drift (twin)"] == audits
    assert "no anchor" in read_facts(summary.folders[-1])["left"]["general/drift (tabular)"]


def test_a_recipe_over_wings_is_written_and_read_back() -> None:
    assert RECIPE == parse_recipe(dump_recipe(RECIPE))[0]
    assert RECIPE.digest != replace(RECIPE, wings={**RECIPE.wings, "twin": Wing()}).digest


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"wings": {"reasoning": Wing()}}, "wings says nothing of twin"),
        ({"mix": {("level", "1"): 1.0}}, "mix is a wing's own"),
        ({"wings": {**RECIPE.untaught().wings, "general": Wing()}}, "no wing of these generators is called 'general'"),
    ],
)
def test_what_wings_leave_open_is_refused(change: dict[str, object], words: str, tmp_path: Path) -> None:
    file = tmp_path / "recipe.yaml"
    file.write_text(dump_recipe(replace(RECIPE.untaught(), **change)), "utf-8")  # type: ignore[arg-type]

    with pytest.raises(RecipeError, match=words):
        load_recipe(file)


def _taught(home: Path, *, wrong: float) -> Path:
    """A recipe with two tutors beside a table; one of them may be wrong in level 2."""
    lines = [
        {"question": f"Ann has {at + 7} nuts and finds {3 * at + 20}. How many has she?", "answer": str(4 * at + 27),
         "tags": {"level": str(1 + at % 2)}} for at in range(600)
    ]  # fmt: skip
    (home / "q.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    told = {"path": str(home / "q.jsonl")}
    recipe = Recipe(
        name="tutors",
        count=520,
        generators=(
            Use(name="reasoning/words/worked_answers", dials={"teachers": ("ada",)}),
            Use(name="reasoning/words/worked_answers", dials={"teachers": ("ben",)}),
            Use(name=WARD, weight=0.1),
        ),
        teachers={
            "ada": Use(name="scripted", dials={**told, "lineage": "a"}),
            "ben": Use(name="scripted", dials={**told, "lineage": "b", "wrong": wrong, "only": {"level": "2"}}),
        },
        verifiers=(Use(name="reasoning/words/anchored_answer", dials={"known": 0.4}), Use(name="general/clean_text")),
        wings={
            "reasoning": Wing(
                accept=Grade.SCREENED, anchor=Use(name="reasoning/jsonl", dials=told), student=ROTE,
                splits={"reference": 0.9, "probe": 0.1},
            ),
            "tabular": Wing(accept=Grade.SCREENED),
        },
        limits=Limits(teacher_share=0.6),
        watch=Watch(by=("level",)),
        loop=Loop(cycles=1),
    )  # fmt: skip
    (home / "tutors.yaml").write_text(dump_recipe(recipe), "utf-8")
    return home / "tutors.yaml"


@pytest.mark.usefixtures("outside_parts")
def test_a_flawed_teacher_in_one_wing_stops_the_loop_with_a_report_to_act_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = _taught(tmp_path, wrong=1.0)

    code = main(["loop", "-c", str(file), "-o", str(tmp_path / "runs"), "--workers", "0"])

    told = capsys.readouterr().err
    page = (tmp_path / "runs" / "tutors" / "report" / "index.html").read_text("utf-8")
    assert 4 == code
    for words in ("ben is wrong in", "slice level 2", "monitor/teacher_error (reasoning)"):
        assert words in told
        assert words in page
    assert "Do not use this data" in page
    assert "another teacher in the slice level 2" in page
    assert "Evidence against each teacher, by slice" in page
    assert f"provender show {tmp_path / 'runs' / 'tutors' / 'cycles' / 'c00'} --rejected" in told
    assert main(["loop", "-c", str(file), "-o", str(tmp_path / "runs"), "--workers", "0"]) == 4


@pytest.mark.usefixtures("outside_parts")
def test_sound_teachers_in_one_wing_stop_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["loop", "-c", str(_taught(tmp_path, wrong=0.0)), "-o", str(tmp_path / "runs"), "--workers", "0"])

    assert 0 == code
    assert "exam" not in capsys.readouterr().err


def test_the_watch_shares_its_chance_of_a_false_alarm_among_the_wings() -> None:
    assert pytest.approx(RECIPE.watch.false_alarm) == sum(view.watch.false_alarm for view in RECIPE.views().values())
