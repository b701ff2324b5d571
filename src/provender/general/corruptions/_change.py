"""What the corruptions of facts share: numbers as they stand in a text, and one text in another's place."""

import re
from collections.abc import Callable
from dataclasses import replace

from provender.core.record import Record
from provender.core.seeds import Stream, stream
from provender.core.verdict import Corrupted
from provender.general.answered import Answered

NUMBER = re.compile(r"^[-−]?\d[\d.,\u00a0\u202f ]*\d|^\d")  # at the beginning of an answer


def rng_of(record: Record, seed: int, kind: str) -> Stream:
    """A stream of the record's content and the seed alone."""
    return stream(seed, int.from_bytes(record.content[:8], "little"), f"general/{kind}")


def lookup(record: Record) -> Answered | None:
    """The payload, if it is an answer that its explanation repeats."""
    payload = record.payload
    told = isinstance(payload, Answered) and payload.answer and payload.explanation.count(payload.answer) == 1
    return payload if isinstance(payload, Answered) and told else None


def in_both(record: Record, told: Answered, answer: str, kind: str) -> Corrupted | None:
    """Another answer, in the explanation too: nothing but the world contradicts it."""
    if answer == told.answer:
        return None
    payload = replace(told, answer=answer, explanation=told.explanation.replace(told.answer, answer))
    falsehood = f"the answer is {told.answer}, not {answer}"
    return Corrupted(record=replace(record, payload=payload), kind=kind, where="answer", falsehood=falsehood)


def renumbered(record: Record, kind: str, seed: int, change: Callable[[Stream, str], str]) -> Corrupted | None:
    """An answer that is a number, with another number in its place."""
    told = lookup(record)
    found = NUMBER.match(told.answer) if told else None
    if told is None or found is None:
        return None
    number = change(rng_of(record, seed, kind), found[0])
    return in_both(record, told, number + told.answer[found.end() :], kind)


def slipped(rng: Stream, number: str) -> str:
    """The number with one digit another, never a nought at its beginning."""
    at = rng.choice([at for at, char in enumerate(number) if char.isdigit()])
    digit = rng.choice([digit for digit in "123456789" if digit != number[at]])
    return f"{number[:at]}{digit}{number[at + 1 :]}"
