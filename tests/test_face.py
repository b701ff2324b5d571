"""The face of the package: its names are what they say, whatever was imported before."""

import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import provender

SOURCE = Path(__file__).parent.parent / "src"


@pytest.mark.parametrize("name", provender.__all__)
def test_a_name_of_the_face_is_no_room(name: str) -> None:
    import provender.run.waves  # sets `provender.run`, and with it whatever else bore that name

    assert not isinstance(getattr(provender, name), ModuleType)


def test_the_face_offers_every_name_at_once() -> None:
    code = "from provender import *; print(load_recipe.__name__, run_recipe.__name__, RunOptions().workers)"
    ran = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )

    assert (ran.stdout, ran.stderr) == ("load_recipe run 2\n", "")


def test_an_unknown_name_of_the_face_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'teapot'"):
        provender.teapot  # noqa: B018
