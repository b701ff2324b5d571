"""The verbs around a run: run, status, show; interrupted and gone on with."""

import argparse
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from provender.cli.flags import again
from provender.cli.main import main
from provender.cli.summary import show_summary
from provender.run.finish import Summary

HOME = Path(__file__).parent.parent.parent
RECIPE = """\
name: small
count: 60
generators: [reasoning/arithmetic/gcd]
mix: {language: {sw: 0.5}}
"""


@pytest.fixture
def recipe(tmp_path: Path) -> Path:
    """A small recipe, alone in a folder."""
    file = tmp_path / "small.yaml"
    file.write_text(RECIPE)
    return file


@pytest.fixture
def made(recipe: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A finished run of it."""
    assert main(["run", "-c", str(recipe), "-o", str(recipe.parent / "runs"), "--workers", "0"]) == 0
    capsys.readouterr()
    return recipe.parent / "runs" / "small"


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed."""
    return capsys.readouterr().out


def test_run_ends_with_a_summary(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runs = recipe.parent / "runs"

    assert main(["run", "-c", str(recipe), "-o", str(runs), "--workers", "0"]) == 0

    out = told(capsys)
    assert out.startswith("60 records accepted of ")
    assert re.search(r"sw +30 +30\n", out)
    assert str(runs / "small") in out


def test_run_tells_programs_the_same(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["run", "-c", str(recipe), "-o", str(recipe.parent / "runs"), "--workers", "0", "--json"]
    assert main(words) == 0
    first = json.loads(told(capsys))
    assert main(words) == 0
    again_told = json.loads(told(capsys))

    assert (first["accepted"], first["wanted"]) == (60, 60)
    assert first["digest"] == again_told["digest"]


def test_run_refuses_a_changed_recipe_field_by_field(
    made: Path, recipe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "-c", str(recipe), "-o", str(made.parent), "-n", "70", "--workers", "0"]) == 2
    assert "count: 60 -> 70" in capsys.readouterr().err


def test_run_exports_what_the_recipe_names(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe.write_text(RECIPE + "exports: [general/huggingface]\n")

    assert main(["run", "-c", str(recipe), "-o", str(recipe.parent / "runs"), "--workers", "0"]) == 0

    found = re.search(r"export general/huggingface +(\S+)", told(capsys))
    assert found
    assert (Path(found[1]) / "README.md").is_file()


def test_status_adds_up(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(made), "--json"]) == 0

    facts = json.loads(told(capsys))
    assert facts["state"] == "finished"
    assert facts["verified"] - facts["dropped afterwards"] == 60


def test_status_of_nothing_offers_the_nearest_run(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(made.with_name("smal"))]) == 2
    assert f"did you mean {made}?" in capsys.readouterr().err


def test_looking_makes_no_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(tmp_path / "nothing")]) == 2
    assert main(["show", str(tmp_path / "nothing")]) == 2
    assert not (tmp_path / "nothing").exists()


def test_show_shows_records_by_tag_and_by_key(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(made), "-n", "3", "--tag", "language=sw", "--json"]) == 0
    entries = json.loads(told(capsys))

    assert [entry["tags"]["language"] for entry in entries] == ["sw"] * 3
    assert {entry["fate"] for entry in entries} == {"accepted"}

    assert main(["show", str(made), "--id", entries[1]["key"], "--json"]) == 0
    assert json.loads(told(capsys)) == [entries[1]]


def test_show_offers_the_nearest_key(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(made), "--id", "reasoning/arithmetic/gcd:0:999999"]) == 2
    assert "did you mean 'reasoning/arithmetic/gcd:0:" in capsys.readouterr().err


def test_show_prints_for_people(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(made), "-n", "1"]) == 0
    assert "✓ accepted proved, reasoning/arithmetic/gcd" in told(capsys)

    assert main(["show", str(made), "--tag", "language=pt"]) == 0
    assert told(capsys) == "nothing fits\n"


def test_a_tag_needs_a_value(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(made), "--tag", "language"]) == 2
    assert "write --tag TAG=VALUE" in capsys.readouterr().err


