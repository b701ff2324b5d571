"""One case of several forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import reduce
from typing import Any

from provender.core.claim import Claim, Step, Term
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, carried_on, shuffled, spoil, told, with_step, with_steps
from provender.reasoning.corruptions.tools.truth import CONTRARY
from provender.reasoning.logic.corruptions import _deduction
from provender.reasoning.logic.corruptions._steps import without
from provender.reasoning.logic.generators._propositions import write
from provender.reasoning.logic.generators.natural_deduction import WORDS
from provender.reasoning.problem import Problem
from provender.reasoning.render.islands import Island, Move


@corruption
@dataclass(frozen=True, slots=True)
class DroppedCase:
    """A case left out of a case distinction, of what a clue leaves, of a clause, of a count; all else is as it was.

    Example:
        "Suppose Ama is a knight. So Ama is a knight." never asks what would follow if Ama were a knave.
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "dropped_case", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Every step that goes through cases, in random order."""
    steps = told(problem).steps
    for place in shuffled(len(steps), rng):
        if drop := _DROPS.get(steps[place].rule):
            yield from drop(problem, place, rng)


def _distinction(problem: Problem, place: int, rng: Stream) -> Iterator[Edit]:
    """From P ∨ Q and P → R to R: what follows from Q is not asked."""
    step, found = told(problem).steps[place], [*_deduction.known(problem)]
    say, c = WORDS[problem.language], step.claim.args[0]
    for split in found:
        one, two = _deduction.parts(split, "or") or ("", "")
        grounds = [split, ("implies", one, c), ("implies", two, c)]
        slots = {slot: write(ground) for slot, ground in zip(("one", "two", "three"), grounds, strict=True)}
        if step.text == say("cases", c=write(c), **slots):
            kept, part = rng.choice([(grounds[1], one), (grounds[2], two)])
            frame = say("modus_ponens", one=write(split), two=write(kept), c=write(c)).rpartition("(")[0]
            text = frame + "".join(step.text.rpartition("(")[1:])
            at = {said.claim.args[0]: number for number, said in enumerate(told(problem).steps)}
            uses = tuple(sorted(at[ground] for ground in (split, kept) if ground in at))
            yield _edit(problem, place, Step(step.claim, text, step.rule, uses), f"asks about {write(part)} alone")


def _supposition(problem: Problem, place: int, _rng: Stream) -> Iterator[Edit]:
    """What is supposed is concluded; that it might be otherwise is never refuted."""
    steps, goal = told(problem).steps, told(problem).goal
    names: Any = goal[1:] if isinstance(goal, tuple) and goal[:1] == ("kinds",) else ()
    end = next((later for later in range(place, len(steps)) if steps[later].rule == "conclude"), 0)
    if not names or not end:
        return
    (person,) = steps[end].claim.args
    island, kind = Island(problem.language, names, form=0), steps[end].claim.relation
    move = Move("suppose", names.index(person), int(kind == "knight"), inside=True)
    supposed = Step(Claim("suppose", ((kind, person),)), island.move(move), "suppose")
    concluded = replace(steps[end], text=island.move(move._replace(form="conclude")), uses=(place,))
    at = {was: was if was < place else place + 1 + was - end for was in range(len(steps)) if not place <= was < end}
    later = [replace(step, uses=tuple(at[use] for use in step.uses)) for step in steps[end + 1 :]]
    after = with_steps(problem, [*steps[:place], supposed, concluded, *later])
    where = f"step {place + 2}"
    yield Edit(after, where, false=f"{where} rests on one case: the other, {CONTRARY[kind]}, is not refuted")


def _clause(problem: Problem, place: int, rng: Stream) -> Iterator[Edit]:
    """A resolvent without one of its literals, which both of its grounds allow to be the only true one."""
    step = told(problem).steps[place]
    clause = step.claim.args[0]
    literals = clause[1:] if isinstance(clause, tuple) and clause[0] == "or" else ()
    for gone in rng.sample(range(len(literals)), len(literals)):
        left = (*literals[:gone], *literals[gone + 1 :])
        shorter: Term = ("or", *left) if len(left) > 1 else left[0]
        before, _, after = step.text.rpartition(write(clause))
        moved = replace(step, claim=Claim("follows", (shorter,)), text=before + write(shorter) + after)
        yield _edit(problem, place, moved, f"forgets that {write(literals[gone])} may be what is true")


def _house(problem: Problem, place: int, _rng: Stream) -> Iterator[Edit]:
    """Of the houses that are left for a thing, its own forgotten, and several still left."""
    steps = told(problem).steps
    thing, left = steps[place].claim.args
    later = [step.claim.args[1] for step in steps if step.claim.relation == "in" and step.claim.args[0] == thing]
    own: Any = next((values[1] for values in later if isinstance(values, tuple) and len(values) == 2), None)
    if isinstance(left, tuple) and len(left) > 3 and own:
        kept = tuple(house for house in left if house != own)
        before, _, after = steps[place].text.rpartition(", ".join(map(str, left[1:])))
        text = before + ", ".join(map(str, kept[1:])) + after
        yield _edit(
            problem, place, replace(steps[place], claim=Claim("in", (thing, kept)), text=text), f"forgets {own}"
        )


def _count(problem: Problem, place: int, rng: Stream) -> Iterator[Edit]:
    """A count that is worked out without one of its cases."""
    steps = told(problem).steps
    cases = [use for use in steps[place].uses if steps[use].rule == "case"]
    if len(cases) < 3:
        return
    case = rng.choice(cases)
    counts: list[Any] = [steps[use].claim.args[-1] for use in cases]
    left = [count for use, count in zip(cases, counts, strict=True) if use != case]
    said = f"{' + '.join(map(str, left))} = {sum(left)}"
    text = steps[place].text.replace(f"{' + '.join(map(str, counts))} = {sum(counts)}", said)
    claim = Claim("=", (steps[place].claim.args[0], reduce(lambda one, two: ("+", one, two), left), sum(left)))
    gone = {case, *steps[case].uses}
    kept = without(problem, gone)
    here = place - len(gone)
    moved = replace(told(kept).steps[here], claim=claim, text=text)
    after = carried_on(kept, here, moved, moves={sum(counts): sum(left)})
    where = f"step {here + 1}"
    yield Edit(after, where, false=f"{where} leaves out a case that counts {steps[case].claim.args[-1]}")


def _edit(problem: Problem, place: int, step: Step, fault: str) -> Edit:
    """One other step, and what is wrong with it."""
    return Edit(with_step(problem, place, step), f"step {place + 1}", false=f"step {place + 1} {fault}")


_DROPS = {
    "cases": _distinction,
    "suppose": _supposition,
    "resolution": _clause,
    "clue": _house,
    "taken": _house,
    "sum": _count,
}
