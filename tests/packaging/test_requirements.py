"""The pinned requirements: complete, hashed, and silent about where packages come from."""

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

HOME = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
FILES = sorted((HOME / "requirements").glob("*.txt"))


def pins(name: str) -> dict[str, list[Requirement]]:
    """Package -> its pins (one for each range of Python versions) in a requirements file."""
    text = (HOME / "requirements" / name).read_text("utf-8").replace("\\\n", " ")
    found: dict[str, list[Requirement]] = {}
    for line in text.splitlines():
        pin = Requirement(line.partition(" --hash")[0])
        found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def wanted(*groups: str) -> list[Requirement]:
    """The requirements of dependency groups."""
    entries = [entry for group in groups for entry in PROJECT["dependency-groups"][group]]
    return [Requirement(entry) for entry in entries if isinstance(entry, str)]


CORE = [Requirement(entry) for entry in PROJECT["project"]["dependencies"]]
QUICKSTART = [Requirement(entry) for entry in PROJECT["project"]["optional-dependencies"]["quickstart"]]
EXTRAS = [Requirement(entry) for extra in PROJECT["project"]["optional-dependencies"].values() for entry in extra]
CASES = [
    ("run.txt", [*CORE, *QUICKSTART]),
    ("dev.txt", [*CORE, *(entry for entry in EXTRAS if entry.name != "provender"), *wanted("dev", "build")]),
    ("build.txt", wanted("build")),
    ("uv.txt", wanted("uv")),
]


@pytest.mark.parametrize(("name", "requirements"), CASES, ids=[name for name, _ in CASES])
def test_requirements_pin_all_that_the_project_asks_for(name: str, requirements: list[Requirement]) -> None:
    pinned = pins(name)

    for requirement in requirements:
        for pin in pinned[canonicalize_name(requirement.name)]:
            (exact,) = pin.specifier
            assert exact.operator == "=="
            assert requirement.specifier.contains(exact.version), f"run `make lock`: {requirement} is pinned {exact}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_requirements_hash_every_pin_and_name_no_place(file: Path) -> None:
    text = file.read_text("utf-8")

    entries = re.split(r"\n(?! )", text.rstrip("\n"))
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_requirements_agree_with_each_other() -> None:
    everything = {name: sorted(map(str, entries)) for name, entries in pins("dev.txt").items()}

    for name in ("run.txt", "build.txt"):
        assert all(sorted(map(str, entries)) == everything[package] for package, entries in pins(name).items())


def test_every_dependency_is_imported_by_some_file() -> None:
    homes = packages_distributions()
    imported: set[str] = set()
    for file in (HOME / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            imported |= {canonicalize_name(home) for name in names for home in homes.get(name.split(".")[0], ())}

    asked = {canonicalize_name(entry.name) for entry in (*CORE, *EXTRAS)} - {"provender"}
    assert asked - imported == set()
