"""Every link within the pages leads somewhere."""

from pathlib import Path

import pytest
from tests.docs.pages import HOME, anchors, links, pages

PAGES = pages()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(HOME)))
def test_every_link_leads_somewhere(page: Path) -> None:
    dead = []
    for link in links(page.read_text("utf-8")):
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if "://" in link or link.startswith("mailto:"):
            continue
        if not target.exists() or (heading and heading not in anchors(target.read_text("utf-8"))):
            dead.append(link)

    assert not dead


def test_every_page_of_the_docs_is_linked_from_another() -> None:
    linked = {
        (page.parent / link.partition("#")[0]).resolve() for page in PAGES for link in links(page.read_text("utf-8"))
    }
    docs = [page for page in PAGES if page.is_relative_to(HOME / "docs")]

    assert not [str(page.relative_to(HOME)) for page in docs if page not in linked]
