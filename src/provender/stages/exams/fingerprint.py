"""The fingerprint of an exam: keyed hashes of its word n-grams, by passage, and how they are written down.

    {"format": "provender-fingerprint", "version": 1, "items": 7473, "fields": ["answer", "question"], ...}\\n
    <one column after another: rows, fields, words, counts, digests, hashes>

A passage is one field of one item. Of its eight-word grams all are kept that few passages share; of its three-word
grams the 32 with the least hashes (a bottom-k sketch, Broder 1997). Hashes stand in their own order, not the text's.
Nobody reads an exam in it; whoever guesses a sentence can confirm the guess, so it is no secret-keeping device.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from provender.core.errors import InputError
from provender.stages.exams.grams import DIGEST, LONG, SHORT, Hasher, Spelt, words

FORMAT = "provender-fingerprint"
VERSION = 1
SALT = 16
SKETCH = 32
LEAST = 5  # words of a passage: a shorter one is said by chance
_SHARED_LONG, _SHARED_SHORT = 3, 50  # passages that may share a gram before it is the exam's manner of speaking
_HEADER = 1 << 16
_MAKE_AGAIN = "make the file again: provender fingerprint EXAM"

Bytes = npt.NDArray[np.uint8]
Numbers = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fingerprint:
    """An exam as hashes.

    Attributes:
        salt: 16 bytes, from the exam's own words: the same exam gives the same file.
        items: rows of the exam.
        fields: their names, as `field` counts them.
        short: passages left out, of fewer than five words.
        row, field, words: (n,) of each passage: its item's number from 1, its field, its words.
        longs, shorts: (n,) how many hashes of each kind a passage has.
        digest: (n, 8) names of passages.
        long, short_grams: (m, 6) hashes, passage after passage.
    """

    salt: bytes
    items: int
    fields: tuple[str, ...]
    short: int
    row: Numbers
    field: Numbers
    words: Numbers
    longs: Numbers
    shorts: Numbers
    digest: Bytes
    long: Bytes
    short_grams: Bytes

    def dump(self) -> bytes:
        """The file."""
        columns = (self.row, self.field, self.words, self.longs, self.shorts, self.digest, self.long, self.short_grams)
        body = b"".join(np.ascontiguousarray(each).astype(each.dtype.newbyteorder("<")).tobytes() for each in columns)
        header = {
            "format": FORMAT,
            "version": VERSION,
            "items": self.items,
            "passages": len(self.row),
            "too_short": self.short,
            "fields": list(self.fields),
            "grams": {"words": [LONG, SHORT], "kept": [len(self.long), len(self.short_grams)], "bytes": DIGEST},
            "salt": self.salt.hex(),
            "body": sha256(body).hexdigest(),
        }
        return json.dumps({**header, "sha256": _sum(header)}, separators=(",", ":")).encode() + b"\n" + body


class _Passage(NamedTuple):
    row: int
    field: int
    told: list[str]
    long: set[bytes]
    short: set[bytes]


def fingerprint(items: Iterable[Mapping[str, str]]) -> Fingerprint:
    """The fingerprint of an exam.

    Args:
        items: field -> text of each item.

    Raises:
        InputError: no item holds a passage of five words.

    Guarantees:
        The same items give the same bytes; no text is in them.
    """
    told = [{name: words(text) for name, text in item.items()} for item in items]
    fields = tuple(sorted({name for item in told for name in item}))
    salt = blake2b(json.dumps([sorted(item.items()) for item in told]).encode(), digest_size=SALT).digest()
    hasher = Hasher(salt)
    passages = [
        _Passage(row, fields.index(name), spelt, _long(hasher, spelt), hasher.short(Spelt(spelt)))
        for row, item in enumerate(told, 1)
        for name, spelt in sorted(item.items())
        if len(spelt) >= LEAST
    ]
    if not passages:
        mend = "name the fields that hold its questions with --field; passages of under five words cannot be told apart"
        raise InputError("no item holds a passage to fingerprint", where="the exam", mend=mend)
    short = sum(0 < len(spelt) < LEAST for item in told for spelt in item.values())
    return _columns(passages, Fingerprint(**_empty(salt, len(told), fields, short)))


def _long(hasher: Hasher, spelt: Sequence[str]) -> set[bytes]:
    """Hashes of the grams in which something is said: rows of numbers alone are counted, listed, and met by chance."""
    lettered = [any(word.isalpha() for word in spelt[at : at + LONG]) for at in range(len(spelt) - LONG + 1)]
    return {gram for gram, kept in zip(hasher.long(Spelt(spelt)), lettered, strict=True) if kept}


def _empty(salt: bytes, items: int, fields: tuple[str, ...], short: int) -> dict[str, Any]:
    """A fingerprint's fields, without passages."""
    none, nothing = np.empty(0, np.uint32), np.empty((0, DIGEST), np.uint8)
    numbers = dict.fromkeys(("row", "field", "words", "longs", "shorts"), none)
    grams = {"digest": np.empty((0, 8), np.uint8), "long": nothing, "short_grams": nothing}
    return {"salt": salt, "items": items, "fields": fields, "short": short, **numbers, **grams}


