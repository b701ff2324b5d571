"""The bytes of a journal: a header and frames, each with checksums of its own.

    header   "provender journal 1\\n", 16 random bytes (the salt), 16 bytes of checksum
    frame    "\\xf5PVJ", its number, the number of the first frame that was written and synced with it, length of key,
             length of value (4 bytes each, little-endian), 8 bytes of checksum over these, 16 bytes of checksum over
             all, key, value

Checksums are BLAKE2b, keyed with the salt: a reply that a hostile server made to look like a frame is none. Frames
are numbered from 0, so that one which is missing, copied or moved is seen.
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

_HEAD = struct.Struct("<4sIIII8s16s")
_COUNTED = struct.Struct("<IIII")
_BLOCK = 1 << 22  # bytes read at a time when all frames are walked

Fetch: TypeAlias = Callable[[int, int], bytes]  # (offset, size) -> at most that many bytes


class Frame(NamedTuple):
    """A frame's contents.

    Attributes:
        number: frames before it.
        batch: number of the first frame of those that one sync made durable together.
    """

    number: int
    batch: int
    key: bytes
    value: bytes

    @property
    def size(self) -> int:
        """Bytes in the file."""
        return _HEAD.size + len(self.key) + len(self.value)


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
        raise damaged("the journal's header differs from what was written", where=where)
    return start[len(TITLE) :]


def damaged(what: str, *, where: str) -> IntegrityError:
    """The error for a journal that cannot be used as it is."""
    return IntegrityError(what, where=where, mend=MEND)


def encode(salt: bytes, frame: Frame) -> bytes:
    """The bytes of a frame."""
    counted = _COUNTED.pack(frame.number, frame.batch, len(frame.key), len(frame.value))
    head, full = _checks(salt, counted, frame.key + frame.value)
    return b"".join((MAGIC, counted, head, full, frame.key, frame.value))


def _head_check(salt: bytes, counted: bytes) -> bytes:
    """Checksum over numbers and lengths: a wrong length is seen before it is believed."""
    return blake2b(counted, digest_size=8, key=salt).digest()


def _checks(salt: bytes, counted: bytes, body: bytes) -> tuple[bytes, bytes]:
    """Both checksums of a frame."""
    head = _head_check(salt, counted)
    full = blake2b(head, digest_size=16, key=salt)
    full.update(body)
    return head, full.digest()


def frame_at(fetch: Fetch, salt: bytes, offset: int) -> Frame | None:
    """The frame at `offset`, if there is a good one."""
    start = fetch(offset, _HEAD.size)
    if len(start) < _HEAD.size:
        return None
    magic, number, batch, keys, values, head, full = _HEAD.unpack(start)
    counted = _COUNTED.pack(number, batch, keys, values)
    if magic != MAGIC or head != _head_check(salt, counted):
        return None
    body = fetch(offset + _HEAD.size, keys + values)
    if (head, full) != _checks(salt, counted, body):
        return None
    return Frame(number, batch, body[:keys], body[keys:])


class Walk:
    """The good frames of a journal in order, each with its offset.

    Args:
        fetch: reads the file.
        size: of the file, bytes.

    Attributes:
        count: good frames so far.
        end: where the last of them ends. What follows it, once all were walked, is a torn write.

    Raises:
        IntegrityError: a frame is out of order, or a bad one stands before a good one that was synced after it.
    """

    def __init__(self, fetch: Fetch, salt: bytes, size: int, *, where: str) -> None:
        self._fetch = fetch
        self._salt = salt
        self._size = size
        self._where = where
        self._start = 0
        self._block = b""
        self.count = 0
        self.end = HEADER

    def __iter__(self) -> Iterator[tuple[int, Frame]]:
        while frame := frame_at(self._buffered, self._salt, self.end):
            if frame.number != self.count:
                raise damaged(f"entry {frame.number} stands where {self.count} should", where=self._where)
            yield self.end, frame
            self.end += frame.size
            self.count += 1
        # the frames of one batch may reach the disk in any order, and then lose power together
        if any(frame.batch > self.count for frame in self._good_after(self.end)):
            raise damaged(f"the bytes from {self.end} on differ from what was written", where=self._where)

    def _buffered(self, offset: int, size: int) -> bytes:
        """`fetch`, a block at a time."""
        if offset < self._start or offset + size > self._start + len(self._block):
            self._start, self._block = offset, self._fetch(offset, max(size, _BLOCK))
        return self._block[offset - self._start : offset - self._start + size]

    def _good_after(self, offset: int) -> Iterator[Frame]:
        """Good frames anywhere behind a bad place."""
        while offset < self._size:
            block = self._fetch(offset, _BLOCK)
            found = block.find(MAGIC)
            while found >= 0:
                if frame := frame_at(self._fetch, self._salt, offset + found):
                    yield frame
                found = block.find(MAGIC, found + 1)
            offset += max(len(block) - len(MAGIC) + 1, 1)
