"""The verbs around a student: train, audit, loop. The network is tiny and learns nothing; what is tested is the way."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main

pytest.importorskip("jax", reason="the student needs the extra 'student'")

RECIPE = """\
name: tiny
count: 48
generators: [reasoning/arithmetic/modular_chain]
mix: {level: {2: 0.5, 3: 0.5}}
anchor:
  name: general/generated
  dials: {generators: [reasoning/arithmetic/modular_chain], vary: {level: ["2", "3"]}, count: 120}
  splits: {reference: 0.3, control: 0.3, probe: 0.2, exam: 0.2}
student: {name: reasoning/decoder, dials: {steps: 2, width: 16, layers: 1, heads: 2, batch: 4}}
audits: [general/drift]
loop: {cycles: 2}
"""


@pytest.fixture
def recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The recipe in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tiny.yaml").write_text(RECIPE)
    return "tiny.yaml"


def told(capsys: pytest.CaptureFixture[str]) -> str:
    """What was printed."""
    return capsys.readouterr().out


def test_train_and_audit_work_on_a_finished_run(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "-c", recipe]) == 2
    for _ in ("made", "finished already: what it cost is told again"):
        assert main(["run", "-c", recipe, "--workers", "0", "--json"]) == 0
        besides = json.loads(told(capsys))["besides"]
        assert [*besides] == ["audits"]
        assert besides["audits"] > 0

    assert main(["train", "-c", recipe, "--json"]) == 0
    lesson = json.loads(told(capsys))
    assert lesson["made"] == 48
    assert Path(f"runs/tiny/artefacts/{lesson['student']}").exists()

    assert main(["train", "-c", recipe, "--set", "student.dials.steps=2"]) == 0
    assert " right (" in told(capsys)

    assert main(["audit", "-c", recipe, "--json"]) == 0
    (finding,) = json.loads(told(capsys))
    assert finding["audit"] == "general/drift"
    assert finding["broken"] is False

    assert main(["audit", "-c", recipe]) == 0
    assert told(capsys).startswith("general/drift: ")


def test_audit_wants_an_audit(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", "-c", recipe, "--set", "audits=[]"]) == 2
    assert "the recipe names no audit" in capsys.readouterr().err


def test_loop_tells_every_cycle_and_draws_its_report(recipe: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loop", "-c", recipe, "--workers", "0"]) == 0
    out = told(capsys)
    assert "cycle 0: " in out
    assert "cycle 1: " in out
    assert "opened once" in out
    assert Path("runs/tiny/report/index.html").is_file()

    assert main(["loop", "-c", recipe, "--workers", "0", "--json"]) == 0
    again = json.loads(told(capsys))
    assert [cycle["cycle"] for cycle in again["cycles"]] == [0, 1]
    assert again["exam"]["n"] > 0
