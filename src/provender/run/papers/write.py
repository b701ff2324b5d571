"""The papers of an exported folder: marks, card, sums and Croissant, of what lies there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from provender.core.protocols import Dataset
from provender.run.papers import told
from provender.run.papers.card import card
from provender.run.papers.columns import columns_of
from provender.run.papers.croissant import NAME, SUMS, croissant
from provender.run.papers.marks import NAME as MARKS
from provender.run.papers.marks import marks

CARD = "README.md"
_HUB = "data/train-"  # where the hub's loader looks


@dataclass(slots=True)
class Seen:
    """Files as they pass by: SHA-256 and bytes of each."""

    sums: dict[str, Any] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, data: bytes) -> None:
        """A piece of a file."""
        self.sums.setdefault(name, sha256()).update(data)
        self.sizes[name] = self.sizes.get(name, 0) + len(data)

    def digests(self) -> dict[str, str]:
        """In hex, by name."""
        return {name: found.hexdigest() for name, found in sorted(self.sums.items())}


def beside(folder: Path, seen: Seen, dataset: Dataset, *, own: str) -> Iterator[tuple[str, bytes]]:
    """Marks and card; a file that the exporter wrote itself stays.

    Args:
        folder: where the exporter's files lie.
        seen: those files; what is written here is noted too.
        own: the licence that the exporter was told; "" where none.
    """
    facts = cast("Mapping[str, Any]", dataset.facts)
    hub = f"{_HUB}*" if any(name.startswith(_HUB) for name in seen.sums) else ""
    size, columns = sum(seen.sizes.values()), _columns(folder, seen)
    readme = card(facts, columns=columns, size=size, licence=told.licence(facts, own), data=hub).encode()
    for name, data in ((MARKS, marks(dataset, facts)), (CARD, readme)):
        if name not in seen.sums:
            seen.note(name, data)
            yield name, data


def about(folder: Path, seen: Seen, facts: Mapping[str, Any], *, own: str) -> Iterator[tuple[str, bytes]]:
    """Sums and Croissant of all that lies there."""
    sums = "".join(f"{digest}  {name}\n" for name, digest in seen.digests().items()).encode()
    seen.note(SUMS, sums)
    yield SUMS, sums
    terms = told.licence(facts, own)
    yield NAME, croissant(facts, folder=folder, sums=seen.digests(), sizes=seen.sizes, licence=terms).encode()


def _columns(folder: Path, seen: Seen) -> list[tuple[str, str]]:
    """Names and types of the first table."""
    for name in sorted(seen.sums):
        if columns := columns_of(folder / name):
            return [(each.name, _type(each.kind, many=each.many)) for each in columns]
    return []


def _type(kind: str, *, many: bool) -> str:
    plain = kind.removeprefix("sc:") or "structure"
    return f"list of {plain}" if many else plain
