"""A run: exactly N accepted, everything accounted for, the same data whatever happens on the way."""

import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from provender.core.errors import Interrupted, MachineError, RecipeChanged, RunLocked, Shortfall
from provender.core.protocols import Judged
from provender.core.recipe import Limits, Price, Recipe, Use
from provender.core.verdict import Grade
from provender.run.curator import CURATE
from provender.run.ledger.dataset import Accepted, refused
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.stages.near.signing import shingles, similarity
from provender.store.folder import RunFolder

GCD = Use(name="reasoning/arithmetic/gcd")
RECIPE = Recipe(name="sums", generators=(GCD,), count=300, mix={("language", "sw"): 0.4}, seed=3)
MOODY = Use(name="throwaway/moody")
SUMS = Use(name="throwaway/sums")


def _here(tmp_path: Path, **options: object) -> RunOptions:
    return replace(RunOptions(output=tmp_path, workers=0), **options)  # type: ignore[arg-type]


def _moody(count: int, **dials: object) -> Recipe:
    return Recipe(name="moody", generators=(Use(name=MOODY.name, dials=dials),), verifiers=(SUMS,), count=count)


def _records(folder: Path) -> list[Judged]:
    return list(Accepted(folder=RunFolder(folder), facts={}).records())


def test_run_mixes_languages_and_cultures_as_asked(tmp_path: Path) -> None:
    mix = {("language", "sw"): 0.4, ("culture", "east_africa"): 0.3}
    summary = run(replace(RECIPE, generators=(Use(name="reasoning/words/quantities"),), mix=mix), _here(tmp_path))

    tags = [item.record.tags for item in _records(summary.folder)]
    assert 300 == len(tags)
    assert 120 == sum(of["language"] == "sw" for of in tags)
    assert 90 == sum(of["culture"] == "east_africa" for of in tags)
    assert 5 == len({of["language"] for of in tags})
    assert 9 == len({of["culture"] for of in tags})


def test_run_accepts_exactly_the_count_and_the_mix(tmp_path: Path) -> None:
    summary = run(RECIPE, _here(tmp_path))

    records = _records(summary.folder)
    assert (300, 300) == (summary.accepted, len(records))
    assert 120 == sum(item.record.tags["language"] == "sw" for item in records)
    assert {(120, 120), (45, 45)} == set(summary.mix["language"].values())
    assert 300 == len({item.record.key for item in records})
    assert 300 == len({item.record.content for item in records})


@pytest.mark.parametrize("workers", [1, 2])
def test_run_digest_does_not_depend_on_the_workers(tmp_path: Path, workers: int) -> None:
    alone = run(RECIPE, _here(tmp_path / "alone"))

    together = run(RECIPE, _here(tmp_path / "together", workers=workers))

    assert alone.digest == together.digest


def test_run_digest_depends_on_the_seed(tmp_path: Path) -> None:
    one = run(RECIPE, _here(tmp_path / "one"))

    assert one.digest != run(replace(RECIPE, seed=4), _here(tmp_path / "two")).digest


def test_run_again_does_no_work_again(tmp_path: Path) -> None:
    first = run(RECIPE, _here(tmp_path))
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}

    again = run(RECIPE, _here(tmp_path))

    assert first == again
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.json")}


def test_run_refuses_a_changed_recipe_and_names_the_field(tmp_path: Path) -> None:
    run(RECIPE, _here(tmp_path))

    with pytest.raises(RecipeChanged) as refusal:
        run(replace(RECIPE, count=301), _here(tmp_path))

    assert "count" in str(refusal.value)
    assert "301" in str(refusal.value)
    assert "--fresh" in refusal.value.mend


def test_run_starts_over_when_told_to(tmp_path: Path) -> None:
    run(RECIPE, _here(tmp_path))

    other = run(replace(RECIPE, count=20), _here(tmp_path, fresh=True))

    assert 20 == len(_records(other.folder))


