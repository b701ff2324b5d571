"""What goes with every export can be trusted: marks join, sums are right, Croissant loads what lies there."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from tests.conformance.strangers import NOBODY

from provender.backends.teachers.scripted import Scripted
from provender.core.anchor import Anchor
from provender.core.errors import UnknownName
from provender.core.protocols import Judged, Tools
from provender.core.recipe import Recipe, Shard, Use
from provender.core.record import Record
from provender.core.registry import load
from provender.core.verdict import Gold, Grade, Outcome, Verdict
from provender.general.passage import Passage
from provender.reasoning.taught.asked import digest_of
from provender.run.ledger.export import export
from provender.run.ledger.facts import read_facts
from provender.run.ledger.tables import decode, encode
from provender.run.options import RunOptions
from provender.run.papers.card import card
from provender.run.papers.croissant import croissant
from provender.run.papers.sources import sources
from provender.run.papers.told import limits
from provender.run.waves import run
from provender.run.workshop import Workshop
from provender.stages.judges.rates import rates
from provender.store.folder import RunFolder

TALE = Use(name="reasoning/words/quantities")
WINGS = {  # wing -> what makes, and the exports of it
    "reasoning": (TALE, ("general/huggingface", "reasoning/chat", "reasoning/stepwise", "reasoning/preference")),
    "tabular": (Use(name="tabular/ward"), ("tabular/csv", "general/huggingface")),
    "linked": (Use(name="tabular/clinic"), ("tabular/linked",)),
    "twin": (
        Use(name="twin/frames", dials={"map": "city", "wide": 160, "light": "day", "weather": "clear"}),
        ("twin/coco", "general/huggingface"),
    ),
    "general": (Use(name="general/grounded"), ("general/huggingface", "general/marks")),
}
READ = """
import json, sys, warnings
warnings.simplefilter("ignore")
import mlcroissant
found = {}
for name in sys.argv[1:]:
    dataset = mlcroissant.Dataset(jsonld=name)
    assert not dataset.metadata.ctx.issues.errors
    sets = {each.uuid: len(list(dataset.records(record_set=each.uuid))) for each in dataset.metadata.record_sets}
    found[name] = [sets, dataset.metadata.data_limitations]
