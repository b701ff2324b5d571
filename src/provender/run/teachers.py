"""The run's one gateway to its teachers, journalled in the run's folder."""

from collections.abc import Iterator
from contextlib import contextmanager

from provender.backends.teachers.gateway import Gateway
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

JOURNAL = "teachers"


@contextmanager
def open_gateway(workshop: Workshop, folder: RunFolder, *, max_cost: float | None) -> Iterator[Gateway]:
    """A gateway to every teacher of the recipe; the lower of the two cost limits holds."""
    uses = workshop.recipe.teachers
    limits = [limit for limit in (max_cost, workshop.recipe.limits.max_cost) if limit is not None]
    with workshop.beside():  # the gateway keeps these surroundings for its calls
        gateway = Gateway(
            teachers={name: workshop.part("teacher", use) for name, use in uses.items()},
            prices={name: use.price for name, use in uses.items() if use.price},
            journal=folder.journal(JOURNAL),
            max_cost=min(limits, default=None),
        )
    with gateway:
        yield gateway
