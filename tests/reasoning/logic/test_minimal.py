"""A law of all that is told in logic: take any sentence out, and what is left proves nothing."""

import pytest
from tests.reasoning.arithmetic.worked import judged, made, problem_of, prose

from provender.core.verdict import Outcome

FAMILIES = ("horn_rules", "knights_and_knaves", "natural_deduction", "satisfiability", "sudoku", "syllogisms", "zebra")


@pytest.mark.parametrize("family", FAMILIES)
def test_no_sentence_can_be_spared(family: str) -> None:
    name = f"reasoning/logic/{family}"
    for record in made(name, count=25, level=3, seed=6):
        problem = problem_of(record)
        lines = problem.solution.split("\n")
        for place in range(len(lines)):
            rest = "\n".join([*lines[:place], *lines[place + 1 :]])
            assert judged(name, prose(problem.question, rest, problem.answer)).outcome is Outcome.FAIL, lines[place]
