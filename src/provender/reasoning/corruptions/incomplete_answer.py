"""An answer that leaves out one of what was asked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class IncompleteAnswer:
    """One entry of an answer that lists several is missing; the steps are sound.

    Example:
        "x = 2, y = 3" becomes "x = 2".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "incomplete_answer", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each entry of an answer that lists several, left out of the written answer and of the formal one."""
    answer = told(problem).answer
    pieces = problem.answer.split(", ")
    if not isinstance(answer, tuple) or len(pieces) != len(answer) - 1 or len(pieces) < 2:
        return
    for gone in shuffled(len(pieces), rng):
        shorter = (*answer[: gone + 1], *answer[gone + 2 :])
        written = ", ".join(pieces[:gone] + pieces[gone + 1 :])
        after = replace(problem, answer=written, derivation=replace(told(problem), answer=shorter))
        yield Edit(after, "answer", false=f"the answer leaves out {pieces[gone]!r}")
