"""Laws of the wing's payload and of its columns."""

from dataclasses import replace

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provender.core.claim import Claim, Derivation, Step
from provender.reasoning.problem import Problem, ProblemCodec

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
terms = st.recursive(st.integers() | texts, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6)
claims = st.builds(Claim, texts, st.lists(terms, max_size=3).map(tuple))
steps = st.builds(Step, claims, texts, texts, st.lists(st.integers(0, 2**31 - 1), max_size=3).map(tuple))
derivations = st.builds(
    Derivation,
    st.lists(claims, max_size=2).map(tuple),
    terms,
    st.lists(steps, max_size=4).map(tuple),
    terms,
)
problems = st.builds(Problem, texts, texts, st.sampled_from(["en", "sw"]), st.none() | derivations, texts)

SQUARE = Claim("=", (("*", 3, 3), 9))
TOLD = Derivation((), ("*", 3, 3), (Step(SQUARE, "3 × 3 = 9.", "multiply"),), 9)
PROBLEM = Problem("Calculate 3 × 3.", "9", "en", TOLD)


@given(st.lists(problems, max_size=4))
@settings(max_examples=40, deadline=None)
def test_problems_come_back_from_columns_exactly(made: list[Problem]) -> None:
    codec = ProblemCodec()
    table, blobs = codec.encode(made)

    assert list(blobs) == []
    assert table.schema == codec.schema
    assert list(codec.decode(table, {})) == made


@given(claims)
def test_a_claim_is_written_in_columns_as_everywhere_else(claim: Claim) -> None:
    problem = replace(PROBLEM, derivation=replace(TOLD, steps=(Step(claim, "", "multiply"),)))
    table, _ = ProblemCodec().encode([problem])

    assert table["steps"].to_pylist()[0][0]["claim"] == claim.to_json()


def test_columns_come_back_from_a_slice() -> None:
    table, _ = ProblemCodec().encode([PROBLEM, Problem("?", "1", "en", None, "a\nb"), replace(PROBLEM, answer="8")])

    assert list(ProblemCodec().decode(table.slice(1, 2), {})) == [
        Problem("?", "1", "en", None, "a\nb"),
        replace(PROBLEM, answer="8"),
    ]
    assert isinstance(table, pa.Table)


@pytest.mark.parametrize("field", ["question", "answer"])
def test_digest_sees_what_a_student_sees(field: str) -> None:
    assert replace(PROBLEM, **{field: "other"}).digest() != PROBLEM.digest()  # type: ignore[arg-type]
    assert replace(PROBLEM, derivation=None, prose="3 × 3 = 9.").digest() == PROBLEM.digest()
    assert len(PROBLEM.digest()) == 16


def test_digest_tells_where_the_question_ends() -> None:
    early = Problem("Why?", "9", "en", None, "So.\nThen.")
    late = Problem("Why?\nSo.", "9", "en", None, "Then.")

    assert early.text() == late.text()
    assert early.digest() != late.digest()


def test_group_is_the_abstract_problem_in_every_wording() -> None:
    swahili = Problem("Kokotoa 3 × 3.", "9", "sw", TOLD)

    assert swahili.group() == PROBLEM.group()
    assert replace(PROBLEM, derivation=replace(TOLD, goal=("*", 3, 4))).group() != PROBLEM.group()


def test_group_falls_back_to_the_question_without_case_or_spaces() -> None:
    first, second = Problem("What  is it?", "1"), Problem("what is IT?", "2")
    named = replace(TOLD, goal="x")

    assert first.group() == second.group()
    assert Problem("a", "1", "en", named).group() != Problem("b", "1", "en", named).group()


def test_features_are_four_numbers() -> None:
    assert PROBLEM.features() == (16, 10, 1, 1)
    assert PROBLEM.text() == "Calculate 3 × 3.\n3 × 3 = 9.\n9"
