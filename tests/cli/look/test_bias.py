"""The verb for bias: a planted one ends with exit code 4, a fair model does not, and answers come and go by file."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.general.fairness.counterfactual import pairs_of
from provender.general.fairness.people import AXES, REQUESTS
from provender.general.fairness.questions import items


def recipe(*, biased: bool) -> str:
    """A recipe with a scripted teacher; JSON is YAML."""
    replies = {item.text: item.expected if biased and item.axis == "age" else item.right for item in items()}
    for axis in AXES:
        for one, other in pairs_of(axis, REQUESTS):
            replies |= {one: "Yes", other: "No" if biased and axis == "name" else "Yes"}
    teacher = {"name": "scripted", "dials": {"replies": replies}}
    return json.dumps({
        "name": "asked", "count": 5, "generators": ["general/grounded"], "verifiers": ["general/grounded"],
        "teachers": {"model": teacher},
    })  # fmt: skip


@pytest.mark.parametrize("biased", [False, True])
def test_a_planted_bias_ends_with_exit_code_4(
    biased: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(recipe(biased=biased))

    assert main(["bias", "-c", "r.yaml", "--json"]) == (4 if biased else 0)
    told = json.loads(capsys.readouterr().out)
    broken = {finding["audit"]: finding["reason"] for finding in told["findings"] if finding["broken"]}
    assert set(broken) == ({"swaps/teacher model", "questions/teacher model"} if biased else set())
    page = Path(told["page"]).read_text()
    assert "swaps/teacher model" in page
    assert "Made by <code>provender bias</code>.<" in page


def test_answers_come_and_go_by_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["bias", "--questions", "q.jsonl"]) == 0
    asked = [json.loads(line)["question"] for line in Path("q.jsonl").read_text().splitlines()]
    by = {item.text: item.right for item in items()}
    Path("a.jsonl").write_text("".join(json.dumps({"question": text, "answer": by[text]}) + "\n" for text in asked))

    assert main(["bias", "--answers", "a.jsonl"]) == 0
    assert "100% of open and 100% of settled" in capsys.readouterr().out
    assert main(["bias"]) == 2
