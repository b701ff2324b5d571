"""Train and loop on a table: rows are made, a student learns, real rows mark it, and the next mix follows."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main

pytestmark = pytest.mark.slow


def test_the_loop_of_a_table_goes_round(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch) -> None:
    recipe = Path("recipes/table_loop.yaml").read_text()
    (tmp_path / "table_loop.yaml").write_text(recipe)
    assert main(["run", "-c", "recipes/ward.yaml", "--set", "seed=7", "-n", "1500", "-o", str(tmp_path / "runs")]) == 0
    monkeypatch.chdir(tmp_path)
    quick = ["--set", "generators.0.dials.epochs=1", "--set", "generators.0.dials.candidates=2"]
    few = ["-n", "200", *quick, "--workers", "0"]
    capsys.readouterr()

    assert main(["loop", "-c", "table_loop.yaml", *few, "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    first, second = told["cycles"]
    assert (first["made"], second["made"]) == (200, 400)
    assert set(first["by_tag"]) == {"diagnosis", "sex"}
    assert 0 < first["measures"]["auc"] < 1
    assert told["exam"]["n"] > 250
    assert "auc" in told["exam"]["measures"]

    assert main(["run", "-c", "table_loop.yaml", "--set", "name=once", *few]) == 0
    capsys.readouterr()
    assert main(["train", "-c", "table_loop.yaml", "--set", "name=once", "-n", "200", *quick]) == 0
    assert "calibration" in capsys.readouterr().out
