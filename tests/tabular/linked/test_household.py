"""Households: taken apart and put together again, written and read, always the same."""

import io
import pickle

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tabular.strategies import BRISK

from provender.core.anchor import split
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.registry import load
from provender.tabular.linked.family import family_of
from provender.tabular.linked.household import Household, Households, Linked, joined_homes, linked_of, stacked_homes

CODEC = load("codec", "tabular/linked/household")


def clinic(count: int = 60, *, seed: int = 5) -> list[Record]:
    """Patients of the made-up clinic."""
    return list(load("generator", "tabular/clinic")(Shard(seed=seed, start=0, count=count)))


def homes(count: int = 60, *, seed: int = 5) -> Linked:
    """The same as linked tables."""
    found = linked_of(clinic(count, seed=seed))
    assert found is not None
    return found


HOMES = homes()
places = st.lists(st.integers(0, len(HOMES) - 1), min_size=1, max_size=12)


@BRISK
@given(one=places, two=places)
def test_households_taken_apart_and_stacked_are_those_taken_together(one: list[int], two: list[int]) -> None:
    assert stacked_homes([HOMES.take(one), HOMES.take(two)]).equals(HOMES.take([*one, *two]))


@BRISK
@given(chosen=places)
def test_every_row_stays_with_the_row_that_it_hangs_from(chosen: list[int]) -> None:
    taken = HOMES.take(chosen)

    for member in taken.family.members[1:]:
        above = taken[member.parent][taken.family[member.parent].key]
        theirs = above.take(pa.array(taken.up(member.name, member.parent))).to_pylist()
        assert taken[member.name][member.link].to_pylist() == theirs
    assert [len(table) for table in taken.tables] == [int(starts[-1]) for starts in taken.starts]


@BRISK
@given(chosen=places)
def test_digest_text_and_features_are_of_the_household_alone(chosen: list[int]) -> None:
    taken = HOMES.take(chosen)

    assert [bytes(d) for d in taken.digests] == [bytes(HOMES.digests[at]) for at in chosen]
    assert np.array_equal(taken.features, HOMES.features[chosen])


def test_a_household_whose_rows_hang_otherwise_has_another_digest() -> None:
    place = next(
        at for at in range(len(HOMES)) if HOMES.take([at]).counts(1)[0] > 1 and len(HOMES.take([at]).tables[2])
    )
    alone = HOMES.take([place])
    moved = alone.starts[2].copy()
    moved[1:-1] = np.where(moved[1:-1] > 0, 0, moved[-1])
    other = Linked(alone.family, alone.tables, (*alone.starts[:2], moved))

    assert bytes(other.digests[0]) != bytes(alone.digests[0])


@BRISK
@given(chosen=places, start=st.integers(0, 3))
def test_a_slice_or_filter_of_what_was_written_is_read_alike(chosen: list[int], start: int) -> None:
    payloads = [clinic()[at].payload for at in chosen]
    file = io.BytesIO()
    pq.write_table(CODEC.encode(payloads)[0], file)
    table = pq.read_table(file)

    assert list(CODEC.decode(table.slice(start), {})) == payloads[start:]
    keep = [at % 2 == 0 for at in range(len(payloads))]
    assert list(CODEC.decode(table.filter(pa.array(keep)), {})) == payloads[::2]


def test_a_household_travels_alone() -> None:
    home = clinic(200)[7].payload
    sent = pickle.dumps(home)

    assert pickle.loads(sent) == home
    assert len(sent) < 30_000


def test_a_household_never_straddles_a_split() -> None:
    records = clinic(300)
    columnar = Households(homes(300), records[0].origin, np.arange(300))
    shares = {"reference": 0.5, "control": 0.5}
    one, two = (split(given, shares, digest="") for given in (records, columnar))

    assert [r.content for r in one.reference] == [r.content for r in two.reference]
    assert len(one.reference) + len(one.control) == 300
    named = [{r.payload.text().split(";")[0] for r in part} for part in (one.reference, one.control)]
    assert not named[0] & named[1]


def test_a_family_is_read_as_it_was_written() -> None:
    family = HOMES.family

    assert family_of(family.plain(), [member.schema for member in family.members]) == family
    assert joined_homes([Household(homes(), 3), Household(HOMES, 4)]).equals(HOMES.take([3, 4]))


@pytest.mark.parametrize("count", [0, 1, 1025])
def test_a_clinic_may_be_cut_at_any_block(count: int) -> None:
    made = load("generator", "tabular/clinic")
    whole = list(made(Shard(seed=1, start=0, count=1030)))
    parts = [*made(Shard(seed=1, start=0, count=count)), *made(Shard(seed=1, start=count, count=1030 - count))]

    assert [record.content for record in parts] == [record.content for record in whole]
