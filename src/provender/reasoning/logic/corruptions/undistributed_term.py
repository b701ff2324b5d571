"""A syllogism that speaks of all of a group where its premises speak of some."""

from collections.abc import Iterator
from dataclasses import dataclass

from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told
from provender.reasoning.logic.corruptions._venn import argued, claimed, extended, premises, proved
from provender.reasoning.logic.generators._people import Statement
from provender.reasoning.logic.generators.syllogisms import FORMS
from provender.reasoning.problem import Problem

_TRIES = 24  # fallacies that are followed up where none gives the conclusion at once
_NEGATIVE = ("no", "some_not")


@corruption
@dataclass(frozen=True, slots=True)
class UndistributedTerm:
    """A conclusion that does not follow is argued for, soundly up to the last step.

    There the middle is undistributed, or the conclusion speaks of all of a group of which its premise does not: the
    undistributed middle, the illicit major and the illicit minor of the textbooks.

    Example:
        "All cooks are poets; some poets are sailors; so some cooks are sailors."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "undistributed_term", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Each pair of statements that share such a middle and look as if they gave the conclusion."""
    given = premises(problem)
    if not given or told(problem).answer != "no":
        return
    claim, peopled = claimed(problem), told(problem).givens[-1].relation == "nonempty"
    known = proved(given, peopled=peopled)
    leaps = [(one, two, claim) for one in known for two in known if _fault(one, two, claim)]
    leaps = [leaps[which] for which in shuffled(len(leaps), rng)]
    early = [leap for one in given for two in known for leap in _leaps(one, two) if leap[2] not in known]
    leaps += [early[which] for which in shuffled(len(early), rng)[:_TRIES]]
    for one, two, c in leaps:
        proof = extended(known, [(c, (one, two))], peopled=peopled)
        if claim in proof:
            argument, after = argued(problem, proof)
            where = f"step {argument.place[c] + 1}"
            yield Edit(after, where, false=f"{where} {_fault(one, two, c)}")


def _leaps(one: Statement, two: Statement) -> Iterator[tuple[Statement, Statement, Statement]]:
    """Two statements with each fallacious conclusion about the groups that they do not share."""
    x, y = ({*one[1:]} - {*two[1:]}, {*two[1:]} - {*one[1:]})
    if len(x) == len(y) == 1:
        both = (min(x), min(y))
        said = [(form, *pair) for form in FORMS for pair in (both, both[::-1])]
        yield from [(one, two, c) for c in said if _fault(one, two, c)]


def _fault(one: Statement, two: Statement, claim: Statement) -> str:
    """What is wrong with a syllogism that looks right: two groups joined by a third, denied just if that is denied."""
    x, y = claim[1:]
    middle = {*one[1:]} & {*two[1:]}
    denied = (one[0] in _NEGATIVE) + (two[0] in _NEGATIVE)
    sides = {*one[1:]} ^ {*two[1:]}
    if len(middle) != 1 or sides != {x, y} or denied != (claim[0] in _NEGATIVE):
        return ""
    spoken = {*_all_of(one), *_all_of(two)}
    if not middle & spoken:
        return f"joins two groups by {min(middle)!r}, of all of whom it says nothing"
    more = [group for group in _all_of(claim) if group not in spoken]
    return f"speaks of every {more[0]!r}, its premises of some" if more else ""


def _all_of(said: Statement) -> tuple[str, ...]:
    """The groups of all of whose members a statement speaks: its distributed terms."""
    form, x, y = said
    return {"all": (x,), "no": (x, y), "some": (), "some_not": (y,)}[form]
