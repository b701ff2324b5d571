"""Generators that learn: each is fitted once on the anchor's reference, and its artefact kept."""

from provender.core.artefact import Artefact
from provender.core.protocols import Fittable
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

FIT = "fit"


def fit_generators(workshop: Workshop, folder: RunFolder) -> dict[int, Artefact]:
    """Generator position -> what it learned; an artefact that is committed is not fitted again."""
    fitted = {}
    for position, use in enumerate(workshop.recipe.generators):
        part = workshop.part("generator", use)
        if hasattr(part, "fit"):
            fitted[position] = _fit(part, workshop, folder, task=f"g{position:03d}")
    return fitted


def _fit(part: Fittable, workshop: Workshop, folder: RunFolder, *, task: str) -> Artefact:
    """One fit, or the artefact of the one that is committed."""
    commit = folder.committed(FIT, task)
    if commit is not None:
        return folder.artefact(commit.what["artefact"])
    artefact = part.fit(workshop.anchor().reference, seed=workshop.recipe.seed, noise=None)
    folder.put_artefact(artefact)
    folder.commit(FIT, task, shards=[], what={"artefact": artefact.digest, "made_by": artefact.made_by}, cost={})
    return artefact
