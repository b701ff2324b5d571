"""A question with its answer and a short explanation: the payload of records that teach facts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from hashlib import blake2b
from typing import ClassVar, cast

import pyarrow as pa

from provender.core.record import Blob, Payload
from provender.core.registry import codec


@dataclass(frozen=True, slots=True)
class Answered:
    """A question, its answer, and why.

    Attributes:
        question: as it is asked.
        answer: the answer alone.
        explanation: sentences, one a line or in a row; "" for none.
        language: ISO 639-1 code, "" when unknown.
    """

    codec: ClassVar[str] = "general/answered"

    question: str
    answer: str
    explanation: str = ""
    language: str = ""

    def text(self) -> str:
        """Question, explanation and answer, a line each."""
        return "\n".join(part for part in (self.question, self.explanation, self.answer) if part)

    def reworded(self, change: Callable[[str], str], /) -> "Answered":
        """The same in changed words."""
        return Answered(change(self.question), change(self.answer), change(self.explanation), self.language)

    def features(self) -> Sequence[float]:
        """Shape (3,): characters of question, answer and explanation."""
        return (len(self.question), len(self.answer), len(self.explanation))

    def digest(self) -> bytes:
        """16 bytes over all of it."""
        return _digest("\0".join(astuple(self)))

    def group(self) -> bytes:
        """16 bytes over the question without case and spacing."""
        return _digest(" ".join(self.question.casefold().split()))


def _digest(text: str) -> bytes:
    """Sixteen bytes of a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()


@codec
@dataclass(frozen=True, slots=True)
class AnsweredCodec:
    """Questions and answers as four columns."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """One column a part."""
        return pa.schema([(name, pa.string()) for name in ("question", "answer", "explanation", "language")])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """One row a payload."""
        told = [astuple(cast("Answered", payload)) for payload in payloads]
        columns = [pa.array([parts[at] for parts in told], pa.string()) for at in range(len(self.schema.names))]
        return pa.Table.from_arrays(columns, schema=self.schema), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Answered]:
        """The payloads of `table`, in order."""
        return [Answered(**row) for row in table.select(self.schema.names).to_pylist()]
