"""Quadratic inequalities: what is known is not new, what is false is refuted, and the squares must add up."""

import pytest
from tests.conformance.parts import generator, make

from provender.core import registry
from provender.core.record import Origin, Record
from provender.core.verdict import Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "reasoning/conjecture/inequalities"
ORIGIN = Origin(source="file", version="", recipe="", seed=0, index=0)
PROOF = """(2x - 3y)^2 = 4x^2 + 9y^2 - 12xy.
Together with 3y^2 this is 4x^2 + 12y^2 - 12xy = 4 × (x^2 + 3y^2 - 3xy).
For x, 2 × 1 < 3, so squares of x, x + y, x - y etc. do not suffice.
A sum of squares is never negative, so it holds, and it is new."""


def verdict(f: str, prose: str) -> Verdict:
    """What is said of an inequality with a proof in prose."""
    problem = Problem(f"Show that {f} is never negative.", "proved, new to this library", prose=prose)
    (said,) = registry.load("verifier", NAME)([Record(payload=problem, origin=ORIGIN)])
    assert isinstance(said, Verdict)
    return said


def test_a_form_that_no_known_squares_add_up_to_is_new() -> None:
    assert verdict("x^2 + 3y^2 - 3xy", PROOF).outcome is Outcome.PASS


@pytest.mark.parametrize("line", range(4))
def test_no_line_of_a_proof_can_be_spared(line: int) -> None:
    lines = PROOF.split("\n")

    assert verdict("x^2 + 3y^2 - 3xy", "\n".join(lines[:line] + lines[line + 1 :])).outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("(2x - 3y)^2", "(2x + 3y)^2"),
        ("(2x - 3y)^2 = 4x^2 + 9y^2 - 12xy", "(2x - 3y)^2 = 4x^2 + 9y^2 - 11xy"),
        ("Together with 3y^2", "Together with 4y^2"),
        ("Together with 3y^2 this is 4x^2 + 12y^2", "Together with -3y^2 this is 4x^2 + 6y^2"),
        ("= 4 × (", "= 5 × ("),
        ("For x, 2 × 1 < 3", "For y, 2 × 3 < 3"),
        ("For x, 2 × 1 < 3", "For x, 2 × 1 < 4"),
        ("(2x - 3y)^2 = 4x^2", "-(2x - 3y)^2 = -4x^2"),
    ],
)
def test_a_false_line_fails(true: str, false: str) -> None:
    assert verdict("x^2 + 3y^2 - 3xy", PROOF.replace(true, false)).outcome is Outcome.FAIL


def test_the_square_of_a_difference_is_known() -> None:
    proof = PROOF.replace("3y)", "2y)").replace("9y^2 - 12xy", "4y^2 - 8xy").replace("12y^2 - 12xy", "7y^2 - 8xy")
    said = verdict("4x^2 + 7y^2 - 8xy", proof.replace("= 4 × (x^2 + 3y^2 - 3xy)", "= 1 × (4x^2 + 7y^2 - 8xy)"))

    assert (said.outcome, said.evidence["step"]) == (Outcome.FAIL, "3")


@pytest.mark.parametrize("f", ["x^2 + 2y^2 - 3xy", "x^2 - y^2", "x^2 + y^2 + z^2 - 2xy - 2xz - 2yz"])
def test_a_false_inequality_is_refuted(f: str) -> None:
    assert verdict(f, PROOF).outcome is Outcome.FAIL


@pytest.mark.parametrize("f", ["x^3 + y^2", "x^2 + y", "(x + y)^2", "x^2 + x^2", "x^2 + yx + xy", "7"])
def test_what_is_no_quadratic_form_written_out_is_refused(f: str) -> None:
    said = verdict(f, PROOF)

    assert said.outcome in (Outcome.FAIL, Outcome.ABSTAIN)
    assert said.reason.startswith("question")


def test_forms_are_positive_at_many_points() -> None:
    for record in make(generator(NAME), 20):
        text = record.payload.text().split("\n")[0].partition("that ")[2].partition(" is never")[0].partition(" >=")[0]
        python = "".join(f"*{sign}" if sign in "xyz" else sign for sign in text.replace("^", "**"))
        coded = compile(python.replace(" *", " ").removeprefix("*"), "f", "eval")  # our own generator's text, in a test

        for point in ((1, 2, 3), (-5, 4, 1), (3, -7, 2), (9, 8, -7)):
            assert eval(coded, dict(zip("xyz", point, strict=True))) > 0
