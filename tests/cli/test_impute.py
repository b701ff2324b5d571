"""The verb `impute`: gaps are filled, every filled cell is labelled, and given cells stay as they were written."""

import csv
import json
from pathlib import Path

import pytest

from provender.cli.main import main

RECIPE = """name: gaps
count: 30
generators: [{name: GENERATOR, reference: holes.csv, dials: {DIALS}}]
accept: screened
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a table in which every seventh stage and every fifth age is missing."""
    monkeypatch.chdir(tmp_path)
    lines = ["who,stage,age,note"]
    for at in range(210):
        stage, age = (
            ("", "young")[at % 7 > 0] and ("young", "old")[at % 2],
            ("", 20 + 40 * (at % 2) + at % 9)[at % 5 > 0],
        )
        lines.append(f"P-{at * 7919 % 9999:04},{stage},{age},came on day {at} and {'x' * (at % 13)} left")
    Path("holes.csv").write_text("\n".join([*lines, ""]))
    Path("gaps.yaml").write_text(RECIPE.replace("GENERATOR", "tabular/autoregressive").replace("DIALS", "epochs: 3"))
    return tmp_path


def rows(name: str) -> list[dict[str, str]]:
    with Path(name).open() as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_gaps_are_filled_and_every_made_cell_is_labelled(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impute", "-c", "gaps.yaml"]) == 0

    told = capsys.readouterr().out
    assert "filled by tabular/autoregressive, of 210 rows" in told
    assert "it holds real rows" in told
    for old, new in zip(rows("holes.csv"), rows("filled.csv"), strict=True):
        made = [name for name in new["made"].split("; ") if name]
        assert [name for name in ("stage", "age") if not old[name]] == made
        assert {name: old[name] for name in old if name not in made} == {k: new[k] for k in old if k not in made}
        assert new["stage"] in ("young", "old")
        assert 20 <= int(new["age"]) <= 68


@pytest.mark.slow
def test_a_table_without_gaps_is_labelled_as_real(place: Path) -> None:
    whole = [line for line in Path("holes.csv").read_text().splitlines() if ",," not in line]
    Path("whole.csv").write_text("\n".join([*whole, ""]))

    assert main(["impute", "whole.csv", "-c", "gaps.yaml", "--json"]) == 0

    assert {"made": ""}.items() <= rows("filled.csv")[0].items()
    assert [line.rpartition(",")[0] for line in Path("filled.csv").read_text().splitlines()] == whole


@pytest.mark.slow
def test_a_run_goes_on_with_what_was_learned_for_filling(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impute", "-c", "gaps.yaml", "--json"]) == 0
    artefacts = sorted(Path("runs/gaps/artefacts").rglob("*"))

    assert main(["run", "-c", "gaps.yaml", "--workers", "0", "--json"]) == 0
    assert main(["impute", "-c", "gaps.yaml", "--to", "again.csv", "--json"]) == 0

    assert artefacts == sorted(Path("runs/gaps/artefacts").rglob("*"))
    assert Path("again.csv").read_bytes() == Path("filled.csv").read_bytes()


@pytest.mark.slow
def test_several_draws_differ_where_cells_were_made_and_nowhere_else(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["impute", "-c", "gaps.yaml", "--draws", "2", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    one, two = map(rows, told["files"])
    differ = {name for a, b in zip(one, two, strict=True) for name in a if a[name] != b[name]}
    assert {"age"} <= differ <= {"stage", "age"}
    assert told["columns"]["stage"]["filled"] == "30"


@pytest.mark.slow
def test_a_file_without_a_learned_column_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("other.csv").write_text("stage,height\nyoung,\n" * 3)

    assert main(["impute", "other.csv", "-c", "gaps.yaml"]) == 2

    assert "it lacks the columns 'age'" in capsys.readouterr().err
    assert not Path("filled.csv").exists()


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--to", "holes.csv"], "is already there"),
        (["--to", "filled.txt"], "nothing to write"),
        (["--draws", "0"], "nothing to write"),
        (["--set", "generators.0.name=tabular/copula", "--set", "generators.0.dials={}"], "fills gaps"),
        (
            [
                "--set",
                "generators=[{name: tabular/marginals, reference: holes.csv, dials: {domain: {stage: [young, old]}}}]",
                "--set",
                "limits={epsilon: 1}",
            ],
            "no epsilon pays for",
        ),
    ],
    ids=["over a file", "no csv", "no draw", "a generator that cannot", "under epsilon"],
)
def test_what_cannot_be_filled_is_refused(
    place: Path, capsys: pytest.CaptureFixture[str], flags: list[str], told: str
) -> None:
    assert main(["impute", "-c", "gaps.yaml", *flags]) == 2

    assert told in capsys.readouterr().err
