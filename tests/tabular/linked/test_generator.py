"""Linked tables are made after linked tables: no orphan, no broken order, as many rows as were seen, cut anywhere."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np
import pytest
from tests.tabular.linked.test_household import clinic, homes

from provender.core.errors import ProvenderError
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.tabular.generators.linked import Fitted
from provender.tabular.linked.family import At, Order
from provender.tabular.linked.household import Households, Linked, linked_of
from provender.tabular.linked.timeline import days_of

LEARNED = 250


def reference(count: int = LEARNED) -> Households:
    """The clinic as a reader would hand it in: it states no order."""
    linked = homes(count)
    bare = replace(linked, family=replace(linked.family, orders=()))
    return Households(bare, clinic(1)[0].origin, np.arange(count))


@lru_cache(maxsize=1)
def fitted() -> Fitted:
    part = load("generator", "tabular/linked", {"passes": 3})
    found = part.restore(part.fit(reference(), seed=1, noise=None))
    assert isinstance(found, Fitted)
    return found


def make(start: int, count: int, *, seed: int = 7) -> Iterator[Record | Failure]:
    return fitted()(Shard(seed=seed, start=start, count=count))


@lru_cache(maxsize=1)
def made() -> tuple[list[Record], Linked]:
    records = [record for record in make(0, 1100) if isinstance(record, Record)]
    linked = linked_of(records)
    assert linked is not None
    return records, linked


pytestmark = pytest.mark.slow


def test_a_shard_may_be_cut_anywhere() -> None:
    whole = [record.content for record in made()[0]]
    parts = [*make(0, 3), *make(3, 1021), *make(1024, 76)]

    assert [record.content for record in parts if isinstance(record, Record)] == whole
    assert len(set(whole)) == len(whole) == 1100


def test_all_that_is_made_hangs_together_and_is_sound() -> None:
    for verifier in ("tabular/links", "tabular/sound"):
        assert {verdict.outcome for verdict in load("verifier", verifier)(made()[0])} == {Outcome.PASS}


def test_keys_are_unique_across_households_and_none_is_a_real_one() -> None:
    _, linked = made()
    keys = linked["visits"]["visit"].to_pylist()

    assert len(set(keys)) == len(keys)
    assert len(set(linked["patients"]["patient"].to_pylist())) == len(linked)


def test_orders_are_found_and_stated() -> None:
    orders = fitted().learned.family.orders

    assert Order(At("patients", "enrolled"), At("visits", "day")) in orders
    assert Order(At("visits", "day"), At("patients", "last_seen")) in orders


def test_no_parent_has_more_rows_than_were_seen() -> None:
    real, (_, linked) = homes(LEARNED), made()

    for place in (1, 2):
        assert linked.counts(place).max() <= real.counts(place).max()
        assert 0.5 < linked.counts(place).mean() / real.counts(place).mean() < 2


def test_a_history_cut_at_the_end_of_observation_lies_before_it() -> None:
    _, linked = made()
    day, last = days_of(linked["visits"]["day"]), days_of(linked["patients"]["last_seen"])

    assert (day <= last[linked.up("visits", "patients")]).all()
    assert (np.diff(day)[np.diff(linked.owners[1]) == 0] >= 0).all()


def test_what_was_learned_is_the_same_twice() -> None:
    part = load("generator", "tabular/linked", {"passes": 1})
    one, two = (part.fit(reference(120), seed=3, noise=None) for _ in range(2))

    assert one.digest == two.digest


@pytest.mark.parametrize(
    ("constraint", "told"),
    [
        ("day <= last_seen", "names no table"),
        ("visits.day <= patients.born", "does not hold in the reference"),
        ("visits.systolic <= patients.chronic", "cannot be kept"),
        ("visits.systolik <= 200", "systolik"),
    ],
)
def test_a_constraint_that_cannot_be_kept_is_refused(constraint: str, told: str) -> None:
    part = load("generator", "tabular/linked", {"constraints": (constraint,)})

    with pytest.raises(ProvenderError, match=told):
        part.fit(reference(120), seed=1, noise=None)


def test_too_few_households_are_refused() -> None:
    with pytest.raises(ProvenderError, match="99 households to learn from"):
        load("generator", "tabular/linked").fit(reference(99), seed=1, noise=None)


def test_rules_within_a_row_are_kept() -> None:
    dials = {"passes": 1, "constraints": ("visits.systolic <= 130",)}
    part = load("generator", "tabular/linked", dials)
    found = part.restore(part.fit(reference(120), seed=1, noise=None))
    linked = linked_of([record for record in found(Shard(seed=1, start=0, count=100)) if isinstance(record, Record)])

    assert linked is not None
    assert max(linked["visits"]["systolic"].to_pylist()) <= 130
