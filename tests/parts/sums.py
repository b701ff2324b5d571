"""A throwaway verifier that redoes the sums of `throwaway/moody`, or merely finds nothing wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provender.core.errors import MachineError
from provender.core.record import Record
from provender.core.verdict import Grade, Outcome, Verdict
from provender.reasoning.problem import Problem

NAME = "throwaway/sums"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Proves "What is 3 + 1?"; with `screens`, its pass is worth no more than a screening.

    With `lacks`, it judges by something that this machine has not.
    """

    screens: bool = False
    lacks: str = ""

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        if self.lacks:
            raise MachineError(f"there is no {self.lacks} here", where=NAME, mend=f"install {self.lacks}")
        return [self._judge(record) for record in records]

    def _judge(self, record: Record) -> Verdict:
        problem = record.payload
        asked = re.fullmatch(r"What is (\d+) \+ 1\?", problem.question) if isinstance(problem, Problem) else None
        if asked is None or not isinstance(problem, Problem):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason="no sum")
        if problem.answer != str(int(asked[1]) + 1):
            return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason="the sum is wrong")
        grade = Grade.SCREENED if self.screens else Grade.PROVED
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=grade)
