"""A premise turned round: "all B are A" where it is said that all A are B."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from provender.core.claim import Claim, Term
from provender.core.record import Record
from provender.core.registry import corruption
from provender.core.seeds import Stream
from provender.core.verdict import Corrupted
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled, spoil, told, with_step
from provender.reasoning.logic.corruptions import _deduction, _venn
from provender.reasoning.logic.corruptions._horn import chain, rules
from provender.reasoning.logic.generators import natural_deduction, syllogisms
from provender.reasoning.logic.generators._people import statement
from provender.reasoning.logic.generators._propositions import rows_of, write
from provender.reasoning.problem import Problem


@corruption
@dataclass(frozen=True, slots=True)
class Converse:
    """The converse of a premise in the premise's place.

    Of a conclusion that does not follow it makes a proof, or it is found true of the case that refutes it; of somebody
    it says that a rule holds the other way round.

    Example:
        "All poets are cooks" is taken from "All cooks are poets."
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The record spoilt, or None where there is nothing of the kind to spoil."""
        return spoil(record, "converse", seed, _edits)


def _edits(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """By family; none of another."""
    yield from _of_formulas(problem, rng)
    yield from _of_groups(problem, rng)
    yield from _of_rules(problem, rng)


def _of_formulas(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """Implications: in a proof of what does not follow, or in the row of the truth table that denies it."""
    premises, _, answer = _deduction.task(problem)
    if answer != "no":
        return
    turned: dict[Term, Term] = {
        rule: ("implies", pair[1], pair[0]) for rule in premises if (pair := _deduction.parts(rule, "implies"))
    }
    leaps = [
        _deduction.Leap(other, _deduction.PREMISE, f"cites the converse of {write(rule)}")
        for rule, other in turned.items()
        if other not in premises
    ]
    yield from _deduction.leaping(problem, leaps, rng)
    yield from _held(problem, rng, turned)


def _held(problem: Problem, rng: Stream, turned: Mapping[Any, Any]) -> Iterator[Edit]:
    """Where a case is shown that makes all premises true: a converse that is false there, in its premise's place."""
    steps = told(problem).steps
    model: Any = steps[0].claim.args[0]
    for place in shuffled(len(steps), rng):
        premise = steps[place].claim.args[0]
        if steps[place].rule == "holds" and premise in turned and not _true(turned[premise], model[1:]):
            other: Any = turned[premise]
            if model[0] == "people":
                text = syllogisms.WORDS[problem.language]("holds", one=statement(problem.language, other))
            else:
                text = natural_deduction.WORDS[problem.language]("holds", one=write(other))
            step = replace(steps[place], claim=Claim("true", (other,)), text=text)
            false = f"step {place + 1} says that the converse of a premise is true in a case in which it is false"
            yield Edit(with_step(problem, place, step), f"step {place + 1}", false=false)


def _true(said: Any, model: Sequence[Any]) -> bool:
    """Whether a statement is true of such people, or an implication where such letters are true and others denied."""
    form, one, two = said
    if form != "implies":
        seen = {two in person for person in model if one in person}
        return (False not in seen) if form == "all" else (False in seen)
    values = {literal if isinstance(literal, str) else literal[1]: int(isinstance(literal, str)) for literal in model}
    return bool(rows_of(said, values, 1))  # a table of one row


def _of_groups(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """All, or some not: in an argument for what does not follow, or among the people who refute it."""
    given = _venn.premises(problem)
    if not given or told(problem).answer != "no":
        return
    turned = {said: (said[0], said[2], said[1]) for said in given if said[0] in ("all", "some_not")}
    order = [*turned.items()]
    for place in shuffled(len(order), rng):
        said, other = order[place]
        held = [other if one == said else one for one in given]
        peopled = told(problem).givens[-1].relation == "nonempty"
        proof = {} if other in given else _venn.proved(held, peopled=peopled)
        if _venn.claimed(problem) in proof:
            argument, after = _venn.argued(problem, proof)
            where = f"step {argument.cited[other] + 1}"
            yield Edit(after, where, false=f"{where} cites the converse of {' '.join(said)}")
    yield from _held(problem, rng, turned)


def _of_rules(problem: Problem, rng: Stream) -> Iterator[Edit]:
    """A rule that is applied to somebody."""
    steps, stated = told(problem).steps, rules(problem)
    for place in shuffled(len(steps), rng):
        for body, head in stated:
            applied = steps[place].text == chain(problem, body, rule=(body, head), so=head)
            if applied and (head, body) not in stated:
                text = chain(problem, body, rule=(head, body), so=head)
                false = f"step {place + 1} cites the converse of a rule: all who are {body!r} are {head!r}"
                step = replace(steps[place], text=text)
                yield Edit(with_step(problem, place, step), f"step {place + 1}", false=false)
