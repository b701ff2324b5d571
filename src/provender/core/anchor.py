"""Ground truth, held apart in four splits that are made once, by content."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from provender.core.record import Columnar, Record

SPLITS = ("reference", "control", "probe", "exam")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Real or trusted records in four splits.

    Attributes:
        reference: generators and audits may see it.
        control: audits and attacks only.
        probe: scores that `revise` may steer by.
        exam: once, at the end, by `Student.score` alone.
        digest: of the source's bytes, hex.
        private: whether payload values must never be shown.
    """

    reference: Sequence[Record] = ()
    control: Sequence[Record] = ()
    probe: Sequence[Record] = ()
    exam: Sequence[Record] = ()
    digest: str = ""
    private: bool = False


def split_of(group: bytes, shares: Mapping[str, float]) -> str:
    """The split a group belongs to: by its digest alone, so that repeats never straddle.

    Args:
        group: `Payload.group()`, 16 bytes.
        shares: split name -> share in [0, 1], summing to 1.

    Guarantees:
        Depends on nothing but its arguments; adding records moves no other record.
    """
    point = int.from_bytes(blake2b(b"split" + group, digest_size=8).digest(), "little") / 2**64
    for name in SPLITS:
        point -= shares.get(name, 0.0)
        if point < 0:
            return name
    return next(name for name in reversed(SPLITS) if shares.get(name, 0.0) > 0)


def split(records: Iterable[Record], shares: Mapping[str, float], *, digest: str, private: bool = False) -> Anchor:
    """Divide `records` into the four splits by `split_of` their groups; columnar records stay so."""
    kept: Sequence[Record] = records if isinstance(records, Sequence) else list(records)
    groups = kept.groups() if isinstance(kept, Columnar) else [record.payload.group() for record in kept]
    places: dict[str, list[int]] = {name: [] for name in SPLITS}
    for place, group in enumerate(groups):
        places[split_of(group, shares)].append(place)
    parts = {name: _taken(kept, chosen) for name, chosen in places.items()}
    return Anchor(**parts, digest=digest, private=private)


def _taken(records: Sequence[Record], places: Sequence[int]) -> Sequence[Record]:
    """The records at `places`."""
    return records.take(places) if isinstance(records, Columnar) else [records[place] for place in places]
