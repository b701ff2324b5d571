"""The braking policy: it prevents hard blows, minds the natural weights, and says the same of the same encounters."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from provender.core.artefact import Artefact
from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.twin.braking.drawn import draw, measured, outcome
from provender.twin.braking.encounter import STEPS, Encounter, EncounterCodec
from provender.twin.braking.generators.encounters import Encounters
from provender.twin.students.brake import Brake, balanced, cases

PART = Brake(steps=250)


def encounters(count: int, *, seed: int = 1, draws: Any = "important") -> list[Record]:
    """Half with a child, half with a car ahead."""
    return [
        record
        for hazard in ("child", "lead")
        for record in Encounters(hazard=hazard, draws=draws)(Shard(seed=seed, start=0, count=count // 2, recipe=""))
    ]


@pytest.fixture(scope="module")
def lesson() -> list[Record]:
    return encounters(300)


@pytest.fixture(scope="module")
def fitted(lesson: list[Record]) -> Artefact:
    return PART.fit(lesson, seed=0)


def test_a_policy_prevents_most_hard_blows_and_seldom_brakes_in_vain(fitted: Artefact) -> None:
    """On encounters drawn where blows are, weighted to be natural; half of those drawn are hard by the driver alone."""
    marks = PART.score(fitted, encounters(1200, seed=7))

    assert 0.001 < marks.measures["harm_rate_alone"] < 0.01
    assert marks.measures["harm_rate"] < 0.25 * marks.measures["harm_rate_alone"]
    assert marks.measures["false_brake_rate"] < 0.1
    assert marks.interval.low <= marks.overall <= marks.interval.high
    assert {"hazard", "draws", "grip", "speed"} == {tag for tag, _ in marks.by_tag}
    assert marks.n < 1200  # weights that differ tell less than as many alike


@pytest.mark.parametrize("hazard", [True, False])
def test_weighted_draws_say_how_often_a_blow_comes_about_naturally(hazard: bool) -> None:
    """Within four standard errors of the two: a false alarm in 16,000 seeds."""
    child = np.full(60_000, hazard)
    natural, drawn = (draw(child, harm, np.random.default_rng(8)) for harm in (None, 13.0))
    terms = drawn.weights * (outcome(child, drawn.factors) >= 13.0)
    share = float((outcome(child, natural.factors) >= 13.0).mean())
    loose = (share / len(child) + float(terms.var()) / len(child)) ** 0.5

    assert abs(float(terms.mean()) - share) < 4 * loose
    assert terms.std() < 0.6 * share**0.5  # that is what it is for


def test_the_same_encounters_in_any_order_make_the_same_policy(lesson: list[Record], fitted: Artefact) -> None:
    assert PART.fit(lesson[::-1], seed=0).content == fitted.content
    assert PART.fit(lesson, seed=1).content != fitted.content


def test_a_mix_of_hazards_does_not_change_how_often_each_counts() -> None:
    few = encounters(200)[:130]  # a hundred with a child, thirty with a car ahead
    taught = cases(few)
    weights = balanced(taught)

    assert weights[taught.child].sum() == pytest.approx(weights[~taught.child].sum())
    assert weights.mean() == pytest.approx(1.0)


def test_what_is_no_encounter_is_neither_learned_from_nor_asked(fitted: Artefact) -> None:
    with pytest.raises(RecipeError, match="none of the records is an encounter"):
        PART.fit([], seed=0)
    with pytest.raises(InputError, match="no braking policy"):
        PART.score(replace(fitted, content=b"junk"), encounters(20))


@pytest.mark.parametrize("dials", [{"harm": 0.0}, {"cost": 0.0}, {"steps": 0}, {"rate": 1.0}])
def test_dials_out_of_range_are_refused(dials: dict[str, Any]) -> None:
    with pytest.raises(RecipeError):
        Brake(**dials)


def test_braking_at_once_ends_in_no_harder_blow_where_the_way_is_blocked() -> None:
    """Of a car ahead; a child may be run into because one braked, who would have been passed."""
    rng = np.random.default_rng(3)
    drawn = draw(np.zeros(500, bool), None, rng)

    assert (outcome(drawn.child, drawn.factors, np.full(500, 0.2)) <= outcome(drawn.child, drawn.factors) + 1e-9).all()
    assert (
        outcome(drawn.child, drawn.factors, np.full(500, np.inf)).tolist()
        == outcome(drawn.child, drawn.factors).tolist()
    )


def test_errors_of_measurements_fade_and_the_truth_lies_amid_them() -> None:
    rng = np.random.default_rng(4)
    child, factors = np.ones(4000, bool), np.zeros((4000, 6))
    seen = measured(child, factors, rng.standard_normal((4000, STEPS, 5)), rng.standard_normal(4000))
    closing = seen.tracks[..., 1]

    assert closing.mean() == pytest.approx(11.0, abs=0.02)
    assert closing[:, 15].std() == pytest.approx(1.2 / 4, rel=0.1)
    assert closing[:, 0].std() == pytest.approx(1.2, rel=0.1)


def test_encounters_are_written_down_exactly(lesson: list[Record]) -> None:
    payloads = [record.payload for record in lesson[:20]]
    codec = EncounterCodec()
    table, blobs = codec.encode(payloads)

    assert codec.decode(table, {blob.name: blob.data for blob in blobs}) == payloads
    assert codec.decode(codec.encode([])[0], {}) == []


def test_text_tells_what_happens(lesson: list[Record]) -> None:
    one = lesson[0].payload
    assert isinstance(one, Encounter)

    assert one.text().startswith("child: speed ")
    assert f"impact at {one.impact:.2f} m/s" in one.text()
    assert len(one.text().splitlines()) == len(one.track) + 3


def test_records_of_another_wing_are_left_out(lesson: list[Record], fitted: Artefact) -> None:
    class Other:
        pass

    origin = Origin(source="x", version="1", recipe="", seed=0, index=0)
    stranger: Any = Record(payload=Other(), origin=origin)  # type: ignore[arg-type]

    assert PART.score(fitted, [*lesson, stranger]).n == PART.score(fitted, lesson).n
