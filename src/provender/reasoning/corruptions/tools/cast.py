"""Who is who: word problems call people "p1", "p2" in their formal story, in the order in which they are named.

So that a corruption can exchange people in claims and sentences alike, it works on the problem with the names in place;
what it has made gets its symbols back.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from provender.core.claim import Claim, Derivation, Step, Term
from provender.reasoning.corruptions.tools.truth import names, renamed
from provender.reasoning.cultures import NAMES
from provender.reasoning.problem import Problem

_NAME = re.compile(r"[A-Z][a-z]+")
_NOTHING = Derivation((), 0, (), 0)


def cast(problem: Problem) -> Mapping[str, str]:
    """Symbol -> name, for everybody whom the question names; empty where the formal story has names of its own."""
    told = problem.derivation
    if told is None or not any(_speaks_of(claim, "p1") for claim in (*told.givens, Claim("", (told.goal,)))):
        return {}
    return {f"p{place}": name for place, name in enumerate(_met(problem.question), 1)}


def recast(before: Problem, after: Problem) -> bool:
    """Whether a question only gave its parts to others of whom the solution does not speak: that is the same problem.

    Args:
        before, after: with names in place.
    """
    met = [_met(problem.question) for problem in (before, after)]
    moved = {name for was, now in zip(*met, strict=False) if was != now for name in (was, now)}
    spoken = {name for step in (before.derivation or _NOTHING).steps for name in names(step.claim)}
    return bool(moved) and len(met[0]) == len(met[1]) and not moved & spoken


def _met(question: str) -> list[str]:
    """Names in the order in which a question mentions them."""
    return list(dict.fromkeys(word for word in _NAME.findall(question) if word in NAMES))


def with_symbols(problem: Problem, change: Mapping[str, str]) -> Problem:
    """The problem with other symbols in its formal story."""
    told = problem.derivation
    if told is None or not change:
        return problem
    steps = [Step(_renamed(step.claim, change), step.text, step.rule, step.uses) for step in told.steps]
    givens = [_renamed(claim, change) for claim in told.givens]
    goal, answer = renamed(told.goal, change), renamed(told.answer, change)
    return replace(problem, derivation=Derivation(tuple(givens), goal, tuple(steps), answer))


def _renamed(claim: Claim, change: Mapping[str, str]) -> Claim:
    """The claim with other symbols."""
    return Claim(claim.relation, tuple(renamed(term, change) for term in claim.args))


def _speaks_of(claim: Claim, symbol: str) -> bool:
    """Whether a symbol stands anywhere in a claim."""
    return any(_holds(term, symbol) for term in claim.args)


def _holds(term: Term, symbol: str) -> bool:
    """Whether a symbol stands anywhere in a term."""
    return any(_holds(part, symbol) for part in term[1:]) if isinstance(term, tuple) else term == symbol
