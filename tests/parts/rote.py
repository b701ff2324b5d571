"""A throwaway student that knows by heart what it has read, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from provender.core.artefact import Artefact
from provender.core.record import Record
from provender.core.verdict import Scorecard

NAME = "throwaway/rote"


@dataclass(frozen=True, slots=True)
class Rote:
    """Remembers the first `most` contents."""

    most: int = 1_000_000

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """The contents, 16 bytes each; nothing is drawn, so `seed` stays unused."""
        heart = b"".join(record.content for record in records[: self.most])
        return Artefact(content=heart, kind="throwaway/heart", made_by=NAME, from_data=sha256(heart).hexdigest())

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """Right is what was read."""
        heart = {fitted.content[at : at + 16] for at in range(0, len(fitted.content), 16)}
        return Scorecard.of(exam, [record.content in heart for record in exam])