def _columns(passages: Sequence[_Passage], bare: Fingerprint) -> Fingerprint:
    """The passages as columns, without the grams that many of them share."""
    common_long = Counter(gram for passage in passages for gram in passage.long)
    common_short = Counter(gram for passage in passages for gram in passage.short)
    long = [sorted(gram for gram in each.long if common_long[gram] <= _SHARED_LONG) for each in passages]
    short = [sorted(gram for gram in each.short if common_short[gram] <= _SHARED_SHORT)[:SKETCH] for each in passages]
    names = [blake2b(" ".join(each.told).encode(), key=bare.salt, digest_size=8).digest() for each in passages]
    return Fingerprint(
        salt=bare.salt,
        items=bare.items,
        fields=bare.fields,
        short=bare.short,
        row=np.array([each.row for each in passages], np.uint32),
        field=np.array([each.field for each in passages], np.uint32),
        words=np.array([len(each.told) for each in passages], np.uint32),
        longs=np.array([len(grams) for grams in long], np.uint32),
        shorts=np.array([len(grams) for grams in short], np.uint32),
        digest=_bytes(names, 8),
        long=_bytes([gram for grams in long for gram in grams], DIGEST),
        short_grams=_bytes([gram for grams in short for gram in grams], DIGEST),
    )


def _bytes(hashes: Sequence[bytes], width: int) -> Bytes:
    """Hashes as rows."""
    return np.frombuffer(b"".join(hashes), np.uint8).reshape(-1, width)


def load(data: bytes, *, where: str) -> Fingerprint:
    """Read what `Fingerprint.dump` wrote.

    Raises:
        InputError: it is another file, of another version, cut off or changed.
    """
    first, _, body = data[:_HEADER].partition(b"\n")
    body = data[len(first) + 1 :]
    try:
        header = json.loads(first)
        if header["format"] != FORMAT:
            raise ValueError
        version, told = header["version"], header.pop("sha256")
    except (ValueError, TypeError, KeyError, RecursionError):
        raise InputError("this is no fingerprint of an exam", where=where, mend=_MAKE_AGAIN) from None
    if version != VERSION:
        mend = f"this release reads version {VERSION}: {_MAKE_AGAIN}"
        raise InputError(f"a fingerprint of version {str(version)[:20]}", where=where, mend=mend)
    if told != _sum(header) or header["body"] != sha256(body).hexdigest():
        what = "the fingerprint is not as it was written: its checksum differs, or its end is missing"
        raise InputError(what, where=where, mend=_MAKE_AGAIN)
    try:
        return _read(header, body)
    except (ValueError, TypeError, KeyError, OverflowError):  # a checksum keeps nobody from writing nonsense
        raise InputError("the fingerprint contradicts itself", where=where, mend=_MAKE_AGAIN) from None


def _read(header: Mapping[str, Any], body: bytes) -> Fingerprint:
    """The columns that a header announces."""
    passages, (longs, shorts) = int(header["passages"]), map(int, header["grams"]["kept"])
    if min(passages, longs, shorts) < 0 or len(body) != passages * 28 + (longs + shorts) * DIGEST:
        raise ValueError("sizes")
    numbers = np.frombuffer(body, "<u4", 5 * passages).astype(np.uint32).reshape(5, passages)
    row, field, told, long_counts, short_counts = numbers
    rest = np.frombuffer(body, np.uint8, offset=numbers.nbytes)
    digest, long, short = np.split(rest, [8 * passages, 8 * passages + longs * DIGEST])
    fields, salt = tuple(str(name) for name in header["fields"]), bytes.fromhex(header["salt"])
    if len(salt) != SALT:
        raise ValueError("salt")
    if long_counts.sum() != longs or short_counts.sum() != shorts or (passages and field.max() >= len(fields)):
        raise ValueError("counts")
    return Fingerprint(
        salt=salt,
        items=int(header["items"]),
        fields=fields,
        short=int(header["too_short"]),
        row=row,
        field=field,
        words=told,
        longs=long_counts,
        shorts=short_counts,
        digest=digest.reshape(-1, 8),
        long=long.reshape(-1, DIGEST),
        short_grams=short.reshape(-1, DIGEST),
    )


def _sum(header: Mapping[str, Any]) -> str:
    """The checksum of a header; the body's stands in it."""
    plain = {key: value for key, value in header.items() if key != "sha256"}
    return sha256(json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
