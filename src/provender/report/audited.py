"""The page of what was audited outside a run: every audit's finding with its charts. Static, like the report."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from provender.core.chart import Chart
from provender.report.charts import audited, drawn
from provender.report.page import drawn_blocks, environment, file_text


def audit_page(
    name: str, findings: Sequence[Mapping[str, Any]], *, verb: str, rows: Mapping[str, int],
    left: Mapping[str, str] | None = None, statement: Sequence[Chart] = (),
) -> str:  # fmt: skip
    """The page; text is escaped by the template.

    Args:
        findings: as `Finding.plain` gives them.
        verb: that made it.
        rows: what was read -> how many rows.
        left: audit -> why it found nothing.
        statement: sheets for whoever answers for the release.
    """
    template = environment().from_string(file_text("audited.html"))
    sheets = [("For whoever answers for the release", [drawn(sheet) for sheet in statement])] if statement else []
    blocks = [*sheets, *audited(findings)]
    style = Markup(file_text("page.css"))
    return template.render(
        name=name, findings=findings, verb=verb, rows=rows, left=left or {}, blocks=drawn_blocks(blocks), style=style
    )
