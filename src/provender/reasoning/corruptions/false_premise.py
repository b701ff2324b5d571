"""A premise that the question does not state: a given changed in one place only."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from provender.core.claim import Claim, Derivation
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, followed, nudged, shuffled, spoil, told
from provender.reasoning.corruptions.tools.truth import integers, names, renamed
from provender.reasoning.corruptions.tools.wording import claim_with, term_with
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class FalsePremise:
    """The formal side starts from another number, or another name, than the question gives.

    Example:
        The question says 47 + 38; goal, steps and answer are those of 47 + 39, faultlessly.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "false_premise", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """A given or the goal changed; alone, or with all that is worked out from it."""
    derivation = told(problem)
    for place in shuffled(len(derivation.givens) + 1, rng):
        where = f"given {place + 1}" if place < len(derivation.givens) else "goal"
        for other in _others(derivation, place, rng):
            if rng.chance(1, 2):
                yield Edit(replace(problem, derivation=other), where)
            elif follow := followed(problem, other):
                yield Edit(follow, where)


def _others(derivation: Derivation, place: int, rng: Stream) -> Iterator[Derivation]:
    """The derivation with one number or one name of a premise changed."""
    known = sorted({name for part in (*derivation.givens, derivation.goal) for name in names(part)})
    if place == len(derivation.givens):
        goal = derivation.goal
        if (found := integers(goal)) and (changed := term_with(goal, nudged(found, rng))) != goal:
            yield replace(derivation, goal=changed)
        return
    given = derivation.givens[place]
    others = [claim_with(given, nudged(integers(given), rng))] if integers(given) else []
    if names(given):
        change = {rng.choice(names(given)): rng.choice(known)}
        others.append(Claim(given.relation, tuple(renamed(term, change) for term in given.args)))
    for claim in others:
        if claim != given:
            yield replace(derivation, givens=(*derivation.givens[:place], claim, *derivation.givens[place + 1 :]))
