"""Audits of a whole run, committed with it; a broken limit is told after everything is safe."""

from typing import Any

from provender.core.verdict import Finding, Interval
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
        commit = folder.commit(AUDIT, TASK, what={"findings": [_plain(finding) for finding in findings]})
    return [_finding(plain) for plain in commit.what["findings"]]


def _plain(finding: Finding) -> dict[str, object]:
    """A finding as JSON values."""
    return {
        "audit": finding.audit,
        "value": finding.value,
        "limit": finding.limit,
        "interval": [finding.interval.low, finding.interval.high],
        "reason": finding.reason,
        "parts": dict(finding.parts),
        "intervals": {name: [each.low, each.high] for name, each in finding.intervals.items()},
        "broken": finding.broken,
    }


def _finding(plain: dict[str, Any]) -> Finding:
    """Read what `_plain` wrote."""
    return Finding(
        audit=plain["audit"],
        value=plain["value"],
        limit=plain["limit"],
        interval=Interval(low=plain["interval"][0], high=plain["interval"][1]),
        reason=plain["reason"],
        parts=plain["parts"],
        intervals={name: Interval(low=low, high=high) for name, (low, high) in plain.get("intervals", {}).items()},
    )
