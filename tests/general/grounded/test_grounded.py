"""`general/grounded`: records held against tables of the user's, every near miss named, silence never a pass."""

import os
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conformance.strangers import NOBODY

from provender.core.errors import InputError, RecipeError
from provender.core.recipe import Shard
from provender.core.record import Payload, Record
from provender.core.registry import load
from provender.core.verdict import Grade, Outcome, Verdict
from provender.general.answered import Answered
from provender.general.passage import Passage
from provender.stages.judges.rates import rates

NAME = "general/grounded"
LAKES = """lake,lake@de,area [km²],country,as of
Victoria,Viktoriasee,68870,Uganda | Kenya | Tanzania,2020
Victoria,Viktoriasee,69484,Uganda,1960
Tanganyika,Tanganjikasee,32900,Tanzania,2020
Malawi,Malawisee,29600,Malawi,2020
"""
WORDS = {"area": {"de": "Fläche", "fr": "superficie", "es": "superficie", "sw": "eneo"}}


TOWNS = "town,population [people],Größe [km²],code\nFoo,500,3,NO\nBar,700,4,XX\n"


@pytest.fixture
def lakes(tmp_path: Path) -> str:
    """A user's table."""
    file = tmp_path / "lakes.csv"
    file.write_text(LAKES, "utf-8")
    return str(file)


def judged(payload: Payload, **dials: object) -> Verdict:
    """The verdict on one payload."""
    verdicts: list[Verdict] = load("verifier", NAME, dials)([Record(payload=payload, origin=NOBODY)])
    return verdicts[0]


def said(text: str, file: str, language: str = "en") -> tuple[Outcome, str]:
    """What is said of a text beside the lakes."""
    verdict = judged(Passage(text, language), tables=[file], words=WORDS)
    return verdict.outcome, verdict.reason


def test_claims_agree_with_a_users_table_in_any_language(lakes: str) -> None:
    for text, language in [
        ("Victoria: the area is 68,870 km².", "en"), ("The area of Malawi is 29,600 square kilometres.", "en"),
        ("Viktoriasee: Die Fläche ist 68.870 km².", "de"), ("Malawi : la superficie est 29 600 km².", "fr"),
        ("Malawi: la superficie es 29.600 km².", "es"), ("Eneo la Malawi ni kilomita za mraba 29,600.", "sw"),
        ("The area of Malawi is 29,600,000,000 m². Malawi: the country is Malawi.", "en"),
        ("The area of Malawi is 11,428.6 square miles.", "en"),
    ]:  # fmt: skip
        assert said(text, lakes, language)[0] is Outcome.PASS, text


def test_near_misses_are_named(lakes: str) -> None:
    for text, near in [
        ("The area of Malawi is 29,600 m².", "unit slip"), ("The area of Malawi is 32,900 km².", "swapped subject"),
        ("The area of Victoria is 69,484 km².", "outdated value"), ("The area of Malawi is 2,960 km².", "decimal slip"),
        ("The area of Malawi is 26,900 km².", "digit slip"), ("The country of Malawi is Uganda.", "swapped subject"),
    ]:  # fmt: skip
        assert said(text, lakes) == (Outcome.FAIL, f"a claim is contradicted: {near}")


def test_a_pass_cites_the_row_and_is_anchored(lakes: str) -> None:
    verdict = judged(Passage("The area of Malawi is 29,600 km².", "en"), tables=[lakes])

    assert verdict.grade is Grade.ANCHORED
    assert verdict.evidence["claim 1"].endswith("<- lakes.csv row 4: Malawi, area = 29600 km², as of 2020")


@pytest.mark.parametrize(
    "text",
    ["", "Lakes are wet.", "The area of Malawi is 29,600.", "The area of Atlantis is 5 km².",
     "The area of Malawi is 29,600 km². It is beautiful.", "The area of Victoria was 70,000 km²."],
)  # fmt: skip
def test_silence_is_no_pass(lakes: str, text: str) -> None:
    assert said(text, lakes)[0] is Outcome.ABSTAIN


