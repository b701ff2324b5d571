"""Every recipe that we ship holds, and the quickstart keeps what it promises, only smaller."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.recipes.load import load_recipe

HOME = Path(__file__).parent.parent.parent
RECIPES = sorted((HOME / "recipes").glob("*.yaml"))


@pytest.mark.parametrize("file", RECIPES, ids=[file.stem for file in RECIPES])
def test_a_shipped_recipe_holds(file: Path) -> None:
    recipe = load_recipe(file)

    assert recipe.name.replace("-", "_") == file.stem


def test_the_quickstart_makes_six_kinds_in_two_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    quickstart = str(HOME / "recipes" / "quickstart.yaml")

    assert main(["run", "-c", quickstart, "-o", str(tmp_path), "-n", "120", "--workers", "0", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert told["accepted"] == 120
    assert len(told["mix"]["generator"]) == 6
    asked, got = zip(*(told["mix"]["language"][language] for language in ("en", "sw")), strict=True)
    assert asked == got
    assert sum(got) == 120
    assert abs(got[1] - 48) <= 3  # quotas are whole in each of some hundred cells
    assert (tmp_path / "quickstart" / "export" / "general-huggingface" / "README.md").is_file()
    assert (tmp_path / "quickstart" / "report" / "index.html").is_file()


_RUN_AND_TELL = """
import json, sys
from provender.cli.main import main
code = main(["run", "-c", sys.argv[1], "-o", sys.argv[2], "-n", "60", "--workers", "0", "--json"])
json.dump([code, sorted(name.partition(".")[0] for name in sys.modules)], open(sys.argv[2] + "/told.json", "w"))
"""


@pytest.mark.parametrize("name", ["quickstart", "first_table"])
def test_make_run_needs_no_more_than_it_installs(name: str, tmp_path: Path) -> None:
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    extras = {entry for extra in project["optional-dependencies"].values() for entry in extra}
    pinned = (HOME / "requirements" / "run.txt").read_text("utf-8")
    asked = {entry.partition(">=")[0] for entry in extras if ">=" in entry}
    missing = {package.replace("-", "_") for package in asked if f"{package}==" not in pinned}

    words = [sys.executable, "-c", _RUN_AND_TELL, str(HOME / "recipes" / f"{name}.yaml"), str(tmp_path)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    code, imported = json.loads((tmp_path / "told.json").read_text())

    assert code == 0
    assert {"jax", "duckdb"} <= missing
    assert not missing & set(imported)


def test_the_first_table_is_shown_beside_real_rows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    recipe = str(HOME / "recipes" / "first_table.yaml")

    assert main(["run", "-c", recipe, "-o", str(tmp_path), "-n", "200", "--workers", "0"]) == 0

    report = (tmp_path / "first-table" / "report" / "index.html").read_text("utf-8")
    assert "The first rows that were made" in report
    assert "blood_pressure" in report
    assert "Beside real rows" in report
    assert "tabular/usefulness" in capsys.readouterr().out


def test_the_table_recipe_takes_a_table_that_its_audits_can_say_little_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [f"P-{at:05},{2000 + at * 37 % 20}-0{1 + at % 9}-1{at % 7}" for at in range(500)]
    (tmp_path / "few.csv").write_text("\n".join(["patient,admitted", *rows, ""]))
    words = ["--set", f"generators.0.reference={tmp_path / 'few.csv'}", "--set", "generators.0.name=tabular/copula"]

    recipe = str(HOME / "recipes" / "table.yaml")
    assert main(["run", "-c", recipe, "-o", str(tmp_path), "-n", "200", "--workers", "0", *words]) == 0

    told = capsys.readouterr().out
    report = (tmp_path / "table" / "report" / "index.html").read_text("utf-8")
    assert "left out" in told
    assert "left out: " in report
    assert "For whoever answers for the release" in report
