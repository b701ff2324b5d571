"""A throwaway generator that learns: how often each ward writes in its drug book."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate
from typing import ClassVar

from tests.parts.rows import Row, record, row

from provender.core.artefact import Artefact
from provender.core.protocols import Secret
from provender.core.recipe import Shard
from provender.core.record import Record
from provender.core.seeds import stream

NAME = "throwaway/habits"


@dataclass(frozen=True, slots=True)
class Learned:
    """Draws wards as often as they were seen, plus `smoothing` each."""

    wards: tuple[str, ...]
    ends: tuple[int, ...]

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        for index in shard.indices:
            rng = stream(shard.seed, index, NAME)
            drawn = rng.below(self.ends[-1])
            ward = next(ward for ward, end in zip(self.wards, self.ends, strict=True) if drawn < end)
            yield record(row(rng, ward), shard, NAME, index)


@dataclass(frozen=True, slots=True)
class Habits:
    """Counts the wards of the reference and draws new rows with the same shares.

    Example:
        north, 61: 2 x 2.5 mg = 5.0 mg
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("drug book",), "level": ("1",), "language": ("en",)}

    smoothing: int = 1

    def fit(self, reference: Sequence[Record], /, *, seed: int, noise: Secret | None) -> Artefact:
        """Counts; nothing is drawn, so `seed` and `noise` stay unused."""
        rows = [record.payload for record in reference if isinstance(record.payload, Row)]
        counts = Counter([row.ward for row in rows])
        smooth = {ward: counts[ward] + self.smoothing for ward in sorted(counts)}
        seen = sha256(b"".join(row.digest() for row in rows)).hexdigest()
        return Artefact(content=json.dumps(smooth).encode(), kind="throwaway/counts", made_by=NAME, from_data=seen)

    def restore(self, fitted: Artefact, /) -> Learned:
        """The generator that the counts make."""
        counts: dict[str, int] = json.loads(fitted.content)
        return Learned(tuple(counts), tuple(accumulate(counts.values())))
