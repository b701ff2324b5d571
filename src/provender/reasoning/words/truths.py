"""The answers that we own, by question; and whether a given answer is one of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from provender.core.record import Record
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import closing_answer, closing_numbers, number

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


@dataclass(frozen=True, slots=True)
class Truths:
    """Reference answers.

    Attributes:
        answers: `plain` question -> the different answers that the reference gives it.
    """

    answers: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, reference: Iterable[Record]) -> "Truths":
        """Of the problems that have an answer."""
        found: dict[str, frozenset[str]] = {}
        for record in reference:
            problem = record.payload
            if isinstance(problem, Problem) and problem.answer:
                key = plain(problem.question)
                known = found.get(key, frozenset())
                if not any(same(problem.answer, other) for other in known):
                    found[key] = known | {problem.answer}
        return cls(found)

    def known(self, question: str) -> frozenset[str]:
        """The reference's answers to a question; empty where it has none."""
        return self.answers.get(plain(question), frozenset())

    def right(self, problem: Problem) -> bool | None:
        """Whether a problem is answered rightly and its prose arrives there; None where no single truth is known."""
        known = self.known(problem.question)
        if len(known) != 1:
            return None
        (truth,) = known
        if not problem.answer.strip() or not same(problem.answer, truth):
            return False
        return problem.derivation is not None or not problem.prose or arrives(problem.prose, truth)


def plain(question: str) -> str:
    """A question without what two printings of it may differ in."""
    return " ".join(re.sub(r"\s+", " ", question.translate(_QUOTES)).casefold().split())


def same(answer: str, truth: str) -> bool:
    """Whether two written answers are one number, or, where the truth is no number, one text."""
    wanted, given = number(truth), number(answer)
    if wanted is None or given is None:
        return plain(answer) == plain(truth)
    return given.equals(wanted.value)


def arrives(prose: str, truth: str) -> bool:
    """Whether a solution ends in the answer; a truth that is no number cannot be missed."""
    wanted = number(truth)
    if wanted is None:
        return True
    closing = [found for found in (closing_answer(prose), *closing_numbers(prose)) if found]
    return any(found.equals(wanted.value) for found in closing)
