"""What a recipe may not do with private rows: under epsilon, whatever looks at them is paid for or refused."""

from provender.core import registry
from provender.core.errors import RecipeError
from provender.core.recipe import Recipe
from provender.recipes.text import Marks


def check_privacy(recipe: Recipe, marks: Marks) -> None:
    """Refuse what would look at private rows without being paid for.

    Raises:
        RecipeError: a private learner has no epsilon, or there are two, or some rows are held back; under epsilon an
            audit or a student would look at the same rows unpaid; a budget is named without an epsilon, or is less.
    """
    parts = [registry.find("generator", use.name) for use in recipe.generators]
    keepers = [place for place, part in enumerate(parts) if getattr(part, "keeps_epsilon", False)]
    for place in keepers:
        _check_keeper(recipe, place, marks)
    if recipe.limits.epsilon is None:
        if recipe.limits.budget is not None:
            where = marks.at("limits", "budget")
            raise RecipeError(
                "a budget without an epsilon", where=where, mend="say what this release may cost: epsilon"
            )
        return
    if recipe.limits.budget is not None and recipe.limits.budget < recipe.limits.epsilon:
        what = f"budget={recipe.limits.budget:g} is less than this release alone, epsilon={recipe.limits.epsilon:g}"
        raise RecipeError(what, where=marks.at("limits", "budget"), mend="raise it, or lower epsilon")
    if len(keepers) > 1:
        mend = "make two recipes of it: each is a release of its own, and the table's account adds them up"
        raise RecipeError("two learners would share one epsilon", where=marks.at("generators", keepers[1]), mend=mend)
    if keepers:
        _check_onlookers(recipe, marks)
        _check_whole(recipe, marks)


def _check_keeper(recipe: Recipe, place: int, marks: Marks) -> None:
    """A private learner's budget stands in one place, the recipe's limits."""
    use = recipe.generators[place]
    if recipe.limits.epsilon is None:
        mend = "add limits: {epsilon: 1.0}, or take tabular/autoregressive, which claims no such privacy"
        raise RecipeError(f"{use.name} needs a budget", where=marks.at("generators", place), mend=mend)
    for dial in ("epsilon", "delta"):
        if dial in use.dials:
            where = marks.at("generators", place, "dials", dial)
            raise RecipeError(f"{dial} stands under limits", where=where, mend=f"say limits: {{{dial}: ...}}")


def _check_whole(recipe: Recipe, marks: Marks) -> None:
    """All rows are learned: who is held back depends on how all columns are read, so that one row could move others."""
    if recipe.splits.get("reference", 0.0) < 1:
        mend = "say anchor: {splits: {reference: 1.0}}; rows to compare with come from a file of their own"
        what = "a private learner takes all rows: which are held back would depend on each of them"
        raise RecipeError(what, where=marks.at("anchor", "splits"), mend=mend)


def _check_onlookers(recipe: Recipe, marks: Marks) -> None:
    """Nobody else looks at the rows that are paid for: what an audit or an examiner reports of them is a release."""
    reader = recipe.anchor
    if reader is not None and reader.dials.get("private") is False:
        return
    for key, there in (("audits", bool(recipe.audits)), ("student", recipe.student is not None)):
        if there:
            mend = f"leave {key} out and judge the exported table apart, for your own eyes; what you publish costs"
            raise RecipeError(f"{key} would look at private rows unpaid", where=marks.at(key), mend=mend)
