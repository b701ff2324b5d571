"""What the docstrings of core show is what happens."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

CORE = Path(__file__).parent.parent.parent / "src" / "provender" / "core"


@pytest.mark.parametrize("name", sorted(file.stem for file in CORE.glob("[!_]*.py")))
def test_the_examples_in_docstrings_hold(name: str) -> None:
    assert doctest.testmod(import_module(f"provender.core.{name}"), optionflags=doctest.ELLIPSIS).failed == 0
