"""The one gateway of a run to its language models: each call is made, written down before it is used, and paid once.

It lives in the driver, its event loop in a thread of its own; workers hold a `Proxy`. Every call has a key: the
SHA-256 of who is asked and what, as canonical JSON, under which the run's journal keeps the raw reply (`_book`).
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import KW_ONLY, asdict, dataclass, field, fields, is_dataclass
from functools import partial
from hashlib import file_digest, sha256
from threading import Thread
from typing import Any, Protocol, Self, TypeVar

from provender.backends.teachers._book import RAW, Book, Journal, decode, encode
from provender.backends.teachers._line import Case, Tell, closed, nobody
from provender.backends.teachers._wire import read
from provender.backends.teachers.channel import WHERE, Proxy, Server
from provender.core.errors import ProvenderError, Shortfall, UnknownName
from provender.core.files import locate
from provender.core.protocols import Prompt, Reply, Teacher
from provender.core.recipe import Pace, Price
from provender.core.registry import name_of

T = TypeVar("T")
_FREE = Price()
_GRACE_S = 30.0  # for calls under way when the gateway closes: they are paid


@dataclass(slots=True, kw_only=True)
class Spent:
    """What one teacher has cost in this attempt.

    Attributes:
        calls: whose reply was kept.
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


class _Line(Protocol):
    """How one teacher is asked: over a network by many calls at once, or in threads."""

    async def ask(self, prompt: Prompt, *, seed: int, case: Case) -> Reply:
        """The reply, which `case.keep` has made durable; nothing is called without `case.permit`."""
        ...

    def stop(self) -> None:
        """Begin no more calls."""
        ...

    async def close(self) -> None:
        """Hang up."""
        ...


@dataclass(slots=True, kw_only=True)
class _Desk:
    """One teacher under its name in the recipe: its line, its identity for the keys, its price and its account."""

    name: str
    teacher: Teacher
    identity: str
    price: Price
    line: _Line
    spent: Spent = field(default_factory=Spent)

    @property
    def free(self) -> bool:
        """Whether its tokens cost nothing."""
        return self.price == _FREE

    def cost(self, reply: Reply) -> float:
        """Money for one reply."""
        paid = reply.prompt_tokens * self.price.prompt + reply.completion_tokens * self.price.completion
        return paid / 1e6


