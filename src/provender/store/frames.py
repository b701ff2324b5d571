"""The bytes of a journal: a header and frames, each with a checksum that is its own.

    header   "provender journal 1\\n", 16 random bytes (the salt), 16 bytes of checksum
    frame    "\\xf5PVJ", length of key, length of value (4 bytes each, little-endian),
             8 bytes of checksum over these, 16 bytes of checksum over all, key, value

Checksums are BLAKE2b, keyed with the salt, and cover the frame's offset: a reply that a hostile server made to look
like a frame is none, and a frame that was copied or moved is none either.
"""

import struct
from collections.abc import Callable, Iterator
from hashlib import blake2b
from secrets import token_bytes
from typing import NamedTuple, TypeAlias

from provender.core.errors import IntegrityError

TITLE = b"provender journal 1\n"
MAGIC = b"\xf5PVJ"
HEADER = len(TITLE) + 16 + 16
MEND = "put the file back from a copy, or move it away: its replies are then asked, and paid, for again"

_FRAME = struct.Struct("<4sII8s16s")
_BLOCK = 1 << 22  # bytes read at a time when all frames are walked

Fetch: TypeAlias = Callable[[int, int], bytes]  # (offset, size) -> at most that many bytes


class Entry(NamedTuple):
    """A good frame: where it starts and ends, and what it holds."""

    offset: int
    end: int
    key: bytes
    value: bytes


def new_header() -> bytes:
    """The header of a new journal, with a salt that nobody can guess."""
    start = TITLE + token_bytes(16)
    return start + blake2b(start, digest_size=16).digest()


def salt_of(header: bytes, *, where: str) -> bytes:
    """The salt in a header.

    Raises:
        IntegrityError: a byte of the header differs.
    """
    start, check = header[:-16], header[-16:]
    if len(header) != HEADER or blake2b(start, digest_size=16).digest() != check:
        raise IntegrityError("the journal's header differs from what was written", where=where, mend=MEND)
    return start[len(TITLE) :]


def encode(salt: bytes, offset: int, key: bytes, value: bytes) -> bytes:
    """A frame to be written at `offset`."""
    head, full = _checks(salt, offset, key, value)
    return b"".join((_FRAME.pack(MAGIC, len(key), len(value), head, full), key, value))


def _head_check(salt: bytes, offset: int, keys: int, values: int) -> bytes:
    """Checksum over a frame's offset and lengths: a wrong length is seen before it is believed."""
    return blake2b(struct.pack("<QII", offset, keys, values), digest_size=8, key=salt).digest()


def _checks(salt: bytes, offset: int, key: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Both checksums of a frame."""
    head = _head_check(salt, offset, len(key), len(value))
    full = blake2b(head, digest_size=16, key=salt)
    full.update(key)
    full.update(value)
    return head, full.digest()


def frame_at(fetch: Fetch, salt: bytes, offset: int) -> Entry | None:
    """The frame at `offset`, if there is a good one."""
    start = fetch(offset, _FRAME.size)
    if len(start) < _FRAME.size:
        return None
    magic, keys, values, head, full = _FRAME.unpack(start)
    if magic != MAGIC or head != _head_check(salt, offset, keys, values):
        return None
    body = fetch(offset + _FRAME.size, keys + values)
    key, value = body[:keys], body[keys:]
    if (head, full) != _checks(salt, offset, key, value):
        return None
    return Entry(offset, offset + _FRAME.size + keys + values, key, value)


class Walk:
    """The good frames of a journal in order; afterwards `end` tells where the last of them ends.

    Args:
        fetch: reads the file.
        size: of the file, bytes.

    Raises:
        IntegrityError: a good frame follows a bad one.
    """

    def __init__(self, fetch: Fetch, salt: bytes, size: int, *, where: str) -> None:
        self._fetch = fetch
        self._salt = salt
        self._size = size
        self._where = where
        self._start = 0
        self._block = b""
        self.end = HEADER

    def __iter__(self) -> Iterator[Entry]:
        while entry := frame_at(self._buffered, self._salt, self.end):
            self.end = entry.end
            yield entry
        if (good := self._next_good()) is not None:
            raise IntegrityError(
                f"bytes {self.end} to {good} differ from what was written", where=self._where, mend=MEND
            )

    def _buffered(self, offset: int, size: int) -> bytes:
        """`fetch`, a block at a time."""
        if offset < self._start or offset + size > self._start + len(self._block):
            self._start, self._block = offset, self._fetch(offset, max(size, _BLOCK))
        return self._block[offset - self._start : offset - self._start + size]

    def _next_good(self) -> int | None:
        """Where a good frame starts after the first bad one, if any does."""
        offset = self.end + 1
        while offset < self._size:
            block = self._fetch(offset, _BLOCK)
            found = block.find(MAGIC)
            while found >= 0:
                if frame_at(self._fetch, self._salt, offset + found):
                    return offset + found
                found = block.find(MAGIC, found + 1)
            offset += max(len(block) - len(MAGIC) + 1, 1)
        return None
