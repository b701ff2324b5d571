"""Generators that learn: each is fitted once on the anchor's reference, and its artefact kept."""

from provender.core.artefact import Artefact
from provender.core.errors import discreet
from provender.core.protocols import Fittable
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

FIT = "fit"


def fit_generators(workshop: Workshop, folder: RunFolder) -> dict[int, Artefact]:
    """Generator position -> what it learned; an artefact that is committed is not fitted again."""
    return {at: _fit(part, workshop, folder, task=f"g{at:03d}") for at, part in learners(workshop).items()}


def learners(workshop: Workshop) -> dict[int, Fittable]:
    """Generator position -> the part, where it learns."""
    parts = (workshop.part("generator", use) for use in workshop.recipe.generators)
    return {at: part for at, part in enumerate(parts) if hasattr(part, "fit")}


def fit_once(workshop: Workshop) -> dict[int, Artefact]:
    """As `fit_generators`, but nothing is kept: for a look beforehand."""
    return {at: _learned(part, workshop) for at, part in learners(workshop).items()}


def _learned(part: Fittable, workshop: Workshop) -> Artefact:
    """What a part learns from the anchor's reference."""
    anchor = workshop.anchor()
    with discreet(private=anchor.private):
        return part.fit(anchor.reference, seed=workshop.recipe.seed, noise=None)


def _fit(part: Fittable, workshop: Workshop, folder: RunFolder, *, task: str) -> Artefact:
    """One fit, or the artefact of the one that is committed."""
    commit = folder.committed(FIT, task)
    if commit is not None:
        return folder.artefact(commit.what["artefact"])
    artefact = _learned(part, workshop)
    folder.put_artefact(artefact)
    folder.commit(FIT, task, shards=[], what={"artefact": artefact.digest, "made_by": artefact.made_by}, cost={})
    return artefact
