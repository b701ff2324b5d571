"""Errors say what, where and the mend, and survive the way between processes."""

import pickle
import re
import traceback

import pytest

from provender.core import errors
from provender.core.errors import ProvenderError, RecipeError, UnknownName, discreet

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, ProvenderError)]
TREE = dict(re.findall(r"(\w+) +exit (\d+)", errors.__doc__ or ""))


def test_the_docstrings_tree_is_the_tree() -> None:
    assert {name: int(code) for name, code in TREE.items()} == {kind.__name__: kind.exit_code for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_says_what_where_and_the_mend(kind: type[ProvenderError]) -> None:
    assert str(kind("no", where="here", mend="so")) == "no\n  where: here\n  mend:  so"


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_comes_back_from_another_process(kind: type[ProvenderError]) -> None:
    sent = kind("no", where="here", mend="so")
    back = pickle.loads(pickle.dumps(sent))

    assert type(back) is kind
    assert (back.what, back.where, back.mend) == (sent.what, sent.where, sent.mend)


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("reasoning/gdc", "reasoning/arithmetic/gcd"),
        ("reasoning/arithmetic/gdc", "reasoning/arithmetic/gcd"),
        ("reasoning/aritmetic/gcd", "reasoning/arithmetic/gcd"),
        ("reasoning/sing", "reasoning/sign"),
        ("gcd", None),
    ],
)
def test_the_nearest_path_is_that_with_the_nearest_end(name: str, nearest: str | None) -> None:
    known = ["reasoning/sign", "reasoning/arithmetic/gcd", "reasoning/words/quantities"]

    mend = UnknownName.among("part", name, known, where="here").mend

    assert (f"did you mean {nearest!r}?" if nearest else f"known are: {', '.join(sorted(known))}") == mend


@pytest.mark.parametrize("left_out", ["where", "mend"])
def test_none_of_the_three_can_be_forgotten(left_out: str) -> None:
    told = {"where": "here", "mend": "so"}
    del told[left_out]

    with pytest.raises(TypeError, match=left_out):
        RecipeError("no", **told)


@pytest.mark.parametrize(
    ("known", "mend"),
    [
        (["gcd", "column"], "did you mean 'gcd'?"),
        (["words", "units"], "known are: units, words"),
        ([f"zz{n:02}" for n in range(13)], "known are: " + ", ".join(f"zz{n:02}" for n in range(12)) + " ..."),
        ([], "there is no generator at all here"),
    ],
)
def test_an_unknown_name_offers_the_nearest_else_all_there_is(known: list[str], mend: str) -> None:
    error = UnknownName.among("generator", "gdc", known, where="line 7")

    assert (error.what, error.where, error.mend) == ("no generator is called 'gdc'", "line 7", mend)


def test_what_breaks_over_private_rows_keeps_its_words_back() -> None:
    with pytest.raises(ProvenderError) as told, discreet():
        raise KeyError("QZXJKVWPLANTED")

    assert told.value.what == "KeyError over private rows"
    assert "test_errors.py line" in told.value.where
    assert "QZXJKVWPLANTED" not in "".join(traceback.format_exception(told.value))


@pytest.mark.parametrize("fault", [RecipeError("no", where="here", mend="so"), MemoryError(), FileNotFoundError("x")])
def test_errors_that_are_worded_with_care_pass(fault: Exception) -> None:
    with pytest.raises(type(fault)) as told, discreet():
        raise fault

    assert told.value is fault


def test_what_breaks_over_public_rows_says_all() -> None:
    with pytest.raises(KeyError, match="seen"), discreet(private=False):
        raise KeyError("seen")
