"""The loop: cycles that share nothing, an exam that is opened once, and a stop that loses nothing."""

from dataclasses import replace
from pathlib import Path

import pytest

from provender.core.errors import RecipeError
from provender.core.recipe import Loop, Recipe, Use
from provender.recipes.load import load_recipe
from provender.run.cycle import EXAM, LoopOptions, loop, seed_of
from provender.run.ledger.cycles import cycle_facts
from provender.run.ledger.dataset import Accepted
from provender.run.options import RunOptions
from provender.store.folder import RunFolder

CHAIN = "reasoning/arithmetic/modular_chain"
RECIPE = Recipe(
    name="round",
    generators=(Use(name=CHAIN),),
    count=200,
    mix={("level", "1"): 0.5, ("level", "2"): 0.5},
    anchor=Use(name="general/generated", dials={"generators": [CHAIN], "count": 120, "seed": 99}),
    splits={"reference": 0.0, "control": 0.0, "probe": 0.5, "exam": 0.5},
    student=Use(name="reasoning/decoder", dials={"steps": 30, "width": 32, "layers": 1, "heads": 2, "context": 96}),
    loop=Loop(cycles=2),
)


def _here(tmp_path: Path) -> LoopOptions:
    return LoopOptions(run=RunOptions(output=tmp_path, workers=0))


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("loop")
    loop(RECIPE, _here(folder))
    return folder


def test_loop_goes_round_and_examines_once(finished: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in finished.rglob("commits/**/*.json")}

    summary = loop(RECIPE, _here(finished))

    assert [0, 1] == [cycle.number for cycle in summary.cycles]
    assert summary.exam is not None
    assert summary.exam.n > 20
    assert before == {path: path.stat().st_mtime_ns for path in finished.rglob("commits/**/*.json")}
    assert 1 == len(list(RunFolder(summary.folder).commits(EXAM)))


def test_loop_cycles_share_no_record_and_learn_from_all(finished: Path) -> None:
    summary = loop(RECIPE, _here(finished))
    folders = [RunFolder(summary.folder / "cycles" / f"c{number:02d}") for number in range(2)]
    seen = [{judged.record.key for judged in Accepted(folder=folder, facts={}).records()} for folder in folders]

    assert not seen[0] & seen[1]
    assert summary.cycles[0].only.made <= 200 < summary.cycles[1].only.made <= 400


def test_loop_never_trains_on_what_it_is_examined_with(finished: Path) -> None:
    from provender.run.workshop import Workshop

    summary = loop(RECIPE, _here(finished))
    anchor = Workshop(recipe=RECIPE).anchor()
    held = {record.payload.group() for record in (*anchor.probe, *anchor.exam)}

    for number in range(2):
        folder = RunFolder(summary.folder / "cycles" / f"c{number:02d}")
        made = {judged.record.payload.group() for judged in Accepted(folder=folder, facts={}).records()}
        assert not made & held


def test_loop_facts_tell_scores_and_changes(finished: Path) -> None:
    told = cycle_facts(loop(RECIPE, _here(finished)).cycles)

    assert {"level", "language", "topic"} <= set(told[0]["by_tag"])
    assert 0 <= told[0]["interval"][0] <= told[0]["overall"] <= told[0]["interval"][1] <= 1


def test_loop_needs_a_student(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="names no student"):
        loop(replace(RECIPE, student=None, loop=Loop(cycles=1)), _here(tmp_path))


def test_loop_stops_at_its_target(tmp_path: Path) -> None:
    recipe = replace(RECIPE, loop=Loop(cycles=5, target=0.0))

    assert 1 == len(loop(recipe, _here(tmp_path)).cycles)


def test_seeds_of_cycles_differ_and_the_first_is_the_recipes() -> None:
    seeds = [seed_of(seed, cycle) for seed in range(3) for cycle in range(4)]

    assert len(set(seeds)) == len(seeds)
    assert 2 == seed_of(2, 0)


def test_loop_writes_every_next_recipe_with_its_reasons(finished: Path) -> None:
    summary = loop(RECIPE, _here(finished))
    written = summary.folder / "report" / "recipes"

    following = load_recipe(written / "c01.yaml")
    told = (written / "c01.diff").read_text("utf-8")

    assert summary.cycles[0].only.next_mix == following.mix
    assert replace(RECIPE, mix=following.mix).generators == following.generators
    assert all(f"# {change}" in told for change in summary.cycles[0].only.changes)
    assert "all cycles are done" == summary.ended
    assert "# all cycles are done" in (written / "c02.yaml").read_text("utf-8")
