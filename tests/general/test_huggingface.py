"""The Hugging Face folder: what is read back is what was accepted, and the card can be trusted whatever it is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from PIL import Image
from ruamel.yaml import YAML

from provender.core.protocols import Judged
from provender.core.recipe import Recipe, Use
from provender.core.record import Blob
from provender.core.verdict import Grade
from provender.general.exporters._canary import canary
from provender.general.exporters.huggingface import HuggingFace
from provender.run.ledger.dataset import Accepted
from provender.run.ledger.export import export
from provender.run.ledger.facts import read_facts
from provender.run.options import RunOptions
from provender.run.papers.card import card
from provender.run.waves import run
from provender.store.folder import RunFolder

USE = Use(name="general/huggingface", dials={"rows": 100, "licence": "cc-by-4.0"})
GENERATORS = ("reasoning/arithmetic/gcd", "reasoning/arithmetic/column")
RECIPE = Recipe(name="set", generators=tuple(Use(name=name) for name in GENERATORS), count=250, seed=3)
HOSTILE = 'x"\n---\nlicense: mine\n<script>alert(1)</script> | [a](javascript:b) `c` **d** \x1b[31m # e'


@pytest.fixture(scope="module")
def dataset(tmp_path_factory: pytest.TempPathFactory) -> Accepted:
    """A finished run's records."""
    runs = tmp_path_factory.mktemp("runs")
    made = run(replace(RECIPE, mix={("language", "sw"): 0.5}), RunOptions(output=runs, workers=0))
    folder = RunFolder(made.folder)
    return Accepted(folder=folder, facts=read_facts(folder))


@pytest.fixture(scope="module")
def files(dataset: Accepted) -> list[Path]:
    """The data files of its export."""
    return sorted((export(dataset.folder, USE, dataset.facts) / "data").iterdir())


def table(files: list[Path]) -> pa.Table:
    """All data files, read as one table."""
    return pa.concat_tables([pq.read_table(file) for file in files])


def readme(facts: Any, **options: Any) -> str:
    """The card over those facts."""
    return card(
        facts, **{"columns": [("question", "string")], "size": 9, "licence": "", "data": "data/train-*", **options}
    )


def front(text: str) -> Any:
    """The YAML between the first two lines of dashes."""
    return YAML(typ="safe", pure=True).load(text.split("---\n")[1])


def test_the_export_read_back_is_the_accepted_records(dataset: Accepted, files: list[Path]) -> None:
    rows = table(files).to_pylist()
    accepted = list(dataset.records())

    assert len(rows) == 250
    for row, judged in zip(rows, accepted, strict=True):
        record, origin = judged.record, judged.record.origin
        assert (row["question"], row["answer"]) == (record.payload.question, record.payload.answer)  # type: ignore[attr-defined]
        assert (row["source"], row["version"], row["seed"], row["index"]) == (*origin_of(judged),)
        assert (row["recipe"], row["teacher"], row["lineage"]) == (origin.recipe, origin.teacher, origin.lineage)
        assert (row["depth"], row["parents"]) == (origin.depth, list(origin.parents))
        assert row["content"] == record.content.hex()
        assert {tag: value for tag, value in row["tags"].items() if value is not None} == record.tags
        assert (row["grade"], row["verifier"], row["passed"]) == (judged.grade, judged.verifier, list(judged.passed))


def test_records_without_a_tag_are_exported_as_well(tmp_path: Path) -> None:
    rows = Recipe(name="rows", generators=(Use(name="tabular/ward"),), count=20, accept=Grade.SCREENED)
    made = run(rows, RunOptions(output=tmp_path, workers=0))
    folder = RunFolder(made.folder)

    (file,) = (export(folder, USE, read_facts(folder)) / "data").iterdir()

    assert pq.read_table(file).num_rows == 20
    assert "tags" not in pq.read_table(file).column_names


def origin_of(judged: Judged) -> tuple[str, str, int, int]:
    """Who made it, from which seed."""
    origin = judged.record.origin
    return origin.source, origin.version, origin.seed, origin.index


def test_files_hold_as_many_rows_as_asked_and_count_themselves(files: list[Path]) -> None:
    assert [file.name for file in files] == [f"train-0000{number}-of-00003.parquet" for number in range(3)]
    assert [pq.read_metadata(file).num_rows for file in files] == [100, 100, 50]


def test_every_file_has_one_schema_of_types_that_every_reader_knows(files: list[Path]) -> None:
    (schema,) = {pq.read_schema(file).remove_metadata() for file in files}

    assert not [field for field in schema if pa.types.is_map(field.type) or pa.types.is_dictionary(field.type)]


