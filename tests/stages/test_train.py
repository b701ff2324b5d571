"""What a student learns from, and which records may mark it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.anchor import Anchor
from provender.core.errors import RecipeError
from provender.core.recipe import Limits, Recipe, Use
from provender.core.record import Origin, Record
from provender.reasoning.problem import Problem
from provender.stages.train import examine, train, training_mix

RECIPE = Recipe(name="lesson", generators=(), anchor=Use(name="a"), student=Use(name="throwaway/rote"))


def record(index: int, source: str = "made") -> Record:
    origin = Origin(source=source, version="1", recipe="", seed=0, index=index)
    return Record(payload=Problem(f"{source} {index}", "1"), origin=origin, tags={"level": str(index % 2)})


MADE = [record(index) for index in range(20)]
REFERENCE = [record(index, "reference") for index in range(10)]
ANCHOR = Anchor(reference=REFERENCE, probe=[*MADE[:3], record(1, "probe")], exam=MADE[:4])


@given(order=st.permutations(MADE), share=st.floats(0, 0.99), seed=st.integers(0, 2**64))
def test_a_training_mix_holds_every_accepted_record_once_and_at_most_its_share_of_real_ones(
    order: list[Record], share: float, seed: int
) -> None:
    mixed = training_mix(order, ANCHOR, share=share, seed=seed)
    real = [item for item in mixed if item.origin.source == "reference"]

    assert mixed == training_mix(MADE, ANCHOR, share=share, seed=seed)
    assert [item for item in mixed if item.origin.source == "made"] == MADE
    assert len({item.key for item in real}) == len(real) <= share * len(mixed) + 1e-9
    assert len(real) == len(REFERENCE) or len(real) + 1 > share * (len(mixed) + 1) - 1e-9


@pytest.mark.parametrize("share", [-0.1, 1.0, 2.0, float("nan")])
def test_what_is_no_share_is_refused(share: float) -> None:
    with pytest.raises(RecipeError, match="is no share"):
        training_mix(MADE, ANCHOR, share=share, seed=0)


def test_private_records_are_never_learned_from() -> None:
    private = replace(ANCHOR, private=True)

    assert training_mix(MADE, private, share=0.0, seed=0) == MADE
    with pytest.raises(RecipeError, match="private anchor"):
        training_mix(MADE, private, share=0.1, seed=0)


@pytest.mark.usefixtures("outside_parts")
def test_a_lesson_is_marked_on_the_probe_alone_and_the_exam_on_its_own() -> None:
    recipe = replace(RECIPE, limits=Limits(anchor_share=0.2))

    lesson = train(recipe, MADE, ANCHOR)

    assert (lesson.made, lesson.anchored) == (20, 5)
    assert (lesson.probe.n, lesson.probe.overall) == (4, 0.75)
    assert lesson.probe.by_tag == {("level", "0"): 1.0, ("level", "1"): 0.5}
    assert examine(recipe, lesson.fitted, ANCHOR).n == 4


@pytest.mark.usefixtures("outside_parts")
def test_a_lesson_that_cannot_be_is_refused_with_its_mend() -> None:
    for recipe, made, anchor, mend in [
        (RECIPE, [], ANCHOR, "run the recipe first"),
        (replace(RECIPE, student=None), MADE, ANCHOR, "add student"),
        (RECIPE, MADE, replace(ANCHOR, probe=()), "splits.probe"),
        (replace(RECIPE, anchor=None), MADE, Anchor(), "add anchor"),
    ]:
        with pytest.raises(RecipeError) as refused:
            train(recipe, made, anchor)
        assert mend in refused.value.mend

    with pytest.raises(RecipeError, match="exam split is empty"):
        examine(RECIPE, train(RECIPE, MADE, ANCHOR).fitted, replace(ANCHOR, exam=()))
