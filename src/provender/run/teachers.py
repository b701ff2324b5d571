"""The run's one gateway to its teachers, journalled in the run's folder."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from provender.backends.teachers.gateway import Gateway
from provender.run.workshop import Workshop
from provender.store.folder import RunFolder

JOURNAL = "teachers"


@contextmanager
def open_gateway(
    workshop: Workshop,
    folder: RunFolder,
    *,
    max_cost: float | None,
    notice: Callable[[str], None] | None = None,
    journal: str = JOURNAL,
) -> Iterator[Gateway]:
    """A gateway to every teacher of the recipe; the lower of the two cost limits holds.

    What `journal` holds already is not asked again.

    What befalls a teacher's line goes to the run's events as "teacher_<what>"; `notice` gets a sentence when it is
    paused, and when it goes on.
    """
    uses = workshop.recipe.teachers
    limits = [limit for limit in (max_cost, workshop.recipe.limits.max_cost) if limit is not None]

    def tell(kind: str, facts: dict[str, object]) -> None:
        folder.event(f"teacher_{kind}", **facts)
        if notice and (line := sentence(kind, facts)):
            notice(line)

    with workshop.beside():  # the gateway keeps these surroundings for its calls
        gateway = Gateway(
            teachers={name: workshop.part("teacher", use) for name, use in uses.items()},
            prices={name: use.price for name, use in uses.items() if use.price},
            paces={name: use.pace for name, use in uses.items() if use.pace},
            journal=folder.journal(journal),
            max_cost=min(limits, default=None),
            tell=tell,
        )
    with gateway:
        yield gateway


def with_teachers(workshop: Workshop, folder: RunFolder, stack: ExitStack, *, journal: str = JOURNAL) -> Workshop:
    """The workshop with a journalled door to its teachers until `stack` closes, where it has any."""
    if not workshop.recipe.teachers:
        return workshop
    stack.enter_context(folder.lock())
    gateway = stack.enter_context(open_gateway(workshop, folder, max_cost=None, journal=journal))
    return replace(workshop, teachers=gateway.proxies())


def sentence(kind: str, facts: dict[str, object]) -> str:
    """An event of a teacher's line for people; "" for one that only the events need."""
    match kind:
        case "paused":
            why = f"{facts['faults']} faults in a row, the last: {facts['fault']}"
            return f"teacher {facts['teacher']}: paused for {facts['seconds']:g} s after {why}"
        case "resumed":
            return f"teacher {facts['teacher']}: answers again after {facts['seconds']:g} s"
    return ""
