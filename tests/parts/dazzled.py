"""A throwaway student that finds everybody in a picture as they are, but nobody whose skin is dark."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from provender.core.artefact import Artefact
from provender.core.record import Record
from provender.core.verdict import Scorecard
from provender.twin.students._network import Detections
from provender.twin.students._pictures import pictures
from provender.twin.students._slices import scorecard

NAME = "throwaway/dazzled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dazzled:
    """Has learned nothing; is marked as `twin/detector` is."""

    def fit(self, records: Sequence[Record], /, *, seed: int) -> Artefact:
        """Nothing; nothing is drawn, so `seed` stays unused."""
        return Artefact(content=b"", kind="throwaway/nothing", made_by=NAME, from_data="")

    def score(self, fitted: Artefact, exam: Sequence[Record], /) -> Scorecard:
        """Its marks."""
        truth = pictures(exam, wide=160, where=NAME)
        seen = np.array([told.get("tone") != "dark" for told in truth.about])
        sure = np.linspace(1, 0.5, len(truth.of))
        found = Detections(truth.of[seen], truth.classes[seen], truth.boxes[seen], sure[seen])
        return scorecard(found, truth, least=4.0)
