"""The mix follows what was gained, within its bounds."""

from collections.abc import Mapping

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from provender.core.errors import RecipeError
from provender.core.recipe import Limits, Loop, Recipe
from provender.core.verdict import Interval, Scorecard
from provender.stages.revise import revise


def recipe(mix: Mapping[str, float], *, floor: float = 0.3, **limits: float) -> Recipe:
    return Recipe(
        name="loop",
        generators=(),
        mix={("level", value): share for value, share in mix.items()},
        loop=Loop(floor=floor),
        limits=Limits(**limits),  # type: ignore[arg-type]
    )


def card(marks: Mapping[str, float], n: int = 200) -> Scorecard:
    """Marks of a student on `n` items of each level; rounded to whole items."""
    by_tag = {("level", value): round(mark * n) / n for value, mark in marks.items()}
    return Scorecard(
        overall=sum(by_tag.values()) / max(1, len(by_tag)),
        by_tag=by_tag,
        n=n * len(by_tag),
        n_by_tag=dict.fromkeys(by_tag, n),
        interval=Interval(low=0.0, high=1.0),
    )


def shares(revised: Recipe) -> dict[str, float]:
    return {value: share for (_, value), share in revised.mix.items()}


values = st.sampled_from(["1", "2", "3", "4"])
marks = st.dictionaries(values, st.floats(0, 1), max_size=4)
parts = st.dictionaries(values, st.integers(0, 20), min_size=1)


@given(wanted=parts, out_of=st.integers(0, 40), floor=st.floats(0, 1), before=st.none() | marks, after=marks)
def test_shares_stay_shares_keep_their_sum_and_their_floor(
    *, wanted: dict[str, int], out_of: int, floor: float, before: dict[str, float] | None, after: dict[str, float]
) -> None:
    whole = sum(wanted.values()) + out_of
    assume(whole)
    asked = recipe({value: count / whole for value, count in wanted.items()}, floor=floor)

    got = shares(revise(asked, card(before) if before is not None else None, card(after), first=asked).recipe)

    assert set(got) == set(wanted)
    assert sum(got.values()) == pytest.approx(sum(shares(asked).values()), abs=1e-9)
    for value, share in got.items():
        was = shares(asked)[value]
        assert 0 <= share <= 1
        assert share >= floor * was - 1e-4
        assert share == was or was / 4 - 1e-4 <= share <= was * 4 + 4e-4


@given(wanted=parts, mark=st.floats(0, 1), floor=st.floats(0, 1))
def test_nothing_changes_where_nothing_was_learned_about_the_mix(
    wanted: dict[str, int], mark: float, floor: float
) -> None:
    whole = sum(wanted.values())
    assume(whole)
    asked = recipe({value: count / whole for value, count in wanted.items()}, floor=floor)
    alike = card(dict.fromkeys(wanted, mark))

    assert revise(asked, None, alike, first=asked).recipe is asked
    assert revise(asked, alike, alike, first=asked).recipe is asked
    assert revise(asked, None, card({}), first=asked).recipe is asked


def test_what_gained_and_has_room_gets_more() -> None:
    asked = recipe({"3": 0.5, "4": 0.3, "5": 0.2})

    revision = revise(asked, card({"3": 0.5, "4": 0.2, "5": 0.1}), card({"3": 1.0, "4": 0.6, "5": 0.1}), first=asked)

    got = shares(revision.recipe)
    assert got["4"] > 0.3  # gained .4 and has as much to gain
    assert got["3"] < 0.5  # gained, and has nothing left to gain
    assert got["5"] < 0.2  # gained nothing
    assert [str(change) for change in revision.changes] == [
        f"level=3: 50.0% -> {got['3']:.1%}, marks 0.50 -> 1.00",
        f"level=4: 30.0% -> {got['4']:.1%}, marks 0.20 -> 0.60",
        f"level=5: 20.0% -> {got['5']:.1%}, marks 0.10 -> 0.10, no sure gain",
    ]


def test_a_gain_within_the_noise_is_none() -> None:
    asked = recipe({"3": 0.5, "4": 0.5})

    assert revise(asked, card({"3": 0.5, "4": 0.5}), card({"3": 0.55, "4": 0.45}), first=asked).recipe is asked


def test_the_first_student_started_from_nothing() -> None:
    """Half known promises most; all known and nothing known promise nothing."""
    asked = recipe({"3": 0.4, "4": 0.3, "5": 0.3})

    got = shares(revise(asked, None, card({"3": 1.0, "4": 0.5, "5": 0.0}), first=asked).recipe)

    assert got["4"] > 0.3
    assert (got["3"], got["5"]) < (0.4, 0.3)


def test_the_floor_is_the_first_recipes_however_many_cycles() -> None:
    first = asked = recipe({"3": 0.5, "4": 0.5}, floor=0.4)
    for _ in range(9):
        asked = revise(asked, None, card({"3": 1.0, "4": 0.5}), first=first).recipe

    assert shares(asked) == {"3": pytest.approx(0.2, abs=1e-4), "4": pytest.approx(0.8, abs=1e-4)}


def test_tags_outside_the_mix_and_everything_else_stay_as_they_are() -> None:
    asked = recipe({"3": 0.5, "4": 0.5})
    marked = card({"3": 1.0, "4": 0.5, "5": 0.3})

    revised = revise(asked, None, marked, first=asked).recipe

    assert set(shares(revised)) == {"3", "4"}
    assert {**revised.canonical(), "mix": None} == {**asked.canonical(), "mix": None}


def test_marks_on_a_private_probe_steer_nothing_that_has_a_privacy_budget() -> None:
    asked = recipe({"3": 0.5, "4": 0.5}, epsilon=1.0)

    with pytest.raises(RecipeError, match="must not steer"):
        revise(asked, None, card({"3": 1.0, "4": 0.5}), first=asked, private=True)

    assert revise(asked, None, card({"3": 1.0, "4": 0.5}), first=asked).changes
