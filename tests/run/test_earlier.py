"""A run that an earlier version made, kept as it was: read, verified, exported, and gone on with.

`earlier/gcd` was made before runs wrote down whether their anchor is private, what they draw from, and what a teacher
was asked.
"""

import shutil
from pathlib import Path

import pytest

from provender.cli.main import main
from provender.core.recipe import Recipe, Use
from provender.core.verdict import Interval, Scorecard
from provender.run.ledger.facts import _unsaid, read_facts
from provender.run.ledger.marks import plain_scores, read_scores
from provender.run.lockfile import lock_of
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

EARLIER = Path(__file__).parent / "earlier" / "gcd"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copytree(EARLIER, tmp_path / "runs" / "old"))


@pytest.mark.parametrize("verb", ["export", "report", "verify", "show", "status"])
def test_a_run_of_an_earlier_version_is_read(verb: str, old: Path) -> None:
    assert main([verb, str(old)]) == 0


def test_it_is_gone_on_with(old: Path) -> None:
    (old / "manifest.json").unlink()
    (old / "commits" / "facts" / "run.json").unlink()
    folder = RunFolder(old)
    lock, recipe = folder.read_lock() or {}, (old / "recipe.yaml").read_text()
    now = lock_of(Workshop(recipe=Recipe(name="old", generators=(Use(name="reasoning/arithmetic/gcd"),), count=12)))
    versions = {name: now[name] for name in ("packages", "generators", "provender")}  # today's: others are refused
    (old / "recipe.lock.json").unlink()
    (old / "recipe.yaml").unlink()
    folder.write_recipe(recipe, {**lock, **versions})

    assert main(["run", "-c", str(old / "recipe.yaml"), "--workers", "0"]) == 0

    assert folder.sealed() is not None
    assert 12 == read_facts(folder)["accepted"]


@pytest.mark.parametrize(
    ("anchor", "private"),
    [(None, False), ({"name": "tabular/file", "dials": {}}, True), ({"name": "x", "dials": {"private": False}}, False)],
)
def test_an_anchor_of_which_nothing_is_said_is_private(anchor: dict[str, object] | None, private: bool) -> None:
    assert _unsaid({"anchor": anchor})["private"] is private


def test_marks_of_an_earlier_version_are_read() -> None:
    marks = Scorecard(overall=0.5, by_tag={("light", "day"): 0.5}, n=10, n_by_tag={("light", "day"): 10},
                      interval=Interval(low=0.4, high=0.6))  # fmt: skip
    plain = {name: told for name, told in plain_scores(marks).items() if name not in ("interval_by_tag", "few")}

    assert read_scores(plain) == marks
