"""Exact truth: what corruptions prove their falsehoods by."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.claim import Claim, Term
from provender.reasoning.corruptions.tools.truth import holds, integers, normal, valuation, value, with_integers

numbers = st.integers(-1000, 1000)
terms = st.recursive(
    numbers,
    lambda inner: st.tuples(st.sampled_from("+-*/^"), inner, inner).map(lambda found: found),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (("+", 1, 2, 3), 6),
        (("-", 5), -5),
        (("-", 5, 2, 1), 2),
        (("/", 3, 4), Fraction(3, 4)),
        (("^", 2, 10), 1024),
        (("gcd", 84, 36), 12),
        (("lcm", 4, 6), 12),
        (("mod", -4, 10), 6),
        (("/", 1, 0), None),
        (("mod", 1, 0), None),
        (("^", 0, -1), None),
        (("^", 10, 10**9), None),
        (("gcd", ("/", 1, 2), 3), None),
        (("odd", 3), None),
        ("y", None),
        ((), None),
        (("+",), None),
    ],
)
def test_value_is_exact_or_unknown(term: Term, expected: Fraction | int | None) -> None:
    assert expected == value(term, {"x": Fraction(2)})


@given(a=numbers, b=numbers, c=numbers)
def test_a_sum_is_true_exactly_when_it_adds_up(a: int, b: int, c: int) -> None:
    assert (a + b == c) == holds(Claim("=", (("+", a, b), c)), {})


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (Claim("divides", (6, 84)), True),
        (Claim("divides", (0, 84)), None),
        (Claim("<", (1, ("/", 3, 2))), True),
        (Claim("knight", ("Zuri",)), None),
        (Claim("=", (1, 2, 3)), False),
        (Claim("=", (("has", "Juma", "book"), ("+", 1, 2), 3)), None),
        (Claim("=", (("has", "Juma", "book"), ("+", 1, 2), 4)), False),
        (Claim("like", (1, 2)), None),
    ],
)
def test_a_claim_is_true_false_or_unknown(claim: Claim, expected: bool | None) -> None:
    assert expected is holds(claim, {})


def test_symbols_get_their_values_from_equations_in_any_order() -> None:
    claims = [Claim("=", ("b", ("+", "a", 3))), Claim("=", (5, "a")), Claim("<", ("c", 2))]

    assert {"a": 5, "b": 8} == valuation(claims)


@given(terms)
def test_a_term_keeps_its_shape_with_its_own_integers(term: Term) -> None:
    assert term == with_integers(term, iter(integers(term)))


@given(a=terms, b=terms)
def test_commuting_operands_are_alike_and_others_are_not(a: Term, b: Term) -> None:
    assert normal(("+", a, b)) == normal(("+", b, a))
    assert (normal(a) == normal(b)) == (normal(("-", a, b)) == normal(("-", b, a)))
