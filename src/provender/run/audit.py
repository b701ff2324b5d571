"""Audits of a whole run, committed with it; a broken limit is told after everything is safe."""

from provender.core.verdict import Finding
from provender.run.ledger.dataset import Accepted, tried
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
        records = [judged.record for judged in Accepted(folder=folder, facts={}).records()]
        with workshop.beside():
            left: dict[str, str] = {}
            findings = calibrate(
                workshop.recipe, records, workshop.anchor(), tried=lambda: tried(folder), left=left.__setitem__
            )
        what = {"findings": [finding.plain() for finding in findings], "left": left}
        commit = folder.commit(AUDIT, TASK, what=what)
    return [Finding.of(told) for told in commit.what["findings"]]
