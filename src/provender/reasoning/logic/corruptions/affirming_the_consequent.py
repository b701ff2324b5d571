"""From "if P then Q" and Q to P, or from "if P then Q" and not P to not Q."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.claim import Claim, Step
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil
from provender.reasoning.logic.corruptions._deduction import Leap, known, leaping, parts
from provender.reasoning.logic.corruptions._horn import asked, chain, rules, shown, true
from provender.reasoning.logic.corruptions._steps import inserted
from provender.reasoning.logic.generators._propositions import negated, write
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class AffirmingTheConsequent:
    """What implies something is concluded from it, or is denied with it: the same error, seen from the other side.

    Where a conclusion does not follow, the fallacy carries a proof of it; where it does, it is a remark in the proof.

    Example:
        "From P → Q and Q follows P (modus ponens)."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "affirming_the_consequent", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Every implication whose consequent is known, or whose antecedent is denied."""
    found = known(problem)
    leaps = []
    for formula in found:
        if pair := parts(formula, "implies"):
            one, two = pair
            if two in found and one not in found:
                leaps.append(Leap(one, ("modus_ponens", (formula, two)), f"affirms the consequent of {write(formula)}"))
            if negated(one) in found and negated(two) not in found:
                ground = ("modus_tollens", (formula, negated(one)))
                leaps.append(Leap(negated(two), ground, f"denies the antecedent of {write(formula)}"))
    yield from leaping(problem, leaps, rng)
    yield from _about_somebody(problem, rng)


def _about_somebody(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Every rule that shows what was shown already, by what is not shown."""
    found, stated, known_of = shown(problem), rules(problem), true(problem)
    for which in shuffled(len(stated), rng):
        body, head = stated[which]
        if head in found and body not in known_of:
            place = found[head]
            text = chain(problem, head, rule=(body, head), so=body)
            step = Step(Claim("is", (asked(problem)[0], body)), text, "chain", (place,) if place >= 0 else ())
            false = f"step {place + 2} takes {body!r} from {head!r}: all who are {body!r} are that, not only they"
            yield Edit(inserted(problem, place + 1, step), f"step {place + 2}", false=false)
