"""A false remark slipped in beside what is true."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_step
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class SmuggledClaim:
    """A false equation added to a sentence, to the question, or as prose beside the derivation.

    Example:
        "47 + 38 = 85." becomes "47 + 38 = 85. 7 × 8 = 54."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "smuggled_claim", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """One remark, after a sentence, before it, or as prose of its own."""
    steps = told(problem).steps
    a, b = rng.between(2, 99), rng.between(2, 99)
    sign, true = rng.choice([("+", a + b), ("×", a * b)])
    remark = f"{a} {sign} {b} = {true + rng.choice([-10, -1, 1, 10])}"
    false = f"the solution also says {remark}"
    for place in shuffled(len(steps) + 1, rng):
        if place == len(steps):
            yield Edit(replace(problem, prose=f"{problem.prose}{remark}."), "prose", false=false)
            continue
        text = steps[place].text
        longer = rng.choice([f"{text} {remark}.", f"{remark}. {text}", f"{text.rstrip('.')}; {remark}."])
        yield Edit(with_step(problem, place, replace(steps[place], text=longer)), f"sentence {place + 1}", false=false)