@pytest.mark.usefixtures("outside_parts")
def test_run_accounts_for_every_candidate(tmp_path: Path) -> None:
    summary = run(_moody(50, raises=(3,), fails=(5, 7), skips=(9,)), _here(tmp_path))

    ledger = list(refused(RunFolder(summary.folder)))
    failed = {entry.key.rpartition(":")[2]: entry.reason for entry in ledger if entry.fate == "failed"}
    assert summary.tried == summary.accepted + len(ledger)
    assert {
        "3": "the generator raised ValueError: a bad day at 3",
        "5": "out of luck",
        "7": "out of luck",
        "9": "the generator yielded nothing for this index",
    } == failed


@pytest.mark.usefixtures("outside_parts")
def test_run_names_the_twin_of_a_repeat(tmp_path: Path) -> None:
    with pytest.raises(Shortfall):
        run(_moody(20, distinct=10), _here(tmp_path))

    repeats = {entry.key: entry.reason for entry in refused(RunFolder(tmp_path / "moody"))}
    assert "repeats throwaway/moody:0:0" == repeats["throwaway/moody:0:10"]
    assert "repeats throwaway/moody:0:9" == repeats["throwaway/moody:0:29"]


@pytest.mark.usefixtures("outside_parts")
def test_run_refuses_near_repeats_names_the_nearest_and_goes_on_alike(tmp_path: Path) -> None:
    easy = Use(name=GCD.name, dials={"level": 1})
    recipe = Recipe(name="sums", generators=(easy,), count=60, seed=3, limits=Limits(near_repeats=0.5))
    summary = run(recipe, _here(tmp_path))

    kept = {str(item.record.key): shingles(item.record.payload.text()) for item in _records(tmp_path / "sums")}
    told = [entry for entry in refused(RunFolder(tmp_path / "sums")) if entry.verifier == "near_repeats"]
    assert 60 == len(kept)
    assert told
    for entry in told:
        twin, share = re.match(r"nearly repeats (\S+): (\d+)% of", entry.reason).groups()  # type: ignore[union-attr]
        assert entry.judged
        alike = similarity(shingles(entry.judged.record.payload.text()), kept[twin])
        assert alike >= 0.5
        assert f"{alike:.0%}" == f"{share}%"
    assert summary.digest == run(recipe, _here(tmp_path / "again", workers=2)).digest


@pytest.mark.usefixtures("outside_parts")
def test_run_says_which_cell_is_short_why_and_what_to_change(tmp_path: Path) -> None:
    with pytest.raises(Shortfall) as short:
        run(_moody(30, distinct=12), _here(tmp_path))

    assert 3 == short.value.exit_code
    assert "12 of 30 records" in short.value.what
    assert "throwaway/moody: 12 of 30" in short.value.what
    assert "commonest refusal: repeats" in short.value.what
    assert "raise the level or widen the dials" in short.value.mend
    assert 12 == len(_records(tmp_path / "moody"))


@pytest.mark.usefixtures("outside_parts")
def test_run_never_tries_more_than_the_cap(tmp_path: Path) -> None:
    recipe = replace(_moody(30, distinct=5), limits=Limits(max_candidates=40))

    with pytest.raises(Shortfall):
        run(recipe, _here(tmp_path))

    waves = RunFolder(tmp_path / "moody").commits(CURATE)
    assert 40 >= sum(tried for wave in waves for tried, _ in wave.what["cells"].values())


@pytest.mark.usefixtures("outside_parts")
def test_run_buries_a_task_that_kills_its_workers(tmp_path: Path) -> None:
    recipe = replace(_moody(10, kills=tuple(range(1000))), limits=Limits(max_candidates=10))

    with pytest.raises(Shortfall) as short:
        run(recipe, _here(tmp_path, workers=1))

    assert "its worker died" in short.value.what
    ledger = list(refused(RunFolder(tmp_path / "moody")))
    assert [("failed", None)] * 10 == [(entry.fate, entry.judged) for entry in ledger]


