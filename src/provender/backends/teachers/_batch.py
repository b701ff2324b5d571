"""Prompts handed in as batches, for servers that have such an interface: cheaper, and a day late at worst.

The run's journal keeps, on the teacher's own shelf, durable before the next step is taken:

    0041         {"tag", "keys"}: batch 41 is about to be handed in, and which calls it holds
    0041/id      the server's name for it
    0041/done    all that came of it is kept

so that a resumed run waits for what was handed in instead of paying for it again. Where a driver was killed between
handing in and writing the name down, the batch is found by its tag.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from secrets import token_hex
from typing import Any, Protocol

from provender.backends.teachers._http import Http
from provender.backends.teachers._line import Case, Tell, closed, hopeless, silent
from provender.backends.teachers._wire import RETRIED, Answer, Fault, refusal
from provender.core.errors import ProvenderError
from provender.core.protocols import Prompt, Reply
from provender.core.recipe import Pace

URL = "/v1/chat/completions"
_GATHER_S = 0.5  # without another prompt, after which a batch is closed
_FIRST_POLL_S, _LONGEST_POLL_S = 0.5, 60.0
_ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
_LARGEST_FILE = 1 << 30


class Shelf(Protocol):
    """A teacher's part of the run's journal."""

    def get(self, name: str) -> bytes | None:
        """A note, or None."""
        ...

    async def put(self, name: str, value: bytes) -> None:
        """Keep a note, durably."""
        ...

    def has(self, key: str) -> bool:
        """Whether the reply to a call is kept."""
        ...

    async def keep(self, key: str, raw: bytes | Reply) -> Reply:
        """Keep the reply to a call, durably, whoever waits for it; returns it read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The most that one batch may hold."""

    requests: int = 50_000
    data: int = 90 << 20


@dataclass(slots=True)
class _Asked:
    """A call that somebody waits for: its line of a batch's file, and how often it was handed in."""

    key: str
    line: bytes
    case: Case
    promise: "asyncio.Future[Reply]"
    tries: int = 0


@dataclass(frozen=True, slots=True)
class _Batch:
    """Calls handed in together; `lines` is empty for what an earlier attempt may have handed in."""

    name: str
    tag: str
    keys: tuple[str, ...]
    lines: tuple[bytes, ...] = ()


