"""The verbs around judges' errors: calibrate and label, and a run whose recipe limits false accepts."""

import csv
import json
from pathlib import Path

import pytest

from provender.cli.main import main

RECIPE = """\
name: sums
count: 40
seed: 3
generators: [reasoning/arithmetic/gcd]
verifiers: [reasoning/arithmetic/gcd, general/clean_text, general/profanity]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a recipe."""
    monkeypatch.chdir(tmp_path)
    Path("sums.yaml").write_text(RECIPE)
    return tmp_path


def test_judges_are_calibrated_and_compared_with_before(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["calibrate", "-c", "sums.yaml", "--json"]) == 0
    printed = capsys.readouterr().out
    told = {judge["judge"]: judge for judge in json.loads(printed)["judges"]}

    assert {"calibrated", "uncalibrated"} == {judge["state"] for judge in told.values()}
    assert "calibrated" == told["reasoning/arithmetic/gcd"]["state"]
    assert "uncalibrated" == told["general/profanity"]["state"]
    assert 0 == told["reasoning/arithmetic/gcd"]["slices"][0]["refused"]

    Path("before.json").write_text(printed)
    assert main(["calibrate", "-c", "sums.yaml", "--before", "before.json", "--slices"]) == 0
    assert "kind" in capsys.readouterr().out
    for judge in told.values():
        judge["said"] = "P" * len(judge["said"])
    Path("before.json").write_text(json.dumps({"judges": list(told.values())}))
    assert main(["calibrate", "-c", "sums.yaml", "--before", "before.json"]) == 4
    assert "DRIFT: otherwise of" in capsys.readouterr().out
    assert main(["calibrate", "-c", "sums.yaml", "--before", "sums.yaml"]) == 2


def test_judges_that_never_speak_of_such_records_are_not_called_uncalibrated(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "verifiers=[reasoning/arithmetic/gcd, reasoning/arithmetic/fractions]"
    assert main(["calibrate", "-c", "sums.yaml", "--set", other]) == 0

    printed = capsys.readouterr().out
    assert "silent on these records, so nothing is measured: reasoning/arithmetic/fractions" in printed
    assert "uncalibrated" not in printed


def test_too_few_golds_leave_a_judge_uncalibrated_and_its_passes_unverified(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", "-c", "sums.yaml", "--workers", "0", "--set", "limits.false_accepts=0.05"]) == 0
    assert "lets through" in Path("runs/sums/report/index.html").read_text()
    strict = ["--set", "limits.false_accepts=0.001", "--set", "name=strict", "--set", "limits.max_candidates=40"]
    capsys.readouterr()

    assert main(["run", "-c", "sums.yaml", "--workers", "0", *strict]) == 3

    assert "only screened, and the recipe accepts" in capsys.readouterr().err


def test_a_person_labels_records_and_the_labels_are_read_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "-c", "sums.yaml", "--workers", "0"]) == 0
    assert main(["label", "runs/sums", "-n", "30"]) == 0
    with Path("labels.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert 30 == len({row["id"] for row in rows})
    with Path("labels.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, ["id", "label", "text"])
        writer.writeheader()
        writer.writerows({**row, "label": "faulty" if at < 2 else "sound"} for at, row in enumerate(rows))
    capsys.readouterr()

    assert main(["calibrate", "-c", "sums.yaml", "--labels", "labels.csv", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)["labels"]

    assert 30 == told["labels"]
    assert told["sound"] == pytest.approx(28 / 30)
    assert 2 == told["judges"][0]["slices"][0]["let"]
    assert main(["calibrate", "-c", "sums.yaml", "--labels", "labels.csv"]) == 0
    assert "your labels: 30" in capsys.readouterr().out
    assert main(["label", "runs/sums", "-n", "5", "-o", "labels.html"]) == 0
    assert "save labels.jsonl" in capsys.readouterr().out
    assert "default-src 'none'" in Path("labels.html").read_text("utf-8")
    for wrong in (["label", "runs/sums"], ["label", "runs/sums", "-o", "a.txt"], ["label", "runs/none", "-o", "b.csv"]):
        assert main(wrong) == 2
    assert main(["calibrate", "-c", "sums.yaml", "--labels", "sums.yaml"]) == 2
    assert main(["calibrate", "-c", "sums.yaml", "--limit", "0.9"]) == 2
