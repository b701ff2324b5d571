"""Audits see what they may, are told what the recipe settles, and stop the run when they must."""

from dataclasses import replace

import pytest

from provender.core.anchor import Anchor
from provender.core.errors import Alarm, NothingToAudit, RecipeError
from provender.core.recipe import Limits, Recipe, Shard, Use
from provender.core.record import Record
from provender.core.registry import load
from provender.stages.calibrate import calibrate, require_sound, settled_tags

CHAIN = "reasoning/arithmetic/modular_chain"
RECIPE = Recipe(
    name="audited",
    generators=(Use(name=CHAIN, dials={"language": "en"}),),
    mix={("level", "2"): 0.8, ("level", "4"): 0.2},
    audits=(Use(name="general/drift"),),
)


def chains(level: int, start: int, count: int) -> list[Record]:
    return list(load("generator", CHAIN, {"level": level})(Shard(seed=5, start=start, count=count)))


ANCHOR = Anchor(
    reference=[*chains(2, 0, 200), *chains(4, 0, 200)],
    control=[*chains(2, 200, 200), *chains(4, 200, 200)],
    probe=chains(3, 0, 2),
    exam=chains(5, 0, 2),
)
MADE = [*chains(2, 400, 400), *chains(4, 400, 100)]


def test_a_recipe_settles_the_tags_of_its_mix_its_dials_and_its_choice_of_generators() -> None:
    assert settled_tags(RECIPE) == {"topic", "level", "language"}
    assert settled_tags(replace(RECIPE, mix={}, generators=(Use(name=CHAIN),))) == {"topic"}


def test_a_mix_that_the_recipe_asked_for_is_sound() -> None:
    [finding] = calibrate(RECIPE, MADE, ANCHOR)

    assert "at equal language, level, topic" in finding.reason
    assert finding.value < 0.2
    require_sound([finding], where="run")


def test_what_the_audits_dials_say_goes_before_what_the_recipe_settles() -> None:
    asked = replace(RECIPE, audits=(Use(name="general/drift", dials={"given": ["topic"]}),))

    [finding] = calibrate(asked, MADE, ANCHOR)

    assert finding.parts["tag level"] == pytest.approx(0.3)


def test_the_recipes_limit_of_drift_goes_before_the_audits_own() -> None:
    [finding] = calibrate(replace(RECIPE, limits=Limits(drift=0.5)), MADE, ANCHOR)

    assert finding.limit == 0.5


def test_a_drift_beyond_the_limit_stops_the_run_with_code_four() -> None:
    """Answers of another chain: every tag is right, and yet these are not the anchor's problems."""
    asked = replace(RECIPE, mix={}, limits=Limits(drift=0.1))
    wrong = [replace(record, tags=MADE[0].tags) for record in chains(5, 0, 400)]

    findings = calibrate(asked, wrong, ANCHOR)

    with pytest.raises(Alarm, match="general/drift found") as alarm:
        require_sound(findings, where="runs/audited")
    assert alarm.value.exit_code == 4


@pytest.mark.usefixtures("outside_parts")
def test_no_audit_sees_probe_or_exam() -> None:
    [finding] = calibrate(replace(RECIPE, audits=(Use(name="throwaway/peek"),)), MADE, ANCHOR)

    assert finding.value == 0


def test_an_audit_without_ground_truth_is_refused() -> None:
    with pytest.raises(RecipeError, match="control split is empty"):
        calibrate(RECIPE, MADE, Anchor())


def silent(limit: float | None, **changes: object) -> Recipe:
    """A recipe whose second audit finds nothing to measure, with a limit of its own or none."""
    dials = {} if limit is None else {"limit": limit}
    audits = (*RECIPE.audits, Use(name="throwaway/mute", dials=dials))
    return replace(RECIPE, audits=audits, **changes)  # type: ignore[arg-type]


@pytest.mark.usefixtures("outside_parts")
def test_an_audit_with_nothing_to_measure_is_left_out_and_told() -> None:
    left: dict[str, str] = {}

    findings = calibrate(silent(None), MADE, ANCHOR, left=left.__setitem__)

    assert ["general/drift"] == [finding.audit for finding in findings]
    assert {"throwaway/mute": "there is nothing to hear; speak up"} == left


@pytest.mark.usefixtures("outside_parts")
@pytest.mark.parametrize(
    "recipe",
    [silent(0.5), silent(None, splits={"reference": 1.0})],
    ids=["with a limit", "without control rows"],
)
def test_an_audit_that_was_meant_is_never_left_out(recipe: Recipe) -> None:
    left: dict[str, str] = {}

    with pytest.raises(NothingToAudit, match="nothing to hear"):
        calibrate(recipe, MADE, ANCHOR, left=left.__setitem__)
