"""Facts and rules about somebody, and what follows from them by unit propagation."""

from collections.abc import Sequence
from typing import NamedTuple

from provender.core.claim import Claim
from provender.reasoning.read.judge import Wrong


class Rule(NamedTuple):
    """Whatever is all of `body` is a `head`, or, where `denies`, is none."""

    body: tuple[str, ...]
    head: str
    denies: bool


class Theory(NamedTuple):
    """Facts and rules, in the question's order as claims too; who is asked about, and for what; the kind of world."""

    facts: frozenset[tuple[str, str]]
    rules: Sequence[Rule]
    stated: tuple[Claim, ...]
    who: str
    goal: str
    closed: bool

    def about(self, head: str, *, denies: bool) -> list[Rule]:
        """The rules that end in a noun, or in its denial."""
        return [rule for rule in self.rules if rule.head == head and rule.denies == denies]


def propagated(theory: Theory) -> frozenset[tuple[str, bool]]:
    """What holds of whom is asked about, as (noun, denied), by Dowling and Gallier's counts of open conditions.

    Raises:
        Wrong: the premises contradict each other.
    """
    waits: dict[str, list[int]] = {}
    open_conditions = [len(set(rule.body)) for rule in theory.rules]
    for place, rule in enumerate(theory.rules):
        for key in set(rule.body):
            waits.setdefault(key, []).append(place)
    found = {(key, False) for who, key in theory.facts if who == theory.who}
    todo = [key for key, _ in found]
    while todo:
        for place in waits.get(todo.pop(), ()):
            open_conditions[place] -= 1
            rule = theory.rules[place]
            if open_conditions[place] == 0 and (rule.head, rule.denies) not in found:
                found.add((rule.head, rule.denies))
                todo += [] if rule.denies else [rule.head]
    if any((key, True) in found for key, denied in found if not denied):
        raise Wrong("premises contradict each other")
    return frozenset(found)
