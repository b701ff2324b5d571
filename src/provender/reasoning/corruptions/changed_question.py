"""A question changed while its solution stayed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from provender.core.claim import Claim, Derivation, Term
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, nudged, shuffled, spoil, told
from provender.reasoning.corruptions.tools.truth import integers, names
from provender.reasoning.corruptions.tools.wording import (
    claim_with,
    in_a_row,
    numbers,
    opposed,
    term_with,
    with_numbers,
    with_words,
    words,
)
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class ChangedQuestion:
    """Another number, two names exchanged, or the opposite word in the question; the solution answers the old one.

    Example:
        "What is 47 + 38?" becomes "What is 47 + 83?", answered by 85.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "changed_question", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Numbers, names and words in random order; for a number also with givens and goal changed alike."""
    ways = [_number, _number_throughout, _name, _opposite]
    for way in shuffled(len(ways), rng):
        for after in ways[way](problem, rng):
            yield Edit(after, "question")


def _number(problem: Problem, rng: Stream) -> Iterator[Problem]:
    """One number of the question."""
    found = numbers(problem.question)
    for place in shuffled(len(found), rng):
        other = nudged([found[place]], rng)[0]
        yield replace(problem, question=with_numbers(problem.question, {place: other}))


def _number_throughout(problem: Problem, rng: Stream) -> Iterator[Problem]:
    """One number of the question, the givens and the goal; the solution still answers the old question."""
    derivation = told(problem)
    parts = [*derivation.givens, derivation.goal]
    for place in shuffled(len(parts), rng):
        found = integers(parts[place])
        other = nudged(found, rng)
        spot = next((spot for spot, (was, now) in enumerate(zip(found, other, strict=True)) if was != now), None)
        shown = None if spot is None else _shown(problem.question, parts, place, spot)
        if spot is None or shown is None:
            continue
        question = with_numbers(problem.question, {shown: other[spot]})
        yield replace(problem, question=question, derivation=_with_part(derivation, place, other))


def _shown(question: str, parts: "Sequence[Claim | Term]", place: int, spot: int) -> int | None:
    """Which number of the question says a number of a premise; None where that is not sure."""
    own = integers(parts[place])
    run = in_a_row(question, own) if len(own) > 1 else {}
    if run:
        return run[spot]
    size = abs(own[spot])
    said = [abs(number) for part in parts for number in integers(part)]
    found = numbers(question)
    return found.index(size) if found.count(size) == said.count(size) == 1 else None


def _with_part(derivation: Derivation, place: int, numbers: Sequence[int]) -> Derivation:
    """The derivation with other numbers in one given, or in the goal when `place` is past the givens."""
    if place == len(derivation.givens):
        return replace(derivation, goal=term_with(derivation.goal, numbers))
    given = claim_with(derivation.givens[place], numbers)
    return replace(derivation, givens=(*derivation.givens[:place], given, *derivation.givens[place + 1 :]))


def _name(problem: Problem, rng: Stream) -> Iterator[Problem]:
    """Two of the names exchanged."""
    derivation = told(problem)
    known = {name for part in (*derivation.givens, derivation.goal) for name in names(part)}
    shown = sorted(known & set(words(problem.question)))
    if len(shown) > 1:
        one, other = rng.sample(shown, 2)
        yield replace(problem, question=with_words(problem.question, {one: other, other: one}))


def _opposite(problem: Problem, rng: Stream) -> Iterator[Problem]:
    """One word turned into its opposite, or into another unit."""
    yield from (replace(problem, question=text) for text in opposed(problem.question, rng))
