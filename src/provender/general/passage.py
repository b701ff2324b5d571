"""A passage of plain text: the payload of records that are words and no more, and how they are written down."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import ClassVar, cast

import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec


@dataclass(frozen=True, slots=True)
class Passage:
    """Plain text.

    Attributes:
        words: all of it.
        language: ISO 639-1 code, "" when unknown.
    """

    codec: ClassVar[str] = "general/passage"

    words: str
    language: str = ""

    def text(self) -> str:
        """The words."""
        return self.words

    def reworded(self, change: Callable[[str], str], /) -> "Passage":
        """The passage in changed words."""
        return Passage(change(self.words), self.language)

    def features(self) -> Sequence[float]:
        """Shape (2,): characters, lines."""
        return (len(self.words), self.words.count("\n") + 1)

    def digest(self) -> bytes:
        """16 bytes over the words."""
        return blake2b(self.words.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def group(self) -> bytes:
        """16 bytes over the words without case and spacing."""
        plain = " ".join(self.words.casefold().split())
        return blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@codec
@dataclass(frozen=True, slots=True)
class PassageCodec:
    """Passages as two columns."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """The words and their language."""
        return pa.schema([("words", pa.string()), ("language", pa.string())])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """One row a passage."""
        told = cast("Sequence[Passage]", payloads)
        columns = [pa.array([getattr(each, name) for each in told], pa.string()) for name in self.schema.names]
        return pa.Table.from_arrays(columns, schema=self.schema), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Passage]:
        """The passages of `table`, in order."""
        return [Passage(row["words"], row["language"]) for row in table.select(self.schema.names).to_pylist()]
