"""What the judges of this wing share: a payload is failed by its first fault, and otherwise screened."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from provender.core.record import Record
from provender.core.verdict import Grade, Outcome, Verdict

P = TypeVar("P")


def judged(
    records: Sequence[Record], kind: type[P], faults: Callable[[P], Iterator[str]], *, name: str
) -> list[Verdict]:
    """One verdict a record, by the verifier `name`.

    Args:
        kind: of payload that it judges; it abstains on any other.
        faults: what is wrong with one, in words; nothing more is asked of it after the first.
    """
    return [_one(record, kind, faults, name) for record in records]


def _one(record: Record, kind: type[P], faults: Callable[[P], Iterator[str]], name: str) -> Verdict:
    """One record's."""
    if not isinstance(record.payload, kind):
        told = f"no {kind.__name__.lower()}"
        return Verdict(record=record.key, verifier=name, outcome=Outcome.ABSTAIN, reason=told)
    if reason := next(faults(record.payload), ""):
        return Verdict(record=record.key, verifier=name, outcome=Outcome.FAIL, reason=reason)
    return Verdict(record=record.key, verifier=name, outcome=Outcome.PASS, grade=Grade.SCREENED)
