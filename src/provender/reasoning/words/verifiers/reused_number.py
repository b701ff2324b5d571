"""Numbers of the question that a solution uses more often than the question gives them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.claims import equations
from provender.reasoning.read.prose.terms import leaves
from provender.reasoning.words.asked import numbers_of
from provender.reasoning.words.screens import readable, screened, silent

NAME = "reasoning/words/reused_number"

_SMALL = 10  # small numbers come back for reasons of their own


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class ReusedNumber:
    """Points at a solution that puts one number of the question into several computations.

    Attributes:
        most: computations that a number may enter beyond those that its mentions in the question pay for, >= 0.
        refuse: whether more fail the record; else they are only pointed at, as an abstention: many right plans
            use a price twice.

    Example:
        verifiers: [reasoning/words/reused_number]
    """

    screens: ClassVar[bool] = True

    most: int = 1
    refuse: bool = False

    def __post_init__(self) -> None:
        if self.most < 0:
            raise RecipeError(f"most={self.most} is out of range", where=NAME, mend="give most >= 0")

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """One verdict a record."""
        return [self._verdict(record) for record in records]

    def _verdict(self, record: Record) -> Verdict:
        """A record by its left sides."""
        problem = readable(record)
        if problem is None:
            return silent(record, NAME)
        over = _over(problem, self.most)
        doubt = "a number of the question is used again and again" if over else ""
        return screened(record, NAME, doubt, refuse=self.refuse, numbers=", ".join(map(str, over[:9])))


def _over(problem: Problem, most: int) -> list[Fraction]:
    """Numbers that enter more computations than the question's mentions and `most` allow."""
    given = Counter(value for value in numbers_of(problem.question) if value > _SMALL)
    found = (claim for claim in equations(problem.prose) if claim.relation == "=")
    used = Counter(value for claim in found for value in {leaf.number.value for leaf in leaves(claim.left)})
    results = {leaf.number.value for claim in equations(problem.prose) for leaf in leaves(claim.right)}
    return [value for value in given if value not in results and used[value] > given[value] + most]
