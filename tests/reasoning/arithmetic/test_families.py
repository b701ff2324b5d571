"""Laws that every arithmetic family keeps: generator and verifier side by side."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reasoning.arithmetic.worked import (
    abstract,
    as_prose,
    derivation_of,
    judged,
    made,
    nudged,
    nudged_claim,
    problem_of,
    with_problem,
    with_step,
)

from provender.core.registry import load
from provender.core.verdict import Outcome
from provender.reasoning.problem import LANGUAGES

GCD = "reasoning/arithmetic/gcd"
CHAIN = "reasoning/arithmetic/modular_chain"
COLUMN = "reasoning/arithmetic/column"
FRACTIONS = "reasoning/arithmetic/fractions"
SQUARES = "reasoning/arithmetic/sum_of_squares"

VERIFIER = {SQUARES: "reasoning/arithmetic/expression"}  # where it is not called like the generator

MATRIX: list[tuple[str, dict[str, Any]]] = [
    (GCD, {}),
    (GCD, {"goal": "lcm"}),
    (GCD, {"goal": "both", "numerals": "words"}),
    (CHAIN, {}),
    (COLUMN, {}),
    (COLUMN, {"operations": ["multiply"]}),
    (COLUMN, {"operations": ["add", "subtract", "multiply"], "numerals": "words"}),
    (FRACTIONS, {}),
    (FRACTIONS, {"operations": ["divide", "multiply"]}),
    (SQUARES, {}),
]
ids = [f"{name.rpartition('/')[2]}-{'-'.join(map(str, dials.values())) or 'default'}" for name, dials in MATRIX]
families = pytest.mark.parametrize(("name", "dials"), MATRIX, ids=ids)
Dials = Mapping[str, Any]
languages = pytest.mark.parametrize("language", LANGUAGES)

seeds = st.integers(0, 2**64)


def _verifier(name: str) -> str:
    """The verifier of a generator."""
    return VERIFIER.get(name, name)


@families
@given(seed=seeds, cut=st.integers(0, 6))
@settings(max_examples=15, deadline=None)
def test_a_shard_may_be_cut_anywhere(name: str, dials: Dials, seed: int, cut: int) -> None:
    whole = made(name, seed=seed, count=6, **dials)

    assert whole == [
        *made(name, seed=seed, count=cut, **dials),
        *made(name, seed=seed, start=cut, count=6 - cut, **dials),
    ]


@families
@given(seed=seeds, level=st.integers(1, 5))
@settings(max_examples=8, deadline=None)
def test_a_problem_is_the_same_in_every_language(name: str, dials: Dials, seed: int, level: int) -> None:
    english = made(name, seed=seed, count=3, level=level, language="en", **dials)
    for language in LANGUAGES:
        other = made(name, seed=seed, count=3, level=level, language=language, **dials)

        assert [abstract(record) for record in english] == [abstract(record) for record in other]
        assert [record.payload.group() for record in english] == [record.payload.group() for record in other]


@languages
@families
@pytest.mark.parametrize("level", [1, 5, 6])
def test_every_sound_record_is_proved(name: str, dials: Dials, language: str, level: int) -> None:
    if level == 6:
        dials = {dial: value for dial, value in dials.items() if dial != "numerals"}  # too long for words
    records = made(name, seed=level, count=20, level=level, language=language, **dials)
    judge = load("verifier", _verifier(name))
    verdicts = [*judge(records), *judge([as_prose(record) for record in records])]

    assert [verdict for verdict in verdicts if verdict.outcome is not Outcome.PASS] == []


@pytest.mark.parametrize("name", [name for name, dials in MATRIX if not dials])
def test_records_seldom_repeat_at_default_dials(name: str) -> None:
    records = made(name, count=10_000)

    assert len({record.content for record in records}) >= 9_500


@pytest.mark.parametrize("name", [GCD, COLUMN, FRACTIONS])
def test_records_have_five_steps_and_more_at_default_dials(name: str) -> None:
    records = made(name, count=500)

    assert sum(len(derivation_of(record).steps) for record in records) >= 5 * len(records)


@families
def test_every_record_carries_every_tag(name: str, dials: Dials) -> None:
    generator = load("generator", name, {**dials, "level": 3, "language": "sw"})
    record = made(name, count=1, level=3, language="sw", **dials)[0]

    assert record.tags == {"topic": generator.makes["topic"][0], "level": "3", "language": "sw"}
    assert set(record.tags) == set(generator.makes)


@languages
@families
@given(seed=seeds, data=st.data())
@settings(max_examples=8, deadline=None)
def test_one_wrong_number_anywhere_is_never_passed(
    *, name: str, dials: Dials, language: str, seed: int, data: st.DataObject
) -> None:
    record = made(name, seed=seed, count=1, language=language, **dials)[0]
    lines = problem_of(record).solution.split("\n")
    place = data.draw(st.integers(0, len(lines) - 1))
    numbers = list(re.finditer("[0-9]+", lines[place]))
    number = data.draw(st.sampled_from(numbers))
    other = str(int(number[0]) + data.draw(st.sampled_from([1, 2, 10, 100])))
    sentence = lines[place][: number.start()] + other + lines[place][number.end() :]
    spoilt = with_step(record, place, text=sentence)

    assert judged(_verifier(name), spoilt).outcome is Outcome.FAIL
    assert judged(_verifier(name), spoilt).evidence["step"] == str(place + 1)
    assert judged(_verifier(name), as_prose(spoilt)).outcome is Outcome.FAIL


@families
@given(seed=seeds, data=st.data())
@settings(max_examples=25, deadline=None)
def test_a_step_that_says_other_than_its_sentence_is_failed(
    name: str, dials: Dials, seed: int, data: st.DataObject
) -> None:
    record = made(name, seed=seed, count=1, **dials)[0]
    steps = derivation_of(record).steps
    place = data.draw(st.integers(0, len(steps) - 1))
    step = steps[place]
    spoilt = data.draw(
        st.sampled_from(
            [
                with_step(record, place, claim=nudged_claim(step.claim)),
                with_step(record, place, claim=replace(step.claim, relation="<=")),
                with_step(record, place, rule="magic"),
                with_step(record, place, uses=(*step.uses, place)),
                with_step(record, place, text=step.text + " "),
                with_step(record, place, text=""),
            ]
        )
    )

    assert judged(_verifier(name), spoilt).outcome is Outcome.FAIL


@languages
@families
def test_a_fault_outside_the_steps_is_failed(name: str, dials: Dials, language: str) -> None:
    record, other = made(name, count=2, language=language, **dials)
    told = derivation_of(record)
    problem = problem_of(record)
    steps = told.steps
    spoilt = [
        with_problem(record, question=problem_of(other).question),
        with_problem(record, answer=problem_of(other).answer + "0"),
        with_problem(record, answer=f" {problem.answer}"),
        with_problem(record, prose="By magic."),
        with_problem(record, language="en" if language == "sw" else "sw"),
        replace(record, tags={**record.tags, "language": "en" if language == "sw" else "sw"}),
        with_problem(record, derivation=replace(told, answer=nudged(told.answer))),
        with_problem(record, derivation=replace(told, goal=nudged(told.goal))),
        with_problem(record, derivation=replace(told, givens=(steps[0].claim,))),
        with_problem(record, derivation=replace(told, steps=steps[:-1])),
        with_problem(record, derivation=replace(told, steps=steps[1:])),
        with_problem(record, derivation=replace(told, steps=(*steps, steps[-1]))),
        with_problem(record, derivation=replace(told, steps=())),
    ]
    assert {judged(_verifier(name), each).outcome for each in spoilt} == {Outcome.FAIL}


@pytest.mark.parametrize("name", sorted({name for name, _ in MATRIX} - set(VERIFIER)))
def test_a_fault_in_what_only_the_topic_tells_is_failed(name: str) -> None:
    record = made(name, count=1)[0]
    unreadable = with_problem(record, question=problem_of(record).question + " Or not?")
    mistaken = replace(record, tags={**record.tags, "topic": "poetry"})

    assert judged(name, unreadable).reason == "question cannot be read"
    assert judged(name, mistaken).reason == "topic tag is wrong"


@families
def test_a_question_of_another_kind_is_left_alone(name: str, dials: Dials) -> None:
    record = made(name, count=1, **dials)[0]
    foreign = replace(with_problem(record, question="What is love?"), tags={})

    assert judged(_verifier(name), foreign).outcome is Outcome.ABSTAIN
