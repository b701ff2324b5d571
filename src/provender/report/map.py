"""The page of a map: its plan, what is in it, and what was left out. Static, like the report."""

from collections.abc import Sequence

from markupsafe import Markup

from provender.report.page import environment, file_text


def map_page(
    name: str, svg: str, *, counts: Sequence[tuple[str, int]], warnings: Sequence[tuple[str, str]], attribution: str
) -> str:
    """The page; text is escaped by the template.

    Args:
        svg: the plan, the wing's own drawing.
        counts: what there is, and how many.
        warnings: elements of the source with what was left out, mended or guessed.
    """
    template = environment().from_string(file_text("map.html"))
    return template.render(
        name=name,
        svg=svg,
        counts=counts,
        warnings=warnings,
        attribution=attribution,
        style=Markup(file_text("page.css")),
    )
