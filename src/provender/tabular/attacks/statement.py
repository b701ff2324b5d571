"""What somebody who answers for a release can sign: what was tried, what was found, what is not known."""

from collections.abc import Mapping, Sequence

from provender.core.chart import Chart, Sheet
from provender.core.registry import names
from provender.core.verdict import Finding

HOME = "tabular/attacks/"
_SILENT = (
    "It is no statement of law: whether these figures suffice is for those to say who know the data and its use.",
    "That an attack found nothing does not show that nothing is there; only differential privacy promises that.",
    "The figures hold for this table and the rows named; a table made anew is tested anew.",
)


def statement(findings: Sequence[Finding], left: Mapping[str, str]) -> list[Chart]:
    """Sheets for a person who must decide; none where no attack was made.

    Args:
        left: attack -> why it was not made.
    """
    made = [finding for finding in findings if finding.audit.startswith(HOME)]
    if not made:
        return []
    rows = tuple(
        (finding.audit.removeprefix(HOME).replace("_", " "), _said(finding), finding.reason) for finding in made
    )
    tried = {finding.audit for finding in made}
    untried = [(name, left.get(name, "not asked for")) for name in names("audit") if name.startswith(HOME)]
    missing = [(name.removeprefix(HOME).replace("_", " "), why) for name, why in untried if name not in tried]
    return [
        Sheet(title="What was tried and found", head=("attack", "result", "figures"), rows=rows),
        Sheet(
            title="What was not tried",
            head=("attack", "why"),
            rows=(*missing, ("all others", "attackers with other knowledge, other questions or other tables")),
        ),
        Sheet(
            title="What this does not say",
            head=(),
            rows=tuple((line,) for line in _SILENT),
        ),
        Sheet(title="Read and decided", head=("name", "date", "decision"), rows=(("", "", ""), ("", "", ""))),
    ]  # fmt: skip


def _said(finding: Finding) -> str:
    """A result in a few words."""
    if finding.broken:
        return "leak: beyond the limit"
    if finding.reason.startswith("nothing was tested"):
        return "no test"
    if finding.limit is not None and finding.interval.high > finding.limit:
        return "not beyond the limit, but not ruled out"
    return "under the limit"
