"""Persons, from a detector's marks to the next recipe: whom it misses, the next pictures hold more of."""

import re
from pathlib import Path

import pytest

from provender.cli.make._crossed import say_crossed
from provender.core.recipe import Loop, Recipe, Shard, Use
from provender.core.record import Record
from provender.core.verdict import Grade, Interval, Scorecard
from provender.run.cycle import LoopOptions, loop
from provender.run.ledger.dataset import Accepted
from provender.run.options import RunOptions
from provender.twin.frame import Frame
from provender.twin.generators.frames import Frames
from provender.twin.render.mesh.people import build, tone
from provender.twin.scene import Actor
from provender.twin.stage.people import ON_FOOT
from provender.twin.verifiers.labels import Labels

DARK = 6  # the first of the ten tones that is called dark


def feet(record: Record) -> list[Actor]:
    """Everybody on foot in a picture."""
    assert isinstance(record.payload, Frame)
    return [actor for actor in record.payload.scene.actors if actor.kind in ON_FOOT]


def made(**dials: str) -> list[Record]:
    """Two pictures of a clear day."""
    part = Frames(map="city", wide=160, light="day", weather="clear", **dials)  # type: ignore[arg-type]
    return list(part(Shard(seed=5, start=0, count=2, recipe="")))


def test_everybody_on_foot_is_as_is_asked_for() -> None:
    grown, young = made(age="adult", tone="dark", build="heavy"), made(age="child", tone="light", build="slight")

    assert {(actor.kind, tone(actor) >= DARK, build(actor) >= 1.12) for one in grown for actor in feet(one)} == {
        ("adult", True, True)
    }
    assert {(actor.kind, tone(actor) < 3, build(actor) < 0.98) for one in young for actor in feet(one)} == {
        ("child", True, True)
    }
    assert grown[0].tags == {"light": "day", "weather": "clear", "age": "adult", "tone": "dark", "build": "heavy"}
    assert {verdict.reason for verdict in Labels()([*grown, *young])} == {""}


def test_asking_for_skin_changes_nothing_but_skin() -> None:
    left, asked = made()[0], made(tone="medium")[0]
    assert isinstance(left.payload, Frame)
    assert isinstance(asked.payload, Frame)

    assert [(one.id, one.size, one.kind) for one in feet(left)] == [(one.id, one.size, one.kind) for one in feet(asked)]
    assert left.payload.scene.weather == asked.payload.scene.weather
    assert left.payload.colour.tobytes() != asked.payload.colour.tobytes()
    assert {*left.tags} == {"light", "weather"}


def test_marks_under_each_light_stand_side_by_side_and_few_are_told_as_few(capsys: pytest.CaptureFixture[str]) -> None:
    card = Scorecard(
        overall=0.5, n=60, interval=Interval(low=0.4, high=0.6), measure="average precision",
        by_tag={("tone", "dark"): 0.25, ("tone by day", "dark"): 0.5, ("light", "day"): 0.5},
        n_by_tag={("tone", "dark"): 30, ("tone by day", "dark"): 24, ("light", "day"): 50},
        interval_by_tag={("tone", "dark"): Interval(low=0.1, high=0.4)},
        few={("tone by night", "dark"): 6, ("tone", "light"): 3},
    )  # fmt: skip
    say_crossed(card)

    lines = [re.split(r"\s{2,}", line.strip()) for line in capsys.readouterr().out.splitlines() if line]
    assert lines == [
        ["average precision in all", "by day", "by night"],
        ["tone", "dark", "25.0% (10% to 40%, n = 30)", "50.0% (n = 24)", "6: too few"],
        ["tone", "light", "3: too few", "none", "none"],
    ]


@pytest.mark.slow
@pytest.mark.usefixtures("outside_parts")
def test_whom_a_detector_misses_the_next_pictures_hold_more_of(tmp_path: Path) -> None:
    dials = {"map": "city", "wide": 160, "light": "day", "weather": "clear"}
    recipe = Recipe(
        name="dial",
        generators=(Use(name="twin/frames", dials=dials),),
        verifiers=(Use(name="twin/labels"),),
        count=6,
        mix={("tone", "dark"): 0.5, ("tone", "light"): 0.5},
        accept=Grade.SCREENED,
        anchor=Use(
            name="general/generated",
            dials={"generators": ["twin/frames"], "verifiers": ["twin/labels"], "accept": "screened", "count": 24,
                   "dials": dials, "vary": {"tone": ["dark", "light"]}},
        ),
        splits={"probe": 1.0},
        student=Use(name="throwaway/dazzled"),
        loop=Loop(cycles=2, dial="weakness"),
    )  # fmt: skip

    summary = loop(recipe, LoopOptions(run=RunOptions(output=tmp_path, workers=0)))
    (probe, _), (_, last) = ([cycle.probes[""] for cycle in summary.cycles], [cycle.only for cycle in summary.cycles])
    kept = [Accepted(folder=folder, facts={}).records() for folder in summary.folders]
    dark = [sum(all(tone(actor) >= DARK for actor in feet(one.record)) for one in records) for records in kept]

    assert (probe.by_tag["tone", "dark"], probe.by_tag["tone", "light"]) == (0.0, 1.0)
    assert last.mix["tone", "dark"] > 0.75
    assert dark[0] == 3
    assert dark[1] == round(6 * last.mix["tone", "dark"])
