"""A chain is proved from its question's text, and every way of being wrong is refuted with its reason."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provender.core import registry
from provender.core.claim import Claim, Derivation, Step
from provender.core.recipe import Shard
from provender.core.record import Origin, Payload, Record
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/arithmetic/modular_chain"
ORIGIN = Origin(source="file", version="1", recipe="", seed=0, index=0)
ASK = "Left to right, modulo 10: 7+5*3-2="
SOLVED = "7+5=2\n2*3=6\n6-2=4"


def judge(payload: Payload) -> Verdict:
    [verdict] = registry.load("verifier", NAME)([Record(payload=payload, origin=ORIGIN)])
    assert isinstance(verdict, Verdict)
    return verdict


def made(seed: int, level: int, language: str = "en") -> Problem:
    part = registry.load("generator", NAME, {"level": level, "language": language})
    [record] = part(Shard(seed=seed, start=0, count=1))
    assert isinstance(record.payload, Problem)
    return record.payload


seeds, levels, languages = st.integers(0, 2**32), st.integers(1, 5), st.sampled_from(["en", "sw"])


@given(seed=seeds, level=levels, language=languages)
def test_a_sound_chain_is_proved_with_its_derivation_and_from_its_prose_alone(
    seed: int, level: int, language: str
) -> None:
    problem = made(seed, level, language)
    bare = Problem(problem.question, problem.answer, problem.language, prose=problem.solution)

    for verdict in (judge(problem), judge(bare)):
        assert (verdict.outcome, verdict.grade) == (Outcome.PASS, Grade.PROVED)


@given(seed=seeds, level=levels, where=st.integers(0, 60), sign=st.sampled_from("0123456789+-*"))
def test_a_chain_with_another_character_in_its_solution_is_refuted(
    seed: int, level: int, where: int, sign: str
) -> None:
    problem = made(seed, level)
    told = problem.solution
    where %= len(told)
    spoilt = told[:where] + sign + told[where + 1 :]

    verdict = judge(Problem(problem.question, problem.answer, prose=spoilt))

    assert (verdict.outcome is Outcome.PASS) == (spoilt == told)
    assert verdict.outcome is not Outcome.ABSTAIN


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (Problem(ASK, "5", prose=SOLVED), "wrong answer"),
        (Problem(ASK, "04", prose=SOLVED), "wrong answer"),
        (Problem(ASK, "4", prose="7+5=2\n2*3=7\n7-2=5"), "false step: 2*3=7"),
        (Problem(ASK, "4", prose="7+5=2\n3*3=9\n9-2=7"), "not the question's step: 3*3=9"),
        (Problem(ASK, "4", prose="5*3=5\n5+7=2\n2-2=0"), "not the question's step: 5*3=5"),
        (Problem(ASK, "4", prose="7+5=2\n6-2=4"), "wrong number of steps"),
        (Problem(ASK, "4", prose=f"{SOLVED}\n4+0=4"), "wrong number of steps"),
        (Problem(ASK, "4", prose="7+5=12\n2*3=6\n6-2=4"), "unreadable sentence"),
        (Problem(ASK, "4", prose="7+5=2\n2*3=6\x0b\n6-2=4"), "unreadable sentence"),
        (Problem(ASK, "4", prose="7+5=2\n2*٣=6\n6-2=4"), "unreadable sentence"),
        (Problem(ASK, "4", prose=""), "wrong number of steps"),
        (Problem(ASK, "4", "sw", prose=SOLVED), "wrong language"),
        (Problem("Left to right, modulo 9: 7+5=", "3", prose="7+5=3"), "unreadable chain"),
        (Problem("Left to right, modulo 10: 7+=", "7", prose=""), "unreadable chain"),
        (Problem("Left to right, modulo 10: 7+5*3-2=4=", "4", prose=SOLVED), "unreadable chain"),
        (Problem("Left to right, modulo 10: 0" + "*9" * 10**5 + "=", "0", prose=""), "unreadable chain"),
    ],
)
def test_a_wrong_chain_is_refuted_with_its_reason(problem: Problem, reason: str) -> None:
    verdict = judge(problem)

    assert (verdict.outcome, verdict.reason[: len(reason)]) == (Outcome.FAIL, reason)


def step(place: int, term: tuple[str, int, int], result: int) -> Step:
    sign, left, right = term
    uses = (place - 1,) if place else ()
    return Step(Claim("=", (("mod", term, 10), result)), f"{left}{sign}{right}={result}", "reduce", uses)


STEPS = (step(0, ("+", 7, 5), 2), step(1, ("*", 2, 3), 6), step(2, ("-", 6, 2), 4))
GIVEN = Claim("=", ("x", ("mod", ("-", ("*", ("+", 7, 5), 3), 2), 10)))
SOUND = Derivation(givens=(GIVEN,), goal="x", steps=STEPS, answer=4)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (SOUND, "chain valued exactly"),
        (replace(SOUND, answer=5), "wrong answer"),
        (replace(SOUND, goal="y"), "false premise"),
        (replace(SOUND, givens=()), "false premise"),
        (replace(SOUND, givens=(Claim("=", ("x", ("mod", 34, 10))),)), "false premise"),
        (replace(SOUND, steps=(*STEPS[:2], replace(STEPS[2], claim=STEPS[1].claim))), "sentence and claim differ"),
        (replace(SOUND, steps=(*STEPS[:2], replace(STEPS[2], uses=(0,)))), "a step does not rest"),
        (replace(SOUND, steps=(replace(STEPS[0], text=SOLVED),)), "unreadable sentence"),
    ],
)
def test_a_derivation_must_say_what_question_and_sentences_say(told: Derivation, reason: str) -> None:
    verdict = judge(Problem(ASK, "4", derivation=told))

    assert verdict.reason[: len(reason)] == reason
    assert (verdict.outcome is Outcome.PASS) == (told is SOUND)


@pytest.mark.parametrize("question", ["", "What is 7+5?", "7+5*3-2=", f"{ASK} ", "left to right, modulo 10: 7+5="])
def test_any_other_question_gets_no_verdict(question: str) -> None:
    assert judge(Problem(question, "4", prose=SOLVED)).outcome is Outcome.ABSTAIN
