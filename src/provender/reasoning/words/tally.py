"""Worked answers as votes: who answered which question how, and which of them the reference knows."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from provender.core.record import Record
from provender.core.seeds import stream
from provender.reasoning.agreement.votes import Votes, classes_of
from provender.reasoning.problem import Problem
from provender.reasoning.read.prose.answers import number
from provender.reasoning.words.truths import Truths, plain

PART = "reasoning/words/probes"


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes with what they were cast on.

    Attributes:
        votes: a row a question, in the order of the records.
        answers: the records behind it, in the same rows and columns; None where a teacher gave none.
    """

    votes: Votes
    answers: tuple[tuple[Record | None, ...], ...]

    @property
    def questions(self) -> list[str]:
        """The questions, one a row."""
        return [_problem(next(each for each in row if each is not None)).question for row in self.answers]

    def probing(self, count: int, *, seed: int) -> "Tally":
        """With `count` of its known questions for probes, drawn by `seed`; the truth of the others is not looked at.

        Args:
            count: 0, or more than there are, keeps all.
        """
        known = np.flatnonzero(self.votes.known).tolist()
        if not 0 < count < len(known):
            return self
        chosen = np.zeros(len(self.votes), bool)
        chosen[stream(seed, 0, PART).sample(known, count)] = True
        return replace(self, votes=self.votes.with_known(chosen))


def tally(records: Sequence[Record], truths: Truths) -> Tally:
    """The first answer of each teacher to each question; records that no teacher wrote are left out."""
    first: dict[str, dict[str, Record]] = {}
    lineages: dict[str, str] = {}
    for record in sorted(_taught(records), key=lambda record: (record.key.source, record.key.seed, record.key.index)):
        teacher = str(record.origin.teacher)
        lineages.setdefault(teacher, record.origin.lineage or teacher)
        first.setdefault(plain(_problem(record).question), {}).setdefault(teacher, record)
    names = tuple(sorted(lineages))
    rows = tuple(tuple(given.get(name) for name in names) for given in first.values())
    right = [[each is not None and truths.right(_problem(each)) for each in row] for row in rows]
    known = [all(truths.right(_problem(each)) is not None for each in row if each is not None) for row in rows]
    votes = Votes(
        teachers=names,
        lineages=tuple(lineages[name] for name in names),
        classes=classes_of([[None if each is None else _said(_problem(each)) for each in row] for row in rows]),
        known=np.array(known, bool),
        right=np.array(right, dtype=bool).reshape(len(rows), len(names)),
    )
    return Tally(votes, rows)


def _taught(records: Sequence[Record]) -> list[Record]:
    """The problems that a teacher wrote."""
    return [record for record in records if record.origin.teacher and isinstance(record.payload, Problem)]


def _problem(record: Record) -> Problem:
    """A record's problem."""
    assert isinstance(record.payload, Problem)
    return record.payload


def _said(problem: Problem) -> Hashable | None:
    """An answer as a value that equal answers share; None where there is none."""
    found = number(problem.answer)
    return found.value if found is not None else plain(problem.answer) or None
