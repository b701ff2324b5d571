"""A recipe says the same in YAML and in Python; hostile text gives a recipe or one clear error, never a traceback."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.recipes.strategies import recipes

from provender.core.errors import ProvenderError, RecipeError
from provender.core.recipe import Limits, Price, Recipe, Use
from provender.core.verdict import Grade
from provender.recipes.build import build, plain
from provender.recipes.check import check
from provender.recipes.dump import dump_recipe
from provender.recipes.load import load_recipe, parse_recipe
from provender.recipes.text import Marks

EXAMPLE = """
name: math
count: 50
seed: 7
generators:
  - reasoning/arithmetic/gcd
  - {name: reasoning/arithmetic/gcd, dials: {level: 3, goal: lcm}, weight: 2}
mix:
  language: {sw: 0.4}
teachers:
  gpt-3.5: {name: replay, dials: {path: answers.jsonl}, price: {prompt: 0.5, completion: 1.5}}
accept: proved
limits: {max_cost: 3}
"""


def is_recipe_or_refusal(text: str) -> bool:
    """Whether text gives a recipe that holds, or one error with exit code 2 that says where."""
    try:
        recipe, marks = parse_recipe(text, source="hostile.yaml")
        check(recipe, marks)
    except ProvenderError as error:
        return error.exit_code == 2 and error.where.startswith("hostile.yaml") and bool(error.what and error.mend)
    return True


@given(recipe=recipes())
@settings(max_examples=40)
def test_a_recipe_comes_back_from_its_yaml(recipe: Recipe) -> None:
    back, _ = parse_recipe(dump_recipe(recipe))

    assert back == recipe
    assert back.digest == recipe.digest


def test_the_same_recipe_from_python_and_from_yaml() -> None:
    told, _ = parse_recipe(EXAMPLE)

    assert told == Recipe(
        name="math",
        count=50,
        seed=7,
        generators=(
            Use(name="reasoning/arithmetic/gcd"),
            Use(name="reasoning/arithmetic/gcd", dials={"level": 3, "goal": "lcm"}, weight=2),
        ),
        mix={("language", "sw"): 0.4},
        teachers={
            "gpt-3.5": Use(name="replay", dials={"path": "answers.jsonl"}, price=Price(prompt=0.5, completion=1.5))
        },
        accept=Grade.PROVED,
        limits=Limits(max_cost=3),
    )


@given(text=st.text() | st.text(alphabet="abn: -[]{}&*!|>'\"#%@,?\n\t0123456789._<~é\x00\x1b"))
@settings(deadline=None, max_examples=300)
def test_any_text_gives_a_recipe_or_a_clear_error(text: str) -> None:
    assert is_recipe_or_refusal(text)


@given(cut=st.integers(0, len(EXAMPLE)), junk=st.text(max_size=4), at=st.integers(0, len(EXAMPLE)))
@settings(deadline=None, max_examples=200)
def test_a_cut_or_spoilt_recipe_gives_a_recipe_or_a_clear_error(cut: int, junk: str, at: int) -> None:
    spoilt = (EXAMPLE[:at] + junk + EXAMPLE[at:])[: cut or None]

    assert is_recipe_or_refusal(spoilt)


@given(data=st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_clear_error(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "hostile.yaml"
    file.write_bytes(data)

    with pytest.raises(ProvenderError) as caught:
        load_recipe(file)

    assert caught.value.exit_code == 2


@given(recipe=recipes())
@settings(max_examples=15)
def test_the_digest_does_not_depend_on_the_folder_or_on_how_numbers_are_written(recipe: Recipe) -> None:
    moved = replace(recipe, folder="/elsewhere", limits=replace(recipe.limits, depth=2))
    same = replace(recipe, limits=replace(recipe.limits, depth=2.0))  # type: ignore[arg-type]

    assert moved == same
    assert moved.digest == same.digest


@pytest.mark.parametrize(
    "wrong",
    [
        Recipe(name="../up", generators=(Use(name="reasoning/arithmetic/gcd"),)),
        Recipe(name="r", generators=()),
        Recipe(name="r", generators=(Use(name="reasoning/arithmetic/gcd", weight=-1.0),)),
        Recipe(name="r", count=-3, generators=(Use(name="reasoning/arithmetic/gcd"),)),
        Recipe(name="r", generators=(Use(name="reasoning/arithmetic/gcd", dials={"level": 77}),)),
        Recipe(name="r", generators=(Use(name="reasoning/arithmetic/gcd"),), mix={("language", "sw"): 2.0}),
    ],
)
def test_a_wrong_recipe_from_python_is_refused_too(wrong: Recipe) -> None:
    with pytest.raises(RecipeError) as caught:
        check(wrong)

    assert caught.value.where == f"the recipe {wrong.name!r}"


def test_what_equals_its_default_is_left_out() -> None:
    recipe = Recipe(name="small", generators=(Use(name="a/b"),))

    assert plain(recipe) == {"name": "small", "count": 1000, "generators": ["a/b"]}
    assert build(plain(recipe), Marks("here")) == recipe
