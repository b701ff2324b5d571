"""Audits of a whole run, committed with it; a broken limit is told after everything is safe."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from time import process_time

from provender.core.recipe import SERVES_ALL, Recipe, wing_of
from provender.core.record import Record
from provender.core.verdict import Finding
from provender.run.ledger.dataset import Accepted, of_wing, tried
from provender.run.workshop import Workshop
from provender.stages.calibrate import calibrate
from provender.store.folder import RunFolder

AUDIT = "audit"
TASK = "run"


def audit(folder: RunFolder, workshop: Workshop) -> list[Finding]:
    """What the recipe's audits find in the accepted records; committed findings are not looked for again.

    An audit that has nothing to measure in these data is committed as left out, with the reason.
    """
    if not workshop.recipe.audits:
        return []
    commit = folder.committed(AUDIT, TASK)
    if commit is None:
        began = process_time()
        records = [judged.record for judged in Accepted(folder=folder, facts={}).records()]
        findings, left = audited(workshop, records, tried=lambda: tried(folder))
        what = {"findings": [finding.plain() for finding in findings], "left": left}
        commit = folder.commit(AUDIT, TASK, what=what, cost={"cpu_s": round(process_time() - began, 6)})
    return [Finding.of(told) for told in commit.what["findings"]]


def audited(
    workshop: Workshop, records: Sequence[Record], *, tried: Callable[[], Sequence[Record]]
) -> tuple[list[Finding], dict[str, str]]:
    """What the recipe's audits find, each wing held against its own anchor; and which were left out, and why."""
    findings: list[Finding] = []
    left: dict[str, str] = {}
    for name, one in workshop.wings().items():
        own = of_wing(records, name)

        def made(wing: str = name) -> Sequence[Record]:
            return of_wing(tried(), wing)

        def leave(audit: str, why: str, wing: str = name) -> None:
            left[f"{audit} ({wing})" if wing else audit] = why

        recipe = one.recipe if one.recipe.anchor or not name else _held_against_nothing(one.recipe, leave)
        with one.beside():
            found = calibrate(recipe, own, one.anchor(), tried=made, left=leave)
        findings += [each.of_wing(name) for each in found]
    return findings, left


def _held_against_nothing(recipe: Recipe, leave: Callable[[str, str], None]) -> Recipe:
    """The recipe of a wing without an anchor, without the audits that serve every wing."""
    kept = tuple(use for use in recipe.audits if wing_of(use.name) != SERVES_ALL)
    for use in recipe.audits:
        if use not in kept:
            leave(use.name, "the wing has no anchor to be held against; add one to it")
    return replace(recipe, audits=kept)
