"""Identities of recurrences: what is known is not new, what is false is refuted, and the proof must be whole."""

from dataclasses import replace

import pytest
from tests.conformance.parts import generator, make

from provender.core import registry
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/conjecture/recurrences"
ORIGIN = Origin(source="file", version="", recipe="", seed=0, index=0)
CASSINI = "Let a(0) = 0, a(1) = {b}, a(n+2) = a(n+1) + a(n). Show for all n >= 0 that {theorem}."
PROOF = """a(2) = 1 × {b} + 1 × 0 = {b}.
a(3) = 1 × {b} + 1 × {b} = {c}.
a(4) = 1 × {c} + 1 × {b} = {d}.
A product of two terms obeys b(n+3) = 2b(n+2) + 2b(n+1) - b(n), and so does (-1)^n.
n = 0: 0 × {b} - {b} × {b} = -{bb} = -{bb} × (-1)^0.
n = 1: {b} × {c} - {b} × {b} = {bb} = -{bb} × (-1)^1.
n = 2: {b} × {d} - {c} × {c} = -{bb} = -{bb} × (-1)^2.
The recurrence gives 3 free relations between these products, with this one 4.
Both sides obey one recurrence of order 3 and agree three times, so always."""


def verdict(b: int, theorem: str) -> Verdict:
    """What is said of a theorem on the multiples of Fibonacci's numbers, with the proof of Cassini's identity."""
    prose = PROOF.format(b=b, c=2 * b, d=3 * b, bb=b * b)
    problem = Problem(CASSINI.format(b=b, theorem=theorem), "proved, new to this library", prose=prose)
    (said,) = registry.load("verifier", NAME)([Record(payload=problem, origin=ORIGIN)])
    assert isinstance(said, Verdict)
    return said


def test_cassinis_identity_is_proved_but_not_new() -> None:
    said = verdict(1, "a(n)a(n+2) - a(n+1)^2 = -1 × (-1)^n")

    assert (said.outcome, said.evidence["step"]) == (Outcome.FAIL, "8")


def test_the_same_of_a_sequence_that_is_in_no_textbook_is_new() -> None:
    assert verdict(4, "a(n)a(n+2) - a(n+1)^2 = -16 × (-1)^n").outcome is Outcome.PASS


@pytest.mark.parametrize(
    "theorem",
    [
        "a(n)a(n+2) - a(n+1)^2 = -17 × (-1)^n",
        "a(n)a(n+2) + a(n+1)^2 = -16 × (-1)^n",
        "a(n)a(n+2) - a(n+1)^2 = -16 × (-2)^n",
        "a(n)a(n+3) - a(n+1)^2 = -16 × (-1)^n",
        "a(n)^2 = 16 × (-1)^n",
    ],
)
def test_a_false_theorem_is_refuted(theorem: str) -> None:
    assert verdict(4, theorem).outcome is Outcome.FAIL


def without(record: Record, place: int) -> Record:
    """The record in prose, one sentence left out."""
    problem = record.payload
    assert isinstance(problem, Problem)
    lines = problem.solution.split("\n")
    prose = "\n".join(lines[:place] + lines[place + 1 :])
    return replace(record, payload=replace(problem, derivation=None, prose=prose))


def test_no_step_of_a_proof_can_be_spared() -> None:
    for record in make(generator(NAME), 6):
        steps = record.payload.text().count("\n") - 1
        judged = registry.load("verifier", NAME)([without(record, place) for place in range(steps)])

        assert {said.outcome for said in judged} == {Outcome.FAIL}


def test_theorems_hold_far_beyond_what_their_proofs_have_tried() -> None:
    for record in make(generator(NAME, {"level": 4}), 20):
        assert isinstance(record.payload, Problem)
        assert record.payload.derivation
        (_, (_, p, q), (_, *products), (_, d)) = record.payload.derivation.goal  # type: ignore[misc,str-unpack]
        terms = [int(str(given.args[1])) for given in record.payload.derivation.givens]
        while len(terms) < 40:
            terms.append(int(str(p)) * terms[-1] + int(str(q)) * terms[-2])

        for n in range(30):
            assert sum(c * terms[n + i] * terms[n + j] for _, c, i, j in products) == d * (-q) ** n  # type: ignore[operator,misc,str-unpack]
