"""Answers that contradict the question, where a grammar of people's English understands every clause of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.read.prose.answers import number
from provender.reasoning.read.questions.people import Lost, Unread
from provender.reasoning.read.questions.problem import read
from provender.reasoning.words.formal.goal import answer
from provender.reasoning.words.screens import readable, screened, silent

NAME = "reasoning/words/formalised"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Formalised:
    """Reads a human question into equations over who has, does, pays how much, solves them, and compares the answer.

    Attributes:
        refuse: whether another answer fails the record; else it is only pointed at, as an abstention.

    Guarantees:
        Says nothing of a question in which one word is not understood, or one number has no bearing on the answer.
        A pass is no proof: how people mean their English is read by rule, and a rule may be wrong.

    Example:
        "Ann has 3 times as many pens as Tom. Together they have 20 pens. How many pens does Tom have?" answered by
        10 fails; by 5 it passes.
    """

    screens: ClassVar[bool] = True

    judges: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("word_problems",)}

    refuse: bool = True

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """A record by its question."""
        problem = readable(record)
        given = number(problem.answer) if problem else None
        if problem is None or given is None:
            return silent(record, NAME)
        found = formalised(problem.question)
        if found is None:
            return silent(record, NAME, "a part of the question is not understood")
        doubt = "" if given.equals(found) else "the question, read clause by clause, has another answer"
        return screened(record, NAME, doubt, refuse=self.refuse, read=str(found), answer=problem.answer)


def formalised(question: str) -> Fraction | None:
    """The answer of a question; None where it is not wholly understood.

    >>> formalised("Each box holds 12 eggs. Ann has 5 boxes. How many eggs does Ann have?")
    Fraction(60, 1)
    >>> formalised("Ann has about 5 boxes. How many boxes does Ann have?") is None
    True
    """
    try:
        return answer(read(question))
    except (Unread, Lost):
        return None
