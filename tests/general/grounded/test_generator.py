"""`general/grounded` as a generator: facts of the user's tables, in five languages, every planted near miss caught."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load, names
from provender.core.verdict import Grade, Outcome
from provender.general.answered import Answered

NAME = "general/grounded"
LANGUAGES = ("en", "de", "fr", "es", "sw")
TASKS = ("lookup", "reverse", "compare")
WORDS = {
    "area": {"de": "die Fläche", "fr": "la superficie", "es": "la superficie", "sw": "eneo"},
    "country": {"de": "das Land", "fr": "le pays", "es": "el país", "sw": "nchi"},
}
LAKES = """lake;lake@de;area [km²];country;as of
Victoria;Viktoriasee;68870;Uganda | Kenya;2020
Victoria;;69484;Uganda;1960
Tanganyika;Tanganjikasee;32900.5;Tanzania;2020
Malawi;Malawisee;29600;Malawi;2020
Eyasi;;1.05e3;Tanzania;2020
"""


@pytest.fixture
def lakes(tmp_path: Path) -> str:
    """A user's table."""
    file = tmp_path / "lakes.csv"
    file.write_text(LAKES, "utf-8")
    return str(file)


def made(count: int = 20, **dials: object) -> list[Record]:
    """Records of the generator."""
    part = load("generator", NAME, dials)
    return [record for record in part(Shard(seed=3, start=0, count=count, recipe="x")) if isinstance(record, Record)]


def refused(records: list[Record], **dials: object) -> list[str]:
    """What the verifier does not pass."""
    verdicts = load("verifier", NAME, dials)(records)
    return [
        f"{record.payload.text()!r}: {verdict.reason} {dict(verdict.evidence)}"
        for record, verdict in zip(records, verdicts, strict=True)
        if verdict.outcome is not Outcome.PASS or verdict.grade is not Grade.ANCHORED
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", TASKS)
def test_facts_of_a_users_table_are_told_and_verified_in_every_language(lakes: str, language: str, task: str) -> None:
    records = made(tables=[lakes], words=WORDS, language=language, task=task)

    assert not refused(records, tables=[lakes], words=WORDS)
    assert len({record.payload.text() for record in records}) > 5


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("task", TASKS)
def test_tables_that_come_along_are_told_and_verified_in_every_language(language: str, task: str) -> None:
    assert not refused(made(30, language=language, task=task))


@pytest.mark.parametrize("name", [name for name in names("corruption") if name.startswith("general/")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_planted_near_miss_in_a_users_table_is_caught(lakes: str, name: str, language: str) -> None:
    dials: Mapping[str, object] = {"tables": [lakes], "words": WORDS}
    part = load("corruption", name, dials if name.endswith("swapped_subject") else {})
    records = [record for task in TASKS for record in made(tables=[lakes], words=WORDS, language=language, task=task)]
    planted = [bad for record in records for seed in range(2) if (bad := part(record, seed=seed))]
    verdicts = load("verifier", NAME, dials)([bad.record for bad in planted])

    assert planted
    assert not [
        bad.falsehood for bad, verdict in zip(planted, verdicts, strict=True) if verdict.outcome is not Outcome.FAIL
    ]


def test_only_the_latest_row_is_told(lakes: str) -> None:
    records = made(tables=[lakes], words=WORDS)

    assert any("68,870 km²" in record.payload.text() for record in records)
    assert not any("69,484" in record.payload.text() for record in records)


def test_a_value_that_two_have_is_not_asked_back(lakes: str) -> None:
    assert not any("Tanzania" in record.payload.text() for record in made(tables=[lakes], words=WORDS, task="reverse"))


def test_numbers_are_written_as_each_language_writes_them(lakes: str) -> None:
    answers = {
        language: {
            p.answer
            for r in made(tables=[lakes], words=WORDS, language=language)
            if isinstance(p := r.payload, Answered)
        }
        for language in LANGUAGES
    }

    assert "32,900.5 km²" in answers["en"] & answers["sw"]
    assert "32.900,5 km²" in answers["de"] & answers["es"]
    assert "32\u202f900,5 km²" in answers["fr"]


def test_a_column_without_a_name_in_a_language_is_refused_with_the_mend(lakes: str) -> None:
    with pytest.raises(RecipeError, match="words"):
        made(tables=[lakes], language="fr")


def test_broken_tables_are_refused(tmp_path: Path, lakes: str) -> None:
    file = tmp_path / "broken.csv"
    for content in (b"", b"\xff\xfe\x00\x01", b"a,b\n1,2,3\n"):
        file.write_bytes(content)
        with pytest.raises(InputError):
            made(tables=[str(file)])
    with pytest.raises(InputError):
        made(tables=[lakes], subject={lakes: "river"})
