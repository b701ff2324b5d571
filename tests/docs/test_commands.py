"""The commands that the pages show are run, in order, and print what the pages say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.docs.pages import HOME, Block, blocks, commands, pages, prints

_NEEDS_DATA = {"docs/how-to/hear-real-teachers.md"}
_QUICK = {"README.md"}
_DOCTEST = """
import doctest
failed, _ = doctest.testfile("block.txt", module_relative=False, optionflags=doctest.ELLIPSIS)
raise SystemExit(failed)
"""
_PROGRESS = re.compile(r"^[\d,]+ of [\d,]+ records, .*\n", re.MULTILINE)  # a slow machine tells of it now and then
_SECONDS = 300


def marks(name: str) -> list[pytest.MarkDecorator]:
    """Which tests a page belongs to."""
    return [pytest.mark.slow] * (name not in _QUICK) + [pytest.mark.real] * (name in _NEEDS_DATA)


def shown() -> list[str]:
    """The pages that show commands."""
    names = [str(page.relative_to(HOME)) for page in pages()]
    kinds = {name: {block.language for block in blocks((HOME / name).read_text("utf-8"))} for name in names}
    return [name for name in names if kinds[name] & {"console", "python"}]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small copy of the clone, where `provender` and `python` are the copy's; the sources are the clone's own."""
    (tmp_path / "bin").mkdir()
    for name, words in {"python": "", "provender": " -m provender"}.items():
        script = tmp_path / "bin" / name
        script.write_text(f'#!/bin/sh\nexec {sys.executable}{words} "$@"\n')
        script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    folder = tmp_path / "clone"
    folder.mkdir()
    _copied("recipes", folder)
    for name in ("src", "tests"):
        (folder / name).symlink_to(HOME / name)  # what was compiled of them once serves every page
    shutil.copy(HOME / "pyproject.toml", folder)
    monkeypatch.setenv("PYTHONPATH", str(folder / "src"))
    return folder


def _copied(name: str, folder: Path) -> None:
    """A folder of the clone, copied."""
    shutil.copytree(HOME / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))


def run(words: list[str], folder: Path, given: str | None = None) -> tuple[int, str]:
    """Exit code and all that was printed."""
    done = subprocess.run(
        words, cwd=folder, input=given or "", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=_SECONDS, check=False,
    )  # fmt: skip
    return done.returncode, _PROGRESS.sub("", done.stdout)


def faults(block: Block, folder: Path) -> Iterator[str]:
    """Do what a block says; tells where something fails or prints other than is shown."""
    if block.title:
        (folder / block.title).write_text(block.text, encoding="utf-8")
    elif block.language == "console":
        for command in commands(block):
            code, out = run(["bash", "-c", command.words], folder)
            if code or (command.shown and not prints(command.shown, out)):
                yield f"line {block.line}: {command.words}\nexit code {code}\n{out}"
    elif block.language == "python":
        tested = ">>>" in block.text
        (folder / "block.txt").write_text(block.text, encoding="utf-8")
        code, out = run(["python", "-c", _DOCTEST] if tested else ["python", "-"], folder, block.text)
        if code:
            yield f"line {block.line}\n{out}"


@pytest.mark.parametrize("name", [pytest.param(name, marks=marks(name)) for name in shown()])
def test_a_page_does_what_it_shows(
    name: str, place: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name in _NEEDS_DATA:
        monkeypatch.setenv("PROVENDER_DATA", str(request.getfixturevalue("data")))

    shown_here = [*blocks((HOME / name).read_text("utf-8"))]
    if any(block.title.startswith("src/") for block in shown_here):
        for folder in ("src", "tests"):
            (place / folder).unlink()
            _copied(folder, place)
    first = next((fault for block in shown_here for fault in faults(block, place)), "")

    assert not first, first
