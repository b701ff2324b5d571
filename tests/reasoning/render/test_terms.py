"""Formulas: what is written is read back as the very term, by a reader written apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.claim import Term
from provender.reasoning.read import formula
from provender.reasoning.render.terms.formulas import chain, written

numbers = st.integers(-20, 20)
formulas = st.recursive(
    numbers, lambda inner: st.tuples(st.sampled_from("+-*/"), inner, inner), max_leaves=8
)  # fmt: skip


@given(formulas)
def test_a_formula_is_read_back_as_it_was_meant(term: Term) -> None:
    assert formula.parse(written(term)) == term


@pytest.mark.parametrize(
    ("term", "text"),
    [
        (-3, "-3"),
        (("*", -3, -2), "-3 × (-2)"),
        (("/", 6, 4), "6 ÷ 4"),
        (("+", ("/", 1, 2), ("*", ("/", -3, 4), 5)), "1/2 + (-3/4) × 5"),
        (("-", 5, ("-", 3, 1)), "5 − (3 − 1)"),
        (("*", ("+", -1, 2), 3), "(-1 + 2) × 3"),
        (chain("+", [5, -3, 2]), "5 + (-3) + 2"),
    ],
)
def test_brackets_stand_where_they_are_needed(term: Term, text: str) -> None:
    assert written(term) == text
    assert formula.parse(text) == term
