"""Judging records from anywhere, without any generator: in batches, with a count of what every verifier said."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from provender.core.dials import has_default
from provender.core.protocols import Judged, Tools, Verifier
from provender.core.record import Record
from provender.core.registry import find, load, names
from provender.core.verdict import Grade
from provender.stages.exams.index import Exams
from provender.stages.exams.refuse import refuse_exam_items
from provender.stages.verify import verify

_BATCH = 512


@dataclass(slots=True)
class Tally:
    """What was decided so far.

    Attributes:
        fates: "proved", "anchored", "screened", "refuted", "unverified" -> records; "odd" -> rows that are none.
        funnel: verifier -> outcome -> records.
        refused: "verifier: reason" -> records.
    """

    fates: Counter[str] = field(default_factory=Counter)
    funnel: dict[str, Counter[str]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """Records judged."""
        return self.fates.total()

    def add(self, item: Judged) -> None:
        """Take in one record."""
        if item.fate == "accepted":
            self.fates[item.grade] += 1
            return
        self.fates["unverified" if item.verifier == "unverified" else "refuted"] += 1
        self.refused[f"{item.verifier}: {item.reason}"] += 1


def judge(
    records: Iterable[Record], verifiers: Mapping[str, Verifier], *, accept: Grade, depth: int, tally: Tally,
    exams: Exams | None = None,
) -> Iterator[Judged]:  # fmt: skip
    """Judge records as they come, and refuse what repeats an item of `exams`; `tally` is counted up."""
    stream = iter(records)
    while batch := list(islice(stream, _BATCH)):
        told = verify(batch, verifiers, accept=accept, depth=depth)
        for name, counts in told.funnel.items():
            tally.funnel.setdefault(name, Counter()).update(counts)
        for item in refuse_exam_items(told.judged, exams):
            tally.add(item)
            yield item


def verifiers_for(
    wing: str, asked: Sequence[str], reference: Callable[[], Sequence[Record]] | None
) -> dict[str, Verifier]:
    """Verifiers by name: those asked for, else all of the wing that need no dials, and no truth unless there is some.

    Args:
        reference: reads the truth that anchored verifiers compare with.
    """
    found: dict[str, Verifier] = {}
    chosen = asked or [name for name in names("verifier") if name.partition("/")[0] == wing and _is_ready(name)]
    for name in chosen:
        part = load("verifier", name, where="the command line")
        if not hasattr(part, "bind"):
            found[name] = part
        elif reference is not None or name in asked:
            found[name] = part.bind(Tools(reference=reference() if reference else ()))
    return found


def _is_ready(name: str) -> bool:
    """Whether every dial of a verifier has a default."""
    fields = find("verifier", name).__dataclass_fields__.values()  # type: ignore[attr-defined]
    return all(has_default(entry) for entry in fields if entry.init)
