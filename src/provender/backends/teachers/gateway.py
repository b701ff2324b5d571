"""The one gateway of a run to its language models: each call is made, written down before it is used, and paid once.

It lives in the driver; workers hold a `Proxy`. Every call has a key: the SHA-256 of who is asked and what, as
canonical JSON. The journal keeps, durable before anybody sees the reply,

    <key>             the raw reply as JSON
    paid/00000041     money spent so far, in all attempts at this run, when the 42nd paid reply came in
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from hashlib import file_digest, sha256
from threading import Lock
from typing import Any, Protocol, Self

from provender.backends.teachers.channel import WHERE, Proxy, Server
from provender.core.errors import IntegrityError, ProvenderError, Shortfall, UnknownName
from provender.core.files import locate
from provender.core.protocols import Prompt, Reply, Teacher
from provender.core.recipe import Price
from provender.core.registry import name_of

_FREE = Price()


class Journal(Protocol):
    """Durable key -> bytes. Threads may share it; the first value of a key stands."""

    def get(self, key: str) -> bytes | None:
        """The value, or None."""
        ...

    def put_all(self, entries: Iterable[tuple[str, bytes]]) -> None:
        """Keep the entries; durable when it returns."""
        ...


@dataclass(slots=True, kw_only=True)
class Spent:
    """What one teacher has cost in this attempt.

    Attributes:
        calls: made to the teacher.
        kept: answered from the journal or by a call that was just under way: nothing was paid.
        failed: calls whose reply is an error.
        prompt_tokens, completion_tokens: as the teacher counts them.
        cost: money, in the recipe's own currency.
    """

    calls: int = 0
    kept: int = 0
    failed: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float = 0.0

    def add(self, reply: Reply, cost: float) -> None:
        """Count a call that was made."""
        self.calls += 1
        self.failed += reply.finish == "error"
        self.prompt_tokens += reply.prompt_tokens
        self.completion_tokens += reply.completion_tokens
        self.cost += cost


@dataclass(frozen=True, slots=True, kw_only=True)
class _Desk:
    """One teacher under its name in the recipe, its identity for the keys, its price and its account."""

    name: str
    teacher: Teacher
    identity: str
    price: Price
    spent: Spent = field(default_factory=Spent)

    @property
    def free(self) -> bool:
        """Whether its tokens cost nothing."""
        return self.price == _FREE

    def cost(self, reply: Reply) -> float:
        """Money for one reply."""
        paid = reply.prompt_tokens * self.price.prompt + reply.completion_tokens * self.price.completion
        return paid / 1e6


class Gateway:
    """Asks teachers on behalf of all workers; a context manager.

    Args:
        teachers: by the recipe's names. They are called from several threads at once.
        prices: of those that cost money.
        journal: durable key -> bytes; the run's own, so that a resumed run finds what was paid.
        max_cost: most money to spend on this run, earlier attempts included; None for no limit.
        slots: calls under way at once.

    Guarantees:
        A reply is durable before it is returned, so no crash makes a run pay twice, but for the calls that were
        under way: at most `slots`.
        The same question at the same time is asked once.
        The limit is overshot by at most the `slots` calls under way when it is reached.
    """

    def __init__(
        self,
        *,
        teachers: Mapping[str, Teacher],
        journal: Journal,
        prices: Mapping[str, Price] | None = None,
        max_cost: float | None = None,
        slots: int = 8,
    ) -> None:
        self._desks = {
            name: _Desk(name=name, teacher=teacher, identity=identity(teacher), price=(prices or {}).get(name) or _FREE)
            for name, teacher in teachers.items()
        }
        self._journal = journal
        self._max_cost = max_cost
        self._paid, self._total = _last_payment(journal)
        self._under_way: dict[str, Future[Reply]] = {}
        self._turn = Lock()
        self._booking = Lock()
        self._broken: Exception | None = None
        self._surroundings = copy_context()  # threads have none of their own, and files lie beside the recipe
        self._pool = ThreadPoolExecutor(slots, thread_name_prefix="teacher")
        # without teachers nobody will ask: no thread, no socket
        self._server = Server(lambda question: self._complete(*question)) if teachers else None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; calls under way are waited for and written down, since they are paid."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        if self._server:
            self._server.close()

    def proxy(self, name: str) -> Proxy:
        """The door to one teacher.

        Raises:
            UnknownName: there is no teacher of that name.
        """
        if self._server is None or name not in self._desks:
            raise UnknownName.among("teacher", name, self._desks, where=WHERE)
        return Proxy(name=name, lineage=self._desks[name].teacher.lineage, address=self._server.address)

    def proxies(self) -> dict[str, Proxy]:
        """The doors to all teachers, by name."""
        return {name: self.proxy(name) for name in self._desks}

    def spent(self) -> dict[str, dict[str, int | float]]:
        """Calls, tokens and money of this attempt, by teacher (see `Spent`)."""
        return {name: asdict(desk.spent) for name, desk in self._desks.items()}

    @property
    def total(self) -> float:
        """Money spent on this run in all its attempts."""
        return self._total

    def _complete(self, name: str, prompts: Sequence[Prompt], seed: int) -> list[Reply]:
        """Replies to a worker's prompts, in order."""
        desk = self._desks[name]
        return [reply.result() for reply in [self._ask(desk, prompt, seed) for prompt in prompts]]

    def _ask(self, desk: _Desk, prompt: Prompt, seed: int) -> "Future[Reply]":
        """The reply to come: from the journal, from a call already under way, or from a new one."""
        key = key_of(desk.identity, prompt, seed=seed)
        with self._turn:
            if asked := self._under_way.get(key):
                desk.spent.kept += 1
                return asked
            kept = self._journal.get(key)
            if kept is not None:
                desk.spent.kept += 1
                done: Future[Reply] = Future()
                done.set_result(_read(kept, key))
                return done
            self._under_way[key] = self._submit(desk, key, prompt, seed)
            return self._under_way[key]

    def _submit(self, desk: _Desk, key: str, prompt: Prompt, seed: int) -> "Future[Reply]":
        """A call in the pool, with the surroundings in which this gateway was made."""
        return self._pool.submit(self._surroundings.copy().run, self._call, desk, key, prompt, seed)

    def _call(self, desk: _Desk, key: str, prompt: Prompt, seed: int) -> Reply:
        """Ask the teacher and write the reply down; another thread may ask again only after that."""
        try:
            if self._broken:
                raise self._broken  # what the journal cannot keep must not be bought
            self._check_budget(desk)
            replies = desk.teacher.complete([prompt], seed=seed)
            if len(replies) != 1:
                raise ProvenderError(
                    f"the teacher gave {len(replies)} replies to one prompt",
                    where=f"teacher {desk.name}",
                    mend="`complete` must return one reply a prompt, in order",
                )
            self._book(desk, key, replies[0])
            return replies[0]
        finally:
            with self._turn:
                del self._under_way[key]

    def _check_budget(self, desk: _Desk) -> None:
        """Refuse a call that costs money once the limit is reached."""
        if self._max_cost is not None and not desk.free and self._total >= self._max_cost:
            raise Shortfall(
                f"teachers have cost {self._total:.4g}, the limit is {self._max_cost:.4g}",
                where="limits.max_cost",
                mend="raise max_cost (or --max-cost) and run the same command again: every paid reply is kept",
            )

    def _book(self, desk: _Desk, key: str, reply: Reply) -> None:
        """Make the reply durable, then count it."""
        cost = desk.cost(reply)
        entries = [(key, json.dumps(_plain(reply)).encode())]
        with self._booking:  # payments are numbered without a gap
            if cost:
                entries.append((_payment(self._paid), json.dumps(self._total + cost).encode()))
            try:
                self._journal.put_all(entries)
            except Exception as error:
                self._broken = error
                raise
            self._paid += bool(cost)
            self._total += cost
            desk.spent.add(reply, cost)