class BatchLine:
    """Hands prompts in as batches; lives in one event loop.

    Args:
        body: what is posted for a prompt.
        http: the server.
        size: of a batch.

    Guarantees:
        What was handed in is not handed in again, killed or not, unless its server let it expire.
        A call that its batch came back without gets an error reply.
    """

    def __init__(
        self,
        body: Callable[[Prompt, int], dict[str, object]],
        http: Http,
        pace: Pace,
        *,
        tell: Tell,
        shelf: Shelf,
        size: Size | None = None,
    ) -> None:
        self._body, self._http, self._pace, self._tell, self._shelf = body, http, pace, tell, shelf
        self._size = size or Size()
        self._asked: dict[str, _Asked] = {}
        self._queue: list[_Asked] = []
        self._gathering: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._stop: ProvenderError | None = None
        self._next = 0
        open_ = list(self._open())
        self._covered = {key for batch in open_ for key in batch.keys}
        for batch in open_:
            self._start(batch)

    async def ask(self, prompt: Prompt, *, seed: int, case: Case) -> Reply:
        """The reply to one prompt, from a batch under way or from the next one.

        Raises:
            RecipeError: the server has no batches, or refuses them.
            MachineError: it was silent for longer than the pace's patience.
        """
        if self._stop:
            raise self._stop
        key = case.key
        if key not in self._asked:
            told = {"custom_id": key, "method": "POST", "url": URL, "body": self._body(prompt, seed)}
            line = json.dumps(told, separators=(",", ":")).encode()
            self._asked[key] = _Asked(key, line, case, asyncio.get_running_loop().create_future())
            if key not in self._covered:
                self._enqueue([self._asked[key]])
        return await asyncio.shield(self._asked[key].promise)

    def stop(self) -> None:
        """Wait for nothing more; what was handed in is waited for by the next attempt."""
        self._give_up(closed())

    async def close(self) -> None:
        """Hang up."""
        self.stop()
        tasks = [*self._tasks, *([self._gathering] if self._gathering else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._http.close()

    def _give_up(self, error: ProvenderError) -> None:
        """Tell everybody who waits."""
        self._stop = self._stop or error
        for key in list(self._asked):
            self._settle(key, self._stop)

    def _settle(self, key: str, end: Reply | Exception) -> None:
        """Tell whoever waits for a call how it ended."""
        asked = self._asked.pop(key, None)
        if asked is None or asked.promise.done():
            return
        if isinstance(end, Reply):
            asked.promise.set_result(end)
        else:
            asked.promise.set_exception(end)
            asked.promise.exception()  # the one who waited may have gone

    def _open(self) -> Iterable[_Batch]:
        """What earlier attempts have begun and not finished."""
        while (told := self._shelf.get(name := f"{self._next:04d}")) is not None:
            self._next += 1
            if self._shelf.get(f"{name}/done") is None:
                noted = json.loads(told)
                yield _Batch(name, noted["tag"], tuple(noted["keys"]))

    def _enqueue(self, calls: Iterable[_Asked]) -> None:
        """Calls for the next batch."""
        self._queue += calls
        if self._gathering is None and self._queue:
            self._gathering = asyncio.create_task(self._gather())

    async def _gather(self) -> None:
        """Close batches once no prompt has come for a while."""
        seen = 0
        while seen != len(self._queue):
            seen = len(self._queue)
            await asyncio.sleep(_GATHER_S)
        self._gathering = None
        while self._queue and not self._stop:
            calls = [asked for asked in self._cut() if self._permitted(asked)]
            if calls:
                keys, lines = tuple(asked.key for asked in calls), tuple(asked.line for asked in calls)
                self._covered |= set(keys)
                self._start(_Batch(f"{self._next:04d}", token_hex(8), keys, lines))
                self._next += 1

    def _cut(self) -> list[_Asked]:
        """The first calls that one batch holds; at least one."""
        data, count = 0, 0
        while count < min(len(self._queue), self._size.requests):
            data += len(self._queue[count].line) + 1
            if count and data > self._size.data:
                break
            count += 1
        calls, self._queue = self._queue[:count], self._queue[count:]
        return calls

    def _permitted(self, asked: _Asked) -> bool:
        """Whether a call may be paid for; one that may not has ended."""
        try:
            asked.case.permit()
        except Exception as error:
            self._settle(asked.key, error)
            return False
        asked.tries += 1
        return True

    def _start(self, batch: _Batch) -> None:
        """See a batch through, in a task of its own."""
        task = asyncio.create_task(self._see_through(batch))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _see_through(self, batch: _Batch) -> None:
        """From the note on the shelf to the last reply."""
        try:
            there = await self._handed_in(batch)
            ended = await self._ended(there) if there else {"status": "never"}
            for file in ("output_file_id", "error_file_id"):
                if ended.get(file):
                    await self._collect(str(ended[file]), frozenset(batch.keys))
            if ended["status"] == "failed":
                raise hopeless(400, f"batch {there} failed: {json.dumps(ended.get('errors'))[:200]}")
            await self._leave(batch, again=ended["status"] != "completed")
            await self._shelf.put(f"{batch.name}/done", b"")
        except ProvenderError as error:
            self._give_up(error)

    async def _handed_in(self, batch: _Batch) -> str:
        """The server's name for a batch; "" for one of an earlier attempt that never reached it."""
        if known := self._shelf.get(f"{batch.name}/id"):
            return known.decode()
        if batch.lines:
            noted = {"tag": batch.tag, "keys": batch.keys}
            await self._shelf.put(batch.name, json.dumps(noted).encode())
            there = await self._hand_in(batch)
        else:
            there = await self._find(batch.tag)
        if there:
            await self._shelf.put(f"{batch.name}/id", there.encode())
            self._tell("batch", {"batch": there, "calls": len(batch.keys)})
        return there

    async def _hand_in(self, batch: _Batch) -> str:
        """Upload and submit; a submission whose answer was lost is looked for before it is made again."""
        data = b"\n".join(batch.lines) + b"\n"
        file = await self._steady(lambda: self._http.upload("files", f"{batch.tag}.jsonl", data, purpose="batch"))
        told = {
            "input_file_id": file["id"],
            "endpoint": URL,
            "completion_window": "24h",
            "metadata": {"provender": batch.tag},
        }

        async def submit() -> Answer:
            if submitted and (there := await self._find(batch.tag)):
                return Answer(200, json.dumps({"id": there}).encode())
            submitted.append(True)
            return await self._http.post("batches", told)

        submitted: list[bool] = []
        return str((await self._steady(submit))["id"])

    async def _find(self, tag: str) -> str:
        """The server's name for the batch of a tag; "" if it has none."""
        query = {"limit": "100"}
        while True:
            page = await self._steady(partial(self._http.get, "batches", **query))
            listed = page.get("data") or []
            for one in listed:
                if (one.get("metadata") or {}).get("provender") == tag:
                    return str(one["id"])
            if not page.get("has_more") or not listed:
                return ""
            query["after"] = str(listed[-1]["id"])

    async def _ended(self, there: str) -> dict[str, Any]:
        """Wait until the server has done with a batch."""
        pause = _FIRST_POLL_S
        while True:
            told = await self._steady(lambda: self._http.get(f"batches/{there}"))
            if told.get("status") in _ENDED:
                return told
            await asyncio.sleep(pause)
            pause = min(_LONGEST_POLL_S, pause * 1.5)

    async def _collect(self, file: str, keys: frozenset[str]) -> None:
        """Keep every reply of a file, and tell who waits."""
        answer = await self._answer(lambda: self._http.fetch(f"files/{file}/content", largest=_LARGEST_FILE))
        for line in answer.body.splitlines():
            key, reply = _line(line)
            if key in keys and not self._shelf.has(key):
                self._settle(key, await self._shelf.keep(key, reply))

    async def _leave(self, batch: _Batch, *, again: bool) -> None:
        """What a batch came back without: handed in again where the server did not come to it, else failed."""
        self._covered -= set(batch.keys)
        left = [self._asked[key] for key in batch.keys if key in self._asked]
        retried = [asked for asked in left if again and asked.tries <= self._pace.retries]
        for asked in left:
            if asked not in retried:
                error = "the batch came back without it"
                self._settle(asked.key, await self._shelf.keep(asked.key, Reply(text="", finish="error", error=error)))
        self._enqueue(retried)

    async def _steady(self, call: Callable[[], Awaitable[Answer]]) -> dict[str, Any]:
        """The object that a call gives."""
        answer = await self._answer(call)
        try:
            told = json.loads(answer.body)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            raise hopeless(answer.status, f"its answer about batches is no object: {answer.body[:80]!r}")
        return told

    async def _answer(self, call: Callable[[], Awaitable[Answer]]) -> Answer:
        """A good answer, asked for again while line or server fail and patience lasts."""
        loop = asyncio.get_running_loop()
        began, pause = loop.time(), _FIRST_POLL_S
        while True:
            try:
                answer = await call()
                if answer.status == 200:
                    return answer
                if answer.status != 429 and answer.status not in RETRIED:
                    raise hopeless(answer.status, refusal(answer.body)[1])
                pause = max(pause, answer.retry_after or 0.0)
            except Fault as fault:
                self._tell("fault", {"fault": str(fault)})
            if loop.time() - began + pause > self._pace.patience_s:
                raise silent(self._pace.patience_s)
            await asyncio.sleep(pause)
            pause = min(_LONGEST_POLL_S, pause * 2)


def _line(line: bytes) -> tuple[str, bytes | Reply]:
    """One line of a result: its call, and the raw line where it holds a reply, else what the server says of it."""
    try:
        told = json.loads(line)
        key, response = str(told["custom_id"]), told.get("response") or {}
        if response.get("status_code") == 200:
            return key, line
        why = refusal(json.dumps(response.get("body") or told).encode())[1]
        return key, Reply(text="", finish="error", error=f"HTTP {response.get('status_code')}: {why}")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "", Reply(text="", finish="error", error="a line of the batch cannot be read")
