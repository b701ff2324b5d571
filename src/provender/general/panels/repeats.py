"""Repeats in the report: what was refused as one, beside what it repeats; and how near accepted records come to it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from provender.core.protocols import Block, Judged
from provender.core.registry import load, panel
from provender.general.hashed import Weighing

_REFUSED = ("repeats", "near_repeats", "general/novelty")
_KEY = re.compile(r"repeats (\S+?:\d+:\d+)")
_MOST = 600  # accepted records that are held beside each other
_LEAST_WORDS = 4
_SHARES = (0.5, 0.7, 0.8, 0.9, 0.95)


@panel
@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """Refused repeats beside what they repeat, and the accepted records that are most alike; not of tables' rows.

    Attributes:
        most: pairs of either kind that are shown.
        longest: characters of a record that are shown.

    Example:
        Shown by every report on records that must not repeat.
    """

    heading: ClassVar[str] = "Nearest repeats"

    most: int = 4
    longest: int = 400

    def __call__(self, samples: Sequence[Judged], /) -> Iterable[Block]:
        """Refused ones first, those of each reason in the records' order; then the nearest accepted ones."""
        told = [item for item in samples if _unique(item) and len(item.record.payload.text().split()) >= _LEAST_WORDS]
        yield from self._refused(told)
        yield from self._nearest([item for item in told if item.fate == "accepted"][:_MOST])

    def _refused(self, samples: Sequence[Judged]) -> Iterator[Block]:
        """Records that were refused as repeats."""
        known = {str(item.record.key): item for item in samples if item.fate == "accepted"}
        repeats = [item for item in samples if item.fate != "accepted" and item.verifier in _REFUSED]
        for item in repeats[: self.most]:
            cited = _KEY.search(item.reason)
            twin = known.get(cited[1]) if cited else None
            nearest = item.evidence.get("nearest", "")
            yield Block(
                title=str(item.record.key),
                caption=f"refused by {item.verifier}: {item.reason}"
                + (f"; the known record's digest is {nearest}" if nearest else ""),
                lines=(self._cut(item), *((f"beside {twin.record.key}: {self._cut(twin)}",) if twin else ())),
            )

    def _nearest(self, samples: Sequence[Judged]) -> Iterator[Block]:
        """How near the nearest other of each lies, and the nearest pairs of all."""
        if len(samples) < 2:
            return
        texts = [item.record.payload.text() for item in samples]
        vectors = Weighing.of(texts).vectors(texts)
        alike = vectors @ vectors.T
        np.fill_diagonal(alike, -1.0)
        nearest = alike.max(axis=1)
        rows = tuple((f"{share:.2f} or more", f"{float((nearest >= share).mean()):.1%}") for share in _SHARES)
        yield Block(
            title="How near the nearest other accepted record lies",
            caption=f"Of {len(samples):,} accepted records: cosine similarity of words and pairs of words, weighed by "
            "how rare they are. Records of one family share their wording: look at the pairs below before you worry.",
            head=("alike", "share of the records"),
            rows=rows,
        )
        seen: set[frozenset[int]] = set()
        for row in np.argsort(-nearest, kind="stable").tolist():
            pair = frozenset((row, int(alike[row].argmax())))
            if pair not in seen and len(seen) < self.most:
                seen.add(pair)
                one, two = (samples[at] for at in sorted(pair))
                yield Block(
                    title=f"{one.record.key} and {two.record.key}",
                    caption=f"{nearest[row]:.2f} alike; both accepted",
                    lines=(self._cut(one), self._cut(two)),
                )

    def _cut(self, item: Judged) -> str:
        """A record's text on one line, cut."""
        text = " ".join(item.record.payload.text().split())
        return text if len(text) <= self.longest else f"{text[: self.longest]}…"


def _unique(item: Judged) -> bool:
    """Whether a record must not repeat another."""
    return not load("codec", item.record.payload.codec).repeats_allowed
