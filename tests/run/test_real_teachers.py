"""The main job on real input: four models' answers, anchored and screened, exported and told of by model."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.files import DATA
from provender.reasoning.readers._errata import errata

RECIPE = Path(__file__).parents[2] / "recipes" / "real_teachers.yaml"

MODELS = {f"{size}_{how}" for size in ("6b", "175b") for how in ("finetuning", "verification")}


def mended(truth: Path, copy: Path) -> Path:
    """A copy of the reference in which answers known to be wrong are right, as the recipe's reader takes them."""
    lines = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
    for each in errata():
        if each.file == truth.name and each.answer:
            told = lines[each.line - 1]
            told["ground_truth"] = f"{told['ground_truth'].rpartition('A:')[0]}A: {each.answer}"
    copy.write_text("\n".join(map(json.dumps, lines)) + "\n", "utf-8")
    return copy


@pytest.mark.real
def test_real_teachers_keep_only_what_is_anchored_and_free_of_false_arithmetic(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(DATA, str(data))
    monkeypatch.chdir(tmp_path)
    truth = data / "gsm8k" / "model_solutions.jsonl"

    assert main(["run", "-c", str(RECIPE), "--workers", "2"]) == 0

    told = capsys.readouterr().out
    assert "right answer by a wrong step" in told
    exported = tmp_path / "runs" / "real-teachers" / "export" / "reasoning-chat" / "train.jsonl"
    reference = mended(truth, tmp_path / "reference.jsonl")
    assert main(["verify", str(exported), "--reference", str(reference), "--strict", "--json"]) == 0
    fates = json.loads(capsys.readouterr().out)["fates"]
    assert list(fates) == ["anchored"]
    lines = [json.loads(line) for line in exported.read_text("utf-8").splitlines()]
    assert {line["provender"]["teacher"] for line in lines} == MODELS
    entries = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
    right = {model: sum(entry[model]["is_correct"] for entry in entries) for model in MODELS}
    for model, count in right.items():
        kept = sum(line["provender"]["teacher"] == model for line in lines)
        assert 0.95 * count <= kept <= 1.01 * count  # repeats go, and the file cuts some labels short
    assert not [line for line in lines if "<<" in line["messages"][1]["content"]]