print(json.dumps(found))
"""


def made(output: Path, use: Use, *, name: str = "set", count: int = 6, **more: Any) -> tuple[RunFolder, dict[str, Any]]:
    """A finished run of one generator, and what can be said of it."""
    accept = Grade.SCREENED if use.name.startswith(("tabular", "twin")) else Grade.ANCHORED
    recipe = Recipe(name=name, generators=(use,), count=count, accept=accept, **more)
    folder = RunFolder(run(recipe, RunOptions(output=output, workers=0)).folder)
    return folder, read_facts(folder)


@pytest.fixture(scope="module")
def tale(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunFolder, dict[str, Any]]:
    """A small run."""
    return made(tmp_path_factory.mktemp("runs"), TALE, licences={"dataset": "CC-BY-4.0", TALE.name: "CC0-1.0"})


def test_marks_of_every_export_join_it_by_key(tale: tuple[RunFolder, dict[str, Any]]) -> None:
    home = export(tale[0], Use(name="reasoning/chat"), tale[1])
    rows = [json.loads(line)["provender"]["key"] for line in (home / "train.jsonl").read_text().splitlines()]
    marks = pq.read_table(home / "marks.parquet").to_pylist()

    assert [mark["key"] for mark in marks] == rows
    assert {(mark["synthetic"], mark["teacher"], mark["prompt"], mark["grade"]) for mark in marks} == {
        (True, None, None, "proved")
    }
    assert all(mark["dataset"] == tale[1]["digest"] and mark["passed"] for mark in marks)


def test_sums_are_of_all_files_and_croissant_has_their_sum(tale: tuple[RunFolder, dict[str, Any]]) -> None:
    home = export(tale[0], Use(name="general/huggingface"), tale[1])
    lines = [line.split("  ") for line in (home / "SHA256SUMS").read_text().splitlines()]
    sums = {name: digest for digest, name in lines}
    told = {each["name"]: each["sha256"] for each in json.loads((home / "croissant.json").read_text())["distribution"]}

    files = {str(file.relative_to(home)) for file in home.rglob("*") if file.is_file()}
    assert files == {*sums, "SHA256SUMS", "croissant.json"}
    assert all(sha256((home / name).read_bytes()).hexdigest() == digest for name, digest in (sums | told).items())


def test_the_recipes_licence_stands_in_card_and_croissant(tale: tuple[RunFolder, dict[str, Any]]) -> None:
    home = export(tale[0], Use(name="reasoning/chat"), tale[1])

    assert 'license: "CC-BY-4.0"' in (home / "README.md").read_text()
    assert "CC-BY-4.0" in json.loads((home / "croissant.json").read_text())["license"]


def test_exports_are_alike_each_time(tale: tuple[RunFolder, dict[str, Any]]) -> None:
    first, again = (
        {file.name: file.read_bytes() for file in export(tale[0], Use(name="reasoning/chat"), tale[1]).iterdir()}
        for _ in range(2)
    )

    assert first == again


def test_a_map_of_openstreetmap_asks_to_be_named(tmp_path: Path) -> None:
    (tmp_path / "here.osm").write_text('<osm version="0.6"></osm>')
    use = Use(name="twin/frames", dials={"map": "here.osm", "light": "day", "weather": "clear"})

    (told,) = drawn(Recipe(name="x", generators=(use,), folder=str(tmp_path)))

    assert (told["name"], told["by"], told["behind"]) == ("here.osm", "twin/frames", ["twin/frames"])
    assert "© OpenStreetMap contributors" in told["licence"]
    assert len(told["sha256"]) == 64


def test_tables_and_readers_come_with_their_licences(tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_text("city,mayor\nA,B\n")
    grounded = Use(name="general/grounded", dials={"tables": ("countries", "own.csv")})
    taught = Use(name="reasoning/taught/solve")
    anchor = Use(name="reasoning/gsm8k", dials={"path": "own.csv"})
    recipe = Recipe(name="x", generators=(grounded, taught), anchor=anchor, folder=str(tmp_path))

    told = {(each["kind"], each["name"]): (each["licence"], each["behind"]) for each in drawn(recipe)}

    assert told["generator", "countries"] == ("Unicode-3.0", ["general/grounded"])
    assert told["generator", "own.csv"] == ("", ["general/grounded"])
    assert told["anchor", "own.csv"] == ("MIT", ["reasoning/taught/solve"])


def test_a_licence_of_what_nothing_draws_from_is_refused() -> None:
    with pytest.raises(UnknownName, match="datasets"):
        drawn(Recipe(name="x", generators=(TALE,), licences={"datasets": "MIT"}))


class Unread(Workshop):
    """A workshop whose anchor is not read."""

    def anchor(self) -> Anchor:
        """Empty."""
        return Anchor()


def drawn(recipe: Recipe) -> list[dict[str, Any]]:
    """The sources of a recipe."""
    workshop = Unread(recipe=recipe)
    with workshop.beside():
        return sources(workshop)


def test_of_private_rows_no_small_count_is_told(tale: tuple[RunFolder, dict[str, Any]], tmp_path: Path) -> None:
    facts = {**tale[1], "private": True, "refused": {"tabular/sound: too near": 3, "other": 12}}

    text = card(facts, columns=[], size=0, licence="")
    told = croissant(facts, folder=tmp_path, sums={}, sizes={}, licence="")

    assert "| fewer than 10 |" in text
    assert "| 12 |" in text
    assert "too near: fewer than 10" in told
    assert "too near: 3" not in told


def test_of_private_rows_the_mix_tells_no_small_count(tale: tuple[RunFolder, dict[str, Any]], tmp_path: Path) -> None:
    mix = {"sex": {"f": [96, 95], "m": [4, 3], "": [0, 0]}}
    facts = {
        **tale[1],
        "private": True,
        "mix": mix,
        "funnel": {"a": {"pass": 98, "fail": 2}},
        "rejected": 2,
        "failed": 1,
    }

    text = card(facts, columns=[], size=0, licence="")
    told = croissant(facts, folder=tmp_path, sums={}, sizes={}, licence="")

    assert "| sex | f | 96 | 95 |" in text
    assert "| sex | m | fewer than 10 | fewer than 10 |" in text
    assert "| a | 98 | fewer than 10 | 0 |" in text
    assert "- rejected: fewer than 10; could not be made: fewer than 10" in text
    assert "sex=m: fewer than 10 of fewer than 10 asked" in told


def test_the_card_tells_what_judges_got_wrong_and_not_gold_by_gold(tale: tuple[RunFolder, dict[str, Any]]) -> None:
    one = Record(payload=Passage("x"), origin=NOBODY)
    golds = [Gold(record=one, faulty=at < 60, kind="x", slices={}) for at in range(90)]
    words = [Outcome.FAIL if gold.faulty else Outcome.PASS for gold in golds]
    said = [Verdict(record=one.key, verifier="j", outcome=word) for word in words]
    judges = [rates("j", golds, said).plain(), rates("k", [], [], spoke=False).plain()]

    text = card({**tale[1], "judges": judges}, columns=[], size=0, licence="")

    assert "let through 0 of 60 faulty ones, so at most 4.9%, and refused 0 of 30 sound ones" in text
    assert "k: silent on these records\n" in text
    assert "FFFF" not in text


@pytest.mark.slow
def test_mlcroissant_loads_what_each_wing_exports(tmp_path: Path) -> None:
    counts = {"twin": 2}
    homes: dict[str, int] = {}
    for wing, (use, names) in WINGS.items():
        judged = {"verifiers": (use,)} if wing == "general" else {}
        folder, facts = made(tmp_path, use, name=wing, count=counts.get(wing, 12), **judged)
        homes |= {str(export(folder, Use(name=name), facts) / "croissant.json"): facts["accepted"] for name in names}

    done = subprocess.run([sys.executable, "-c", READ, *homes], capture_output=True, text=True, check=True)

    for name, (sets, limited) in json.loads(done.stdout.splitlines()[-1]).items():
        assert len(sets) >= 2 if "coco" not in name else sets
        assert sets["records/marks.parquet"] == homes[name]
        assert limited


def test_what_a_teacher_wrote_carries_the_digest_of_what_it_was_asked() -> None:
    shard = Shard(seed=3, start=0, count=4)
    ours: list[Any] = list(load("generator", TALE.name, {})(shard))
    script = {each.payload.question: f"{each.payload.solution}\nAnswer: {each.payload.answer}" for each in ours}
    lesson = load("generator", "reasoning/taught/solve", {"problems": TALE.name})
    bound = lesson.bind(Tools(teachers={"rehearsed": Scripted(replies=script)}))

    written = list(bound(shard))

    asked = [digest_of(lesson.prompt(each.payload, 0)) for each in ours]
    assert [each.origin.prompt for each in written] == asked
    table, _ = encode(
        [Judged(record=each, fate="accepted") for each in written], load("codec", "reasoning/problem", {})
    )
    assert [each.record.origin for each in decode(table, load("codec", "reasoning/problem", {}), {})] == [
        each.origin for each in written
    ]


def test_rows_that_a_network_drew_are_not_said_to_be_a_language_models(tale: tuple[RunFolder, dict[str, Any]]) -> None:
    made = {**tale[1]["accepted_by"], "depth": {"1": 50}, "teacher": {"none": 20, "writer": 30}}

    told = limits({**tale[1], "accepted_by": made})

    assert any(line.startswith("30 records were written by language models") for line in told)
    assert any(line.startswith("20 records were drawn from models that learned from data") for line in told)
