"""How a corruption works: it proposes edits in a random order, and the first that can be judged is planted."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.record import Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.cast import cast, recast, with_symbols
from provender.reasoning.corruptions.tools.falsehood import falsehood
from provender.reasoning.corruptions.tools.truth import integers, value
from provender.reasoning.corruptions.tools.wording import claim_with, restated, reworded, term_with
from provender.reasoning.problem import Problem

TRIES = 60


@dataclass(frozen=True, slots=True)
class Edit:
    """A problem after an edit.

    Attributes:
        where: "question", "step 3", "sentence 3", "answer", "given 1".
        kept: for each step that is left, which one it was; None if all are in their places.
        false: what the edit makes false by its nature; "" leaves that to the judge.
    """

    after: Problem
    where: str
    kept: tuple[int, ...] | None = None
    false: str = ""


def spoil(record: Record, kind: str, seed: int, edits: Callable[[Problem, Stream], Iterator[Edit]]) -> Corrupted | None:
    """The record with the first edit that is proved to make something false, or to leave all of it true.

    Guarantees:
        Depends on the record's content, the kind and the seed alone; never on its origin.
    """
    problem = record.payload
    if not isinstance(problem, Problem):
        return None
    rng = stream(seed, int.from_bytes(problem.digest()[:8], "little"), f"reasoning/corruptions/{kind}")
    people = cast(problem)
    problem = with_symbols(problem, people)
    for edit in islice(edits(problem, rng), TRIES):
        if people and recast(problem, edit.after):
            continue
        false = edit.false or falsehood(problem, edit.after, kept=edit.kept)
        if false is not None:
            after = with_symbols(edit.after, {name: symbol for symbol, name in people.items()})
            return Corrupted(record=replace(record, payload=after), kind=kind, where=edit.where, falsehood=false)
    return None


def shuffled(count: int, rng: Stream) -> list[int]:
    """0 to count - 1 in random order."""
    order = list(range(count))
    rng.shuffle(order)
    return order


def nudged(found: Sequence[int], rng: Stream) -> list[int]:
    """The numbers with one of them replaced by a near one of the same sign and, mostly, the same length."""
    place = rng.below(len(found)) if found else 0
    size = [abs(number) for number in found]
    if found:
        step = rng.choice([1, 1, 2, 9, 10])
        size[place] = size[place] - step if size[place] > step and rng.chance(1, 2) else size[place] + step
    return [-new if old < 0 else new for old, new in zip(found, size, strict=True)]


def told(problem: Problem) -> Derivation:
    """The derivation, an empty one where there is none: a corruption of steps then finds nothing to do."""
    return problem.derivation or Derivation((), 0, (), 0)


def with_steps(problem: Problem, steps: Sequence[Step]) -> Problem:
    """The problem with other steps."""
    return replace(problem, derivation=replace(told(problem), steps=tuple(steps)))


def with_step(problem: Problem, place: int, step: Step) -> Problem:
    """The problem with one other step; nothing that rests on it is touched."""
    steps = list(told(problem).steps)
    steps[place] = step
    return with_steps(problem, steps)


def with_answer(problem: Problem, answer: Term) -> Problem | None:
    """The problem with another answer, formal and written; None where it cannot be written."""
    derivation = told(problem)
    text = reworded(problem.answer, integers(derivation.answer), integers(answer))
    return None if text is None else replace(problem, answer=text, derivation=replace(derivation, answer=answer))


def slips(problem: Problem, rng: Stream, drawn: Callable[[int], int]) -> Iterator[Edit]:
    """A result replaced in one step; mostly, all that follows is worked out from the wrong one."""
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        onward = rng.chance(2, 3)
        for step in slipped(steps[place], drawn):
            after = carried_on(problem, place, step) if onward else with_step(problem, place, step)
            yield Edit(after, f"step {place + 1}")


def slipped(step: Step, change: Callable[[int], int]) -> Iterator[Step]:
    """The step with the bare side of its equation changed, in claim and sentence alike."""
    side = bare_side(step.claim)
    if side is not None:
        args = list(step.claim.args)
        args[side] = change(int(str(args[side])))
        if changed := restated(step, Claim("=", tuple(args))):
            yield changed


def bare_side(claim: Claim) -> int | None:
    """Which side of an equation is a plain number, the last one; None where there is none, or nothing beside it."""
    sides = [place for place, part in enumerate(claim.args) if isinstance(part, int)]
    return sides[-1] if claim.relation == "=" and len(claim.args) > 1 and sides else None


def carried_on(problem: Problem, place: int, step: Step, *, moves: Mapping[int, int] | None = None) -> Problem:
    """The problem after one step has changed, everything that rests on it worked out anew, the answer too.

    Later equations stay true by themselves, so that only the first slip is false: the error a verifier
    that trusts earlier steps would miss. `moves` says which numbers the step gives otherwise, where its claim
    has changed its shape.
    """
    derivation = told(problem)
    steps = list(derivation.steps)
    first = _moves(steps[place].claim, step.claim) if moves is None else moves
    moved: dict[int, Mapping[int, int]] = {place: first}
    steps[place] = step
    for later in range(place + 1, len(steps)):
        change = _joined(moved[use] for use in steps[later].uses if use in moved)
        if change and (anew := _reworked(steps[later], change)):
            moved[later] = _moves(steps[later].claim, anew.claim)
            steps[later] = anew
    problem = with_steps(problem, steps)
    change = _joined(moved[later] for later in sorted(moved, reverse=True)[:1])
    answer = term_with(derivation.answer, [change.get(number, number) for number in integers(derivation.answer)])
    return (with_answer(problem, answer) or problem) if answer != derivation.answer else problem


def followed(problem: Problem, premises: Derivation) -> Problem | None:
    """The solution of other premises under an unchanged question: every step that shows a changed number, anew."""
    old = told(problem)
    change: dict[int, int] = {}
    for was, now in zip((*old.givens, old.goal), (*premises.givens, premises.goal), strict=True):
        pairs = zip(integers(was), integers(now), strict=True)
        change.update({one: other for one, other in pairs if one != other})
    after = replace(problem, derivation=premises)
    for place, step in enumerate(old.steps):
        if change and told(after).steps[place] == step and (anew := _reworked(step, change)):
            after = carried_on(after, place, anew)
    return after if change and told(after).steps != old.steps else None


def _joined(changes: Iterator[Mapping[int, int]]) -> Mapping[int, int]:
    """All changes in one."""
    joined: dict[int, int] = {}
    for change in changes:
        joined.update(change)
    return joined


def _moves(was: Claim, now: Claim) -> Mapping[int, int]:
    """Old integer -> new one, where they differ."""
    pairs = zip(integers(was), integers(now), strict=True)
    return {old: new for old, new in pairs if old != new}


def _reworked(step: Step, change: Mapping[int, int]) -> Step | None:
    """A step with changed numbers, its equation solved anew; None where that cannot be said."""
    claim = resolved(claim_with(step.claim, [change.get(number, number) for number in integers(step.claim)]))
    return restated(step, claim) if claim and claim != step.claim else None


def resolved(claim: Claim) -> Claim | None:
    """A ground equation with its bare side put right; others as they are; None where no whole number fits."""
    side = bare_side(claim)
    worked = [found for part in claim.args if isinstance(part, tuple) and (found := value(part, {})) is not None]
    if side is None or not worked:
        return claim
    if worked[0].denominator != 1:
        return None
    return Claim("=", (*claim.args[:side], int(worked[0]), *claim.args[side + 1 :]))
