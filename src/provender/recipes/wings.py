"""A recipe over several wings, as each of them sees it: what it must say, and where the file says it."""

from collections.abc import Iterator

from provender.core.errors import RecipeError, UnknownName
from provender.core.recipe import Recipe, wing_of
from provender.recipes.text import Marks, Path

_OWN = ("anchor", "mix", "student")  # and accept, whose default cannot be told from its being said


def check_wings(recipe: Recipe, marks: Marks) -> None:
    """Refuse wings that leave something open.

    Raises:
        UnknownName: a wing of which there is no generator.
        RecipeError: a generator is of no wing that is told of, or something is said of all that each must say itself.
    """
    made = {wing_of(use.name) for use in recipe.generators}
    for name in recipe.wings:
        if name not in made:
            raise UnknownName.among("wing of these generators", name, made, where=marks.at("wings", name))
    for place, use in enumerate(recipe.generators):
        wing = wing_of(use.name)
        if recipe.wings and wing not in recipe.wings:
            mend = f"add wings: {{{wing}: {{accept: ...}}}}, with its anchor and student where it has some"
            raise RecipeError(f"wings says nothing of {wing}", where=marks.at("generators", place), mend=mend)
    usual = Recipe(name=recipe.name, generators=())
    for key in (*_OWN, "accept"):
        if recipe.wings and getattr(recipe, key) != getattr(usual, key):
            mend = f"say it of each: wings: {{{next(iter(recipe.wings))}: {{{key}: ...}}}}"
            raise RecipeError(f"{key} is a wing's own where there are several", where=marks.at(key), mend=mend)


def views(recipe: Recipe, marks: Marks) -> Iterator[tuple[Recipe, Marks]]:
    """The recipe as each wing sees it, with the places where the file says so; of one wing, as it stands."""
    for name, view in recipe.views().items():
        if not name:
            yield view, marks
            continue
        own = [place for place, use in enumerate(recipe.generators) if wing_of(use.name) == name]
        moved: dict[Path, Path] = {(key,): ("wings", name, key) for key in (*_OWN, "accept")}
        moved |= {("generators", new): ("generators", old) for new, old in enumerate(own)}
        yield view, marks.seen_as(moved)
