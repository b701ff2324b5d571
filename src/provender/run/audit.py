"""Audits of a whole run, committed with it; a broken limit is told after everything is safe."""

from provender.core.verdict import Finding
from provender.run.ledger.dataset import Accepted, tried
from provender.run.workshop import Workshop
from provender.stages.calibrate import calibrate
from provender.store.folder import RunFolder

AUDIT = "audit"
TASK = "run"


def audit(folder: RunFolder, workshop: Workshop) -> list[Finding]:
    """What the recipe's audits find in the accepted records; committed findings are not looked for again."""
    if not workshop.recipe.audits:
        return []
    commit = folder.committed(AUDIT, TASK)
    if commit is None:
        records = [judged.record for judged in Accepted(folder=folder, facts={}).records()]
        with workshop.beside():
            findings = calibrate(workshop.recipe, records, workshop.anchor(), tried=lambda: tried(folder))
        commit = folder.commit(AUDIT, TASK, what={"findings": [finding.plain() for finding in findings]})
    return [Finding.of(told) for told in commit.what["findings"]]
