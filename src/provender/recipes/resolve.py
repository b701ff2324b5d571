"""What a recipe leaves unsaid, filled in: generators that its limits choose, all verifiers of its generators' wings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace

from provender.core import registry
from provender.core.dials import has_default
from provender.core.recipe import Recipe, Use, wing_of


def resolve(recipe: Recipe) -> Recipe:
    """The recipe with its generators chosen and its verifiers named.

    Those of the generators' wings are taken in the order of their names; one that cannot work without dials is left
    to recipes that set them, and one for other topics than are made would only cost its import in every worker.
    Over several wings, each of which no verifier is named is judged by all of its own.

    Guarantees:
        Resolving again changes nothing; verifiers that are named stay as they are.
    """
    recipe = chosen(recipe)
    if recipe.wings:
        named = {wing_of(use.name) for use in recipe.verifiers}
        missing = tuple(use for name in sorted(recipe.wings) if name not in named for use in _all(recipe, name))
        return replace(recipe, verifiers=(*missing, *recipe.verifiers))
    if recipe.verifiers:
        return recipe
    return replace(recipe, verifiers=tuple(_all(recipe, *{wing_of(use.name) for use in recipe.generators})))


def _all(recipe: Recipe, *wings: str) -> list[Use]:
    """All verifiers of wings that may judge what a recipe makes."""
    found = [name for name in registry.names("verifier") if wing_of(name) in wings]
    topics = [_topics(use.name) for use in recipe.generators if wing_of(use.name) in wings]
    made = None if None in topics else {topic for some in topics for topic in some or ()}
    return [Use(name=name) for name in found if _needs_nothing(name) and _may_judge(name, made)]


def chosen(recipe: Recipe) -> Recipe:
    """The recipe with each generator that leaves the choice to the recipe's limits replaced by what they choose."""
    parts = [(use, registry.find("generator", use.name)) for use in recipe.generators]
    uses = tuple(part.instead(use, recipe.limits) if hasattr(part, "instead") else use for use, part in parts)
    return recipe if uses == recipe.generators else replace(recipe, generators=uses)


def reasons(recipe: Recipe) -> dict[int, tuple[str, str]]:
    """Place of a generator that leaves the choice to the recipe's limits -> the name of what they choose, and why."""
    parts = {at: (use, registry.find("generator", use.name)) for at, use in enumerate(recipe.generators)}
    told = {at: part.settled(use, recipe.limits) for at, (use, part) in parts.items() if hasattr(part, "settled")}
    return {at: (str(choice[0]), str(choice[1])) for at, choice in told.items() if choice is not None}


def _topics(name: str) -> Sequence[str] | None:
    """The topics that a generator makes; None where it does not say."""
    makes: Mapping[str, Sequence[str]] = getattr(registry.find("generator", name), "makes", {})
    return makes.get("topic")


def _may_judge(name: str, made: Collection[str] | None) -> bool:
    """Whether a verifier is for one of the topics that are made, or for any."""
    judges: Mapping[str, Sequence[str]] = getattr(registry.find("verifier", name), "judges", {})
    return made is None or "topic" not in judges or bool(set(judges["topic"]) & set(made))


def _needs_nothing(name: str) -> bool:
    """Whether every dial of a verifier has a default."""
    part = registry.find("verifier", name)
    return all(has_default(field) for field in fields(part) if field.init)
