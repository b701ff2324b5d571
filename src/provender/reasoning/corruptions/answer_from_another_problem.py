"""The answer of another problem under an untouched solution."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.lexicon import YES_NO
from provender.reasoning.corruptions.tools.spoil import (
    Edit,
    carried_on,
    nudged,
    shuffled,
    slipped,
    spoil,
    told,
    with_answer,
)
from provender.reasoning.corruptions.tools.truth import integers, names, renamed
from provender.reasoning.corruptions.tools.wording import opposed, term_with, with_words, words
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class AnswerFromAnotherProblem:
    """An answer that would be right had the question another number; question and steps are left as they are.

    Example:
        "What is 47 + 38?", worked out faultlessly to 85, is answered "86".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "answer_from_another_problem", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """The answer of a neighbouring problem; failing that, one with a number or a name exchanged."""
    derivation = told(problem)
    for start in shuffled(len(derivation.steps), rng):
        for step in slipped(derivation.steps[start], lambda result: result + rng.between(1, 9)):
            answer = told(carried_on(problem, start, step)).answer
            if answer != derivation.answer and (after := with_answer(problem, answer)):
                yield Edit(_maybe_written_only(problem, after, rng), "answer")
    answer = term_with(derivation.answer, nudged(integers(derivation.answer), rng))
    if answer != derivation.answer and (after := with_answer(problem, answer)):
        yield Edit(_maybe_written_only(problem, after, rng), "answer")
    named = sorted(set(names(derivation.answer)) & set(words(problem.answer)))
    if len(named) > 1:
        one, other = rng.sample(named, 2)
        change = {one: other, other: one}
        moved = replace(problem, derivation=replace(derivation, answer=renamed(derivation.answer, change)))
        yield Edit(replace(moved, answer=with_words(problem.answer, change)), "answer")
    if contrary := YES_NO.get(problem.language, {}).get(problem.answer):
        turned = {"yes": "no", "no": "yes"}.get(str(derivation.answer))
        after = replace(problem, answer=contrary)
        if turned and rng.chance(2, 3):
            after = replace(after, derivation=replace(derivation, answer=turned))
        yield Edit(after, "answer", false=f"the answer is {problem.answer!r}, not {contrary!r}")
    yield from (Edit(replace(problem, answer=text), "answer") for text in opposed(problem.answer, rng))


def _maybe_written_only(before: Problem, after: Problem, rng: Stream) -> Problem:
    """Both answers changed, or only the one that the student sees."""
    return after if rng.chance(2, 3) else replace(before, answer=after.answer)
