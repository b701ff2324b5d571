"""Every recipe under recipes/ can be read and means something; those that need no outside data are made, in small."""

import json
from pathlib import Path

import pytest
from tests.docs.pages import HOME

from provender.cli.main import main
from provender.recipes.load import load_recipe
from provender.recipes.resolve import resolve

RECIPES = sorted((HOME / "recipes").glob("*.yaml"))
NAMES = [file.name for file in RECIPES]
SMALLER = {  # a picture takes a second
    "foggy_child.yaml": ["-n", "1", "--set", "generators.0.dials.wide=160", "--set", "generators.0.dials.frames=3"],
    "first_frames.yaml": ["-n", "1", "--set", "generators.0.dials.wide=160", "--set", "generators.0.dials.frames=4"],
    "tabletop.yaml": ["-n", "2", "--set", "generators.0.dials.wide=160", "--set", "generators.1.dials.wide=160"],
    "covering.yaml": ["-n", "2", "--set", "generators.0.dials.wide=160"],
    "detector.yaml": ["-n", "4", "--set", "anchor.dials.count=12"],
    "scenarios.yaml": ["-n", "10"],
    "sweeps.yaml": ["-n", "5"],
}
NEED_DATA = {"linked.yaml", "private.yaml", "real_teachers.yaml", "table.yaml"}
NEED_A_RUN = {
    "table_loop.yaml",
    "three_wings.yaml",
}  # of another recipe first: tests/tabular/students/test_circle.py and a how-to make them
SMALL = [file for file in RECIPES if file.name not in NEED_DATA | NEED_A_RUN]


@pytest.mark.parametrize("file", RECIPES, ids=NAMES)
def test_a_shipped_recipe_means_something(file: Path) -> None:
    recipe = resolve(load_recipe(file))

    assert recipe.generators
    assert recipe.verifiers


@pytest.mark.parametrize("file", SMALL, ids=lambda file: file.name)
def test_a_shipped_recipe_can_be_made(file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    smaller = SMALLER.get(file.name, ["-n", "40"])
    words = ["run", "-c", str(file), *smaller, "-o", str(tmp_path), "--workers", "0", "--json"]

    assert main(words) == 0
    assert json.loads(capsys.readouterr().out)["accepted"] == int(smaller[1])


@pytest.mark.real
@pytest.mark.parametrize("name", sorted(NEED_DATA))
def test_a_recipe_on_real_data_is_valid(name: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROVENDER_DATA", str(data))

    assert main(["validate", "-c", str(HOME / "recipes" / name)]) == 0
