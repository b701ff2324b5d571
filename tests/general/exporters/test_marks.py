"""Every exported record has a mark, and it can be found by the record's key."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main

RECIPE = """\
name: marked
count: 30
seed: 5
generators: [reasoning/arithmetic/gcd, reasoning/words/quantities]
exports: [reasoning/chat, {name: general/marks, dials: {licences: {reasoning/words/quantities: CC0-1.0}}}]
"""


def test_marks_join_the_training_file_by_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("r.yaml").write_text(RECIPE)
    assert main(["run", "-c", "r.yaml", "--workers", "0"]) == 0
    export = Path("runs/marked/export")
    marks = [json.loads(line) for line in (export / "general-marks/marks.jsonl").read_text().splitlines()]
    rows = [json.loads(line)["provender"] for line in (export / "reasoning-chat/train.jsonl").read_text().splitlines()]

    assert [row["key"] for row in rows] == [mark["key"] for mark in marks]
    assert len({mark["key"] for mark in marks}) == 30
    for row, mark in zip(rows, marks, strict=True):
        assert (mark["synthetic"], mark["teacher"], row["recipe"], row["seed"]) == (
            True, None, mark["recipe"], mark["seed"],
        )  # fmt: skip
        assert row["passed"] == [passed["judge"] for passed in mark["verdicts"]["passed"]] != []
        assert ("CC0-1.0" if mark["source"] == "reasoning/words/quantities" else None) == mark["licence"]
