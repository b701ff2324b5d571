"""What the report looks at: all of a small run; of a large one some of every task, and nothing that was dropped."""

from pathlib import Path

import pytest

from provender.core.recipe import Recipe, Use
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.samples import samples
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.store.folder import RunFolder

FAMILIES = ("reasoning/arithmetic/gcd", "reasoning/arithmetic/column")
COUNT = 400


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    """A run of tasks for two families in two languages; easy problems repeat, so some are dropped."""
    uses = tuple(Use(name=name, dials={"level": 1}) for name in FAMILIES)
    recipe = Recipe(name="r", generators=uses, count=COUNT, mix={("language", "en"): 0.5, ("language", "sw"): 0.5})
    output: Path = tmp_path_factory.mktemp("runs")
    return RunFolder(run(recipe, RunOptions(output=output, workers=0)).folder)


@pytest.mark.parametrize("most", [1, 2, 7, 40, COUNT - 1])
def test_a_large_run_shows_some_of_every_task_and_no_more_than_asked(folder: RunFolder, most: int) -> None:
    shown = [item for item in samples(folder, accepted=COUNT, most=most) if item.fate == "accepted"]
    accepted = {item.record.key for item in Accepted(folder=folder, facts={}).records()}

    assert 0 < len(shown) <= most
    assert len({item.record.key for item in shown}) == len(shown)
    assert {item.record.key for item in shown} <= accepted
    if most >= 40:
        assert {(item.record.origin.source, item.record.tags["language"]) for item in shown} == {
            (source, language) for source in FAMILIES for language in ("en", "sw")
        }


def test_a_small_run_shows_everything_with_what_was_refused(folder: RunFolder) -> None:
    shown = samples(folder, accepted=COUNT)

    assert sum(item.fate == "accepted" for item in shown) == COUNT
    assert all(item.reason for item in shown if item.fate != "accepted")
