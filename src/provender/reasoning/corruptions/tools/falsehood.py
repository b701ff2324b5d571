"""What became false when a sound problem was edited: proved, or not told at all.

The one place that decides. It trusts that the problem was sound before: the question states the givens,
every sentence says its claim, every claim follows, and the answer is the only one. What differs afterwards
is then false, harmless, or undecided, and only what is proved to be false counts as a planted error.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from provender.core.claim import Claim, Derivation, Step, Term
from provender.reasoning.corruptions.tools.lexicon import OPPOSITE, UNIT
from provender.reasoning.corruptions.tools.truth import (
    Values,
    holds,
    integers,
    names,
    normal,
    renamed,
    valuation,
    value,
    verdicts,
)
from provender.reasoning.corruptions.tools.wording import figures, numbers, places, retold, words
from provender.reasoning.problem import Problem

Told: TypeAlias = str | None
"""A falsehood in one sentence; "" where nothing is false; None where it cannot be told."""

LISTS = {"values"}  # answers whose entries are each the only one, in this order
SETS = {"and"}  # answers whose entries are each the only one, in any order


def falsehood(before: Problem, after: Problem, *, kept: Sequence[int] | None = None) -> Told:
    """What is false in `after`: a sentence, "" if nothing is, None if it cannot be told.

    Args:
        before: a sound problem.
        after: the same, edited.
        kept: for each step that is left, which one it was; None if all are in their places.

    Guarantees:
        A sentence is returned only where something in `after` is false or does not follow.
        "" is returned only where all of it is true.
    """
    told = [*_answers(before, after), *_questions(before, after), *_steps(before, after, kept)]
    false = next(filter(None, told), None)
    if false:
        return false
    return "" if told and None not in told else None


def _answers(before: Problem, after: Problem) -> Iterator[Told]:
    """The answer, formal and written, against the one true answer of an unchanged question."""
    old, new = before.derivation, after.derivation
    if old and new and old.answer != new.answer:
        yield _value_differs(old.answer, new.answer) if before.question == after.question else None
    if before.answer != after.answer:
        yield _written(before.answer, after.answer, old.answer if old and before.question == after.question else None)
    if new and old and new.goal != old.goal and (right := value(new.goal, {})) is not None:
        found = value(new.answer, {})
        yield f"the goal's value is {right}, the answer given is {found}" if found not in (None, right) else None


def _value_differs(true: Term, given: Term) -> Told:
    """Whether two formal answers differ in value."""
    wrong = f"the answer is {_show(true)}, not {_show(given)}"
    head = true[0] if isinstance(true, tuple) and isinstance(given, tuple) and true[:1] == given[:1] else None
    if head in SETS:
        return "" if normal(true) == normal(given) else wrong
    pairs = [(true, given)]
    if isinstance(true, tuple) and isinstance(given, tuple) and head in LISTS:
        pairs = list(zip(true[1:], given[1:], strict=True)) if len(true) == len(given) else []
    values = [(value(left, {}), value(right, {})) for left, right in pairs]
    if not values or any(None in pair for pair in values):
        return None
    return wrong if any(a != b for a, b in values) else ""


def _written(true: str, given: str, term: "Term | None") -> Told:
    """Whether a written answer differs from the true one in a number, a name or a unit."""
    if UNIT.keys() & _lost(words(given), words(true)):
        return f"the answer is {true!r}, not {given!r}"
    if figures(true) != figures(given) and term is not None:
        size = _comparable(term, given)
        return None if size is None else f"the answer is {true!r}, not {given!r}" if size else ""
    change = _renaming(true, given)
    moved = term is not None and set(change) <= set(names(term)) and normal(renamed(term, change)) != normal(term)
    return f"the answer is {true!r}, not {given!r}" if moved or other_word(true, given) else None


def _comparable(term: Term, given: str) -> bool | None:
    """Whether the written numbers have another value than the term; None where they are of another shape."""
    said = numbers(given)
    known = integers(term)
    if len(said) != len(known):
        return None
    if isinstance(term, tuple) and term[0] not in (*LISTS, "/"):
        return None
    if isinstance(term, tuple) and term[0] == "/" and 0 not in said:
        return said[0] * abs(known[1]) != said[1] * abs(known[0])
    return said != [abs(number) for number in known]


def _questions(before: Problem, after: Problem) -> Iterator[Told]:
    """The question against the givens and the goal."""
    old, new = before.derivation, after.derivation
    formal = bool(old and new and (old.givens, old.goal) != (new.givens, new.goal))
    if before.question == after.question:
        if old and new and formal:
            yield from _other_givens(old, new)
        return
    if old and new and formal:
        yield _contradiction(new)
    else:
        yield _other_question(before.question, after.question, old)


def _other_givens(old: Derivation, new: Derivation) -> Iterator[Told]:
    """Givens or a goal that the question, left as it was, does not state."""
    if len(old.givens) != len(new.givens):
        yield "the givens are not those that the question states"
        return
    for place, (was, now) in enumerate(zip(old.givens, new.givens, strict=True), 1):
        if was != now:
            same = normal(was) == normal(now)
            yield "" if same else f"given {place} says {now.to_json()}, the question says {was.to_json()}"
    if old.goal != new.goal:
        same = normal(old.goal) == normal(new.goal)
        yield "" if same else f"the goal is {_show(new.goal)}, the question asks for {_show(old.goal)}"


def _contradiction(derivation: Derivation) -> Told:
    """A claim that is false where the derivation's own words fix the symbols."""
    claims = [*derivation.givens, *(step.claim for step in derivation.steps)]
    known = valuation(step.claim for step in derivation.steps)
    false = next((claim for claim in claims if holds(claim, known) is False), None)
    return f"{false.to_json()} contradicts the other claims" if false else None


