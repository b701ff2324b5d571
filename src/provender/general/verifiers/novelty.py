"""A new concept or a repeat: each record beside the nearest one of the anchor's reference split.

    A hat costs 12 dollars, a pen 3. How much do both cost?     known
    A hat costs 12 dollars, a pen 3. What do both cost?         refused: 0.83 alike, the known one named by its digest

Two records that state one abstract problem, in whatever language, are the same; else words and pairs of words decide,
or the topics that known texts make of them (`general/hashed.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.errors import RecipeError
from provender.core.protocols import Tools
from provender.core.record import Record
from provender.core.registry import verifier
from provender.core.verdict import Grade, Outcome, Verdict
from provender.general.hashed import PLACES, Topics, Vectors, Weighing

NAME = "general/novelty"


@verifier
@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """Refuses what repeats a known record, in the abstract or nearly in words, and cites it by its digest.

    Attributes:
        alike: cosine similarity from which a record repeats, in (0, 1].
        topics: directions of the known texts (SVD) by which records are held beside each other, at most 512; 0 compares
            words and pairs of words themselves.
    """

    screens: ClassVar[bool] = True

    alike: float = 0.9
    topics: int = 0

    def __post_init__(self) -> None:
        if not 0 < self.alike <= 1:
            raise RecipeError(f"alike={self.alike} is out of range", where=NAME, mend="give 0 < alike <= 1")
        if not 0 <= self.topics <= PLACES:
            mend = f"give 0 <= topics <= {PLACES}, e.g. 256"
            raise RecipeError(f"topics={self.topics} is out of range", where=NAME, mend=mend)

    def bind(self, tools: Tools, /) -> "Beside":
        """Ready beside the reference split."""
        known = list(tools.reference)
        weighing = Weighing.of([record.payload.text() for record in known])
        groups = {record.payload.group(): at for at, record in reversed(list(enumerate(known)))}
        vectors = weighing.vectors([record.payload.text() for record in known])
        topics = Topics.of(vectors, self.topics) if self.topics and known else None
        return Beside(known, groups, alike=self.alike, weighing=weighing, vectors=vectors, topics=topics)


class Beside:
    """The judge with the known records at hand."""

    def __init__(
        self, known: Sequence[Record], groups: dict[bytes, int], *, alike: float, weighing: Weighing, vectors: Vectors,
        topics: Topics | None,
    ) -> None:  # fmt: skip
        self._known, self._groups, self._alike = known, groups, alike
        self._weighing, self._vectors, self._topics = weighing, vectors, topics

    def __call__(self, records: Sequence[Record], /) -> list[Verdict]:
        """Judge each record beside the nearest known one."""
        if not self._known or not records:
            return [_abstain(record) for record in records]
        made = self._weighing.vectors([record.payload.text() for record in records])
        near = self._topics.alike(made, self._vectors) if self._topics else made @ self._vectors.T
        places = near.argmax(axis=1).tolist()
        shares = near[np.arange(len(records)), places].tolist()
        return [self._verdict(*each) for each in zip(records, places, shares, strict=True)]

    def _verdict(self, record: Record, place: int, alike: float) -> Verdict:
        """One record's verdict."""
        same = self._groups.get(record.payload.group())
        nearest = self._known[place if same is None else same]
        told = {"nearest": nearest.content.hex(), "alike": f"{alike:.2f}"}
        if same is None and alike < self._alike:
            return Verdict(
                record=record.key, verifier=NAME, outcome=Outcome.PASS, grade=Grade.SCREENED, evidence=told
            )  # fmt: skip
        reason = (
            "says almost what a known record says" if same is None else "states the abstract problem of a known record"
        )
        return Verdict(record=record.key, verifier=NAME, outcome=Outcome.FAIL, reason=reason, evidence=told)


def _abstain(record: Record) -> Verdict:
    """No word, for nothing is known."""
    reason = "there is no reference to be new beside"
    return Verdict(record=record.key, verifier=NAME, outcome=Outcome.ABSTAIN, reason=reason)
