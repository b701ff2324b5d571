"""Raking: weights meet margins within their cap, are worth less than they count, and make nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import RecipeError
from provender.stages.raking import rake

records = st.lists(
    st.fixed_dictionaries({"level": st.sampled_from("123"), "language": st.sampled_from(["en", "sw"])}),
    min_size=1,
    max_size=60,
)
shares = st.floats(0.05, 0.9)


def _held(tags: list[dict[str, str]], weights: list[float], name: str, value: str) -> float:
    total = sum(weights)
    return sum(weight for each, weight in zip(tags, weights, strict=True) if each[name] == value) / total


@given(tags=records, sw=shares, one=shares, cap=st.floats(1, 20))
def test_weights_have_mean_one_and_keep_to_the_cap(
    tags: list[dict[str, str]], sw: float, one: float, cap: float
) -> None:
    told = rake(tags, {("language", "sw"): sw, ("level", "1"): one}, cap=cap)

    assert float(told.weights.mean()) == pytest.approx(1)
    assert 0 < told.weights.min() <= told.weights.max() <= cap * (1 + 1e-6)
    assert 1 - 1e-9 <= told.worth <= len(tags) * (1 + 1e-9)


@given(sw=shares, one=shares)
def test_margins_are_met_where_no_weight_is_cut(sw: float, one: float) -> None:
    tags = [{"level": level, "language": language} for level in "1112223" for language in ("en", "en", "en", "sw")]

    told = rake(tags, {("language", "sw"): sw, ("level", "1"): one}, cap=100)

    assert {} == told.missed
    assert _held(tags, told.weights.tolist(), "language", "sw") == pytest.approx(sw, abs=1e-6)
    assert _held(tags, told.weights.tolist(), "level", "1") == pytest.approx(one, abs=1e-6)


@given(tags=records, sw=shares)
def test_records_alike_weigh_alike(tags: list[dict[str, str]], sw: float) -> None:
    told = rake(tags, {("language", "sw"): sw, ("level", "2"): 0.3})

    by_kind: dict[tuple[str, ...], list[float]] = {}
    for each, weight in zip(tags, told.weights.tolist(), strict=True):
        by_kind.setdefault((each["language"], str(each["level"] == "2")), []).append(weight)
    assert all(max(weights) - min(weights) < 1e-9 for weights in by_kind.values())


def test_an_even_set_keeps_its_worth_and_a_bent_one_pays() -> None:
    tags = [{"language": "en"}] * 90 + [{"language": "sw"}] * 10

    assert rake(tags, {("language", "sw"): 0.1}).worth == pytest.approx(100)
    half = rake(tags, {("language", "sw"): 0.5})
    assert half.worth == pytest.approx(100**2 / (90 * (50 / 90) ** 2 + 10 * 5**2))
    assert half.weights.max() == pytest.approx(5)


def test_a_capped_weight_leaves_a_margin_missed_and_says_so() -> None:
    told = rake([{"language": "en"}] * 99 + [{"language": "sw"}], {("language", "sw"): 0.5})

    assert told.missed["language", "sw"] == pytest.approx(0.45)


def test_what_no_record_has_cannot_be_weighed_up() -> None:
    told = rake([{"language": "en"}] * 9, {("language", "sw"): 0.5, ("language", "en"): 0.5})

    assert (("language", "sw"),) == told.empty
    assert told.worth == pytest.approx(9)


def test_nothing_and_a_cap_under_one_are_refused() -> None:
    with pytest.raises(RecipeError, match="no records"):
        rake([], {("language", "sw"): 0.5})
    with pytest.raises(RecipeError, match="cap"):
        rake([{"language": "sw"}], {("language", "sw"): 0.5}, cap=0.5)
