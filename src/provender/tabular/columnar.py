"""Many records as columns: a sequence whose records are made when they are looked at.

Columns    what holds many payloads at once: a table, or tables linked to each other
Records    a `Sequence[Record]` over it
neighbours payloads of one `Columns` that stand together, cut out together
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Generic, Protocol, Self, TypeAlias, TypeVar, overload

import numpy as np
import numpy.typing as npt

from provender.core.record import NO_TAGS, Origin, Payload, Record

Places: TypeAlias = npt.NDArray[np.int64]  # (n,) row numbers from 0


class Columns(Protocol):
    """Many payloads, kept as columns."""

    @property
    def groups(self) -> npt.NDArray[np.uint8]:
        """(n, 16) of the unit that each payload is about."""

    def take(self, places: Sequence[int] | Places, /) -> Self:
        """The payloads at `places`, in that order."""


Held = TypeVar("Held", bound=Columns)


@dataclass(frozen=True, eq=False)
class Records(Sequence[Record], Generic[Held]):
    """Columns as records: made when they are looked at.

    Attributes:
        held: the payloads.
        origin: of every record, but for its index.
        indices: (n,) the records' indices.
        tags: of every record.
    """

    held: Held
    origin: Origin
    indices: Places
    tags: Mapping[str, str] = field(default_factory=lambda: NO_TAGS)

    @abstractmethod
    def payload(self, at: int, /) -> Payload:
        """The payload at a place, from 0."""

    def __len__(self) -> int:
        return len(self.indices)

    @overload
    def __getitem__(self, at: int) -> Record: ...

    @overload
    def __getitem__(self, at: slice) -> Self: ...

    def __getitem__(self, at: int | slice) -> Record | Self:
        if isinstance(at, slice):
            return self.take(range(*at.indices(len(self))))
        return self._record(range(len(self))[at])

    def __iter__(self) -> Iterator[Record]:
        return map(self._record, range(len(self)))

    def _record(self, at: int) -> Record:
        """The record at a place."""
        return Record(payload=self.payload(at), origin=self.origin.at(int(self.indices[at])), tags=self.tags)

    def take(self, places: Sequence[int] | Places, /) -> Self:
        """The records at `places`, in that order."""
        chosen = np.asarray(places, np.int64)
        return replace(self, held=self.held.take(chosen), indices=self.indices[chosen])

    def groups(self) -> Sequence[bytes]:
        """Each record's `group`, without making the records."""
        flat = self.held.groups.tobytes()
        return [flat[at : at + 16] for at in range(0, len(flat), 16)]


def neighbours(places: Sequence[tuple[Held, int]]) -> list[Held]:
    """Payloads given as columns and a place there: those of one `Columns` that stand together are cut out at once."""
    runs = groupby(places, key=lambda place: id(place[0]))
    return [run[0][0].take([at for _, at in run]) for run in ([*members] for _, members in runs)]
