"""The verb `fingerprint`, and runs and files held against what it writes."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.recipe import Shard
from provender.core.registry import load

RECIPE = """\
name: sums
count: 40
seed: 3
generators: [{name: reasoning/arithmetic/gcd, dials: {level: 2}}]
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a recipe and the questions that it would make as an exam."""
    monkeypatch.chdir(tmp_path)
    Path("sums.yaml").write_text(RECIPE)
    part = load("generator", "reasoning/arithmetic/gcd", {"level": 2})
    made = part(Shard(seed=3, start=0, count=9))
    items = [{"prompt": record.payload.text(), "id": at} for at, record in enumerate(made)]
    Path("exam.jsonl").write_text("".join(json.dumps(each) + "\n" for each in items))
    return tmp_path


def test_a_run_keeps_clear_of_a_fingerprinted_exam(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["fingerprint", "exam.jsonl", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (9, ["prompt"], "exam.fp") == (told["items"], told["fields"], Path(told["file"]).name)

    flags = ["-c", "sums.yaml", "--set", "limits.decontaminate=[exam.fp]"]
    assert main(["run", *flags, "--workers", "0"]) == 0
    capsys.readouterr()
    assert main(["show", "runs/sums", "--rejected", "--json"]) == 0
    refused = capsys.readouterr().out
    assert "repeats an item that is fingerprinted in exam.fp" in refused

    Path("exam.fp").write_bytes(Path("exam.fp").read_bytes()[:-1])
    assert main(["run", *flags, "--workers", "0"]) == 2
    assert "content of exam.fp" in capsys.readouterr().err
    assert main(["run", *flags, "--workers", "0", "--fresh"]) == 2
    assert "its end is missing" in capsys.readouterr().err


def test_a_file_is_held_against_a_fingerprint(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "Ann has 3 boxes of 12 pens and gives 7 away to her sister. How many pens are left?"
    Path("exam.jsonl").write_text(json.dumps({"question": question}) + "\n")
    Path("theirs.jsonl").write_text(
        json.dumps({"question": question.upper(), "solution": "3 * 12 = 36 pens. 36 - 7 = 29.", "answer": "29"}) + "\n"
    )
    assert main(["fingerprint", "exam.jsonl", "-o", "a.fp"]) == 0
    capsys.readouterr()

    assert main(["verify", "theirs.jsonl", "--decontaminate", "a.fp", "--json"]) == 4
    told = json.loads(capsys.readouterr().out)

    assert {"limits.decontaminate: repeats an item that is fingerprinted in a.fp": 1} == told["refused"]


def test_faults_are_told_with_a_mend(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fingerprint", "exam.jsonl", "--field", "promt"]) == 2
    assert "did you mean 'prompt'?" in capsys.readouterr().err
    assert main(["fingerprint", "exam.jsonl", "--field", "id"]) == 2
    assert main(["fingerprint", "exam.jsonl", "-o", "no/such/a.fp"]) == 2
    assert "there is no folder" in capsys.readouterr().err
    assert main(["validate", "-c", "sums.yaml", "--set", "limits.decontaminate=[exm.fp]"]) == 2
    assert main(["validate", "-c", "sums.yaml", "--set", "limits.decontaminate=[anchor]"]) == 2
    assert "there is no anchor" in capsys.readouterr().err