@pytest.mark.usefixtures("outside_parts")
@pytest.mark.parametrize("workers", [0, 1])
def test_run_ends_where_a_verifier_lacks_what_it_judges_by(tmp_path: Path, workers: int) -> None:
    recipe = replace(_moody(5), verifiers=(Use(name=SUMS.name, dials={"lacks": "abacus"}),))

    with pytest.raises(MachineError, match="there is no abacus here") as lacking:
        run(recipe, _here(tmp_path, workers=workers))

    assert 5 == lacking.value.exit_code
    assert "install abacus" == lacking.value.mend
    assert not list(refused(RunFolder(tmp_path / "moody")))


@pytest.mark.usefixtures("outside_parts")
def test_run_refuses_what_is_only_screened_unless_the_recipe_accepts_it(tmp_path: Path) -> None:
    recipe = replace(_moody(5), verifiers=(Use(name=SUMS.name, dials={"screens": True}),))

    with pytest.raises(Shortfall, match="only screened"):
        run(recipe, _here(tmp_path / "one"))
    assert 5 == run(replace(recipe, accept=Grade.SCREENED), _here(tmp_path / "two")).accepted


@pytest.mark.usefixtures("outside_parts")
@pytest.mark.parametrize(("name", "count"), [("throwaway/rows", 200), ("throwaway/images", 12)])
def test_run_carries_other_wings_payloads(tmp_path: Path, name: str, count: int) -> None:
    recipe = Recipe(name="other", generators=(Use(name=name),), verifiers=(Use(name=name),), count=count)

    summary = run(recipe, _here(tmp_path, workers=1))

    records = _records(summary.folder)
    assert count == len(records)
    assert [] == RunFolder(summary.folder).check()
    if name == "throwaway/rows":
        assert len({item.record.content for item in records}) < count, "a table may repeat its rows"


def test_run_refuses_a_second_driver(tmp_path: Path) -> None:
    folder = RunFolder(tmp_path / "sums")

    with folder.lock(), pytest.raises(RunLocked):
        run(RECIPE, _here(tmp_path))


