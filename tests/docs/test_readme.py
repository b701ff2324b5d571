"""The README's first screen, and what it promises."""

import re
from pathlib import Path

from tests.docs.pages import HOME, blocks

from provender.recipes.load import load_recipe

README = (HOME / "README.md").read_text("utf-8")
FIRST_SCREEN = README.partition("\n## ")[0]


def test_the_first_screen_is_forty_lines_at_most() -> None:
    assert len(FIRST_SCREEN.splitlines()) <= 40


def test_the_first_screen_holds_what_a_stranger_needs() -> None:
    languages = [block.language for block in blocks(FIRST_SCREEN)]

    assert "make run" in FIRST_SCREEN
    assert "make test" in FIRST_SCREEN
    assert languages.index("yaml") < languages.index("console")
    assert "**It refuses**" in FIRST_SCREEN


def test_the_quickstart_makes_as_many_records_as_promised() -> None:
    promised = re.search(r"the ([\d,]+) records of recipes/quickstart.yaml", FIRST_SCREEN)

    assert promised
    assert load_recipe(HOME / "recipes" / "quickstart.yaml").count == int(promised[1].replace(",", ""))


def test_every_make_target_that_pages_name_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (HOME / "Makefile").read_text("utf-8"), flags=re.MULTILINE))
    files = [HOME / "README.md", HOME / "CONTRIBUTING.md", HOME / "ARCHITECTURE.md", *(HOME / "docs").rglob("*.md")]
    named = {name for file in files for name in re.findall(r"^make ([a-z]+)", fenced(file), flags=re.MULTILINE)}

    assert not named - targets


def fenced(file: Path) -> str:
    """What a page writes as code, one piece a line."""
    text = file.read_text("utf-8")
    return "\n".join([*re.findall(r"`([^`\n]+)`", text), *(block.text for block in blocks(text))])
