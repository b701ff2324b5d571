"""Answers told in another unit than the question asks for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.claims import MAX_CHARACTERS, sentences
from provender.reasoning.read.prose.words import MEASURES, singular
from provender.reasoning.words.asked import asked
from provender.reasoning.words.screens import readable, screened, silent

NAME = "reasoning/words/question_unit"

_RESULT = re.compile(r"\d\s{0,3}-?([a-z]+)")
_WORD = re.compile(r"[a-z]+")


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionUnit:
    """Refuses a solution that ends in hours where minutes are asked for.

    Attributes:
        refuse: whether another unit fails the record; else it is only pointed at, as an abstention.

    Guarantees:
        Says nothing where the question names no unit, nor where its last sentence names the unit asked for.

    Example:
        "How many minutes ...?" and "... = 3 hours." fails.
    """

    screens: ClassVar[bool] = True

    refuse: bool = True

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """A record by its closing words."""
        problem = readable(record)
        unit = asked(problem.question).unit if problem else ""
        if problem is None or not unit:
            return silent(record, NAME, "the question names no unit")
        other = _other(problem, unit)
        doubt = "the answer is told in another unit than the question asks for" if other else ""
        return screened(record, NAME, doubt, refuse=self.refuse, asked=unit, told=other)


def _other(problem: Problem, unit: str) -> str:
    """The unit of the same kind that the closing words tell instead; "" where they do not."""
    told = [text for _, text in sentences(problem.prose[-MAX_CHARACTERS:])]
    closing = told[-1].lower() if told else ""
    kind = MEASURES[unit][0]
    named = {singular(word) for word in _WORD.findall(closing)}
    if any(word in MEASURES and MEASURES[word] == MEASURES[unit] for word in named):
        return ""
    result = _RESULT.search(closing.rpartition("=")[2])
    word = singular(result[1]) if result else ""
    return word if word in MEASURES and MEASURES[word][0] == kind else ""
