"""A mix over columns of a real table: filled to the row, real support told, refused where nobody stands behind it."""

import csv
import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.errors import RecipeError
from provender.recipes.load import load_recipe
from provender.run.workshop import Workshop
from provender.stages.balance import cells, told

RECIPE = """name: ward
count: 300
generators: [{name: tabular/autoregressive, reference: ward.csv, dials: {epochs: 1}}]
anchor: {name: tabular/file, splits: {reference: 1.0}}
mix: {diagnosis: {J45.0: 0.6}, sex: {f: 0.5, m: 0.5}}
accept: screened
exports: [tabular/csv]
"""


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A recipe beside a table of 600 patients."""
    ward = ["run", "-c", "recipes/ward.yaml", "--set", "count=600", "-o", str(tmp_path), "--workers", "0", "--json"]
    assert main(ward) == 0
    capsys.readouterr()
    (tmp_path / "ward" / "export" / "tabular-csv" / "ward.csv").rename(tmp_path / "ward.csv")
    (tmp_path / "recipe.yaml").write_text(RECIPE)
    return tmp_path / "recipe.yaml"


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text().splitlines()))


def found(asked: Path, *sets: str):
    recipe = load_recipe(asked, sets=list(sets))
    workshop = Workshop(recipe=recipe)
    with workshop.beside():
        return cells(workshop.makers(), recipe.mix, recipe.count)


def test_cells_know_the_real_rows_behind_them_and_keep_what_the_mix_leaves_open(asked: Path) -> None:
    table = rows_of(asked.parent / "ward.csv")
    each = found(asked, 'mix={"diagnosis": {"J45.0": 0.6}}') + found(asked)

    assert {cell.tags for cell in each[:2]} == {(("diagnosis", "J45.0"),), (("diagnosis", "(other)"),)}
    for cell in each:
        told = dict(cell.tags)
        rows = [row for row in table if (row["diagnosis"] == "J45.0") == (told["diagnosis"] == "J45.0")]
        assert cell.behind == sum(told.get("sex", row["sex"]) == row["sex"] for row in rows)
    assert sum(cell.quota for cell in each[2:] if ("diagnosis", "J45.0") in cell.tags) == 180
    assert sum(cell.quota for cell in each[2:] if ("sex", "f") in cell.tags) == 150


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        (('mix={"weight_kg": {"113..": 0.3}}',), "under 10 real rec"),
        (('mix={"age": {"88..": 0.3}}',), r"\d\d real records stand behind it, 50 are wanted"),
        (('mix={"diagnosis": {"Q1": 0.3}}',), "no row has diagnosis=Q1"),
        (('mix={"diagnose": {"Q1": 0.3}}',), "no column is called 'diagnose'"),
        (('mix={"age": {"..60": 0.3, "60..": 0.7}}',), "share rows"),
        (('mix={"sex": {"f": 0.7, "m": 0.7}}',), "sum to 1.4"),
        (("generators.0.name=tabular/copula", "generators.0.dials={}"), "tabular/copula cannot be asked for values"),
        (("generators.0.dials.where={sex: f}",), "stands in the mix and under where"),
    ],
)  # fmt: skip
def test_a_mix_that_nobody_stands_behind_is_refused(asked: Path, sets: tuple[str, ...], words: str) -> None:
    with pytest.raises(RecipeError, match=words):
        found(asked, *sets)


def test_the_floor_of_support_is_a_dial(asked: Path) -> None:
    each = found(asked, 'mix={"age": {"88..": 0.3}}', "generators.0.dials.support=5")

    assert [cell.quota for cell in each if cell.tags[0][1] == "88.."] == [90]


@pytest.mark.parametrize(("count", "words"), [(0, "under 10"), (9, "under 10"), (10, "10"), (12345, "12,345")])
def test_a_small_count_is_not_told(count: int, words: str) -> None:
    assert words == told(count)


@pytest.mark.slow
def test_a_run_fills_the_mix_to_the_row_and_tells_its_support(asked: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(asked.parent / "runs")
    scenario = 'generators.0.dials.edits={"stay_days": "+5"}'
    assert main(["run", "-c", str(asked), "-o", out, "--workers", "0", "--json", "--set", scenario]) == 0
    told = json.loads(capsys.readouterr().out)

    made = rows_of(asked.parent / "runs/ward/export/tabular-csv/rows.csv")
    assert sum(row["diagnosis"] == "J45.0" for row in made) == 180
    assert sum(row["sex"] == "f" for row in made) == 150
    assert {row["scenario"] for row in made} == {"stay_days +5"}
    assert len({row["patient"] for row in made}) == 300
    assert [sum(count for cell, _, count in told["support"] if f"sex={sex}" in cell) for sex in "fm"] == [150, 150]
    assert "adds no evidence" in (asked.parent / "runs/ward/report/index.html").read_text()
