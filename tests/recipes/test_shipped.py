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
    assert told["mix"]["language"] == {"en": [72, 72], "sw": [48, 48]}
    assert (tmp_path / "quickstart" / "export" / "general-huggingface" / "README.md").is_file()
    assert (tmp_path / "quickstart" / "report" / "index.html").is_file()
