"""Two operands exchanged: harmless where they commute, false where they do not."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Claim, Step, Term
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_step
from provender.reasoning.corruptions.tools.truth import integers
from provender.reasoning.corruptions.tools.wording import claim_with, retold
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class SwappedOperand:
    """The two sides of an operation, or of a relation, in each other's place.

    Example:
        "84 ÷ 6 = 14" becomes "6 ÷ 84 = 14"; "4 + 5 = 9" becomes "5 + 4 = 9", which is still true.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "swapped_operand", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Every operation of every step, in random order; in claim and sentence, or in the claim alone."""
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        step = steps[place]
        whole = (step.claim.relation, *step.claim.args)
        swaps = [*(Claim(str(head), tuple(rest)) for head, *rest in _turned(whole)), *_crossed(step.claim)]
        for which in shuffled(len(swaps), rng):
            claim = swaps[which]
            text = retold(step, claim) if rng.chance(2, 3) else step.text
            if claim != step.claim and text is not None:
                yield Edit(with_step(problem, place, Step(claim, text, step.rule, step.uses)), f"step {place + 1}")


def _turned(term: tuple[Term, ...]) -> Iterator[tuple[Term, ...]]:
    """The term with two neighbouring operands exchanged, at each place where that can be done."""
    for spot in range(1, len(term) - 1):
        yield (*term[:spot], term[spot + 1], term[spot], *term[spot + 2 :])
    for spot, part in enumerate(term):
        if isinstance(part, tuple):
            yield from ((*term[:spot], inner, *term[spot + 1 :]) for inner in _turned(part))


def _crossed(claim: Claim) -> Iterator[Claim]:
    """The claim with two neighbouring numbers exchanged, whatever they belong to: 4x + 6y becomes 6x + 4y."""
    found = integers(claim)
    for spot in range(len(found) - 1):
        yield claim_with(claim, [*found[:spot], found[spot + 1], found[spot], *found[spot + 2 :]])