def test_run_that_is_interrupted_goes_on(tmp_path: Path) -> None:
    def interrupt(progress: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(Interrupted) as stopped:
        run(RECIPE, _here(tmp_path, progress=interrupt))

    assert 130 == stopped.value.exit_code
    assert run(RECIPE, _here(tmp_path)).digest == run(RECIPE, _here(tmp_path / "whole")).digest


_DRIVER = """
import sys
from pathlib import Path
from provender.core.recipe import Recipe, Use
from provender.run.options import RunOptions
from provender.run.waves import run
from provender.stages.near.signing import shingles, similarity
gcd = Use(name="reasoning/arithmetic/gcd")
recipe = Recipe(name="sums", generators=(gcd,), count=300, mix={("language", "sw"): 0.4}, seed=3)
run(recipe, RunOptions(output=Path(sys.argv[1]), workers=0))
"""


@pytest.mark.parametrize("step", ["3:1", "4:2", "7:1", "7:3", "8:2"])
def test_run_killed_at_a_numbered_step_ends_in_the_same_digest(tmp_path: Path, step: str) -> None:
    home = Path(__file__).parent.parent.parent
    here = {**os.environ, "PYTHONPATH": str(home / "src"), "PROVENDER_FAULT": step}
    command = [sys.executable, "-c", _DRIVER, str(tmp_path / "killed")]

    killed = subprocess.run(command, env=here, capture_output=True, check=False)

    assert -signal.SIGKILL == killed.returncode, killed.stderr.decode()
    assert run(RECIPE, _here(tmp_path / "killed")).digest == run(RECIPE, _here(tmp_path / "whole")).digest
    assert [] == RunFolder(tmp_path / "killed" / "sums").check()


@pytest.mark.usefixtures("outside_parts")
def test_run_fits_a_generator_once_and_keeps_what_it_learned(tmp_path: Path) -> None:
    recipe = Recipe(
        name="habits",
        generators=(Use(name="throwaway/habits"),),
        verifiers=(Use(name="throwaway/rows"),),
        count=60,
        anchor=Use(name="general/generated", dials={"generators": ["throwaway/rows"], "count": 200}),
        splits={"reference": 1.0},
    )

    summary = run(recipe, _here(tmp_path, workers=1))

    folder = RunFolder(summary.folder)
    fits = list(folder.commits("fit"))
    assert ["throwaway/habits"] == [fit.what["made_by"] for fit in fits]
    assert folder.artefact(fits[0].what["artefact"]).kind == "throwaway/counts"
    assert 60 == summary.accepted
    assert summary.digest == run(recipe, _here(tmp_path)).digest


def _taught(file: Path, lineages: tuple[str, ...]) -> Recipe:
    """Questions that teachers answer and nothing anchors, so that what they say is screened at best."""
    teachers = {
        f"teacher{at}": Use(name="replay", dials={"path": str(file), "answer": f"t{at}", "lineage": lineage})
        for at, lineage in enumerate(lineages)
    }
    return Recipe(
        name="taught",
        generators=(Use(name="reasoning/words/worked_answers"),),
        verifiers=(Use(name="reasoning/words/prose_arithmetic"),),
        count=None,
        teachers=teachers,
        anchor=Use(name="reasoning/gsm8k", dials={"path": str(file)}),
        splits={"reference": 1.0},
        accept=Grade.SCREENED,
    )


def _questions(file: Path, count: int) -> None:
    lines = []
    for at in range(count):
        told = {"question": f"Box {at} holds 3 eggs and gets 4 more. How many eggs?", "answer": "3 + 4 = 7\n#### 7"}
        told |= {f"t{number}": f"Teacher {number} says 3 + 4 = 7 eggs." for number in range(3)}
        lines.append(json.dumps(told))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("lineages", "kept"),
    [(("a", "a"), 0), (("a", "b"), 40), (("a", "a", "b"), 40), (("a", "b", "c"), 60)],
)
def test_run_holds_every_lineage_to_its_share(tmp_path: Path, lineages: tuple[str, ...], kept: int) -> None:
    _questions(tmp_path / "q.jsonl", 20)

    summary = run(_taught(tmp_path / "q.jsonl", lineages), _here(tmp_path))

    made = [item.record.origin.lineage for item in _records(summary.folder)]
    assert kept == len(made) == summary.accepted
    assert all(made.count(lineage) <= 0.5 * len(made) for lineage in set(made))
    assert 20 * len(lineages) == summary.accepted + len(list(refused(RunFolder(summary.folder))))


def test_run_tells_what_every_record_cost(tmp_path: Path) -> None:
    _questions(tmp_path / "q.jsonl", 5)
    scripted = Use(
        name="scripted",
        dials={"replies": {}, "unknown": "So 3 + 4 = 7 eggs."},
        price=Price(prompt=2.0, completion=10.0),
    )
    recipe = replace(_taught(tmp_path / "q.jsonl", ("a",)), teachers={"paid": scripted})

    summary = run(replace(recipe, limits=Limits(teacher_share=1.0)), _here(tmp_path))

    folder = RunFolder(summary.folder)
    costs = [item.cost for item in Accepted(folder=folder, facts={}).records()]
    costs += [entry.cost for entry in refused(folder)]
    assert 5 == len(costs)
    assert all(cost["cpu_s"] > 0 and cost["money"] > 0 for cost in costs)
    assert sum(cost["money"] for cost in costs) == pytest.approx(summary.spent["paid"]["cost"])
    assert sum(cost["completion_tokens"] for cost in costs) == summary.spent["paid"]["completion_tokens"]


def test_a_short_run_says_what_weights_would_make_of_it(tmp_path: Path) -> None:
    recipe = replace(RECIPE, mix={("language", "sw"): 0.5}, count=400, limits=Limits(max_candidates=300))

    with pytest.raises(Shortfall, match="or weigh what is there"):
        run(recipe, _here(tmp_path))

    told = read_facts(RunFolder(tmp_path / "sums"))["weighing"]
    assert told["of"] <= 300
    assert told["worth"] <= told["of"]
    assert {name for name, _ in told["cells"]} >= {"reasoning/arithmetic/gcd (language=sw)"}
