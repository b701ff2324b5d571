"""The judge of the real teacher's bench: chains read anew."""

import pytest
from bench.real_teacher import FAMILY, _wrong

from provender.core.recipe import Shard
from provender.core.registry import load
from provender.reasoning.problem import Problem


@pytest.mark.parametrize("level", ["1", "2", "3"])
def test_chains_are_judged_as_their_maker_does_and_no_other_answer_passes(level: str) -> None:
    for record in load("generator", FAMILY, {"level": level})(Shard(seed=1, start=0, count=30)):
        problem = record.payload
        right = int(problem.answer)

        told = [_wrong(Problem(problem.question, str(digit))) for digit in range(10)]
        assert [digit != right for digit in range(10)] == told
