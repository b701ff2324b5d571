"""The final answer from a solution's closing words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.reasoning.read.prose.answers import closing_answer, number
from provender.reasoning.read.prose.tokens import plain_text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("First 2 + 3 = 5.\nSo she pays 4 * $1.25 = $5 for them.", 5),
        ("He has 23 boys in class.", 23),
        ("They earn $3,000 and $1,800 for a total of $4,800 a year", 4800),
        ("#### 72", 72),
        ("It was 9 first. The answer is 7.\nThat took 3 steps.", 7),
        (r"Thus \boxed{42} of 50.", 42),
        ("She owes 20 - 35 = -15 dollars.", -15),
        ("She owes 20 - 35 = $-15.", -15),
        ("He kept 1/2 - 1/4 = 1/4 of it.", Fraction(1, 4)),
        ("They need 3 1/2 cups.", Fraction(7, 2)),
        ("It cost $400 000 - $282 000 = $118 000.", 118000),
        ("They spent $1.5 million + $1.7 million = $3.2 million.", 3_200_000),
        ("It is 32 / 96 * 100 = 33.333%, which rounds to 33%.", 33),
        ("There were seven of them.", 7),
        ("He paid 5 * 2 = 10.\nMr. Tan was happy.", 10),
    ],
)
def test_closing_answer_reads_the_last_words(text: str, value: Fraction | int) -> None:
    found = closing_answer(text)

    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", ["", "I cannot say.", "\n\n", "x = y", "." * 10_000])
def test_closing_answer_is_none_without_a_number(text: str) -> None:
    assert closing_answer(text) is None


@given(value=st.fractions(-(10**9), 10**9, max_denominator=1000).map(lambda x: Fraction(round(x * 100), 100)))
def test_number_reads_what_it_is_given(value: Fraction) -> None:
    found = number(f"${float(value):.2f}")

    assert found is not None
    assert found.equals(value)


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("1,200", "1200"), ("$5.00", "5"), ("50%", "50"), ("50%", "0.5"), ("3/4 cup", "0.75"), ("-4", "-4"),
        ("6.300000000000001", "6.3"),
    ],
)  # fmt: skip
def test_numbers_are_the_same_in_any_writing(text: str, truth: str) -> None:
    found = number(text)

    assert found is not None
    assert found.equals(Fraction(truth))


@pytest.mark.parametrize(("text", "truth"), [("1,201", "1200"), ("5.01", "5"), ("-4", "4"), ("6.31", "6.3")])
def test_numbers_that_differ_are_told_apart(text: str, truth: str) -> None:
    found = number(text)

    assert found is not None
    assert not found.equals(Fraction(truth))


@pytest.mark.parametrize("text", ["", "Yes", "3 and 4", "1, 2, 3", "x"])
def test_number_is_none_where_there_is_not_exactly_one(text: str) -> None:
    assert number(text) is None


anything = st.text(alphabet="0123456789.,-/$%= \nabc{}\\#", max_size=120)


@given(text=anything)
def test_a_named_answer_counts_whatever_stands_before_it(text: str) -> None:
    found = closing_answer(f"{text}\n#### 72")

    assert found is not None
    assert found.value == 72


@given(text=anything)
def test_closing_answer_stands_in_its_text_and_is_as_large_alone(text: str) -> None:
    found = closing_answer(text)

    if found is not None:
        alone = number(found.text)
        assert found.text in plain_text(text)
        assert alone is not None
        assert abs(alone.value) == abs(found.value)  # alone, a dash before it is a list's bullet


@given(text=anything)
def test_the_one_number_of_a_short_text_is_its_closing_answer(text: str) -> None:
    only, closing = number(text), closing_answer(text)

    if only is not None:
        assert closing is not None
        assert closing.value == only.value
