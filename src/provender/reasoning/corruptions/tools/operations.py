"""An operation changed within its equation: other operands or another sign, the result worked out anew.

The equation stays true by itself; whether something became false is seen from where it leads.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from provender.core.claim import Claim, Step
from provender.core.seeds import Stream
from provender.reasoning.corruptions.tools.spoil import Edit, bare_side, carried_on, shuffled, told
from provender.reasoning.corruptions.tools.truth import value
from provender.reasoning.corruptions.tools.wording import NUMBER
from provender.reasoning.problem import Problem

SIGNS = {"+": "+", "-": "-", "*": "×", "/": "÷"}
_MINUS = ("-", "−")
_LARGEST = 10**15


class _Operation(NamedTuple):
    """The one operation of a step: which side of its equation, and what it says."""

    side: int
    op: str
    operands: list[int]
    result: int


def reoperations(
    problem: Problem, rng: Stream, others: Callable[[str, list[int]], Iterable[tuple[str, list[int]]]]
) -> Iterator[Edit]:
    """Every step in random order with its operation replaced, and all that rests on it worked out from there.

    Args:
        others: (operator, operands) -> what to put in their place.
    """
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        step = steps[place]
        found = _operation(step.claim)
        for op, operands in others(found.op, found.operands) if found else ():
            if found and (moved := _replaced(step, found, op, operands)):
                result = moved.claim.args[bare_side(moved.claim) or 0]
                after = carried_on(problem, place, moved, moves={found.result: int(str(result))})
                yield Edit(after, f"step {place + 1}")


def _operation(claim: Claim) -> _Operation | None:
    """The operation of whole numbers that an equation works out; None where there is none or more than one."""
    bare = bare_side(claim)
    worked = [
        (side, part)
        for side, part in enumerate(claim.args)
        if isinstance(part, tuple) and part[0] in SIGNS and all(isinstance(x, int) and x >= 0 for x in part[1:])
    ]
    if bare is None or len(worked) != 1:
        return None
    side, (op, *operands) = worked[0]
    return _Operation(side, str(op), [int(str(x)) for x in operands], int(str(claim.args[bare])))


def _replaced(step: Step, found: _Operation, op: str, operands: list[int]) -> Step | None:
    """The step with another operation and its true result; None where it is no whole number or cannot be written."""
    result = value((op, *operands), {}) if len(operands) > 1 else None
    if result is None or result.denominator != 1 or not 0 <= result < _LARGEST or result == found.result:
        return None
    signs = _MINUS if found.op == "-" else (SIGNS[found.op],)
    shown = [f" {sign} ".join(map(str, found.operands)) for sign in signs]
    was = next((text for text in shown if step.text.count(text) == 1), None)
    if was is None or found.result in found.operands:
        return None
    head, tail = step.text.split(was)
    anew = NUMBER.sub(lambda number: str(result) if int(number[0]) == found.result else number[0], tail)
    if anew == tail:
        return None
    args = list(step.claim.args)
    args[found.side] = (op, *operands)
    args[bare_side(step.claim) or 0] = int(result)
    return Step(
        Claim("=", tuple(args)), f"{head}{f' {SIGNS[op]} '.join(map(str, operands))}{anew}", step.rule, step.uses
    )
