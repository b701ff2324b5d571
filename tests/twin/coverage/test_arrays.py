"""Covering arrays: every possible combination, no impossible one, few rows, the same each time."""

from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.twin.coverage.arrays import Domain, Row, Rule, covering, drawn


@st.composite
def domains(draw: st.DrawFn) -> Domain:
    """Three to five factors of one to four values, some pairs and triples of values forbidden."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=3, max_size=5))
    factors = {f"f{k}": tuple(f"v{value}" for value in range(size)) for k, size in enumerate(sizes)}
    rules = []
    for _ in range(draw(st.integers(0, 4))):
        names = tuple(draw(st.permutations(list(factors)))[: draw(st.integers(1, 3))])
        banned = draw(st.sets(st.tuples(*(st.sampled_from(factors[name]) for name in names)), max_size=5))
        rules.append(Rule(names, lambda *told, banned=frozenset(banned): told not in banned))
    return Domain(factors=factors, rules=tuple(rules))


def every_row(domain: Domain) -> list[Row]:
    """All rows that the rules allow, by trying all."""
    rows = list(product(*(range(len(values)) for values in domain.factors.values())))
    for rule in domain.rules:
        rows = [row for row in rows if rule.holds(*(domain.case(row)[name] for name in rule.factors))]
    return rows


def held(rows: "list[Row] | tuple[Row, ...]", strength: int) -> set[tuple[tuple[int, int], ...]]:
    """The combinations that rows hold, by brute force."""
    return {some for row in rows for some in combinations(enumerate(row), strength)}


@settings(max_examples=60, deadline=None)
@given(domain=domains(), strength=st.integers(2, 3))
def test_every_possible_combination_is_covered_and_no_impossible_one(domain: Domain, strength: int) -> None:
    allowed = every_row(domain)
    array = covering(domain, strength)

    assert held(array.rows, strength) == held(allowed, strength)
    assert set(array.rows) <= set(allowed)
    assert array.combinations == len(held(allowed, strength))
    assert array.bound <= len(array.rows) or not array.rows
    assert array.share(array.rows) == (1.0 if allowed else 0.0)


@settings(max_examples=30, deadline=None)
@given(domain=domains(), cut=st.integers(0, 12))
def test_what_is_missing_is_what_no_row_holds(domain: Domain, cut: int) -> None:
    array = covering(domain, 2)
    some = array.rows[:cut]
    missing = [tuple((domain.names.index(name), domain.factors[name].index(value)) for name, value in case.items())
               for case in array.missing(some)]  # fmt: skip

    assert len(missing) == len(set(missing))
    assert set(missing) == held(every_row(domain), 2) - held(some, 2)


def test_an_array_is_the_same_each_time_and_far_smaller_than_all_rows() -> None:
    domain = Domain(factors={f"f{k}": tuple("abcd"[: 2 + k % 3]) for k in range(9)})

    array = covering(domain, 2)
    assert array.rows == covering(domain, 2).rows
    assert 16 == array.bound <= len(array.rows) <= 24
    assert array.share(drawn(domain, len(array.rows), seed=1)) < 0.9


@pytest.mark.parametrize(("strength", "bound"), [(2, 9), (3, 27)])
def test_ten_factors_of_three_values_need_few_rows(strength: int, bound: int) -> None:
    array = covering(Domain(factors={f"f{k}": tuple("abc") for k in range(10)}), strength)

    assert bound == array.bound <= len(array.rows) <= 2.8 * bound


def test_a_row_is_told_in_words_and_read_back() -> None:
    domain = Domain(factors={"light": ("day", "night"), "fog": ("none", "dense")})

    assert {"light": "night", "fog": "none"} == domain.case((1, 0))
    assert (1, 0) == domain.row(domain.case((1, 0)))
    with pytest.raises(ValueError, match="not in tuple"):
        domain.row({"light": "dusk", "fog": "none"})
    with pytest.raises(KeyError):
        domain.row({"light": "day"})


def test_rows_drawn_at_random_keep_to_the_rules() -> None:
    rule = Rule(("a", "b"), lambda a, b: a != b)
    domain = Domain(factors={"a": tuple("xyz"), "b": tuple("xyz"), "c": tuple("pq")}, rules=(rule,))

    assert all(row[0] != row[1] for row in drawn(domain, 50, seed=3))
