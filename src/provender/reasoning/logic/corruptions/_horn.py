"""Facts and rules about somebody: what is shown of whom is asked about, and a rule in words."""

from collections.abc import Mapping
from typing import Any

from provender.reasoning.corruptions.tools.spoil import told
from provender.reasoning.logic.generators._nouns import noun
from provender.reasoning.logic.generators.horn_rules import WORDS
from provender.reasoning.problem import Problem


def asked(problem: Problem) -> tuple[str, str]:
    """Who is asked about, and of what kind; nothing for another family."""
    goal: Any = told(problem).goal
    is_one = isinstance(goal, tuple) and goal[:1] == ("truth",)
    return (str(goal[1][1]), str(goal[1][2])) if is_one else ("", "")


def rules(problem: Problem) -> list[tuple[str, str]]:
    """The rules with one condition: (condition, what it shows)."""
    given = [claim.args for claim in told(problem).givens if claim.relation == "implies" and asked(problem)[0]]
    return [(body, str(head)) for body, head in given if isinstance(body, str)]


def shown(problem: Problem) -> Mapping[str, int]:
    """What the solution shows of whom is asked about: kind -> the step that shows it, -1 for a fact."""
    who = asked(problem)[0]
    steps = enumerate(told(problem).steps)
    found = {str(step.claim.args[1]): place for place, step in steps if step.claim.relation == "is" and who}
    return {**found, **dict.fromkeys(_facts(problem), -1)}


def true(problem: Problem) -> set[str]:
    """All that facts and rules show of whom is asked about, said or not."""
    found = {*_facts(problem)}
    given = [claim.args for claim in told(problem).givens if claim.relation == "implies"]
    stated = [(set(body[1:]) if isinstance(body, tuple) else {body}, str(head)) for body, head in given]
    size = -1
    while size != len(found):
        size = len(found)
        found |= {head for body, head in stated if body <= found}
    return found


def _facts(problem: Problem) -> list[str]:
    """The kinds of whom is asked about that the question states."""
    who = asked(problem)[0]
    return [
        str(claim.args[1]) for claim in told(problem).givens if who and claim.relation == "is" and claim.args[0] == who
    ]


def chain(problem: Problem, kind: str, *, rule: tuple[str, str], so: str) -> str:
    """Somebody is of a kind, and there is such a rule, so they are of another kind: in words."""
    body, head, a, c = (noun(problem.language, key) for key in (*rule, kind, so))
    # the sentence says the rule's head before its conclusion, in every language
    said = WORDS[problem.language]("chain", who=asked(problem)[0], a=a.a, every=body.every, c="{}")
    return said.format(head.a, c.a)
