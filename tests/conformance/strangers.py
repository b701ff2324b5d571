"""Payloads that no wing knows, and records that no longer say who made them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from provender.core.record import Origin, Record

NOBODY = Origin(source="file", version="", recipe="", seed=0, index=0)


@dataclass(frozen=True, slots=True)
class Poem:
    """Words that are no problem, no row and no scene."""

    codec: ClassVar[str] = "none"

    words: str

    def text(self) -> str:
        """The words."""
        return self.words

    def features(self) -> Sequence[float]:
        """Shape (1,)."""
        return (float(len(self.words)),)

    def digest(self) -> bytes:
        """Sixteen bytes."""
        return self.words.encode()[:16].ljust(16)

    def group(self) -> bytes:
        """Sixteen bytes."""
        return self.digest()


@dataclass(frozen=True, slots=True)
class Impostor:
    """Has a problem's fields and is none: only its text would deceive."""

    codec: ClassVar[str] = "none"

    question: str = "What is 47 + 38?"
    answer: str = "85"
    language: str = "en"

    def text(self) -> str:
        """What a problem would say."""
        return f"{self.question}\n{self.answer}"

    def features(self) -> Sequence[float]:
        """Shape (0,)."""
        return ()

    def digest(self) -> bytes:
        """Sixteen bytes."""
        return bytes(16)

    def group(self) -> bytes:
        """Sixteen bytes."""
        return bytes(16)


STRANGERS = [
    Record(payload=Poem("What is the gcd of roses?"), origin=NOBODY),
    Record(payload=Impostor(), origin=NOBODY),
]


def unnamed(record: Record) -> Record:
    """The record with nothing left of where it came from."""
    return replace(record, origin=NOBODY)
