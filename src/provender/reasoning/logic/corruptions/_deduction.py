"""Proofs in propositional logic from what a reasoner holds to be true, rightly or not.

A question whose conclusion does not follow is what a fallacy feeds on: let one formula in that nothing licenses, and
what is proved with it may well reach the conclusion. As every other step is sound, that one formula is the falsehood.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from provender.core.claim import Claim, Derivation, Step, Term
from provender.core.seeds import Stream
from provender.reasoning.corruptions.tools.spoil import Edit, shuffled
from provender.reasoning.logic.corruptions._steps import inserted
from provender.reasoning.logic.generators._propositions import columns, negated, rows_of, write
from provender.reasoning.logic.generators.natural_deduction import WORDS
from provender.reasoning.problem import Problem
from provender.reasoning.render.telling import Telling

Ground: TypeAlias = tuple[str, tuple[Term, ...]]  # a rule and what it was applied to; ("", ()) of a premise
PREMISE: Ground = ("", ())
_SLOTS = ("one", "two", "three")


class Leap(NamedTuple):
    """A formula that is let in, as what, and what is false about it."""

    formula: Term
    ground: Ground
    false: str


def task(problem: Problem) -> tuple[list[Term], Term, str]:
    """The premises of a question, what is to be concluded, and whether it follows; nothing for another family."""
    told = problem.derivation
    if told is None or not isinstance(told.goal, tuple) or told.goal[:1] != ("entailed",):
        return [], "", ""
    return [given.args[0] for given in told.givens], told.goal[1], str(told.answer)


def parts(formula: Term, head: str) -> tuple[Any, ...]:
    """The two parts of a formula with this sign; empty for any other."""
    return formula[1:] if isinstance(formula, tuple) and formula[0] == head and len(formula) == 3 else ()


def known(problem: Problem) -> Mapping[Term, Ground]:
    """What soundly follows: of a conclusion that follows, what its proof says; else as far as the rules reach."""
    premises, goal, answer = task(problem)
    if answer == "yes" and problem.derivation:
        said = [step.claim.args[0] for step in problem.derivation.steps]
        return dict.fromkeys([*premises, *said], PREMISE)
    return proved(premises, _wanted(premises, goal), {})


def leaping(problem: Problem, leaps: Sequence[Leap], rng: Stream) -> Iterator[Edit]:
    """Each leap in random order: as the step that carries a proof of what does not follow, or as a remark in a proof.

    A remark is made just where what it rests on is known, and denied by some row of the truth table.
    """
    premises, _, answer = task(problem)
    for place in shuffled(len(leaps), rng):
        if answer == "no":
            yield from _carried(problem, leaps[place])
        elif not entailed(premises, leaps[place].formula):
            yield _remarked(problem, leaps[place])


def _carried(problem: Problem, leap: Leap) -> Iterator[Edit]:
    """The proof that reaches the conclusion by the leap; nothing where it does not reach it."""
    premises, goal, _ = task(problem)
    proof = proved(premises, _wanted(premises, goal), {leap.formula: leap.ground})
    told = problem.derivation
    if told is None or goal not in proof:
        return
    telling = _Proof(problem, proof)
    telling.tell(goal)
    first = telling.cited[leap.formula] if leap.ground == PREMISE else telling.place[leap.formula]
    steps = telling.telling.derivation(told.goal, "yes", told.givens)
    after = replace(problem, derivation=steps, answer=WORDS[problem.language]("answer", 1))
    yield Edit(after, f"step {first + 1}", false=f"step {first + 1} {leap.false}")


def _remarked(problem: Problem, leap: Leap) -> Edit:
    """The leap among the steps of a proof, as soon as both its grounds are known."""
    told = problem.derivation or Derivation((), 0, (), 0)
    rule, grounds = leap.ground
    said = {step.claim.args[0]: place for place, step in enumerate(told.steps)}
    uses = tuple(sorted(said[ground] for ground in grounds if ground in said))
    slots = {slot: write(ground) for slot, ground in zip(_SLOTS, grounds, strict=False)}
    text = WORDS[problem.language](rule, c=write(leap.formula), **slots)
    here = max(uses, default=-1) + 1
    step = Step(Claim("follows", (leap.formula,)), text, rule, uses)
    return Edit(inserted(problem, here, step), f"step {here + 1}", false=f"step {here + 1} {leap.false}")


def entailed(premises: Sequence[Term], formula: Term) -> bool:
    """Whether a formula is true in every row in which all premises are."""
    letters = sorted({part for whole in (*premises, formula) for part in _subformulas(whole) if isinstance(part, str)})
    column, every = columns(letters)
    rows = every
    for premise in premises:
        rows &= rows_of(premise, column, every)
    return not rows & ~rows_of(formula, column, every)


def _wanted(premises: Sequence[Term], goal: Term) -> set[Term]:
    """The formulas that a proof may put together."""
    return {part for given in (*premises, goal) for part in _subformulas(given)}


def proved(given: Iterable[Term], wanted: Iterable[Term], leap: Mapping[Term, Ground]) -> dict[Term, Ground]:
    """All that the rules make of the premises, compounds only where wanted; the leap comes last."""
    found: dict[Term, Ground] = {**dict.fromkeys(given, PREMISE)}
    compounds = [formula for formula in sorted(wanted, key=repr) if isinstance(formula, tuple)]
    for let_in in ({}, leap):
        found = {**let_in, **found}
        while new := dict(reversed([*_next(found, compounds)])):  # of several ways to a formula the first
            found |= new
    return found


def _next(found: Mapping[Term, Ground], wanted: Sequence[Term]) -> Iterator[tuple[Term, Ground]]:
    """What one application of a rule adds to what is known."""
    for formula in found:
        yield from [new for new in _apart(formula, found, wanted) if new[0] not in found]
    for formula in wanted:
        if formula not in found and (ground := _together(formula, found)):
            yield formula, ground


def _apart(formula: Term, found: Mapping[Term, Ground], wanted: Sequence[Term]) -> Iterator[tuple[Term, Ground]]:
    """What the rules make of a formula and others that are known."""
    if pair := parts(formula, "and"):
        yield from [(part, ("simplification", (formula,))) for part in pair]
    if pair := parts(formula, "or"):
        for gone, left in (pair, pair[::-1]):
            if negated(gone) in found:
                yield left, ("disjunctive_syllogism", (formula, negated(gone)))
        for rule in [*found]:
            if (turn := parts(rule, "implies")) and turn[0] == pair[0] and ("implies", pair[1], turn[1]) in found:
                yield turn[1], ("cases", (formula, rule, ("implies", pair[1], turn[1])))
    if pair := parts(formula, "implies"):
        if pair[0] in found:
            yield pair[1], ("modus_ponens", (formula, pair[0]))
        if negated(pair[1]) in found:
            yield negated(pair[0]), ("modus_tollens", (formula, negated(pair[1])))
        for whole in wanted:
            ends = parts(whole, "implies")
            if ends and ends[0] == pair[0] and ("implies", pair[1], ends[1]) in found:
                yield whole, ("hypothetical_syllogism", (formula, ("implies", pair[1], ends[1])))


def _together(formula: Term, found: Mapping[Term, Ground]) -> Ground | None:
    """How a compound formula is put together from what is known; None where it is not."""
    pair = parts(formula, "and")
    if pair and all(part in found for part in pair):
        return "conjunction", pair
    side = next((part for part in parts(formula, "or") if part in found), None)
    return None if side is None else ("addition", (side,))


def _subformulas(formula: Term) -> Iterator[Term]:
    """A formula and all its parts."""
    yield formula
    if isinstance(formula, tuple):
        for part in formula[1:]:
            yield from _subformulas(part)


class _Proof:
    """A proof as it is told, grounds first; where each formula is concluded, and where it is first cited."""

    def __init__(self, problem: Problem, proof: Mapping[Term, Ground]) -> None:
        self.telling = Telling(WORDS[problem.language])
        self.place: dict[Term, int] = {}
        self.cited: dict[Term, int] = {}
        self._proof = proof

    def tell(self, formula: Term) -> None:
        """Say how a formula is proved, unless it is a premise or was said before."""
        rule, grounds = self._proof[formula]
        if not rule or formula in self.place:
            return
        for ground in grounds:
            self.tell(ground)
        uses = tuple(sorted(self.place[ground] for ground in grounds if ground in self.place))
        slots: dict[str, Any] = {slot: write(ground) for slot, ground in zip(_SLOTS, grounds, strict=False)}
        place = self.telling.step(rule, Claim("follows", (formula,)), uses, c=write(formula), **slots)
        self.place[formula] = place
        for ground in grounds:
            self.cited.setdefault(ground, place)
