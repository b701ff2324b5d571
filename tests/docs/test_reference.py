"""The pages of docs/reference/ say what the parts, the schema and the verbs say today."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.docs.pages import HOME

FOLDER = HOME / "docs" / "reference"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages made again, in a process of their own: parts that other tests offer must not get in."""
    folder = tmp_path_factory.mktemp("reference")
    words = [sys.executable, str(HOME / "tools" / "reference.py"), str(folder)]
    subprocess.run(words, env={**os.environ, "PYTHONPATH": str(HOME / "src")}, check=True)
    return folder


@pytest.mark.parametrize("name", sorted(file.name for file in FOLDER.glob("*.md")))
def test_a_reference_page_is_fresh(name: str, made: Path) -> None:
    assert (FOLDER / name).read_text("utf-8") == (made / name).read_text("utf-8"), "run: make docs"


def test_every_reference_page_is_there(made: Path) -> None:
    assert {file.name for file in made.iterdir()} == {file.name for file in FOLDER.iterdir()}


def test_every_dial_and_key_is_explained() -> None:
    bare = [
        f"{page.name}: {line}"
        for page in FOLDER.glob("*.md")
        for line in page.read_text("utf-8").splitlines()
        if line.startswith("| `") and line.rstrip().endswith("|  |")
    ]

    assert not bare
