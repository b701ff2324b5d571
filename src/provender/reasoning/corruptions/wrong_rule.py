"""A step under the name of a rule that does not license it."""

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
class WrongRule:
    """The claim is true and follows, but not by the rule that is named.

    Example:
        "47 = 7 × 6 + 5." under the rule "last_divisor".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "wrong_rule", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each step under each other rule that the derivation knows."""
    steps = told(problem).steps
    rules = sorted({step.rule for step in steps})
    for place in shuffled(len(steps), rng):
        step = steps[place]
        for rule in [rule for rule in rules if rule != step.rule]:
            false = f"step {place + 1} is said to follow by {rule!r}, it follows by {step.rule!r}"
            yield Edit(with_step(problem, place, replace(step, rule=rule)), f"step {place + 1}", false=false)
