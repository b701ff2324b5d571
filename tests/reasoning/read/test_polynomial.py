"""Algebra as text: what is written reads back, and nothing else does."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.reasoning.read import polynomial as read
from provender.reasoning.render.algebra import polynomials as render

whole = st.integers(-999, 999)
coefficients = st.lists(whole, min_size=1, max_size=7)


def compound(inner: "st.SearchStrategy[Any]") -> "st.SearchStrategy[Any]":
    """Terms as the families write them: sums, signed multiples of brackets and powers, quotients."""
    sums = st.lists(inner, min_size=2, max_size=3).map(lambda parts: ("+", *parts)).filter(flat)
    scaled = st.tuples(st.integers(-9, 9).filter(lambda n: n not in (0, 1)), sums).map(lambda p: ("*", *p))
    powers = st.tuples(sums, st.integers(2, 9)).map(lambda p: ("^", *p))
    return st.one_of(sums, scaled, powers, st.tuples(sums, st.integers(2, 9)).map(lambda p: ("/", *p)))


def flat(term: Any) -> bool:
    """A sum within a sum needs no brackets and loses them; the families write none."""
    return not any(isinstance(part, tuple) and part[0] == "+" for part in term[1:])


terms = st.recursive(coefficients.map(render.polynomial), compound, max_leaves=4)


@given(term=terms)
@settings(max_examples=60, deadline=None)
def test_what_is_written_reads_back(term: Any) -> None:
    assert read.parse(render.written(term)) == term


@given(found=coefficients)
@settings(max_examples=40, deadline=None)
def test_a_polynomial_written_out_has_one_spelling_on_both_sides(found: list[int]) -> None:
    term = render.polynomial(found, "t")

    assert read.as_term(found, "t") == term
    assert read.text_of(found, "t") == render.written(term)
    assert read.is_written_out(term, "t")


@given(one=coefficients, other=coefficients)
@settings(max_examples=30, deadline=None)
def test_flint_multiplies_as_the_writer_does(one: list[int], other: list[int]) -> None:
    product = ("*", render.polynomial(one), render.polynomial(other))

    assert read.same(product, render.polynomial(render.multiplied(one, other)))


@pytest.mark.parametrize(
    "text",
    [
        *("", "x2", "2 x", "3x^", "x^-1", "x^1000", "(x", "x)", "x +", "x + - 1", "x+1", "02", "x  + 1", "--x", "2^x"),
        *("x - 0", "-0", "1 - 0 × 3", "x^^2", "1e3", "٣x", "x²", "x × ", " x", "x/", "()", "(" * 60 + "x" + ")" * 60),
    ],
)
def test_what_is_no_formula_is_not_read(text: str) -> None:
    assert read.parse(text) is None


@pytest.mark.parametrize("text", ["(x^99)^99", "((9^90)^90)^90", "x/(x + 1)", "1/0", "x^120 × x"])
def test_what_is_no_polynomial_of_sane_size_has_no_value(text: str) -> None:
    assert read.polynomial(read.parse(text) or 0) is None


@pytest.mark.parametrize("text", ["2x × 3", "2(x + 1)", "-x/4 + 1", "2 × (-3)^2"])
def test_a_value_is_that_of_the_polynomial(text: str) -> None:
    term = read.parse(text)
    assert term is not None
    found = read.polynomial(term)
    assert found is not None
    assert read.value_at(term, 5) == read.exact(found(5))
