"""Answers outside what the question allows: less than nothing, or a part of a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import Answer, number
from provender.reasoning.words.asked import asked
from provender.reasoning.words.screens import readable, screened, silent

NAME = "reasoning/words/answer_range"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRange:
    """Refuses a negative number of things or amount, where nothing speaks of debts or degrees, and a part of a person.

    Attributes:
        refuse: whether what is out of range fails the record; else it is only pointed at, as an abstention.

    Guarantees:
        Says nothing of an answer that is no number, nor of a question that asks for an average or a part.

    Example:
        "How many children ...?" answered by 3.5 fails; "How many miles ...?" answered by 3.5 does not.
    """

    screens: ClassVar[bool] = True

    refuse: bool = True

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """A record by its answer."""
        problem = readable(record)
        found = number(problem.answer) if problem else None
        if problem is None or found is None:
            return silent(record, NAME)
        return screened(record, NAME, _doubt(problem, found), refuse=self.refuse, answer=problem.answer)


def _doubt(problem: Problem, answer: Answer) -> str:
    """What is wrong with an answer's size; "" where nothing is."""
    wanted = asked(problem.question)
    if answer.value < 0 and wanted.amount and not wanted.signed:
        return "the answer is less than nothing"
    whole = any(value.denominator == 1 for value in (answer.value, *answer.others))
    if wanted.counted and not wanted.parted and not whole:
        return "the answer is a fraction of what can only be counted"
    return ""
