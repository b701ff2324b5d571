"""The anchor that we make ourselves: proved, balanced over its cells, apart from every run."""

from collections import Counter

import pytest

from provender.core import registry
from provender.core.anchor import split
from provender.core.errors import InputError, RecipeError, UnknownName
from provender.core.recipe import DEFAULT_SPLITS, Shard
from provender.core.record import Record
from provender.core.verdict import Outcome

CHAIN = "reasoning/arithmetic/modular_chain"
VARY = {"level": [3, "4"], "language": ["en", "sw"]}


def read(**dials: object) -> list[Record]:
    return list(registry.load("reader", "general/generated", {"generators": [CHAIN], **dials})())


def test_every_cell_gets_its_share() -> None:
    counts = Counter((record.tags["level"], record.tags["language"]) for record in read(vary=VARY, count=202))

    assert sorted(counts.values()) == [50, 50, 51, 51]
    assert len(counts) == 4


def test_every_record_is_ground_truth_with_a_key_of_its_own() -> None:
    records = read(vary=VARY, count=100)
    verdicts = registry.load("verifier", CHAIN)(records)

    assert {verdict.outcome for verdict in verdicts} == {Outcome.PASS}
    assert {record.origin.source for record in records} == {"anchor"}
    assert len({record.key for record in records}) == 100
    assert {parent.source for record in records for parent in record.origin.parents} == {CHAIN}


def test_the_same_dials_give_the_same_records_and_another_seed_others() -> None:
    assert read(seed=1, count=20) == read(seed=1, count=20)
    assert not {r.content for r in read(seed=1, count=20)} & {r.content for r in read(seed=2, count=20)}


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_a_run_under_the_same_seed_shares_no_stream_with_the_anchor(seed: int) -> None:
    made = registry.load("generator", CHAIN)(Shard(seed=seed, start=0, count=500))

    assert not {record.content for record in made} & {record.content for record in read(seed=seed, count=500)}


def test_what_repeats_is_given_once_and_never_straddles_a_split() -> None:
    records = read(vary={"level": ["1"], "language": ["en", "sw"]}, count=2000)  # 300 problems there are
    anchor = split(records, DEFAULT_SPLITS, digest="")
    groups = [
        {r.payload.group() for r in part} for part in (anchor.reference, anchor.control, anchor.probe, anchor.exam)
    ]

    assert len(records) == len({record.content for record in records}) <= 600
    assert sum(map(len, groups)) == len(set.union(*groups))


def test_a_tag_that_no_generator_sets_is_refused() -> None:
    with pytest.raises(RecipeError, match="none of the generators can set 'weather'") as refused:
        read(vary={"weather": ["fog"]})

    assert refused.value.mend == "vary one of language, level"


@pytest.mark.parametrize(
    ("dials", "error"),
    [
        ({"generators": ["reasoning/arithmetic/modular_chian"]}, UnknownName),
        ({"vary": {"level": ["9"]}}, RecipeError),
        ({"vary": VARY, "count": 3}, RecipeError),
        ({"generators": []}, RecipeError),
    ],
)
def test_an_anchor_that_cannot_be_is_refused(dials: dict[str, object], error: type[Exception]) -> None:
    with pytest.raises(error):
        read(**dials)


def test_what_can_only_be_screened_is_taken_where_the_recipe_says_so() -> None:
    asked = {"generators": ["twin/street"], "dials": {"layout": "curved"}, "verifiers": ["twin/sound"], "count": 4}
    reader = registry.load("reader", "general/generated", {**asked, "vary": {"light": ["day"]}, "accept": "screened"})
    records = list(reader())

    assert {record.tags["layout"] for record in records} == {"curved"}
    with pytest.raises(InputError, match="is not proved"):
        list(registry.load("reader", "general/generated", asked)())
    with pytest.raises(InputError, match="is not screened: no frame"):
        list(
            registry.load(
                "reader", "general/generated", {**asked, "verifiers": ["twin/labels"], "accept": "screened"}
            )()
        )
