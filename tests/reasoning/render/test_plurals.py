"""Plural categories and decimal signs: CLDR's, held against rules and numbers written by hand."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import RecipeError
from provender.reasoning.problem import LANGUAGES
from provender.reasoning.render.plurals import decimal, plural

languages = pytest.mark.parametrize("language", LANGUAGES)


@languages
def test_one_of_a_thing_stands_alone_and_in_french_none_too(language: str) -> None:
    alone = [number for number in range(2000) if plural(number, language) == "one"]

    assert alone == ([0, 1] if language == "fr" else [1])


@pytest.mark.parametrize(
    ("number", "language", "written"),
    [
        (Fraction(5, 2), "en", "2.5"),
        (Fraction(5, 2), "sw", "2.5"),
        (Fraction(5, 2), "fr", "2,5"),
        (Fraction(5, 2), "es", "2,5"),
        (Fraction(5, 2), "de", "2,5"),
        (Fraction(1, 8), "de", "0,125"),
        (Fraction(-1, 80), "en", "-0.0125"),
        (Fraction(70), "fr", "70"),
    ],
)
def test_a_decimal_has_the_sign_of_its_language(number: Fraction, language: str, written: str) -> None:
    assert decimal(number, language) == written


@given(figures=st.integers(-(10**9), 10**9), places=st.integers(0, 6))
def test_a_decimal_reads_back(figures: int, places: int) -> None:
    number = Fraction(figures, 10**places)

    assert Fraction(decimal(number, "es").replace(",", ".")) == number


def test_a_third_is_no_decimal() -> None:
    with pytest.raises(RecipeError, match="no end"):
        decimal(Fraction(1, 3), "en")
