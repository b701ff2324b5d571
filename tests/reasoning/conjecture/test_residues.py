"""Divisibility for every integer: what is known is not new, what is false is refuted, and no residue may be missing."""

import pytest
from tests.conformance.parts import generator, make

from provender.core import registry
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/conjecture/residues"
ORIGIN = Origin(source="file", version="", recipe="", seed=0, index=0)
KNOWN = "From 2 | n^2 - n, 6 | n^3 - n, 30 | n^5 - n, 42 | n^7 - n only the multiples of f by {k} follow."
END = "So it holds for every n, and it is new."
FOUR = """f(0) = 0^4 - 2 × 0^3 + 0^2 = 0 = 4 × 0.
f(1) = 1^4 - 2 × 1^3 + 1^2 = 0 = 4 × 0.
f(2) = 2^4 - 2 × 2^3 + 2^2 = 4 = 4 × 1.
f(3) = 3^4 - 2 × 3^3 + 3^2 = 36 = 4 × 9.
So 4 divides f(n), whatever n leaves when divided by 4."""
SQUARE = f"{FOUR}\n{KNOWN.format(k=2)}\n{END}"  # (n^2 - n)^2: a product of known theorems, but no combination of them


def verdict(m: int, f: str, prose: str) -> Verdict:
    """What is said of a statement with a proof in prose."""
    question = f"Prove that {m} divides f(n) = {f} for every integer n."
    problem = Problem(question, "proved, new to this library", prose=prose)
    (said,) = registry.load("verifier", NAME)([Record(payload=problem, origin=ORIGIN)])
    assert isinstance(said, Verdict)
    return said


def test_what_no_combination_of_known_theorems_gives_is_new() -> None:
    assert verdict(4, "n^4 - 2n^3 + n^2", SQUARE).outcome is Outcome.PASS


@pytest.mark.parametrize("line", range(len(SQUARE.split("\n"))))
def test_no_line_of_a_proof_can_be_spared(line: int) -> None:
    lines = SQUARE.split("\n")
    prose = "\n".join(lines[:line] + lines[line + 1 :])

    assert verdict(4, "n^4 - 2n^3 + n^2", prose).outcome is Outcome.FAIL


def test_what_a_known_theorem_gives_is_not_new() -> None:
    two = "f(0) = 0^2 + 3 × 0 = 0 = 2 × 0.\nf(1) = 1^2 + 3 × 1 = 4 = 2 × 2.\n"
    prose = f"{two}So 2 divides f(n), whatever n leaves when divided by 2.\n{KNOWN.format(k=1)}\n{END}"
    said = verdict(2, "n^2 + 3n", prose)

    assert (said.outcome, said.evidence["step"]) == (Outcome.FAIL, "4")


@pytest.mark.parametrize(("m", "f"), [(8, "n^4 - 2n^3 + n^2"), (4, "n^4 - 2n^3 + n"), (4, "n^4 + 2n^3 + n^2 + 2")])
def test_a_false_statement_is_refuted(m: int, f: str) -> None:
    assert verdict(m, f, SQUARE).outcome is Outcome.FAIL


def test_statements_hold_far_beyond_the_residues_of_their_proofs() -> None:
    for record in make(generator(NAME, {"level": 4}), 20):
        assert isinstance(record.payload, Problem)
        assert record.payload.derivation
        _, m, _ = record.payload.derivation.goal  # type: ignore[misc,str-unpack]
        text = record.payload.question
        f = text.partition("f(n) = ")[2].partition(" for every")[0].partition(". Show")[0]
        python = f.replace("^", "**").replace("n", "*n").replace("+ *n", "+ n").replace("- *n", "- n")
        coded = compile(python.removeprefix("*"), "f", "eval")  # our own generator's text, in a test

        assert all(eval(coded, {"n": n}) % m == 0 for n in range(-300, 300))
