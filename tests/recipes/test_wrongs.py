"""Recipes that are wrong, each a file: its first line tells `what | where | mend`, its second the error's name."""

from pathlib import Path

import pytest

from provender.core import errors
from provender.core.errors import ProvenderError
from provender.recipes.load import load_recipe

WRONGS = sorted((Path(__file__).parent.parent / "wrongs" / "recipes").glob("*.yaml"))


@pytest.mark.parametrize("file", WRONGS, ids=[file.stem for file in WRONGS])
def test_a_wrong_recipe_gets_its_error(file: Path) -> None:
    told, kind, *_ = file.read_text("utf-8").splitlines()
    what, where, mend = told.removeprefix("# ").split(" | ")

    with pytest.raises(ProvenderError) as caught:
        load_recipe(file)

    assert what in caught.value.what
    assert caught.value.where.endswith(where)
    assert caught.value.where.startswith(str(file))
    assert mend in caught.value.mend
    assert type(caught.value) is getattr(errors, kind.removeprefix("# "))
