"""Formulas read strictly: precedence, signs, exact values, and no way in for anything else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.claim import Term
from provender.reasoning.read.formula import is_number, number, parse, value

READ: list[tuple[str, Term]] = [
    ("7", 7),
    ("-7", -7),
    ("3/4", ("/", 3, 4)),
    ("-3/4", ("/", -3, 4)),
    ("2 + 3 × 4", ("+", 2, ("*", 3, 4))),
    ("(2 + 3) × 4", ("*", ("+", 2, 3), 4)),
    ("2 − 3 − 4", ("-", ("-", 2, 3), 4)),
    ("12 ÷ 3 ÷ 2", ("/", ("/", 12, 3), 2)),
    ("2 − -3", ("-", 2, -3)),
    ("-(2 + 3)", ("-", ("+", 2, 3))),
    ("1/2 ÷ 3/4", ("/", ("/", 1, 2), ("/", 3, 4))),
    ("2*3-4/5", ("-", ("*", 2, 3), ("/", 4, 5))),
]


@pytest.mark.parametrize(("text", "term"), READ)
def test_formula_reads_what_is_written(text: str, term: Term) -> None:
    assert parse(text) == term


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "2 +", "+ 2", "× 2", "2 3", "(2", "2)", "()", "2 + x", "1e9", "2 ** 3", "007", "1.5", "٣ + ٤"),
        *("9" * 41, "(" * 40 + "1" + ")" * 40, "__import__('os')"),
    ],
)
def test_formula_refuses_what_is_none(text: str) -> None:
    assert parse(text) is None


def _write(term: Term) -> str:
    """A term in full brackets."""
    if isinstance(term, tuple) and len(term) == 3 and not is_number(term):
        sign = {"+": "+", "-": "−", "*": "×", "/": "÷"}[str(term[0])]
        return f"({_write(term[1])} {sign} {_write(term[2])})"
    return str(value(term))


leaves = st.integers(-99, 99) | st.fractions(max_denominator=20).map(number)
terms = st.recursive(leaves, lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner), max_leaves=6)


@given(terms)
def test_formula_reads_back_what_is_written_out(term: Term) -> None:
    read = parse(_write(term))

    assert read is not None
    assert value(read) == value(term)


@given(terms)
def test_a_whole_value_is_an_integer(term: Term) -> None:
    worth = value(term)

    assert worth is None or isinstance(worth, int) is (Fraction(worth).denominator == 1)


@pytest.mark.parametrize("term", ["x", ("/", 1, 0), ("^", 2, 3), ("+", 1), ("+", 1, 2, 3), (), ("-",)])
def test_a_term_without_a_value_has_none(term: Term) -> None:
    assert value(term) is None


@pytest.mark.parametrize(("term", "expected"), [(3, True), (("/", 3, 4), True), (("/", 6, 8), False), ("x", False)])
def test_a_number_is_an_integer_or_a_reduced_fraction(term: Term, expected: bool) -> None:
    assert is_number(term) is expected
