"""`reference: FILE` of a generator is short for an anchor that reads it."""

import pytest

from provender.core.errors import RecipeError
from provender.core.recipe import Limits, Recipe, Use
from provender.recipes.check import check
from provender.recipes.dump import dump_recipe
from provender.recipes.load import parse_recipe

TABLE = "name: table\ngenerators: [tabular/copula]\n"
ANCHORED = TABLE + "anchor: {name: tabular/file, dials: {path: a.csv, unit: patient}, splits: {reference: 1.0}}\n"


def parsed(text: str, *sets: str) -> Recipe:
    return parse_recipe(text, sets=sets)[0]


def test_a_reference_is_short_for_an_anchor() -> None:
    recipe = parsed(TABLE, "generators.0.reference=patients.csv")

    assert recipe.anchor == Use(name="tabular/file", dials={"path": "patients.csv"})
    assert recipe.splits == {"reference": 0.8, "control": 0.2}
    assert parsed(dump_recipe(recipe)) == recipe


def test_a_reference_takes_the_place_of_the_anchors_file() -> None:
    recipe = parsed(ANCHORED, "generators.0.reference=b.csv")

    assert recipe.anchor == Use(name="tabular/file", dials={"path": "b.csv", "unit": "patient"})
    assert recipe.splits == {"reference": 1.0}


@pytest.mark.parametrize(
    "sets",
    [
        ("generators.0.reference=a.csv", "anchor.name=reasoning/gsm8k"),
        ("generators.0.reference=a.csv", "generators.1={name: tabular/gan, reference: b.csv}"),
    ],
)
def test_two_sources_are_refused_with_their_place(sets: tuple[str, ...]) -> None:
    with pytest.raises(RecipeError) as refused:
        parsed(TABLE, *sets)

    assert "beside another source" in refused.value.what
    assert "--set" in refused.value.where


@pytest.mark.usefixtures("outside_parts")
def test_a_learner_without_anything_to_learn_from_is_refused() -> None:
    recipe = Recipe(name="x", generators=(Use(name="throwaway/habits"),))

    with pytest.raises(RecipeError, match=r"nothing to learn from(.|\n)*--set generators.0.reference=FILE"):
        check(recipe)


@pytest.mark.usefixtures("outside_parts")
def test_a_learner_that_is_not_private_is_refused_where_privacy_is_asked_for() -> None:
    anchor = Use(name="tabular/file", dials={"path": "a.csv"})
    recipe = Recipe(name="x", generators=(Use(name="throwaway/habits"),), anchor=anchor, limits=Limits(epsilon=1.0))

    with pytest.raises(RecipeError, match=r"throwaway/habits is not differentially private") as refused:
        check(recipe)

    assert "epsilon" in refused.value.mend
