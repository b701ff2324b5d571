"""Throwaway images: 100 kB of noise with one white line, stored as blobs in tar shards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b, shake_256
from typing import ClassVar, cast

import pyarrow as pa

from provender.core.recipe import Shard
from provender.core.record import Blob, Payload, Record
from provender.core.seeds import stream
from provender.core.verdict import Corrupted, Grade, Outcome, Verdict

WIDTH = 400
HEIGHT = 250
WHITE = b"\xff" * WIDTH


@dataclass(frozen=True, slots=True)
class Image:
    """`pixels` has shape (250, 400), one byte each; `line` is said to be the one white line."""

    codec: ClassVar[str] = "throwaway/images"

    line: int
    pixels: bytes

    def text(self) -> str:
        """What is said of it."""
        return f"line {self.line} is white"

    def features(self) -> Sequence[float]:
        """Shape (1,): mean brightness, 0 to 255."""
        return (sum(self.pixels) / len(self.pixels),)

    def digest(self) -> bytes:
        """16 bytes over the line's number and all pixels."""
        return blake2b(self.pixels, digest_size=16, key=self.line.to_bytes(2, "little")).digest()

    def group(self) -> bytes:
        """Images with the same pixels stay together."""
        return blake2b(self.pixels, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class ImageCodec:
    """The line as a column, the pixels as a blob named by their digest."""

    repeats_allowed: ClassVar[bool] = False

    @property
    def schema(self) -> pa.Schema:
        """`image` names the blob."""
        return pa.schema([("line", pa.int32()), ("image", pa.string())])

    def encode(self, payloads: Sequence[Payload], /) -> tuple[pa.Table, Iterable[Blob]]:
        """Images with the same pixels share a blob."""
        images = cast("Sequence[Image]", payloads)
        names = [f"{image.group().hex()}.grey" for image in images]
        columns = [pa.array([image.line for image in images], pa.int32()), pa.array(names, pa.string())]
        blobs = {name: image.pixels for name, image in zip(names, images, strict=True)}
        return pa.Table.from_arrays(columns, schema=self.schema), [Blob(*item) for item in blobs.items()]

    def decode(self, table: pa.Table, blobs: Mapping[str, bytes], /) -> Sequence[Image]:
        """Images in order."""
        lines, names = table.column("line").to_pylist(), table.column("image").to_pylist()
        return [Image(line, blobs[name]) for line, name in zip(lines, names, strict=True)]


@dataclass(frozen=True, slots=True)
class Images:
    """Noise with a white line somewhere.

    Example:
        line 17 is white
    """

    version: ClassVar[str] = "1"
    makes: ClassVar[Mapping[str, tuple[str, ...]]] = {"topic": ("line",), "level": ("1",), "language": ("en",)}

    def __call__(self, shard: Shard, /) -> Iterator[Record]:
        """The records of `shard`."""
        tags = {"topic": "line", "level": "1", "language": "en"}
        for index in shard.indices:
            line = stream(shard.seed, index, "throwaway/images").below(HEIGHT)
            noise = shake_256(f"{shard.seed} {index}".encode()).digest(WIDTH * HEIGHT)
            pixels = noise[: line * WIDTH] + WHITE + noise[(line + 1) * WIDTH :]
            origin = shard.origin("throwaway/images", self.version, index)
            yield Record(payload=Image(line, pixels), origin=origin, tags=tags)


@dataclass(frozen=True, slots=True)
class LineIsThere:
    """Proves that the line which is said to be white is.

    Example:
        "line 17 is white" fails when one of that line's 400 pixels is grey.
    """

    def __call__(self, records: Sequence[Record], /) -> Sequence[Verdict]:
        """One verdict a record."""
        return [self._judge(record) for record in records]

    def _judge(self, record: Record) -> Verdict:
        name = "throwaway/images"
        image = record.payload
        if not isinstance(image, Image):
            return Verdict(record=record.key, verifier=name, outcome=Outcome.ABSTAIN, reason="no image")
        seen = image.pixels[image.line * WIDTH :][:WIDTH]
        if min(seen, default=0) == 255:
            return Verdict(record=record.key, verifier=name, outcome=Outcome.PASS, grade=Grade.PROVED)
        return Verdict(record=record.key, verifier=name, outcome=Outcome.FAIL, reason="the line is not white")


@dataclass(frozen=True, slots=True)
class MovedLine:
    """Says that another line is the white one.

    Example:
        "line 17 is white" becomes "line 18 is white".
    """

    def __call__(self, record: Record, /, *, seed: int) -> Corrupted | None:
        """The spoilt record; None for what is no image."""
        if not isinstance(record.payload, Image):
            return None
        other = (record.payload.line + 1 + stream(seed, 0, "throwaway/moved_line").below(HEIGHT - 1)) % HEIGHT
        return Corrupted(
            record=replace(record, payload=replace(record.payload, line=other)),
            kind="moved_line",
            where="line",
            falsehood=f"line {other} is white",
        )