def _other_question(old: str, new: str, derivation: Derivation | None) -> Told:
    """A question that no longer states what the derivation rests on."""
    if other := other_word(old, new):
        return f"the question now says {other}"
    if derivation is None:
        return None
    said: list[Claim | Term] = [*derivation.givens, derivation.goal]
    if number := _lost_number(old, new, [value for part in said for value in integers(part)]):
        return f"the question no longer says {number}, its derivation does"
    change = _renaming(old, new)
    if change and set(change) <= {name for part in said for name in names(part)}:
        was = Counter(normal(part) for part in said)
        now = Counter(normal(_renamed(part, change)) for part in said)
        return "the question now says of one what the solution takes from another" if was != now else None
    return None


def _renamed(part: "Claim | Term", change: dict[str, str]) -> "Claim | Term":
    """A claim or a term with other names."""
    if isinstance(part, Claim):
        return Claim(part.relation, tuple(renamed(term, change) for term in part.args))
    return renamed(part, change)


def _renaming(old: str, new: str) -> dict[str, str]:
    """The exchange of words that turns one text into the other; {} where there is none."""
    left, right = words(old), words(new)
    change = dict(zip(left, right, strict=False))
    faithful = len(left) == len(right) and [change[word] for word in left] == right and numbers(old) == numbers(new)
    return {was: now for was, now in change.items() if was != now} if faithful else {}


def _lost_number(old: str, new: str, said: Sequence[int]) -> str:
    """A number that the old text gave to the formal side and the new one does not; "" if none is surely lost."""
    before, after = numbers(old), numbers(new)
    if len(before) != len(after):
        return ""
    sizes = [abs(value) for value in said]
    told = set(places(old, said).values())
    written = zip(figures(old), figures(new), strict=True)
    for place, (was, now, (shown, anew)) in enumerate(zip(before, after, written, strict=True)):
        counted = was in sizes and before.count(was) <= sizes.count(was)
        if was != now and shown != anew and (counted or place in told):
            return str(was)
    return ""


def other_word(old: str, new: str) -> str:
    """The word that has been replaced by one that says the opposite, or by another unit; "" if there is none."""
    left, right = words(old), words(new)
    if len(left) != len(right):
        return ""
    for was, now in zip(left, right, strict=True):
        one, other = was.casefold(), now.casefold()
        unit = one in UNIT and other in UNIT and UNIT[one] != UNIT[other]
        if unit or other in OPPOSITE.get(one, ()):
            return f"{now!r} for {was!r}"
    return ""


