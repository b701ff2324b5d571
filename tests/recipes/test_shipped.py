"""Every recipe that we ship holds, and the quickstart keeps what it promises, only smaller."""

import json
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
