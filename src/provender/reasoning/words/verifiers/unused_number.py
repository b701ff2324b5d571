"""Numbers of the question that a solution never touches: a plan that leaves something out, or a distractor."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from provender.core.errors import RecipeError
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Verdict
from provender.reasoning.problem import Problem
from provender.reasoning.words.asked import numbers_of
from provender.reasoning.words.screens import readable, screened, silent

NAME = "reasoning/words/unused_number"

_SCALES = (Fraction(1), Fraction(60), Fraction(12), Fraction(1, 60), Fraction(1, 12), Fraction(1, 100), Fraction(100))


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedNumber:
    """Points at a solution in which numbers of the question appear nowhere, in no usual disguise.

    A percentage may appear as a decimal or as what it leaves, minutes as hours, a half as a division by two.

    Attributes:
        most: numbers that may be left over, >= 0.
        refuse: whether more fail the record; else they are only pointed at, as an abstention: one sound reference
            solution in 170 leaves two numbers unused.

    Example:
        verifiers: [{name: reasoning/words/unused_number, dials: {refuse: true}}]
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
        """A record by the numbers of its question."""
        problem = readable(record)
        if problem is None:
            return silent(record, NAME)
        left = _unused(problem)
        doubt = "numbers of the question are left unused" if len(left) > self.most else ""
        return screened(record, NAME, doubt, refuse=self.refuse, numbers=", ".join(map(str, left[:9])))


def _unused(problem: Problem) -> list[Fraction]:
    """Numbers above one that the question gives and the solution never touches."""
    touched = set(numbers_of(problem.prose))
    given = dict.fromkeys(value for value in numbers_of(problem.question) if value > 1)
    return [value for value in given if not touched.intersection(_disguises(value))]


def _disguises(value: Fraction) -> Iterator[Fraction]:
    """What a number may look like in a solution."""
    yield from (value * scale for scale in _SCALES)
    yield from (1 / value, 100 - value, 1 - value / 100, 1 + value / 100)
