"""What a finished run gives away: the exports its recipe names, and the report."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from provender.core.protocols import Block
from provender.core.recipe import Use
from provender.core.verdict import Finding, Grade
from provender.report.charts import drawn as chart
from provender.report.gallery import Exhibit, gallery_page
from provender.report.page import page
from provender.run.cycle import LoopSummary
from provender.run.gallery import specimens
from provender.run.ledger.cycles import cycle_facts
from provender.run.ledger.export import export
from provender.run.ledger.facts import read_facts
from provender.run.ledger.marks import plain_scores
from provender.run.ledger.samples import drawn, samples
from provender.store.folder import RunFolder

_ATTACKS = "tabular/attacks/"


def write_exports(folder: RunFolder, uses: tuple[Use, ...]) -> list[Path]:
    """Run each exporter; the folders that they filled."""
    facts = read_facts(folder) if uses else {}
    return [export(folder, use, facts) for use in uses]


def write_report(folder: RunFolder) -> tuple[Path, list[Block]]:
    """Draw the report of a finished run; where it lies, and the tables that its audits and panels hold.

    Raises:
        InputError: the run is not finished.
    """
    facts = read_facts(folder)
    panels = drawn(samples(folder, accepted=facts["accepted"]))
    html = page(facts, [*_to_sign(facts), *panels])
    path = folder.write_derived("report", "index.html", [html.encode()])
    tables = [block for _, blocks in panels for block in blocks if block.head and block.rows]
    return path, [*_audited(facts), *tables]


def _to_sign(facts: Mapping[str, Any]) -> list[tuple[str, list[Block]]]:
    """Sheets for whoever answers for a release that was attacked; nothing where no attack was made."""
    findings = facts.get("findings", ())
    if not any(finding["audit"].startswith(_ATTACKS) for finding in findings):
        return []
    from provender.tabular.attacks.statement import statement

    sheets = statement([Finding.of(finding) for finding in findings], facts.get("left", {}))
    return [("For whoever answers for the release", [chart(sheet) for sheet in sheets])]


def _audited(facts: Mapping[str, Any]) -> Iterator[Block]:
    """One table of all audits that the report draws, and one for each other that told parts with intervals."""
    told = []
    for finding in facts.get("findings", []):
        low, high = finding["interval"]
        if finding.get("shown"):
            limit = "" if finding["limit"] is None else f"{finding['limit']:g}"
            told.append((finding["audit"], f"{finding['value']:.3f}", f"{low:.3f} to {high:.3f}", limit))
            continue
        rows = tuple(
            (name, f"{finding['parts'][name]:.3f}", f"{low:.3f} to {high:.3f}")
            for name, (low, high) in finding.get("intervals", {}).items()
        )
        if rows:
            title = f"audit {finding['audit']}: {finding['reason']}"
            yield Block(title=title, head=("of", "estimated", "95 % interval"), rows=rows)
    told += [(name, "", "left out", "") for name in facts.get("left", {})]
    if told:
        yield Block(title="", head=("audit", "value", "95 % interval", "limit"), rows=tuple(told))


def gallery() -> str:
    """The page that shows an example of every generator, as its wing's panels draw it."""
    branches: dict[str, list[Exhibit]] = {}
    for specimen in specimens():
        examples = {
            language: [block for _, blocks in drawn([judged]) for block in blocks]
            for language, judged in specimen.by_language.items()
        }
        proved = sum(judged.grade == Grade.PROVED.value for judged in specimen.by_language.values())
        exhibit = Exhibit(name=specimen.name, told=specimen.told, examples=examples, proved=proved)
        branches.setdefault(specimen.branch, []).append(exhibit)
    return gallery_page(branches)


def write_cycle_exports(summary: LoopSummary, uses: tuple[Use, ...]) -> None:
    """The exports of every cycle, each in its own run folder."""
    for folder in summary.folders:
        write_exports(folder, uses)


def write_loop_report(summary: LoopSummary, *, stopped: RunFolder | None = None) -> Path:
    """Draw the report of a loop: the last cycle's data, and the students' way through all of them.

    Args:
        stopped: the run that an alarm ended, after the cycles of `summary`.
    """
    last = stopped or summary.folders[-1]
    facts = read_facts(last)
    told = {**facts, "name": summary.folder.name, "cycles": cycle_facts(summary.cycles), "run": last.path.name}
    if stopped is None:
        alarms = [found.plain() for found in summary.cycles[-1].alarms]
        told["findings"] = [*alarms, *facts.get("findings", [])]
    told["exams"] = {name: plain_scores(marks) for name, marks in summary.exams.items()}
    html = page(told, drawn(samples(last, accepted=facts["accepted"])))
    return RunFolder(summary.folder).write_derived("report", "index.html", [html.encode()])