def test_the_canary_stands_in_every_file_and_in_the_card(dataset: Accepted, files: list[Path]) -> None:
    mark = canary(str(dataset.facts["digest"]))

    assert all((pq.read_schema(file).metadata or {})[b"canary"] == mark.encode() for file in files)
    assert mark in (files[0].parent.parent / "README.md").read_text("utf-8")
    assert mark != canary("another digest")


def test_the_cards_front_matter_is_yaml_that_tells_the_truth(files: list[Path]) -> None:
    told = front((files[0].parent.parent / "README.md").read_text("utf-8"))

    assert told["pretty_name"] == "set"
    assert (told["language"], told["license"], told["size_categories"]) == (
        ["de", "en", "es", "fr", "sw"],
        "cc-by-4.0",
        ["n<1K"],
    )
    assert told["configs"][0]["data_files"] == [{"split": "train", "path": "data/train-*"}]
    assert told["dataset_info"]["dataset_size"] == sum(file.stat().st_size for file in files)
    assert told["dataset_info"]["splits"] == [{"name": "train", "num_examples": 250}]


def test_the_card_shows_what_was_measured(dataset: Accepted) -> None:
    text = readme(dataset.facts)

    assert re.search(r"records: \*\*250\*\* of 2\d\d tried", text)
    assert "| language | sw | 125 | 125 |" in text
    assert str(dataset.facts["recipe_digest"]) in text


def test_hostile_names_stay_in_their_place(dataset: Accepted) -> None:
    """Whoever names a run, a tag or a licence adds no field to the card, no markup, no row."""
    facts: dict[str, Any] = {**dataset.facts, "name": HOSTILE, "refused": {HOSTILE: 2}, "mix": {HOSTILE: {"a": [1, 1]}}}
    text = readme(facts, columns=[(HOSTILE, HOSTILE)], licence=HOSTILE)
    told, body = front(text), text.partition("\n---\n")[2].partition("## Recipe")[0]

    assert (told["pretty_name"], told["license"]) == (HOSTILE, HOSTILE)
    assert told.keys() == front(readme(dataset.facts, licence="mit")).keys()
    assert not re.search(r"(?<!\\)<|(?<!\\)\]\(|javascript:b\)\s*$", body)
    assert all(len(re.findall(r"(?<!\\)\|", line)) in (3, 4, 5) for line in body.splitlines() if line.startswith("|"))
    assert "\x1b" not in body


def test_a_card_of_nothing_accepted_is_still_a_card(dataset: Accepted) -> None:
    facts = {**dataset.facts, "accepted": 0, "tried": 0, "refused": {}, "mix": {}, "funnel": {}, "accepted_by": {}}

    text = readme(facts)

    assert "**0** of 0 tried (0.0%)" in text
    assert "license" not in front(text)


@dataclass(frozen=True)
class Nothing:
    """A dataset in which nothing was accepted."""

    facts: Any

    def records(self) -> Iterator[Judged]:
        """None."""
        return iter(())

    def blobs(self) -> Iterator[Blob]:
        """None."""
        return iter(())

    def tables(self) -> Iterator[pa.Table]:
        """None."""
        return iter(())


def test_an_export_of_nothing_is_one_file_without_rows(dataset: Accepted) -> None:
    made = dict(HuggingFace()(Nothing({**dataset.facts, "accepted": 0})))

    assert list(made) == ["data/train-00000-of-00001.parquet"]
    assert pq.read_table(pa.BufferReader(made["data/train-00000-of-00001.parquet"])).num_rows == 0


@pytest.mark.parametrize(
    ("accepted", "bound"),
    [(999, "n<1K"), (1_000, "1K<n<10K"), (99_999, "10K<n<100K"), (999_999, "100K<n<1M"), (10**6, "1M<n<10M")],
)
def test_sizes_are_told_in_the_hubs_own_words(dataset: Accepted, accepted: int, bound: str) -> None:
    assert front(readme({**dataset.facts, "accepted": accepted}))["size_categories"] == [bound]


def test_pictures_lie_under_the_names_that_the_columns_give(tmp_path: Path) -> None:
    dials = {"map": "city", "wide": 160, "light": "day", "weather": "clear"}
    recipe = Recipe(name="frames", generators=(Use(name="twin/frames", dials=dials),), count=2, accept=Grade.SCREENED)
    made = run(recipe, RunOptions(output=tmp_path, workers=0))

    folder = export(RunFolder(made.folder), USE, read_facts(RunFolder(made.folder)))
    rows = table(sorted((folder / "data").iterdir())).to_pylist()

    assert len(rows) == 2
    for row in rows:
        assert (folder / row["map"]).stat().st_size > 100
        with Image.open(folder / row["frame"] / "colour.png") as picture:
            assert picture.size == (160, 90)
        assert (folder / row["frame"] / "depth.png").exists()
