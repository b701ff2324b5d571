"""The gallery page: every generator with an example, its steps marked as they were checked. Static, like the report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from provender.core.protocols import Block
from provender.report.page import environment, file_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """One generator on the page.

    Attributes:
        name, told: of the generator, plain text.
        examples: language -> what the wing's panel drew of its example there.
        proved: in how many of the languages the example was proved.
    """

    name: str
    told: str
    examples: Mapping[str, Sequence[Block]]
    proved: int


def gallery_page(branches: Mapping[str, Sequence[Exhibit]]) -> str:
    """The page; text is escaped by the template."""
    template = environment().from_string(file_text("gallery.html"))
    shown = [exhibit for exhibits in branches.values() for exhibit in exhibits]
    return template.render(
        branches=branches,
        count=len(shown),
        proved=sum(exhibit.proved == len(exhibit.examples) for exhibit in shown),
        style=Markup(file_text("page.css")),
    )
