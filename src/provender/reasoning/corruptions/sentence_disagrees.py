"""A sentence that does not say its claim."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Step, Term
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, nudged, shuffled, spoil, told, with_step
from provender.reasoning.corruptions.tools.truth import integers, names
from provender.reasoning.corruptions.tools.wording import claim_with, numbers, opposed, with_numbers, with_words, words
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class SentenceDisagrees:
    """One number or name differs between a sentence and its claim.

    Example:
        The sentence says "47 + 38 = 86", its claim 47 + 38 = 85.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "sentence_disagrees", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """The sentence changed under its claim, or the claim under its sentence."""
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        step = steps[place]
        ways = [*_texts(step, told(problem).goal, rng), *_claims(step, rng)]
        for which in shuffled(len(ways), rng):
            where = "sentence" if ways[which].claim == step.claim else "step"
            yield Edit(with_step(problem, place, ways[which]), f"{where} {place + 1}")


def _texts(step: Step, goal: Term, rng: Stream) -> Iterator[Step]:
    """Another number, another name or the opposite word in the sentence."""
    found = numbers(step.text)
    for place in shuffled(len(found), rng)[:3]:
        other = nudged([found[place]], rng)[0]
        yield Step(step.claim, with_numbers(step.text, {place: other}), step.rule, step.uses)
    shown = sorted(set(names(step.claim)) & set(words(step.text)))
    others = sorted({name for part in (step.claim, goal) for name in names(part)} - set(shown[:1]))
    if shown and others:
        one, other_name = shown[0], rng.choice(others)
        text = with_words(step.text, {one: other_name, other_name: one})
        yield Step(step.claim, text, step.rule, step.uses)
    yield from (Step(step.claim, text, step.rule, step.uses) for text in opposed(step.text, rng))


def _claims(step: Step, rng: Stream) -> Iterator[Step]:
    """Another number in the claim."""
    if found := integers(step.claim):
        yield Step(claim_with(step.claim, nudged(found, rng)), step.text, step.rule, step.uses)
