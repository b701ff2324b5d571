"""Solutions with a step more, with fewer, or with others: what each step rests on keeps its place."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from provender.core.claim import Step
from provender.reasoning.corruptions.tools.spoil import told, with_steps
from provender.reasoning.problem import Problem


def inserted(problem: Problem, place: int, step: Step) -> Problem:
    """The problem with a step more, which nothing rests on; `step.uses` are places before it."""
    steps = list(told(problem).steps)
    later = [_moved(other, {use: use + (use >= place) for use in other.uses}) for other in steps[place:]]
    return with_steps(problem, [*steps[:place], step, *later])


def pruned(steps: Sequence[Step]) -> list[Step]:
    """The steps that the last one rests on, through others, and itself."""
    needed = {len(steps) - 1}
    for place in range(len(steps) - 1, -1, -1):
        if place in needed:
            needed.update(steps[place].uses)
    return _kept(steps, needed)


def without(problem: Problem, gone: Collection[int]) -> Problem:
    """The problem without some steps, and nothing resting on them."""
    steps = told(problem).steps
    return with_steps(problem, _kept(steps, {*range(len(steps))}.difference(gone)))


def _kept(steps: Sequence[Step], places: Collection[int]) -> list[Step]:
    """The steps at some places."""
    at = {was: now for now, was in enumerate(sorted(places))}
    return [_moved(steps[was], at) for was in at]


def _moved(step: Step, at: Mapping[int, int]) -> Step:
    """The step, resting on what it rested on."""
    return replace(step, uses=tuple(sorted(at[use] for use in step.uses if use in at)))
