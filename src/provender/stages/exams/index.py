"""Records held against fingerprints of exams: runs of words in common, then likeness.

A record repeats a passage of an exam where 13 words in a row agree; or 8 do that are half the passage; or where it
holds half of the passage's three-word grams (a passage of under 8 words: all of them), as one with a changed word does.
Thirteen words in a row agree exactly where six eight-word grams in a row do, so one index serves both lengths.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from provender.stages.exams.fingerprint import Fingerprint
from provender.stages.exams.grams import DIGEST, LONG, Hasher, Spelt, words

RUN = 13  # words in a row that settle it (GPT-3's rule, Brown et al. 2020, appendix C)
ALIKE = 0.5
_SURE = 4  # three-word grams that a passage needs before half of them say anything

Long = npt.NDArray[np.int64]
Keys = npt.NDArray[np.uint64]


class Match(NamedTuple):
    """What a record repeats.

    Attributes:
        file: the fingerprint's name.
        row: the item's number in the exam, from 1.
        field: of the item.
        digest: names the passage, hex.
        run: words in a row in common, 0 where under 8.
        alike: share of the passage's kept three-word grams that the record holds.
    """

    file: str
    row: int
    field: str
    digest: str
    run: int
    alike: float


class Exams:
    """Fingerprints ready to be looked up in.

    Guarantees:
        A text's match depends on that text and the fingerprints alone.
    """

    def __init__(self, fingerprints: Mapping[str, Fingerprint]) -> None:
        self._shelves = [_shelve(name, told) for name, told in sorted(fingerprints.items())]

    def look(self, texts: Sequence[str]) -> list[Match | None]:
        """What each text repeats: the match with the longest run, then the most alike."""
        told = [Spelt(words(text)) for text in texts]
        best: list[Match | None] = [None] * len(texts)
        for shelf in self._shelves:
            for at, match in shelf.look(told):
                known = best[at]
                if known is None or (match.run, match.alike) > (known.run, known.alike):
                    best[at] = match
        return best


@dataclass(frozen=True, slots=True)
class _Postings:
    """Hash -> passages: hashes ascending, and where each one's passages begin."""

    keys: Keys  # (k,)
    starts: Long  # (k + 1,)
    passages: Long  # (m,)

    def find(self, asked: Keys) -> tuple[Long, Long]:
        """(place in `asked`, passage) of every hit, in order."""
        if not len(self.keys) or not len(asked):
            return np.empty(0, np.int64), np.empty(0, np.int64)
        at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        hits = np.flatnonzero(self.keys[at] == asked)
        first, last = self.starts[at[hits]], self.starts[at[hits] + 1]
        counts = last - first
        inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        return np.repeat(hits, counts), self.passages[np.repeat(first, counts) + inside]


def _postings(grams: npt.NDArray[np.uint8], counts: npt.NDArray[np.uint32]) -> _Postings:
    """The index of one kind of gram."""
    keys, passages = _keys(grams.tobytes()), np.repeat(np.arange(len(counts)), counts)
    order = np.argsort(keys, kind="stable")
    different, starts = np.unique(keys[order], return_index=True)
    return _Postings(different, np.append(starts, len(keys)), passages[order])


def _keys(hashes: bytes) -> Keys:
    """Hashes of six bytes, one after another, as numbers."""
    rows = np.frombuffer(hashes, np.uint8).reshape(-1, DIGEST)
    wide = np.zeros((len(rows), 8), np.uint8)
    wide[:, :DIGEST] = rows
    return wide.view("<u8").ravel().astype(np.uint64)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """One fingerprint, ready."""

    name: str
    exam: Fingerprint
    hasher: Hasher
    long: _Postings
    short: _Postings

    def look(self, told: Sequence[Spelt]) -> list[tuple[int, Match]]:
        """(text, best match) of every text that repeats something."""
        runs = self._runs(told)
        alike = self._alike(told)
        best: dict[int, tuple[int, float, int]] = {}
        for text, passage in runs.keys() | alike.keys():
            run, share = runs.get((text, passage), 0), alike.get((text, passage), 0.0)
            if self._repeats(passage, run, share):
                best[text] = max(best.get(text, (0, 0.0, 0)), (run, share, -passage))
        return [(text, self._match(-passage, run, share)) for text, (run, share, passage) in sorted(best.items())]

    def _repeats(self, passage: int, run: int, alike: float) -> bool:
        """Whether that much in common is no chance."""
        size = int(self.exam.words[passage])
        if size < LONG:
            return alike == 1.0
        told = alike >= ALIKE and self.exam.shorts[passage] >= _SURE
        return told or run >= RUN or (run >= LONG and 2 * run >= size)

    def _runs(self, told: Sequence[Spelt]) -> dict[tuple[int, int], int]:
        """(text, passage) -> most words in a row in common."""
        grams = [self.hasher.long(each) for each in told]
        starts = np.cumsum([0, *map(len, grams)])
        at, passage = self.long.find(_keys(b"".join(gram for each in grams for gram in each)))
        text = np.searchsorted(starts, at, "right") - 1
        order = np.lexsort((at, passage, text))
        text, passage, at = text[order], passage[order], at[order]
        if not len(at):
            return {}
        new = np.ones(len(at), bool)
        new[1:] = (np.diff(text) != 0) | (np.diff(passage) != 0) | (np.diff(at) != 1)
        begins = np.flatnonzero(new)
        lengths = np.diff(np.append(begins, len(at))) + LONG - 1
        found: dict[tuple[int, int], int] = {}
        pairs = zip(text[begins].tolist(), passage[begins].tolist(), strict=True)
        for pair, length in zip(pairs, lengths.tolist(), strict=True):
            found[pair] = max(found.get(pair, 0), length)
        return found

    def _alike(self, told: Sequence[Spelt]) -> dict[tuple[int, int], float]:
        """(text, passage) -> share of the passage's three-word grams that the text holds, where it is worth telling."""
        grams = [self.hasher.short(each) for each in told]
        starts = np.cumsum([0, *map(len, grams)])
        at, passage = self.short.find(_keys(b"".join(gram for each in grams for gram in each)))
        pair = (np.searchsorted(starts, at, "right") - 1) * len(self.exam.row) + passage
        pairs, hits = np.unique(pair, return_counts=True)
        share = hits / self.exam.shorts[pairs % len(self.exam.row)]
        kept = share >= ALIKE / 2
        text, passage = np.divmod(pairs[kept], len(self.exam.row))
        return dict(zip(zip(text.tolist(), passage.tolist(), strict=True), share[kept].tolist(), strict=True))

    def _match(self, passage: int, run: int, alike: float) -> Match:
        """The match with a passage."""
        exam = self.exam
        field = exam.fields[int(exam.field[passage])]
        digest = exam.digest[passage].tobytes().hex()
        return Match(self.name, int(exam.row[passage]), field, digest, run, round(alike, 3))


def _shelve(name: str, exam: Fingerprint) -> _Shelf:
    """A fingerprint, indexed."""
    long, short = _postings(exam.long, exam.longs), _postings(exam.short_grams, exam.shorts)
    return _Shelf(name, exam, Hasher(exam.salt), long, short)