def _lost(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Words of the first that the second has fewer of."""
    return set(Counter(word.casefold() for word in old) - Counter(word.casefold() for word in new))


def _steps(before: Problem, after: Problem, kept: Sequence[int] | None) -> Iterator[Told]:
    """Each step against what it was."""
    old, new = before.derivation, after.derivation
    if old is None or new is None:
        if before.solution != after.solution:
            yield None
        return
    places = list(kept if kept is not None else range(len(old.steps)))
    if len(places) != len(new.steps):
        yield None
        return
    same = before.question == after.question
    claims = [*old.givens, *(step.claim for step in old.steps)]
    known = {**valuation(claims), **verdicts(old.answer)} if same else {}
    for here, was in enumerate(places):
        yield from _step(here + 1, old.steps[was], new.steps[here], known)
        yield from _footing(here, new, old, places)


def _step(number: int, was: Step, now: Step, known: Values) -> Iterator[Told]:
    """A step's claim and sentence; its footing is judged apart."""
    if was.rule != now.rule:
        yield None
    if was.claim != now.claim:
        yield _other_claim(number, was, now, known)
    elif was.text != now.text:
        yield _other_sentence(number, was, now)


def _other_claim(number: int, was: Step, now: Step, known: Values) -> Told:
    """A changed claim: false by itself, or not what its sentence says."""
    if holds(now.claim, known) is False:
        return f"step {number} claims {now.claim.to_json()}"
    same = normal(was.claim) == normal(now.claim)
    if was.text == now.text:
        return "" if same else f"step {number} claims {now.claim.to_json()}, its sentence {was.claim.to_json()}"
    return "" if same and retold(was, now.claim) == now.text else None


def _other_sentence(number: int, was: Step, now: Step) -> Told:
    """A changed sentence over the same claim."""
    if other := other_word(was.text, now.text):
        return f"sentence {number} now says {other}"
    if lost := _lost_number(was.text, now.text, integers(was.claim)):
        return f"sentence {number} no longer says {lost}, its claim does"
    change = _renaming(was.text, now.text)
    if set(change) & set(_told_of(was.claim)):
        same = normal(_renamed(was.claim, change)) == normal(was.claim)
        return None if same else f"sentence {number} says it of another than its claim"
    return None


def _told_of(claim: Claim) -> list[str]:
    """The names that a claim's sentence must show: of "if a, then b" those of b, of "impossible" none."""
    if claim.relation in ("if", "impossible"):
        return names(claim.args[-1]) if claim.relation == "if" else []
    return names(claim)


def _footing(here: int, new: Derivation, old: Derivation, places: Sequence[int]) -> Iterator[Told]:
    """What a step rests on: earlier steps alone, and every number that it takes from them."""
    step, was = new.steps[here], old.steps[places[here]]
    rests = [places[use] if 0 <= use < len(places) else -1 for use in step.uses]
    if rests == list(was.uses):
        return
    if any(not 0 <= use < here for use in step.uses):
        yield f"step {here + 1} rests on a step that does not come before it"
        return
    if step.claim != was.claim:
        yield None
        return
    gone = {size for use in set(was.uses) - set(rests) for size in _sizes(old.steps[use].claim)}
    stated = {size for part in (*old.givens, old.goal) for size in _sizes(part)}
    stated |= {size for use in rests for size in _sizes(old.steps[use].claim)}
    missing = sorted((_operands(was.claim) & gone) - stated - {0, 1})
    yield f"step {here + 1} takes {missing[0]} from nowhere" if missing else None


def _sizes(part: "Claim | Term") -> set[int]:
    """The integers, unsigned."""
    return {abs(number) for number in integers(part)}


def _operands(claim: Claim) -> set[int]:
    """The integers that an equation works with: those of its sides that are worked out, not its bare ones."""
    worked = [part for part in claim.args if isinstance(part, tuple) and value(part, {}) is not None]
    return {size for part in worked for size in _sizes(part)} if claim.relation == "=" else set()


def _show(term: Term) -> str:
    """A term as text for people."""
    return Claim("", (term,)).to_json()[4:-1]
