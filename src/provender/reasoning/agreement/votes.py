"""Who gave which answer to which question, and on which questions the truth is known.

question       ann  bob  cyd        classes     known   right
3 hens ...      12   12   10        0  0  1     yes     1  1  0
5 boxes ...     40   --   40        0 -1  0     no      0  0  0   (not looked at)
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from provender.core.errors import InputError

SILENT = -1  # the class of an answer that could not be read, or that was never given


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """One row a question, one column a teacher.

    Attributes:
        teachers: names, T of them.
        lineages: the family of each teacher; answers of one family may err together.
        classes: (n, T) integers; equal numbers in a row are equal answers, `SILENT` is none.
        known: (n,) whether the truth is known: the probes.
        right: (n, T) whether an answer is right; means nothing where `known` is false.
    """

    teachers: tuple[str, ...]
    lineages: tuple[str, ...]
    classes: NDArray[np.int64]
    known: NDArray[np.bool_]
    right: NDArray[np.bool_]

    def __post_init__(self) -> None:
        n, width = self.classes.shape
        if not (len(self.teachers) == len(self.lineages) == width) or self.right.shape != (n, width):
            raise InputError("votes of different shapes", where="reasoning/agreement", mend="give one column a teacher")

    def __len__(self) -> int:
        return len(self.classes)

    @property
    def given(self) -> NDArray[np.bool_]:
        """(n, T) whether there is an answer."""
        given: NDArray[np.bool_] = self.classes != SILENT
        return given

    def same(self) -> NDArray[np.bool_]:
        """(n, T, T) whether two teachers gave one answer; never for a teacher and itself."""
        equal: NDArray[np.bool_] = (self.classes[:, :, None] == self.classes[:, None, :]) & self.given[:, :, None]
        equal[:, np.arange(len(self.teachers)), np.arange(len(self.teachers))] = False
        return equal

    def with_known(self, known: NDArray[np.bool_]) -> "Votes":
        """The same votes with other probes; their truth must be in `right` already."""
        return Votes(
            teachers=self.teachers, lineages=self.lineages, classes=self.classes, known=known, right=self.right
        )

    def at(self, places: NDArray[np.intp]) -> "Votes":
        """The votes on some of the questions."""
        return Votes(
            teachers=self.teachers,
            lineages=self.lineages,
            classes=self.classes[places],
            known=self.known[places],
            right=self.right[places],
        )


def classes_of(answers: Sequence[Sequence[Hashable | None]]) -> NDArray[np.int64]:
    """Answers by question and teacher as classes; None is silent, equal values are one answer.

    >>> classes_of([["12", "12", "10"], ["40", None, "40"]]).tolist()
    [[0, 0, 1], [0, -1, 0]]
    """
    rows = []
    for row in answers:
        seen: dict[Hashable, int] = {}
        rows.append([SILENT if answer is None else seen.setdefault(answer, len(seen)) for answer in row])
    return np.array(rows, dtype=np.int64).reshape(len(rows), len(answers[0]) if answers else 0)
