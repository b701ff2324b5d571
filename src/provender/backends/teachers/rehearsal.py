"""A local server that speaks the protocol and errs on purpose, to rehearse a recipe before a real model is paid.

    python -m provender.backends.teachers.rehearsal --answers answers.jsonl --port 8000 --faults 500=0.05,cut=0.02

Its answers come from a `Scripted` teacher; faults are drawn from the prompt and the number of the attempt at it, so
that they come again the same way. `GET /counters` tells what was asked, served and spoiled.
"""

import argparse
import asyncio
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import count
from pathlib import Path
from threading import Thread
from typing import Any, Self

from aiohttp import web

from provender.backends.teachers._rehearsal_batches import Batches
from provender.backends.teachers.scripted import Scripted, answer
from provender.core.jsonl import entries
from provender.core.protocols import Prompt
from provender.core.seeds import stream

_GRAIN = 1_000_000
FAULTS = ("429", "500", "503", "drip", "cut", "half", "torn", "html", "huge", "twice", "echo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What the server says and how it fails.

    Attributes:
        teacher: who answers.
        delay_s: before each answer.
        faults: kind -> share of the calls; kinds are 429, 500, 503; drip (the body comes a byte a second); cut
            (hung up without a word); half (hung up in the middle of the body); torn (a whole answer of half a JSON);
            html (a page instead of JSON); huge (16 MiB); twice (the answer comes a second time, unasked); echo (401
            with the key in its text).
        storm: (every, length): of so many calls the last so many get a 429.
        retry_after: the header of each 429; "" sends none.
        form: the strictest response_format that it takes: json_schema, json_object or text.
        key: bearer token without which all is 401; "" asks for none.
        expire: batches, of the first, that expire with half of their calls unanswered.
    """

    teacher: Scripted = field(default_factory=Scripted)
    delay_s: float = 0.0
    faults: Mapping[str, float] = field(default_factory=dict)
    storm: tuple[int, int] = (0, 0)
    retry_after: str = ""
    form: str = "json_schema"
    key: str = ""
    expire: int = 0


class Rehearsal:
    """The server, in a thread of its own; a context manager.

    Attributes:
        base_url: what the recipe names.
        calls: so far.
        served: digest of a prompt's messages -> times it was answered in full.
        spoiled: fault -> times.
        most_at_once: calls.
        batches: the batch interface.
    """

    def __init__(self, script: Script, *, port: int = 0) -> None:
        self._script = script
        self._port = port
        self._tries: Counter[str] = Counter()
        self._names = count(1)
        self.batches = Batches(self._batched, expire=script.expire)
        self.calls = 0
        self.served: Counter[str] = Counter()
        self.spoiled: Counter[str] = Counter()
        self.most_at_once = 0
        self._at_once = 0
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="rehearsal", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        port = asyncio.run_coroutine_threadsafe(self._start(), self._loop).result()
        self.base_url = f"http://127.0.0.1:{port}/v1"
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def wait(self, seconds: float) -> None:
        """Serve for a while."""
        self._thread.join(seconds)

    async def _start(self) -> int:
        """Listen; returns the port."""
        app = web.Application(client_max_size=64 << 20)
        app.router.add_post("/v1/chat/completions", self._chat)
        app.router.add_get("/counters", self._counters)
        self.batches.add_to(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port, backlog=1024)
        await site.start()
        return int(self._runner.addresses[0][1])

    def _batched(self, asked: Mapping[str, Any]) -> dict[str, object]:
        """One call of a batch."""
        self.served[digest(asked["messages"])] += 1
        return self._reply(asked)

    async def _counters(self, _: web.Request) -> web.Response:
        """What happened so far."""
        told = {"calls": self.calls, "served": self.served, "spoiled": self.spoiled, "most": self.most_at_once}
        return web.json_response(told)

    async def _chat(self, request: web.Request) -> web.StreamResponse:
        """One call."""
        self.calls += 1
        self._at_once += 1
        self.most_at_once = max(self.most_at_once, self._at_once)
        try:
            return await self._answer(request, self.calls)
        finally:
            self._at_once -= 1

    async def _answer(self, request: web.Request, number: int) -> web.StreamResponse:
        """The reply, or the fault that is its turn."""
        asked = json.loads(await request.read())
        name = digest(asked["messages"])
        if self._script.key and request.headers.get("Authorization") != f"Bearer {self._script.key}":
            return _refusal(401, "invalid_api_key", f"no such key: {request.headers.get('Authorization')}")
        if refused := self._form(asked):
            return refused
        fault = self._fault(name, number)
        if self._script.delay_s:
            await asyncio.sleep(self._script.delay_s)
        if fault and fault != "twice":
            self.spoiled[fault] += 1
            return await self._spoil(fault, request, asked)
        data = json.dumps(self._reply(asked)).encode()
        self.served[name] += 1
        if fault:
            self.spoiled[fault] += 1
            return await _twice(request, data)
        return web.Response(body=data, content_type="application/json")

    def _form(self, asked: Mapping[str, Any]) -> web.Response | None:
        """A refusal of a form that this server does not know."""
        order = ("text", "json_object", "json_schema")
        wanted = asked.get("response_format", {}).get("type", "text")
        if order.index(wanted) <= order.index(self._script.form):
            return None
        return _refusal(400, "invalid_request_error", f"response_format {wanted} is not supported")

    def _fault(self, name: str, number: int) -> str:
        """What goes wrong with this attempt; "" for nothing."""
        every, length = self._script.storm
        if every and (number - 1) % every >= every - length:
            return "429"
        self._tries[name] += 1
        drawn = stream(self._tries[name], int(name, 16), "rehearsal").below(_GRAIN) / _GRAIN
        for fault, share in self._script.faults.items():
            drawn -= share
            if drawn < 0:
                return fault
        return ""

    def _reply(self, asked: Mapping[str, Any]) -> dict[str, object]:
        """The scripted teacher's reply as a chat completion."""
        prompt = Prompt(messages=tuple((item["role"], item["content"]) for item in asked["messages"]))
        (reply,) = self._script.teacher.complete([prompt], seed=0)
        choice = {"index": 0, "message": {"role": "assistant", "content": reply.text}, "finish_reason": reply.finish}
        usage = {"prompt_tokens": reply.prompt_tokens, "completion_tokens": reply.completion_tokens}
        name = f"chatcmpl-{next(self._names)}"
        return {"id": name, "object": "chat.completion", "model": asked["model"], "choices": [choice], "usage": usage}

    async def _spoil(self, fault: str, request: web.Request, asked: Mapping[str, Any]) -> web.StreamResponse:
        """Everything but a good reply."""
        match fault:
            case "429":
                return _refusal(429, "rate_limit", "slowly", retry_after=self._script.retry_after)
            case "500" | "503":
                return _refusal(int(fault), "server_error", "the scripted server is broken")
            case "echo":
                return _refusal(401, "invalid_api_key", f"no such key: {request.headers.get('Authorization')}")
        data = json.dumps(self._reply(asked)).encode()
        if fault in ("cut", "half", "drip"):
            return await _unfinished(fault, request, data)
        page = b"<html><body>Bad gateway</body></html>"
        body = {"html": page, "huge": b'{"choices": "' + b"x" * (16 << 20) + b'"}', "torn": data[: len(data) // 2]}
        kind = "text/html" if fault == "html" else "application/json"
        return web.Response(body=body[fault], content_type=kind)


async def _unfinished(fault: str, request: web.Request, data: bytes) -> web.StreamResponse:
    """cut, half and drip: the answer never comes to its end."""
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(data))})
    if fault != "cut":
        await response.prepare(request)
        for place in range(len(data) // 2):
            await response.write(data[place : place + 1])
            if fault == "drip":
                await asyncio.sleep(1.0)
    if request.transport:
        request.transport.abort()
    return response


async def _twice(request: web.Request, data: bytes) -> web.StreamResponse:
    """The answer, and again, in one go: a client that takes the second for its next question's answer is lost."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode()
    response = web.StreamResponse(headers={"Content-Type": "application/json", "Content-Length": str(len(data))})
    await response.prepare(request)
    await response.write(data)
    if request.transport:
        request.transport.write(head + data)
    return response


def _refusal(status: int, code: str, message: str, *, retry_after: str = "") -> web.Response:
    """An error as such servers word it."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return web.json_response({"error": {"code": code, "message": message}}, status=status, headers=headers)


def digest(messages: object) -> str:
    """The name of a prompt in the counters."""
    return blake2b(json.dumps(messages, sort_keys=True).encode(), digest_size=8).hexdigest()


def _shares(text: str) -> dict[str, float]:
    """Read `500=0.05,cut=0.02`."""
    pairs = (item.partition("=") for item in text.split(",") if item)
    shares = {kind: float(share) for kind, _, share in pairs}
    if strange := set(shares) - set(FAULTS):
        raise argparse.ArgumentTypeError(f"no fault is called {sorted(strange)[0]!r}; there are {', '.join(FAULTS)}")
    return shares


def main() -> None:
    """Serve from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--answers", type=Path, required=True, help="JSON Lines of {question, answer}, or a chat export of ours"
    )
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--faults", type=_shares, default={}, help="e.g. 500=0.05,cut=0.02")
    parser.add_argument("--storm", type=int, nargs=2, default=(0, 0), help="of EVERY calls the last LENGTH get a 429")
    parser.add_argument("--for", dest="seconds", type=float, default=3600.0, help="end after so many seconds")
    given = parser.parse_args()
    script = Script(
        teacher=Scripted(replies=dict(answer(entry) for _, _, entry in entries(given.answers))),
        delay_s=given.delay,
        faults=given.faults,
        storm=tuple(given.storm),
        retry_after="0.2",
    )
    with Rehearsal(script, port=given.port) as server:
        print(server.base_url, flush=True)
        server.wait(given.seconds)


if __name__ == "__main__":
    main()
