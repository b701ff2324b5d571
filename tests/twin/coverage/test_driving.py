"""Cases of driving: made as they are told, seen by the audit in the scenes alone, wanted equally often by a run."""

from dataclasses import replace

import pytest

from provender.core import registry
from provender.core.anchor import Anchor
from provender.core.errors import RecipeError, UnknownName
from provender.core.recipe import Recipe, Shard, Use
from provender.core.record import Record
from provender.core.verdict import Finding, Grade, Outcome
from provender.run.workshop import Workshop
from provender.stages.balance import cells
from provender.twin.audits.coverage import Coverage, circumstances, seen
from provender.twin.coverage.driving import FACTORS, array
from provender.twin.generators.covering import Covering, _to_find
from provender.twin.scene import Scene

FEW = {
    "scenario": ("animal", "jaywalking_group"),
    "layout": ("grid",),
    "light": ("day", "night"),
    "fog": ("none", "fog"),
    "precipitation": ("none", "snow"),
    "wet": ("dry", "damp"),
    "crowd": ("nobody", "few"),
    "build": ("nobody", "slight", "heavy"),
    "tone": ("nobody", "light", "dark"),
    "distance": ("near", "far"),
}


def make(part: Covering, count: int) -> list[Record]:
    """Records of the first cases."""
    return [one for one in part(Shard(seed=3, start=0, count=count, recipe="")) if isinstance(one, Record)]


@pytest.fixture(scope="module")
def records() -> list[Record]:
    """Every case of a small domain, one record each."""
    part = Covering(wide=0, within=FEW)
    found = make(part, len(part.cases()))
    assert len(found) == len(part.cases())
    return found


def found(records: list[Record], **dials: object) -> Finding:
    """What the audit finds."""
    part: Coverage = registry.load("audit", "twin/coverage", {"within": FEW, **dials})
    return part(records, Anchor())


def test_the_whole_domain_takes_few_cases() -> None:
    pairs = array({}, 2, where="here")

    assert 52 == pairs.bound <= len(pairs.rows) <= 65
    assert pairs.share(pairs.rows) == 1.0
    assert all(pairs.domain.allows(row) for row in pairs.rows)
    assert not any(case == {"precipitation": "rain", "wet": "dry"} for case in pairs.missing([]))


def test_a_record_shows_the_case_that_its_tags_tell(records: list[Record]) -> None:
    for record in records:
        assert {name: record.tags[name] for name in FACTORS} == seen(record)


def test_every_possible_pair_is_there_once_each_case_is(records: list[Record]) -> None:
    whole = found(records, limit=0.0)

    assert (whole.value, whole.broken) == (0.0, False)
    assert set(whole.parts.values()) == {0.0}
    assert [chart.title for chart in whole.shown] == ["Pairs of circumstances", "Records it takes"]


def test_what_was_refused_does_not_count(records: list[Record]) -> None:
    part = array(FEW, 2, where="here")
    short = found(records[2:], limit=0.0)

    assert short.broken
    assert short.value == pytest.approx(1 - part.share([part.domain.row(seen(one)) for one in records[2:]]))
    assert short.shown[-1].title == "What is missing"


def test_what_lies_outside_of_the_domain_is_told_and_not_counted(records: list[Record]) -> None:
    scene = records[0].payload
    assert isinstance(scene, Scene)
    stranger = replace(records[0], payload=replace(scene, scenario="traffic"))

    assert "1 more lie outside" in found([*records, stranger]).reason
    assert found([*records, stranger]).value == 0.0
    assert found([]).value == 1.0


def test_the_audit_looks_at_the_scene_and_not_at_tags(records: list[Record]) -> None:
    scene = records[0].payload
    assert isinstance(scene, Scene)
    foggy = replace(scene, weather=replace(scene.weather, fog=0.1), light=replace(scene.light, altitude=-0.5))
    apart = replace(scene, cameras=(replace(scene.cameras[0], times=(0.0,)),))

    assert ("dense", "night") == tuple(seen(replace(records[0], payload=foggy))[name] for name in ("fog", "light"))
    assert seen(replace(records[0], payload=apart))["distance"] == "far"


