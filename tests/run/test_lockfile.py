"""The lock file: a run on disk goes on only with the same recipe, the same ground truth and the same makers."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from provender.core.errors import RecipeChanged
from provender.core.recipe import Recipe, Use
from provender.recipes.dump import dump_recipe
from provender.run.lockfile import lock_of, settle
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

GCD = "reasoning/arithmetic/gcd"
RECIPE = Recipe(name="r", generators=(Use(name=GCD),))


def older(change: Callable[[Any], object], tmp_path: Path) -> RunFolder:
    """A run that was made under a lock that differs in one thing."""
    lock = deepcopy(lock_of(Workshop(recipe=RECIPE)))
    change(lock)
    folder = RunFolder(tmp_path / "r")
    with folder.lock():
        folder.write_recipe(dump_recipe(RECIPE), lock)
    return folder


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lock: lock["recipe"].update(count=7), "count: 7 -> 1000"),
        (lambda lock: lock.update(anchor="f" * 64), "anchor content: ffffffffffff -> "),
        (lambda lock: lock["generators"].update({GCD: "0"}), f"version of {GCD}: 0 -> 1"),
        (lambda lock: lock["packages"].update(gone="1.0"), "version of gone: 1.0 -> None"),
    ],
    ids=["recipe", "anchor", "generator", "package"],
)
def test_what_differs_is_named_and_the_run_refused(tmp_path: Path, change: Callable[[Any], object], told: str) -> None:
    folder = older(change, tmp_path)

    with pytest.raises(RecipeChanged) as refused, folder.lock():
        settle(folder, Workshop(recipe=RECIPE))

    assert told in refused.value.what
    assert "--fresh" in refused.value.mend


def test_the_same_recipe_goes_on_and_writes_nothing(tmp_path: Path) -> None:
    folder = older(lambda lock: None, tmp_path)
    before = (folder.path / "recipe.lock.json").stat()

    with folder.lock():
        settle(folder, Workshop(recipe=RECIPE))

    assert (folder.path / "recipe.lock.json").stat() == before
