"""The copula: the same rows for a seed, cut anywhere; shapes and pairs as they were; nothing rare made again."""

from collections import Counter

import numpy as np
import pyarrow as pa
import pytest

from provender.core.errors import RecipeError
from provender.core.protocols import Make
from provender.core.recipe import Shard
from provender.core.record import Origin, Record
from provender.tabular.generators._blocks import BLOCK
from provender.tabular.generators.copula import Copula
from provender.tabular.generators.ward import ANSWERS_ELSE, SCHEMA, Ward
from provender.tabular.schema import Column, Kind, Schema
from provender.tabular.table import NAMED, Rows, Table, table_of

ORIGIN = Origin(source="anchor", version="1", recipe="", seed=0, index=0)
PLANTED = "QZXJKVWPLANTED"


def ward(count: int, seed: int = 1) -> list[Record]:
    made = list(Ward()(Shard(seed=seed, start=0, count=count)))
    return [record for record in made if isinstance(record, Record)]


@pytest.fixture(scope="module")
def reference() -> list[Record]:
    """Four thousand patients."""
    return ward(4000)


@pytest.fixture(scope="module")
def learned(reference: list[Record]) -> Make:
    """What a copula makes of them."""
    part = Copula()
    return part.restore(part.fit(reference, seed=3, noise=None))


def drawn(make: Make, start: int, count: int, seed: int = 5) -> list[Record]:
    made = list(make(Shard(seed=seed, start=start, count=count, recipe="c0ffee")))
    return [record for record in made if isinstance(record, Record)]


def test_a_fit_depends_on_rows_and_seed_alone(reference: list[Record]) -> None:
    one, other, third = (Copula().fit(reference[:500], seed=seed, noise=None) for seed in (1, 1, 2))

    assert one.content == other.content
    assert one.from_data == third.from_data
    assert one.made_by == "tabular/copula"


@pytest.mark.parametrize("cut", [0, 1, 700, BLOCK - 24, BLOCK, 1500])
def test_a_learned_shard_may_be_cut_anywhere(learned: Make, cut: int) -> None:
    whole = drawn(learned, 24, 1500)

    assert drawn(learned, 24, cut) + drawn(learned, 24 + cut, 1500 - cut) == whole
    assert [record.origin.index for record in whole] == list(range(24, 1524))


def test_neighbouring_seeds_and_blocks_share_nothing(learned: Make) -> None:
    contents = [record.content for seed in (1, 2) for record in drawn(learned, 0, 2 * BLOCK, seed)]

    assert len(set(contents)) == len(contents)


def test_a_learned_row_is_one_model_away_from_the_world(learned: Make) -> None:
    (record,) = drawn(learned, 7, 1)

    assert (record.origin.depth, record.origin.source, record.origin.recipe) == (1, "tabular/copula", "c0ffee")
    assert [made.origin.depth for made in ward(1)] == [0]


def test_columns_keep_their_shape_and_their_gaps(reference: list[Record], learned: Make) -> None:
    real, made = table_of(reference), table_of(drawn(learned, 0, 4000))

    assert made.schema == SCHEMA
    for name in ("sex", "diagnosis", "stage", "medication", "smoker", "responded"):
        shares = [Counter(table[name].to_pylist()) for table in (real, made)]
        assert max(abs(shares[0][key] - shares[1][key]) / 4000 for key in shares[0]) < 0.03
    for name in ("age", "weight_kg", "creatinine", "stay_days"):
        values = [np.sort(table[name].drop_null().to_numpy()) for table in (real, made)]
        points = np.unique(np.concatenate(values))
        ranks = [np.searchsorted(each, points, "right") / len(each) for each in values]
        assert np.abs(ranks[0] - ranks[1]).max() < 0.04  # Kolmogorov-Smirnov; 0.031 at 5 % for two such samples
    assert abs(real["creatinine"].null_count - made["creatinine"].null_count) < 120


def test_a_pair_of_numbers_keeps_its_correlation(reference: list[Record], learned: Make) -> None:
    tables = [table_of(reference), table_of(drawn(learned, 0, 4000))]

    found = [np.corrcoef(table["age"].to_numpy(), table["stay_days"].to_numpy())[0, 1] for table in tables]

    assert found[0] > 0.4
    assert abs(found[0] - found[1]) < 0.06


def test_what_only_women_have_no_man_gets(learned: Make) -> None:
    table = table_of(drawn(learned, 0, 4000))

    assert table["weeks"].is_null().to_pylist() == [sex == "m" for sex in table["sex"].to_pylist()]


def test_values_are_written_as_finely_as_they_were(learned: Make) -> None:
    table = table_of(drawn(learned, 0, 2000))

    for name, digits in (("weight_kg", 1), ("creatinine", 2)):
        values = table[name].drop_null().to_numpy()
        assert (np.round(values, digits) == values).all()


def test_the_wards_patients_answer_as_its_formula_says(reference: list[Record]) -> None:
    table = table_of(ward(20_000))
    rows = zip(*(table[name].to_pylist() for name in ("diagnosis", "medication", "responded")), strict=True)
    counts = Counter(
        (what == "I50.9" and drug == "bisoprolol", answer) for what, drug, answer in rows if what == "I50.9"
    )

    assert abs(counts[True, True] / (counts[True, True] + counts[True, False]) - 0.8) < 0.03
    assert abs(counts[False, True] / (counts[False, True] + counts[False, False]) - ANSWERS_ELSE) < 0.03


def test_nothing_rare_is_in_the_artefact_or_made_again() -> None:
    names = pa.array([PLANTED] + ["red", "blue"] * 200).dictionary_encode().cast(NAMED)
    numbers = pa.array([98765.43, *np.random.default_rng(0).normal(size=400).round(2)])
    schema = Schema((Column(name="c", kind=Kind.CATEGORY), Column(name="x", kind=Kind.DECIMAL, digits=2)))
    records = Rows(Table(schema, (names, numbers)), ORIGIN, np.arange(401))

    artefact = Copula().fit(records, seed=0, noise=None)
    made = table_of(drawn(Copula().restore(artefact), 0, 5000))

    assert PLANTED.encode() not in artefact.content
    assert b"98765" not in artefact.content
    assert set(made["c"].to_pylist()) == {"red", "blue"}
    assert max(made["x"].to_pylist()) < 10


@pytest.mark.parametrize("count", [0, 1, 49])
def test_too_few_rows_are_refused(reference: list[Record], count: int) -> None:
    with pytest.raises(RecipeError, match=f"{count} rows to learn from"):
        Copula().fit(reference[:count], seed=0, noise=None)


@pytest.mark.parametrize("columns", [{"x": [7] * 60}, {"x": [None] * 60}, {"x": [7] * 30 + [None] * 30}])
def test_constant_and_empty_columns_stay_so(columns: dict[str, list[int | None]]) -> None:
    table = Table(Schema((Column(name="x", kind=Kind.INTEGER),)), (pa.array(columns["x"], pa.int64()),))
    records = Rows(table, ORIGIN, np.arange(60))

    made = table_of(drawn(Copula().restore(Copula().fit(records, seed=0, noise=None)), 0, 200))

    assert set(made["x"].to_pylist()) == set(columns["x"])
