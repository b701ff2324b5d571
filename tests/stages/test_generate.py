"""Generate: every requested index is accounted for."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core.errors import ProvenderError
from provender.core.recipe import Shard
from provender.core.record import Failure, Record
from provender.reasoning.problem import Problem
from provender.stages.generate import generate


def _record(shard, index):
    return Record(payload=Problem(f"What is {index}?", str(index)), origin=shard.origin("test", "1", index))


@dataclass(frozen=True)
class Moody:
    """Raises on some indices, skips others, reports others as failures."""

    raises: frozenset[int] = frozenset()
    skips: frozenset[int] = frozenset()
    fails: frozenset[int] = frozenset()

    def __call__(self, shard):
        for index in shard.indices:
            if index in self.raises:
                raise ValueError(f"item {index}")
            if index in self.fails:
                yield Failure(index, "no luck")
            elif index not in self.skips:
                yield _record(shard, index)


some = st.frozensets(st.integers(0, 12))


shards = st.builds(Shard, seed=st.just(1), start=st.integers(0, 5), count=st.integers(0, 8))


@given(raises=some, skips=some, fails=some, shard=shards)
def test_generate_accounts_for_every_index(raises, skips, fails, shard):

    made = generate(Moody(raises, skips, fails), shard, source="test")

    bad = raises | skips | fails
    assert [at for at in shard.indices if at not in bad] == [record.origin.index for record in made.records]
    assert [at for at in shard.indices if at in bad] == sorted(failure.index for failure in made.failures)


def test_generate_says_why_an_item_failed():
    made = generate(Moody(raises=frozenset([1])), Shard(seed=0, start=0, count=3), source="test")

    assert [Failure(1, "the generator raised ValueError: item 1")] == made.failures


@pytest.mark.parametrize("indices", [[0, 0], [1, 0], [7]])
def test_generate_refuses_indices_out_of_turn(indices):
    def wild(shard):
        return [_record(shard, index) for index in indices]

    with pytest.raises(ProvenderError, match="out of turn"):
        generate(wild, Shard(seed=0, start=0, count=3), source="test")


def test_generate_lets_our_own_errors_through():
    def broke(shard):
        raise ProvenderError("the budget is spent", where="here", mend="pay")

    with pytest.raises(ProvenderError, match="budget"):
        generate(broke, Shard(seed=0, start=0, count=3), source="test")


def test_generate_lets_our_own_errors_through_when_it_looks_for_the_broken_item():
    def broke(shard):
        if shard.count > 1:
            raise ValueError("somewhere in here")
        raise ProvenderError("the budget is spent", where="here", mend="pay")

    with pytest.raises(ProvenderError, match="budget"):
        generate(broke, Shard(seed=0, start=0, count=3), source="test")