@dataclass(frozen=True, slots=True)
class _Case:
    """One call: what its line must ask before it is made, and where its raw reply goes."""

    key: str
    permit: Callable[[], None]
    keep: Callable[[bytes | Reply], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A teacher's part of the journal, for what its line must not forget."""

    name: str
    _: KW_ONLY
    book: Book
    keep: Callable[[str, bytes | Reply], Awaitable[Reply]]

    def get(self, name: str) -> bytes | None:
        """A note."""
        return self.book.get(f"{self.name}/{name}")

    def has(self, key: str) -> bool:
        """Whether the reply to a call is kept."""
        return self.book.get(key) is not None

    async def put(self, name: str, value: bytes) -> None:
        """Keep a note."""
        await self.book.keep(f"{self.name}/{name}", value)


class _Threads:
    """The line to a teacher that knows no event loop: each call in a thread."""

    def __init__(self, name: str, teacher: Teacher, pool: ThreadPoolExecutor, slots: asyncio.Semaphore) -> None:
        self._name, self._teacher, self._pool, self._slots = name, teacher, pool, slots
        self._surroundings = copy_context()  # threads have none of their own, and files lie beside the recipe
        self._stopped = False

    async def ask(self, prompt: Prompt, *, seed: int, case: Case) -> Reply:
        """The teacher's one reply, kept before the slot is free."""
        async with self._slots:
            if self._stopped:
                raise closed()
            case.permit()
            surroundings = self._surroundings.copy()
            loop = asyncio.get_running_loop()
            replies = await loop.run_in_executor(self._pool, surroundings.run, self._complete, prompt, seed)
            if len(replies) != 1:
                raise ProvenderError(
                    f"the teacher gave {len(replies)} replies to one prompt",
                    where=f"teacher {self._name}",
                    mend="`complete` must return one reply a prompt, in order",
                )
            return await case.keep(replies[0])

    def _complete(self, prompt: Prompt, seed: int) -> Sequence[Reply]:
        return self._teacher.complete([prompt], seed=seed)

    def stop(self) -> None:
        """Begin no more calls."""
        self._stopped = True

    async def close(self) -> None:
        """Nothing to hang up."""


class Gateway:
    """Asks teachers on behalf of all workers; a context manager.

    Args:
        teachers: by the recipe's names. One that has `connect(pace, tell)` is asked over the line that it makes, by
            `pace.connections` calls at once; the others are called from several threads.
        prices: of those that cost money.
        paces: of those asked over a network.
        journal: durable key -> bytes; the run's own, so that a resumed run finds what was paid.
        max_cost: most money to spend on this run, earlier attempts included; None for no limit.
        slots: calls under way at once in threads.
        tell: called, in the gateway's thread, with what befalls a line: "paused", "resumed", "limited".

    Raises:
        RecipeError: a teacher's key is not where the recipe says.

    Guarantees:
        A reply is durable before it is returned, so no crash makes a run pay twice, but for the calls that were
        under way: at most `slots` and all `connections`.
        The same question at the same time is asked once.
        The limit is overshot by at most the calls under way when it is reached.
    """

    def __init__(
        self,
        *,
        teachers: Mapping[str, Teacher],
        journal: Journal,
        prices: Mapping[str, Price] | None = None,
        paces: Mapping[str, Pace] | None = None,
        max_cost: float | None = None,
        slots: int = 8,
        tell: Tell = nobody,
    ) -> None:
        self._book = Book(journal)
        self._max_cost = max_cost
        self._tell = tell
        self._under_way: dict[str, asyncio.Future[Reply]] = {}
        self._desks: dict[str, _Desk] = {}
        self._server: Server | None = None
        self._pool = ThreadPoolExecutor(slots, thread_name_prefix="teacher")
        self._loop = asyncio.new_event_loop()
        self._thread: Thread | None = None
        if teachers:  # without them nobody will ask: no thread, no socket
            self._thread = Thread(target=self._loop.run_forever, name="gateway loop", daemon=True)
            self._thread.start()
            try:
                self._open(teachers, prices or {}, paces or {}, slots)
            except BaseException:
                self.close()
                raise

    def _open(
        self, teachers: Mapping[str, Teacher], prices: Mapping[str, Price], paces: Mapping[str, Pace], slots: int
    ) -> None:
        """A desk for each teacher, then the door."""
        threads = asyncio.Semaphore(slots)

        async def line(name: str, teacher: Teacher) -> _Line:
            if not hasattr(teacher, "connect"):
                return _Threads(name, teacher, self._pool, threads)
            told = lambda kind, facts: self._tell(kind, {"teacher": name, **facts})  # noqa: E731
            shelf = _Shelf(identity(teacher)[:16], book=self._book, keep=partial(self._keep, name))
            return teacher.connect(paces.get(name) or Pace(), told, shelf)  # type: ignore[no-any-return]

        for name, teacher in teachers.items():
            self._desks[name] = _Desk(
                name=name,
                teacher=teacher,
                identity=identity(teacher),
                price=prices.get(name) or _FREE,
                line=self._do(line(name, teacher)),
            )
        self._server = Server(lambda question: self._do(self._complete(*question)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up; calls under way are waited for, half a minute at most, and written down, since they are paid."""
        if self._thread:
            self._do(self._finish())
        if self._server:
            self._server.close()
        if self._thread:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
        self._pool.shutdown()
        self._book.close()
        self._loop.close()

    async def _finish(self) -> None:
        """Begin nothing more, and let what is under way end."""
        for desk in self._desks.values():
            desk.line.stop()
        if self._under_way:
            await asyncio.wait(self._under_way.values(), timeout=_GRACE_S)
        for desk in self._desks.values():
            await desk.line.close()
        me = asyncio.current_task()
        others = [task for task in asyncio.all_tasks() if task is not me]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        """Have something done in the gateway's loop, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

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
        return self._book.total

    async def _complete(self, name: str, prompts: Sequence[Prompt], seed: int) -> list[Reply]:
        """Replies to a worker's prompts, in order; what one of them raised is raised when all have ended."""
        desk = self._desks[name]
        found = await asyncio.gather(*(self._ask(desk, prompt, seed) for prompt in prompts), return_exceptions=True)
        for reply in found:
            if isinstance(reply, BaseException):
                raise reply
        return [reply for reply in found if isinstance(reply, Reply)]

    async def _ask(self, desk: _Desk, prompt: Prompt, seed: int) -> Reply:
        """The reply: from the journal, from a call already under way, or from a new one."""
        key = key_of(desk.identity, prompt, seed=seed)
        if asked := self._under_way.get(key):
            desk.spent.kept += 1
            return await asyncio.shield(asked)
        kept = self._book.get(key)
        if kept is not None:
            desk.spent.kept += 1
            return _reply(kept, key)
        promise = self._under_way[key] = asyncio.get_running_loop().create_future()
        try:
            case = _Case(key, partial(self._check, desk), partial(self._keep, desk.name, key))
            reply = await desk.line.ask(prompt, seed=seed, case=case)
            promise.set_result(reply)
            return reply
        except BaseException as error:
            promise.set_exception(error if isinstance(error, Exception) else closed())
            promise.exception()  # nobody need be waiting for it
            raise
        finally:
            del self._under_way[key]

    async def _keep(self, name: str, key: str, raw: bytes | Reply) -> Reply:
        """Make a reply durable, then use it; only its tokens are looked at before, by a reader that cannot fail."""
        desk = self._desks[name]
        reply = read(raw) if isinstance(raw, bytes) else raw
        cost = desk.cost(reply)
        await self._book.keep(key, RAW + raw if isinstance(raw, bytes) else encode(raw), cost)
        desk.spent.add(reply, cost)
        return reply

    def _check(self, desk: _Desk) -> None:
        """Refuse a call that the journal could not keep, or that costs money once the limit is reached."""
        if self._book.broken:
            raise self._book.broken
        if self._max_cost is not None and not desk.free and self.total >= self._max_cost:
            raise Shortfall(
                f"teachers have cost {self.total:.4g}, the limit is {self._max_cost:.4g}",
                where="limits.max_cost",
                mend="raise max_cost (or --max-cost) and run the same command again: every paid reply is kept",
            )


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
    asked: dict[str, object] = {
        "teacher": identity,
        "messages": prompt.messages,
        "params": dict(prompt.params),
        "seed": seed,
        "sample": prompt.sample,
    }
    if prompt.schema is not None:
        asked["schema"] = prompt.schema
    return _digest(asked)


def _digest(value: object) -> str:
    """SHA-256, hex, of the canonical JSON; mappings of any kind are objects."""
    return sha256(json.dumps(value, sort_keys=True, separators=(",", ":"), default=dict).encode()).hexdigest()


def _reply(data: bytes, key: str) -> Reply:
    """The reply that a journal entry holds."""
    return read(data[len(RAW) :]) if data.startswith(RAW) else decode(data, key, where=WHERE)