def identity(teacher: Teacher) -> str:
    """Who is asked: SHA-256, hex, over the part's name and dials, a file named by its content, not its place."""
    try:
        name = name_of(teacher)
    except KeyError:
        name = f"{type(teacher).__module__}.{type(teacher).__qualname__}"
    dials: dict[str, Any] = {}
    if is_dataclass(teacher):
        dials = {dial.name: getattr(teacher, dial.name) for dial in fields(teacher)}
    if path := dials.get("path"):
        with locate(str(path), where=name).open("rb") as file:
            dials["path"] = file_digest(file, "sha256").hexdigest()
    return _digest({"name": name, "dials": dials})


def key_of(identity: str, prompt: Prompt, *, seed: int) -> str:
    """The journal's key of one call: SHA-256, hex, over who is asked what."""
    asked = {
        "teacher": identity,
        "messages": prompt.messages,
        "params": dict(prompt.params),
        "seed": seed,
        "sample": prompt.sample,
    }
    return _digest(asked)


def _digest(value: object) -> str:
    """SHA-256, hex, of the canonical JSON; mappings of any kind are objects."""
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), default=dict).encode()).hexdigest()


def _plain(reply: Reply) -> dict[str, object]:
    """A reply as plain values."""
    return {item.name: getattr(reply, item.name) for item in fields(reply)}


def _read(data: bytes, key: str) -> Reply:
    """The reply that a journal entry holds."""
    try:
        return Reply(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise IntegrityError(
            f"the journal's entry {key} is no reply: {data[:60]!r}",
            where=WHERE,
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
