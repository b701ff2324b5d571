"""Spoilt problems without their formal story: what is still false when the sentences are all there is."""

from dataclasses import replace

from provender.core.claim import Derivation, Step
from provender.core.record import Record
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.falsehood import other_word
from provender.reasoning.corruptions.tools.truth import Values, holds, integers, valuation, verdicts
from provender.reasoning.corruptions.tools.wording import claim_with, figures, numbers, places
from provender.reasoning.problem import Problem

FALLACIES = {
    "affirming_the_consequent", "argument_from_ignorance", "converse", "dropped_case", "undistributed_term",
}  # fmt: skip
"""Kinds whose sentences say the error themselves: nothing that the question or another sentence says licenses them."""


def in_prose(sound: Record, bad: Corrupted) -> Corrupted | None:
    """The spoilt record with its formal story taken away; None where that would take the falsehood away as well.

    A gap, a wrong ground and a wrong given belong to the formal story and go with it. So does a question changed
    alone: what changed may have been beside the point.
    """
    before, after = sound.payload, bad.record.payload
    if not isinstance(before, Problem) or not isinstance(after, Problem):
        return None
    old, new = before.derivation, after.derivation
    if old is None or new is None or before.text() == after.text():
        return None
    if bad.falsehood and bad.kind not in FALLACIES and not _shown(before, after, old, new):
        return None
    plain = replace(after, derivation=None, prose=after.solution)
    return replace(bad, record=replace(bad.record, payload=plain))


def _shown(before: Problem, after: Problem, old: Derivation, new: Derivation) -> bool:
    """Whether what is false stands in the answer, in a sentence, or between the question and its solution."""
    if len(old.steps) != len(new.steps):
        return False
    if before.question != after.question:
        return (old.givens, old.goal) != (new.givens, new.goal)
    claims = [*old.givens, *(step.claim for step in old.steps)]
    known = {**valuation(claims), **verdicts(old.answer)}
    return before.answer != after.answer or any(
        _says_false(was, now, known) for was, now in zip(old.steps, new.steps, strict=True)
    )


def _says_false(was: Step, now: Step, known: Values) -> bool:
    """Whether a changed sentence is false by itself, not only beside its claim."""
    if was.text == now.text or now.claim.relation == "impossible":  # such a sentence leaves unsaid what is impossible
        return False
    if len(now.text) > len(was.text) and was.text.rstrip(".") in now.text:
        return True
    if was.claim != now.claim:
        return holds(now.claim, known) is False
    said, shown = integers(was.claim), numbers(now.text)
    where = places(was.text, said)
    if not said or len(shown) != len(numbers(was.text)):
        return False
    if other_word(was.text, now.text):
        return True
    sizes = [shown[where[place]] if place in where else abs(number) for place, number in enumerate(said)]
    claim = claim_with(was.claim, [-size if number < 0 else size for size, number in zip(sizes, said, strict=True)])
    return figures(was.text) != figures(now.text) and holds(claim, known) is False
