"""Consequences of a law of one operation: one use of it is not new, what is false is refuted, and each link counts."""

import pytest

from provender.core import registry
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/conjecture/magmas"
ORIGIN = Origin(source="file", version="", recipe="", seed=0, index=0)
LAW = "x ∘ (y ∘ x) = y"
PROOF = """(x ∘ y) ∘ x = (x ∘ y) ∘ (y ∘ (x ∘ y)), by the law with x = y, y = x.
(x ∘ y) ∘ (y ∘ (x ∘ y)) = y, by the law with x = x ∘ y, y = y.
No single use of the law does it.
So (x ∘ y) ∘ x = y, and it is new."""


def verdict(law: str, theorem: str, prose: str) -> Verdict:
    """What is said of an equation with a proof in prose."""
    problem = Problem(f"From the law {law}, prove {theorem}.", "proved, new to this library", prose=prose)
    (said,) = registry.load("verifier", NAME)([Record(payload=problem, origin=ORIGIN)])
    assert isinstance(said, Verdict)
    return said


def test_a_consequence_in_two_steps_is_new() -> None:
    assert verdict(LAW, "(x ∘ y) ∘ x = y", PROOF).outcome is Outcome.PASS


@pytest.mark.parametrize("line", range(4))
def test_no_line_of_a_proof_can_be_spared(line: int) -> None:
    lines = PROOF.split("\n")

    assert verdict(LAW, "(x ∘ y) ∘ x = y", "\n".join(lines[:line] + lines[line + 1 :])).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("with x = y, y = x", "with x = x, y = x"),
        ("with x = y, y = x", "with x = y"),
        ("with x = x ∘ y, y = y", "with x = y ∘ x, y = y"),
        ("(y ∘ (x ∘ y)) = y, by", "(y ∘ (x ∘ y)) = x, by"),
        ("So (x ∘ y) ∘ x = y", "So (x ∘ y) ∘ x = x"),
        ("So (x ∘ y) ∘ x = y", "So x ∘ (y ∘ x) = y"),
    ],
)
def test_a_false_line_fails(true: str, false: str) -> None:
    assert verdict(LAW, "(x ∘ y) ∘ x = y", PROOF.replace(true, false)).outcome is Outcome.FAIL


def test_one_use_of_the_law_is_not_new() -> None:
    proof = """x ∘ (y ∘ z) = x ∘ (z ∘ y), by the law with x = y, y = z.
No single use of the law does it.
So x ∘ (y ∘ z) = x ∘ (z ∘ y), and it is new."""
    said = verdict("x ∘ y = y ∘ x", "x ∘ (y ∘ z) = x ∘ (z ∘ y)", proof)

    assert (said.outcome, said.evidence["step"]) == (Outcome.FAIL, "2")


@pytest.mark.parametrize("theorem", ["x ∘ y = y ∘ x", "x ∘ x = x", "x = y"])
def test_what_a_small_magma_refutes_is_refused(theorem: str) -> None:
    assert verdict(LAW, theorem, PROOF).outcome is Outcome.FAIL


@pytest.mark.parametrize("law", ["x ∘ = y", "x ∘ (y ∘ x = y", "((x)) = y", "X ∘ y = y", "(" * 300 + "x = y"])
def test_what_is_no_law_is_not_read(law: str) -> None:
    assert verdict(law, "(x ∘ y) ∘ x = y", PROOF).outcome is Outcome.ABSTAIN
