"""The shipped JSON Schema is fresh, and says the same as the models and the core."""

from dataclasses import fields
from pathlib import Path

import pytest

from provender.core.recipe import Limits, Loop, Price, Recipe
from provender.recipes import models
from provender.recipes.schema import FILE, schema, schema_text

RECIPES = sorted((Path(__file__).parent.parent.parent / "recipes").glob("*.yaml"))


def test_the_shipped_schema_is_fresh() -> None:
    assert FILE.read_text("utf-8") == schema_text(), "run: python -m provender.recipes.schema > " + FILE.name


@pytest.mark.parametrize(
    ("model", "core"), [(models.LimitsModel, Limits), (models.LoopModel, Loop), (models.PriceModel, Price)]
)
def test_the_models_have_the_keys_of_the_core(model: type[models.Model], core: type) -> None:
    assert set(model.model_fields) == {field.name for field in fields(core)}


def test_the_recipe_has_the_keys_of_the_core() -> None:
    elsewhere = {"splits", "folder"}  # splits stand under the anchor, the folder is where the file lies

    assert set(models.RecipeModel.model_fields) | elsewhere == {field.name for field in fields(Recipe)}


def test_every_key_is_explained() -> None:
    described = schema()["properties"]

    assert isinstance(described, dict)
    assert [name for name, entry in described.items() if not entry.get("description")] == []


@pytest.mark.parametrize("file", RECIPES, ids=[file.name for file in RECIPES])
def test_a_shipped_recipe_points_at_the_schema(file: Path) -> None:
    first = file.read_text("utf-8").partition("\n")[0]
    path = first.removeprefix("# yaml-language-server: $schema=")

    assert (file.parent / path).resolve() == FILE.resolve()
