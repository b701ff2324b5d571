"""Generators that learn: each is fitted once on the anchor's reference, and its artefact kept."""

from dataclasses import replace
from pathlib import Path
from time import process_time
from typing import Any, cast

from provender.core.artefact import Artefact
from provender.core.errors import RecipeError, discreet
from provender.core.protocols import Fittable, PrivateFittable, Secret
from provender.core.recipe import Recipe
from provender.recipes.resolve import reasons, resolve
from provender.run.lockfile import settle
from provender.run.spending import pay
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

FIT = "fit"


def fit_generators(workshop: Workshop, folder: RunFolder) -> dict[int, Artefact]:
    """Generator position -> what it learned; an artefact that is committed is not fitted again."""
    return {at: _fit(part, workshop, folder, at=at) for at, part in learners(workshop).items()}


def learned(recipe: Recipe, output: Path) -> Workshop:
    """The recipe's workshop with its generators fitted, and no record made.

    Args:
        output: folder of the run folders; the recipe's run goes on from there without learning again.

    Raises:
        RecipeChanged: the run on disk was made from another recipe.
        RunLocked: another process drives this run.
    """
    workshop = Workshop(recipe=resolve(recipe), reasons=reasons(recipe))
    folder = RunFolder(output / recipe.name)
    with folder.lock():
        settle(folder, workshop)
        return replace(workshop, fitted=fit_generators(workshop, folder))


def learners(workshop: Workshop) -> dict[int, Fittable]:
    """Generator position -> the part, where it learns."""
    parts = (workshop.part("generator", use) for use in workshop.recipe.generators)
    return {at: part for at, part in enumerate(parts) if hasattr(part, "fit")}


def fit_once(workshop: Workshop) -> dict[int, Artefact]:
    """As `fit_generators`, but nothing is kept: for a look beforehand.

    Raises:
        RecipeError: a learner is differentially private: every look at its rows is a release, and has its price.
    """
    if any(keeps_epsilon(part) for part in learners(workshop).values()):
        mend = "run the recipe: rows that are made once may be looked at as often as you like"
        what = "a look beforehand would spend privacy that nobody counts"
        raise RecipeError(what, where=workshop.recipe.name, mend=mend)
    parts, uses = learners(workshop), workshop.recipe.generators
    return {at: _learned(part, workshop.of(uses[at].name)) for at, part in parts.items()}


def _learned(part: Fittable, workshop: Workshop, *, noise: Secret | None = None) -> Artefact:
    """What a part learns from the anchor's reference."""
    anchor = workshop.anchor()
    with discreet(private=anchor.private):
        return part.fit(anchor.reference, seed=workshop.recipe.seed, noise=noise)


def _fit(part: Fittable, workshop: Workshop, folder: RunFolder, *, at: int) -> Artefact:
    """One fit, or the artefact of the one that is committed."""
    task = f"g{at:03d}"
    commit = folder.committed(FIT, task)
    if commit is not None:
        return folder.artefact(commit.what["artefact"])
    own, began = workshop.of(workshop.recipe.generators[at].name), process_time()
    paid = pay(cast("PrivateFittable", part), own) if keeps_epsilon(part) else None
    artefact = _learned(part, own, noise=paid.noise if paid else None)
    folder.put_artefact(artefact)
    what: dict[str, Any] = {"artefact": artefact.digest, "made_by": artefact.made_by}
    if paid:
        what["privacy"] = dict(paid.facts)
    if choice := choice_of(part, workshop, at=at):
        what["choice"] = choice
    folder.commit(FIT, task, shards=[], what=what, cost={"cpu_s": round(process_time() - began, 6)})
    return artefact


def choice_of(part: object, workshop: Workshop, *, at: int) -> list[str]:
    """The generator that was chosen, by the recipe's limits or for the reference, and why; nothing where none was."""
    if at in workshop.reasons:
        return list(workshop.reasons[at])
    if not hasattr(part, "choice"):
        return []
    anchor = workshop.of(workshop.recipe.generators[at].name).anchor()
    with discreet(private=anchor.private):
        return [str(word) for word in part.choice(anchor.reference)]


def keeps_epsilon(part: object) -> bool:
    """Whether a learner is differentially private, and so has to be paid for."""
    return bool(getattr(part, "keeps_epsilon", False))
