"""Screens on a teacher's plan: what no false equation betrays. They refuse, or only point at, what looks wrong."""

from provender.core.record import Record
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

_LONGEST = 200


def readable(record: Record) -> Problem | None:
    """The problem, if it is an English question with a solution in prose."""
    problem = record.payload
    if not isinstance(problem, Problem) or problem.derivation is not None or problem.language != "en":
        return None
    return problem if problem.prose and problem.answer.strip() else None


def silent(record: Record, name: str, reason: str = "no answer in English prose") -> Verdict:
    """Nothing to say."""
    return Verdict(record=record.key, verifier=name, outcome=Outcome.ABSTAIN, reason=reason)


def screened(record: Record, name: str, doubt: str, *, refuse: bool, **evidence: str) -> Verdict:
    """A pass where there is no doubt; where there is one a refusal, or an abstention that says so.

    Args:
        doubt: one sentence, "" for none.
        refuse: whether a doubt fails the record.
    """
    shown = {key: value[:_LONGEST] for key, value in evidence.items()}
    outcome = Outcome.PASS if not doubt else Outcome.FAIL if refuse else Outcome.ABSTAIN
    grade = Grade.SCREENED if outcome is Outcome.PASS else None
    return Verdict(
        record=record.key,
        verifier=name,
        outcome=outcome,
        grade=grade,
        reason=doubt or "nothing looks wrong",
        evidence=shown if doubt else {},
    )
