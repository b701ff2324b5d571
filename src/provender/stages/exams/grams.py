"""Words of a text and keyed hashes of its word n-grams: all that a fingerprint knows of an exam.

    >>> words("Weng earns $12,000 an hour; 3 × 4 = <<3*4=12>>12")
    ['weng', 'earns', '12000', 'an', 'hour', '3', '*', '4', '=', '12']

A word is a run of letters, a number, an operator, or one character of a script that writes no spaces. Case, spacing,
punctuation, thousands separators, calculator marks, invisible characters and compatibility forms make no difference.
"""

import re
from collections.abc import Sequence
from hashlib import blake2b
from itertools import accumulate
from unicodedata import normalize

LONG = 8  # words in a row that hardly ever agree by chance
SHORT = 3  # of these a text keeps most, though a word of it is changed
DIGEST = 6  # bytes of a hash: among 10^6 of them one look-up in 3 * 10^8 hits by chance
_KEPT = 1 << 16
MOST = 1 << 20  # characters of a text that are looked at

_MARKS = re.compile(r"<<[^<>\n]{0,200}>>")
_THOUSANDS = re.compile(r"(?<=\d)[,'’](?=\d{3}(?!\d))")
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # Thai ... Han
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+|\d+(?:\.\d+)?|[+/=<>^%]|(?<!\*)\*(?!\*)|-(?=[ ]?[\d(])")
_UNSEEN = (0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_SAME = str.maketrans("×·∙∗⋅÷∕−–—’", "*****//---'", "".join(map(chr, _UNSEEN)))


def words(text: str) -> list[str]:
    """The words of a text, at most those of its first million characters."""
    text = text[:MOST]
    if not text.isascii():
        text = normalize("NFKC", text).translate(_SAME)
    if "<<" in text:
        text = _MARKS.sub("", text)
    return _WORD.findall(_THOUSANDS.sub("", text.casefold()))


class Spelt:
    """Words as bytes, one after another, ready to be cut into grams of any length."""

    __slots__ = ("_ends", "_joined")

    def __init__(self, told: Sequence[str]) -> None:
        text = " ".join(told)
        plain = [word.encode("utf-8", "surrogatepass") for word in told] if not text.isascii() else told
        self._joined = text.encode("utf-8", "surrogatepass")
        self._ends = list(accumulate([len(word) + 1 for word in plain]))

    def grams(self, n: int) -> list[bytes]:
        """What stands at each place where `n` words begin."""
        joined, ends = self._joined, self._ends
        return [joined[start : end - 1] for start, end in zip([0, *ends], ends[n - 1 :], strict=False)]


class Hasher:
    """Hashes of word n-grams under one salt (BLAKE2b): without the salt they can be compared with nothing."""

    def __init__(self, salt: bytes) -> None:
        self._salt = salt
        self._known: dict[bytes, bytes] = {}

    def long(self, spelt: Spelt) -> list[bytes]:
        """One hash for each place where eight words begin."""
        salt = self._salt
        return [blake2b(gram, digest_size=DIGEST, salt=salt).digest() for gram in spelt.grams(LONG)]

    def short(self, spelt: Spelt) -> set[bytes]:
        """The hashes of all three words in a row; kept for a while, since records share most of them."""
        grams, known = spelt.grams(SHORT), self._known
        if len(known) > _KEPT:
            known.clear()
        for gram in grams:
            if gram not in known:
                known[gram] = blake2b(gram, digest_size=DIGEST, salt=self._salt).digest()
        return {known[gram] for gram in grams}
