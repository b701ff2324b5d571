"""A sign turned round: in a claim, in its sentence, in both, or in the answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Claim, Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_answer, with_step
from provender.reasoning.corruptions.tools.truth import CONTRARY, integers
from provender.reasoning.corruptions.tools.wording import claim_with, restated, term_with, turned
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class Sign:
    """A plus that becomes a minus, a number its negative, a relation its contrary.

    Example:
        "x - 3y = 4" becomes "x + 3y = 4".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "sign", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Places in random order; at each, one of the ways."""
    steps = told(problem).steps
    for place in shuffled(len(steps) + 1, rng):
        if place == len(steps):
            yield from _in_answer(problem)
            continue
        for step in _turned(steps[place], rng):
            where = "sentence" if step.claim == steps[place].claim else "step"
            yield Edit(with_step(problem, place, step), f"{where} {place + 1}")


def _in_answer(problem: Problem) -> Iterator[Edit]:
    """The answer's last number negated."""
    answer = told(problem).answer
    found = integers(answer)
    if found and (after := with_answer(problem, term_with(answer, [*found[:-1], -found[-1]]))):
        yield Edit(after, "answer")


def _contrary(claim: Claim) -> Claim | None:
    """The claim with its relation, or that of its last part, turned round: < and >, knight and knave."""
    turn = {"<": ">", ">": "<", **CONTRARY}
    if claim.relation in turn:
        return Claim(turn[claim.relation], claim.args)
    last = claim.args[-1] if claim.args else 0
    if isinstance(last, tuple) and last and last[0] in turn:
        return Claim(claim.relation, (*claim.args[:-1], (turn[str(last[0])], *last[1:])))
    return None


def _turned(step: Step, rng: Stream) -> Iterator[Step]:
    """One number of the step negated: in the claim alone, in the sentence alone, or in both."""
    if other := _contrary(step.claim):
        yield Step(other, turned(step.text) or step.text, step.rule, step.uses)
    found = integers(step.claim)
    for position in shuffled(len(found), rng):
        negated = [-number if place == position else number for place, number in enumerate(found)]
        claim = claim_with(step.claim, negated)
        if not found[position] or not (both := restated(step, claim)):
            continue
        way = rng.below(3)
        yield Step(step.claim if way == 1 else claim, step.text if way == 2 else both.text, step.rule, step.uses)
