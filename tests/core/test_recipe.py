"""A recipe's digest: what is asked for, however it was written, and nothing else."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.recipes.strategies import recipes

from provender.core.recipe import Limits, Price, Recipe, Use

RECIPE = Recipe(name="r", generators=(Use(name="a/b", dials={"x": 1, "y": {"b": 2, "a": (1, 2)}}),), count=10)
OTHERS = [
    replace(RECIPE, name="s"),
    replace(RECIPE, count=None),
    replace(RECIPE, seed=1),
    replace(RECIPE, generators=(Use(name="a/b", dials={"x": 2, "y": {"b": 2, "a": (1, 2)}}),)),
    replace(RECIPE, verifiers=(Use(name="a/b"),)),
    replace(RECIPE, audits=(Use(name="a/b"),)),
    replace(RECIPE, exports=(Use(name="a/b"),)),
    replace(RECIPE, anchor=Use(name="a/b")),
    replace(RECIPE, student=Use(name="a/b")),
    replace(RECIPE, mix={("language", "sw"): 0.5}),
    replace(RECIPE, mix={("language", "sw"): 0.25}),
    replace(RECIPE, teachers={"ann": Use(name="replay")}),
    replace(RECIPE, teachers={"ann": Use(name="replay", price=Price(prompt=1.0))}),
    replace(RECIPE, limits=Limits(depth=2)),
]


def test_every_field_that_is_asked_for_enters_the_digest() -> None:
    assert len({recipe.digest for recipe in [RECIPE, *OTHERS]}) == len(OTHERS) + 1


def test_the_order_of_keys_and_the_folder_do_not() -> None:
    told = Use(name="a/b", dials={"y": {"a": (1, 2), "b": 2.0}, "x": 1.0})

    assert replace(RECIPE, generators=(told,), folder="/elsewhere").digest == RECIPE.digest
    assert replace(RECIPE, folder="/elsewhere") == RECIPE


@given(recipe=recipes())
@settings(max_examples=15)
def test_equal_recipes_have_equal_digests(recipe: Recipe) -> None:
    assert replace(recipe).digest == recipe.digest
    assert replace(recipe, seed=recipe.seed + 1).digest != recipe.digest


@given(first=st.floats(-1e300, 1e300), second=st.floats(-1e300, 1e300))
def test_different_numbers_have_different_digests(first: float, second: float) -> None:
    def digest(number: float) -> str:
        return replace(RECIPE, limits=Limits(drift=number)).digest

    assert (digest(first) == digest(second)) == (first == second)
