"""A number copied wrongly on its way from one step to the next."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Claim, Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, carried_on, resolved, shuffled, spoil, told, with_step
from provender.reasoning.corruptions.tools.truth import integers, names, renamed
from provender.reasoning.corruptions.tools.wording import claim_with, restated, with_words, words
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class WrongTransfer:
    """A step that takes over another number, or another name, than was found, and works on with it.

    Example:
        "... = 85." followed by "58 - 12 = 46."; every equation holds and the answer is wrong.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "wrong_transfer", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Any number that a step takes over, changed there and in all that follows."""
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        step = steps[place]
        for number in _taken(problem, step, rng):
            changed = [_miscopied(number, rng) if found == number else found for found in integers(step.claim)]
            claim = resolved(claim_with(step.claim, changed))
            if claim and claim != step.claim and (moved := restated(step, claim)):
                yield Edit(carried_on(problem, place, moved), f"step {place + 1}")
        for moved in _about_another(problem, step, rng):
            yield Edit(with_step(problem, place, moved), f"step {place + 1}")


def _about_another(problem: Problem, step: Step, rng: Stream) -> Iterator[Step]:
    """The step about another of those whom the question names, in claim and sentence alike."""
    said = sorted(set(names(step.claim)) & set(words(step.text)))
    others = sorted(set(names(told(problem).goal)) - set(said))
    if said and others:
        change = {rng.choice(said): rng.choice(others)}
        claim = Claim(step.claim.relation, tuple(renamed(term, change) for term in step.claim.args))
        yield Step(claim, with_words(step.text, change), step.rule, step.uses)


def _taken(problem: Problem, step: Step, rng: Stream) -> list[int]:
    """Numbers of a step that stand in what it rests on, in random order."""
    derivation = told(problem)
    sources = [*derivation.givens, derivation.goal, *(derivation.steps[use].claim for use in step.uses)]
    known = {number for source in sources for number in integers(source)}
    taken = sorted(known & set(integers(step.claim)))
    rng.shuffle(taken)
    return taken


def _miscopied(number: int, rng: Stream) -> int:
    """Two figures exchanged where that changes it, else one figure replaced."""
    figures = list(str(abs(number)))
    spots = [spot for spot in range(1, len(figures) - 1) if figures[spot] != figures[spot + 1]]
    if spots and rng.chance(1, 2):
        spot = rng.choice(spots)
        figures[spot], figures[spot + 1] = figures[spot + 1], figures[spot]
    else:
        spot = rng.below(len(figures))
        figures[spot] = rng.choice([figure for figure in "123456789" if figure != figures[spot]])
    copied = int("".join(figures))
    return copied if number >= 0 else -copied