@pytest.mark.slow
def test_of_a_clip_every_frame_counts() -> None:
    (clip,) = registry.load("generator", "twin/clips/scenario", {"map": "city", "wide": 160, "frames": 2, "rate": 1.0})(
        Shard(seed=3, start=0, count=1, recipe="")
    )
    told = circumstances(clip)
    finding: Finding = registry.load("audit", "twin/coverage", {})([clip], Anchor())

    assert len(told) == 2
    assert [len({case[name] for case in told}) for name in ("scenario", "light", "fog")] == [1, 1, 1]
    assert told[0] == seen(clip) == circumstances(replace(clip, payload=clip.payload.frames[0]))[0]
    alone = [registry.load("audit", "twin/coverage", {})([replace(clip, payload=one)], Anchor()).value
             for one in clip.payload.frames]  # fmt: skip
    assert finding.value <= min(alone)


def test_a_shard_may_be_cut_anywhere(records: list[Record]) -> None:
    (alone,) = list(Covering(wide=0, within=FEW)(Shard(seed=3, start=2, count=1, recipe="")))

    assert records[2] == alone


def test_one_case_is_staged_anew_at_every_index() -> None:
    part = Covering(wide=0, within=FEW, case="0001")
    one, two = make(part, 2)

    assert (one.tags, "0001") == (two.tags, one.tags["case"])
    assert one.content != two.content


def test_of_several_stagings_that_with_most_to_find_is_kept() -> None:
    one, of_three = (make(Covering(wide=0, within=FEW, stagings=count), 4) for count in (1, 3))
    first, best = ([_to_find(record.payload) for record in made] for made in (one, of_three))  # type: ignore[arg-type]

    assert [record.tags for record in one] == [record.tags for record in of_three]
    assert all(more >= less for more, less in zip(best, first, strict=True))
    assert sum(best) > sum(first)


def test_a_run_wants_every_case_equally_often() -> None:
    part = Covering(wide=0, within=FEW)
    use = Use(name="twin/covering", dials={"wide": 0, "within": FEW})
    recipe = Recipe(name="r", count=2 * len(part.cases()) + 1, generators=(use,), accept=Grade.SCREENED)
    workshop = Workshop(recipe=recipe)
    asked = cells(workshop.makers(), workshop.mix(), recipe.count)

    assert [3, *[2] * (len(part.cases()) - 1)] == [cell.quota for cell in asked]
    assert [(("case", case),) for case in part.cases()] == [cell.tags for cell in asked]


@pytest.mark.parametrize(
    ("dials", "fault"),
    [
        ({"wide": 100}, RecipeError),
        ({"wide": 0, "strength": 4}, RecipeError),
        ({"wide": 0, "case": "9999"}, RecipeError),
        ({"wide": 0, "stagings": 0}, RecipeError),
        ({"wide": 0, "within": {"lihgt": ("day",)}}, UnknownName),
        ({"wide": 0, "within": {"light": ("dya",)}}, UnknownName),
        ({"wide": 0, "within": {"light": ()}}, RecipeError),
        ({"wide": 0, "within": {"precipitation": ("rain",), "wet": ("dry",)}}, RecipeError),
    ],
)
def test_a_domain_that_makes_no_sense_is_refused(dials: dict[str, object], fault: type[Exception]) -> None:
    with pytest.raises(fault):
        registry.load("generator", "twin/covering", dials)


@pytest.mark.slow
def test_a_case_is_seen_by_a_camera() -> None:
    (record,) = make(Covering(wide=160, within={**FEW, "light": ("day",)}), 1)

    assert {name: record.tags[name] for name in FACTORS} == seen(record)
    assert [Outcome.PASS] == [verdict.outcome for verdict in registry.load("verifier", "twin/labels")([record])]
