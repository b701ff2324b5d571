"""What a chain means: its exact value, whatever the language it is asked in."""

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core import registry
from provender.core.errors import RecipeError
from provender.core.recipe import Shard
from provender.reasoning.problem import Problem

NAME = "reasoning/arithmetic/modular_chain"


def make(level: int = 3, language: str = "en", *, seed: int = 1, start: int = 0, count: int = 8) -> list[Problem]:
    part = registry.load("generator", NAME, {"level": level, "language": language})
    return [record.payload for record in part(Shard(seed=seed, start=start, count=count))]


@given(seed=st.integers(0, 2**32), level=st.integers(1, 5))
def test_a_chain_ends_at_its_value_left_to_right_modulo_ten(seed: int, level: int) -> None:
    [problem] = make(level, seed=seed, count=1)
    first, *moves = re.findall(r"^\d|[-+*]\d", problem.question.rpartition(" ")[2])

    value = eval("(" * level + first + "".join(f"{move})" for move in moves))  # digits and + - * alone

    assert level == len(moves)
    assert problem.answer == str(value % 10)


@given(seed=st.integers(0, 2**32), level=st.integers(1, 5))
def test_a_chain_is_the_same_in_every_language(seed: int, level: int) -> None:
    for one, other in zip(make(level, "en", seed=seed), make(level, "sw", seed=seed), strict=True):
        assert one.derivation == other.derivation
        assert one.group() == other.group()
        assert one.digest() != other.digest()


def test_every_digit_is_an_answer() -> None:
    counts = Counter(problem.answer for problem in make(5, count=2000))

    assert set(counts) == set("0123456789")
    assert max(counts.values()) < 0.3 * 2000  # products fall on 0 most often; no answer may dominate


@pytest.mark.parametrize("level", [0, 6, -1])
def test_a_chain_of_another_length_is_refused(level: int) -> None:
    with pytest.raises(RecipeError, match="no length of a chain"):
        make(level)
