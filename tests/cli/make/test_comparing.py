"""`provender compare`: two recipes, the same budget, a verdict in plain words."""

import json
from pathlib import Path

import pytest

from provender.cli.main import main

RECIPE = "name: {name}\ncount: 40\ngenerators: [{{name: reasoning/arithmetic/gcd, dials: {{level: {level}}}}}]\n"


@pytest.fixture
def recipes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.chdir(tmp_path)
    for name, level in (("short", 1), ("long", 5)):
        Path(f"{name}.yaml").write_text(RECIPE.format(name=name, level=level), "utf-8")
    return "short.yaml", "long.yaml"


def test_compare_tells_both_sides_and_a_verdict(recipes: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert 0 == main(["compare", *recipes, "--rounds", "2", "--workers", "0"])
    shown = capsys.readouterr().out
    assert "round 2  a: 40 records for" in shown
    assert "CPU s an accepted record" in shown
    assert "over 2 rounds of the same budget the cost of an accepted record differs by" in shown

    assert 0 == main(["compare", *recipes, "--rounds", "2", "--workers", "0", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {"a", "b"} == set(told["sides"])
    assert 80 == told["sides"]["a"]["accepted"]
    assert told["winner"] in ("a", "b", None)


def test_one_round_is_no_contest(recipes: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["compare", *recipes, "--rounds", "1"])
    assert "--rounds 1 is too few" in capsys.readouterr().err