def test_one_false_claim_among_many_refuses(lakes: str) -> None:
    text = "It is sunny. The area of Malawi is 29,600 km². The area of Tanganyika is 5 km². Nobody knows why."

    assert said(text, lakes)[0] is Outcome.FAIL


@pytest.mark.parametrize(
    ("question", "answer", "explanation", "outcome"),
    [
        ("What is the area of Malawi?", "29,600 km²", "", Outcome.PASS),
        ("What is the area of Malawi?", "29,600 km²", "Malawi: the area is 29,600 km².", Outcome.PASS),
        ("What is the area of Malawi?", "29,600 km²", "Malawi: the area is 29,700 km².", Outcome.FAIL),
        ("What is the area of Malawi?", "29,600 km²", "Tanganyika: the area is 32,900 km².", Outcome.FAIL),
        ("What is the area of Malawi?", "32,900 km²", "Tanganyika: the area is 32,900 km².", Outcome.FAIL),
        ("What is the area of Malawi?", "29,600", "", Outcome.ABSTAIN),
        ("How deep is Malawi?", "706 m", "", Outcome.ABSTAIN),
        ("How deep is Malawi?", "706 m", "The area of Malawi is 29,600 km².", Outcome.ABSTAIN),
        ("Which lake has the area 32,900 km²?", "Tanganyika", "", Outcome.PASS),
        ("Which lake has the area 32,900 km²?", "Malawi", "", Outcome.FAIL),
        ("Which lake has the country Tanzania?", "Tanganyika", "", Outcome.ABSTAIN),  # two have it
        ("Where is the area larger, for Malawi or for Tanganyika?", "Tanganyika", "", Outcome.PASS),
        ("Where is the area smaller, for Malawi or for Tanganyika?", "Tanganyika", "", Outcome.FAIL),
        ("Where is the area larger, for Malawi or for Tanganyika?", "Victoria", "", Outcome.FAIL),
        ("Where is the area larger, for Malawi or for Tanganyika?", "Nobody knows", "", Outcome.ABSTAIN),
        (
            "Where is the area larger, for Malawi or for Tanganyika?", "Tanganyika",
            "Malawi: the area is 29,600 km². Tanganyika: the area is 32,900 km². 32,900 km² is more than 29,600 km².",
            Outcome.PASS,
        ),
        (
            "Where is the area larger, for Malawi or for Tanganyika?", "Tanganyika",
            "Malawi: the area is 29,600 km². Tanganyika: the area is 32,900 km². 29,600 km² is more than 32,900 km².",
            Outcome.FAIL,
        ),
    ],
)  # fmt: skip
def test_an_answer_is_held_against_its_question(
    lakes: str, question: str, answer: str, explanation: str, *, outcome: Outcome
) -> None:
    assert judged(Answered(question, answer, explanation, "en"), tables=[lakes]).outcome is outcome


def test_parquet_and_sql_are_tables_too(tmp_path: Path, lakes: str) -> None:
    file = tmp_path / "lakes.parquet"
    pq.write_table(pa.table({"lake": ["Chad", "Kivu"], "depth [m]": [11.5, 475.0], "from": [1, None]}), file)

    assert judged(Passage("The depth of Kivu is 475 m.", "en"), tables=[str(file)]).outcome is Outcome.PASS
    sql = {lakes: 'SELECT country AS place, lake, "area [km²]" AS size FROM data WHERE "as of" = 2020'}
    asked = judged(Passage("The size of Malawi is 29,600.", "en"), tables=[lakes], sql=sql, subject={lakes: "lake"})
    assert asked.outcome is Outcome.PASS


def test_sql_reads_the_one_file_alone(tmp_path: Path, lakes: str) -> None:
    other = tmp_path / "secret.csv"
    other.write_text("a,b\n1,2\n")
    for sql in (f"SELECT * FROM '{other}'", "COPY data TO 'x.csv'", "SELECT 1; SELECT 2", "no question", "ATTACH 'x'"):
        with pytest.raises(InputError):
            judged(Passage("The area of Malawi is 1 km².", "en"), tables=[lakes], sql={lakes: sql})
    assert sorted(os.listdir(tmp_path)) == ["lakes.csv", "secret.csv"]


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe\x00", b"a,a\n1,2\n", b",b\n1,2\n", b'a,b\n"1,2\n', b"PAR1 but no more", b"a\0b,c\n1,2\n"],
)
def test_a_broken_table_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken.csv"
    file.write_bytes(content)

    with pytest.raises(InputError) as refused:
        judged(Passage("x", "en"), tables=[str(file)])
    assert "broken.csv" in refused.value.where


