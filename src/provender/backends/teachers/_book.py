"""The run's account book of teacher replies: many replies to a sync, each durable before it is used.

<key>             the raw reply: b"raw\\n" and what the server sent, or a `Reply` as JSON
paid/00000041     money spent so far, in all attempts at this run, after the 42nd sync that paid for something
"""

import asyncio
import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from typing import NamedTuple, Protocol

from provender.core.errors import IntegrityError
from provender.core.protocols import Reply

RAW = b"raw\n"
_GATHER_S = 0.01  # that a reply from a network waits for others: a sync for each took a third of a call's CPU time


class Journal(Protocol):
    """Durable key -> bytes. Threads may share it; the first value of a key stands."""

    def get(self, key: str) -> bytes | None:
        """The value, or None."""
        ...

    def put_all(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keep the entries; durable when it returns."""
        ...


class _Entry(NamedTuple):
    """A value on its way to the disk."""

    key: str
    value: bytes
    cost: float
    kept: "asyncio.Future[None]"


class Book:
    """Keeps replies and payments in the journal; lives in one event loop, the disk in a thread of its own.

    Attributes:
        total: money spent on this run in all its attempts.
        broken: what the disk refused with; nothing may be bought after it.

    Guarantees:
        `keep` returns when the value is durable. One sync carries what arrived within a few milliseconds, and what
        arrived while the one before it ran.
        A payment is written with its reply, in one batch.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._payments, self.total = _last_payment(journal)
        self.broken: Exception | None = None
        self._waiting: list[_Entry] = []
        self._writer: asyncio.Task[None] | None = None
        self._hurry = False
        self._disk = ThreadPoolExecutor(1, thread_name_prefix="teacher journal")

    def get(self, key: str) -> bytes | None:
        """The value kept under a key."""
        return self._journal.get(key)

    def close(self) -> None:
        """No more is written."""
        self._disk.shutdown()

    async def keep(self, key: str, value: bytes, cost: float = 0.0) -> None:
        """Make a value durable, with what it cost.

        Raises:
            Exception: what the disk said; the book is broken from then on.
        """
        loop = asyncio.get_running_loop()
        entry = _Entry(key, value, cost, loop.create_future())
        self._waiting.append(entry)
        self._hurry = self._hurry or not value.startswith(RAW)  # a teacher in threads has few slots to wait in
        if self._writer is None:
            self._writer = loop.create_task(self._write())
        await entry.kept

    async def _write(self) -> None:
        """Batch after batch, until nobody waits."""
        loop = asyncio.get_running_loop()
        while self._waiting:
            if not self._hurry:
                await asyncio.sleep(_GATHER_S)
            batch, self._waiting, self._hurry = self._waiting, [], False
            try:
                if self.broken:
                    raise self.broken
                await loop.run_in_executor(self._disk, self._journal.put_all, self._entries(batch))
            except Exception as error:
                self.broken = error
                for entry in batch:
                    entry.kept.set_exception(error)
                continue
            self._settle(batch)
        self._writer = None

    def _entries(self, batch: list[_Entry]) -> list[tuple[str, bytes]]:
        """The batch, and one payment for all of it."""
        entries = [(entry.key, entry.value) for entry in batch]
        cost = sum(entry.cost for entry in batch)
        if cost:
            entries.append((_payment(self._payments), json.dumps(self.total + cost).encode()))
        return entries

    def _settle(self, batch: list[_Entry]) -> None:
        """The batch is durable."""
        cost = sum(entry.cost for entry in batch)
        self._payments += bool(cost)
        self.total += cost
        for entry in batch:
            entry.kept.set_result(None)


def encode(reply: Reply) -> bytes:
    """A reply that no server sent as such."""
    return json.dumps({item.name: getattr(reply, item.name) for item in fields(reply)}).encode()


def decode(data: bytes, key: str, *, where: str) -> Reply:
    """Read what `encode` wrote.

    Raises:
        IntegrityError: it is no reply.
    """
    try:
        return Reply(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise IntegrityError(
            f"the journal's entry {key} is no reply: {data[:60]!r}",
            where=where,
            mend="another program wrote it: move the run's journal away and run again",
        ) from error


def _payment(number: int) -> str:
    """The journal's key of the money spent when payment `number` (from 0) was made."""
    return f"paid/{number:08d}"


def _last_payment(journal: Journal) -> tuple[int, float]:
    """How many payments the journal holds and what they sum to; found in about 2 log2(n) reads."""
    end = 1
    while journal.get(_payment(end - 1)) is not None:
        end *= 2
    low, high = end // 2, end - 1  # payment low - 1 is there, payment high is not
    while low < high:
        middle = (low + high) // 2
        if journal.get(_payment(middle)) is None:
            high = middle
        else:
            low = middle + 1
    last = journal.get(_payment(low - 1)) if low else None
    return low, json.loads(last) if last is not None else 0.0
