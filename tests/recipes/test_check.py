"""What is checked against the parts there are, where a file of wrongs cannot say it."""

import pytest

from provender.core.errors import RecipeError
from provender.core.recipe import Recipe, Use
from provender.recipes import check as checking
from provender.recipes.check import check, makes_of
from provender.recipes.resolve import resolve

GCD = Use(name="reasoning/arithmetic/gcd")


def test_nobody_to_judge_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "resolve", lambda recipe: recipe)  # as in a wing without verifiers

    with pytest.raises(RecipeError, match="nothing can judge the records: reasoning has no verifiers"):
        check(Recipe(name="r", generators=(GCD,)))


def test_a_dial_that_is_set_is_all_that_is_made() -> None:
    assert makes_of(Use(name=GCD.name, dials={"level": 3}))["level"] == ("3",)
    assert makes_of(GCD)["level"] == ("1", "2", "3", "4", "5", "6")


def test_a_good_recipe_passes_and_so_does_its_resolved_form() -> None:
    recipe = Recipe(name="r", generators=(GCD,), mix={("language", "sw"): 0.3, ("topic", "gcd"): 1.0})

    check(recipe)
    check(resolve(recipe))

    assert resolve(recipe).verifiers, "what was checked last had its verifiers named"
