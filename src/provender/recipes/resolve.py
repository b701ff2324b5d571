"""What a recipe leaves unsaid, filled in: no verifiers means all verifiers of its generators' wings."""

from dataclasses import fields, replace

from provender.core import registry
from provender.core.dials import has_default
from provender.core.recipe import Recipe, Use


def resolve(recipe: Recipe) -> Recipe:
    """The recipe with its verifiers named.

    Those of the generators' wings are taken in the order of their names; one that cannot work without dials is left
    to recipes that set them.

    Guarantees:
        Resolving again changes nothing; verifiers that are named stay as they are.
    """
    if recipe.verifiers:
        return recipe
    wings = {use.name.partition("/")[0] for use in recipe.generators}
    found = [name for name in registry.names("verifier") if name.partition("/")[0] in wings]
    return replace(recipe, verifiers=tuple(Use(name=name) for name in found if _needs_nothing(name)))


def _needs_nothing(name: str) -> bool:
    """Whether every dial of a verifier has a default."""
    part = registry.find("verifier", name)
    return all(has_default(field) for field in fields(part) if field.init)