def test_dials_are_checked(lakes: str) -> None:
    with pytest.raises(RecipeError):
        load("verifier", NAME, {"tables": []})
    with pytest.raises(InputError):
        judged(Passage("x", "en"), tables=["nothing.csv"])
    with pytest.raises(InputError):
        judged(Passage("x", "en"), tables=[lakes], subject={lakes: "river"})


def test_a_table_that_changes_is_read_again(lakes: str) -> None:
    assert said("The area of Malawi is 29,600 km².", lakes)[0] is Outcome.PASS
    Path(lakes).write_text(LAKES.replace("29600", "29601"), "utf-8")
    os.utime(lakes, ns=(1, 1))

    assert said("The area of Malawi is 29,600 km².", lakes)[0] is Outcome.FAIL


cell = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='",\n|'), min_size=1, max_size=20)


@given(subject=cell, value=cell)
def test_strange_cells_break_nothing(tmp_path_factory: pytest.TempPathFactory, subject: str, value: str) -> None:
    file = tmp_path_factory.mktemp("t") / "t.csv"
    file.write_text(f'name,colour\n"{subject}","{value}"\n', "utf-8")

    verdict = judged(Passage(f"The colour of {subject} is {value}.", "en"), tables=[str(file)])
    assert all("\n" not in told for told in verdict.evidence.values())


def missed() -> Counter[str]:
    """Golds that are let through or wrongly refused, or sound ones that are not passed, by kind."""
    golds = load("gold", NAME)(550, seed=5)
    verdicts = load("verifier", NAME)([gold.record for gold in golds])
    wanted = {True: Outcome.FAIL, False: Outcome.PASS}
    return Counter(
        gold.kind for gold, said in zip(golds, verdicts, strict=True) if said.outcome is not wanted[gold.faulty]
    )


def test_golds_of_a_seed_never_looked_at_are_all_told_apart() -> None:
    assert not missed()


def test_the_judge_is_calibrated() -> None:
    golds = load("gold", NAME)(400, seed=6)

    assert rates(NAME, golds, load("verifier", NAME)([gold.record for gold in golds])).state == "calibrated"


@pytest.mark.parametrize(
    ("text", "language", "outcome"),
    [
        ("The population of Foo is 500 people.", "en", Outcome.PASS),  # no unit that pint knows
        ("The population of Foo is 700 people.", "en", Outcome.FAIL),
        ("The population of Foo is 500 persons.", "en", Outcome.ABSTAIN),
        ("Die Größe von Foo ist 3 km².", "de", Outcome.PASS),
        ("DIE GRÖSSE VON FOO IST 4 km².", "de", Outcome.FAIL),
        ("The code of Foo is NO.", "en", Outcome.PASS),  # which denies nothing
        ("The code of Bar is NO.", "en", Outcome.FAIL),
        ("The code of Foo is no longer XX.", "en", Outcome.ABSTAIN),
        ("The code of Foo is no.", "en", Outcome.ABSTAIN),
    ],
)
def test_a_table_is_read_as_it_is_written(text: str, language: str, outcome: Outcome, tmp_path: Path) -> None:
    file = tmp_path / "towns.csv"
    file.write_text(TOWNS, "utf-8")

    assert said(text, str(file), language)[0] is outcome


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "sw"])
def test_whatever_is_made_of_the_tables_that_come_along_agrees_with_them(language: str) -> None:
    made = list(load("generator", NAME, {"language": language})(Shard(seed=5, start=0, count=400)))

    assert [] == [record.payload.text() for record in made if judged(record.payload).outcome is not Outcome.PASS]
