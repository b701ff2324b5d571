"""Numbers with units: read as each language writes them, held against a table as finely as they are written."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.general.read.amounts import Amount, agrees, amount
from provender.general.read.units import convert, known


@pytest.mark.parametrize(
    ("text", "language", "value", "unit"),
    [
        ("580,367 km²", "en", 580367, "km^2"),
        ("580.367 km²", "de", 580367, "km^2"),
        ("580 367 km²", "fr", 580367, "km^2"),
        ("580\u202f367,5 km", "fr", Fraction("580367.5"), "km"),
        ("1,2 Millionen", "de", 1_200_000, ""),
        ("5 mil millones", "es", 5_000_000_000, ""),
        ("1.5 billion", "en", 1_500_000_000, ""),
        ("1,5 Billionen", "de", 1_500_000_000_000, ""),
        ("6.674 × 10^-11 N", "en", Fraction("6.674e-11"), "N"),
        ("6,674 · 10⁻¹¹ N", "de", Fraction("6.674e-11"), "N"),
        ("1e3 m", "en", 1000, "m"),
        ("−40 °C", "en", -40, "°C"),
        ("kilomita 12.5", "sw", Fraction("12.5"), "kilomita"),
        ("1234.5", "de", Fraction("1234.5"), ""),
    ],
)
def test_amounts_are_read_as_each_language_writes_them(text: str, language: str, value: Fraction, unit: str) -> None:
    read = amount(text, language)

    assert read is not None
    assert (read.value, read.unit) == (value, unit)


@pytest.mark.parametrize("text", ["", "Nairobi", "km 5", "9" * 200, "(5", "½", "+", "1..2", "1,23,4"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert amount(text, "en") is None


@given(text=st.text(max_size=200), language=st.sampled_from(["en", "de", "fr", "es", "sw", "xx"]))
def test_no_text_breaks_the_reading_of_amounts(text: str, language: str) -> None:
    found = amount(text, language)

    assert found is None or isinstance(found.value, Fraction)


@given(whole=st.integers(0, 10**12), decimals=st.integers(0, 10**6))
def test_a_number_grouped_by_any_language_is_the_same_number(whole: int, decimals: int) -> None:
    for language, group, point in (("en", ",", "."), ("de", ".", ","), ("fr", " ", ","), ("es", ".", ",")):
        text = f"{whole:,}".replace(",", group) + f"{point}{decimals:07d}"
        read = amount(text, language)

        assert read is not None
        assert read.value == Fraction(whole * 10**7 + decimals, 10**7)


@pytest.mark.parametrize(
    ("claimed", "truth", "same"),
    [
        ("55.845", "55.845", True),
        ("55.85", "55.845", True),  # rounded as it is written
        ("55.86", "55.845", False),
        ("56", "55.845", False),  # a whole number is exact unless it is said to be near
        ("about 56", "55.845", False),  # two digits are too few
        ("about 55.8", "55.845", True),
        ("about 580,000", "580367", False),  # two digits again
        ("about 580,400", "580367", True),
        ("580,000", "580367", False),
        ("0.58 million", "580367", False),
        ("0.580 million", "580367", True),
        ("6.674e-11", "6.67430e-11 ± 1.5e-15", True),
        ("6.6743e-11", "6.67430e-11 ± 1.5e-15", True),
        ("6.675e-11", "6.67430e-11 ± 1.5e-15", False),
        ("50 ± 5", "53", True),
        ("50 ± 2", "53", False),
    ],
)
def test_a_number_agrees_as_finely_as_it_is_written(claimed: str, truth: str, same: bool) -> None:
    one, other = amount(claimed, "en"), amount(truth, "en")

    assert one is not None
    assert other is not None
    assert same == agrees(one, other)


@given(value=st.integers(100, 10**9), off=st.integers(1, 10**9))
def test_an_exact_whole_number_agrees_with_itself_alone(value: int, off: int) -> None:
    truth = Amount(Fraction(value), Fraction(1))

    assert agrees(truth, truth)
    assert not agrees(Amount(Fraction(value + off), Fraction(1)), truth)


@pytest.mark.parametrize(
    ("unit", "to", "factor"),
    [
        ("km", "m", 1000), ("km²", "m^2", 10**6), ("square kilometres", "km^2", 1), ("m s^-1", "km/h", Fraction(18, 5)),
        ("Quadratkilometer", "km²", 1), ("kilomètres carrés", "km²", 1), ("kilomita za mraba", "km²", 1),
        ("mile", "km", Fraction(1609344, 1000000)), ("N m^2 kg^-2", "m^3 kg^-1 s^-2", 1),
    ],
)  # fmt: skip
def test_units_are_converted_exactly(unit: str, to: str, factor: Fraction) -> None:
    assert convert(Fraction(1), unit, to) == factor


def test_degrees_have_an_offset() -> None:
    assert convert(Fraction(0), "°C", "K") == Fraction("273.15")
    assert convert(Fraction(212), "°F", "°C") == 100


@pytest.mark.parametrize("unit", ["people", "__import__", "9**9**9", "m;s", "m" * 99, "(m)", "m**99", "\0"])
def test_hostile_units_are_unknown_at_once(unit: str) -> None:
    assert not known(unit)


@given(unit=st.text(max_size=60))
def test_no_text_breaks_the_reading_of_units(unit: str) -> None:
    assert not known(unit) or convert(Fraction(1), unit, unit) == 1
