"""Dials: a recipe's values become a part's fields, or the recipe is refused with its place and a mend."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.dials import dial_types, make
from provender.core.errors import RecipeError, UnknownName

WHERE = "recipe.yaml line 3"


@dataclass(frozen=True, kw_only=True)
class Part:
    """One dial of every kind."""

    size: int
    share: float = 0.5
    name: str = "n"
    on: bool = False
    level: Literal[1, 2] = 1
    language: Literal["en", "sw"] = "en"
    limit: float | None = None
    words: tuple[str, ...] = ()
    weights: Mapping[str, float] = field(default_factory=dict)
    either: int | str = 0
    anything: Any = None
    many: Sequence[str] | None = None
    derived: int = field(default=7, init=False)


def made(**dials: object) -> Any:
    """The part with its dials set."""
    return make(Part, {"size": 1, **dials}, name="x/part", where=WHERE)


def refusal(**dials: object) -> RecipeError:
    """Why the dials are refused."""
    with pytest.raises(RecipeError) as caught:
        made(**dials)
    assert caught.value.where == WHERE
    assert caught.value.mend
    return caught.value


def test_fields_that_are_not_given_are_no_dials() -> None:
    assert "derived" not in dial_types(Part)
    with pytest.raises(UnknownName):
        made(derived=8)


@pytest.mark.parametrize(
    ("dial", "given", "kept"),
    [
        ("size", 3, 3),
        ("size", "3", 3),
        ("size", "-03", -3),
        ("share", 1, 1.0),
        ("on", True, True),
        ("level", "2", 2),
        ("language", "sw", "sw"),
        ("limit", None, None),
        ("limit", 2, 2.0),
        ("words", ["a", "b"], ("a", "b")),
        ("weights", {"a": 1}, {"a": 1.0}),
        ("either", 3, 3),
        ("either", "three", "three"),
        ("anything", [{}], [{}]),
    ],
)
def test_a_value_that_fits_is_kept_in_the_fields_own_type(dial: str, given: object, kept: object) -> None:
    found = getattr(made(**{dial: given}), dial)

    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize(
    ("dial", "given", "words"),
    [
        ("size", 1.5, "size=1.5 is a float, not int"),
        ("size", True, "size=True is a bool, not int"),
        ("size", "three", "size='three' is a str, not int"),
        ("size", "--3", "size='--3' is a str, not int"),
        ("size", "٣", "is a str, not int"),
        ("size", None, "size=None is a NoneType, not int"),
        ("share", True, "share=True is a bool, not float"),
        ("share", "0.5", "share='0.5' is a str, not float"),
        ("on", 1, "on=1 is a int, not bool"),
        ("name", 7, "name=7 is a int, not str"),
        ("level", 3, "level=3 is not one of 1, 2"),
        ("language", "fr", "language='fr' is not one of 'en', 'sw'"),
        ("limit", "low", "limit='low' is a str, not float or NoneType"),
        ("words", "ab", "words='ab' is a str, not tuple"),
        ("words", ["a", 1], "words=1 is a int, not str"),
        ("weights", {"a": "b"}, "weights='b' is a str, not float"),
        ("weights", [1], "weights=[1] is a list, not"),
        ("either", None, "either=None is a NoneType, not int or str"),
    ],
)
def test_a_value_of_another_type_is_refused_and_shown(dial: str, given: object, words: str) -> None:
    assert words in refusal(**{dial: given}).what


def test_a_number_of_endless_digits_is_refused_not_read() -> None:
    assert "is a str, not int" in refusal(size="9" * 100_000).what
    assert "is a int, not str" in refusal(name=10**5000).what
    assert "is a int, not float" in refusal(share=10**400).what


def test_a_long_value_is_shown_by_its_beginning() -> None:
    assert len(refusal(size="x" * 10_000).what) < 200


def test_a_missing_dial_is_named_with_how_to_add_it() -> None:
    with pytest.raises(RecipeError, match="x/part needs size") as caught:
        make(Part, {}, name="x/part", where=WHERE)

    assert caught.value.mend == "add dials: {size: ...}"


def test_an_unknown_dial_offers_the_nearest() -> None:
    error = refusal(shar=1)

    assert (error.what, error.mend) == ("no dial of x/part is called 'shar'", "did you mean 'share'?")


@given(value=st.recursive(st.none() | st.integers() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_whatever_is_given_is_set_or_refused(value: object) -> None:
    for dial in dial_types(Part):
        with suppress(RecipeError):
            assert dial in vars(made(**{dial: value}))
