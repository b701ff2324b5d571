"""What a finished run gives away: the exports its recipe names, and the report."""

from pathlib import Path

from provender.core.recipe import Use
from provender.report.page import page
from provender.run.ledger.export import export
from provender.run.ledger.facts import read_facts
from provender.run.ledger.samples import drawn, samples
from provender.store.folder import RunFolder


def write_exports(folder: RunFolder, uses: tuple[Use, ...]) -> list[Path]:
    """Run each exporter; the folders that they filled."""
    facts = read_facts(folder) if uses else {}
    return [export(folder, use, facts) for use in uses]


def write_report(folder: RunFolder) -> Path:
    """Draw the report of a finished run; where it lies.

    Raises:
        InputError: the run is not finished.
    """
    facts = read_facts(folder)
    html = page(facts, drawn(samples(folder, accepted=facts["accepted"])))
    return folder.write_derived("report", "index.html", [html.encode()])
