"""A throwaway table: rows of a ward's drug book, many of them alike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import ClassVar, cast

import pyarrow as pa

from provender.core.recipe import Shard
from provender.core.record import Blob, Payload, Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted, Grade, Outcome, Verdict

WARDS = ("north", "south", "Wodi ya mashariki")


@dataclass(frozen=True, slots=True)
class Row:
    """`doses` of `mg` milligrams each make `total`; the age is not always known."""

    codec: ClassVar[str] = "throwaway/rows"

    ward: str
    age: int | None
    doses: int
    mg: float
    total: float

    def text(self) -> str:
        """One line."""
        return f"{self.ward}, {self.age}: {self.doses} x {self.mg} mg = {self.total} mg"

    def features(self) -> Sequence[float]:
        """Shape (3,): age (-1 when unknown), doses, milligrams."""
        return (-1 if self.age is None else self.age, self.doses, self.mg)

    def digest(self) -> bytes:
        """16 bytes over all fields."""
        return blake2b(self.text().encode(), digest_size=16).digest()

    def group(self) -> bytes:
        """Rows alike in all fields stay together."""
        return self.digest()


@dataclass(frozen=True, slots=True)
class RowCodec:
    """One column a field; two patients may share a row."""

    repeats_allowed: ClassVar[bool] = True

    @property
    def schema(self) -> pa.Schema:
        """Age may be null."""
        return pa.schema(
            [
                ("ward", pa.string()),
                ("age", pa.int64()),
                ("doses", pa.int64()),
                ("mg", pa.float64()),
                ("total", pa.float64()),
            ]
        )

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """Column by column."""
        rows = cast("Sequence[Row]", payloads)
        columns = [pa.array([getattr(row, field.name) for row in rows], field.type) for field in self.schema]
        return pa.Table.from_arrays(columns, schema=self.schema), ()

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Row]:
        """Rows in order."""
        columns = [table.column(name).to_pylist() for name in self.schema.names]
        return [Row(*values) for values in zip(*columns, strict=True)]


@dataclass(frozen=True, slots=True)
class Rows:
    """Draws from so few values that rows repeat.

    Example:
        north, 61: 2 x 2.5 mg = 5.0 mg
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("drug book",), "level": ("1",), "language": ("en",)}

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        for index in shard.indices:
            rng = stream(shard.seed, index, "throwaway/rows")
            yield record(row(rng, rng.choice(WARDS)), shard, "throwaway/rows", index)


def row(rng: Stream, ward: str) -> Row:
    """A row of that ward."""
    doses, mg = rng.between(1, 3), rng.choice((0.5, 2.5))
    return Row(ward, rng.choice((None, 61, 62)), doses, mg, doses * mg)


def record(payload: Row, shard: Shard, source: str, index: int) -> Record:
    """A row as a record."""
    tags = {"topic": "drug book", "level": "1", "language": "en"}
    return Record(payload=payload, origin=shard.origin(source, "1", index), tags=tags)


@dataclass(frozen=True, slots=True)
class SumIsRight:
    """Proves that `total` is `doses` times `mg`.

    Example:
        "2 x 2.5 mg = 5.5 mg" fails.
    """

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return [self._judge(record) for record in records]

    def _judge(self, record: Record) -> Verdict:
        name = "throwaway/rows"
        if not isinstance(record.payload, Row):
            return Verdict(record=record.key, verifier=name, outcome=Outcome.ABSTAIN, reason="no row of a drug book")
        row = record.payload
        if sum([row.mg] * row.doses) == row.total:
            return Verdict(record=record.key, verifier=name, outcome=Outcome.PASS, grade=Grade.PROVED)
        reason = f"the doses do not add up to {row.total} mg"
        return Verdict(record=record.key, verifier=name, outcome=Outcome.FAIL, reason=reason)


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """Raises the total by half a milligram.

    Example:
        "2 x 2.5 mg = 5.0 mg" becomes "2 x 2.5 mg = 5.5 mg".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no row."""
        if not isinstance(record.payload, Row):
            return None
        spoilt = replace(record.payload, total=record.payload.total + 0.5)
        return Corrupted(
            record=replace(record, payload=spoilt),
            kind="wrong_total",
            where="total",
            falsehood=f"{spoilt.doses} x {spoilt.mg} = {spoilt.total}",
        )