def start(*words: str) -> subprocess.Popen[str]:
    """A real run in its own process group, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "provender", *words],
        env={**os.environ, "PYTHONPATH": str(HOME / "src")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def test_ctrl_c_leaves_a_run_that_the_printed_command_finishes(recipe: Path) -> None:
    runs = recipe.parent / "runs"
    words = ["run", "-c", str(recipe), "-o", str(runs), "-n", "17000", "--workers", "1"]
    process = start(*words)
    deadline = time.monotonic() + 60
    while not list((runs / "small" / "commits").glob("make/*.json")) and time.monotonic() < deadline:
        time.sleep(0.02)

    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert out == ""
    assert err.startswith("Interrupted: the run was interrupted")
    assert "Traceback" not in err
    command = err.rpartition("go on with: ")[2].strip()
    assert shlex.split(command)[0] == "provender"
    resumed = start(*shlex.split(command)[1:])
    out, err = resumed.communicate(timeout=120)
    assert resumed.returncode == 0, err
    assert out.startswith("17,000 records accepted")


def test_the_command_to_go_on_is_the_same_without_fresh() -> None:
    given = {"config": "my recipe.yaml", "count": None, "seed": "3", "workers": 2, "max_cost": None, "json": False}
    args = argparse.Namespace(**given, set=["mix.language.sw=0.5"], output="runs", fresh=True)

    assert again(args, "run") == "provender run -c 'my recipe.yaml' --seed 3 --workers 2 --set mix.language.sw=0.5"


def test_a_shortfall_is_exit_3_and_still_reported(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    few = ["--set", "limits.max_candidates=40", "-o", str(recipe.parent / "runs"), "--workers", "0"]

    assert main(["run", "-c", str(recipe), *few]) == 3

    err = capsys.readouterr().err
    assert err.startswith("Shortfall: 40 of 60 records were accepted")
    report = Path(re.findall(r"where: (.*)", err)[0])
    assert report.is_file()


def test_export_and_report_are_made_again(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = made / "report" / "index.html"
    before = report.read_bytes()
    report.unlink()

    assert main(["report", str(made)]) == 0
    assert told(capsys) == f"{report}\n"
    assert report.read_bytes() == before

    assert main(["export", str(made), "reasoning/chat", "--json"]) == 0
    assert Path(json.loads(told(capsys))["reasoning/chat"]).is_dir()


def test_export_of_nothing_says_what_to_name(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(made)]) == 2
    assert "the recipe names no exporter" in capsys.readouterr().err


def test_export_offers_the_nearest_exporter(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(made), "general/hugingface"]) == 2
    assert "did you mean 'general/huggingface'?" in capsys.readouterr().err


def test_fresh_starts_over_with_another_recipe(made: Path, recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["run", "-c", str(recipe), "-o", str(made.parent), "-n", "20", "--workers", "0", "--json"]
    assert main(words) == 2

    assert main([*words, "--fresh"]) == 0
    assert json.loads(told(capsys))["accepted"] == 20


def test_status_prints_for_people(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", str(made)]) == 0
    assert re.search(r"state +finished\n", told(capsys))


def test_a_negative_number_of_workers_is_refused(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "-c", str(recipe), "--workers", "-1"]) == 2
    assert "--workers=-1 is negative" in capsys.readouterr().err


def test_the_shares_must_be_met_together(recipe: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe.write_text(
        "name: joint\n"
        "generators:\n"
        "  - {name: reasoning/arithmetic/gcd, dials: {language: en}}\n"
        "  - {name: reasoning/arithmetic/column, dials: {language: sw}}\n"
        "mix:\n"
        "  topic: {gcd: 0.2}\n"
        "  language: {en: 0.9}\n"
    )

    assert main(["validate", "-c", str(recipe)]) == 2
    err = capsys.readouterr().err
    assert "language=en cannot be 90% of the mix" in err
    assert f"where: {recipe} line 7\n" in err


def test_a_summary_tells_refusals_and_cost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    summary = Summary(
        folder=tmp_path,
        digest="d",
        wanted=10,
        accepted=8,
        tried=20,
        cells=(),
        funnel={"v": {"pass": 8, "fail": 12}, "w": {"abstain": 20}},
        refused={f"v: reason {number}": 2 for number in range(8)},
        mix={"language": {"": (10, 8)}},
        cpu_s=2.0,
        besides={"learning": 30.04, "audits": 50.0},
        spent={"sage": {"records": 20, "cost": 0.25}},
    )

    show_summary(summary, wall_s=1.0, made={}, counted=True)

    out = told(capsys)
    assert "8 records accepted of 20 tried (40.0%)" in out
    assert "1.0 s; 2.0 s of CPU to make and judge, 10 tried a CPU second, 30.0 s for learning, 50.0 s for audits" in out
    assert "(none)     10    8  -2" in out
    assert "and 1 that had nothing to say" in out
    assert "and 4 more: provender show" in out
    assert re.search(r"sage +20 .* 0\.25", out)


TAUGHT = """\
name: taught
count: all
anchor: {name: reasoning/gsm8k, dials: {path: questions.jsonl}, splits: {reference: 1.0}}
teachers: {t: {name: %s, price: {prompt: 1000000, completion: 1000000}, dials: {%s}}}
generators: [reasoning/words/worked_answers]
verifiers: [reasoning/words/anchored_answer, reasoning/words/prose_arithmetic]
accept: anchored
exports: [reasoning/chat]
"""


def taught(folder: Path, *, teacher: str, dials: str) -> Path:
    """A recipe of 20 questions for one teacher, with its file beside it and nowhere else."""
    folder.mkdir()
    with (folder / "questions.jsonl").open("w") as lines:
        for number in range(2, 22):
            answer = f"She has {number} + 1 = {number + 1} pens.\n#### {number + 1}"
            lines.write(json.dumps({"question": f"Ann has {number} pens and gets 1.", "answer": answer}) + "\n")
    file = folder / "taught.yaml"
    file.write_text(TAUGHT % (teacher, dials))
    return file


@pytest.mark.parametrize("workers", ["0", "2"])
def test_run_finds_a_teachers_file_beside_the_recipe(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], workers: str
) -> None:
    file = taught(tmp_path / "recipes", teacher="replay", dials="path: questions.jsonl, lineage: x")

    assert main(["preview", "-c", str(file), "-n", "2"]) == 0
    assert main(["run", "-c", str(file), "-o", str(tmp_path / "runs"), "--workers", workers]) == 0
    assert "20 records accepted of 20 tried" in told(capsys)


def test_a_spent_budget_ends_with_3_and_is_gone_on_with(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = taught(tmp_path / "recipes", teacher="scripted", dials="unknown: She has 2 pens.")
    words = ["run", "-c", str(file), "-o", str(tmp_path / "runs"), "--workers", "0"]

    assert main([*words, "--max-cost", "40"]) == 3
    error = capsys.readouterr().err
    assert error.startswith("Shortfall: teachers have cost ")
    assert "raise max_cost" in error
    assert main([*words, "--max-cost", "0"]) == 3  # what was paid before counts
    assert main(words) == 0
